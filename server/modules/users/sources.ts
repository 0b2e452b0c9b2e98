import { type AnyColumn, and, eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import { profilesTopic, type StateItem, type Topic } from '../../realtime/log-event.ts';
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

/** Changed profiles of one tenant, of those users that `isConcerned` lets through by their id's column. */
export async function usersChangedSince(
  db: Db,
  tenantId: string,
  since: string,
  isConcerned: (userId: AnyColumn) => SQL | undefined,
): Promise<StateItem[]> {
  const rows = await db
    .select(userColumns)
    .from(users)
    .where(and(eq(users.tenantId, tenantId), isChangedSince(since), isConcerned(users.id)));
  return rows.map((user) => ({ type: 'UserChanged', user }));
}
