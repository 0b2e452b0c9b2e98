import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCursorCodec } from './cursor.ts';

const codec = createCursorCodec(randomBytes(32));
const sealed = codec.seal('events', 'acme', ['a', 1]);

describe('a cursor', () => {
  it('opens to what was sealed', () => {
    expect(codec.open('events', 'acme', sealed, 'after')).toEqual(['a', 1]);
  });

  it.each([
    ['of another tenant', 'events', 'globex', sealed],
    ['of another place', 'messages', 'acme', sealed],
    ['of another installation', 'events', 'acme', createCursorCodec(randomBytes(32)).seal('events', 'acme', ['a', 1])],
    ['cut short', 'events', 'acme', sealed.slice(0, -2)],
    ['with a character changed', 'events', 'acme', `${sealed[0] === 'A' ? 'B' : 'A'}${sealed.slice(1)}`],
    ['with something behind it', 'events', 'acme', `${sealed}=`],
    ['that is empty', 'events', 'acme', ''],
    ['that is a plain number', 'events', 'acme', '17'],
    ['that is very long', 'events', 'acme', 'A'.repeat(1_000_000)],
  ])('%s is refused by name', (_, kind, tenant, text) => {
    expect(() => codec.open(kind, tenant, text, 'after')).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'after' }),
    );
  });

  it('does not open with any single bit flipped', () => {
    const bytes = Buffer.from(sealed, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => codec.open('events', 'acme', forged.toString('base64url'), 'after')).toThrow('no cursor');
    }
  });
});
