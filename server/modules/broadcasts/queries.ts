import { and, asc, desc, eq, gt, lt } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import { assertMayNotify } from '../notifications/policy.ts';
import { notificationBroadcasts } from './table.ts';

/** What the API shows of a broadcast: all but the ids of those who are named. */
export const broadcastColumns = {
  id: notificationBroadcasts.id,
  status: notificationBroadcasts.status,
  segment: notificationBroadcasts.segment,
  notification: notificationBroadcasts.notification,
  createdAt: notificationBroadcasts.createdAt,
  startedAt: notificationBroadcasts.startedAt,
  finishedAt: notificationBroadcasts.finishedAt,
  usersTotal: notificationBroadcasts.usersTotal,
  usersDone: notificationBroadcasts.usersDone,
  decisionCounts: notificationBroadcasts.decisionCounts,
};

/** A broadcast as the API shows it. */
export type StoredBroadcast = Pick<typeof notificationBroadcasts.$inferSelect, keyof typeof broadcastColumns>;

/** Where the job of a broadcast stands. */
export const stepColumns = {
  ...broadcastColumns,
  step: notificationBroadcasts.step,
  afterUserId: notificationBroadcasts.afterUserId,
  usersCounted: notificationBroadcasts.usersCounted,
};

/** A broadcast, with where its job stands. */
export type BroadcastStep = Pick<typeof notificationBroadcasts.$inferSelect, keyof typeof stepColumns>;

/** Names a broadcast. */
export interface BroadcastKey {
  tenantId: string;
  broadcastId: string;
}

export const isBroadcast = ({ tenantId, broadcastId }: BroadcastKey) =>
  and(eq(notificationBroadcasts.tenantId, tenantId), eq(notificationBroadcasts.id, broadcastId));

/** Where a broadcast stands; undefined where there is none. */
export async function readStep(db: Db, key: BroadcastKey): Promise<BroadcastStep | undefined> {
  const [row] = await db.select(stepColumns).from(notificationBroadcasts).where(isBroadcast(key));
  return row;
}

/** A broadcast of the tenant's. Throws FORBIDDEN and NOT_FOUND. */
export async function requireBroadcast({ db, actor }: Context, id: string): Promise<StoredBroadcast> {
  assertMayNotify(actor);
  assertId('ntb', id, 'id');
  const key = { tenantId: actor.tenantId, broadcastId: id };
  const [row] = await db.select(broadcastColumns).from(notificationBroadcasts).where(isBroadcast(key));
  if (row === undefined) throw notFound('broadcast', 'id');
  return row;
}

/** The tenant's broadcasts, the newest first. Throws FORBIDDEN for others than the backend. */
export async function listBroadcasts(ctx: Context, args: PageArgs): Promise<Connection<StoredBroadcast>> {
  assertMayNotify(ctx.actor);
  const { tenantId } = ctx.actor;
  const options = { codec: ctx.cursors, tenantId, kind: 'broadcasts', sizeMax: ctx.config.limits.pageSizeMax };
  const page = parsePage<string>(args, options);
  const isBeyond = page.from === null ? undefined : (page.isBackward ? gt : lt)(notificationBroadcasts.id, page.from);
  const rows = await ctx.db
    .select(broadcastColumns)
    .from(notificationBroadcasts)
    .where(and(eq(notificationBroadcasts.tenantId, tenantId), isBeyond))
    // Ids begin with the time.
    .orderBy((page.isBackward ? asc : desc)(notificationBroadcasts.id))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, ({ id }) => id);
}
