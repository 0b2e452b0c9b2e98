import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { conversationTopic, type StoredConversation } from '../../realtime/log-event.ts';
import { conversationColumns } from './queries.ts';
import { conversations } from './table.ts';

/** Sets slow mode, in the transaction of a verb that has locked the head and decided it. */
export async function putSlowMode(
  ctx: Context,
  tx: Tx,
  conversationId: string,
  slowModeMs: number,
): Promise<StoredConversation> {
  const { tenantId, userId: actorId } = ctx.actor;
  const topic = conversationTopic(conversationId);
  const [conversation] = await tx
    .update(conversations)
    .set({ slowModeMs })
    .where(and(eq(conversations.tenantId, tenantId), eq(conversations.id, conversationId)))
    .returning(conversationColumns);
  if (conversation === undefined) throw notFound('conversation', 'conversationId');
  // Where sends look for it.
  await tx.execute(
    sql`update heads set slow_mode_ms = ${slowModeMs} where tenant_id = ${tenantId} and topic = ${topic}`,
  );
  await ctx.realtime.append(tx, tenantId, [
    { topic, type: 'ConversationChanged', actorId, payload: {}, carried: { conversation } },
  ]);
  return conversation;
}
