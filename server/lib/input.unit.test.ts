import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clientIdInput, hashRequest, metadataInput, parseInput, textInput, userIdInput } from './input.ts';

const family = '👨‍👩‍👧‍👦';

function refused(schema: z.ZodType, value: unknown): string | undefined {
  try {
    parseInput(z.object({ value: schema }), { value });
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
    return (error as Error).message;
  }
}

describe('a text', () => {
  const text = textInput({ lengthMax: 5, bytesMax: 100 });

  it.each([['hello'], [' a '], [family.repeat(4)], ['e\u0301'.repeat(5)], ['a\nb']])('%j is accepted', (value) => {
    expect(refused(text, value)).toBeUndefined();
  });

  it.each([
    ['', 'empty'],
    [' \n\t', 'blank'],
    ['sixsix', 'at most 5 characters'],
    [family.repeat(5), 'at most 100 bytes'],
    ['a\ud800', 'surrogate'],
    ['\udc00a', 'surrogate'],
    ['a\0b', 'NUL'],
    [7, 'string'],
  ])('%j is refused with the cure', (value, words) => {
    expect(refused(text, value)).toContain(words);
  });

  it('is not taken apart when it is far too long', () => {
    const started = performance.now();
    expect(refused(textInput({ lengthMax: 5_000, bytesMax: 20_000 }), 'a'.repeat(10_000_000))).toContain('20000 bytes');
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('ids that others make', () => {
  it.each([['alice'], ['user@example.org'], ['私'], ['a'.repeat(128)], ['42']])('user id %j is accepted', (id) => {
    expect(refused(userIdInput, id)).toBeUndefined();
  });

  it.each([
    [''],
    ['a'.repeat(129)],
    ['a\u0007'],
    ['a\n'],
    ['\ud800'],
    ['conv_01h455vb4pex5vsknk084sn02q'],
    ['x_01h455vb4pex5vsknk084sn02q'],
  ])('user id %j is refused', (id) => {
    expect(refused(userIdInput, id)).toContain('`value`');
  });

  it.each([[''], ['a'.repeat(129)], ['a\0'], ['\udfff']])('client id %j is refused', (id) => {
    expect(refused(clientIdInput, id)).toContain('`value`');
  });
});

describe('metadata', () => {
  const metadata = metadataInput(64);

  it.each([[{}], [{ a: [1, null, { b: 'c' }] }]])('%j is accepted', (value) => {
    expect(refused(metadata, value)).toBeUndefined();
  });

  it.each([
    [{ a: 'x'.repeat(64) }, '64 bytes'],
    [{ a: '\0' }, 'NUL'],
    [{ 'a\0': 1 }, 'NUL'],
    [{ a: ['\ud800'] }, 'surrogate'],
    [[1], 'record'],
    ['text', 'record'],
  ])('%j is refused', (value, words) => {
    expect(refused(metadata, value)).toContain(words);
  });
});

describe('the hash of a request', () => {
  it('does not depend on the order of fields, and does on their values', () => {
    expect(hashRequest({ a: 1, b: { c: 2, d: [3] } })).toBe(hashRequest({ b: { d: [3], c: 2 }, a: 1 }));
    expect(hashRequest({ a: 1, b: [1, 2] })).not.toBe(hashRequest({ a: 1, b: [2, 1] }));
  });

  it('of the same request is the same for ever: it is stored, and compared with retries of years later', () => {
    const content = {
      text: 'a "b"\n',
      kind: 'TEXT',
      absent: undefined,
      metadata: { b: [1, null, { d: 1e21, c: true }] },
    };
    const text = '{"kind":"TEXT","metadata":{"b":[1,null,{"c":true,"d":1e+21}]},"text":"a \\"b\\"\\n"}';
    expect(hashRequest(content)).toBe(createHash('sha256').update(text).digest('base64url'));
  });
});
