import { z } from 'zod';
import type { Services } from '../../context.ts';
import type { RunningJobs } from '../../jobs/create-jobs.ts';
import type { Queue } from '../../jobs/jobs.ts';
import { sweepPushSubscriptions } from './sweep-push-subscriptions.ts';

const sweepPushSubscriptionsQueue: Queue<object> = {
  name: 'sweep_push_subscriptions',
  data: z.object({}),
  everyMs: 600_000,
};

/** Says who does the jobs about web push. */
export function handleWebPushJobs(jobs: RunningJobs, services: Services): void {
  jobs.handle(sweepPushSubscriptionsQueue, async () => {
    const deleted = await sweepPushSubscriptions(services, new Date());
    if (deleted > 0) services.log.info({ deleted }, 'Push subscriptions that were over are deleted.');
  });
}
