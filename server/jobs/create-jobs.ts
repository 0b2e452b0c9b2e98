import { sql } from 'drizzle-orm';
import type { JobWithMetadata } from 'pg-boss';
import type { Logger } from 'pino';
import { afterCommit, type Db } from '../db/transaction.ts';
import { createBoss, ensureQueues, jobsSchema, over } from './boss.ts';
import { createFailedJobs, type FailedJobs } from './failed-jobs.ts';
import type { JobHandler, JobRun, Jobs, Queue } from './jobs.ts';
import { createWakeHints, type HintsOptions } from './wake-hints.ts';

/** The queues of one node, with those who work on them. */
export interface RunningJobs extends Jobs {
  failed: FailedJobs;
  /** Names who does a queue's jobs. All are named before `start`, on every node, also where it does none. */
  handle<Data extends object>(queue: Queue<Data>, work: JobHandler<Data>): void;
  /** Makes the tables and queues that are missing, and begins to work. */
  start(): Promise<void>;
  /** Takes no more jobs, and waits for those under way, until `deadline` at the latest, a time in milliseconds. */
  drain(deadline: number): Promise<void>;
  /**
   * Ends, after a drain of 5 s where there was none. What is under way is cut off, and tried again by whoever works; that
   * is no failure of the job's, and takes it no try.
   */
  close(): Promise<void>;
}

interface JobsOptions {
  db: Db;
  log: Logger;
  /** Milliseconds, at least 500. */
  pollIntervalMs: number;
  /** Whether this node does jobs. Without, it enqueues them for others. @default true */
  isWorking?: boolean;
  /** Carries the word of new jobs between nodes. @default none: they are found by polling */
  hints?: HintsOptions;
}

const closeMsMax = 5_000;
/** What was cut off has so long to leave things in order. */
const tidyMsMax = 1_000;

interface Entry {
  queue: Queue<object>;
  work: JobHandler<object>;
  workerIds: string[];
}

/** A job under way on this node. */
interface Running {
  id: string;
  queue: string;
  done: Promise<void>;
}

/**
 * Jobs by pg-boss, over the connections that the server has anyway. A commit wakes the workers of this node, and by a hint
 * those of the others, so the usual job waits for no poll; polling finds what is due later, what is tried again, and what
 * no hint told of.
 */
export function createJobs({ db, log, pollIntervalMs, isWorking = true, hints: hintsBy }: JobsOptions): RunningJobs {
  const boss = createBoss(db, { isSupervisor: isWorking });
  const entries = new Map<string, Entry>();
  const timers: NodeJS.Timeout[] = [];
  const running = new Set<Running>();
  const draining = new AbortController();
  const hints = hintsBy === undefined ? null : createWakeHints(hintsBy, wakeNamed);
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

  function wakeNamed(name: string | null): void {
    for (const entry of entries.values()) if (name === null || entry.queue.name === name) wake(entry);
  }

  /** There is something to do. */
  function announce(name: string): void {
    wakeNamed(name);
    hints?.tell(name);
  }

  async function startEntry(entry: Entry): Promise<void> {
    const { queue } = entry;
    // Whoever is woken looks at once, and goes on looking until nothing is left: a poll is for an empty queue.
    const doOne = async ([job]: JobWithMetadata<object>[]) => {
      if (job === undefined) return;
      const done = runJob(entry, job, { log, draining: draining.signal }).finally(() => wake(entry));
      const run: Running = { id: job.id, queue: queue.name, done };
      running.add(run);
      await done.finally(() => running.delete(run));
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

  async function drain(deadline: number): Promise<void> {
    draining.abort();
    for (const timer of timers.splice(0)) clearTimeout(timer);
    hints?.close();
    const ended = [...entries.keys()].map((name) => boss.offWork(name, { wait: true }));
    await within(Promise.all(ended), deadline - Date.now());
  }

  /** Their node ends, which says nothing of the jobs: without another try, those on their last would fail for good. */
  async function grantTry(cut: readonly Running[]): Promise<void> {
    log.warn({ jobs: cut.map(({ id, queue }) => ({ id, queue })) }, 'Jobs are cut off; they are tried again.');
    const keys = JSON.stringify(cut.map(({ id, queue }) => ({ id, name: queue })));
    await db
      .execute(
        sql`update ${sql.raw(jobsSchema)}.job j set retry_limit = j.retry_limit + 1
          from jsonb_to_recordset(${keys}::jsonb) as c(id uuid, name text)
          where j.name = c.name and j.id = c.id and j.state = 'active'`,
      )
      .catch((err: unknown) => log.warn({ err }, 'Jobs that are cut off were not given another try.'));
  }

  return {
    failed: createFailedJobs(db, boss, announce),
    handle(queue, work) {
      if (entries.has(queue.name)) throw new Error(`The queue ${queue.name} has two handlers.`);
      const parsed: JobHandler<object> = (data, run) => work(queue.data.parse(data), run);
      entries.set(queue.name, { queue, work: parsed, workerIds: [] });
    },
    async enqueue(tx, queue, data, { startAt } = {}) {
      const { name } = entryOf(queue.name).queue;
      const id = await boss.send(name, data, {
        db: over(tx),
        ...(startAt === undefined ? {} : { startAfter: startAt }),
      });
      if (id === null) throw new Error(`A job for ${name} was not taken.`);
      if (startAt === undefined) afterCommit(() => announce(name));
    },
    async enqueueAll(tx, queue, data) {
      if (data.length === 0) return;
      const { name } = entryOf(queue.name).queue;
      await boss.insert(
        name,
        data.map((each) => ({ data: each })),
        { db: over(tx) },
      );
      afterCommit(() => announce(name));
    },
    async start() {
      await boss.start();
      await ensureQueues(
        boss,
        [...entries.values()].map(({ queue }) => queue),
      );
      if (!isWorking) return;
      for (const entry of entries.values()) await startEntry(entry);
      await hints?.listen();
    },
    drain,
    async close() {
      if (!draining.signal.aborted) await drain(Date.now() + closeMsMax);
      const cut = [...running];
      if (cut.length > 0) await grantTry(cut);
      await boss.stop({ graceful: false, close: false });
      await within(Promise.allSettled(cut.map(({ done }) => done)), tidyMsMax);
    },
  };
}

async function runJob(
  { queue, work }: Entry,
  job: JobWithMetadata<object>,
  { log, draining }: { log: Logger; draining: AbortSignal },
): Promise<void> {
  const { id, retryCount, retryLimit, signal } = job;
  const run: JobRun = { id, attempt: retryCount + 1, isLast: retryCount >= retryLimit, signal, draining };
  try {
    await work(job.data, run);
  } catch (err) {
    const about = { err, queue: queue.name, jobId: id, attempt: run.attempt };
    if (signal.aborted && draining.aborted) log.info(about, 'A job was cut off.');
    else if (run.isLast) log.error(about, 'A job failed for good. It is kept: see `npm run jobs`.');
    else log.warn(about, 'A job failed; it is tried again.');
    throw err;
  }
}

/** Waits for the promise, and for so long at most. */
async function within(promise: Promise<unknown>, ms: number): Promise<void> {
  const timeout = Promise.withResolvers<void>();
  const timer = setTimeout(() => timeout.resolve(), Math.max(0, ms));
  await Promise.race([promise, timeout.promise]).finally(() => clearTimeout(timer));
}
