import { and, isNull, lte } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { runBroadcastQueue } from './queues.ts';
import { notificationBroadcasts } from './table.ts';

/** Longer than a range takes with its rest, and than another node needs to find its job. */
export const stillMs = 10_000;

/**
 * Enqueues the next range of broadcasts that have not moved for so long, in milliseconds: the node that was about to do it was
 * killed. Where it was only slow, its job and this one want the same range, which one of them gets. Returns how many
 * broadcasts there were.
 */
export function resumeBroadcasts(
  { db, jobs }: Pick<Services, 'db' | 'jobs'>,
  forMs: number,
  now = new Date(),
): Promise<number> {
  const before = new Date(now.getTime() - forMs).toISOString();
  return withTransaction(db, async (tx) => {
    const still = await tx
      .update(notificationBroadcasts)
      .set({ movedAt: now.toISOString() })
      .where(and(isNull(notificationBroadcasts.finishedAt), lte(notificationBroadcasts.movedAt, before)))
      .returning({
        tenantId: notificationBroadcasts.tenantId,
        broadcastId: notificationBroadcasts.id,
        step: notificationBroadcasts.step,
      });
    await jobs.enqueueAll(tx, runBroadcastQueue, still);
    return still.length;
  });
}
