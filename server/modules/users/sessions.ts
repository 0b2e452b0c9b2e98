import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import type { StreamActor } from '../../realtime/realtime.ts';
import { isSessionEnded } from '../auth/sessions.ts';

/** Part of a statement: whether a session is over, by its `sid` or by a sign-out after its token was issued. */
export const isSessionOver = (of: Record<'tenantId' | 'userId' | 'sid' | 'issuedAt', SQL>): SQL => sql`(
  exists (
    select from users u where u.tenant_id = ${of.tenantId} and u.id = ${of.userId} and u.signed_out_at > ${of.issuedAt})
  or ${isSessionEnded(of)})`;

const asked = {
  ...{ tenantId: sql.raw('a.tenant_id'), userId: sql.raw('a.user_id') },
  ...{ sid: sql.raw('a.sid'), issuedAt: sql.raw('a.issued_at') },
};

/** Of these actors, those whose session was ended: by its `sid`, or by a sign-out after their token was issued. */
export async function readRevoked<A extends StreamActor>(db: Db, actors: readonly A[]): Promise<Set<A>> {
  if (actors.length === 0) return new Set();
  const rows = actors.map(({ tenantId, userId, issuedAtMs, sid }, place) => [place, tenantId, userId, issuedAtMs, sid]);
  // Subqueries, and not joins: probes of two indexes for each actor, whatever the statistics say.
  const found = await db.execute<{ place: number }>(sql`
    select a.place from (
      select (j->>0)::int as place, (j->>1) collate "C" as tenant_id, (j->>2) collate "C" as user_id,
        to_timestamp((j->>3)::double precision / 1000) as issued_at, (j->>4) collate "C" as sid
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as j) a
    where ${isSessionOver(asked)}`);
  return new Set(found.flatMap((row) => actors[row.place] ?? []));
}
