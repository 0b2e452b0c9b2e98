import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import * as operations from './generated/operations.ts';
import {
  type AnyStreamItem,
  assertHandled,
  handleStreamItem,
  type StreamItemHandlers,
  type StreamItemOf,
} from './generated/stream-items.ts';

const documents = Object.values(operations).filter((each) => each instanceof operations.TypedDocumentString);
const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8')) as unknown;

test('The manifest holds the very texts that the documents send, under the ids that they name', () => {
  const texts = Object.fromEntries(documents.map((document) => [document.__meta__.hash, document.toString()]));
  expect(read('generated/known-operations.json')).toEqual(texts);
  expect(read('../server/generated/known-operations.json')).toEqual(texts);
  for (const [id, text] of Object.entries(texts)) expect(id).toBe(hash('sha256', text));
});

test.each(documents.map((document) => [document.toString()]))(
  '%.40s… is one operation, with each fragment once',
  (text) => {
    const names = parse(text).definitions.map((each) => ('name' in each ? each.name?.value : undefined));
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain(undefined);
  },
);

const caughtUp: StreamItemOf<'CaughtUp'> = { __typename: 'CaughtUp', cursor: 'c' };

test('An item goes to the function of its type, and one of a newer server to none', () => {
  const calls: string[] = [];
  const handlers = new Proxy({} as StreamItemHandlers<void>, {
    get: (_all, name) => (name === 'Newer' ? undefined : () => void calls.push(String(name))),
  });
  handleStreamItem(caughtUp, handlers);
  handleStreamItem({ __typename: 'Newer' } as never, handlers);
  expect(calls).toEqual(['CaughtUp']);
});

test('Whoever forgets a type is told by the compiler', () => {
  // Never called: the compiler is the judge.
  const check = (item: AnyStreamItem) => {
    // @ts-expect-error all others are missing
    handleStreamItem(item, { CaughtUp: ({ cursor }) => cursor });
    if (item.__typename === 'CaughtUp') return;
    // @ts-expect-error others are left
    assertHandled(item);
  };
  expect(check).toBeTypeOf('function');
});
