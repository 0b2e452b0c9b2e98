import { sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import type { Db, Tx } from '../../db/transaction.ts';
import { keepMs } from './schedule.ts';

/** Rows that one statement changes. */
const batch = 2_000;

/** Gives up what is over, such as that of a channel that is turned off, and deletes what ended long ago. Returns how many it deleted. */
export async function sweepDeliveries({ db }: Pick<Services, 'db'>, now: Date): Promise<number> {
  const before = sql`${new Date(now.getTime() - keepMs).toISOString()}::timestamptz`;
  await inBatches(() =>
    count(
      db,
      sql`
      update notification_deliveries set status = 'SKIPPED', rule = 'EXPIRED', lease_id = null,
        settled_at = ${now.toISOString()}::timestamptz
      where status = 'PENDING' and (tenant_id, id) in (
        select d.tenant_id, d.id from notification_delivery_lanes l
        join notification_deliveries d on d.tenant_id = l.tenant_id and d.channel = l.channel and d.status = 'PENDING'
          and d.due_at < ${before}
        limit ${batch})
      returning id`,
    ),
  );
  return inBatches(() =>
    count(
      db,
      sql`
      delete from notification_deliveries where (tenant_id, id) in (
        select tenant_id, id from notification_deliveries
        where settled_at is not null and settled_at < ${before} limit ${batch})
      returning id`,
    ),
  );
}

async function inBatches(step: () => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    const changed = await step();
    all += changed;
    if (changed < batch) return all;
  }
}

const count = async (db: Db, statement: ReturnType<typeof sql>): Promise<number> =>
  (await db.execute(statement)).length;

/**
 * Forgets what others were told of a user's acts, and with the account what he was told himself. At most `limit` a call; false:
 * that was all.
 */
export async function eraseDeliveriesOf(
  tx: Tx,
  { tenantId, userId, isWhole, limit }: { tenantId: string; userId: string; isWhole: boolean; limit: number },
): Promise<boolean> {
  const isHis = isWhole ? sql`or d.user_id = ${userId}` : sql``;
  const rows = await tx.execute(sql`
    delete from notification_deliveries where tenant_id = ${tenantId} and id = any(array(
      select d.id from notification_deliveries d
      where d.tenant_id = ${tenantId} and (d.actor_id = ${userId} ${isHis})
      order by d.id limit ${limit}))
    returning id`);
  return rows.length > 0;
}
