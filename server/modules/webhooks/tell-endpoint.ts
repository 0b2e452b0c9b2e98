import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, eq, lte, notInArray } from 'drizzle-orm';
import { withTransaction } from '../../db/transaction.ts';
import { readRetryAfter } from '../../lib/retry-after.ts';
import { noteDelivered, noteExpired, noteFailed, type OpenDelivery } from './note-attempt.ts';
import { isLaneOf } from './queries.ts';
import type { EndpointKey } from './queues.ts';
import { renderEvent } from './render-event.ts';
import { askedPauseMsMax } from './schedule.ts';
import { beginShift, endShift, type Shift, type TellRun, type TellServices } from './shift.ts';
import { signatureHeaders, validAt } from './signatures.ts';
import { type Attempt, webhookDeliveries, webhookEndpoints, webhookLanes } from './table.ts';

/** Deliveries of one log in a row; then others have their turn. */
const deliveriesInARow = 20;
/** While a delivery is under way, others may come to be due. */
const lookMs = 200;

/**
 * Tells an endpoint what waits for it: each log in its order, several at once. One that is down is tried with one delivery,
 * and if that arrives, with more and more at once.
 */
export async function tellEndpoint(services: TellServices, key: EndpointKey, run: TellRun): Promise<void> {
  const shift = await beginShift(services, key, run);
  if (shift === null) return;
  try {
    if (shift.isDown) await probe(shift);
    await tellLanes(shift);
  } finally {
    await endShift(shift);
  }
}

/** One delivery, of the log that has waited for the longest time since it was tried. */
async function probe(shift: Shift): Promise<void> {
  const [lane] = await shift.services.db
    .select({ topic: webhookLanes.topic })
    .from(webhookLanes)
    .where(isLaneOf(shift.tenantId, shift.endpointId))
    .orderBy(asc(webhookLanes.dueAt))
    .limit(1);
  if (lane === undefined) return;
  const delivery = await readNext(shift, lane.topic);
  if (delivery === null) await settleLane(shift, lane.topic);
  else await tell(shift, delivery);
}

async function tellLanes(shift: Shift): Promise<void> {
  const { webhookConcurrency: concurrencyMax } = shift.services.config;
  const running = new Map<string, Promise<void>>();
  let faults: unknown[] = [];
  try {
    while (shift.goesOn() && faults.length === 0) {
      const concurrency = shift.isOnTrial ? Math.min(concurrencyMax, 1 + shift.delivered) : concurrencyMax;
      const free = concurrency - running.size;
      for (const topic of free > 0 ? await readDue(shift, [...running.keys()], free) : []) {
        const work = tellLane(shift, topic)
          .catch((error: unknown) => {
            faults = [...faults, error];
          })
          .finally(() => running.delete(topic));
        running.set(topic, work);
      }
      if (running.size === 0) return;
      await Promise.race([...running.values(), sleep(lookMs, undefined, { ref: false })]);
    }
  } finally {
    await Promise.all(running.values());
  }
  if (faults.length > 0) throw faults[0];
}

async function readDue({ services, tenantId, endpointId, now }: Shift, busy: string[], limit: number) {
  const rows = await services.db
    .select({ topic: webhookLanes.topic })
    .from(webhookLanes)
    .where(
      and(
        isLaneOf(tenantId, endpointId),
        lte(webhookLanes.dueAt, now().toISOString()),
        busy.length === 0 ? undefined : notInArray(webhookLanes.topic, busy),
      ),
    )
    .orderBy(asc(webhookLanes.dueAt))
    .limit(limit);
  return rows.map(({ topic }) => topic);
}

/** The next deliveries of one log, until one fails, which holds the others of that log back. */
async function tellLane(shift: Shift, topic: string): Promise<void> {
  for (let told = 0; told < deliveriesInARow && shift.goesOn(); told += 1) {
    const delivery = await readNext(shift, topic);
    if (delivery === null) break;
    if (!(await tell(shift, delivery))) return;
  }
  await settleLane(shift, topic);
}

/** What waits of one log. */
const isWaiting = ({ tenantId, endpointId }: EndpointKey, topic: string) =>
  and(
    eq(webhookDeliveries.tenantId, tenantId),
    eq(webhookDeliveries.endpointId, endpointId),
    eq(webhookDeliveries.topic, topic),
    eq(webhookDeliveries.status, 'PENDING'),
  );

/** The first that waits, with the endpoint as it is now. Null: none does, or the endpoint is this shift's no more. */
async function readNext({ services, tenantId, endpointId, leaseId }: Shift, topic: string) {
  const [row] = await services.db
    .select({
      id: webhookDeliveries.id,
      topic: webhookDeliveries.topic,
      seq: webhookDeliveries.seq,
      type: webhookDeliveries.type,
      createdAt: webhookDeliveries.createdAt,
      notificationDeliveryId: webhookDeliveries.notificationDeliveryId,
      attemptCount: webhookDeliveries.attemptCount,
      firstAttemptAt: webhookDeliveries.firstAttemptAt,
      attempts: webhookDeliveries.attempts,
      laneFailures: webhookLanes.failures,
      url: webhookEndpoints.url,
      secret: webhookEndpoints.secret,
      earlierSecrets: webhookEndpoints.earlierSecrets,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookLanes, and(isLaneOf(tenantId, endpointId), eq(webhookLanes.topic, webhookDeliveries.topic)))
    .innerJoin(
      webhookEndpoints,
      and(
        eq(webhookEndpoints.tenantId, tenantId),
        eq(webhookEndpoints.id, endpointId),
        eq(webhookEndpoints.leaseId, leaseId),
        eq(webhookEndpoints.isEnabled, true),
      ),
    )
    .where(isWaiting({ tenantId, endpointId }, topic))
    // Notifications stand in no log, and have no place in it: their ids are in the order in which they came.
    .orderBy(asc(webhookDeliveries.seq), asc(webhookDeliveries.id))
    .limit(1);
  return row ?? null;
}

type NextDelivery = NonNullable<Awaited<ReturnType<typeof readNext>>>;

/** One attempt. Whether the log may go on with its next. */
async function tell(shift: Shift, next: NextDelivery): Promise<boolean> {
  const { services, tenantId, poster, now, stop } = shift;
  const delivery: OpenDelivery = next;
  const body = await renderEvent(services.db, { ...next, tenantId });
  if (body === null) {
    await noteExpired(shift, delivery);
    return true;
  }
  const at = now();
  const secrets = [next.secret, ...validAt(at, next.earlierSecrets).map(({ secret }) => secret)];
  const timestamp = Math.floor(at.getTime() / 1_000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Tidings (webhook)',
    ...signatureHeaders({ id: next.id, timestamp, body }, secrets),
  };
  // Cut off by the end of the node, it is no failure of the endpoint's: nothing is noted, and the next shift tries it again.
  const outcome = await poster.post(next.url, headers, body, stop).catch((error: unknown) => {
    if (!stop.aborted) throw error;
    return null;
  });
  if (outcome === null) return false;
  const { retryAfter, ...result } = outcome;
  const attempt = { at: at.toISOString(), ...result };
  if (attempt.error === null) await noteDelivered(shift, delivery, attempt);
  else await noteFailed(shift, delivery, attempt, readPause(attempt, retryAfter, now()));
  return attempt.error === null;
}

/** For how long it asks to be left alone, in milliseconds; 0: it does not. */
function readPause({ status }: Attempt, retryAfter: string | null, now: Date): number {
  const mayAsk = status === 429 || status === 503;
  return mayAsk ? Math.min(readRetryAfter(retryAfter, now) ?? 0, askedPauseMsMax) : 0;
}

/** Takes away a log of which nothing waits any more, and puts another behind those that have waited for longer. */
function settleLane({ services, tenantId, endpointId, now }: Shift, topic: string): Promise<void> {
  return withTransaction(services.db, async (tx) => {
    const isLane = and(isLaneOf(tenantId, endpointId), eq(webhookLanes.topic, topic));
    const locked = await tx.select({ topic: webhookLanes.topic }).from(webhookLanes).where(isLane).for('update');
    if (locked.length === 0) return;
    const left = await tx
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .where(isWaiting({ tenantId, endpointId }, topic))
      .limit(1);
    if (left.length === 0) await tx.delete(webhookLanes).where(isLane);
    else await tx.update(webhookLanes).set({ dueAt: now().toISOString() }).where(isLane);
  });
}
