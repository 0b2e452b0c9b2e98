import { sql } from 'drizzle-orm';
import { createBatcher } from '../../db/batcher.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredPresenceSettings } from '../../realtime/log-event.ts';
import type { UserKey } from '../../realtime/user-key.ts';
import type { Relation } from './may-observe.ts';
import { type SettingsRow, settingsColumns, settingsOf } from './queries.ts';

/**
 * A user whom many look at, with all that decides on which of them see his presence: to read it costs the same however
 * many they are, and who comes later is decided on without reading. `readPairs` is for the others: one who looks at many.
 */
export interface Circle {
  userId: string;
  settings: StoredPresenceSettings;
  /** Whom he has blocked. */
  blockedIds: ReadonlySet<string>;
  /** Null: his presence is not for contacts alone, and nothing hangs on who they are. */
  contactIds: ReadonlySet<string> | null;
}

/** What a viewer is to the user, as far as it decides on his presence. */
export function relationIn({ userId, blockedIds, contactIds }: Circle, viewerId: string): Relation {
  if (viewerId === userId) return 'SELF';
  if (blockedIds.has(viewerId)) return 'BLOCKED';
  return contactIds?.has(viewerId) ? 'CONTACT' : 'STRANGER';
}

interface CircleRow extends Record<string, unknown> {
  place: number;
  settings: SettingsRow | null;
  blocked_ids: string[];
  contact_ids: string[] | null;
}

/** Users' circles as they are now, in the order asked for. One statement. */
export async function readCircles(db: Db, users: readonly UserKey[]): Promise<Circle[]> {
  const asked = users.map(({ tenantId, userId }, place) => [place, tenantId, userId]);
  const rows = await db.execute<CircleRow>(sql`
    select a.place, ${settingsColumns('s')} as settings,
      (select coalesce(jsonb_agg(b.blocked_id), '[]') from blocks b
       where b.tenant_id = a.tenant_id and b.blocker_id = a.user_id) as blocked_ids,
      case when s.visibility = 'CONTACTS' then
        (select coalesce(jsonb_agg(c.contact_id), '[]') from contacts c
         where c.tenant_id = a.tenant_id and c.user_id = a.user_id) end as contact_ids
    from (
      select (j->>0)::int as place, (j->>1) collate "C" as tenant_id, (j->>2) collate "C" as user_id
      from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j) a
    left join privacy_settings s on s.tenant_id = a.tenant_id and s.user_id = a.user_id`);
  const found = new Map(rows.map((row) => [row.place, row]));
  return users.map(({ userId }, place) => {
    const row = found.get(place);
    if (row === undefined) throw new Error('A question for a circle got no answer.');
    const contactIds = row.contact_ids === null ? null : new Set(row.contact_ids);
    return { userId, settings: settingsOf(row.settings), blockedIds: new Set(row.blocked_ids), contactIds };
  });
}

const circlesMax = 500;

/** Answers all questions that wait by one statement. It remembers nothing. */
export const circleReader = perKey((db: Db) =>
  createBatcher<UserKey, Circle>({ run: (users) => readCircles(db, users), rowsMax: circlesMax }),
);
