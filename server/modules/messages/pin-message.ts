import { and, count, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { conversationTopic, type StoredMessage } from '../../realtime/log-event.ts';
import { changeMessage } from './change-message.ts';
import { lockMessage } from './lock-message.ts';
import { assertMayPin, assertUndeleted } from './policy.ts';
import { isOf, isPinned } from './queries.ts';
import { messages } from './table.ts';

const pinMessageInput = z.object({ messageId: z.string() });

/** Pins a message for all members. One that is pinned stays pinned as it is. */
export async function pinMessage(ctx: Context, input: z.input<typeof pinMessageInput>): Promise<StoredMessage> {
  const { tenantId, userId } = ctx.actor;
  const { messageId } = parseInput(pinMessageInput, input);
  assertId('msg', messageId, 'messageId');

  return withTransaction(ctx.db, async (tx) => {
    const locked = await lockMessage(ctx, tx, messageId);
    // Before the actor's role is looked at: an admin who stepped down may retry, and is an admin no more.
    if (locked.message.pinnedAt !== null) return locked.message;
    assertMayPin(locked.access);
    assertUndeleted(locked.message, 'pin another');
    await assertRoomForPin(tx, tenantId, locked.message, ctx.config.limits.pinsPerConversationMax);

    const pin = { pinnedAt: sql`clock_timestamp()`, pinnedById: userId };
    const message = await changeMessage(tx, tenantId, locked, pin);
    const { conversationId, seq: messageSeq } = message;
    const topic = conversationTopic(conversationId);
    await ctx.realtime.append(tx, tenantId, [
      { topic, type: 'MessagePinned', actorId: userId, payload: { messageSeq }, carried: { message } },
    ]);
    return message;
  });
}

/** Throws CONFLICT where as many messages are pinned as may be. */
async function assertRoomForPin(tx: Tx, tenantId: string, { conversationId }: StoredMessage, pinsMax: number) {
  const [row] = await tx
    .select({ pins: count() })
    .from(messages)
    .where(and(isOf(messages, { tenantId, conversationId }), isPinned));
  if ((row?.pins ?? 0) < pinsMax) return;
  throw new AppError('CONFLICT', `A conversation has at most ${pinsMax} pinned messages. Unpin one first.`, {
    field: 'messageId',
  });
}
