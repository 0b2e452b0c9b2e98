import { sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import type { StreamActor } from '../../realtime/realtime.ts';
import { isSessionEnded } from '../auth/sessions.ts';

/** Of these actors, those whose session was ended: by its `sid`, or by a sign-out after their token was issued. */
export async function readRevoked<A extends StreamActor>(db: Db, actors: readonly A[]): Promise<Set<A>> {
  if (actors.length === 0) return new Set();
  const asked = actors.map(({ tenantId, userId, issuedAtMs, sid }, place) => [
    place,
    tenantId,
    userId,
    issuedAtMs,
    sid,
  ]);
  // Subqueries, and not joins: probes of two indexes for each actor, whatever the statistics say.
  const rows = await db.execute<{ place: number }>(sql`
    select a.place from (
      select (j->>0)::int as place, (j->>1) collate "C" as tenant_id, (j->>2) collate "C" as user_id,
        to_timestamp((j->>3)::double precision / 1000) as issued_at, (j->>4) collate "C" as sid
      from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j) a
    where exists (
        select from users u
        where u.tenant_id = a.tenant_id and u.id = a.user_id and u.signed_out_at > a.issued_at)
      or ${isSessionEnded}`);
  return new Set(rows.flatMap((row) => actors[row.place] ?? []));
}
