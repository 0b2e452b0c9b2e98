import { sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { removeWhere, takeBack } from './take-back.ts';

const isMessageGone = sql`exists (
  select from messages t where t.tenant_id = n.tenant_id and t.conversation_id = n.conversation_id
    and t.seq = n.message_seq and t.deleted_at is not null)`;

/** What he did that is no message, and messages that are erased: what he sends later is told as that of others is. */
const isOver = sql`(n.conversation_id is null or n.type = 'REACTION' or ${isMessageGone})`;

/**
 * Takes back what others were told of a user's acts, and with the account his own inbox and preferences. What he wrote is in
 * no inbox. At most `limit` a call; false: that was all.
 */
export async function eraseNotifications(
  ctx: Context,
  tx: Tx,
  { userId, isWhole, limit }: { userId: string; isWhole: boolean; limit: number },
): Promise<boolean> {
  const { tenantId } = ctx.actor;
  const isHis = isWhole ? sql`or n.user_id = ${userId}` : sql``;
  // A conversation's goes on to what others have written there.
  const isOfErased = sql`n.actor_id = ${userId} and n.type = 'MESSAGE' and ${isMessageGone}`;
  const { events: moved } = await takeBack(tx, tenantId, isOfErased, { limit, now: new Date() });
  const removed = await removeWhere(
    tx,
    tenantId,
    sql`n.id = any(array(
      select n.id from notifications n where n.tenant_id = ${tenantId} and (n.actor_id = ${userId} and ${isOver} ${isHis})
      order by n.id limit ${limit}))`,
  );
  const events = [...moved, ...removed];
  if (events.length > 0) {
    await ctx.realtime.append(tx, tenantId, events);
    return true;
  }
  if (isWhole) {
    await tx.execute(sql`delete from notification_preferences where tenant_id = ${tenantId} and user_id = ${userId}`);
  }
  return false;
}
