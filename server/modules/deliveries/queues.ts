import { z } from 'zod';
import type { Queue } from '../../jobs/jobs.ts';
import { type OutgoingChannel, outgoingChannels } from './channel.ts';

const laneKey = z.object({ tenantId: z.string(), channel: z.enum(outgoingChannels) });

export type LaneKey = z.infer<typeof laneKey>;

/** Sends what is due on a tenant's channel, for some seconds; more is another job. */
const deliverQueue = (channel: OutgoingChannel): Queue<LaneKey> => ({
  name: `deliver_notifications_${channel.toLowerCase()}`,
  data: laneKey,
  timeoutMs: 120_000,
  concurrency: 4,
});

/** A queue for each, so that a channel whose other side is slow holds no other back. */
export const deliverQueues: Readonly<Record<OutgoingChannel, Queue<LaneKey>>> = {
  WEB_PUSH: deliverQueue('WEB_PUSH'),
  EMAIL: deliverQueue('EMAIL'),
  WEBHOOK: deliverQueue('WEBHOOK'),
};

/** Looks for channels whose work nobody does, since a node was killed. */
export const wakeLanesQueue: Queue<object> = {
  name: 'wake_notification_deliveries',
  data: z.object({}),
  everyMs: 10_000,
};

/** Ends what has waited for too long, and deletes what has been kept for long enough. */
export const sweepDeliveriesQueue: Queue<object> = {
  name: 'sweep_notification_deliveries',
  data: z.object({}),
  everyMs: 600_000,
};
