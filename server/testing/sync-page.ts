import type {
  ConversationStateFragment,
  NotificationFieldsFragment,
  SyncStateQuery,
} from '../../client/generated/operations.ts';
import { defaultSettings } from '../modules/privacy/queries.ts';
import type { SyncPages } from './history.ts';
import { noContacts } from './no-contacts.ts';
import { noNotifications } from './no-notifications.ts';

const longAgo = '2026-01-31T09:00:00.000Z';

/** A user whose name is his id. */
export const userOf = (id: string) => ({
  ...{ id, name: id, pictureUrl: null, metadata: {}, createdAt: longAgo, updatedAt: longAgo },
});

/** A viewer's state as one page, with nothing in it but this. */
export function pageOf(
  user: string,
  cursor: string,
  unreadCount: number,
  conversations: ConversationStateFragment[],
  notifications: NotificationFieldsFragment[] = [],
): SyncPages {
  const connection = {
    edges: conversations.map((node) => ({ node })),
    pageInfo: { hasNextPage: false, endCursor: null },
  };
  const page: SyncStateQuery = {
    syncCursor: cursor,
    viewer: {
      ...{ tenantId: 'default', unreadCount, unreadMentionCount: 0, ...noContacts, ...noNotifications },
      notifications: { edges: notifications.map((node) => ({ node })) },
      presenceSettings: defaultSettings,
      locationSharing: { audience: 'NOBODY', precision: 'APPROXIMATE', userIds: [], expiresAt: null },
      ownPresence: { status: 'ONLINE' as const, statusExpiresAt: null, customStatus: null },
      ...{ user: userOf(user), conversations: connection },
    },
  };
  return [page];
}
