import { and, eq, gt, ne, sql } from 'drizzle-orm';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { isEndpoint, isLaneOf } from './queries.ts';
import {
  disableAfterMs,
  downAfterFailures,
  downMsAfter,
  giveUpAfterMs,
  probeDelayMsAfter,
  retryDelayMs,
} from './schedule.ts';
import type { Shift } from './shift.ts';
import { type Attempt, webhookDeliveries, webhookEndpoints, webhookLanes } from './table.ts';

/** Attempts that a delivery's row remembers. */
const attemptsKept = 20;

/** A delivery that is under way. */
export interface OpenDelivery {
  id: string;
  topic: string;
  attemptCount: number;
  firstAttemptAt: string | null;
  attempts: Attempt[];
  /** Attempts in a row that failed in its log. */
  laneFailures: number;
}

const isDelivery = ({ tenantId }: Shift, { id }: OpenDelivery) =>
  and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.id, id), eq(webhookDeliveries.status, 'PENDING'));

const withAttempt = (delivery: OpenDelivery, attempt: Attempt) => ({
  attemptCount: delivery.attemptCount + 1,
  firstAttemptAt: delivery.firstAttemptAt ?? attempt.at,
  attempts: [...delivery.attempts, attempt].slice(-attemptsKept),
});

const laneOf = ({ tenantId, endpointId }: Shift, topic: string) =>
  and(isLaneOf(tenantId, endpointId), eq(webhookLanes.topic, topic));

/** It arrived. The first that does after failures sets the endpoint free again. */
export async function noteDelivered(shift: Shift, delivery: OpenDelivery, attempt: Attempt): Promise<void> {
  const { db } = shift.services;
  const finished = { ...withAttempt(delivery, attempt), status: 'DELIVERED' as const, finishedAt: attempt.at };
  await db.update(webhookDeliveries).set(finished).where(isDelivery(shift, delivery));
  if (delivery.laneFailures > 0) {
    await db.update(webhookLanes).set({ failures: 0 }).where(laneOf(shift, delivery.topic));
  }
  shift.delivered += 1;
  if (shift.failures > 0 || shift.isDown) await noteRecovered(shift);
}

function noteRecovered(shift: Shift): Promise<void> {
  const { tenantId, endpointId, leaseId, services, now } = shift;
  const wasDown = shift.isDown;
  shift.failures = 0;
  shift.isDown = false;
  return withTransaction(services.db, async (tx) => {
    const recovered = await tx
      .update(webhookEndpoints)
      .set({ failures: 0, failingSince: null, resumeAt: null })
      .where(and(isEndpoint(tenantId, endpointId), eq(webhookEndpoints.leaseId, leaseId)))
      .returning({ id: webhookEndpoints.id });
    if (recovered.length === 0 || !wasDown) return;
    // What waited because nothing could be told waits no longer.
    const at = now().toISOString();
    await tx
      .update(webhookLanes)
      .set({ dueAt: at, failures: 0 })
      .where(and(isLaneOf(tenantId, endpointId), gt(webhookLanes.dueAt, at)));
  });
}

/**
 * It did not arrive: its log waits, and if others' do as well, the endpoint is down; so it is where it asks for a pause
 * itself, of `pauseMs` milliseconds.
 */
export function noteFailed(shift: Shift, delivery: OpenDelivery, attempt: Attempt, pauseMs: number): Promise<void> {
  const { tenantId, endpointId, leaseId, services, now } = shift;
  return withTransaction(services.db, async (tx) => {
    const [endpoint] = await tx
      .select({
        failures: webhookEndpoints.failures,
        failingSince: webhookEndpoints.failingSince,
        resumeAt: webhookEndpoints.resumeAt,
      })
      .from(webhookEndpoints)
      .where(and(isEndpoint(tenantId, endpointId), eq(webhookEndpoints.leaseId, leaseId)))
      .for('no key update');
    // Somebody else has it by now, and tries again what this node was too slow for.
    if (endpoint === undefined) {
      shift.isDown = true;
      return;
    }
    const at = now();
    const tried = withAttempt(delivery, attempt);
    const isGivenUp = at.getTime() - Date.parse(tried.firstAttemptAt) >= giveUpAfterMs;
    const end = { status: 'FAILED' as const, failure: 'GAVE_UP' as const, finishedAt: attempt.at };
    await tx
      .update(webhookDeliveries)
      .set(isGivenUp ? { ...tried, ...end } : tried)
      .where(isDelivery(shift, delivery));
    const failures = endpoint.failures + 1;
    // Where nothing at all arrives, what fails says nothing of this delivery: it is tried again as the endpoint is.
    const probeMs =
      failures < downAfterFailures ? Number.POSITIVE_INFINITY : probeDelayMsAfter(failures, Math.random());
    const waitMs = isGivenUp ? 0 : Math.min(retryDelayMs(tried.attemptCount, Math.random()), probeMs);
    const dueAt = new Date(at.getTime() + waitMs);
    await tx
      .update(webhookLanes)
      .set({ dueAt: dueAt.toISOString(), failures: sql`${webhookLanes.failures} + 1` })
      .where(laneOf(shift, delivery.topic));

    const failingSince = endpoint.failingSince ?? attempt.at;
    const isFailing = at.getTime() - Date.parse(failingSince) >= disableAfterMs;
    const isGone = attempt.status === 410;
    const isKnownDown = endpoint.resumeAt !== null && Date.parse(endpoint.resumeAt) > at.getTime();
    const isDown =
      pauseMs > 0 ||
      endpoint.resumeAt !== null ||
      (failures >= downAfterFailures && (await failsElsewhere(tx, shift, delivery)));
    // What was under way when it went down is no new reason to wait for longer, unless it says so.
    const knownAt = isKnownDown ? Date.parse(endpoint.resumeAt ?? '') : at.getTime();
    const waitsMs = isKnownDown ? pauseMs : downMsAfter(failures, pauseMs, Math.random());
    const resumeAt = new Date(Math.max(knownAt, at.getTime() + waitsMs)).toISOString();
    await tx
      .update(webhookEndpoints)
      .set({
        failures: isKnownDown ? endpoint.failures : failures,
        failingSince,
        ...(isDown ? { resumeAt } : {}),
        ...(isGone || isFailing
          ? {
              isEnabled: false,
              disabledAt: attempt.at,
              disabledReason: isGone ? ('GONE' as const) : ('FAILING' as const),
            }
          : {}),
      })
      .where(isEndpoint(tenantId, endpointId));
    shift.failures = failures;
    shift.isDown ||= isDown || isGone || isFailing;
  });
}

/** Whether another log fails too: one that fails alone says something of its event, and the others go on. */
async function failsElsewhere(tx: Tx, { tenantId, endpointId }: Shift, { topic }: OpenDelivery): Promise<boolean> {
  const others = await tx
    .select({ topic: webhookLanes.topic })
    .from(webhookLanes)
    .where(and(isLaneOf(tenantId, endpointId), ne(webhookLanes.topic, topic), gt(webhookLanes.failures, 0)))
    .limit(1);
  return others.length > 0;
}

/** The log does not have the event any more, so nothing can be told of it. */
export async function noteExpired(shift: Shift, delivery: OpenDelivery): Promise<void> {
  const finishedAt = shift.now().toISOString();
  await shift.services.db
    .update(webhookDeliveries)
    .set({ status: 'FAILED', failure: 'EXPIRED', finishedAt })
    .where(isDelivery(shift, delivery));
}
