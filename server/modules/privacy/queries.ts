import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredPresenceSettings } from '../../realtime/log-event.ts';
import type { UserKey } from '../../realtime/user-key.ts';

/** What holds for whoever never changed anything. */
export const defaultSettings: StoredPresenceSettings = {
  visibility: 'EVERYONE',
  showOnlineStatus: true,
  showLastSeen: true,
  invisible: false,
  shareTyping: true,
  shareReadReceipts: true,
};

/** A row of `privacy_settings` as JSON. */
export interface SettingsRow {
  visibility: StoredPresenceSettings['visibility'];
  show_online_status: boolean;
  show_last_seen: boolean;
  invisible: boolean;
  share_typing: boolean;
  share_read_receipts: boolean;
}

/** The settings of a joined row of `privacy_settings` as a JSON object, null where there is none. For `settingsOf`. */
export const settingsColumns = (name: string): SQL => {
  const row = sql.identifier(name);
  return sql`case when ${row}.user_id is not null then jsonb_build_object('visibility', ${row}.visibility,
    'show_online_status', ${row}.show_online_status, 'show_last_seen', ${row}.show_last_seen,
    'invisible', ${row}.invisible, 'share_typing', ${row}.share_typing,
    'share_read_receipts', ${row}.share_read_receipts) end`;
};

export const settingsOf = (row: SettingsRow | null): StoredPresenceSettings =>
  row === null
    ? defaultSettings
    : {
        visibility: row.visibility,
        showOnlineStatus: row.show_online_status,
        showLastSeen: row.show_last_seen,
        invisible: row.invisible,
        shareTyping: row.share_typing,
        shareReadReceipts: row.share_read_receipts,
      };

/** Users' settings, in the order asked for. */
export async function readPresenceSettings(db: Db, users: readonly UserKey[]): Promise<StoredPresenceSettings[]> {
  const asked = users.map(({ tenantId, userId }, place) => [place, tenantId, userId]);
  const rows = await db.execute<{ place: number; settings: SettingsRow }>(sql`
    select (j->>0)::int as place, ${settingsColumns('p')} as settings
    from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
    join privacy_settings p on p.tenant_id = (j->>1) collate "C" and p.user_id = (j->>2) collate "C"`);
  const found = new Map(rows.map((row) => [row.place, row.settings]));
  return users.map((_, place) => settingsOf(found.get(place) ?? null));
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
