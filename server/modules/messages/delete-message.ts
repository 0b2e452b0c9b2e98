import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { conversationTopic, type StoredMessage, userTopic } from '../../realtime/log-event.ts';
import { lockMessage } from './lock-message.ts';
import { assertMayDelete } from './policy.ts';
import { isMessage, isOf, messageColumns } from './queries.ts';
import { hiddenMessages, mentions, messages, messageVersions, reactions } from './table.ts';

const deleteMessageInput = z.object({ messageId: z.string(), scope: z.enum(['EVERYONE', 'ME']) });

type DeleteMessageInput = z.input<typeof deleteMessageInput>;

/** Deletes a message for everyone, leaving a tombstone, or for the actor alone. Repeating it changes nothing. */
export async function deleteMessage(ctx: Context, input: DeleteMessageInput): Promise<StoredMessage> {
  const { messageId, scope } = parseInput(deleteMessageInput, input);
  assertId('msg', messageId, 'messageId');

  return withTransaction(ctx.db, async (tx) => {
    const { message, access } = await lockMessage(ctx, tx, messageId);
    if (scope === 'ME') {
      await hide(ctx, tx, message);
      return message;
    }
    assertMayDelete(ctx.actor, access, message);
    return message.deletedAt === null ? leaveTombstone(ctx, tx, message) : message;
  });
}

async function leaveTombstone(
  ctx: Context,
  tx: Tx,
  { id, conversationId, seq }: StoredMessage,
): Promise<StoredMessage> {
  const { tenantId, userId } = ctx.actor;
  const [message] = await tx
    .update(messages)
    .set({
      ...{ text: null, metadata: {}, details: null, reactions: null, pinnedAt: null, pinnedById: null },
      deletedAt: sql`clock_timestamp()`,
    })
    .where(isMessage(tenantId, id))
    .returning(messageColumns);
  if (message === undefined) throw new Error(`The message ${id} went under the lock of its conversation.`);
  await tx
    .delete(messageVersions)
    .where(and(eq(messageVersions.tenantId, tenantId), eq(messageVersions.messageId, id)));
  const ofConversation = { tenantId, conversationId };
  await tx.delete(mentions).where(and(isOf(mentions, ofConversation), eq(mentions.seq, seq)));
  await tx.delete(reactions).where(and(isOf(reactions, ofConversation), eq(reactions.messageSeq, seq)));
  await tx
    .update(messages)
    .set({
      details: sql`jsonb_set(${messages.details}, '{replyTo}', ${messages.details}->'replyTo' || '{"text": null, "isDeleted": true}')`,
    })
    .where(and(isOf(messages, ofConversation), eq(messages.replyToSeq, seq), isNull(messages.deletedAt)));
  const topic = conversationTopic(conversationId);
  await ctx.realtime.append(tx, tenantId, [
    { topic, type: 'MessageDeleted', actorId: userId, payload: { messageSeq: seq }, carried: { message } },
  ]);
  return message;
}

async function hide(ctx: Context, tx: Tx, { id, conversationId, seq }: StoredMessage): Promise<void> {
  const { tenantId, userId } = ctx.actor;
  const added = await tx
    .insert(hiddenMessages)
    .values({ tenantId, userId, conversationId, seq })
    .onConflictDoNothing()
    .returning({ seq: hiddenMessages.seq });
  if (added.length === 0) return;
  const payload = { conversationId, messageId: id, messageSeq: seq };
  const topic = userTopic(userId);
  await ctx.realtime.append(tx, tenantId, [{ topic, type: 'MessageHidden', actorId: userId, payload, carried: null }]);
}
