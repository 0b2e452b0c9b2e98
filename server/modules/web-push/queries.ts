import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { isSessionOver } from '../users/sessions.ts';
import { pushSubscriptions } from './table.ts';

/** A subscription as its user is shown it: without its address and its keys. */
export const subscriptionColumns = {
  id: pushSubscriptions.id,
  deviceName: pushSubscriptions.deviceName,
  /** The host, and nothing of the path, which is the secret. */
  pushService: sql<string>`substring(${pushSubscriptions.endpoint} from '^https?://([^/]+)/')`,
  createdAt: pushSubscriptions.createdAt,
  registeredAt: pushSubscriptions.registeredAt,
  expiresAt: pushSubscriptions.expiresAt,
};

export type StoredPushSubscription = Pick<
  typeof pushSubscriptions.$inferSelect,
  Exclude<keyof typeof subscriptionColumns, 'pushService'>
> & { pushService: string };

export const isUsers = (tenantId: string, userId: string) =>
  and(eq(pushSubscriptions.tenantId, tenantId), eq(pushSubscriptions.userId, userId));

/**
 * Whether a row is of any use still. The session that registered it is asked here, at every reading, and not when that ends:
 * so from that moment on nothing is sent, however it ended, and by whatever node.
 */
export const isOver = (now: Date): SQL => sql`(
  ${pushSubscriptions.expiresAt} <= ${now.toISOString()}::timestamptz
  or ${isSessionOver({
    tenantId: sql`${pushSubscriptions.tenantId}`,
    userId: sql`${pushSubscriptions.userId}`,
    sid: sql`${pushSubscriptions.sid}`,
    issuedAt: sql`${pushSubscriptions.issuedAt}`,
  })})`;

/** Whether a row can be sent to, by an installation with this public key. */
export const isReached = (now: Date, serverKey: string): SQL =>
  sql`${pushSubscriptions.serverKey} = ${serverKey} and ${isOver(now)} is not true`;

/** The viewer's subscriptions, the last registered first. */
export function listPushSubscriptions({ db, actor, webPush }: Context): Promise<StoredPushSubscription[]> {
  return db
    .select(subscriptionColumns)
    .from(pushSubscriptions)
    .where(and(isUsers(actor.tenantId, actor.userId), isReached(new Date(), webPush.publicKey)))
    .orderBy(desc(pushSubscriptions.registeredAt), desc(pushSubscriptions.id));
}

/** The viewer's subscription, for `Query.node`. Throws NOT_FOUND. */
export async function requirePushSubscription(
  { db, actor, webPush }: Context,
  id: string,
): Promise<StoredPushSubscription> {
  assertId('psh', id, 'id');
  const [found] = await db
    .select(subscriptionColumns)
    .from(pushSubscriptions)
    .where(
      and(
        isUsers(actor.tenantId, actor.userId),
        eq(pushSubscriptions.id, id),
        isReached(new Date(), webPush.publicKey),
      ),
    );
  if (found === undefined) throw notFound('push subscription', 'id');
  return found;
}

/** What is needed to write to a browser. */
export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** A user's subscription, while it can be sent to. */
export async function findTarget(
  db: Db,
  of: { tenantId: string; userId: string; id: string; serverKey: string },
): Promise<PushTarget | undefined> {
  const [found] = await db
    .select({
      endpoint: pushSubscriptions.endpoint,
      p256dh: pushSubscriptions.p256dh,
      auth: pushSubscriptions.auth,
    })
    .from(pushSubscriptions)
    .where(and(isUsers(of.tenantId, of.userId), eq(pushSubscriptions.id, of.id), isReached(new Date(), of.serverKey)));
  return found;
}
