import { and, eq, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { AppError, notFound } from '../../errors.ts';
import { lockUsers } from '../users/queries.ts';
import { blocks, contactRequests, contacts } from './table.ts';

/** A request, with what each of the two sees of it. */
export interface StoredRequest {
  message: string | null;
  requestedAt: string;
  isOpen: boolean;
  isShown: boolean;
  declinedAt: string | null;
}

/** The actor and another user, as they stand to each other. */
export interface Pair {
  tenantId: string;
  userId: string;
  otherId: string;
  /** Since when the other is the actor's contact; null: he is not. */
  since: string | null;
  /** The same the other way round. */
  otherSince: string | null;
  /** The actor's request. */
  outgoing: StoredRequest | null;
  /** The other's request. */
  incoming: StoredRequest | null;
  /** Since when the actor blocks the other. */
  blockedAt: string | null;
  /** The other blocks the actor, who is not to be told. */
  isBlocked: boolean;
}

/**
 * The actor and another user under a lock on both, taken in the order of their ids: whatever the two do to each other comes
 * one after the other. Throws NOT_FOUND where there is no such user, and BAD_USER_INPUT where it is himself.
 */
export async function lockPair(ctx: Context, tx: Tx, otherId: string): Promise<Pair> {
  const { tenantId, userId } = ctx.actor;
  assertOther(userId, otherId);
  const found = await lockUsers(tx, tenantId, [userId, otherId]);
  if (!found.has(otherId)) throw notFound('user', 'userId');
  return readPair(tx, tenantId, userId, otherId);
}

function assertOther(userId: string, otherId: string): void {
  if (userId !== otherId) return;
  throw new AppError('BAD_USER_INPUT', 'This is yourself. Name another user.', { field: 'userId' });
}

/** Whether a row is about the two, whichever way round. */
const isBetween = (
  table: { tenantId: PgColumn },
  [from, to]: [PgColumn, PgColumn],
  { tenantId, userId, otherId }: { tenantId: string; userId: string; otherId: string },
): SQL | undefined =>
  and(eq(table.tenantId, tenantId), or(and(eq(from, userId), eq(to, otherId)), and(eq(from, otherId), eq(to, userId))));

async function readPair(tx: Tx, tenantId: string, userId: string, otherId: string): Promise<Pair> {
  const place = { tenantId, userId, otherId };
  const contactRows = await tx
    .select({ from: contacts.userId, since: contacts.since })
    .from(contacts)
    .where(isBetween(contacts, [contacts.userId, contacts.contactId], place));
  const requestRows = await tx
    .select({
      from: contactRequests.requesterId,
      message: contactRequests.message,
      requestedAt: contactRequests.requestedAt,
      isOpen: contactRequests.isOpen,
      isShown: contactRequests.isShown,
      declinedAt: contactRequests.declinedAt,
    })
    .from(contactRequests)
    .where(isBetween(contactRequests, [contactRequests.requesterId, contactRequests.addresseeId], place));
  const blockRows = await tx
    .select({ from: blocks.blockerId, blockedAt: blocks.blockedAt })
    .from(blocks)
    .where(isBetween(blocks, [blocks.blockerId, blocks.blockedId], place));
  const of = <Row extends { from: string }>(rows: Row[], id: string) => rows.find(({ from }) => from === id) ?? null;
  return {
    ...place,
    since: of(contactRows, userId)?.since ?? null,
    otherSince: of(contactRows, otherId)?.since ?? null,
    outgoing: of(requestRows, userId),
    incoming: of(requestRows, otherId),
    blockedAt: of(blockRows, userId)?.blockedAt ?? null,
    isBlocked: of(blockRows, otherId) !== null,
  };
}
