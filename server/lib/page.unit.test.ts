import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCursorCodec } from './cursor.ts';
import { type PageArgs, parsePage, toConnection } from './page.ts';

const options = { codec: createCursorCodec(randomBytes(32)), tenantId: 'acme', kind: 'rows', sizeMax: 100 };

/** A list of numbers, read by key as the database would. */
function readPage(rows: number[], args: PageArgs) {
  const page = parsePage<number>(args, options);
  const { from, isBackward, limit } = page;
  const beyond = rows.filter((row) => from === null || (isBackward ? row < from : row > from));
  if (isBackward) beyond.reverse();
  return toConnection(beyond.slice(0, limit + 1), page, options, (row) => row);
}

describe('a page', () => {
  it.each<[PageArgs, string]>([
    [{ first: 0 }, 'first'],
    [{ first: -1 }, 'first'],
    [{ first: 10_000 }, 'first'],
    [{ last: 0 }, 'last'],
    [{ last: 101 }, 'last'],
    [{ first: 1, last: 1 }, 'last'],
    [{ first: 1, before: 'x' }, 'before'],
    [{ last: 1, after: 'x' }, 'after'],
    [{ after: 'x', before: 'x' }, 'before'],
    [{ first: 1, after: 'forged' }, 'after'],
    [{ last: 1, before: '' }, 'before'],
  ])('%j is refused and names %s', (args, field) => {
    expect(() => parsePage(args, options)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field }));
  });

  it('is 50 from the start without arguments, or from the end where the list says so', () => {
    expect(parsePage({}, options)).toEqual({ limit: 50, isBackward: false, from: null });
    expect(parsePage({}, { ...options, defaultEnd: 'last' })).toEqual({ limit: 50, isBackward: true, from: null });
  });

  it('brings every row once, in order, from either end and with any size', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 100 }), fc.boolean(), (length, size, isBackward) => {
        const rows = Array.from({ length }, (_, at) => at);
        const seen: number[] = [];
        let cursor: string | null = null;
        for (;;) {
          const args: PageArgs = isBackward ? { last: size, before: cursor } : { first: size, after: cursor };
          const { edges, pageInfo } = readPage(rows, args);
          const nodes = edges.map((edge) => edge.node);
          if (isBackward) seen.unshift(...nodes);
          else seen.push(...nodes);
          cursor = isBackward ? pageInfo.startCursor : pageInfo.endCursor;
          if (!(isBackward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) break;
        }
        expect(seen).toEqual(rows);
      }),
    );
  });
});
