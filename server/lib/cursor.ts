import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';

/** Makes opaque texts that only this installation can have made. */
export interface CursorCodec {
  /** `kind` names the place it is for; a cursor of another kind or tenant does not open. */
  seal(kind: string, tenantId: string, value: unknown): string;
  /** Throws BAD_USER_INPUT for a text that `seal` did not make for this kind and tenant. */
  open(kind: string, tenantId: string, text: string, field: string): unknown;
}

const signatureBytes = 16;
/** A snapshot lists the transactions in progress, so a stream's cursor may be long, but not this long. */
const cursorLengthMax = 16_384;

/** Signed with HMAC-SHA-256, cut to 128 bits. The content is not secret, only unforgeable. */
export function createCursorCodec(key: Buffer): CursorCodec {
  const sign = (kind: string, tenantId: string, body: Buffer): Buffer =>
    createHmac('sha256', key).update(`${kind}\n${tenantId}\n`).update(body).digest().subarray(0, signatureBytes);

  return {
    seal(kind, tenantId, value) {
      const body = Buffer.from(JSON.stringify(value));
      return Buffer.concat([sign(kind, tenantId, body), body]).toString('base64url');
    },
    open(kind, tenantId, text, field) {
      const bytes = text.length > cursorLengthMax ? Buffer.alloc(0) : Buffer.from(text, 'base64url');
      const body = bytes.subarray(signatureBytes);
      const signature = bytes.subarray(0, signatureBytes);
      const isOurs =
        body.length > 0 &&
        bytes.toString('base64url') === text &&
        timingSafeEqual(signature, sign(kind, tenantId, body));
      if (!isOurs) {
        const cure = 'Pass a cursor of this server on unchanged, or leave it out.';
        throw new AppError('BAD_USER_INPUT', `\`${field}\` is no cursor for this place. ${cure}`, { field });
      }
      return JSON.parse(body.toString());
    },
  };
}
