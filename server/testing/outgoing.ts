import { createId } from '../lib/ids.ts';
import type { Outgoing, OutgoingItem, RenderedNotification } from '../modules/deliveries/channel.ts';

/** A notification on its way out, as the deliveries would render it. */
export function outgoingItem(over: Partial<RenderedNotification> = {}): OutgoingItem {
  const id = createId('ntf');
  const notification: RenderedNotification = {
    ...{ id, type: 'ASSIGNMENT', category: null, priority: 'NORMAL', title: 'Something to do', body: null },
    ...{ imageUrl: null, actionUrl: null, actions: [], data: {}, actor: null },
    ...{ conversationId: null, threadRootSeq: null, messageSeq: null, tag: id, createdAt: '2026-01-01T00:00:00.000Z' },
    expiresAt: '2026-01-08T00:00:00.000Z',
    ...over,
  };
  return { deliveryId: createId('ntd'), notification };
}

export function outgoingTo(userId: string, tenantId: string, items: readonly OutgoingItem[]): Outgoing {
  return { tenantId, userId, targetId: '', items, unreadCount: items.length };
}
