import type { Services } from '../../context.ts';
import type { RunningJobs } from '../../jobs/create-jobs.ts';
import { resumeBroadcastsQueue, runBroadcastQueue } from './queues.ts';
import { resumeBroadcasts, stillMs } from './resume-broadcasts.ts';
import { runBroadcast } from './run-broadcast.ts';

/** Says who does the jobs about broadcasts. */
export function handleBroadcastJobs(jobs: RunningJobs, services: Services): void {
  jobs.handle(runBroadcastQueue, (job, run) => runBroadcast(services, job, run));
  jobs.handle(resumeBroadcastsQueue, async () => {
    const resumed = await resumeBroadcasts(services, stillMs);
    if (resumed > 0) services.log.info({ resumed }, 'Broadcasts that stood still go on.');
  });
}
