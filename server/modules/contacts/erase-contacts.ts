import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { type NewEvent, userTopic } from '../../realtime/log-event.ts';
import { announcePrivacy } from '../users/announce-privacy.ts';
import { lockUsers } from '../users/queries.ts';
import { dropContact } from './queries.ts';
import { dropRequest, requestEvent } from './requests.ts';
import { blocks, contactRequests } from './table.ts';

/** For the erasure of a user who stays: takes away what he wrote to those whom he asked. */
export async function eraseRequestMessages(tx: Tx, tenantId: string, userId: string): Promise<void> {
  await tx
    .update(contactRequests)
    .set({ message: null })
    .where(
      and(
        eq(contactRequests.tenantId, tenantId),
        eq(contactRequests.requesterId, userId),
        isNotNull(contactRequests.message),
      ),
    );
}

/**
 * For the erasure of an account: ends what some of the others have with him, and tells them; false where nothing is left. His
 * blocks go, and those of others stay: who comes back under his id is blocked as he was.
 */
export async function eraseNextContacts(ctx: Context, tx: Tx, userId: string, limit: number): Promise<boolean> {
  const { tenantId } = ctx.actor;
  await tx.delete(blocks).where(and(eq(blocks.tenantId, tenantId), eq(blocks.blockerId, userId)));
  const others = await readOthers(tx, tenantId, userId, limit);
  if (others.length === 0) return false;
  await lockUsers(tx, tenantId, [userId, ...others]);
  const events: NewEvent[] = [];
  for (const otherId of others) events.push(...(await endPair(tx, ctx, userId, otherId)));
  if (events.length > 0) await ctx.realtime.append(tx, tenantId, events);
  await announcePrivacy(ctx, tx, others);
  return true;
}

/** Those who have him as a contact, whom he has, whom he has asked, and who have asked him. */
async function readOthers(tx: Tx, tenantId: string, userId: string, limit: number): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select contact_id as id from contacts where tenant_id = ${tenantId} and user_id = ${userId}
    union select user_id from contacts where tenant_id = ${tenantId} and contact_id = ${userId}
    union select addressee_id from contact_requests where tenant_id = ${tenantId} and requester_id = ${userId}
    union select requester_id from contact_requests where tenant_id = ${tenantId} and addressee_id = ${userId}
    order by 1 limit ${limit}`);
  return rows.map(({ id }) => id);
}

async function endPair(tx: Tx, ctx: Context, userId: string, otherId: string): Promise<NewEvent[]> {
  const { tenantId, userId: actorId } = ctx.actor;
  const requests = await tx
    .select({
      requesterId: contactRequests.requesterId,
      isOpen: contactRequests.isOpen,
      isShown: contactRequests.isShown,
    })
    .from(contactRequests)
    .where(
      and(
        eq(contactRequests.tenantId, tenantId),
        or(
          and(eq(contactRequests.requesterId, userId), eq(contactRequests.addresseeId, otherId)),
          and(eq(contactRequests.requesterId, otherId), eq(contactRequests.addresseeId, userId)),
        ),
      ),
    );
  for (const [requesterId, addresseeId] of [
    [userId, otherId],
    [otherId, userId],
  ] as const) {
    await dropRequest(tx, { tenantId, requesterId, addresseeId });
  }
  await dropContact(tx, { tenantId, userId, contactId: otherId });
  const hadHim = await dropContact(tx, { tenantId, userId: otherId, contactId: userId });
  const removed: NewEvent = {
    ...{ topic: userTopic(otherId), type: 'ContactRemoved', actorId, carried: null },
    payload: { userId },
  };
  return [
    ...(hadHim ? [removed] : []),
    ...requests.flatMap(({ requesterId, isOpen, isShown }) => {
      const direction = requesterId === userId ? 'INCOMING' : 'OUTGOING';
      const isSeen = direction === 'INCOMING' ? isShown : isOpen;
      return isSeen ? [requestEvent('ContactRequestRemoved', otherId, { actorId, userId, direction })] : [];
    }),
  ];
}
