import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import type { RunningJobs } from '../../jobs/create-jobs.ts';
import { removeExportsOf } from '../exports/remove-exports.ts';
import { eraseBatch } from './erase-batch.ts';
import { eraseUserQueue, removeExportsQueue } from './queues.ts';

/** A job works for so long; another goes on, so that erasures take turns, and a stop waits for none. */
const turnMs = 3_000;

/** Says who erases users. */
export function handleErasureJobs(jobs: RunningJobs, services: Services): void {
  jobs.handle(removeExportsQueue, ({ tenantId, conversationId }) =>
    removeExportsOf(services, tenantId, conversationId),
  );
  jobs.handle(eraseUserQueue, async (key, { draining }) => {
    const endsAt = Date.now() + turnMs;
    while (await eraseBatch(services, key)) {
      if (Date.now() < endsAt && !draining.aborted) continue;
      await withTransaction(services.db, (tx) => jobs.enqueue(tx, eraseUserQueue, key));
      return;
    }
  });
}
