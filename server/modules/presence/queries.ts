import { sql } from 'drizzle-orm';
import { createBatcher } from '../../db/batcher.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredCustomStatus } from '../../realtime/log-event.ts';
import type { UserKey } from '../../realtime/user-key.ts';
import type { manualStatuses } from './table.ts';

/** What is stored of a user's presence. */
export interface PresenceRow {
  manualStatus: (typeof manualStatuses)[number] | null;
  manualUntil: string | null;
  customStatus: StoredCustomStatus | null;
  lastSeenAt: string | null;
  shownCustomStatus: StoredCustomStatus | null;
  shownLastSeenAt: string | null;
}

/** Of whoever never went away and never set anything. */
export const emptyRow: PresenceRow = {
  manualStatus: null,
  manualUntil: null,
  customStatus: null,
  lastSeenAt: null,
  shownCustomStatus: null,
  shownLastSeenAt: null,
};

interface FoundRow extends Record<string, unknown> {
  place: number;
  manual_status: PresenceRow['manualStatus'];
  manual_until: string | null;
  custom_status: StoredCustomStatus | null;
  last_seen_at: string | null;
  shown_custom_status: StoredCustomStatus | null;
  shown_last_seen_at: string | null;
}

/** What is stored of users' presence, in the order asked for. */
export async function readPresenceRows(db: Db, users: readonly UserKey[]): Promise<PresenceRow[]> {
  const asked = users.map(({ tenantId, userId }, place) => [place, tenantId, userId]);
  const rows = await db.execute<FoundRow>(sql`
    select (j->>0)::int as place, p.manual_status, p.manual_until, p.custom_status, p.last_seen_at,
      p.shown_custom_status, p.shown_last_seen_at
    from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
    join presence p on p.tenant_id = (j->>1) collate "C" and p.user_id = (j->>2) collate "C"`);
  const found = new Map(rows.map((row) => [row.place, toRow(row)]));
  return users.map((_, place) => found.get(place) ?? emptyRow);
}

const toRow = (row: FoundRow): PresenceRow => ({
  manualStatus: row.manual_status,
  manualUntil: toInstant(row.manual_until),
  customStatus: row.custom_status,
  lastSeenAt: toInstant(row.last_seen_at),
  shownCustomStatus: row.shown_custom_status,
  shownLastSeenAt: toInstant(row.shown_last_seen_at),
});

const toInstant = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString());

const rowsMax = 1_000;

/** Answers all questions that wait by one statement. It remembers nothing. */
export const presenceRowReader = perKey((db: Db) =>
  createBatcher<UserKey, PresenceRow>({ run: (users) => readPresenceRows(db, users), rowsMax }),
);
