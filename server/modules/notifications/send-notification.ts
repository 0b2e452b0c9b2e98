import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { clientIdInput, hashRequest, parseInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { assertUsersExist } from '../conversations/queries.ts';
import { addNotifications, judgeDrafts } from './add-notifications.ts';
import type { StoredNotificationDelivery } from './notification.ts';
import { draftOf, ownNotificationShape } from './own-notification.ts';
import { assertMayNotify } from './policy.ts';
import { notificationRequests } from './table.ts';

const sendNotificationInput = perKey((limits: Limits) =>
  z.object({
    clientId: clientIdInput,
    userIds: z
      .array(userIdInput)
      .min(1, 'takes one user at least')
      .max(limits.notificationsPerRequestMax, `takes at most ${limits.notificationsPerRequestMax} users`)
      .refine((ids) => new Set(ids).size === ids.length, 'names a user twice'),
    ...ownNotificationShape(limits),
  }),
);

type SendNotificationInput = z.input<ReturnType<typeof sendNotificationInput>>;

/**
 * Sends the application's own notification to users, each as he wants it, and says what became of it. All or none; a retry
 * with the same `clientId` sends nothing and answers the first result.
 */
export async function sendNotification(
  ctx: Context,
  input: SendNotificationInput,
): Promise<StoredNotificationDelivery[]> {
  assertMayNotify(ctx.actor);
  const { tenantId } = ctx.actor;
  const { clientId, ...request } = parseInput(sendNotificationInput(ctx.config.limits), input);

  return withTransaction(ctx.db, async (tx) => {
    const claim = { tenantId, creatorId: ctx.actor.userId, clientId };
    const first = await claimRequest(tx, claim, hashRequest(request));
    if (first !== null) return first;
    await assertUsersExist(tx, tenantId, request.userIds, 'userIds');
    const now = new Date();
    const judged = await judgeDrafts(tx, tenantId, request.userIds.map(draftOf(request)), now);
    const bounds = { limits: ctx.config.limits, outgoing: ctx.outgoing, now };
    const { ids, decisions, events } = await addNotifications(tx, tenantId, judged, bounds);
    if (events.length > 0) await ctx.realtime.append(tx, tenantId, events);
    const deliveries = judged.map(({ draft }) => ({
      ...{ userId: draft.userId, notificationId: ids.get(draft) ?? null, decisions: decisions.get(draft) ?? [] },
    }));
    await tx.update(notificationRequests).set({ deliveries }).where(isClaim(claim));
    return deliveries;
  });
}

interface Claim {
  tenantId: string;
  creatorId: string;
  clientId: string;
}

const isClaim = ({ tenantId, creatorId, clientId }: Claim) =>
  and(
    eq(notificationRequests.tenantId, tenantId),
    eq(notificationRequests.creatorId, creatorId),
    eq(notificationRequests.clientId, clientId),
  );

/** Takes a client id. Null: it was free. Requests at the same time wait here for the first one's end. */
async function claimRequest(tx: Tx, claim: Claim, requestHash: string): Promise<StoredNotificationDelivery[] | null> {
  const [taken] = await tx
    .insert(notificationRequests)
    .values({ ...claim, requestHash })
    .onConflictDoNothing()
    .returning({ clientId: notificationRequests.clientId });
  if (taken !== undefined) return null;
  const [first] = await tx
    .select({ requestHash: notificationRequests.requestHash, deliveries: notificationRequests.deliveries })
    .from(notificationRequests)
    .where(isClaim(claim));
  if (first === undefined) throw new Error('A client id was there and is gone.');
  if (first.requestHash === requestHash) return first.deliveries;
  const cure = 'Take a new one, or send the same request.';
  throw new AppError('CONFLICT', `\`clientId\` was used for another notification. ${cure}`, { field: 'clientId' });
}
