import type { z } from 'zod';
import type { Tx } from '../db/transaction.ts';

/**
 * One kind of deferred work. Its jobs are rows: what a transaction enqueues is there if, and only if, it is committed, and
 * is done at least once, by one node at a time. A handler therefore gives the same result when it runs again.
 *
 * A job's data names things by their ids and holds no content: what is deleted or erased must not live on in a queue.
 */
export interface Queue<Data extends object> {
  /** Its name for ever: jobs of earlier releases lie in it. Lower case, with underscores. */
  name: string;
  /** The data's form. Data that an earlier release left behind and that no longer fits fails without another try. */
  data: z.ZodType<Data>;
  /** Tries after the first, each later than the one before: 1 s, 2 s, 4 s … up to an hour, with some chance. @default 5 */
  retriesMax?: number;
  /**
   * How long a job may run, in milliseconds and at least 1,000. Past it its signal is aborted and it is tried again, which
   * is also when another node takes over from one that was killed. @default 60_000 // 1 minute
   */
  timeoutMs?: number;
  /** Jobs of this queue that one node does at the same time. @default 1 */
  concurrency?: number;
  /**
   * For work without an occasion, such as a sweep: a job with `{}` as its data comes so often, once for all nodes.
   * Milliseconds, at least 1,000. @default never
   */
  everyMs?: number;
}

/** A job's try. */
export interface JobRun {
  /** The job's id, the same at each try. */
  id: string;
  /** 1, 2, 3 … */
  attempt: number;
  /** Whether no other try follows should this one fail: the last chance to leave a lasting mark of the failure. */
  isLast: boolean;
  /** Aborted when the job has run for too long, or the node ends. */
  signal: AbortSignal;
  /**
   * Aborted when the node is about to end, in `DRAIN_WINDOW_MS` at most. A job that does one thing after the other ends with
   * what it is at, and enqueues the rest: whoever works goes on at once, and nothing is cut off.
   */
  draining: AbortSignal;
}

export interface EnqueueOptions {
  /** The earliest time. @default at once */
  startAt?: Date;
}

/** The queues as verbs and consumers of the log see them. */
export interface Jobs {
  /**
   * Adds a job within a transaction. Where it is committed, a node that works and is free begins with it at once; where the
   * word of it is lost, within `JOBS_POLL_INTERVAL_MS`. Throws where the queue has no handler.
   */
  enqueue<Data extends object>(tx: Tx, queue: Queue<Data>, data: Data, options?: EnqueueOptions): Promise<void>;
  /** Adds many jobs in one statement. */
  enqueueAll<Data extends object>(tx: Tx, queue: Queue<Data>, data: readonly Data[]): Promise<void>;
}

/** Does a job. Throwing means that it is to be tried again. */
export type JobHandler<Data extends object> = (data: Data, run: JobRun) => Promise<void>;
