import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import type { UserKey } from '../../realtime/user-key.ts';

/** See `PlanSources.intervals`. */
export const intervalsOfViewers: SQL = sql`
  select v.place, v.tenant_id, v.user_id, v.state_since, i.conversation_id, i.from_seq, i.to_seq
  from viewers v
  join membership_intervals i on i.tenant_id = v.tenant_id and i.user_id = v.user_id
    and (v.conversation_id is null or i.conversation_id = v.conversation_id)
  where i.to_seq is null or not pg_visible_in_snapshot(i.ended_tx, v.since)`;

/** See `Sources.readConversationIds`. */
export async function readConversationIds(db: Db, users: UserKey[]): Promise<string[][]> {
  const asked = users.map(({ tenantId, userId }, place) => ({ tenantId, userId, place }));
  const rows = await db.execute<{ place: number; ids: string[] }>(sql`
    select a.place, json_agg(m.conversation_id) as ids
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a("tenantId" text, "userId" text, place int)
    join memberships m on m.tenant_id = a."tenantId" collate "C" and m.user_id = a."userId" collate "C"
    group by a.place`);
  const found = new Map(rows.map((row) => [row.place, row.ids]));
  return users.map((_, place) => found.get(place) ?? []);
}
