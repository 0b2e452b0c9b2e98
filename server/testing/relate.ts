import { sql } from 'drizzle-orm';
import type { Services } from '../context.ts';
import { withTransaction } from '../db/transaction.ts';
import { announcePrivacy } from '../modules/users/announce-privacy.ts';
import { contextOf } from './test-context.ts';

/** What two users are to each other, set as the verbs would; every node hears of it. */
export function relateIn(services: Services, tenantId: string) {
  const change = (ids: readonly [string, string], statement: ReturnType<typeof sql>) =>
    withTransaction(services.db, async (tx) => {
      await tx.execute(statement);
      await announcePrivacy(contextOf(services, ids[0], { tenantId }), tx, ids);
    });
  return {
    befriend: (one: string, other: string) =>
      change(
        [one, other],
        sql`insert into contacts (tenant_id, user_id, contact_id)
            values (${tenantId}, ${one}, ${other}), (${tenantId}, ${other}, ${one})`,
      ),
    part: (one: string, other: string) =>
      change(
        [one, other],
        sql`delete from contacts where tenant_id = ${tenantId}
            and (user_id, contact_id) in ((${one}, ${other}), (${other}, ${one}))`,
      ),
    block: (blocker: string, blocked: string) =>
      change(
        [blocker, blocked],
        sql`insert into blocks (tenant_id, blocker_id, blocked_id) values (${tenantId}, ${blocker}, ${blocked})`,
      ),
    unblock: (blocker: string, blocked: string) =>
      change(
        [blocker, blocked],
        sql`delete from blocks where tenant_id = ${tenantId} and blocker_id = ${blocker} and blocked_id = ${blocked}`,
      ),
  };
}
