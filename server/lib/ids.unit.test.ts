import { describe, expect, it } from 'vitest';
import { assertId, createId, isTypeId, prefixOf } from './ids.ts';

describe('an id', () => {
  it('has the prefix of its type and sorts by time', async () => {
    const first = createId('msg');
    await new Promise((resolve) => setTimeout(resolve, 2));
    const second = createId('msg');
    expect(first).toMatch(/^msg_[0-7][0-9a-z]{25}$/);
    expect(first < second).toBe(true);
    expect(isTypeId(first)).toBe(true);
    expect(prefixOf(first)).toBe('msg');
    expect(prefixOf('alice')).toBeUndefined();
    expect(prefixOf('zzz_01h455vb4pex5vsknk084sn02q')).toBeUndefined();
  });

  it('of the wrong kind is refused with both prefixes', () => {
    expect(() => assertId('conv', createId('msg'), 'conversationId')).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        field: 'conversationId',
        message: expect.stringMatching(/conv_.*msg_/),
      }),
    );
  });

  it.each([
    '',
    'alice',
    'conv_',
    'conv_8zzzzzzzzzzzzzzzzzzzzzzzzz',
    'CONV_01h455vb4pex5vsknk084sn02q',
    'conv_01h455vb4pex5vsknk084sn02q ',
  ])('%j is none', (id) => {
    expect(() => assertId('conv', id, 'id')).toThrow('not a TypeID');
  });
});
