import { sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import { profilesTopic, type StateItem, type Topic } from '../../realtime/log-event.ts';
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
      select u.tenant_id, u.id, u.name, u.picture_url, u.metadata, u.created_at, u.updated_at, u.tx from users u
      where u.tx >= ${oldestTx}::xid8 and u.tenant_id in (select tenant_id from viewers)
    )
    select told.place, c.id, c.name, c.picture_url, c.metadata, c.created_at, c.updated_at
    from (
      select v.place, c.tenant_id, c.id from changed c
      join viewers v on v.tenant_id = c.tenant_id and v.user_id = c.id
      where v.conversation_id is null and not pg_visible_in_snapshot(c.tx, v.since)
      union
      select v.place, c.tenant_id, c.id from changed c
      join memberships theirs on theirs.tenant_id = c.tenant_id and theirs.user_id = c.id
      join intervals his on his.conversation_id = theirs.conversation_id and his.to_seq is null
      join viewers v on v.place = his.place and v.tenant_id = c.tenant_id
      where v.conversation_id is null and not pg_visible_in_snapshot(c.tx, v.since)
    ) told
    join changed c on c.tenant_id = told.tenant_id and c.id = told.id
    order by told.place, c.id`,
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
