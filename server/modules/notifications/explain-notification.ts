import { and, eq } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import type { StoredNotificationDelivery } from './notification.ts';
import { assertMayNotify } from './policy.ts';
import { notifications } from './table.ts';

/** What each channel did with a notification when it came, and by which rule. Throws NOT_FOUND. */
export async function explainNotification(ctx: Context, id: string): Promise<StoredNotificationDelivery> {
  assertMayNotify(ctx.actor);
  assertId('ntf', id, 'id');
  const [row] = await ctx.db
    .select({ userId: notifications.userId, notificationId: notifications.id, decisions: notifications.decisions })
    .from(notifications)
    .where(and(eq(notifications.tenantId, ctx.actor.tenantId), eq(notifications.id, id)));
  if (row === undefined) throw notFound('notification', 'id');
  return row;
}
