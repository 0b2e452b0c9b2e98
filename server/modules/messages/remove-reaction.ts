import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { conversationTopic, type StoredMessage } from '../../realtime/log-event.ts';
import { changeMessage } from './change-message.ts';
import { emojiInput } from './emoji.ts';
import { lockMessage } from './lock-message.ts';
import { isReactionTo, withoutReaction } from './reactions.ts';
import { reactions } from './table.ts';

const removeReactionInput = z.object({ messageId: z.string(), emoji: emojiInput });

/** Takes the actor's own reaction back. Where there is none, nothing changes. */
export async function removeReaction(ctx: Context, input: z.input<typeof removeReactionInput>): Promise<StoredMessage> {
  const { tenantId, userId } = ctx.actor;
  const { messageId, emoji } = parseInput(removeReactionInput, input);
  assertId('msg', messageId, 'messageId');

  return withTransaction(ctx.db, async (tx) => {
    const locked = await lockMessage(ctx, tx, messageId);
    const { conversationId, seq: messageSeq } = locked.message;
    const removed = await tx
      .delete(reactions)
      .where(and(isReactionTo(tenantId, locked.message, emoji), eq(reactions.userId, userId)))
      .returning({ emoji: reactions.emoji });
    if (removed.length === 0) return locked.message;

    const counts = await withoutReaction(tx, tenantId, locked.message, { emoji, userId });
    const message = await changeMessage(tx, tenantId, locked, { reactions: counts });
    await ctx.realtime.append(tx, tenantId, [
      {
        topic: conversationTopic(conversationId),
        type: 'ReactionRemoved',
        actorId: userId,
        payload: { messageSeq, emoji, userId },
        carried: { message },
      },
    ]);
    return message;
  });
}
