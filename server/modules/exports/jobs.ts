import type { Services } from '../../context.ts';
import type { RunningJobs } from '../../jobs/create-jobs.ts';
import { sweepExportsQueue, writeExportQueue } from './queues.ts';
import { sweepExports } from './remove-exports.ts';
import { writeExport } from './write-export.ts';

/** Says who does the jobs about exports. */
export function handleExportJobs(jobs: RunningJobs, services: Services): void {
  jobs.handle(writeExportQueue, (data, run) => writeExport(services, data, run));
  jobs.handle(sweepExportsQueue, async () => {
    const deleted = await sweepExports(services, new Date());
    if (deleted > 0) services.log.info({ deleted }, 'Exports that have expired are deleted.');
  });
}
