import { randomUUID } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import type { JobRun } from '../../jobs/jobs.ts';
import { createPoster, type Poster } from '../../outbound/create-poster.ts';
import { isEndpoint, isLaneOf } from './queries.ts';
import { type EndpointKey, tellEndpointQueue } from './queues.ts';
import { webhookEndpoints, webhookLanes } from './table.ts';

export interface TellServices extends Pick<Services, 'db' | 'jobs' | 'config'> {
  /** The time. @default the system's */
  now?: () => Date;
  /** Finds addresses. @default the system's */
  lookup?: LookupFunction;
}

/** What may end a shift before its time. */
export type TellRun = Pick<JobRun, 'signal' | 'draining'>;

/** One node's work for one endpoint, for some seconds. */
export interface Shift extends EndpointKey {
  services: TellServices;
  now: () => Date;
  poster: Poster;
  leaseId: string;
  /** Attempts that failed since the last that did not. */
  failures: number;
  /** Nothing but one delivery may try it, or nothing at all any more. */
  isDown: boolean;
  /** It has failed lately: what has just come back is not met with all at once. */
  isOnTrial: boolean;
  /** Deliveries that arrived. */
  delivered: number;
  /** Whether the shift goes on with another delivery. */
  goesOn(): boolean;
  stop: AbortSignal;
}

/** What the lease has to last for: the shift, its last attempt, and the time to write that down. */
const leaseTimeouts = 3;

/** Takes an endpoint for oneself. Null: somebody else has it, it is disabled or gone, or it is to be left alone. */
export async function beginShift(services: TellServices, key: EndpointKey, run: TellRun): Promise<Shift | null> {
  const { signal: stop, draining } = run;
  const { db, config, now = () => new Date(), lookup } = services;
  const { webhookTimeoutMs: timeoutMs, webhookPrivateAddresses: privateAddresses } = config;
  const leaseId = randomUUID();
  const at = now().toISOString();
  const leaseUntil = new Date(now().getTime() + leaseTimeouts * timeoutMs).toISOString();
  const [taken] = await db
    .update(webhookEndpoints)
    .set({ leaseId, leaseUntil, wakeAt: null })
    .where(
      and(
        isEndpoint(key.tenantId, key.endpointId),
        eq(webhookEndpoints.isEnabled, true),
        or(isNull(webhookEndpoints.leaseUntil), lte(webhookEndpoints.leaseUntil, at)),
        or(isNull(webhookEndpoints.resumeAt), lte(webhookEndpoints.resumeAt, at)),
      ),
    )
    .returning({ failures: webhookEndpoints.failures, resumeAt: webhookEndpoints.resumeAt });
  if (taken === undefined) return null;
  const endsAt = performance.now() + timeoutMs;
  const shift: Shift = {
    ...key,
    ...{ services, now, leaseId, stop, failures: taken.failures, isDown: taken.resumeAt !== null },
    ...{ isOnTrial: taken.failures > 0, delivered: 0 },
    poster: createPoster({ privateAddresses, timeoutMs, lookup }),
    goesOn: () => !shift.isDown && !stop.aborted && !draining.aborted && performance.now() < endsAt,
  };
  return shift;
}

/** Gives the endpoint back, and enqueues the next shift for when something is due. */
export function endShift({ services, tenantId, endpointId, leaseId, now, poster }: Shift): Promise<void> {
  poster.close();
  const { db, jobs } = services;
  return withTransaction(db, async (tx) => {
    const isIt = isEndpoint(tenantId, endpointId);
    const [endpoint] = await tx
      .select({ isEnabled: webhookEndpoints.isEnabled, resumeAt: webhookEndpoints.resumeAt })
      .from(webhookEndpoints)
      .where(and(isIt, eq(webhookEndpoints.leaseId, leaseId)))
      .for('no key update');
    if (endpoint === undefined) return;
    // After the lock: whoever adds work holds it, so it is seen here, or he sees that nobody is at work.
    const [first] = await tx
      .select({ dueAt: sql<string | null>`min(${webhookLanes.dueAt})` })
      .from(webhookLanes)
      .where(isLaneOf(tenantId, endpointId));
    const dueAt = endpoint.isEnabled && first?.dueAt != null ? new Date(first.dueAt) : null;
    const wakeAt =
      dueAt === null ? null : latest(endpoint.resumeAt === null ? dueAt : new Date(endpoint.resumeAt), now());
    await tx
      .update(webhookEndpoints)
      .set({ leaseId: null, leaseUntil: null, wakeAt: wakeAt?.toISOString() ?? null })
      .where(isIt);
    if (wakeAt !== null) {
      const startAt = wakeAt > now() ? { startAt: wakeAt } : {};
      await jobs.enqueue(tx, tellEndpointQueue, { tenantId, endpointId }, startAt);
    }
  });
}

const latest = (a: Date, b: Date): Date => (a > b ? a : b);
