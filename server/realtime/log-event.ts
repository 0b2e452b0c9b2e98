/** Where a log lives: a conversation's id, or a user's own log. The forms cannot meet: a TypeID has no slash. */
export type Topic = string;

export const conversationTopic = (conversationId: string): Topic => conversationId;
export const userTopic = (userId: string): Topic => `user/${userId}`;
/** Whether a log is a user's own. */
export const isOfUser = (topic: Topic): boolean => topic.startsWith(userTopic(''));
/** Not a log: changed profiles of a tenant are published here. */
export const profilesTopic: Topic = 'profiles/';

export const messageKinds = ['TEXT', 'IMAGE', 'FILE', 'AUDIO', 'VIDEO', 'LOCATION', 'SYSTEM'] as const;

/** What a reply quotes: the message as it was then. The text is cut, and null where the message is deleted. */
export interface StoredQuote {
  messageId: string;
  seq: number;
  senderId: string;
  kind: (typeof messageKinds)[number];
  text: string | null;
  isDeleted: boolean;
}

/** A place on earth, in degrees (WGS 84) and metres. */
export interface StoredPlace {
  latitude: number;
  longitude: number;
  accuracyMeters: number | null;
  name: string | null;
}

/** What a linked page says of itself, as plain text. */
export interface StoredLinkPreview {
  url: string;
  title: string;
  description: string | null;
  siteName: string | null;
}

export const attachmentStatuses = ['UPLOADING', 'PROCESSING', 'READY', 'FAILED'] as const;
export const attachmentFailures = ['TOO_MANY_PIXELS', 'UNREADABLE', 'UNSUPPORTED_IMAGE', 'NOT_PROCESSED'] as const;

/** A file, as events carry it, messages keep it, and the API shows it. */
export interface StoredAttachment {
  id: string;
  name: string;
  status: (typeof attachmentStatuses)[number];
  failure: (typeof attachmentFailures)[number] | null;
  /** The media type that its bytes show; null before they were looked at. */
  type: string | null;
  sizeBytes: number;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  thumbHash: string | null;
  hasThumbnail: boolean;
}

/** Who first sent what a message forwards, and when. Not where: that may be none of its readers' business. */
export interface StoredOrigin {
  senderId: string;
  createdAt: string;
}

/** What only some messages have, field by field. */
export interface MessageDetails {
  /** As they were at the sending; READY all of them. */
  attachments?: StoredAttachment[];
  replyTo?: StoredQuote;
  /** As the sender named them. */
  mentionedUserIds?: string[];
  mentionsEveryone?: true;
  location?: StoredPlace;
  linkPreviews?: StoredLinkPreview[];
  forwardedFrom?: StoredOrigin;
  /** Whom the message is not shown to, since he has blocked its sender; kept in a tombstone too. */
  withheldFrom?: string;
  /** The `seq` of the last event that changed the message, kept in a tombstone too; absent: none has. */
  changedSeq?: number;
}

/** All reactions to a message with one emoji. */
export interface StoredReaction {
  emoji: string;
  count: number;
  /** The first who reacted so, the earliest first; see `reactorsShownMax`. */
  userIds: string[];
}

/** A message as events carry it, and as the API shows it. */
export interface StoredMessage {
  id: string;
  conversationId: string;
  seq: number;
  senderId: string;
  clientMessageId: string;
  kind: (typeof messageKinds)[number];
  priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT';
  text: string | null;
  metadata: Record<string, unknown>;
  /** The message that began the thread in which this is a reply; null: it stands in the conversation itself. */
  threadRootId: string | null;
  threadRootSeq: number | null;
  /** Null: none of it. A tombstone has nothing of it but when it was changed, and whom it is withheld from. */
  details: MessageDetails | null;
  /** In the order of their first; null: none. */
  reactions: StoredReaction[] | null;
  pinnedAt: string | null;
  pinnedById: string | null;
  version: number;
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
}

/** A conversation as events carry it, and as the API shows it. */
export interface StoredConversation {
  id: string;
  kind: 'DIRECT' | 'GROUP' | 'CHANNEL';
  visibility: 'PRIVATE' | 'PUBLIC';
  historyVisibility: 'ALL' | 'SINCE_JOIN';
  title: string | null;
  metadata: Record<string, unknown>;
  memberCount: number;
  /** The time that must lie between two messages of a member; 0: none. */
  slowModeMs: number;
  createdAt: string;
}

/** A member as events carry it, and as the API shows it. */
export interface StoredMember {
  conversationId: string;
  userId: string;
  role: 'OWNER' | 'ADMIN' | 'MEMBER';
  joinedAt: string;
  joinedSeq: number;
  /** May not write before this time; null: may. Events of earlier releases do not say it. */
  silencedUntil: string | null;
}

export interface StoredPreferences {
  mutedUntil: string | null;
  pinned: boolean;
  archived: boolean;
}

export const presenceAudiences = ['EVERYONE', 'CONTACTS', 'NOBODY'] as const;

/** What a user lets others see of him. */
export interface StoredPresenceSettings {
  /** Who sees anything of his presence at all. */
  visibility: (typeof presenceAudiences)[number];
  showOnlineStatus: boolean;
  showLastSeen: boolean;
  /** He is offline for everybody else, whatever he does. */
  invisible: boolean;
  shareTyping: boolean;
  shareReadReceipts: boolean;
}

export const locationAudiences = ['NOBODY', 'CONTACTS', 'SELECTED', 'EVERYONE'] as const;
export const locationPrecisions = ['EXACT', 'APPROXIMATE', 'CITY'] as const;
export type LocationPrecision = (typeof locationPrecisions)[number];

/** To whom a user's position goes, how exactly, and until when. Not where he is. */
export interface StoredLocationSharing {
  audience: (typeof locationAudiences)[number];
  precision: LocationPrecision;
  /** Whom he has selected, in the order of their ids. */
  userIds: string[];
  /** When the share ends; null, or past: he shares nothing. */
  expiresAt: string | null;
}

/** What a user says of himself; one of text and emoji is there. */
export interface StoredCustomStatus {
  text: string | null;
  emoji: string | null;
  /** When it is over; null: never by itself. */
  expiresAt: string | null;
}

interface ReactionPayload {
  messageSeq: number;
  emoji: string;
  /** Whose reaction it is. */
  userId: string;
}

/** What was asked is not in the log. */
interface ContactRequestPayload {
  /** The other of the two. */
  userId: string;
  direction: 'INCOMING' | 'OUTGOING';
}

/**
 * What each event stores in the log (`payload`), and what it carries beside that (`carried`): content as it is now,
 * given by the verb when the event is live and read afresh when it is replayed, never stored in the log.
 */
export interface EventTypes {
  MessageSent: { payload: Record<string, never>; carried: { message: StoredMessage } };
  MessageEdited: { payload: { messageSeq: number }; carried: { message: StoredMessage } };
  MessageDeleted: { payload: { messageSeq: number }; carried: { message: StoredMessage } };
  LinkPreviewsAdded: { payload: { messageSeq: number }; carried: { message: StoredMessage } };
  ReactionAdded: { payload: ReactionPayload; carried: { message: StoredMessage } };
  ReactionRemoved: { payload: ReactionPayload; carried: { message: StoredMessage } };
  MessagePinned: { payload: { messageSeq: number }; carried: { message: StoredMessage } };
  MessageUnpinned: { payload: { messageSeq: number }; carried: { message: StoredMessage } };
  MemberAdded: { payload: { member: StoredMember; memberCount: number }; carried: null };
  MemberRemoved: { payload: { userId: string; memberCount: number }; carried: null };
  MemberChanged: { payload: { member: StoredMember; memberCount: number }; carried: null };
  MemberBanned: { payload: { userId: string; until: string | null }; carried: null };
  MemberUnbanned: { payload: { userId: string }; carried: null };
  ConversationChanged: { payload: Record<string, never>; carried: { conversation: StoredConversation } };
  ConversationJoined: { payload: { conversationId: string; joinedSeq: number }; carried: null };
  ConversationLeft: { payload: { conversationId: string }; carried: null };
  ConversationPreferencesChanged: {
    payload: { conversationId: string; preferences: StoredPreferences };
    carried: null;
  };
  PresenceSettingsChanged: { payload: { settings: StoredPresenceSettings }; carried: null };
  /** Whom he has come near, or who has come near him. Neither where, nor how near. */
  ContactNearby: { payload: { userId: string }; carried: null };
  LocationSharingChanged: { payload: { sharing: StoredLocationSharing }; carried: null };
  OwnPresenceChanged: { payload: Record<string, never>; carried: null };
  MessageHidden: {
    payload: {
      conversationId: string;
      messageId: string;
      messageSeq: number;
      /** Of a reply in a thread. */
      threadRootId?: string;
      threadRootSeq?: number;
    };
    carried: null;
  };
  ContactRequested: { payload: ContactRequestPayload; carried: null };
  ContactRequestRemoved: { payload: ContactRequestPayload; carried: null };
  ContactAdded: { payload: { userId: string; since: string }; carried: null };
  ContactRemoved: { payload: { userId: string }; carried: null };
  UserBlocked: { payload: { userId: string; blockedAt: string }; carried: null };
  UserUnblocked: { payload: { userId: string }; carried: null };
  /** A notification is new to the user, or one that was there tells of more. */
  NotificationAdded: { payload: { notificationId: string }; carried: null };
  NotificationsChanged: { payload: { notificationIds: string[] }; carried: null };
  NotificationsRemoved: { payload: { notificationIds: string[] }; carried: null };
  NotificationPreferencesChanged: { payload: Record<string, never>; carried: null };
  ConversationExportFinished: { payload: { exportId: string; status: 'READY' | 'FAILED' }; carried: null };
  AttachmentProcessed: { payload: { attachmentId: string }; carried: null };
}

export type EventType = keyof EventTypes;

/** A durable event, as the hub hands it on: the union over all types. */
export type LogEvent = { [T in EventType]: LogEventOf<T> }[EventType];

export type LogEventOf<T extends EventType> = {
  tenantId: string;
  topic: Topic;
  seq: number;
  type: T;
  /** Who did it; null for the system. */
  actorId: string | null;
  createdAt: string;
} & EventTypes[T];

/** The events that are about one message, and carry it as it is now. All but a sending name its place in their payload. */
const messageEventTypes = [
  'MessageSent',
  'MessageEdited',
  'MessageDeleted',
  'LinkPreviewsAdded',
  'ReactionAdded',
  'ReactionRemoved',
  'MessagePinned',
  'MessageUnpinned',
] as const satisfies EventType[];

export type MessageEvent = Extract<LogEvent, { type: (typeof messageEventTypes)[number] }>;

const isOfMessage = new Set<EventType>(messageEventTypes);

export const isMessageEvent = (event: LogEvent): event is MessageEvent => isOfMessage.has(event.type);

/** Whether an event is about a message that is withheld from this user: he is told its place, and nothing else, for good. */
export function isWithheld(event: LogEvent, userId: string): boolean {
  return isMessageEvent(event) && event.carried.message.details?.withheldFrom === userId;
}

/** Whether what an event says is the same for all who hear its log. */
export function isAlikeToAll(event: LogEvent): boolean {
  if (!isMessageEvent(event)) return event.type !== 'MemberRemoved';
  return event.carried.message.details?.withheldFrom === undefined;
}

/** An event that a verb hands to `append`: the log gives it its number and its time. A send writes its own event. */
export type NewEvent = {
  [T in Exclude<EventType, 'MessageSent'>]: { topic: Topic; type: T; actorId: string | null } & EventTypes[T];
}[Exclude<EventType, 'MessageSent'>];

/** State items: newest value wins, no number, recovered by the transaction number of their row. */
export type StateItem =
  | {
      type: 'ReceiptsAdvanced';
      conversationId: string;
      receipts: { userId: string; deliveredSeq: number; readSeq: number }[];
    }
  | {
      type: 'ReadPositionChanged';
      userId: string;
      conversationId: string;
      deliveredSeq: number;
      readSeq: number;
      /** Unread from here on, by his own mark; null: not marked. */
      markedUnreadFromSeq: number | null;
      unreadCount: number;
      unreadMentionCount: number;
      /** The last `seq` of the conversation at the time of the counts, and of his own log. */
      lastSeq: number;
      ownLogSeq: number;
    }
  | {
      type: 'ThreadReceiptsAdvanced';
      conversationId: string;
      threadRootId: string;
      threadRootSeq: number;
      receipts: { userId: string; deliveredSeq: number; readSeq: number }[];
    }
  | {
      type: 'ThreadPositionChanged';
      userId: string;
      conversationId: string;
      threadRootId: string;
      threadRootSeq: number;
      deliveredSeq: number;
      readSeq: number;
      unreadCount: number;
      unreadMentionCount: number;
      lastSeq: number;
    }
  | { type: 'UserChanged'; user: StoredUser };

/** The state items about others' positions: not for who keeps his own to himself. */
export type ReceiptsItem = Extract<StateItem, { type: 'ReceiptsAdvanced' | 'ThreadReceiptsAdvanced' }>;

export const isReceiptsItem = (item: StateItem): item is ReceiptsItem =>
  item.type === 'ReceiptsAdvanced' || item.type === 'ThreadReceiptsAdvanced';

/** A user as the API shows him. */
export interface StoredUser {
  id: string;
  name: string | null;
  pictureUrl: string | null;
  metadata: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
}

export type ResyncReason = 'CURSOR_TOO_OLD' | 'SEQ_TOO_OLD' | 'EPOCH_CHANGED' | 'SEQ_AHEAD';

/** Who types somewhere now; see the SDL. */
export interface TypingNow {
  type: 'TypingSignal';
  conversationId: string;
  threadRootId: string | null;
  userIds: string[];
  userCount: number;
  expiresAt: string | null;
}

/** Where a user is, as he shares it: already snapped. See the SDL. */
export interface StoredLocation {
  latitude: number;
  longitude: number;
  accuracyMeters: number | null;
  headingDegrees: number | null;
  speedMetersPerSecond: number | null;
  geohash: string;
  precision: LocationPrecision;
  updatedAt: string;
  isStale: boolean;
  expiresAt: string;
}

/** Where a user is now; null for whoever may not see it, and where there is nothing to see. */
export interface LocationNow {
  type: 'LocationUpdate';
  userId: string;
  location: StoredLocation | null;
}

export const presenceStatuses = ['ONLINE', 'AWAY', 'BUSY', 'OFFLINE'] as const;

/** A user's presence, as somebody may see it; see the SDL. */
export interface PresenceNow {
  type: 'Presence';
  userId: string;
  status: (typeof presenceStatuses)[number];
  lastSeenAt: string | null;
  customStatus: StoredCustomStatus | null;
}

/** What the application has to say to those who hear a topic of its own now; see the SDL. */
export interface AppSignal {
  type: 'ApplicationSignal';
  /** The topic; what is called so here is of a log. */
  name: string;
  data: Record<string, unknown>;
  publishedAt: string;
  /** Of those before it, how many a reader who was too slow does not get. */
  droppedCount: number;
  /** What it weighs in a backlog. */
  bytes: number;
}

/** What a stream hands to its reader: events, state items and words of its own; or signals. One object for all whom it is told. */
export type StreamItem =
  | LogEvent
  | StateItem
  | { type: 'CaughtUp'; cursor: string }
  | { type: 'Checkpoint'; cursor: string }
  | { type: 'ResyncRequired'; cursor: string; reason: ResyncReason; conversationId: string | null }
  | { type: 'AccessRevoked'; conversationId: string }
  | { type: 'EventWithheld'; conversationId: string; seq: number }
  | TypingNow
  | LocationNow
  | PresenceNow
  | AppSignal;

/** Whether an item is of a log: it has a place there. */
export function isLogEvent(item: StreamItem): item is LogEvent {
  return 'topic' in item;
}
