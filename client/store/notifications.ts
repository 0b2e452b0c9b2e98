import type { NotificationFieldsFragment } from '../generated/operations.ts';
import type { NotificationItem } from './items.ts';
import type { ClientState, NotificationState } from './state.ts';

/** Applies an event of the viewer's own log that is about his notifications, or what he wants to be told. */
export function applyNotificationEvent(state: ClientState, item: NotificationItem): ClientState {
  switch (item.__typename) {
    case 'NotificationAdded':
      // Null: it is gone since, which his log says next.
      return withNotifications(state, item.notification === null ? [] : [item.notification]);
    case 'NotificationsChanged':
      return withNotifications(state, item.notifications);
    case 'NotificationsRemoved': {
      const notifications = new Map(state.notifications);
      for (const id of item.notificationIds) notifications.delete(id);
      return { ...state, notifications };
    }
    case 'NotificationPreferencesChanged':
      return { ...state, notificationPreferences: item.notificationPreferences };
  }
}

/** The inbox with these; those that are put away are not in it. */
export function inboxOf(
  known: ReadonlyMap<string, NotificationState>,
  told: readonly NotificationFieldsFragment[],
): ReadonlyMap<string, NotificationState> {
  const notifications = new Map(known);
  for (const notification of told) {
    if (notification.archivedAt === null) notifications.set(notification.id, notification);
    else notifications.delete(notification.id);
  }
  return notifications;
}

function withNotifications(state: ClientState, told: readonly NotificationFieldsFragment[]): ClientState {
  return { ...state, notifications: inboxOf(state.notifications, told) };
}

/** How far the viewer has read somewhere. */
interface ReadPlace {
  conversationId: string;
  threadRootSeq: number | null;
  readSeq: number;
}

/** Reading messages reads what tells of them: the server says nothing more of it. */
export function withNotificationsRead(
  state: ClientState,
  { conversationId, threadRootSeq, readSeq }: ReadPlace,
): ClientState {
  return read(state, (notification) => {
    const isThere = notification.conversationId === conversationId && notification.threadRootSeq === threadRootSeq;
    return isThere && notification.messageSeq !== null && notification.messageSeq <= readSeq;
  });
}

/** Who has left a conversation has nothing to read there. */
export function withoutUnreadOf(state: ClientState, conversationId: string): ClientState {
  return read(state, (notification) => notification.conversationId === conversationId);
}

function read(state: ClientState, isRead: (notification: NotificationState) => boolean): ClientState {
  const isNews = (notification: NotificationState) =>
    !notification.isRead &&
    (notification.type === 'MESSAGE' || notification.type === 'MENTION') &&
    isRead(notification);
  const news = [...state.notifications.values()].filter(isNews);
  if (news.length === 0) return state;
  const notifications = new Map(state.notifications);
  for (const notification of news) notifications.set(notification.id, { ...notification, isRead: true });
  return { ...state, notifications };
}

/** Notifications that are neither read nor over at this time (RFC 3339). */
export function totalUnreadNotifications({ notifications }: ClientState, now: string): number {
  let total = 0;
  for (const { isRead, expiresAt } of notifications.values()) if (!isRead && expiresAt > now) total += 1;
  return total;
}
