import { and, eq, sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { isLaneOf } from './queries.ts';
import type { EndpointKey } from './queues.ts';
import { keepMs } from './schedule.ts';
import { webhookDeliveries, webhookLanes } from './table.ts';

/** Rows that one statement deletes. */
const batch = 2_000;

/** Gives up what has waited for too long, and deletes what ended long ago. Returns how many it deleted. */
export async function sweepDeliveries({ db }: Pick<Services, 'db'>, now: Date): Promise<number> {
  const before = sql`${new Date(now.getTime() - keepMs).toISOString()}::timestamptz`;
  // A lane without deliveries is taken away by whoever looks at it next.
  await inBatches(async () => {
    const rows = await db.execute(sql`
      update webhook_deliveries set status = 'FAILED', failure = 'EXPIRED', finished_at = ${now.toISOString()}::timestamptz
      where (tenant_id, id) in (
        select d.tenant_id, d.id from webhook_endpoints e
        join webhook_deliveries d on d.tenant_id = e.tenant_id and d.endpoint_id = e.id
          and d.status <> 'DELIVERED' and d.status = 'PENDING' and d.created_at < ${before}
        limit ${batch})
      returning id`);
    return rows.length;
  });
  return inBatches(async () => {
    const rows = await db.execute(sql`
      delete from webhook_deliveries where (tenant_id, id) in (
        select tenant_id, id from webhook_deliveries
        where finished_at is not null and finished_at < ${before} limit ${batch})
      returning id`);
    return rows.length;
  });
}

/** Deletes what there was of an endpoint that is gone itself. */
export async function removeDeliveries({ db }: Pick<Services, 'db'>, key: EndpointKey): Promise<void> {
  const { tenantId, endpointId } = key;
  await inBatches(async () => {
    const rows = await db.execute(sql`
      delete from webhook_deliveries where (tenant_id, id) in (
        select tenant_id, id from webhook_deliveries
        where tenant_id = ${tenantId} and endpoint_id = ${endpointId} limit ${batch})
      returning id`);
    return rows.length;
  });
  await db.delete(webhookLanes).where(isLaneOf(tenantId, endpointId));
}

async function inBatches(step: () => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    const count = await step();
    all += count;
    if (count < batch) return all;
  }
}

/** Forgets what was, or is, to be told of a user's own log: his id is its name. */
export async function eraseDeliveries(tx: Tx, tenantId: string, topic: string): Promise<void> {
  await tx
    .delete(webhookDeliveries)
    // As the partial index says it.
    .where(and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.topic, topic), sql`topic like 'user/%'`));
  await tx.delete(webhookLanes).where(and(eq(webhookLanes.tenantId, tenantId), eq(webhookLanes.topic, topic)));
}
