import { type SQL, sql } from 'drizzle-orm';
import { sqlState } from '../../db/sql-state.ts';
import type { Db } from '../../db/transaction.ts';
import type { NotificationRule } from '../notifications/notification.ts';
import type { StoredAttempt } from './table.ts';

/** Attempts that a delivery's row remembers. */
const attemptsKept = 10;
const uniqueViolation = '23505';

/** Deliveries that a node is at, under one lease. */
export interface Held {
  tenantId: string;
  leaseId: string;
  ids: readonly string[];
}

/** An attempt, or null: it was not tried. */
type Tried = StoredAttempt | null;

const isHeld = ({ tenantId, leaseId, ids }: Held): SQL => sql`
  d.tenant_id = ${tenantId} and d.lease_id = ${leaseId} and d.status = 'PENDING'
  and d.id = any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) collate "C"))`;

const withAttempt = (tried: Tried): SQL =>
  tried === null
    ? sql``
    : sql`, attempt_count = d.attempt_count + 1,
        first_attempt_at = coalesce(d.first_attempt_at, ${tried.at}::timestamptz),
        attempts = case when jsonb_array_length(d.attempts) < ${attemptsKept} then d.attempts else d.attempts - 0 end
          || ${JSON.stringify([tried])}::jsonb`;

interface End {
  status: 'SENT' | 'SKIPPED' | 'FAILED';
  rule: NotificationRule | null;
  at: Date;
  tried: Tried;
}

/** They have ended. Whose lease is over, and who was overtaken by that, changes nothing. */
export async function settle(db: Db, held: Held, { status, rule, at, tried }: End): Promise<void> {
  if (held.ids.length === 0) return;
  await db.execute(sql`
    update notification_deliveries d
    set status = ${status}, rule = ${rule}, settled_at = ${at.toISOString()}::timestamptz, lease_id = null ${withAttempt(tried)}
    where ${isHeld(held)}`);
}

interface Release {
  dueAt: Date;
  rule: NotificationRule | null;
  at: Date;
  tried: Tried;
}

/** They wait again. What was told anew meanwhile, in a delivery that waits as well, is told by that one. */
export async function release(db: Db, held: Held, { dueAt, rule, at, tried }: Release): Promise<void> {
  if (held.ids.length === 0) return;
  const isToldAnew = sql`exists (
    select from notification_deliveries w
    where w.tenant_id = d.tenant_id and w.user_id = d.user_id and w.channel = d.channel and w.target_id = d.target_id
      and w.told_key = d.told_key and w.status = 'PENDING' and w.lease_id is null)`;
  for (let round = 0; ; round += 1) {
    await db.execute(sql`
      update notification_deliveries d
      set status = 'SKIPPED', rule = 'REPLACED', settled_at = ${at.toISOString()}::timestamptz, lease_id = null
        ${withAttempt(tried)}
      where ${isHeld(held)} and ${isToldAnew}`);
    try {
      await db.execute(sql`
        update notification_deliveries d
        set due_at = ${dueAt.toISOString()}::timestamptz, rule = ${rule}, lease_id = null ${withAttempt(tried)}
        where ${isHeld(held)}`);
      return;
    } catch (error) {
      // It was told anew between the two statements: now that is seen.
      if (sqlState(error) !== uniqueViolation || round > 2) throw error;
    }
  }
}
