import { z } from 'zod';
import type { Queue } from '../../jobs/jobs.ts';

const endpointKey = z.object({ tenantId: z.string(), endpointId: z.string() });

export type EndpointKey = z.infer<typeof endpointKey>;

/** Tells an endpoint what waits for it, for some seconds; more is another job. */
export const tellEndpointQueue: Queue<EndpointKey> = {
  name: 'tell_webhook_endpoint',
  data: endpointKey,
  timeoutMs: 120_000,
  concurrency: 8,
};

/** Deletes the deliveries of an endpoint that is deleted. */
export const removeDeliveriesQueue: Queue<EndpointKey> = {
  name: 'remove_webhook_deliveries',
  data: endpointKey,
  retriesMax: 20,
};

/** Looks for endpoints whose work nobody does, since a node was killed. */
export const wakeEndpointsQueue: Queue<object> = {
  name: 'wake_webhook_endpoints',
  data: z.object({}),
  everyMs: 10_000,
};

/** Deletes what has been kept for long enough. */
export const sweepDeliveriesQueue: Queue<object> = {
  name: 'sweep_webhook_deliveries',
  data: z.object({}),
  everyMs: 600_000,
};
