import type {
  AttachmentProcessedFieldsFragment,
  ContactAddedFieldsFragment,
  ContactNearbyFieldsFragment,
  ContactRemovedFieldsFragment,
  ContactRequestedFieldsFragment,
  ContactRequestRemovedFieldsFragment,
  ConversationChangedFieldsFragment,
  ConversationExportFinishedFieldsFragment,
  ConversationJoinedFieldsFragment,
  ConversationLeftFieldsFragment,
  ConversationPreferencesChangedFieldsFragment,
  EventWithheldFieldsFragment,
  LinkPreviewsAddedFieldsFragment,
  LocationSharingChangedFieldsFragment,
  MemberAddedFieldsFragment,
  MemberBannedFieldsFragment,
  MemberChangedFieldsFragment,
  MemberRemovedFieldsFragment,
  MemberUnbannedFieldsFragment,
  MessageDeletedFieldsFragment,
  MessageEditedFieldsFragment,
  MessageHiddenFieldsFragment,
  MessagePinnedFieldsFragment,
  MessageSentFieldsFragment,
  MessageUnpinnedFieldsFragment,
  NotificationAddedFieldsFragment,
  NotificationPreferencesChangedFieldsFragment,
  NotificationsChangedFieldsFragment,
  NotificationsRemovedFieldsFragment,
  OwnPresenceChangedFieldsFragment,
  PresenceSettingsChangedFieldsFragment,
  ReactionAddedFieldsFragment,
  ReactionRemovedFieldsFragment,
  UserBlockedFieldsFragment,
  UserUnblockedFieldsFragment,
} from '../generated/operations.ts';

// Named one by one, as interfaces: the linter's check that a switch is exhaustive does not see through computed types.
export interface MessageSentItem extends MessageSentFieldsFragment {
  __typename: 'MessageSent';
}
export interface MessageEditedItem extends MessageEditedFieldsFragment {
  __typename: 'MessageEdited';
}
export interface MessageDeletedItem extends MessageDeletedFieldsFragment {
  __typename: 'MessageDeleted';
}
interface LinkPreviewsAddedItem extends LinkPreviewsAddedFieldsFragment {
  __typename: 'LinkPreviewsAdded';
}
interface MessagePinnedItem extends MessagePinnedFieldsFragment {
  __typename: 'MessagePinned';
}
interface MessageUnpinnedItem extends MessageUnpinnedFieldsFragment {
  __typename: 'MessageUnpinned';
}
interface ReactionAddedItem extends ReactionAddedFieldsFragment {
  __typename: 'ReactionAdded';
}
interface ReactionRemovedItem extends ReactionRemovedFieldsFragment {
  __typename: 'ReactionRemoved';
}
export interface MemberAddedItem extends MemberAddedFieldsFragment {
  __typename: 'MemberAdded';
}
export interface MemberRemovedItem extends MemberRemovedFieldsFragment {
  __typename: 'MemberRemoved';
}
export interface MemberChangedItem extends MemberChangedFieldsFragment {
  __typename: 'MemberChanged';
}
interface MemberBannedItem extends MemberBannedFieldsFragment {
  __typename: 'MemberBanned';
}
interface MemberUnbannedItem extends MemberUnbannedFieldsFragment {
  __typename: 'MemberUnbanned';
}
interface ConversationChangedItem extends ConversationChangedFieldsFragment {
  __typename: 'ConversationChanged';
}
interface EventWithheldItem extends EventWithheldFieldsFragment {
  __typename: 'EventWithheld';
}

/** The durable events of a conversation. */
export type ConversationEventItem =
  | MessageSentItem
  | MessageEditedItem
  | MessageDeletedItem
  | LinkPreviewsAddedItem
  | ReactionAddedItem
  | ReactionRemovedItem
  | MessagePinnedItem
  | MessageUnpinnedItem
  | MemberAddedItem
  | MemberRemovedItem
  | MemberChangedItem
  | MemberBannedItem
  | MemberUnbannedItem
  | ConversationChangedItem;

/** The items that have a `seq` in a conversation. */
export type NumberedItem = ConversationEventItem | EventWithheldItem;

export interface ConversationJoinedItem extends ConversationJoinedFieldsFragment {
  __typename: 'ConversationJoined';
}
interface ConversationLeftItem extends ConversationLeftFieldsFragment {
  __typename: 'ConversationLeft';
}
interface ConversationPreferencesChangedItem extends ConversationPreferencesChangedFieldsFragment {
  __typename: 'ConversationPreferencesChanged';
}
export interface PresenceSettingsChangedItem extends PresenceSettingsChangedFieldsFragment {
  __typename: 'PresenceSettingsChanged';
}
interface ContactNearbyItem extends ContactNearbyFieldsFragment {
  __typename: 'ContactNearby';
}
interface LocationSharingChangedItem extends LocationSharingChangedFieldsFragment {
  __typename: 'LocationSharingChanged';
}
interface OwnPresenceChangedItem extends OwnPresenceChangedFieldsFragment {
  __typename: 'OwnPresenceChanged';
}
export interface MessageHiddenItem extends MessageHiddenFieldsFragment {
  __typename: 'MessageHidden';
}
interface NotificationAddedItem extends NotificationAddedFieldsFragment {
  __typename: 'NotificationAdded';
}
interface NotificationsChangedItem extends NotificationsChangedFieldsFragment {
  __typename: 'NotificationsChanged';
}
interface NotificationsRemovedItem extends NotificationsRemovedFieldsFragment {
  __typename: 'NotificationsRemoved';
}
interface NotificationPreferencesChangedItem extends NotificationPreferencesChangedFieldsFragment {
  __typename: 'NotificationPreferencesChanged';
}
interface ConversationExportFinishedItem extends ConversationExportFinishedFieldsFragment {
  __typename: 'ConversationExportFinished';
}
interface ContactRequestedItem extends ContactRequestedFieldsFragment {
  __typename: 'ContactRequested';
}
interface ContactRequestRemovedItem extends ContactRequestRemovedFieldsFragment {
  __typename: 'ContactRequestRemoved';
}
interface ContactAddedItem extends ContactAddedFieldsFragment {
  __typename: 'ContactAdded';
}
interface ContactRemovedItem extends ContactRemovedFieldsFragment {
  __typename: 'ContactRemoved';
}
interface UserBlockedItem extends UserBlockedFieldsFragment {
  __typename: 'UserBlocked';
}
interface UserUnblockedItem extends UserUnblockedFieldsFragment {
  __typename: 'UserUnblocked';
}
interface AttachmentProcessedItem extends AttachmentProcessedFieldsFragment {
  __typename: 'AttachmentProcessed';
}

/** Those about contacts, requests and blocks. */
export type ContactItem =
  | ContactRequestedItem
  | ContactRequestRemovedItem
  | ContactAddedItem
  | ContactRemovedItem
  | UserBlockedItem
  | UserUnblockedItem;

/** Those about notifications. */
export type NotificationItem =
  | NotificationAddedItem
  | NotificationsChangedItem
  | NotificationsRemovedItem
  | NotificationPreferencesChangedItem;

/** The durable events of the viewer's own log. */
export type UserEventItem =
  | ConversationJoinedItem
  | ConversationLeftItem
  | ConversationPreferencesChangedItem
  | PresenceSettingsChangedItem
  | OwnPresenceChangedItem
  | ContactItem
  | NotificationItem
  | LocationSharingChangedItem
  | ContactNearbyItem
  | MessageHiddenItem
  | AttachmentProcessedItem
  | ConversationExportFinishedItem;
