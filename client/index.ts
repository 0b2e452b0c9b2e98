export { type ApplicationSignal, followSignals } from './app-signals/follow-signals.ts';
export {
  createUpload,
  type Upload,
  UploadError,
  type UploadFailure,
  type UploadState,
} from './attachments/create-upload.ts';
export { createClient, type TidingsClient } from './create-client.ts';
export { type Failure, TidingsError } from './errors.ts';
export {
  AcceptContactDocument,
  AcknowledgeDocument,
  AddMembersDocument,
  AddReactionDocument,
  ApplicationSignalsDocument,
  ArchiveNotificationsDocument,
  AttachmentAddressesDocument,
  AttachmentDocument,
  AuditEntriesDocument,
  BanMemberDocument,
  BansDocument,
  BlockedUsersDocument,
  BlockUserDocument,
  BroadcastNotificationDocument,
  CancelNotificationBroadcastDocument,
  ChannelsDocument,
  ContactRequestsDocument,
  ContactsDocument,
  ConversationDocument,
  ConversationEventsDocument,
  ConversationExportDocument,
  CreateConversationDocument,
  CreateWebhookEndpointDocument,
  DeclineContactDocument,
  DeleteAttachmentDocument,
  DeleteMessageDocument,
  DeleteNotificationsDocument,
  DeleteWebhookEndpointDocument,
  EditMessageDocument,
  EraseUserDocument,
  EventsDocument,
  ExplainNotificationDocument,
  ExportConversationDocument,
  ForwardMessagesDocument,
  JoinConversationDocument,
  LeaveConversationDocument,
  LocationSharingDocument,
  LocationsDocument,
  MarkNotificationsReadDocument,
  MarkNotificationsSeenDocument,
  MarkUnreadDocument,
  MembersDocument,
  MessageDeliveryDocument,
  MessageDocument,
  MessagesDocument,
  MessageVersionsDocument,
  MuteMemberDocument,
  NearbyUsersDocument,
  NodeDocument,
  NotificationBroadcastDocument,
  NotificationBroadcastsDocument,
  NotificationsDocument,
  OnlineMembersDocument,
  OwnPresenceDocument,
  PinMessageDocument,
  PinnedMessagesDocument,
  PresenceDocument,
  PresenceSettingsDocument,
  PresencesDocument,
  PublishSignalDocument,
  ReactorsDocument,
  RefreshSessionDocument,
  RegisterPushSubscriptionDocument,
  RemoveContactDocument,
  RemoveMemberDocument,
  RemoveReactionDocument,
  ReplayWebhookDeliveriesDocument,
  ReportActivityDocument,
  ReportMessageDocument,
  ReportsDocument,
  RequestContactDocument,
  ResolveReportDocument,
  RevokeSessionsDocument,
  RotateWebhookSecretDocument,
  SearchMessagesDocument,
  SendMessageDocument,
  SendNotificationDocument,
  ServerInfoDocument,
  SetConversationPreferencesDocument,
  SetCustomStatusDocument,
  SetMemberRoleDocument,
  SetPresenceDocument,
  SetSearchLanguageDocument,
  SetSlowModeDocument,
  SetTypingDocument,
  ShareLocationDocument,
  StopSharingLocationDocument,
  SyncConversationDocument,
  SyncCursorDocument,
  SyncStateDocument,
  SyncThreadDocument,
  ThreadsDocument,
  TypingDocument,
  UnbanMemberDocument,
  UnblockUserDocument,
  UnmuteMemberDocument,
  UnpinMessageDocument,
  UnregisterPushSubscriptionDocument,
  UpdateConversationDocument,
  UpdateLocationSharingDocument,
  UpdateNotificationPreferencesDocument,
  UpdatePresenceSettingsDocument,
  UpdateProfileDocument,
  UpdateWebhookEndpointDocument,
  UpsertUsersDocument,
  UserDocument,
  UserEmailDocument,
  UserErasureDocument,
  UsersDocument,
  ViewerDocument,
  ViewerEmailDocument,
  WebhookDeliveriesDocument,
  WebhookEndpointsDocument,
  WebPushDocument,
} from './generated/operations.ts';
export {
  type GeolocationFailure,
  type GeolocationSource,
  type LocationShare,
  type LocationShareState,
  shareLocation,
} from './location/share-location.ts';
export { type LocationState, watchLocations } from './location/watch-locations.ts';
export { badgeText } from './notifications/badge-text.ts';
export { createToasts, type Toast, type Toasts } from './notifications/create-toasts.ts';
export type { ClientOptions } from './options.ts';
export type { NewMessage } from './outbox/create-outbox.ts';
export type { OutboxEntry, OutboxState } from './outbox/outbox-state.ts';
export { type KeyValueStore, keyValueStorage, memoryStorage, type OutboxStorage } from './outbox/storage.ts';
export { browserPage, type Page } from './page/page.ts';
export { watchActivity } from './presence/watch-activity.ts';
export { type PresenceState, watchPresence } from './presence/watch-presence.ts';
export { type Acknowledger, createAcknowledger } from './receipts/create-acknowledger.ts';
export { applyEvent, type StreamItem } from './store/apply-event.ts';
export { derive, type Readable } from './store/create-store.ts';
export { fromSync } from './store/from-sync.ts';
export { fromThread } from './store/from-thread.ts';
export type { MessageStatus, MessageView } from './store/message-views.ts';
export { totalUnreadNotifications } from './store/notifications.ts';
export type {
  AttachmentState,
  BlockedUserState,
  ClientState,
  ContactRequestState,
  ContactState,
  ConversationState,
  LocationSharingState,
  MemberState,
  MessageState,
  NotificationPreferencesState,
  NotificationState,
  OwnPresenceState,
  PreferencesState,
  PresenceSettingsState,
  ReceiptState,
  ResyncState,
  ThreadState,
  UserState,
  ViewerMembershipState,
} from './store/state.ts';
export { totalUnread, totalUnreadMentions } from './store/unread.ts';
export type { ConnectionState, ConnectionStatus } from './transport/connection.ts';
export type { Quality } from './transport/quality.ts';
export { createTyping, type Typing } from './typing/create-typing.ts';
export { watchTyping } from './typing/watch-typing.ts';
export {
  createPushPermission,
  type PushPermission,
  type PushPermissionState,
} from './web-push/create-push-permission.ts';
export { ownBrowser, type PushBrowser, type PushRegistration } from './web-push/push-browser.ts';
