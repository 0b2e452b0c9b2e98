import { and, eq, lte, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { lockHead } from '../../realtime/append.ts';
import { conversationTopic } from '../../realtime/log-event.ts';
import { changeMessage } from './change-message.ts';
import { placeKey, readMessagesAt } from './queries.ts';
import { withoutReaction } from './reactions.ts';
import { reactions } from './table.ts';

/** For the erasure of a user: takes back his reactions to one message; false where none are left. */
export async function eraseNextReactions(ctx: Context, tx: Tx, userId: string, until: string): Promise<boolean> {
  const { tenantId, userId: actorId } = ctx.actor;
  const isHis = and(
    eq(reactions.tenantId, tenantId),
    eq(reactions.userId, userId),
    lte(reactions.createdAt, sql`${until}`),
  );
  const [place] = await tx
    .select({ conversationId: reactions.conversationId, seq: reactions.messageSeq })
    .from(reactions)
    .where(isHis)
    .limit(1);
  if (place === undefined) return false;

  const head = await lockHead(tx, tenantId, place.conversationId);
  const given = await tx
    .delete(reactions)
    .where(and(isHis, eq(reactions.conversationId, place.conversationId), eq(reactions.messageSeq, place.seq)))
    .returning({ emoji: reactions.emoji });
  let message = (await readMessagesAt(tx, tenantId, [place])).get(placeKey(place));
  if (message === undefined) throw new Error('A reaction has outlived its message.');
  let nextSeq = head.lastSeq + 1;
  for (const { emoji } of given) {
    const counts = await withoutReaction(tx, tenantId, message, { emoji, userId });
    message = await changeMessage(tx, tenantId, { message, nextSeq }, { reactions: counts });
    await ctx.realtime.append(tx, tenantId, [
      {
        ...{ topic: conversationTopic(place.conversationId), type: 'ReactionRemoved', actorId },
        ...{ payload: { messageSeq: place.seq, emoji, userId }, carried: { message } },
      },
    ]);
    nextSeq += 1;
  }
  return true;
}
