import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { createId } from '../../lib/ids.ts';
import { clientIdInput, hashRequest, parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { ownNotificationShape } from '../notifications/own-notification.ts';
import { assertMayNotify } from '../notifications/policy.ts';
import { broadcastColumns, type StoredBroadcast } from './queries.ts';
import { runBroadcastQueue } from './queues.ts';
import { assertSegmentExists, segmentInput, segmentOf } from './segment.ts';
import { notificationBroadcasts } from './table.ts';

const broadcastInput = perKey((limits: Limits) =>
  z.object({ clientId: clientIdInput, segment: segmentInput(limits), ...ownNotificationShape(limits) }),
);

/**
 * Begins to send the application's own notification to everybody of the tenant, or to a segment. A retry with the same
 * `clientId` begins nothing and answers the same broadcast.
 */
export async function broadcastNotification(
  ctx: Context,
  input: z.input<ReturnType<typeof broadcastInput>>,
): Promise<StoredBroadcast> {
  assertMayNotify(ctx.actor);
  const { tenantId, userId: creatorId } = ctx.actor;
  const { clientId, segment, ...notification } = parseInput(broadcastInput(ctx.config.limits), input);
  const requestHash = hashRequest({ segment, notification });

  return withTransaction(ctx.db, async (tx) => {
    // Requests at the same time wait here for the first one's end.
    const [made] = await tx
      .insert(notificationBroadcasts)
      .values({
        ...{ tenantId, id: createId('ntb'), creatorId, clientId, requestHash, notification },
        ...{ segment: segmentOf(segment), userIds: segment.userIds ?? null },
      })
      .onConflictDoNothing()
      .returning(broadcastColumns);
    if (made === undefined) return readFirst(tx, { tenantId, creatorId, clientId, requestHash });
    await assertSegmentExists(tx, tenantId, segment);
    await ctx.jobs.enqueue(tx, runBroadcastQueue, { tenantId, broadcastId: made.id, step: 0 });
    return made;
  });
}

async function readFirst(
  tx: Tx,
  claim: { tenantId: string; creatorId: string; clientId: string; requestHash: string },
): Promise<StoredBroadcast> {
  const [first] = await tx
    .select({ ...broadcastColumns, requestHash: notificationBroadcasts.requestHash })
    .from(notificationBroadcasts)
    .where(
      and(
        eq(notificationBroadcasts.tenantId, claim.tenantId),
        eq(notificationBroadcasts.creatorId, claim.creatorId),
        eq(notificationBroadcasts.clientId, claim.clientId),
      ),
    );
  if (first === undefined) throw new Error('A client id was there and is gone.');
  if (first.requestHash === claim.requestHash) return first;
  const cure = 'Take a new one, or send the same request.';
  throw new AppError('CONFLICT', `\`clientId\` was used for another broadcast. ${cure}`, { field: 'clientId' });
}
