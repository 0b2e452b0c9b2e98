import { z } from 'zod';
import type { Queue } from '../../jobs/jobs.ts';

const attachmentKey = z.object({ tenantId: z.string(), attachmentId: z.string() });

/** Looks at what was uploaded and makes it ready. */
export const processAttachmentQueue: Queue<z.infer<typeof attachmentKey>> = {
  name: 'process_attachment',
  data: attachmentKey,
  timeoutMs: 120_000,
};

/** Removes the bytes of attachments whose rows are gone. */
export const removeFilesQueue: Queue<{ keys: string[] }> = {
  name: 'remove_files',
  data: z.object({ keys: z.array(z.string()) }),
  retriesMax: 20,
};

/** Deletes attachments that have been in no message for too long. */
export const sweepAttachmentsQueue: Queue<object> = {
  name: 'sweep_attachments',
  data: z.object({}),
  everyMs: 600_000,
};
