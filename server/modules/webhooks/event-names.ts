import type { EventType } from '../../realtime/log-event.ts';

/** What applications may subscribe to, as the SDL names it. */
export const webhookEventTypes = [
  'MESSAGE_SENT',
  'MESSAGE_EDITED',
  'MESSAGE_DELETED',
  'MESSAGE_PINNED',
  'MESSAGE_UNPINNED',
  'LINK_PREVIEWS_ADDED',
  'REACTION_ADDED',
  'REACTION_REMOVED',
  'MEMBER_ADDED',
  'MEMBER_REMOVED',
  'MEMBER_CHANGED',
  'MEMBER_BANNED',
  'MEMBER_UNBANNED',
  'CONVERSATION_CHANGED',
  'CONVERSATION_JOINED',
  'CONVERSATION_LEFT',
  'CONTACT_REQUESTED',
  'CONTACT_ADDED',
  'CONTACT_REMOVED',
  'NOTIFICATION_REQUESTED',
] as const;

export type WebhookEventType = (typeof webhookEventTypes)[number];

/** Null: it is nobody's business but the user's own, so no application is told by itself. */
const names: Record<EventType, WebhookEventType | null> = {
  MessageSent: 'MESSAGE_SENT',
  MessageEdited: 'MESSAGE_EDITED',
  MessageDeleted: 'MESSAGE_DELETED',
  MessagePinned: 'MESSAGE_PINNED',
  MessageUnpinned: 'MESSAGE_UNPINNED',
  LinkPreviewsAdded: 'LINK_PREVIEWS_ADDED',
  ReactionAdded: 'REACTION_ADDED',
  ReactionRemoved: 'REACTION_REMOVED',
  MemberAdded: 'MEMBER_ADDED',
  MemberRemoved: 'MEMBER_REMOVED',
  MemberChanged: 'MEMBER_CHANGED',
  MemberBanned: 'MEMBER_BANNED',
  MemberUnbanned: 'MEMBER_UNBANNED',
  ConversationChanged: 'CONVERSATION_CHANGED',
  ConversationJoined: 'CONVERSATION_JOINED',
  ConversationLeft: 'CONVERSATION_LEFT',
  ContactRequested: 'CONTACT_REQUESTED',
  ContactAdded: 'CONTACT_ADDED',
  ContactRemoved: 'CONTACT_REMOVED',
  // Withdrawn or declined: a decline is told to nobody.
  ContactRequestRemoved: null,
  UserBlocked: null,
  UserUnblocked: null,
  ConversationPreferencesChanged: null,
  PresenceSettingsChanged: null,
  MessageHidden: null,
  LocationSharingChanged: null,
  ContactNearby: null,
  OwnPresenceChanged: null,
  ConversationExportFinished: null,
  AttachmentProcessed: null,
  NotificationAdded: null,
  NotificationsChanged: null,
  NotificationsRemoved: null,
  NotificationPreferencesChanged: null,
};

/** The types of the log that are told. */
export const toldTypes = (Object.keys(names) as EventType[]).filter((type) => names[type] !== null);

export const webhookEventTypeOf = (type: EventType): WebhookEventType | null => names[type];

/** As a delivery's body says it: `message.sent`. */
export function bodyTypeOf(type: WebhookEventType): string {
  const [subject = '', ...words] = type.toLowerCase().split('_');
  return type === 'LINK_PREVIEWS_ADDED' ? 'message.link_previews_added' : `${subject}.${words.join('_')}`;
}
