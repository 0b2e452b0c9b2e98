import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { deliverQueues, type LaneKey } from './queues.ts';
import { leaseMs } from './schedule.ts';
import { notificationDeliveryLanes as lanes, notificationDeliveries } from './table.ts';

type Parts = Pick<Services, 'db' | 'jobs'>;

/** A job that was enqueued for a moment so long ago, and has not begun, is lost. */
const lostAfterMs = 60_000;

const isLane = ({ tenantId, channel }: LaneKey) => and(eq(lanes.tenantId, tenantId), eq(lanes.channel, channel));

/** Takes a tenant's channel for oneself. Null: somebody else has it, who looks again before he gives it back. */
export async function takeLane({ db }: Parts, lane: LaneKey, now: Date): Promise<string | null> {
  const leaseId = randomUUID();
  const until = new Date(now.getTime() + leaseMs).toISOString();
  const rows = await db.execute(sql`
    insert into notification_delivery_lanes as l (tenant_id, channel, lease_id, lease_until)
    values (${lane.tenantId}, ${lane.channel}, ${leaseId}, ${until}::timestamptz)
    on conflict (tenant_id, channel) do update
    set lease_id = excluded.lease_id, lease_until = excluded.lease_until,
      wake_at = case when l.wake_at > ${now.toISOString()}::timestamptz then l.wake_at end
    where l.lease_until is null or l.lease_until <= ${now.toISOString()}::timestamptz
    returning l.tenant_id`);
  return rows.length === 0 ? null : leaseId;
}

/** Says that one is still at it. False: one was taken for dead, and somebody else has it. */
export async function keepLane({ db }: Parts, lane: LaneKey, leaseId: string, now: Date): Promise<boolean> {
  const leaseUntil = new Date(now.getTime() + leaseMs).toISOString();
  const kept = await db
    .update(lanes)
    .set({ leaseUntil })
    .where(and(isLane(lane), eq(lanes.leaseId, leaseId)))
    .returning({ channel: lanes.channel });
  return kept.length > 0;
}

/** Gives it back, and enqueues the next job for when something is due. */
export function giveLaneBack({ db, jobs }: Parts, lane: LaneKey, leaseId: string, now: Date): Promise<void> {
  return withTransaction(db, async (tx) => {
    const [own] = await tx
      .select({ wakeAt: lanes.wakeAt })
      .from(lanes)
      .where(and(isLane(lane), eq(lanes.leaseId, leaseId)))
      .for('update');
    if (own === undefined) return;
    // After the lock: who was told that somebody is at it had committed his rows, so they are seen here.
    const [first] = await tx
      .select({ dueAt: sql<string | null>`min(${notificationDeliveries.dueAt})` })
      .from(notificationDeliveries)
      .where(
        and(
          eq(notificationDeliveries.tenantId, lane.tenantId),
          eq(notificationDeliveries.channel, lane.channel),
          sql`${notificationDeliveries.status} = 'PENDING'`,
        ),
      );
    const wakeAt = first?.dueAt == null ? null : new Date(Math.max(Date.parse(first.dueAt), now.getTime()));
    // One job that comes in time is enough, however many shifts come and go before it.
    const planned = own.wakeAt === null ? Number.POSITIVE_INFINITY : Date.parse(own.wakeAt);
    const isPlanned = wakeAt === null || (planned > now.getTime() && planned <= wakeAt.getTime());
    await tx
      .update(lanes)
      .set({ leaseId: null, leaseUntil: null, ...(isPlanned ? {} : { wakeAt: wakeAt.toISOString() }) })
      .where(isLane(lane));
    if (!isPlanned) {
      await jobs.enqueue(tx, deliverQueues[lane.channel], lane, wakeAt > now ? { startAt: wakeAt } : {});
    }
  });
}

/** When the next of a tenant's channel is due; null: nothing waits. */
export async function nextDueAt({ db }: Parts, { tenantId, channel }: LaneKey): Promise<Date | null> {
  const [first] = await db.execute<{ due_at: string | null }>(sql`
    select min(d.due_at) as due_at from notification_deliveries d
    where d.tenant_id = ${tenantId} and d.channel = ${channel} and d.status = 'PENDING'`);
  return first?.due_at == null ? null : new Date(first.due_at);
}

/** Takes up what a node left that was killed. Returns for how many tenants and channels. */
export function wakeLanes({ db, jobs }: Parts, channels: readonly string[], now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const lostBefore = sql`${new Date(now.getTime() - lostAfterMs).toISOString()}::timestamptz`;
  return withTransaction(db, async (tx) => {
    const left = await tx.execute<{ tenant_id: string; channel: LaneKey['channel'] }>(sql`
      update notification_delivery_lanes l set wake_at = ${at}
      where l.channel = any(array(select jsonb_array_elements_text(${JSON.stringify(channels)}::jsonb)))
        and (l.lease_until is null or l.lease_until <= ${at}) and (l.wake_at is null or l.wake_at <= ${lostBefore})
        and exists (
          select from notification_deliveries d
          where d.tenant_id = l.tenant_id and d.channel = l.channel and d.status = 'PENDING' and d.due_at <= ${at})
      returning l.tenant_id, l.channel`);
    for (const { tenant_id: tenantId, channel } of left) {
      await jobs.enqueue(tx, deliverQueues[channel], { tenantId, channel });
    }
    return left.length;
  });
}
