import { z } from 'zod';
import type { Services } from '../../context.ts';
import type { RunningJobs } from '../../jobs/create-jobs.ts';
import type { Queue } from '../../jobs/jobs.ts';
import { notifyMembers, notifyMembersQueue } from './notify-members.ts';
import { sweepNotifications } from './sweep-notifications.ts';

const sweepNotificationsQueue: Queue<object> = {
  name: 'sweep_notifications',
  data: z.object({}),
  everyMs: 600_000,
};

/** Says who does the jobs about notifications. */
export function handleNotificationJobs(jobs: RunningJobs, services: Services): void {
  jobs.handle(notifyMembersQueue, (job) => notifyMembers(services, job));
  jobs.handle(sweepNotificationsQueue, async () => {
    const deleted = await sweepNotifications(services, new Date());
    if (deleted > 0) services.log.info({ deleted }, 'Notifications whose time was over are deleted.');
  });
}
