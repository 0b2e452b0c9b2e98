import type { CodegenConfig } from '@graphql-codegen/cli';

/** What each scalar is in JSON, and so in both directions on both sides. */
const scalars = { ID: 'string', DateTime: 'string', Cursor: 'string', JSONObject: 'Record<string, unknown>' };

/** What a resolver of a type is handed as its parent, where that is not the type itself: `Type: '../modules/…#Row'`. */
const log = '../realtime/log-event.ts';
const mappers = {
  User: `${log}#StoredUser`,
  Viewer: '../context.ts#Actor',
  Conversation: '../modules/conversations/rows.ts#ConversationParent',
  ViewerMembership: '../modules/conversations/rows.ts#Membership',
  Member: `${log}#StoredMember`,
  ConversationPreferences: `${log}#StoredPreferences`,
  ConversationBan: '../modules/conversations/bans.ts#StoredBan',
  MessageReport: '../modules/moderation/reports.ts#StoredReport',
  AuditEntry: '../modules/audit/list-audit-entries.ts#StoredAuditEntry',
  UserErasure: '../modules/erasure/queries.ts#StoredErasure',
  WebhookEndpoint: '../modules/webhooks/queries.ts#StoredEndpoint',
  WebhookDelivery: '../modules/webhooks/queries.ts#StoredDelivery',
  WebhookAttempt: '../modules/webhooks/queries.ts#StoredAttempt',
  Message: `${log}#StoredMessage`,
  Attachment: `${log}#StoredAttachment`,
  ConversationExport: '../modules/exports/queries.ts#ExportRow',
  Notification: '../modules/notifications/rows.ts#StoredNotification',
  PushSubscription: '../modules/web-push/queries.ts#StoredPushSubscription',
  NotificationPreferences: '../modules/notifications/notification.ts#StoredNotificationPreferences',
  NotificationDelivery: '../modules/notifications/notification.ts#StoredNotificationDelivery',
  ChannelDelivery: '../modules/deliveries/queries.ts#ChannelDeliveryRow',
  NotificationBroadcast: '../modules/broadcasts/queries.ts#StoredBroadcast',
  NotificationAdded: `${log}#LogEventOf<'NotificationAdded'>`,
  NotificationsChanged: `${log}#LogEventOf<'NotificationsChanged'>`,
  NotificationsRemoved: `${log}#LogEventOf<'NotificationsRemoved'>`,
  NotificationPreferencesChanged: `${log}#LogEventOf<'NotificationPreferencesChanged'>`,
  ConversationExportFinished: `${log}#LogEventOf<'ConversationExportFinished'>`,
  AttachmentProcessed: `${log}#LogEventOf<'AttachmentProcessed'>`,
  QuotedMessage: `${log}#StoredQuote`,
  MessageDelivery: '../modules/receipts/message-delivery.ts#Delivery',
  MessageThread: '../modules/messages/thread-queries.ts#Thread',
  ForwardedFrom: `${log}#StoredOrigin`,
  Forwarding: '../modules/messages/forward-messages.ts#ForwardingResult',
  ReactionCount: '../modules/messages/reactions.ts#ReactionParent',
  Reaction: '../modules/messages/reactions.ts#StoredReactor',
  ConversationEvent: `${log}#LogEvent`,
  UserEvent: `${log}#LogEvent`,
  MessageSent: `${log}#LogEventOf<'MessageSent'>`,
  MessageEdited: `${log}#LogEventOf<'MessageEdited'>`,
  MessageDeleted: `${log}#LogEventOf<'MessageDeleted'>`,
  LinkPreviewsAdded: `${log}#LogEventOf<'LinkPreviewsAdded'>`,
  ReactionAdded: `${log}#LogEventOf<'ReactionAdded'>`,
  ReactionRemoved: `${log}#LogEventOf<'ReactionRemoved'>`,
  MessagePinned: `${log}#LogEventOf<'MessagePinned'>`,
  MessageUnpinned: `${log}#LogEventOf<'MessageUnpinned'>`,
  MemberAdded: `${log}#LogEventOf<'MemberAdded'>`,
  MemberRemoved: `${log}#LogEventOf<'MemberRemoved'>`,
  MemberChanged: `${log}#LogEventOf<'MemberChanged'>`,
  MemberBanned: `${log}#LogEventOf<'MemberBanned'>`,
  MemberUnbanned: `${log}#LogEventOf<'MemberUnbanned'>`,
  ConversationChanged: `${log}#LogEventOf<'ConversationChanged'>`,
  ConversationJoined: `${log}#LogEventOf<'ConversationJoined'>`,
  ConversationLeft: `${log}#LogEventOf<'ConversationLeft'>`,
  ConversationPreferencesChanged: `${log}#LogEventOf<'ConversationPreferencesChanged'>`,
  PresenceSettings: `${log}#StoredPresenceSettings`,
  Presence: `${log}#PresenceNow`,
  OwnPresenceChanged: `${log}#LogEventOf<'OwnPresenceChanged'>`,
  OnlineMembers: '../modules/presence/online-members.ts#OnlineMemberIds',
  PresenceSettingsChanged: `${log}#LogEventOf<'PresenceSettingsChanged'>`,
  Contact: '../modules/contacts/rows.ts#ContactParent',
  ContactRequest: '../modules/contacts/rows.ts#ContactRequestParent',
  BlockedUser: '../modules/contacts/rows.ts#BlockedUserParent',
  ContactRequested: `${log}#LogEventOf<'ContactRequested'>`,
  ContactRequestRemoved: `${log}#LogEventOf<'ContactRequestRemoved'>`,
  ContactAdded: `${log}#LogEventOf<'ContactAdded'>`,
  ContactRemoved: `${log}#LogEventOf<'ContactRemoved'>`,
  UserBlocked: `${log}#LogEventOf<'UserBlocked'>`,
  UserUnblocked: `${log}#LogEventOf<'UserUnblocked'>`,
  LocationSharing: `${log}#StoredLocationSharing`,
  LocationSharingChanged: `${log}#LogEventOf<'LocationSharingChanged'>`,
  NearbyUser: '../modules/location/find-nearby-users.ts#Nearby',
  ContactNearby: `${log}#LogEventOf<'ContactNearby'>`,
  UserLocation: `${log}#StoredLocation`,
  LocationUpdate: `${log}#LocationNow`,
  ApplicationSignal: `${log}#AppSignal`,
  TypingSignal: `${log}#TypingNow`,
  MessageHidden: `${log}#LogEventOf<'MessageHidden'>`,
};

const shared = { scalars, useTypeImports: true, enumsAsTypes: true };

const documents = 'client/operations/*.graphql';

const entry = ['operations', 'stream-items', 'urql-hooks'].map((file) => `export * from './${file}.ts';`).join('\n');

const config: CodegenConfig = {
  // released.graphql is the last release's contract, kept for comparison.
  schema: ['schema/*.graphql', '!schema/released.graphql'],
  importExtension: '.ts',
  // The server's types are wanted before the first operation is written.
  ignoreNoDocuments: true,
  generates: {
    'server/generated/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: { ...shared, contextType: '../context.ts#Context', mappers },
    },
    // The first plugin prints the inputs and enums that the operations use: no `typescript` plugin beside it.
    'client/generated/operations.ts': {
      documents,
      plugins: ['typescript-operations', './codegen/typed-documents.ts'],
      config: shared,
    },
    'client/generated/stream-items.ts': { plugins: ['./codegen/stream-items.ts'] },
    'client/generated/urql-hooks.ts': { documents, plugins: ['./codegen/urql-hooks.ts'] },
    // What this page re-exports is all generated.
    'client/generated/index.ts': { plugins: [{ add: { content: entry } }] },
    // For users who generate their own operations' types from it.
    'client/generated/schema.graphql': { plugins: ['schema-ast'], config: { includeDirectives: true } },
    'client/generated/known-operations.json': { documents, plugins: ['./codegen/known-operations.ts'] },
    // A server knows the SDK's operations without being told; it is shipped without the client.
    'server/generated/known-operations.json': { documents, plugins: ['./codegen/known-operations.ts'] },
  },
};

export default config;
