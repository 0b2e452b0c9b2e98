import { z } from 'zod';
import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import type { RunningJobs } from '../../jobs/create-jobs.ts';
import type { Queue } from '../../jobs/jobs.ts';
import { type Counters, processCounters } from '../../lib/counters.ts';
import { recountBatch, repairDrift } from './recount.ts';

/** A batch of positions to recount, after this key; the first batch of a round has neither. */
const recountJob = z.object({
  of: z.enum(['conversations', 'threads']).optional(),
  after: z.array(z.string()).nullish(),
});

type RecountJob = z.infer<typeof recountJob>;

export const recountQueue = (everyMs: number): Queue<RecountJob> => ({
  name: 'recount_unread',
  data: recountJob,
  everyMs,
});

/** So many drifts of a batch have a line of their own in the log. */
const loggedMax = 10;

/** Recounts all positions in rounds, a batch a job, so that one node at a time does a little. An interval of 0: never. */
export function handleRecountJobs(jobs: RunningJobs, services: Services, counters: Counters = processCounters): void {
  const { recountIntervalMs } = services.config;
  if (recountIntervalMs === 0) return;
  const queue = recountQueue(recountIntervalMs);
  jobs.handle(queue, async (job) => {
    const next = await recount(services, job, counters);
    if (next !== null) await withTransaction(services.db, (tx) => jobs.enqueue(tx, queue, next));
  });
}

/** Recounts one batch; returns the next job, null after the last. */
export async function recount(
  { db, log, config }: Pick<Services, 'db' | 'log' | 'config'>,
  { of = 'conversations', after = null }: RecountJob,
  counters: Counters,
): Promise<RecountJob | null> {
  const { checked, skipped, drifts, next } = await recountBatch(db, of, after);
  let repaired = 0;
  for (const drift of drifts) if (config.recountRepairs && (await repairDrift(db, drift))) repaired += 1;
  count(counters, { checked, skipped, drifted: drifts.length, repaired });
  for (const drift of drifts.slice(0, loggedMax)) log.warn({ drift }, 'Unread numbers are not what counting gives.');
  if (drifts.length > 0)
    log.warn({ of, drifted: drifts.length, repaired }, 'A recount has found unread numbers that drifted.');
  if (next !== null) return { of, after: next };
  return of === 'conversations' ? { of: 'threads', after: null } : null;
}

function count(counters: Counters, by: Record<'checked' | 'skipped' | 'drifted' | 'repaired', number>): void {
  counters.add('unread_recount_checked_total', 'Positions that the recount has looked at.', by.checked);
  counters.add('unread_recount_skipped_total', 'Positions too far behind to be recounted.', by.skipped);
  counters.add('unread_recount_drifted_total', 'Positions whose unread numbers were wrong.', by.drifted);
  counters.add('unread_recount_repaired_total', 'Positions whose unread numbers were set right.', by.repaired);
}
