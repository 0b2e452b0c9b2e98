import { createECDH, createPublicKey } from 'node:crypto';

/** Bytes of a point of P-256 as web push writes it: uncompressed, with a 4 before the two coordinates. */
export const pointBytes = 65;

/** Whether these bytes are a point on the curve P-256, uncompressed. Any other would make a secret that can be guessed. */
export function isPoint(bytes: Buffer): boolean {
  if (bytes.length !== pointBytes || bytes[0] !== 4) return false;
  const key = {
    ...{ kty: 'EC', crv: 'P-256' },
    ...{ x: bytes.subarray(1, 33).toString('base64url'), y: bytes.subarray(33).toString('base64url') },
  };
  try {
    createPublicKey({ key, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

/** The public key that belongs to a private one of 32 bytes; null where those are no private key. */
export function publicKeyOf(privateKey: Buffer): Buffer | null {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(privateKey);
  } catch {
    return null;
  }
  return pair.getPublicKey();
}

/** The bytes of a text in base64url, with its `=` or without; null where it is something else. */
export function fromBase64Url(text: string): Buffer | null {
  const bare = text.replace(/={1,2}$/, '');
  const bytes = Buffer.from(bare, 'base64url');
  return /^[\w-]+$/.test(bare) && bytes.toString('base64url') === bare ? bytes : null;
}
