import type { Services } from '../../context.ts';
import type { RunningJobs } from '../../jobs/create-jobs.ts';
import { removeDeliveriesQueue, sweepDeliveriesQueue, tellEndpointQueue, wakeEndpointsQueue } from './queues.ts';
import { removeDeliveries, sweepDeliveries } from './sweep-deliveries.ts';
import { tellEndpoint } from './tell-endpoint.ts';
import { wakeLeftEndpoints } from './wake-endpoints.ts';

/** Says who does the jobs about webhooks. */
export function handleWebhookJobs(jobs: RunningJobs, services: Services): void {
  jobs.handle(tellEndpointQueue, (key, run) => tellEndpoint(services, key, run));
  jobs.handle(removeDeliveriesQueue, (key) => removeDeliveries(services, key));
  jobs.handle(wakeEndpointsQueue, async () => {
    const woken = await wakeLeftEndpoints(services, new Date());
    if (woken > 0) services.log.info({ woken }, 'Webhook endpoints that nobody was telling are told again.');
  });
  jobs.handle(sweepDeliveriesQueue, async () => {
    const deleted = await sweepDeliveries(services, new Date());
    if (deleted > 0) services.log.info({ deleted }, 'Old webhook deliveries are deleted.');
  });
}
