import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import { profilesTopic, type StateItem, type Topic } from '../../realtime/log-event.ts';
import { isNews } from '../../realtime/read-plans.ts';
import type { StateSource } from '../../realtime/realtime.ts';
import { userColumns } from './queries.ts';
import { users } from './table.ts';

/** Changed by a transaction that the snapshot does not see. The first half is what the index serves. */
const isChangedSince = (since: string) => sql`
  ${users.tx} >= pg_snapshot_xmin(${since}::pg_snapshot)
  and not pg_visible_in_snapshot(${users.tx}, ${since}::pg_snapshot)`;

/** Changed profiles of all tenants; see `Sources.stateSince`. */
export async function usersSince(
  db: Db,
  since: string,
): Promise<{ tenantId: string; topic: Topic; item: StateItem }[]> {
  const rows = await db
    .select({ tenantId: users.tenantId, user: userColumns })
    .from(users)
    .where(isChangedSince(since));
  return rows.map(({ tenantId, user }) => ({ tenantId, topic: profilesTopic, item: { type: 'UserChanged', user } }));
}

const profile = (row: SQL): SQL =>
  sql`${row}.id, ${row}.name, ${row}.picture_url, ${row}.metadata, ${row}.created_at, ${row}.updated_at`;

interface ChangedRow {
  id: string;
  name: string | null;
  picture_url: string | null;
  metadata: Record<string, unknown>;
  created_at: string;
  updated_at: string;
}

/** Changed profiles that concern a viewer: his own, and those of whom he shares a conversation with. See `PlanSources.state`. */
export const changedUsers: StateSource = {
  // From the changed users to their conversations and on to the viewers there: so much is read as is changed or told.
  select: (oldestTx) => sql`
    with changed as materialized (
      select u.tenant_id, u.id, u.name, u.picture_url, u.metadata, u.created_at, u.updated_at, u.tx
      from users u where u.tx >= ${oldestTx}::xid8
    ), shared as materialized (
      select t.conversation_id, c.tenant_id, c.id, c.name, c.picture_url, c.metadata, c.created_at, c.updated_at, c.tx
      from changed c join memberships t on t.tenant_id = c.tenant_id and t.user_id = c.id
    )
    select distinct on (told.place, told.id) told.place, ${profile(sql`told`)}
    from (
      select v.place, v.state_since, c.tx, ${profile(sql`c`)} from changed c
      full join viewers v on v.tenant_id = c.tenant_id and v.user_id = c.id
      union all
      select i.place, case when i.to_seq is null then i.state_since end, s.tx, ${profile(sql`s`)} from shared s
      full join intervals i on i.tenant_id = s.tenant_id and i.conversation_id = s.conversation_id
    ) told
    where ${isNews(sql`told.tx`, sql`told.state_since`)}
    order by told.place, told.id`,
  itemsOf: (rows: ChangedRow[]) =>
    rows.map((row) => ({
      type: 'UserChanged',
      user: {
        id: row.id,
        name: row.name,
        pictureUrl: row.picture_url,
        metadata: row.metadata,
        createdAt: new Date(row.created_at).toISOString(),
        updatedAt: new Date(row.updated_at).toISOString(),
      },
    })),
};
