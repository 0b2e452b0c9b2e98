import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import type { ReceiptSharing } from '../../realtime/realtime.ts';
import type { UserKey } from '../../realtime/user-key.ts';

/** See `PlanSources.receiptless`. */
export const receiptless: SQL = sql`
  select v.place from viewers v
  join privacy_settings p on p.tenant_id = v.tenant_id and p.user_id = v.user_id
  where not p.share_read_receipts`;

/** See `Sources.receiptSharingSince`. */
export async function receiptSharingSince(db: Db, since: string): Promise<ReceiptSharing[]> {
  const rows = await db.execute<{ tenant_id: string; user_id: string; share_read_receipts: boolean }>(sql`
    select tenant_id, user_id, share_read_receipts from privacy_settings
    where receipts_tx >= pg_snapshot_xmin(${since}::pg_snapshot)
      and not pg_visible_in_snapshot(receipts_tx, ${since}::pg_snapshot)`);
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    userId: row.user_id,
    isShared: row.share_read_receipts,
  }));
}

/** See `Sources.privacySince`. */
export async function privacySince(db: Db, since: string): Promise<UserKey[]> {
  const rows = await db.execute<{ tenant_id: string; id: string }>(sql`
    select tenant_id, id from users
    where privacy_tx >= pg_snapshot_xmin(${since}::pg_snapshot)
      and not pg_visible_in_snapshot(privacy_tx, ${since}::pg_snapshot)`);
  return rows.map((row) => ({ tenantId: row.tenant_id, userId: row.id }));
}
