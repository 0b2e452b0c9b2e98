import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { clientIdInput, hashRequest, metadataInput, parseInput, textInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { assertUsersExist } from '../conversations/queries.ts';
import { addNotifications, type Draft, judgeDrafts } from './add-notifications.ts';
import { notificationPriorities, notificationTypes, type StoredNotificationDelivery } from './notification.ts';
import { assertMayNotify } from './policy.ts';
import { ownKeyPrefix } from './rows.ts';
import { notificationRequests } from './table.ts';

const addressLengthMax = 2_048;
const nameLengthMax = 100;

/** `https:` and `http:` alone: an address is opened by whoever taps it. */
const addressInput = z
  .url({ protocol: /^https?$/, error: 'takes an https: or http: address' })
  .max(addressLengthMax, `takes at most ${addressLengthMax} characters`);

const actionInput = (limits: Limits) =>
  z
    .object({
      label: textInput({ lengthMax: nameLengthMax }),
      url: addressInput.nullish(),
      mutation: z
        .string()
        .regex(/^[_A-Za-z]\w{0,99}$/, 'takes the name of a mutation')
        .nullish(),
      data: metadataInput(limits.metadataBytesMax).nullish(),
    })
    .refine(({ url, mutation }) => (url == null) !== (mutation == null), {
      path: ['url'],
      message: 'give `url` or `mutation`, and not both',
    });

const sendNotificationInput = perKey((limits: Limits) =>
  z.object({
    clientId: clientIdInput,
    userIds: z
      .array(userIdInput)
      .min(1, 'takes one user at least')
      .max(limits.notificationsPerRequestMax, `takes at most ${limits.notificationsPerRequestMax} users`)
      .refine((ids) => new Set(ids).size === ids.length, 'names a user twice'),
    type: z.enum(notificationTypes),
    category: textInput({ lengthMax: nameLengthMax }).nullish(),
    title: textInput({ lengthMax: limits.titleLengthMax }),
    body: textInput({ lengthMax: limits.notificationBodyLengthMax }).nullish(),
    priority: z.enum(notificationPriorities).nullish(),
    data: metadataInput(limits.metadataBytesMax).nullish(),
    actions: z
      .array(actionInput(limits))
      .max(limits.notificationActionsMax, `takes at most ${limits.notificationActionsMax} actions`)
      .nullish(),
    imageUrl: addressInput.nullish(),
    actionUrl: addressInput.nullish(),
    expiresAt: z.iso
      .datetime({ offset: true, error: 'takes a time in RFC 3339, such as 2026-01-31T09:30:00.000Z' })
      .transform((text) => new Date(text).toISOString())
      .nullish(),
    collapseKey: textInput({ lengthMax: nameLengthMax }).nullish(),
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
    const judged = await judgeDrafts(tx, tenantId, draftsOf(request), now);
    const { ids, events } = await addNotifications(tx, tenantId, judged, { limits: ctx.config.limits, now });
    if (events.length > 0) await ctx.realtime.append(tx, tenantId, events);
    const deliveries = judged.map(({ draft, decisions }) => ({
      ...{ userId: draft.userId, notificationId: ids.get(draft) ?? null, decisions },
    }));
    await tx.update(notificationRequests).set({ deliveries }).where(isClaim(claim));
    return deliveries;
  });
}

function draftsOf(request: Omit<z.output<ReturnType<typeof sendNotificationInput>>, 'clientId'>): Draft[] {
  const { userIds, type, collapseKey, expiresAt = null, priority } = request;
  const content = {
    category: request.category ?? null,
    title: request.title,
    body: request.body ?? null,
    data: request.data ?? {},
    actions: (request.actions ?? []).map(({ label, url, mutation, data }) => ({
      ...{ label, url: url ?? null, mutation: mutation ?? null, data: data ?? {} },
    })),
    imageUrl: request.imageUrl ?? null,
    actionUrl: request.actionUrl ?? null,
  };
  return userIds.map((userId) => ({
    ...{ userId, type, priority: priority ?? 'NORMAL', actorId: null, content, expiresAt },
    collapseKey: collapseKey == null ? null : `${ownKeyPrefix}${collapseKey}`,
  }));
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
