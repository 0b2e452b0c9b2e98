import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredPresenceSettings } from '../../realtime/log-event.ts';
import type { UserKey } from '../../realtime/realtime.ts';

/** What holds for whoever never changed anything. */
const defaults: StoredPresenceSettings = { shareTyping: true, shareReadReceipts: true };

/** Users' settings, in the order asked for. */
export async function readPresenceSettings(db: Db, users: readonly UserKey[]): Promise<StoredPresenceSettings[]> {
  const asked = users.map(({ tenantId, userId }, place) => [place, tenantId, userId]);
  const rows = await db.execute<{ place: number; share_typing: boolean; share_read_receipts: boolean }>(sql`
    select (j->>0)::int as place, p.share_typing, p.share_read_receipts
    from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
    join privacy_settings p on p.tenant_id = (j->>1) collate "C" and p.user_id = (j->>2) collate "C"`);
  const found = new Map(
    rows.map((row) => [row.place, { shareTyping: row.share_typing, shareReadReceipts: row.share_read_receipts }]),
  );
  return users.map((_, place) => found.get(place) ?? defaults);
}

/** Gathers one turn's questions for users' settings into one read. It remembers nothing. */
export const presenceSettingsLoader = perKey(
  (db: Db) =>
    new DataLoader<UserKey, StoredPresenceSettings>((users) => readPresenceSettings(db, users), {
      cache: false,
      maxBatchSize: 1_000,
    }),
);

/**
 * For statements about receipts: brings a user's row of `privacy_settings` along under `name`, if he has one.
 * `sharesReceipts` reads it.
 */
export const joinSettings = (name: 'p' | 'q', tenantId: SQL, userId: SQL): SQL => {
  const row = sql.identifier(name);
  return sql`left join privacy_settings ${row} on ${row}.tenant_id = ${tenantId} and ${row}.user_id = ${userId}`;
};

/** Whether the user of a joined row lets others see how far he has read, and so may see it of others. */
export const sharesReceipts = (name: 'p' | 'q'): SQL =>
  sql`coalesce(${sql.identifier(name)}.share_read_receipts, true)`;
