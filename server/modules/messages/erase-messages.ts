import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { lockHead } from '../../realtime/append.ts';
import { leaveTombstones } from './leave-tombstones.ts';
import { isOf, type MessagePlace } from './queries.ts';
import { messages } from './table.ts';

interface ErasedMessages {
  /** The last that was looked at: go on from there. */
  at: MessagePlace;
  conversationId: string;
  /** The messages that are erased now and were not before, also those that had been deleted. */
  ids: string[];
}

interface EraseMessagesOptions {
  senderId: string;
  /** What was sent later stays. */
  until: string;
  /** Null: from the first. */
  after: MessagePlace | null;
  limit: number;
}

/** In the place of a request's hash: no request has it, so that whoever repeats the send learns nothing. */
const erasedHash = '';

/** For the erasure of a user: makes tombstones of some of his messages, of one conversation; null where none are left. */
export async function eraseMessages(
  ctx: Context,
  tx: Tx,
  { senderId, until, after, limit }: EraseMessagesOptions,
): Promise<ErasedMessages | null> {
  const { tenantId } = ctx.actor;
  const isHis = and(eq(messages.tenantId, tenantId), eq(messages.senderId, senderId));
  const [next] = await tx
    .select({ conversationId: messages.conversationId, seq: messages.seq })
    .from(messages)
    .where(
      and(
        isHis,
        after === null
          ? undefined
          : sql`(${messages.conversationId}, ${messages.seq}) > (${after.conversationId}, ${after.seq}::int)`,
      ),
    )
    .orderBy(asc(messages.conversationId), asc(messages.seq))
    .limit(1);
  if (next === undefined) return null;

  const { conversationId } = next;
  await lockHead(tx, tenantId, conversationId);
  const seen = await tx
    .select({
      ...{ id: messages.id, seq: messages.seq, requestHash: messages.requestHash },
      ...{ createdAt: messages.createdAt, deletedAt: messages.deletedAt },
    })
    .from(messages)
    .where(and(isHis, eq(messages.conversationId, conversationId), gte(messages.seq, next.seq)))
    .orderBy(asc(messages.seq))
    .limit(limit);
  const found = seen.filter(({ requestHash, createdAt }) => requestHash !== erasedHash && createdAt <= until);
  const alive = found.filter(({ deletedAt }) => deletedAt === null);
  if (alive.length > 0) await leaveTombstones(ctx, tx, conversationId, alive);
  if (found.length > 0) {
    const seqs = found.map(({ seq }) => seq);
    // A hash of a short text tells what the text was to whoever tries all of them.
    await tx
      .update(messages)
      .set({ requestHash: erasedHash })
      .where(and(isOf(messages, { tenantId, conversationId }), inArray(messages.seq, seqs)));
  }
  const at = { conversationId, seq: seen.at(-1)?.seq ?? next.seq };
  return { at, conversationId, ids: found.map(({ id }) => id) };
}
