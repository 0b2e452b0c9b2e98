import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { conversationTopic, type StoredMessage } from '../../realtime/log-event.ts';
import { changeMessage } from './change-message.ts';
import { lockMessage } from './lock-message.ts';
import { assertMayPin } from './policy.ts';

const unpinMessageInput = z.object({ messageId: z.string() });

/** Takes a message from the pinned ones, whoever pinned it. One that is not pinned stays as it is. */
export async function unpinMessage(ctx: Context, input: z.input<typeof unpinMessageInput>): Promise<StoredMessage> {
  const { tenantId, userId } = ctx.actor;
  const { messageId } = parseInput(unpinMessageInput, input);
  assertId('msg', messageId, 'messageId');

  return withTransaction(ctx.db, async (tx) => {
    const locked = await lockMessage(ctx, tx, messageId);
    if (locked.message.pinnedAt === null) return locked.message;
    assertMayPin(locked.access);

    const message = await changeMessage(tx, tenantId, locked, { pinnedAt: null, pinnedById: null });
    const { conversationId, seq: messageSeq } = message;
    const topic = conversationTopic(conversationId);
    await ctx.realtime.append(tx, tenantId, [
      { topic, type: 'MessageUnpinned', actorId: userId, payload: { messageSeq }, carried: { message } },
    ]);
    return message;
  });
}
