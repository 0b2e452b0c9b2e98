import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { planAnew } from '../../db/plan-anew.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import type { JobRun } from '../../jobs/jobs.ts';
import { addNotifications, judgeDrafts } from '../notifications/add-notifications.ts';
import { draftOf } from '../notifications/own-notification.ts';
import { countDecisions, type StoredSegment } from './broadcast.ts';
import { paceOf, usersAtFirst } from './pace.ts';
import { type BroadcastStep, isBroadcast, readStep, stepColumns } from './queries.ts';
import { type BroadcastJob, runBroadcastQueue } from './queues.ts';
import { readRange } from './read-range.ts';
import { notificationBroadcasts } from './table.ts';

type RunServices = Pick<Services, 'db' | 'jobs' | 'realtime' | 'outgoing' | 'config'>;

/** Users that one statement looks at where few of them may fit. */
const scannedMax = 2_000;
/** The same while they are only counted. */
const countedMax = 5_000;
/** Clocks of nodes differ: no job rests for longer. */
const restMsMax = 5_000;

/**
 * Takes a broadcast one range further. First all ranges are counted, then each is told. What a range changes, where it ends, and
 * the job for the next are one transaction: a range is done once, whoever is killed and however often a job comes.
 */
export async function runBroadcast(
  services: RunServices,
  job: BroadcastJob,
  { signal, attempt, isLast }: Pick<JobRun, 'signal' | 'attempt' | 'isLast'>,
  now = () => new Date(),
): Promise<void> {
  const restMs = Math.min(restMsMax, (job.notBefore ?? 0) - Date.now());
  if (restMs > 0) await sleep(restMs, undefined, { signal });
  try {
    await takeStep(services, job, now);
  } catch (error) {
    await (isLast ? giveUp(services, job) : awaitRetry(services, job, attempt));
    throw error;
  }
}

async function takeStep(services: RunServices, job: BroadcastJob, now: () => Date): Promise<void> {
  const row = await readStep(services.db, job);
  if (row === undefined || !isNext(row, job)) return;
  const beganAt = performance.now();
  const isCounting = row.usersTotal === null;
  const usersMax = job.usersMax ?? usersAtFirst;
  const bounds = isCounting
    ? { scannedMax: countedMax, usersMax: countedMax }
    : { scannedMax: isSelective(row.segment) ? scannedMax : usersMax, usersMax };
  const { userIds, candidates, lastUserId } = await readRange(services, job, row, bounds);

  await withTransaction(services.db, async (tx) => {
    await planAnew(tx);
    const [held] = await tx.select(stepColumns).from(notificationBroadcasts).where(isBroadcast(job)).for('update');
    // It was cancelled, or another job of the same range was quicker.
    if (held === undefined || !isNext(held, job)) return;
    const done = isCounting
      ? countRange(held, userIds, lastUserId)
      : await tellRange(services, tx, job, held, userIds, now());
    const isOver = !isCounting && lastUserId === null;
    await tx
      .update(notificationBroadcasts)
      .set({
        ...{ ...done, step: held.step + 1, afterUserId: lastUserId, movedAt: sql`clock_timestamp()` },
        ...{ status: isOver ? 'DONE' : 'RUNNING', startedAt: held.startedAt ?? sql`clock_timestamp()` },
        ...(isOver && { finishedAt: sql`clock_timestamp()`, userIds: null }),
      })
      .where(isBroadcast(job));
    if (isOver) return;
    const tookMs = performance.now() - beganAt;
    const pace = isCounting ? { usersMax, restMs: tookMs } : paceOf({ usersMax, users: candidates, tookMs });
    await services.jobs.enqueue(tx, runBroadcastQueue, {
      ...{ tenantId: job.tenantId, broadcastId: job.broadcastId, step: held.step + 1 },
      ...{ usersMax: pace.usersMax, notBefore: Date.now() + Math.round(pace.restMs) },
    });
  });
}

/** Whether many of those who are looked at may not fit. */
const isSelective = ({ conversationId, userCount, metadata }: StoredSegment): boolean =>
  metadata !== null || (conversationId !== null && userCount !== null);

const isNext = ({ step, finishedAt }: BroadcastStep, job: BroadcastJob): boolean =>
  step === job.step && finishedAt === null;

/** What counting a range changes. */
function countRange({ usersCounted }: BroadcastStep, userIds: readonly string[], lastUserId: string | null) {
  const counted = usersCounted + userIds.length;
  return { usersCounted: counted, usersTotal: lastUserId === null ? counted : null };
}

/** Tells a range, and gives what that changes. */
async function tellRange(
  { config, realtime, outgoing }: RunServices,
  tx: Tx,
  { tenantId }: BroadcastJob,
  { notification, usersDone, decisionCounts }: BroadcastStep,
  userIds: readonly string[],
  now: Date,
) {
  const judged = await judgeDrafts(tx, tenantId, userIds.map(draftOf(notification)), now);
  const bounds = { limits: config.limits, outgoing, now };
  const { decisions, events } = await addNotifications(tx, tenantId, judged, bounds);
  if (events.length > 0) await realtime.append(tx, tenantId, events);
  return {
    usersDone: usersDone + userIds.length,
    decisionCounts: countDecisions(decisionCounts, [...decisions.values()].flat()),
  };
}

/** Nobody takes it up before it is tried again. */
async function awaitRetry({ db }: RunServices, job: BroadcastJob, attempt: number): Promise<void> {
  await db
    .update(notificationBroadcasts)
    .set({ movedAt: sql`clock_timestamp() + make_interval(secs => ${2 ** attempt})` })
    .where(and(isBroadcast(job), eq(notificationBroadcasts.step, job.step), isNull(notificationBroadcasts.finishedAt)));
}

async function giveUp({ db }: RunServices, job: BroadcastJob): Promise<void> {
  await db
    .update(notificationBroadcasts)
    .set({ status: 'FAILED', finishedAt: sql`clock_timestamp()`, userIds: null })
    .where(and(isBroadcast(job), isNull(notificationBroadcasts.finishedAt)));
}
