import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Db } from '../db/transaction.ts';

/** Whether what follows from events is done by anybody. */
export interface WorkWatch {
  isDone(): boolean;
  /** Looks now. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** On a node that works itself. */
export const alwaysDone: WorkWatch = { isDone: () => true, look: async () => {}, stop: async () => {} };

interface WatchOptions {
  db: Db;
  log: Logger;
  /** Jobs that could begin now. */
  countDue(): Promise<number>;
  /** Time between two looks. @default 15_000 // 15 seconds */
  intervalMs?: number;
  /** The time in milliseconds. @default the system's */
  now?: () => number;
}

/** Without a sign for so long, there is no worker. */
const silentMsMax = 60_000;

/**
 * Watches the consumers of the log: whoever works moves their places on every second, whether there is anything to do or
 * not. For nodes that leave the work to others, and should say so where there are none.
 */
export function watchWork({ db, log, countDue, intervalMs = 15_000, now = Date.now }: WatchOptions): WorkWatch {
  let places: string | undefined;
  let seenAt = now();
  let isMissed = false;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const [row] = await db.execute<{ places: string }>(
      sql`select md5(coalesce(string_agg(concat_ws(' ', name, since, after), ',' order by name), '')) as places from log_consumers`,
    );
    // What stood there at the first look may be of last year.
    if (places !== undefined && row?.places !== places) seenAt = now();
    places = row?.places;
    const wasMissed = isMissed;
    isMissed = now() - seenAt >= silentMsMax;
    if (isMissed === wasMissed) return;
    if (!isMissed) log.info('A worker is there again.');
    else
      log.warn({ dueJobs: await countDue() }, 'No worker has been seen for a minute: start a node with ROLE=worker.');
  }

  const timer = setInterval(() => {
    looking = look().catch((err: unknown) => log.warn({ err }, 'Whether anybody works could not be found out.'));
  }, intervalMs).unref();
  return {
    isDone: () => !isMissed,
    look,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
