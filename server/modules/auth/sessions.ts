import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/transaction.ts';
import { revokedSessions, tenants } from './table.ts';

/** Makes the tenant's row where there is none. */
export async function ensureTenant(tx: Tx, tenantId: string): Promise<void> {
  await tx.insert(tenants).values({ id: tenantId }).onConflictDoNothing();
}

/** Ends one session before its tokens expire. Safe to repeat. */
export async function endSession(tx: Tx, tenantId: string, userId: string, sid: string): Promise<void> {
  await tx.insert(revokedSessions).values({ tenantId, userId, sid }).onConflictDoNothing();
}

interface SessionKey {
  tenantId: string;
  userId: string;
  sid: string | undefined;
}

/** Of these sessions, those that were ended. */
export async function readEndedSessions<K extends SessionKey>(db: Db, keys: readonly K[]): Promise<Set<K>> {
  const asked = keys.flatMap((key, place) => (key.sid === undefined ? [] : [{ ...key, place }]));
  if (asked.length === 0) return new Set();
  const json = JSON.stringify(asked.map(({ tenantId, userId, sid, place }) => ({ tenantId, userId, sid, place })));
  const rows = await db.execute<{ place: number }>(sql`
    select k.place from jsonb_to_recordset(${json}::jsonb) as k("tenantId" text, "userId" text, sid text, place int)
    join revoked_sessions r on r.tenant_id = k."tenantId" collate "C"
      and r.user_id = k."userId" collate "C" and r.sid = k.sid collate "C"`);
  return new Set(rows.flatMap((row) => keys[row.place] ?? []));
}
