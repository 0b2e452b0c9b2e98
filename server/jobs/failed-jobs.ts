import { type SQL, sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import type { Db } from '../db/transaction.ts';
import { failedQueue, jobsSchema } from './boss.ts';

/** A job that failed for good. */
export interface FailedJob {
  /** Its id among those that failed. Enqueued again, it gets another. */
  id: string;
  queue: string;
  data: object;
  /** What its last try threw; null where its node was gone. */
  error: string | null;
  attempts: number;
  enqueuedAt: Date;
  failedAt: Date;
}

/** What lies in a queue at present. */
export interface QueueCounts {
  queue: string;
  /** May begin now. */
  due: number;
  /** Wait for their time, or for their next try. */
  later: number;
  active: number;
  /** Failed for good, and are kept. */
  failed: number;
}

/** Which of a queue's jobs: all that failed until now, or those with these ids. */
export interface FailedSelection {
  queue: string;
  ids?: readonly string[];
}

/**
 * The jobs of all queues that failed for good, kept for 30 days; those of regular work are not, whose next does the same.
 * They are of all tenants: for whoever runs the installation, and never for a tenant's own backend.
 */
export interface FailedJobs {
  /** The newest first; `before` is the last of the page before. At most `limit`. */
  list(page: { queue?: string; before?: Pick<FailedJob, 'id' | 'failedAt'>; limit: number }): Promise<FailedJob[]>;
  /** Of each queue that has any. */
  count(): Promise<QueueCounts[]>;
  /** Enqueues them again, with all their tries before them, the oldest first. Returns how many there were. */
  retry(selection: FailedSelection): Promise<number>;
  /** Forgets them. Returns how many there were. */
  remove(selection: FailedSelection): Promise<number>;
}

/** Jobs that one statement moves or deletes. */
const batch = 1_000;
const jobs = sql.raw(`${jobsSchema}.job`);

interface FailedRow extends Record<string, unknown> {
  id: string;
  queue: string;
  data: object;
  output: { message?: unknown } | null;
  attempts: number;
  enqueued_at: string;
  failed_at: string;
}

export function createFailedJobs(db: Db, boss: PgBoss, wake: (queue: string) => void): FailedJobs {
  return {
    async list({ queue, before, limit }) {
      const rows = await db.execute<FailedRow>(sql`
        select id, source_name as queue, data, source_output as output, source_retry_count + 1 as attempts,
          source_created_on as enqueued_at, created_on as failed_at
        from ${jobs}
        where name = ${failedQueue} and ${queue === undefined ? sql`true` : sql`source_name = ${queue}`}
          and ${before === undefined ? sql`true` : sql`(created_on, id) < (${before.failedAt.toISOString()}::timestamptz, ${before.id}::uuid)`}
        order by created_on desc, id desc limit ${limit}`);
      return rows.map(toFailedJob);
    },
    async count() {
      const rows = await db.execute<QueueCounts & Record<string, unknown>>(sql`
        select coalesce(source_name, name) as queue,
          (count(*) filter (where ${isOpen} and start_after <= now() and name <> ${failedQueue}))::int as due,
          (count(*) filter (where ${isOpen} and start_after > now() and name <> ${failedQueue}))::int as later,
          (count(*) filter (where state = 'active'))::int as active,
          (count(*) filter (where name = ${failedQueue}))::int as failed
        from ${jobs} where state <= 'active' and name not like '\\_\\_pgboss\\_\\_%'
        group by 1 order by 1`);
      return rows.map(({ queue, due, later, active, failed }) => ({ queue, due, later, active, failed }));
    },
    async retry({ queue, ids }) {
      // What fails again meanwhile is not taken up a second time.
      const createdBefore = await readTime(db);
      const moved = await inBatches(() =>
        boss.redrive(failedQueue, {
          ...{ sourceName: queue, createdBefore, limit: batch },
          ...(ids === undefined ? {} : { ids: [...ids] }),
        }),
      );
      if (moved > 0) wake(queue);
      return moved;
    },
    async remove({ queue, ids }) {
      const before = (await readTime(db)).toISOString();
      return inBatches(async () => {
        const rows = await db.execute(sql`
          delete from ${jobs} where name = ${failedQueue} and id in (
            select id from ${jobs} where name = ${failedQueue} and source_name = ${queue}
              and created_on < ${before}::timestamptz and ${isAmong(ids)} limit ${batch})
          returning id`);
        return rows.length;
      });
    },
  };
}

const isOpen = sql`state < 'active'`;

const isAmong = (ids: readonly string[] | undefined): SQL =>
  ids === undefined
    ? sql`true`
    : sql`id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;

function toFailedJob({ output, enqueued_at, failed_at, ...row }: FailedRow): FailedJob {
  const error = output?.message ?? null;
  return {
    ...{ id: row.id, queue: row.queue, data: row.data, attempts: row.attempts },
    error: error === null ? null : String(error),
    ...{ enqueuedAt: new Date(enqueued_at), failedAt: new Date(failed_at) },
  };
}

/** By the clock that stamps jobs. A millisecond on, since a time of ours has no finer parts. */
async function readTime(db: Db): Promise<Date> {
  const [row] = await db.execute<{ now: string }>(sql`select clock_timestamp() + interval '1 millisecond' as now`);
  return new Date(row?.now ?? Date.now());
}

async function inBatches(step: () => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    const count = await step();
    all += count;
    if (count < batch) return all;
  }
}
