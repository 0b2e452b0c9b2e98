'use client';

export type { Failed, Loading, Reading, Ready } from './reading.ts';
export type { ConnectionView } from './sources/connection-source.ts';
export type { AttachmentView } from './sources/draft-attachments.ts';
export type { NotificationView } from './sources/notifications-source.ts';
export { TidingsProvider } from './tidings-provider.ts';
export {
  type AttachmentAddresses,
  type AttachmentsActions,
  type AttachmentsResult,
  useAttachments,
} from './use-attachments.ts';
export { useClient } from './use-client.ts';
export {
  type ConnectionActions,
  type ConnectionResult,
  type ConnectionSummary,
  useConnection,
} from './use-connection.ts';
export {
  type ConversationActions,
  type ConversationResult,
  type ConversationView,
  type MemberView,
  useConversation,
} from './use-conversation.ts';
export {
  type ConversationSummary,
  type ConversationsActions,
  type ConversationsOptions,
  type ConversationsResult,
  useConversations,
} from './use-conversations.ts';
export { useElapsed } from './use-elapsed.ts';
export { type LastSeen, useLastSeen } from './use-last-seen.ts';
export { useLocation } from './use-location.ts';
export { type LocationSharingActions, type LocationSharingView, useLocationSharing } from './use-location-sharing.ts';
export { type MessageActions, type MessagesResult, type OlderMessages, useMessages } from './use-messages.ts';
export { type NotificationPreferencesActions, useNotificationPreferences } from './use-notification-preferences.ts';
export {
  type NotificationsActions,
  type NotificationsResult,
  useNotifications,
  type WhichNotifications,
} from './use-notifications.ts';
export { type OutboxActions, useOutbox } from './use-outbox.ts';
export { type OwnPresenceActions, useOwnPresence } from './use-own-presence.ts';
export { type OwnTyping, useOwnTyping } from './use-own-typing.ts';
export { usePresence } from './use-presence.ts';
export { type PresenceSettingsActions, usePresenceSettings } from './use-presence-settings.ts';
export { usePresences } from './use-presences.ts';
export {
  type MemberReceipt,
  type MessageDelivery,
  type ReceiptsActions,
  type ReceiptsResult,
  useReceipts,
} from './use-receipts.ts';
export { type MoreHits, type SearchHit, type SearchOptions, type SearchResult, useSearch } from './use-search.ts';
export {
  type MessageToSend,
  type SendMessageOptions,
  type SendMessageResult,
  useSendMessage,
} from './use-send-message.ts';
export { type ThreadResult, type ThreadView, useThread } from './use-thread.ts';
export { type TypingUser, useTyping, type WritingPlace } from './use-typing.ts';
export { type ConversationUnread, type Unread, type UnreadActions, useUnread } from './use-unread.ts';
export { useUnreadNotifications } from './use-unread-notifications.ts';
export { useUser } from './use-user.ts';
