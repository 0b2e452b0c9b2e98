import { and, count, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { type NewEvent, userTopic } from '../../realtime/log-event.ts';
import type { Pair, StoredRequest } from './pair.ts';
import { contactRequests } from './table.ts';

/** Whose request, and to whom. */
interface RequestKey {
  tenantId: string;
  requesterId: string;
  addresseeId: string;
}

export const outgoingOf = ({ tenantId, userId, otherId }: Pair): RequestKey => ({
  ...{ tenantId, requesterId: userId, addresseeId: otherId },
});

export const incomingOf = ({ tenantId, userId, otherId }: Pair): RequestKey => ({
  ...{ tenantId, requesterId: otherId, addresseeId: userId },
});

const isRequest = ({ tenantId, requesterId, addresseeId }: RequestKey) =>
  and(
    eq(contactRequests.tenantId, tenantId),
    eq(contactRequests.requesterId, requesterId),
    eq(contactRequests.addresseeId, addresseeId),
  );

/** Writes a request as it is now; one that nobody sees and nothing is to be remembered of is not kept. */
export async function putRequest(tx: Tx, key: RequestKey, request: StoredRequest): Promise<void> {
  if (!request.isOpen && !request.isShown && request.declinedAt === null) {
    await dropRequest(tx, key);
    return;
  }
  // What nobody sees any more need not be kept.
  const kept = request.isOpen || request.isShown ? request : { ...request, message: null };
  const { message, requestedAt, isOpen, isShown, declinedAt } = kept;
  const set = { message, requestedAt, isOpen, isShown, declinedAt };
  await tx
    .insert(contactRequests)
    .values({ ...key, ...set })
    .onConflictDoUpdate({
      target: [contactRequests.tenantId, contactRequests.requesterId, contactRequests.addresseeId],
      set,
    });
}

export async function dropRequest(tx: Tx, key: RequestKey): Promise<void> {
  await tx.delete(contactRequests).where(isRequest(key));
}

/** Throws CONFLICT where the actor waits for as many answers as he may. */
export async function assertRoomForRequest(tx: Tx, { tenantId, userId }: Pair, requestsMax: number): Promise<void> {
  const [row] = await tx
    .select({ open: count() })
    .from(contactRequests)
    // Written out, so that the partial index serves it whatever plan is used.
    .where(and(eq(contactRequests.tenantId, tenantId), eq(contactRequests.requesterId, userId), sql`is_open`));
  if ((row?.open ?? 0) < requestsMax) return;
  throw new AppError(
    'CONFLICT',
    `At most ${requestsMax} requests of yours may wait for an answer. Take one back first, with \`removeContact\`.`,
    { field: 'userId' },
  );
}

/** The word to one of two users that a request of theirs is there, or is there no more. */
export const requestEvent = (
  type: 'ContactRequested' | 'ContactRequestRemoved',
  to: string,
  about: { actorId: string; userId: string; direction: 'INCOMING' | 'OUTGOING' },
): NewEvent => ({
  ...{ topic: userTopic(to), type, actorId: about.actorId, carried: null },
  payload: { userId: about.userId, direction: about.direction },
});
