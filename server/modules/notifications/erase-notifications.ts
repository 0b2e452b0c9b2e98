import { sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { removeWhere } from './take-back.ts';

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
  const isHis = isWhole ? sql`or x.user_id = ${userId}` : sql``;
  const events = await removeWhere(
    tx,
    tenantId,
    sql`n.id = any(array(
      select x.id from notifications x where x.tenant_id = ${tenantId} and (x.actor_id = ${userId} ${isHis})
      order by x.id limit ${limit}))`,
  );
  if (events.length > 0) {
    await ctx.realtime.append(tx, tenantId, events);
    return true;
  }
  if (isWhole) {
    await tx.execute(sql`delete from notification_preferences where tenant_id = ${tenantId} and user_id = ${userId}`);
  }
  return false;
}
