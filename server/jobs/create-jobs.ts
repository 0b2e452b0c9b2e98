import { sql } from 'drizzle-orm';
import { fromDrizzle, type JobWithMetadata, PgBoss, type QueueResult } from 'pg-boss';
import type { Logger } from 'pino';
import { afterCommit, type Db } from '../db/transaction.ts';
import type { JobHandler, JobRun, Jobs, Queue } from './jobs.ts';

/** The queues of one node, with those who work on them. */
export interface RunningJobs extends Jobs {
  /** Names who does a queue's jobs. All are named before `start`, on every node. */
  handle<Data extends object>(queue: Queue<Data>, work: JobHandler<Data>): void;
  /** Makes the tables and queues that are missing, and begins to work. */
  start(): Promise<void>;
  /** Takes no more jobs and waits for those under way, for 5 s at most; what is cut off is tried again later. */
  close(): Promise<void>;
}

interface JobsOptions {
  db: Db;
  log: Logger;
  /** Milliseconds, at least 500. */
  pollIntervalMs: number;
}

/** Where pg-boss has its tables; nothing of ours is in there. */
const schema = 'jobs';
const closeMsMax = 5_000;
const retryDelaySecondsMax = 3_600;
/** What was done is kept for two days, for those who look into failures. */
const keepDoneSeconds = 172_800;
/** No job has it. */
const nobody = '00000000-0000-0000-0000-000000000000';

interface Entry {
  queue: Queue<object>;
  work: JobHandler<object>;
  workerIds: string[];
}

/** Makes the tables where they are missing or older than this release. One node at a time: pg-boss has no lock for it. */
export async function installJobs(db: Db): Promise<void> {
  const boss = createBoss(db);
  await boss.start();
  await boss.stop({ graceful: false, close: false });
}

/**
 * Jobs by pg-boss, over the connections that the server has anyway. A commit on this node wakes its own workers, so the
 * usual job waits for no poll; polling finds what other nodes enqueued, what is due later, and what is tried again.
 */
export function createJobs({ db, log, pollIntervalMs }: JobsOptions): RunningJobs {
  const boss = createBoss(db);
  const entries = new Map<string, Entry>();
  const timers: NodeJS.Timeout[] = [];
  boss.on('error', (error) => {
    // The cause has no statement in its message, which may run over pages.
    log.warn({ err: error.cause ?? error }, 'The job queue could not do its housekeeping; it tries again.');
  });
  boss.on('warning', ({ message, data }) => log.warn({ data }, message));

  function entryOf(name: string): Entry {
    const entry = entries.get(name);
    if (entry === undefined) throw new Error(`The queue ${name} has no handler: name it before the start.`);
    return entry;
  }

  function wake(entry: Entry): void {
    for (const id of entry.workerIds) boss.notifyWorker(id);
  }

  async function startEntry(entry: Entry): Promise<void> {
    const { queue } = entry;
    // Whoever is woken looks at once, and goes on looking until nothing is left: a poll is for an empty queue.
    const doOne = async ([job]: JobWithMetadata<object>[]) => {
      if (job === undefined) return;
      await runJob(entry, job, log).finally(() => wake(entry));
    };
    const options = { batchSize: 1, includeMetadata: true, pollingIntervalSeconds: pollIntervalMs / 1_000 } as const;
    for (let count = queue.concurrency ?? 1; count > 0; count -= 1) {
      entry.workerIds.push(await boss.work(queue.name, options, doOne));
    }
    if (queue.everyMs !== undefined) timers.push(...repeat(queue, queue.everyMs));
  }

  function repeat({ name }: Queue<object>, everyMs: number): NodeJS.Timeout[] {
    // Of all nodes' jobs of one stretch of time the first is taken.
    const send = () => {
      boss.send(name, {}, { singletonSeconds: Math.ceil(everyMs / 1_000) }).catch((err: unknown) => {
        log.warn({ err, queue: name }, 'A regular job could not be enqueued; the next will be.');
      });
    };
    // A node that is restarted again and again has its turn as well.
    return [setInterval(send, everyMs).unref(), setTimeout(send, Math.min(everyMs, 60_000)).unref()];
  }

  return {
    handle(queue, work) {
      if (entries.has(queue.name)) throw new Error(`The queue ${queue.name} has two handlers.`);
      const parsed: JobHandler<object> = (data, run) => work(queue.data.parse(data), run);
      entries.set(queue.name, { queue, work: parsed, workerIds: [] });
    },
    async enqueue(tx, queue, data, { startAt } = {}) {
      const entry = entryOf(queue.name);
      const id = await boss.send(queue.name, data, {
        db: over(tx),
        ...(startAt === undefined ? {} : { startAfter: startAt }),
      });
      if (id === null) throw new Error(`A job for ${queue.name} was not taken.`);
      if (startAt === undefined) afterCommit(() => wake(entry));
    },
    async enqueueAll(tx, queue, data) {
      if (data.length === 0) return;
      const entry = entryOf(queue.name);
      await boss.insert(
        queue.name,
        data.map((each) => ({ data: each })),
        { db: over(tx) },
      );
      afterCommit(() => wake(entry));
    },
    async start() {
      await boss.start();
      const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
      for (const entry of entries.values()) {
        await ensureQueue(boss, entry.queue, known.get(entry.queue.name));
        await startEntry(entry);
      }
    },
    async close() {
      for (const timer of timers.splice(0)) clearTimeout(timer);
      await boss.stop({ graceful: true, timeout: closeMsMax, close: false });
    },
  };
}

function createBoss(db: Db): PgBoss {
  // Its own timetable is not used: `everyMs` needs none, and it would poll for it.
  return new PgBoss({ db: over(db), schema, schedule: false });
}

/** Statements of pg-boss by our connections, or within a transaction of ours. */
function over(db: Db) {
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

/** Makes a queue, or gives it the bounds that this release wants. */
async function ensureQueue(boss: PgBoss, queue: Queue<object>, known: QueueResult | undefined): Promise<void> {
  const wanted = {
    retryLimit: queue.retriesMax ?? 5,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: retryDelaySecondsMax,
    expireInSeconds: Math.ceil((queue.timeoutMs ?? 60_000) / 1_000),
    deleteAfterSeconds: keepDoneSeconds,
  };
  const names = Object.keys(wanted) as (keyof typeof wanted)[];
  if (known === undefined) await boss.createQueue(queue.name, wanted);
  else if (names.some((name) => known[name] !== wanted[name])) await boss.updateQueue(queue.name, wanted);
  // pg-boss reads a queue's row before the first job, on another connection; embedded, within a transaction, there is none.
  await boss.findJobs(queue.name, { id: nobody });
}

async function runJob({ queue, work }: Entry, job: JobWithMetadata<object>, log: Logger): Promise<void> {
  const { id, retryCount, retryLimit, signal } = job;
  const run: JobRun = { id, attempt: retryCount + 1, isLast: retryCount >= retryLimit, signal };
  try {
    await work(job.data, run);
  } catch (err) {
    const about = { err, queue: queue.name, jobId: id, attempt: run.attempt };
    if (run.isLast) log.error(about, 'A job failed for good.');
    else log.warn(about, 'A job failed; it is tried again.');
    throw err;
  }
}
