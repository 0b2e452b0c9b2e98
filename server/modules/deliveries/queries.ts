import { and, desc, eq, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { notificationDeliveries } from './table.ts';

/** A delivery as the API shows it. */
export const deliveryColumns = {
  id: notificationDeliveries.id,
  userId: notificationDeliveries.userId,
  channel: notificationDeliveries.channel,
  targetId: notificationDeliveries.targetId,
  notificationId: notificationDeliveries.notificationId,
  type: notificationDeliveries.type,
  priority: notificationDeliveries.priority,
  status: notificationDeliveries.status,
  rule: notificationDeliveries.rule,
  dueAt: notificationDeliveries.dueAt,
  attemptCount: notificationDeliveries.attemptCount,
  attempts: notificationDeliveries.attempts,
  createdAt: notificationDeliveries.createdAt,
  settledAt: notificationDeliveries.settledAt,
};

export type ChannelDeliveryRow = Pick<typeof notificationDeliveries.$inferSelect, keyof typeof deliveryColumns>;

/** Deliveries that are shown of one notification. */
const shownMax = 100;

/** What became of a notification on its ways out, the newest first. */
export function readDeliveriesOf(ctx: Context, notificationId: string): Promise<ChannelDeliveryRow[]> {
  const isOf = eq(notificationDeliveries.notificationId, notificationId);
  return ctx.db
    .select(deliveryColumns)
    .from(notificationDeliveries)
    .where(and(eq(notificationDeliveries.tenantId, ctx.actor.tenantId), isOf, sql`notification_id is not null`))
    .orderBy(desc(notificationDeliveries.createdAt), desc(notificationDeliveries.id))
    .limit(shownMax);
}

/** A delivery by its id, for `node`: for others than the backend there is none. */
export async function requireDelivery(ctx: Context, id: string): Promise<ChannelDeliveryRow> {
  const { role, tenantId } = ctx.actor;
  if (role !== 'service') throw notFound('notification delivery', 'id');
  const [delivery] = await ctx.db
    .select(deliveryColumns)
    .from(notificationDeliveries)
    .where(and(eq(notificationDeliveries.tenantId, tenantId), eq(notificationDeliveries.id, id)));
  if (delivery === undefined) throw notFound('notification delivery', 'id');
  return delivery;
}
