import { sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { isOver, isUsers } from './queries.ts';
import { pushSubscriptions } from './table.ts';

/** Subscriptions that one statement deletes. */
const batchSize = 1_000;

/** Deletes what has expired, and what was registered in a session that has ended; returns how many there were. */
export async function sweepPushSubscriptions({ db }: Pick<Services, 'db'>, now: Date): Promise<number> {
  let deleted = 0;
  for (;;) {
    const rows = await db
      .delete(pushSubscriptions)
      .where(sql`(${pushSubscriptions.tenantId}, ${pushSubscriptions.id}) in (
        select tenant_id, id from push_subscriptions where ${isOver(now)} limit ${batchSize})`)
      .returning({ id: pushSubscriptions.id });
    deleted += rows.length;
    if (rows.length < batchSize) return deleted;
  }
}

/** Deletes a user's subscriptions, in the transaction of his erasure. */
export async function erasePushSubscriptions(tx: Tx, tenantId: string, userId: string): Promise<void> {
  await tx.delete(pushSubscriptions).where(isUsers(tenantId, userId));
}
