import { z } from 'zod';
import type { Queue } from '../../jobs/jobs.ts';

const broadcastJob = z.object({
  tenantId: z.string(),
  broadcastId: z.string(),
  /** Ranges that were done before this one. */
  step: z.number(),
  /** Users that a range may have; absent: as at the beginning. */
  usersMax: z.number().optional(),
  /** Not before this time, in milliseconds since 1970. */
  notBefore: z.number().optional(),
});

export type BroadcastJob = z.output<typeof broadcastJob>;

/** Takes a broadcast one range further, and enqueues the next. Two broadcasts of a node go side by side. */
export const runBroadcastQueue: Queue<BroadcastJob> = {
  name: 'run_broadcast',
  data: broadcastJob,
  retriesMax: 10,
  concurrency: 2,
};

/** Looks for broadcasts whose work nobody does, since a node was killed. */
export const resumeBroadcastsQueue: Queue<object> = {
  name: 'resume_broadcasts',
  data: z.object({}),
  everyMs: 10_000,
};
