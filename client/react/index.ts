'use client';

export type { Failed, Loading, Reading, Ready } from './reading.ts';
export type { ConnectionView } from './sources/connection-source.ts';
export { TidingsProvider } from './tidings-provider.ts';
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
export { type MessageActions, type MessagesResult, type OlderMessages, useMessages } from './use-messages.ts';
export { type NotificationPreferencesActions, useNotificationPreferences } from './use-notification-preferences.ts';
export { type OutboxActions, useOutbox } from './use-outbox.ts';
export { type PresenceSettingsActions, usePresenceSettings } from './use-presence-settings.ts';
export {
  type MemberReceipt,
  type MessageDelivery,
  type ReceiptsActions,
  type ReceiptsResult,
  useReceipts,
} from './use-receipts.ts';
export {
  type MessageToSend,
  type SendMessageOptions,
  type SendMessageResult,
  useSendMessage,
} from './use-send-message.ts';
export { type ConversationUnread, type Unread, type UnreadActions, useUnread } from './use-unread.ts';
export { useUser } from './use-user.ts';
