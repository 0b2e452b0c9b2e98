import { z } from 'zod';
import type { Queue } from '../../jobs/jobs.ts';

const userKey = z.object({ tenantId: z.string(), userId: z.string() });

export type ErasureKey = z.infer<typeof userKey>;

/** Deletes the exports of a conversation: they hold what was erased in it. */
export const removeExportsQueue: Queue<{ tenantId: string; conversationId: string }> = {
  name: 'remove_exports',
  data: z.object({ tenantId: z.string(), conversationId: z.string() }),
  retriesMax: 20,
};

/** Goes on with the erasure of a user. */
export const eraseUserQueue: Queue<ErasureKey> = { name: 'erase_user', data: userKey, retriesMax: 20 };
