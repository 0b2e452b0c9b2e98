import { z } from 'zod';
import type { Queue } from '../../jobs/jobs.ts';

/** A message with attachments was deleted for everyone: what nobody else has of them goes too. */
export const releaseAttachmentsQueue: Queue<{ tenantId: string; sendKey: string }> = {
  name: 'release_attachments',
  // A hash in the form of a UUID: it has no version.
  data: z.object({ tenantId: z.string(), sendKey: z.guid() }),
  retriesMax: 20,
};
