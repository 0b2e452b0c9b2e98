import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { conversationTopic, type StoredMessage } from '../../realtime/log-event.ts';
import { changeMessage } from './change-message.ts';
import { emojiInput } from './emoji.ts';
import { lockMessage } from './lock-message.ts';
import { assertMayReact, assertRoomForEmoji } from './policy.ts';
import { withReaction } from './reactions.ts';
import { reactions } from './table.ts';

const addReactionInput = z.object({ messageId: z.string(), emoji: emojiInput });

/** Reacts to a message with an emoji. Whoever has reacted so changes nothing by it. */
export async function addReaction(ctx: Context, input: z.input<typeof addReactionInput>): Promise<StoredMessage> {
  const { tenantId, userId } = ctx.actor;
  const { messageId, emoji } = parseInput(addReactionInput, input);
  assertId('msg', messageId, 'messageId');

  return withTransaction(ctx.db, async (tx) => {
    const locked = await lockMessage(ctx, tx, messageId);
    const { conversationId, seq: messageSeq } = locked.message;
    const added = await tx
      .insert(reactions)
      .values({ tenantId, conversationId, messageSeq, emoji, userId })
      .onConflictDoNothing()
      .returning({ emoji: reactions.emoji });
    // Before anything is judged: a retry must be answered like the first time, whatever has changed since.
    if (added.length === 0) return locked.message;
    assertMayReact(locked.access, locked.message);
    assertRoomForEmoji(locked.message, emoji, ctx.config.limits.reactionsPerMessageMax);

    const counts = withReaction(locked.message.reactions, emoji, userId);
    const message = await changeMessage(tx, tenantId, locked, { reactions: counts });
    await ctx.realtime.append(tx, tenantId, [
      {
        topic: conversationTopic(conversationId),
        type: 'ReactionAdded',
        actorId: userId,
        payload: { messageSeq, emoji, userId },
        carried: { message },
      },
    ]);
    return message;
  });
}
