import { sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { removedEvents } from './add-notifications.ts';

/** Notifications that one transaction deletes. */
const batchSize = 500;

/** Deletes what is over, and tells its users; returns how many there were. */
export async function sweepNotifications(
  { db, realtime }: Pick<Services, 'db' | 'realtime'>,
  now: Date,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const count = await withTransaction(db, async (tx) => {
      const rows = await tx.execute<{ tenant_id: string; user_id: string; id: string }>(sql`
        with over as (
          select n.tenant_id, n.id from notifications n where n.expires_at <= ${now.toISOString()}::timestamptz
          order by n.expires_at limit ${batchSize} for update skip locked)
        delete from notifications n using over o where n.tenant_id = o.tenant_id and n.id = o.id
        returning n.tenant_id, n.user_id, n.id`);
      for (const [tenantId, of] of Map.groupBy(rows, (row) => row.tenant_id)) {
        await realtime.append(tx, tenantId, removedEvents(of));
      }
      return rows.length;
    });
    deleted += count;
    if (count < batchSize) return deleted;
  }
}
