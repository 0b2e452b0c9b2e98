import { sql } from 'drizzle-orm';
import type { Db } from '../db/transaction.ts';

/**
 * Who has whom as a contact and whom a request of whom is shown, as `user/other`: from the tables, whose rules have tests of
 * their own.
 */
export async function readRelated(db: Db, tenantId: string): Promise<{ contacts: Set<string>; requests: Set<string> }> {
  const rows = await db.execute<{ kind: string; pair: string }>(sql`
    select 'contact' as kind, user_id || '/' || contact_id as pair from contacts where tenant_id = ${tenantId}
    union all
    select 'request', addressee_id || '/' || requester_id from contact_requests
    where tenant_id = ${tenantId} and is_shown`);
  const of = (wanted: string) => new Set(rows.flatMap(({ kind, pair }) => (kind === wanted ? [pair] : [])));
  return { contacts: of('contact'), requests: of('request') };
}
