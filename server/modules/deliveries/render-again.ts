import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import { readShownMessages } from '../notifications/shown-message.ts';
import type { RenderedNotification } from './channel.ts';
import { renderDeliveries } from './render.ts';
import { notificationDeliveries } from './table.ts';

/**
 * For a channel with a queue of its own: what a delivery says at this moment, when it leaves that queue. Null: the delivery, or
 * what it tells of, is gone.
 */
export async function renderAgain(
  db: Db,
  tenantId: string,
  deliveryId: string,
): Promise<{ userId: string; notification: RenderedNotification } | null> {
  const [delivery] = await db
    .select()
    .from(notificationDeliveries)
    .where(and(eq(notificationDeliveries.tenantId, tenantId), eq(notificationDeliveries.id, deliveryId)));
  if (delivery === undefined) return null;
  const [message = null] = await readShownMessages(db, [delivery]);
  if (message === null && delivery.messageSeq !== null) return null;
  const [notification] = await renderDeliveries(db, tenantId, [{ claimed: delivery, message }]);
  return notification === undefined ? null : { userId: delivery.userId, notification };
}
