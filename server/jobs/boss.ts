import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss, type QueueResult } from 'pg-boss';
import type { Db } from '../db/transaction.ts';
import type { Queue } from './jobs.ts';

/** Where pg-boss has its tables; nothing of ours is in there. */
export const jobsSchema = 'jobs';
/** Where jobs lie that failed for good. Nobody works on it. */
export const failedQueue = 'failed_jobs';

const retryDelaySecondsMax = 3_600;
/** What was done is kept for two days, for those who look into it. */
const keepDoneSeconds = 172_800;
/** What failed for good is kept for thirty. */
const keepFailedSeconds = 2_592_000;
/** No job has it. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** pg-boss over our connections. `isSupervisor`: it looks after all queues, such as for jobs of nodes that are gone. */
export function createBoss(db: Db, { isSupervisor = true } = {}): PgBoss {
  // Its own timetable is not used: `everyMs` needs none, and it would poll for it.
  return new PgBoss({ db: over(db), schema: jobsSchema, schedule: false, supervise: isSupervisor });
}

/** Makes the tables where they are missing or older than this release. One node at a time: pg-boss has no lock for it. */
export async function installJobs(db: Db): Promise<void> {
  const boss = createBoss(db);
  await boss.start();
  await boss.stop({ graceful: false, close: false });
}

/** Statements of pg-boss by our connections, or within a transaction of ours. */
export function over(db: Db) {
  const { executeSql } = fromDrizzle(db, sql);
  return {
    executeSql: (text: string, values?: unknown[]) => executeSql(text, values?.map(asParameter)),
  };
}

/** Our connections leave it to Drizzle's columns to write JSON and times, and pg-boss has no columns. */
function asParameter(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value;
}

/** Makes the queues that are missing, and gives the others the bounds that this release wants. */
export async function ensureQueues(boss: PgBoss, queues: readonly Queue<object>[]): Promise<void> {
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  await ensureQueue(boss, failedQueue, { retentionSeconds: keepFailedSeconds }, known);
  for (const queue of queues) await ensureQueue(boss, queue.name, boundsOf(queue), known);
}

function boundsOf(queue: Queue<object>) {
  return {
    retryLimit: queue.retriesMax ?? 5,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: retryDelaySecondsMax,
    expireInSeconds: Math.ceil((queue.timeoutMs ?? 60_000) / 1_000),
    deleteAfterSeconds: keepDoneSeconds,
    // The next of regular work does what the one before did not.
    ...(queue.everyMs === undefined ? { deadLetter: failedQueue } : {}),
  };
}

async function ensureQueue<Bounds extends Partial<QueueResult>>(
  boss: PgBoss,
  name: string,
  wanted: Bounds,
  known: ReadonlyMap<string, QueueResult>,
): Promise<void> {
  const present = known.get(name);
  const names = Object.keys(wanted) as (keyof Bounds & keyof QueueResult)[];
  if (present === undefined) await boss.createQueue(name, wanted);
  else if (names.some((each) => present[each] !== wanted[each])) await boss.updateQueue(name, wanted);
  // pg-boss reads a queue's row before the first job, on another connection; embedded, within a transaction, there is none.
  await boss.findJobs(name, { id: nobody });
}
