import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import type { Draft } from './draft.ts';

/** Of drafts, those whose users have the actor as a contact. */
export const ofContacts = (tx: Tx, tenantId: string, drafts: readonly Draft[]): Promise<Draft[]> =>
  those(
    tx,
    drafts,
    sql`exists (
      select from contacts c
      where c.tenant_id = ${tenantId} and c.user_id = g."userId" collate "C" and c.contact_id = g."actorId" collate "C")`,
  );

/** Of drafts, those whose users are shown a request of the actor. */
export const ofRequests = (tx: Tx, tenantId: string, drafts: readonly Draft[]): Promise<Draft[]> =>
  those(
    tx,
    drafts,
    sql`exists (
      select from contact_requests r
      where r.tenant_id = ${tenantId} and r.addressee_id = g."userId" collate "C"
        and r.requester_id = g."actorId" collate "C" and r.is_shown)`,
  );

/** Those for whose `g."userId"` and `g."actorId"` it is so. */
async function those(tx: Tx, drafts: readonly Draft[], isSo: SQL): Promise<Draft[]> {
  if (drafts.length === 0) return [];
  const asked = drafts.map(({ userId, actorId }, place) => ({ place, userId, actorId }));
  const rows = await tx.execute<{ place: number }>(sql`
    select g.place from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as g(place int, "userId" text, "actorId" text)
    where ${isSo}`);
  const found = new Set(rows.map((row) => row.place));
  return drafts.filter((_, place) => found.has(place));
}
