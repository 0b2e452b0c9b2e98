import { z } from 'zod';
import type { Queue } from '../../jobs/jobs.ts';

/** Writes the next stretch of an export. */
export const writeExportQueue: Queue<{ tenantId: string; exportId: string }> = {
  name: 'write_export',
  data: z.object({ tenantId: z.string(), exportId: z.string() }),
  retriesMax: 10,
  timeoutMs: 120_000,
};

/** Deletes what has expired. */
export const sweepExportsQueue: Queue<object> = { name: 'sweep_exports', data: z.object({}), everyMs: 600_000 };
