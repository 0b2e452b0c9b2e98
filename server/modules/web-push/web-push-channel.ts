import { hash } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { and, asc, eq, inArray } from 'drizzle-orm';
import webPush from 'web-push';
import type { Services } from '../../context.ts';
import { readRetryAfter } from '../../lib/retry-after.ts';
import { createPoster, type PostResult } from '../../outbound/create-poster.ts';
import type { DeliveryChannel, Outgoing, SendOutcome } from '../deliveries/channel.ts';
import { writePayload } from './payload.ts';
import { findTarget, isReached, type PushTarget } from './queries.ts';
import { pushSubscriptions } from './table.ts';
import type { VapidKeys } from './vapid-keys.ts';

interface WebPushChannelOptions extends Pick<Services, 'config' | 'db' | 'log'> {
  keys: VapidKeys;
  /** For one request. @default 10_000 // 10 seconds */
  timeoutMs?: number;
  /** Finds addresses. @default the system's */
  lookup?: LookupFunction;
}

/** A push service's answer to a message that it takes. */
const timeoutMsByDefault = 10_000;
/** Push services take at most four weeks. */
const ttlSecondsMax = 2_419_200;
const urgencies = { LOW: 'low', NORMAL: 'normal', HIGH: 'high', URGENT: 'high' } as const;
/** Where nothing is known of an operator. Push services want an address, and some refuse one at localhost. */
const noOperator = 'mailto:operator@tidings.invalid';
/** The topic of a message: its bound in RFC 8030. */
const topicLength = 32;

/**
 * Web push (RFC 8030, encrypted by RFC 8291, signed by RFC 8292): to each browser that a user registered. Connections to push
 * services are kept, and not made to private networks.
 */
export function createWebPushChannel(options: WebPushChannelOptions): DeliveryChannel & { close(): void } {
  const { config, db, keys, log, timeoutMs = timeoutMsByDefault, lookup } = options;
  const { webhookPrivateAddresses: privateAddresses, vapidSubject } = config;
  const poster = createPoster({ privateAddresses, timeoutMs, lookup });
  const vapidDetails = { subject: vapidSubject ?? noOperator, ...keys };

  async function attempt(outgoing: Outgoing, stop: AbortSignal): Promise<SendOutcome> {
    const { tenantId, userId, targetId: id } = outgoing;
    const target = await findTarget(db, { tenantId, userId, id, serverKey: keys.publicKey });
    if (target === undefined) return { kind: 'TARGET_GONE', code: null };
    const { headers, body } = seal(outgoing, target, vapidDetails);
    const result = await poster.post(target.endpoint, headers, body, stop);
    const outcome = outcomeOf(result);
    if (outcome.kind === 'TARGET_GONE') await forget(outgoing, target);
    return outcome;
  }

  /** Unless the browser has subscribed anew meanwhile. */
  async function forget({ tenantId, targetId }: Outgoing, { endpoint, p256dh }: PushTarget): Promise<void> {
    await db
      .delete(pushSubscriptions)
      .where(
        and(
          eq(pushSubscriptions.tenantId, tenantId),
          eq(pushSubscriptions.id, targetId),
          eq(pushSubscriptions.endpoint, endpoint),
          eq(pushSubscriptions.p256dh, p256dh),
        ),
      );
  }

  return {
    name: 'WEB_PUSH',
    windowMs: 0,
    atOnceMax: 1,
    async targetsOf(tx, tenantId, userIds) {
      const rows = await tx
        .select({ id: pushSubscriptions.id, userId: pushSubscriptions.userId })
        .from(pushSubscriptions)
        .where(
          and(
            eq(pushSubscriptions.tenantId, tenantId),
            inArray(pushSubscriptions.userId, [...userIds]),
            isReached(new Date(), keys.publicKey),
          ),
        )
        .orderBy(asc(pushSubscriptions.id));
      const byUser = Map.groupBy(rows, (row) => row.userId);
      return new Map([...byUser].map(([userId, of]) => [userId, of.map(({ id }) => id)]));
    },
    async send(outgoing, stop) {
      try {
        return await attempt(outgoing, stop);
      } catch (err) {
        stop.throwIfAborted();
        log.error({ err, targetId: outgoing.targetId }, 'A web push was not sent.');
        return { kind: 'RETRY', code: null, error: 'INTERNAL', retryAfterMs: null };
      }
    },
    close: () => poster.close(),
  };
}

/** The request: the message for this browser alone, and for its push service how urgent it is, how long, and instead of what. */
function seal(
  { tenantId, userId, targetId, items, unreadCount }: Outgoing,
  { endpoint, p256dh, auth }: PushTarget,
  vapidDetails: { subject: string; publicKey: string; privateKey: string },
): { headers: Record<string, string>; body: Buffer } {
  const [item] = items;
  if (item === undefined) throw new Error('There is nothing to send.');
  const { priority, tag, expiresAt } = item.notification;
  const secondsLeft = Math.ceil((Date.parse(expiresAt) - Date.now()) / 1_000);
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    writePayload(item, { tenantId, userId, unreadCount }),
    {
      ...{ vapidDetails, urgency: urgencies[priority], contentEncoding: 'aes128gcm' },
      TTL: Math.min(ttlSecondsMax, Math.max(0, secondsLeft)),
      // With the target in it: push services shall not see who is told of the same conversation.
      topic: hash('sha256', `${targetId}\n${tag}`, 'base64url').slice(0, topicLength),
    },
  );
  if (body === null) throw new Error('A payload is never empty.');
  return {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), `${value}`])),
    body,
  };
}

/** RFC 8030, section 7.3: 404 and 410 end a subscription. What may pass is tried again; what this request is refused for is not. */
function outcomeOf({ status, error, retryAfter }: PostResult): SendOutcome {
  if (error === null) return { kind: 'SENT', code: status };
  if (status === null) {
    // Names that lead to private networks come from whoever registered them; all else may be the network's.
    if (error === 'ADDRESS_REFUSED') return { kind: 'REFUSED', code: null, error };
    return { kind: 'RETRY', code: null, error, retryAfterMs: null };
  }
  if (status === 404 || status === 410) return { kind: 'TARGET_GONE', code: status };
  const mayPass = status === 408 || status === 429 || status >= 500;
  const retryAfterMs = readRetryAfter(retryAfter, new Date());
  return mayPass ? { kind: 'RETRY', code: status, error, retryAfterMs } : { kind: 'REFUSED', code: status, error };
}
