import { sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { type EndpointKey, tellEndpointQueue } from './queues.ts';

/** A job that was enqueued for a moment so long ago, and has not begun, is lost. */
const lostAfterMs = 60_000;

/**
 * Enqueues jobs for endpoints for which something is due, where none is enqueued already, nobody is at work (who looks
 * again before he stops) and they are not down. The caller holds their rows, or writes nothing of theirs.
 */
export async function wakeEndpoints(jobs: Jobs, tx: Tx, endpoints: readonly EndpointKey[], now: Date): Promise<void> {
  if (endpoints.length === 0) return;
  const at = now.toISOString();
  const woken = await tx.execute<{ tenant_id: string; id: string }>(sql`
    update webhook_endpoints e set wake_at = ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(endpoints)}::jsonb) as w("tenantId" text, "endpointId" text)
    where e.tenant_id = w."tenantId" collate "C" and e.id = w."endpointId" collate "C" and e.is_enabled
      and (e.wake_at is null or e.wake_at > ${at}::timestamptz)
      and (e.lease_until is null or e.lease_until <= ${at}::timestamptz)
      and (e.resume_at is null or e.resume_at <= ${at}::timestamptz)
    returning e.tenant_id, e.id`);
  const jobsOf = woken.map((row) => ({ tenantId: row.tenant_id, endpointId: row.id }));
  await jobs.enqueueAll(tx, tellEndpointQueue, jobsOf);
}

/** Takes up what a node left that was killed. Returns for how many endpoints. */
export function wakeLeftEndpoints({ db, jobs }: Pick<Services, 'db' | 'jobs'>, now: Date): Promise<number> {
  const at = now.toISOString();
  const lostBefore = new Date(now.getTime() - lostAfterMs).toISOString();
  return withTransaction(db, async (tx) => {
    const left = await tx.execute<{ tenant_id: string; id: string }>(sql`
      update webhook_endpoints e set wake_at = ${at}::timestamptz
      where e.is_enabled and (e.lease_until is null or e.lease_until <= ${at}::timestamptz)
        and (e.wake_at is null or e.wake_at <= ${lostBefore}::timestamptz)
        and (e.resume_at is null or e.resume_at <= ${at}::timestamptz)
        and exists (
          select from webhook_lanes l
          where l.tenant_id = e.tenant_id and l.endpoint_id = e.id and (l.due_at <= ${at}::timestamptz or e.resume_at is not null))
      returning e.tenant_id, e.id`);
    const jobsOf = left.map((row) => ({ tenantId: row.tenant_id, endpointId: row.id }));
    await jobs.enqueueAll(tx, tellEndpointQueue, jobsOf);
    return left.length;
  });
}
