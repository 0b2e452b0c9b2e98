import { hash } from 'node:crypto';

/**
 * What the index is asked for beside words: the conversation, the sender, the kind, and stretches of the tenant's
 * messages. Each is a number, hashed with the tenant, among the entries of the one index, so that it meets a
 * conversation's messages and those with a word where both are, and reads no row for it. Two that had the same number
 * would cost rows to be read in vain, and show nothing: what is shown is compared with the columns.
 */

/** Stretches of messages, as powers of two: any range is a few dozen of them. */
const blockBits = [20, 15, 10, 5] as const;
/** The smallest stretch; ranges begin at its borders. */
export const blockSize = 32;

type MarkKind = 'conversation' | 'author' | 'kind' | 'block';

/** The number of one thing of a tenant. */
export function markOf(tenantId: string, kind: MarkKind, value: string): string {
  return hash('sha1', `${tenantId}\n${kind}\n${value}`, 'buffer').readBigInt64BE(0).toString();
}

interface MarkedMessage {
  tenantId: string;
  conversationId: string;
  senderId: string;
  kind: string;
  position: number;
}

/** All marks of a message, as Postgres reads an array. */
export function marksOf({ tenantId, conversationId, senderId, kind, position }: MarkedMessage): string {
  return toArray([
    markOf(tenantId, 'conversation', conversationId),
    markOf(tenantId, 'author', senderId),
    markOf(tenantId, 'kind', kind),
    ...blockBits.map((bits) => markOf(tenantId, 'block', `${bits}/${Math.floor(position / 2 ** bits)}`)),
  ]);
}

/** The marks of the positions `from` (a border of blocks) to `to`, exclusive; the last block is taken whole. */
export function blocksOf(tenantId: string, from: number, to: number): string[] {
  const marks: string[] = [];
  for (let at = from; at < to; ) {
    const bits = blockBits.find((each) => at % 2 ** each === 0 && at + 2 ** each <= to) ?? 5;
    marks.push(markOf(tenantId, 'block', `${bits}/${at / 2 ** bits}`));
    at += 2 ** bits;
  }
  return marks;
}

/** Numbers as Postgres reads an array. */
export function toArray(marks: readonly string[]): string {
  return `{${marks.join(',')}}`;
}
