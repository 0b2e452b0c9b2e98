import type { Services } from '../../context.ts';
import type { RunningJobs } from '../../jobs/create-jobs.ts';
import type { DeliveryChannel } from './channel.ts';
import { wakeLanes } from './lane.ts';
import { deliverQueues, sweepDeliveriesQueue, wakeLanesQueue } from './queues.ts';
import { sendDue } from './send-due.ts';
import { sweepDeliveries } from './sweep-deliveries.ts';

/** Says who sends what goes out, by the channels that this installation has. */
export function handleDeliveryJobs(jobs: RunningJobs, services: Services, channels: readonly DeliveryChannel[]): void {
  const names = channels.map(({ name }) => name);
  for (const name of names) {
    jobs.handle(deliverQueues[name], (lane, { signal }) => sendDue({ ...services, channels }, lane, signal));
  }
  jobs.handle(wakeLanesQueue, async () => {
    const woken = await wakeLanes(services, names, new Date());
    if (woken > 0) services.log.info({ woken }, 'Notifications that nobody was sending are sent again.');
  });
  jobs.handle(sweepDeliveriesQueue, async () => {
    const deleted = await sweepDeliveries(services, new Date());
    if (deleted > 0) services.log.info({ deleted }, 'Old deliveries of notifications are deleted.');
  });
}
