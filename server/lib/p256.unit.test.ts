import { createECDH } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { fromBase64Url, isPoint, publicKeyOf } from './p256.ts';

const pair = createECDH('prime256v1');
const point = pair.generateKeys();

describe('a point of P-256', () => {
  it('is on the curve, and uncompressed', () => {
    expect(isPoint(point)).toBe(true);
    expect(isPoint(pair.getPublicKey(null, 'compressed'))).toBe(false);
    expect(isPoint(pair.getPublicKey(null, 'hybrid'))).toBe(false);
    expect(isPoint(point.subarray(0, 64))).toBe(false);
    expect(isPoint(Buffer.concat([point, Buffer.alloc(1)]))).toBe(false);
  });

  it('is not beside the curve, at infinity, or with a coordinate above the field', () => {
    const beside = Buffer.from(point);
    beside[64] = (beside[64] ?? 0) ^ 1;
    expect(isPoint(beside)).toBe(false);
    expect(isPoint(Buffer.concat([Buffer.from([4]), Buffer.alloc(64)]))).toBe(false);
    expect(isPoint(Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 255)]))).toBe(false);
    const foreign = createECDH('secp256k1').generateKeys();
    expect([foreign.length, isPoint(foreign)]).toEqual([65, false]);
  });
});

test('A private key has one public key; zero, and what is above the order of the curve, has none', () => {
  expect(publicKeyOf(pair.getPrivateKey())).toEqual(point);
  expect(publicKeyOf(Buffer.alloc(32))).toBeNull();
  expect(publicKeyOf(Buffer.alloc(32, 255))).toBeNull();
});

test.each([
  ['AQID', [1, 2, 3]],
  ['AQI', [1, 2]],
  ['AQI=', [1, 2]],
  ['-_8', [251, 255]],
  ['+/8', null],
  ['AQJ', null],
  ['A', null],
  ['', null],
  ['AQ ID', null],
])('%s in base64url is %j', (text, bytes) => {
  expect(fromBase64Url(text)).toEqual(bytes === null ? null : Buffer.from(bytes));
});
