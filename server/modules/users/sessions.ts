import { sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import type { StreamActor } from '../../realtime/realtime.ts';
import { readEndedSessions } from '../auth/sessions.ts';

/** Of these actors, those whose session was ended: by its `sid`, or by a sign-out after their token was issued. */
export async function readRevoked<A extends StreamActor>(db: Db, actors: readonly A[]): Promise<Set<A>> {
  if (actors.length === 0) return new Set();
  const asked = actors.map(({ tenantId, userId, issuedAtMs }, place) => ({ tenantId, userId, issuedAtMs, place }));
  const rows = await db.execute<{ place: number }>(sql`
    select a.place from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as a("tenantId" text, "userId" text, "issuedAtMs" double precision, place int)
    join users u on u.tenant_id = a."tenantId" collate "C" and u.id = a."userId" collate "C"
    where u.signed_out_at > to_timestamp(a."issuedAtMs" / 1000)`);
  const revoked = await readEndedSessions(db, actors);
  for (const row of rows) {
    const actor = actors[row.place];
    if (actor !== undefined) revoked.add(actor);
  }
  return revoked;
}
