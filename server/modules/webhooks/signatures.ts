import { createHmac, randomBytes } from 'node:crypto';
import type { EarlierSecret } from './table.ts';

const prefix = 'whsec_';

/** A new secret of 256 bits, in the form of Standard Webhooks. */
export const createSecret = (): string => prefix + randomBytes(32).toString('base64');

interface SignedParts {
  /** The delivery's id, the same at each attempt. */
  id: string;
  /** Seconds since 1970, of the attempt. */
  timestamp: number;
  body: string;
}

/** The headers of Standard Webhooks, signed with each secret that is valid now. */
export function signatureHeaders({ id, timestamp, body }: SignedParts, secrets: readonly string[]) {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}

/** Those of the earlier secrets that still sign. */
export function validAt(now: Date, earlier: readonly EarlierSecret[]): EarlierSecret[] {
  return earlier.filter(({ until }) => Date.parse(until) > now.getTime());
}
