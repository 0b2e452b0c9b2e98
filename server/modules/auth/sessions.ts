import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { revokedSessions } from './table.ts';

/** Part of a statement: makes the rows of tenants where there are none, in the order of their ids, as all do who make several. */
export const insertTenants = (tenantIds: SQL): SQL => sql`
  insert into tenants (id) select t.id from (${tenantIds}) as t(id) order by t.id on conflict do nothing`;

/** Ends one session before its tokens expire. Safe to repeat. */
export async function endSession(tx: Tx, tenantId: string, userId: string, sid: string): Promise<void> {
  await tx.insert(revokedSessions).values({ tenantId, userId, sid }).onConflictDoNothing();
}

/** Part of a statement: whether this session was ended. */
export const isSessionEnded = ({
  tenantId,
  userId,
  sid,
}: Record<'tenantId' | 'userId' | 'sid', SQL>): SQL => sql`exists (
  select from revoked_sessions r where r.tenant_id = ${tenantId} and r.user_id = ${userId} and r.sid = ${sid})`;
