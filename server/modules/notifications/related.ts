import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';

/** Somebody, and who has done what he is told of. */
interface Related {
  userId: string;
  actorId: string | null;
}

/** Those whose users have the actor as a contact. */
export const ofContacts = <Of extends Related>(db: Db, tenantId: string, all: readonly Of[]): Promise<Of[]> =>
  those(
    db,
    all,
    sql`exists (
      select from contacts c
      where c.tenant_id = ${tenantId} and c.user_id = g."userId" collate "C" and c.contact_id = g."actorId" collate "C")`,
  );

/** Those whose users are shown a request of the actor. */
export const ofRequests = <Of extends Related>(db: Db, tenantId: string, all: readonly Of[]): Promise<Of[]> =>
  those(
    db,
    all,
    sql`exists (
      select from contact_requests r
      where r.tenant_id = ${tenantId} and r.addressee_id = g."userId" collate "C"
        and r.requester_id = g."actorId" collate "C" and r.is_shown)`,
  );

/** Those whose users the actor has selected to see where he is, in a share that was not stopped. It may be over. */
export const ofShares = <Of extends Related>(db: Db, tenantId: string, all: readonly Of[]): Promise<Of[]> =>
  those(
    db,
    all,
    sql`exists (
      select from location_sharing s
      join location_selected l on l.tenant_id = s.tenant_id and l.user_id = s.user_id
      where s.tenant_id = ${tenantId} and s.user_id = g."actorId" collate "C" and s.audience = 'SELECTED'
        and s.expires_at is not null and l.selected_id = g."userId" collate "C")`,
  );

/** Those for whose `g."userId"` and `g."actorId"` it is so. */
async function those<Of extends Related>(db: Db, all: readonly Of[], isSo: SQL): Promise<Of[]> {
  if (all.length === 0) return [];
  const asked = all.map(({ userId, actorId }, place) => ({ place, userId, actorId }));
  const rows = await db.execute<{ place: number }>(sql`
    select g.place from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as g(place int, "userId" text, "actorId" text)
    where ${isSo}`);
  const found = new Set(rows.map((row) => row.place));
  return all.filter((_, place) => found.has(place));
}
