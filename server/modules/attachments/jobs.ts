import type { Services } from '../../context.ts';
import type { RunningJobs } from '../../jobs/create-jobs.ts';
import { releaseAttachmentsQueue } from '../messages/queues.ts';
import { processAttachment } from './process-attachment.ts';
import { processAttachmentQueue, removeFilesQueue, sweepAttachmentsQueue } from './queues.ts';
import { releaseAttachments } from './release-attachments.ts';
import { sweepAttachments } from './sweep-attachments.ts';

/** Says who does the jobs about attachments. */
export function handleAttachmentJobs(jobs: RunningJobs, services: Services): void {
  jobs.handle(processAttachmentQueue, (data, run) => processAttachment(services, data, run));
  jobs.handle(releaseAttachmentsQueue, (data) => releaseAttachments(services, data));
  jobs.handle(sweepAttachmentsQueue, async () => {
    const deleted = await sweepAttachments(services, new Date());
    if (deleted > 0) services.log.info({ deleted }, 'Attachments that were never sent are deleted.');
  });
  jobs.handle(removeFilesQueue, async ({ keys }) => {
    for (const key of keys) await services.storage.remove(key);
  });
}
