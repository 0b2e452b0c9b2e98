import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { StoredUser, StoredMember, StoredPreferences, StoredMessage, StoredAttachment, LogEventOf, StoredQuote, StoredOrigin, LogEvent, StoredPresenceSettings, PresenceNow, StoredLocationSharing, StoredLocation, LocationNow, AppSignal, TypingNow } from '../realtime/log-event.ts';
import type { Actor, Context } from '../context.ts';
import type { ConversationParent, Membership } from '../modules/conversations/rows.ts';
import type { StoredBan } from '../modules/conversations/bans.ts';
import type { StoredReport } from '../modules/moderation/reports.ts';
import type { StoredAuditEntry } from '../modules/audit/list-audit-entries.ts';
import type { StoredErasure } from '../modules/erasure/queries.ts';
import type { StoredEndpoint, StoredDelivery, StoredAttempt } from '../modules/webhooks/queries.ts';
import type { ExportRow } from '../modules/exports/queries.ts';
import type { StoredNotification } from '../modules/notifications/rows.ts';
import type { StoredPushSubscription } from '../modules/web-push/queries.ts';
import type { StoredNotificationPreferences, StoredNotificationDelivery } from '../modules/notifications/notification.ts';
import type { ChannelDeliveryRow } from '../modules/deliveries/queries.ts';
import type { StoredBroadcast } from '../modules/broadcasts/queries.ts';
import type { Delivery } from '../modules/receipts/message-delivery.ts';
import type { Thread } from '../modules/messages/thread-queries.ts';
import type { ForwardingResult } from '../modules/messages/forward-messages.ts';
import type { ReactionParent, StoredReactor } from '../modules/messages/reactions.ts';
import type { OnlineMemberIds } from '../modules/presence/online-members.ts';
import type { ContactParent, ContactRequestParent, BlockedUserParent } from '../modules/contacts/rows.ts';
import type { Nearby } from '../modules/location/find-nearby-users.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * An opaque position in the viewer's stream, valid for `limits.retentionMs`. Store it as text and send it back unchanged;
   * a cursor that was altered, or that belongs to another tenant, is `BAD_USER_INPUT`.
   */
  Cursor: { input: string; output: string; }
  /** RFC 3339, in UTC, with milliseconds: `2026-01-31T09:30:00.000Z`. */
  DateTime: { input: string; output: string; }
  /** A JSON object. */
  JSONObject: { input: Record<string, unknown>; output: Record<string, unknown>; }
};

/** See `Mutation.acceptContact`. */
export type AcceptContactInput = {
  /** Who has asked. */
  userId: Scalars['ID']['input'];
};

/** The new contact. */
export type AcceptContactPayload = {
  __typename?: 'AcceptContactPayload';
  /** The contact. */
  contact: Contact;
};

/** The viewer may no longer read this conversation; nothing later of it follows, unless he is added again. */
export type AccessRevoked = {
  __typename?: 'AccessRevoked';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
};

/** See `Mutation.acknowledge`. */
export type AcknowledgeInput = {
  /** 1 to 100 positions, no conversation and no thread twice. */
  positions: Array<PositionInput>;
};

/** Where the viewer is now. */
export type AcknowledgePayload = {
  __typename?: 'AcknowledgePayload';
  /** The positions after the request, in the order given. */
  positions: Array<Position>;
};

/** See `Mutation.addMembers`. */
export type AddMembersInput = {
  /** The conversation; not a DIRECT. */
  conversationId: Scalars['ID']['input'];
  /** 1 to 100 users of the tenant, none twice. */
  userIds: Array<Scalars['ID']['input']>;
};

/** The conversation and those members. */
export type AddMembersPayload = {
  __typename?: 'AddMembersPayload';
  /** The conversation. */
  conversation: Conversation;
  /** The members named, in the order given. */
  members: Array<Member>;
};

/** See `Mutation.addReaction`. */
export type AddReactionInput = {
  /**
   * One emoji: any sequence that Unicode recommends for general interchange (RGI), with skin tones, genders and flags. A
   * missing or needless variation selector (U+FE0F) is put right.
   */
  emoji: Scalars['String']['input'];
  /** The message: one that the viewer may read. */
  messageId: Scalars['ID']['input'];
};

/** The message with the reaction. */
export type AddReactionPayload = {
  __typename?: 'AddReactionPayload';
  /** The message. */
  message: Message;
};

/**
 * Signal: something of the application's own that it has published to a topic. It is in no log, has no `seq` and is not resumed:
 * whoever does not hear the topic at the time never gets it. Unlike other signals none replaces another.
 */
export type ApplicationSignal = {
  __typename?: 'ApplicationSignal';
  /** Whatever the application gave it. */
  data: Scalars['JSONObject']['output'];
  /**
   * How many signals before this one the viewer does not get, since he took them too slowly: the oldest of more than
   * SIGNAL_BACKLOG_MAX (1,000) or STREAM_QUEUE_BYTES_MAX (1 MiB) are dropped. Otherwise 0. After a loss, ask the application for
   * what is so now.
   */
  droppedCount: Scalars['Int']['output'];
  /** When it was published, by the server's clock. */
  publishedAt: Scalars['DateTime']['output'];
  /** The topic. */
  topic: Scalars['String']['output'];
};

/** See `Mutation.archiveNotifications`. Takes `ids`, or `all`. */
export type ArchiveNotificationsInput = {
  /** True: all that there are, instead of `ids`. */
  all?: InputMaybe<Scalars['Boolean']['input']>;
  /** Up to `limits.notificationsPerRequestMax` (100). */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The notifications that were not archived before. */
export type ArchiveNotificationsPayload = {
  __typename?: 'ArchiveNotificationsPayload';
  /** As they are now. */
  notifications: Array<Notification>;
  /** As `Viewer.unreadNotificationCount`, after it. */
  unreadNotificationCount: Scalars['Int']['output'];
};

/**
 * A file. It is uploaded by the tus protocol (tus.io) at `/files`, with the same token, and then named in
 * `sendMessage(attachmentIds:)`. Before it is sent only its uploader sees it, afterwards every member who may read the
 * message. One that is in no message for a day is deleted, and so is one whose last message is deleted for everyone.
 */
export type Attachment = Node & {
  __typename?: 'Attachment';
  /** How long it plays, in milliseconds; null where that is not known. It is known of MP4, MOV and M4A. */
  durationMs?: Maybe<Scalars['Int']['output']>;
  /** Why it FAILED; otherwise null. */
  failure?: Maybe<AttachmentFailure>;
  /** Pixels from top to bottom, the right way up; null where it is no image. */
  height?: Maybe<Scalars['Int']['output']>;
  /** A TypeID, `att_…`; also the last part of the upload's address. */
  id: Scalars['ID']['output'];
  /** What the uploader calls it: plain text, at most 255 bytes, without path and control characters. Never use it as a path. */
  name: Scalars['String']['output'];
  /** Bytes of the download; before it is READY, of the upload. */
  sizeBytes: Scalars['Int']['output'];
  /** How far it is. */
  status: AttachmentStatus;
  /** A picture of about 25 bytes to show until the thumbnail is there (evanw.github.io/thumbhash), in Base64; null where it is no image. */
  thumbHash?: Maybe<Scalars['String']['output']>;
  /** The same, of a WebP of at most 320 pixels a side; null where it is no image. */
  thumbnailUrl?: Maybe<Scalars['String']['output']>;
  /**
   * The media type that its bytes show, whatever the uploader said; null before they were looked at. Types that a browser
   * would run, and those that are not known, are `application/octet-stream`.
   */
  type?: Maybe<Scalars['String']['output']>;
  /**
   * Where to download it: a path on this server, for this viewer alone, good for four minutes at least. Whether he still
   * may read it is asked again with each download. Null before it is READY.
   */
  url?: Maybe<Scalars['String']['output']>;
  /** Pixels from left to right, the right way up; null where it is no image. */
  width?: Maybe<Scalars['Int']['output']>;
};

/** Why an attachment FAILED. More may be added. */
export type AttachmentFailure =
  /** The server did not succeed. Upload it again. */
  | 'NOT_PROCESSED'
  /** The image has more pixels than `limits.imagePixelsMax`. Send a smaller one. */
  | 'TOO_MANY_PIXELS'
  /** It begins like an image, and cannot be read as one. */
  | 'UNREADABLE'
  /** An image in a format that this server cannot clean of where it was taken, such as HEIC or TIFF. Convert it to JPEG, PNG or WebP. */
  | 'UNSUPPORTED_IMAGE';

/** The viewer's upload was looked at, and is READY or FAILED. */
export type AttachmentProcessed = UserEvent & {
  __typename?: 'AttachmentProcessed';
  /** The attachment as it is now; null where it was deleted. */
  attachment?: Maybe<Attachment>;
  /** The upload. */
  attachmentId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** How far an attachment is. */
export type AttachmentStatus =
  /** It cannot be sent; `failure` says why. Its bytes are removed. */
  | 'FAILED'
  /** All bytes are here, and are being looked at. */
  | 'PROCESSING'
  /** It can be sent and downloaded. */
  | 'READY'
  /** Its bytes are arriving. */
  | 'UPLOADING';

/** What is written down in the audit log. More will be added. */
export type AuditAction =
  /** The conversation was changed; `details` hold `fields`, the names of what was. */
  | 'CONVERSATION_UPDATED'
  /** A user was banned; `details` hold `until` (null: for good) and `wasMember`. */
  | 'MEMBER_BANNED'
  /** A member was muted; `details` hold `until`. */
  | 'MEMBER_MUTED'
  /** A member was removed. */
  | 'MEMBER_REMOVED'
  /** A member's role was set; `details` hold `from` and `to`. */
  | 'MEMBER_ROLE_SET'
  /** A ban was lifted. */
  | 'MEMBER_UNBANNED'
  /** A muted member may write again. */
  | 'MEMBER_UNMUTED'
  /** Somebody else's message was deleted for everyone; `details` hold `messageId` and `messageSeq`. */
  | 'MESSAGE_DELETED'
  /** A message was reported. For the operator; not in `Conversation.auditEntries`. */
  | 'MESSAGE_REPORTED'
  /** Deliveries of notifications were taken up again; `details` hold `since` and `count`. For the operator, as above. */
  | 'NOTIFICATIONS_REPLAYED'
  /** A report was resolved; `details` hold `reportId`, `messageId` and `resolution`. */
  | 'REPORT_RESOLVED'
  /** Slow mode was set; `details` hold `fromMs` and `toMs`. */
  | 'SLOW_MODE_SET'
  /** A user was erased; `details` hold `scope`. For the operator; not in `Conversation.auditEntries`. */
  | 'USER_ERASED'
  /** A webhook endpoint was created; `details` hold `endpointId`. For the operator; not in `Conversation.auditEntries`. */
  | 'WEBHOOK_CREATED'
  /** A webhook endpoint was deleted; `details` hold `endpointId`. For the operator, as above. */
  | 'WEBHOOK_DELETED'
  /** Deliveries were made once more; `details` hold `endpointId`, `since` and `count`. For the operator, as above. */
  | 'WEBHOOK_REPLAYED'
  /** A webhook endpoint got a new secret; `details` hold `endpointId`. For the operator, as above. */
  | 'WEBHOOK_SECRET_ROTATED'
  /** A webhook endpoint was changed; `details` hold `endpointId` and `fields`. For the operator, as above. */
  | 'WEBHOOK_UPDATED';

/** What an owner, an admin or the application's backend did in a conversation. */
export type AuditEntry = {
  __typename?: 'AuditEntry';
  /** What. */
  action: AuditAction;
  /** Who did it; null where the user is gone. */
  actor?: Maybe<User>;
  /** Who did it. */
  actorId: Scalars['ID']['output'];
  /** When. */
  at: Scalars['DateTime']['output'];
  /** More about it, by `action`. It never holds what people wrote. */
  details: Scalars['JSONObject']['output'];
  /** To whom; null: to nobody, or the user is gone. */
  subject?: Maybe<User>;
  /** To whom; null: to nobody. */
  subjectId?: Maybe<Scalars['ID']['output']>;
};

/** A page of the audit log. */
export type AuditEntryConnection = {
  __typename?: 'AuditEntryConnection';
  /** The items with their cursors. */
  edges?: Maybe<Array<Maybe<AuditEntryEdge>>>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** An entry on a page. */
export type AuditEntryEdge = {
  __typename?: 'AuditEntryEdge';
  /** Its position in this connection. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node?: Maybe<AuditEntry>;
};

/** See `Mutation.banMember`. */
export type BanMemberInput = {
  /** The conversation; not a DIRECT. */
  conversationId: Scalars['ID']['input'];
  /** Why, for the conversation's admins; 1 to 1,000 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** A time to come; absent: until the ban is lifted. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
  /** A user of the tenant, whether he is a member or not. */
  userId: Scalars['ID']['input'];
};

/** The ban, and the conversation without the member. */
export type BanMemberPayload = {
  __typename?: 'BanMemberPayload';
  /** The ban. */
  ban: ConversationBan;
  /** The conversation. */
  conversation: Conversation;
};

/** See `Mutation.blockUser`. */
export type BlockUserInput = {
  /** Whom to block; not oneself. */
  userId: Scalars['ID']['input'];
};

/** Who is blocked. */
export type BlockUserPayload = {
  __typename?: 'BlockUserPayload';
  /** The user. */
  blockedUser: BlockedUser;
};

/** A user whom the viewer has blocked. */
export type BlockedUser = {
  __typename?: 'BlockedUser';
  /** When the viewer blocked him. */
  blockedAt: Scalars['DateTime']['output'];
  /** The user. */
  user: User;
  /** His id. */
  userId: Scalars['ID']['output'];
};

/** A page of blocked users. */
export type BlockedUserConnection = {
  __typename?: 'BlockedUserConnection';
  /** The page. */
  edges?: Maybe<Array<Maybe<BlockedUserEdge>>>;
  /** What is beyond it. */
  pageInfo: PageInfo;
};

/** A blocked user in a page. */
export type BlockedUserEdge = {
  __typename?: 'BlockedUserEdge';
  /** Where to go on. */
  cursor: Scalars['String']['output'];
  /** The user. */
  node?: Maybe<BlockedUser>;
};

/** See `Mutation.broadcastNotification`. */
export type BroadcastNotificationInput = {
  /** An `https:` or `http:` address, at most 2,048 characters. */
  actionUrl?: InputMaybe<Scalars['String']['input']>;
  /** At most `limits.notificationActionsMax` (4). */
  actions?: InputMaybe<Array<NotificationActionInput>>;
  /** 1 to 1,000 characters. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** The application's own word for it, 1 to 100 characters. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** The retry key, 1 to 128 characters, unique to its creator. The same request with it again is answered by the same broadcast. */
  clientId: Scalars['ID']['input'];
  /** 1 to 100 characters. A user's notification with the same key is replaced, keeps its id, and is new again. */
  collapseKey?: InputMaybe<Scalars['String']['input']>;
  /** The application's own data, 4 KB at most. */
  data?: InputMaybe<Scalars['JSONObject']['input']>;
  /**
   * When it is over: who has his turn later is not told. Absent, or later than `limits.notificationMsMax` (7 days) from a user's turn:
   * so long after it.
   */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** An `https:` or `http:` address, at most 2,048 characters. */
  imageUrl?: InputMaybe<Scalars['String']['input']>;
  /** NORMAL where none is given. */
  priority?: InputMaybe<NotificationPriority>;
  /** Whom it is for. */
  segment: NotificationSegmentInput;
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
  /** What it is about. */
  type: NotificationType;
};

/** What `broadcastNotification` began, or had begun before. */
export type BroadcastNotificationPayload = {
  __typename?: 'BroadcastNotificationPayload';
  /** As it is now. */
  broadcast: NotificationBroadcast;
};

/** See `Mutation.cancelNotificationBroadcast`. */
export type CancelNotificationBroadcastInput = {
  /** The broadcast: `ntb_…`. */
  id: Scalars['ID']['input'];
};

/** What `cancelNotificationBroadcast` stopped. */
export type CancelNotificationBroadcastPayload = {
  __typename?: 'CancelNotificationBroadcastPayload';
  /** As it is now. */
  broadcast: NotificationBroadcast;
};

/** The replay is over; what follows is live. */
export type CaughtUp = {
  __typename?: 'CaughtUp';
  /** Everything before this item is covered by it. */
  cursor: Scalars['Cursor']['output'];
};

/**
 * One telling of a notification on its way to one of a user's devices or addresses. It is kept for 7 days after its end. Nothing of
 * a message is kept in it.
 */
export type ChannelDelivery = Node & {
  __typename?: 'ChannelDelivery';
  /** How often it was tried. */
  attemptCount: Scalars['Int']['output'];
  /** The last attempts, 10 at most, oldest first. */
  attempts: Array<ChannelDeliveryAttempt>;
  /** By what. */
  channel: NotificationChannel;
  /** When it was told, the first time where it was told anew while it waited. */
  createdAt: Scalars['DateTime']['output'];
  /** A TypeID, `ntd_…`: the same on every attempt, so that whoever gets it twice can tell. */
  id: Scalars['ID']['output'];
  /** When it is tried next; null: it has ended. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** The notification in his inbox; null: the inbox is off for its type. */
  notificationId?: Maybe<Scalars['ID']['output']>;
  /** How important it is. */
  priority: NotificationPriority;
  /** Why it was skipped, failed, or waits; null: nothing is against it. */
  rule?: Maybe<NotificationRule>;
  /** When it was sent, skipped or given up; null: it waits. */
  settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it has got. */
  status: ChannelDeliveryStatus;
  /** Which of the user's devices; empty where the channel has one way to him. */
  targetId: Scalars['String']['output'];
  /** What it is about. */
  type: NotificationType;
  /** Whom it is for. */
  userId: Scalars['ID']['output'];
};

/** A try to deliver. */
export type ChannelDeliveryAttempt = {
  __typename?: 'ChannelDeliveryAttempt';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** What the other side answered, as its protocol counts; null: nothing. */
  code?: Maybe<Scalars['Int']['output']>;
  /** Why it failed; null: it did not. */
  error?: Maybe<Scalars['String']['output']>;
};

/** A page of deliveries. */
export type ChannelDeliveryConnection = {
  __typename?: 'ChannelDeliveryConnection';
  /** The deliveries, with their places. */
  edges: Array<ChannelDeliveryEdge>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** A delivery on a page. */
export type ChannelDeliveryEdge = {
  __typename?: 'ChannelDeliveryEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The delivery. */
  node: ChannelDelivery;
};

/** How far a delivery by a channel has got. */
export type ChannelDeliveryStatus =
  /** It is given up: a dead letter. `replayNotificationDeliveries` takes it up again. */
  | 'FAILED'
  /** It waits: for its time, or to be tried again. */
  | 'PENDING'
  /** The other side took it: the browser's push service, the mail server, or the queue of webhooks. */
  | 'SENT'
  /** It was not to be sent any more when its time came; `rule` says why. */
  | 'SKIPPED';

/** A position to store: whoever resumes from it gets everything that came after this item. */
export type Checkpoint = {
  __typename?: 'Checkpoint';
  /** Everything before this item is covered by it. */
  cursor: Scalars['Cursor']['output'];
};

/** A contact of the viewer. */
export type Contact = {
  __typename?: 'Contact';
  /** Since when he is the viewer's contact. */
  since: Scalars['DateTime']['output'];
  /** The user. */
  user: User;
  /** His id. */
  userId: Scalars['ID']['output'];
};

/** The viewer has a new contact. Requests between the two wait no more. */
export type ContactAdded = UserEvent & {
  __typename?: 'ContactAdded';
  /** The contact. */
  contact: Contact;
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** A page of contacts. */
export type ContactConnection = {
  __typename?: 'ContactConnection';
  /** The page. */
  edges?: Maybe<Array<Maybe<ContactEdge>>>;
  /** What is beyond it. */
  pageInfo: PageInfo;
};

/** A contact in a page. */
export type ContactEdge = {
  __typename?: 'ContactEdge';
  /** Where to go on. */
  cursor: Scalars['String']['output'];
  /** The contact. */
  node?: Maybe<Contact>;
};

/**
 * A contact and the viewer, who both share where they are and may see each other, have come within 1 km of each other, by their
 * snapped positions. Told to both; again only after they have been apart for an hour. It is news, and changes no state.
 */
export type ContactNearby = UserEvent & {
  __typename?: 'ContactNearby';
  /** The contact, as his profile is now. */
  contactUser?: Maybe<User>;
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
  /** The contact. */
  userId: Scalars['ID']['output'];
};

/** A user is the viewer's contact no more. */
export type ContactRemoved = UserEvent & {
  __typename?: 'ContactRemoved';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
  /** Who was it. */
  userId: Scalars['ID']['output'];
};

/** A contact request that waits, as the viewer sees it. */
export type ContactRequest = {
  __typename?: 'ContactRequest';
  /** Which way it goes. */
  direction: ContactRequestDirection;
  /** What the requester wrote; null: nothing. */
  message?: Maybe<Scalars['String']['output']>;
  /** When it was made. */
  requestedAt: Scalars['DateTime']['output'];
  /** The other user. */
  user: User;
  /** The other user's id. */
  userId: Scalars['ID']['output'];
};

/** A page of contact requests. */
export type ContactRequestConnection = {
  __typename?: 'ContactRequestConnection';
  /** The page. */
  edges?: Maybe<Array<Maybe<ContactRequestEdge>>>;
  /** What is beyond it. */
  pageInfo: PageInfo;
};

/** Which way a contact request goes. */
export type ContactRequestDirection =
  /** To the viewer: it waits for his answer. */
  | 'INCOMING'
  /** From the viewer: he waits for the answer. */
  | 'OUTGOING';

/** A contact request in a page. */
export type ContactRequestEdge = {
  __typename?: 'ContactRequestEdge';
  /** Where to go on. */
  cursor: Scalars['String']['output'];
  /** The request. */
  node?: Maybe<ContactRequest>;
};

/** A contact request waits no more: declined, taken back, or ended by a block of the viewer's. Where it was accepted, `ContactAdded` says so instead. */
export type ContactRequestRemoved = UserEvent & {
  __typename?: 'ContactRequestRemoved';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** Which way it went. */
  direction: ContactRequestDirection;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
  /** The other user. */
  userId: Scalars['ID']['output'];
};

/** Somebody asks to be the viewer's contact, or the viewer has asked somebody. */
export type ContactRequested = UserEvent & {
  __typename?: 'ContactRequested';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** Which way it goes. */
  direction: ContactRequestDirection;
  /** The request as it is now; null where it waits no more, which a later event of this log says. */
  request?: Maybe<ContactRequest>;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
  /** The other user. */
  userId: Scalars['ID']['output'];
};

/** A place where messages are sent, and its log. */
export type Conversation = Node & {
  __typename?: 'Conversation';
  /** What was done by owners, admins and the backend, newest first. For owners, admins and the role `service`. */
  auditEntries: AuditEntryConnection;
  /** The bans in force, newest first. For owners, admins and the role `service`. */
  bans: ConversationBanConnection;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** What a new member may read. */
  historyVisibility: HistoryVisibility;
  /** A TypeID, `conv_…`. */
  id: Scalars['ID']['output'];
  /** What it is for. */
  kind: ConversationKind;
  /** When the last message was sent, other than those that are withheld from the viewer; or when it was created. */
  lastActivityAt: Scalars['DateTime']['output'];
  /** The newest message that the viewer may read, replies in threads left out; null where there is none. */
  lastMessage?: Maybe<Message>;
  /** The position of the last event in its log. */
  lastSeq: Scalars['Int']['output'];
  /** Members now. */
  memberCount: Scalars['Int']['output'];
  /** The members, longest first. Members only. */
  members: MemberConnection;
  /**
   * The messages that the viewer may read, oldest first: `last: 50` is the newest page. Replies stand in their threads, not
   * here. Those deleted for everyone are there as tombstones; those he deleted for himself are not. Members only.
   */
  messages: MessageConnection;
  /** The application's own data. */
  metadata: Scalars['JSONObject']['output'];
  /** Who of the members is online. Null where the viewer is no member. */
  onlineMembers?: Maybe<OnlineMembers>;
  /** The pinned messages that the viewer may read, the newest pin first. Members only. */
  pinnedMessages: MessageConnection;
  /**
   * Everybody's positions, in conversations of up to `limits.namedReceiptsMembersMax` members; above that the viewer's own
   * alone. Members only.
   */
  receipts: Array<Receipt>;
  /**
   * Reports of messages, newest first, without those of the viewer's own messages. For owners, admins and the role
   * `service`. A new report is no event: ask for this page.
   */
  reports: MessageReportConnection;
  /**
   * Slow mode: the time that must lie between two messages of a member, in milliseconds; 0: none. Owners and admins are
   * free of it.
   */
  slowModeMs: Scalars['Int']['output'];
  /**
   * The threads that begin with a message that the viewer may read, the latest reply first. With a filter, those among the
   * 1,000 threads of the latest replies. A thread that gets a reply while one pages may be met twice. Members only.
   */
  threads: MessageThreadConnection;
  /** Its title; always null for a DIRECT, whose title is the other member. */
  title?: Maybe<Scalars['String']['output']>;
  /** The viewer's own membership; null where he has none. */
  viewerMembership?: Maybe<ViewerMembership>;
  /** Who may find it. */
  visibility: ConversationVisibility;
};


/** A place where messages are sent, and its log. */
export type ConversationAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A place where messages are sent, and its log. */
export type ConversationBansArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A place where messages are sent, and its log. */
export type ConversationMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A place where messages are sent, and its log. */
export type ConversationMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  aroundSeq?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A place where messages are sent, and its log. */
export type ConversationOnlineMembersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A place where messages are sent, and its log. */
export type ConversationPinnedMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A place where messages are sent, and its log. */
export type ConversationReportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  openOnly?: InputMaybe<Scalars['Boolean']['input']>;
};


/** A place where messages are sent, and its log. */
export type ConversationThreadsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  mineOnly?: InputMaybe<Scalars['Boolean']['input']>;
  unreadOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A user who may not be a member. */
export type ConversationBan = {
  __typename?: 'ConversationBan';
  /** When the ban was set, the last time it was. */
  bannedAt: Scalars['DateTime']['output'];
  /** Who set it; null where the user is gone. */
  bannedBy?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** Why, for the conversation's admins; null: not said. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When the ban ends by itself; null: not before it is lifted. */
  until?: Maybe<Scalars['DateTime']['output']>;
  /** Who is banned; null where the user is gone. */
  user?: Maybe<User>;
  /** Who is banned. */
  userId: Scalars['ID']['output'];
};

/** A page of bans. */
export type ConversationBanConnection = {
  __typename?: 'ConversationBanConnection';
  /** The items with their cursors. */
  edges?: Maybe<Array<Maybe<ConversationBanEdge>>>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** A ban on a page. */
export type ConversationBanEdge = {
  __typename?: 'ConversationBanEdge';
  /** Its position in this connection. */
  cursor: Scalars['String']['output'];
  /** The ban. */
  node?: Maybe<ConversationBan>;
};

/** A conversation's title, visibility, metadata or slow mode was changed. */
export type ConversationChanged = ConversationEvent & {
  __typename?: 'ConversationChanged';
  /** Who changed it. */
  actor?: Maybe<User>;
  /** The conversation as it is now. */
  conversation: Conversation;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's position in the log. */
  seq: Scalars['Int']['output'];
};

/** A page of conversations. */
export type ConversationConnection = {
  __typename?: 'ConversationConnection';
  /** The items with their cursors. */
  edges?: Maybe<Array<Maybe<ConversationEdge>>>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** A conversation on a page. */
export type ConversationEdge = {
  __typename?: 'ConversationEdge';
  /** Its position in this connection. */
  cursor: Scalars['String']['output'];
  /** The conversation. */
  node?: Maybe<Conversation>;
};

/** A durable fact in a conversation's log. */
export type ConversationEvent = {
  /** Who did it; null for the system. */
  actor?: Maybe<User>;
  /** The conversation in whose log it stands. */
  conversationId: Scalars['ID']['output'];
  /** When it was committed. */
  createdAt: Scalars['DateTime']['output'];
  /** Its position there: 1, 2, 3 …, no number missing. */
  seq: Scalars['Int']['output'];
};

/**
 * A conversation as a file of JSON Lines (UTF-8): a line about the conversation, then one for each message that the requester
 * may read, in the order of their sending, replies in threads and tombstones among them. Its requester alone sees it, as long
 * as he is a member, and for a day.
 */
export type ConversationExport = Node & {
  __typename?: 'ConversationExport';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** When it is deleted. */
  expiresAt: Scalars['DateTime']['output'];
  /** When it was ready, or had failed; null before. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** A TypeID, `exp_…`. */
  id: Scalars['ID']['output'];
  /** Messages that are written. */
  messageCount: Scalars['Int']['output'];
  /** From 0 to 1. */
  progress: Scalars['Float']['output'];
  /** Bytes that are written. */
  sizeBytes: Scalars['Float']['output'];
  /** How far it has got. */
  status: ExportStatus;
  /** The last `seq` that is contained; what came after the request is not. */
  upToSeq: Scalars['Int']['output'];
  /** Where it is downloaded from, for some minutes: a path on this server. Null until it is READY. */
  url?: Maybe<Scalars['String']['output']>;
};

/** An export that the viewer had asked for is ready, or has failed. */
export type ConversationExportFinished = UserEvent & {
  __typename?: 'ConversationExportFinished';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The export; read it by `conversationExport`. */
  exportId: Scalars['ID']['output'];
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
  /** READY or FAILED. */
  status: ExportStatus;
};

/** The viewer became a member: he created the conversation, joined it or was added. */
export type ConversationJoined = UserEvent & {
  __typename?: 'ConversationJoined';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The conversation as it is now; null where he is no member of it any more. */
  joinedConversation?: Maybe<Conversation>;
  /** The `seq` of his `MemberAdded` there: the stream brings that conversation from there on. */
  joinedSeq: Scalars['Int']['output'];
  /** Its `lastActivityAt`, as it is now for the viewer; null where he is no member of it any more. */
  lastActivityAt?: Maybe<Scalars['DateTime']['output']>;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** What a conversation is for. */
export type ConversationKind =
  /** Up to 100,000 members; may be PUBLIC. */
  | 'CHANNEL'
  /** Two users, for ever; one pair has one. */
  | 'DIRECT'
  /** Invited members. */
  | 'GROUP';

/** The viewer left or was removed. */
export type ConversationLeft = UserEvent & {
  __typename?: 'ConversationLeft';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** What the viewer set for himself. */
export type ConversationPreferences = {
  __typename?: 'ConversationPreferences';
  /** Put away. */
  archived: Scalars['Boolean']['output'];
  /** No notifications before this time; null: not muted. */
  mutedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Kept at the top of his list. */
  pinned: Scalars['Boolean']['output'];
};

/** The viewer set his own preferences for a conversation. */
export type ConversationPreferencesChanged = UserEvent & {
  __typename?: 'ConversationPreferencesChanged';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** All of his preferences for it, after this event. */
  preferences: ConversationPreferences;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** Who may find a conversation and enter it. */
export type ConversationVisibility =
  /** Members only; others cannot tell that it exists. */
  | 'PRIVATE'
  /** Only a CHANNEL: everybody of the tenant may find and join it. What is said there is for members. */
  | 'PUBLIC';

/** See `Mutation.createConversation`. */
export type CreateConversationInput = {
  /** Made by the client, unique for this creator: 1 to 128 characters. A UUID is a good choice. */
  clientId: Scalars['ID']['input'];
  /** What a new member may read. */
  historyVisibility?: InputMaybe<HistoryVisibility>;
  /** What it is for. */
  kind: ConversationKind;
  /** The other members' ids, at most 100; for a DIRECT exactly one other user. Add more with `addMembers`. */
  memberIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The application's own data, 4 KB at most. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** 1 to 200 characters; required for a CHANNEL, not allowed for a DIRECT. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** Who may find it. Only a CHANNEL can be PUBLIC. */
  visibility?: InputMaybe<ConversationVisibility>;
};

/** The conversation. */
export type CreateConversationPayload = {
  __typename?: 'CreateConversationPayload';
  /** The conversation, new or the one that was there. */
  conversation: Conversation;
};

/** See `Mutation.createWebhookEndpoint`. */
export type CreateWebhookEndpointInput = {
  /** The retry key, unique in the tenant: 1 to 128 characters. */
  clientId: Scalars['ID']['input'];
  /** What the application calls it: 1 to 200 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Which events; absent or null: all but NOTIFICATION_REQUESTED, those of later releases too. */
  events?: InputMaybe<Array<WebhookEventType>>;
  /** An https address of 2,048 characters at most, without a name and password; in development also http. */
  url: Scalars['String']['input'];
};

/** The new endpoint. */
export type CreateWebhookEndpointPayload = {
  __typename?: 'CreateWebhookEndpointPayload';
  /** The endpoint. */
  endpoint: WebhookEndpoint;
  /** The secret that signs, `whsec_…`. It is shown here alone: to a retry of the same request within an hour once more, later null. */
  secret?: Maybe<Scalars['String']['output']>;
};

/** What a user says of himself. It has a text or an emoji, or both. */
export type CustomStatus = {
  __typename?: 'CustomStatus';
  /** One emoji. */
  emoji?: Maybe<Scalars['String']['output']>;
  /** When it is over: it is told then that there is none any more. Null: it stays until it is changed. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** At most `limits.customStatusLengthMax` (100) characters. */
  text?: Maybe<Scalars['String']['output']>;
};

/** See `Mutation.declineContact`. */
export type DeclineContactInput = {
  /** Who has asked. */
  userId: Scalars['ID']['input'];
};

/** Whose request is put away. */
export type DeclineContactPayload = {
  __typename?: 'DeclineContactPayload';
  /** Who has asked. */
  userId: Scalars['ID']['output'];
};

/** See `Mutation.deleteAttachment`. */
export type DeleteAttachmentInput = {
  /** The attachment. */
  attachmentId: Scalars['ID']['input'];
};

/** What `deleteAttachment` deleted. */
export type DeleteAttachmentPayload = {
  __typename?: 'DeleteAttachmentPayload';
  /** The attachment that is no more. */
  attachmentId: Scalars['ID']['output'];
  /** This request deleted it; false where it was gone already, or is not the viewer's. */
  deleted: Scalars['Boolean']['output'];
};

/** See `Mutation.deleteMessage`. */
export type DeleteMessageInput = {
  /** The message. */
  messageId: Scalars['ID']['input'];
  /** For whom. */
  scope: DeleteScope;
};

/** The message after the deletion. */
export type DeleteMessagePayload = {
  __typename?: 'DeleteMessagePayload';
  /** The tombstone; with scope ME, the message as others see it. */
  message: Message;
};

/** See `Mutation.deleteNotifications`. Takes `ids`, or `all`. */
export type DeleteNotificationsInput = {
  /** True: all that there are, archived ones too, instead of `ids`. */
  all?: InputMaybe<Scalars['Boolean']['input']>;
  /** Up to `limits.notificationsPerRequestMax` (100). */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What `deleteNotifications` did. */
export type DeleteNotificationsPayload = {
  __typename?: 'DeleteNotificationsPayload';
  /** Those that were there. */
  notificationIds: Array<Scalars['ID']['output']>;
  /** As `Viewer.unreadNotificationCount`, after it. */
  unreadNotificationCount: Scalars['Int']['output'];
};

/** Whom a deletion is for. */
export type DeleteScope =
  /** A tombstone is left for everybody. For the sender, and for a conversation's admins. */
  | 'EVERYONE'
  /** The viewer alone no longer sees it. */
  | 'ME';

/** See `Mutation.deleteWebhookEndpoint`. */
export type DeleteWebhookEndpointInput = {
  /** The endpoint. */
  endpointId: Scalars['ID']['input'];
};

/** What is gone. */
export type DeleteWebhookEndpointPayload = {
  __typename?: 'DeleteWebhookEndpointPayload';
  /** The endpoint's id. */
  endpointId: Scalars['ID']['output'];
};

/** See `Mutation.editMessage`. */
export type EditMessageInput = {
  /**
   * Replaces whom it mentions, at most `limits.mentionsMax`; absent: stays. Only those who were members at the sending, and are
   * still, are counted. Whether it mentions everyone stays as it was sent.
   */
  mentionedUserIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The message. */
  messageId: Scalars['ID']['input'];
  /** Replaces what is there, 4 KB at most; absent: stays. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /**
   * The new text or caption, bounded as in `sendMessage`; absent: stays. Null takes a caption away, and is refused where the
   * kind is TEXT or SYSTEM.
   */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** The message after the change. */
export type EditMessagePayload = {
  __typename?: 'EditMessagePayload';
  /** The message. */
  message: Message;
};

/** Where a user gets mail. Nobody but he and the application's backend is shown it. */
export type EmailAddress = {
  __typename?: 'EmailAddress';
  /** The address, as the backend gave it. */
  address: Scalars['String']['output'];
  /**
   * When a mail server refused mail to it for good: nothing is sent to it any more. Null: none did. It ends with another address,
   * or with the same once it was removed.
   */
  bouncedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What of a user is erased. */
export type EraseScope =
  /**
   * The same, and himself: his sessions end, his memberships too, and his profile is emptied. Where he was the last owner,
   * the admin who is there for the longest time becomes it, else the member.
   */
  | 'ACCOUNT'
  /**
   * What he wrote until now: his messages, with their earlier versions, their files, what others have forwarded of them, and
   * what replies quote and reports keep of them; his reactions; and his remarks in reports and bans. He stays a member where
   * he is one.
   */
  | 'CONTENT';

/** See `Mutation.eraseUser`. */
export type EraseUserInput = {
  /** What of him. */
  scope: EraseScope;
  /** Who. */
  userId: Scalars['ID']['input'];
};

/** The erasure, which may be under way already. */
export type EraseUserPayload = {
  __typename?: 'EraseUserPayload';
  /** The erasure. */
  erasure: UserErasure;
};

/** What `extensions.code` of an error says. The list is closed. */
export type ErrorCode =
  /** The input is wrong; `extensions.field` names the field and the message says what is accepted. */
  | 'BAD_USER_INPUT'
  /** The request contradicts what is there, such as a client id that was used for something else. */
  | 'CONFLICT'
  /** The viewer may see the object, but not do this to it. */
  | 'FORBIDDEN'
  /** A fault of the server. `extensions.requestId` finds it in the server's log. */
  | 'INTERNAL'
  /** There is no such object, or the viewer may not see it: the two look the same. */
  | 'NOT_FOUND'
  /** The request, or the result of a field, is larger than a limit. */
  | 'PAYLOAD_TOO_LARGE'
  /** Too many requests; try again after `extensions.retryAfterMs`. */
  | 'RATE_LIMITED'
  /** No token, or one that is malformed, expired, revoked or signed by somebody else. Get a new token. */
  | 'UNAUTHENTICATED'
  /** The server cannot do this at the moment; try again after `extensions.retryAfterMs`. */
  | 'UNAVAILABLE';

/** One error code, and how a client should take it. */
export type ErrorCodeInfo = {
  __typename?: 'ErrorCodeInfo';
  /** The code. */
  code: ErrorCode;
  /** What the code means, in a sentence. */
  description: Scalars['String']['output'];
  /** The HTTP status that the code would have as the answer to a whole request. */
  httpStatus: Scalars['Int']['output'];
  /** Sending the same request again can succeed. */
  retryable: Scalars['Boolean']['output'];
};

/** There is an event here that is not for the viewer, and never will be. The number is no hole. */
export type EventWithheld = {
  __typename?: 'EventWithheld';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** The event's position in the log. */
  seq: Scalars['Int']['output'];
};

/** See `Mutation.exportConversation`. */
export type ExportConversationInput = {
  /** Made by the client, unique for this user: 1 to 128 characters. A UUID is a good choice. */
  clientId: Scalars['ID']['input'];
  /** The conversation. */
  conversationId: Scalars['ID']['input'];
};

/** The export. */
export type ExportConversationPayload = {
  __typename?: 'ExportConversationPayload';
  /** The export, new or the one that was there. */
  export: ConversationExport;
};

/** How far an export has got. More will be added. */
export type ExportStatus =
  /** It could not be written: its requester lost access, or the server failed several times. Ask for another. */
  | 'FAILED'
  /** It waits for its turn. */
  | 'PENDING'
  /** It can be downloaded. */
  | 'READY'
  /** It is being written. */
  | 'RUNNING';

/** See `Mutation.forwardMessages`. */
export type ForwardMessagesInput = {
  /**
   * Made by the client, unique for this sender and conversation: 1 to 128 characters. A UUID is a good choice. The same id and
   * messages send nothing twice, and go on where a conversation refused; with other messages it is `CONFLICT` there.
   */
  clientId: Scalars['ID']['input'];
  /** The messages, in the order in which the copies shall stand; each once, at most `limits.forwardsMax`. They may be of several conversations. */
  messageIds: Array<Scalars['ID']['input']>;
  /** Where to; each once, at most `limits.forwardTargetsMax`. */
  toConversationIds: Array<Scalars['ID']['input']>;
};

/** What became of the forwarding, an entry for each conversation in the order named. */
export type ForwardMessagesPayload = {
  __typename?: 'ForwardMessagesPayload';
  /** The conversations. */
  forwardings: Array<Forwarding>;
};

/**
 * Who first said what a message forwards, however often it was forwarded since. Not where: that conversation may be none of
 * its readers' business.
 */
export type ForwardedFrom = {
  __typename?: 'ForwardedFrom';
  /** When he sent it. */
  createdAt: Scalars['DateTime']['output'];
  /** The first author; null where the user is gone. */
  sender?: Maybe<User>;
  /** The first author. */
  senderId: Scalars['ID']['output'];
};

/** What became of the forwarding in one conversation. */
export type Forwarding = {
  __typename?: 'Forwarding';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** Why the next copy was refused, and with it those after it; null: all were sent. The same request goes on there. */
  error?: Maybe<ForwardingError>;
  /** The copies, in the order named; where there is an error, those before it. */
  messages: Array<Message>;
};

/** Why a conversation takes no copy: the viewer is no member, is muted, or must wait for slow mode. */
export type ForwardingError = {
  __typename?: 'ForwardingError';
  /** The code, as `sendMessage` would fail with. */
  code: ErrorCode;
  /** What is wrong, and what to do about it. */
  message: Scalars['String']['output'];
  /** When to try again, in milliseconds; null: that would not help. */
  retryAfterMs?: Maybe<Scalars['Int']['output']>;
};

/** What of a conversation's past a new member may read. */
export type HistoryVisibility =
  /** All of it. */
  | 'ALL'
  /** What was sent since he joined, the last time he did. */
  | 'SINCE_JOIN';

/** See `Mutation.joinConversation`. */
export type JoinConversationInput = {
  /** The PUBLIC channel. */
  conversationId: Scalars['ID']['input'];
};

/** The conversation that the viewer is now in. */
export type JoinConversationPayload = {
  __typename?: 'JoinConversationPayload';
  /** The conversation. */
  conversation: Conversation;
};

/** See `Mutation.leaveConversation`. */
export type LeaveConversationInput = {
  /** The conversation. */
  conversationId: Scalars['ID']['input'];
};

/** The conversation that the viewer is no longer in. */
export type LeaveConversationPayload = {
  __typename?: 'LeaveConversationPayload';
  /** Its id. */
  conversationId: Scalars['ID']['output'];
};

/** The bounds that this server enforces. They are settings: read them, do not copy them. */
export type Limits = {
  __typename?: 'Limits';
  /** Bytes of an attachment. */
  attachmentBytesMax: Scalars['Int']['output'];
  /** Attachments of one message. */
  attachmentsPerMessageMax: Scalars['Int']['output'];
  /** A device that nobody has touched for so long is idle, in milliseconds. */
  awayAfterIdleMs: Scalars['Int']['output'];
  /** Users that one broadcast may name. */
  broadcastUsersMax: Scalars['Int']['output'];
  /** The longest time between two `Checkpoint` items of a live stream, in milliseconds. */
  checkpointIntervalMs: Scalars['Int']['output'];
  /** Grapheme clusters in the message of a contact request. */
  contactMessageLengthMax: Scalars['Int']['output'];
  /** Members of a conversation, all in all. */
  conversationMembersMax: Scalars['Int']['output'];
  /** Up to this many members, those who have got a message are counted. */
  countedReceiptsMembersMax: Scalars['Int']['output'];
  /** Grapheme clusters in the text of a custom status. */
  customStatusLengthMax: Scalars['Int']['output'];
  /** Conversations that one `forwardMessages` may send to. */
  forwardTargetsMax: Scalars['Int']['output'];
  /** Messages that one `forwardMessages` may name. */
  forwardsMax: Scalars['Int']['output'];
  /** Pixels of an image, all its frames together. */
  imagePixelsMax: Scalars['Int']['output'];
  /** The shortest time between two positions of a user that are told, in milliseconds; what comes sooner is merged. */
  locationIntervalMs: Scalars['Int']['output'];
  /** Metres from one snapped position to the next, or it counts as the same. */
  locationMetersMin: Scalars['Int']['output'];
  /** The longest share of a position, in milliseconds. */
  locationShareMsMax: Scalars['Int']['output'];
  /** So long after the last report a position is stale, in milliseconds. */
  locationStaleMs: Scalars['Int']['output'];
  /** Users that one stream of positions may be of, and whom a user may select to see his. */
  locationUsersMax: Scalars['Int']['output'];
  /** Members that one request may name. */
  membersPerRequestMax: Scalars['Int']['output'];
  /** Users that one message may mention. */
  mentionsMax: Scalars['Int']['output'];
  /** Bytes of UTF-8 in a message's text. */
  messageTextBytesMax: Scalars['Int']['output'];
  /** Grapheme clusters in a message's text. */
  messageTextLengthMax: Scalars['Int']['output'];
  /** Bytes of a `metadata` object, as JSON. */
  metadataBytesMax: Scalars['Int']['output'];
  /** Grapheme clusters in a report's comment, and in the reason of a ban. */
  moderationTextLengthMax: Scalars['Int']['output'];
  /** Users that a user may mute. */
  mutedUsersMax: Scalars['Int']['output'];
  /** Up to this many members, a conversation's receipts are told by name. */
  namedReceiptsMembersMax: Scalars['Int']['output'];
  /** The largest radius of `nearbyUsers`, in metres. */
  nearbyRadiusMetersMax: Scalars['Int']['output'];
  /** Users that `nearbyUsers` finds. */
  nearbyUsersMax: Scalars['Int']['output'];
  /** Actions of a notification. */
  notificationActionsMax: Scalars['Int']['output'];
  /** Characters in a notification's body. */
  notificationBodyLengthMax: Scalars['Int']['output'];
  /** How long a notification is kept, in milliseconds. */
  notificationMsMax: Scalars['Int']['output'];
  /** Notifications that one request may name, and users that one may be sent to. */
  notificationsPerRequestMax: Scalars['Int']['output'];
  /** Notifications that are kept for a user; one more takes the place of the least wanted. */
  notificationsPerUserMax: Scalars['Int']['output'];
  /** Aliases in an operation. */
  operationAliasesMax: Scalars['Int']['output'];
  /** Levels of fields in an operation. */
  operationDepthMax: Scalars['Int']['output'];
  /** Items on a page of a connection. */
  pageSizeMax: Scalars['Int']['output'];
  /** Contact requests of one user that may wait for an answer; one more is CONFLICT. */
  pendingContactRequestsMax: Scalars['Int']['output'];
  /** The server pings a WebSocket this often, in milliseconds. */
  pingIntervalMs: Scalars['Int']['output'];
  /** Pinned messages of a conversation. */
  pinsPerConversationMax: Scalars['Int']['output'];
  /** Positions that one `acknowledge` may hold. */
  positionsPerRequestMax: Scalars['Int']['output'];
  /** Users that one `presence` may name. */
  presenceUsersMax: Scalars['Int']['output'];
  /** Push subscriptions of a user. */
  pushSubscriptionsMax: Scalars['Int']['output'];
  /** Different emojis that one message may be reacted to with. */
  reactionsPerMessageMax: Scalars['Int']['output'];
  /** Bytes of one request or WebSocket frame. */
  requestBytesMax: Scalars['Int']['output'];
  /** How far back `events(after:)` reaches, in milliseconds. */
  retentionMs: Scalars['Float']['output'];
  /** Characters (code points) in a search's query. */
  searchQueryLengthMax: Scalars['Int']['output'];
  /** Matches that a search ranks, the newest. */
  searchRankedMax: Scalars['Int']['output'];
  /** Words in a search's query. */
  searchWordsMax: Scalars['Int']['output'];
  /** Bytes of an application signal's `data`, as JSON. */
  signalDataBytesMax: Scalars['Int']['output'];
  /** Topics of application signals in one stream. */
  signalTopicsMax: Scalars['Int']['output'];
  /** Users that one application signal may name. */
  signalUsersMax: Scalars['Int']['output'];
  /** The longest interval of slow mode, in milliseconds. */
  slowModeMsMax: Scalars['Int']['output'];
  /** WebSockets and SSE streams of one user on one node. */
  socketsPerUserMax: Scalars['Int']['output'];
  /** Operations that may run on one WebSocket. */
  subscriptionsPerSocketMax: Scalars['Int']['output'];
  /** Grapheme clusters in a conversation's title, and in a user's name. */
  titleLengthMax: Scalars['Int']['output'];
  /** How long somebody types after he last said so, in milliseconds. */
  typingLeaseMs: Scalars['Int']['output'];
  /** Users that a `TypingSignal` names at most. */
  typingUsersMax: Scalars['Int']['output'];
  /** A user's attachments that are in no message, unfinished uploads included. */
  unsentAttachmentsMax: Scalars['Int']['output'];
  /** Webhook endpoints of a tenant. */
  webhookEndpointsMax: Scalars['Int']['output'];
};

/** What a linked page says of itself: plain text, from a stranger. */
export type LinkPreview = {
  __typename?: 'LinkPreview';
  /** At most 400 characters; null: it says none. */
  description?: Maybe<Scalars['String']['output']>;
  /** At most 100 characters; null: it says none. */
  siteName?: Maybe<Scalars['String']['output']>;
  /** At most 200 characters. */
  title: Scalars['String']['output'];
  /** The address, as it stands in the message. */
  url: Scalars['String']['output'];
};

/** The pages that a message links to have been looked at. */
export type LinkPreviewsAdded = ConversationEvent & {
  __typename?: 'LinkPreviewsAdded';
  /** Null: the server did it. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When they were added. */
  createdAt: Scalars['DateTime']['output'];
  /** The message as it is now, with `linkPreviews`. */
  message: Message;
  /** The event's position in the log; the message keeps the `seq` of its sending. */
  seq: Scalars['Int']['output'];
};

/** To whom a user's position goes while he shares it. Never to whom he has blocked. More may be added. */
export type LocationAudience =
  /** His contacts. */
  | 'CONTACTS'
  /** Every user of the tenant. */
  | 'EVERYONE'
  /** Nobody but himself. */
  | 'NOBODY'
  /** The users whom he has selected, contacts or not. */
  | 'SELECTED';

/**
 * How exactly a user's position is shown. It is snapped to the grid of the precision before it is stored, compared or told:
 * nothing that anybody can ask for depends on where in a cell of the grid he is.
 */
export type LocationPrecision =
  /** To 3 decimals of a degree: cells of some 110 m from south to north, and less from west to east the nearer to a pole. */
  | 'APPROXIMATE'
  /** To 1 decimal of a degree: cells of some 11 km from south to north, made of whole cells of APPROXIMATE. */
  | 'CITY'
  /** As his device measures it, with accuracy, heading and speed. */
  | 'EXACT';

/** What the viewer shares of where he is, and with whom. Where he is, is no part of it. */
export type LocationSharing = {
  __typename?: 'LocationSharing';
  /** To whom it goes. NOBODY by default. */
  audience: LocationAudience;
  /** When it ends by itself; null: none runs. A share that ends by itself is no event. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** A share runs. */
  isSharing: Scalars['Boolean']['output'];
  /** How exactly. APPROXIMATE by default. */
  precision: LocationPrecision;
  /** Whom he has selected, in the order of their ids, whatever the audience; `limits.locationUsersMax` (100) at most. */
  userIds: Array<Scalars['ID']['output']>;
  /** The users of `userIds`, in that order. */
  users: Array<User>;
  /**
   * Who sees where he is while he shares it, in the order of their ids: his contacts, or those whom he has selected, without
   * whom he has blocked. With NOBODY it is empty, and with EVERYONE too, since that is every other user of the tenant.
   */
  viewers: LocationViewerConnection;
};


/** What the viewer shares of where he is, and with whom. Where he is, is no part of it. */
export type LocationSharingViewersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** The viewer changed what he shares of where he is, or with whom, or a share began, stopped or got another end. */
export type LocationSharingChanged = UserEvent & {
  __typename?: 'LocationSharingChanged';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** All of it, after this event. */
  locationSharing: LocationSharing;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/**
 * Signal: where a user is at the moment. It is in no log and has no `seq`; newest value wins. It is the same for all who may
 * see him.
 */
export type LocationUpdate = {
  __typename?: 'LocationUpdate';
  /**
   * Where he is. Null: the viewer sees nothing of it, since he does not share it, or not with the viewer, or there is no such
   * user; these are not told apart.
   */
  location?: Maybe<UserLocation>;
  /** The user. */
  userId: Scalars['ID']['output'];
};

/** Who sees where the viewer is. */
export type LocationViewerConnection = {
  __typename?: 'LocationViewerConnection';
  /** The users with their cursors. */
  edges?: Maybe<Array<Maybe<LocationViewerEdge>>>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** A user in a `LocationViewerConnection`. */
export type LocationViewerEdge = {
  __typename?: 'LocationViewerEdge';
  /** Pages go on from here. */
  cursor: Scalars['String']['output'];
  /** The user. */
  node?: Maybe<User>;
};

/** See `Mutation.markNotificationsRead`. Takes `ids`, or `all`. */
export type MarkNotificationsReadInput = {
  /** True: all that there are, instead of `ids`. */
  all?: InputMaybe<Scalars['Boolean']['input']>;
  /** Up to `limits.notificationsPerRequestMax` (100). */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The notifications that were not read before. */
export type MarkNotificationsReadPayload = {
  __typename?: 'MarkNotificationsReadPayload';
  /** As they are now. */
  notifications: Array<Notification>;
  /** As `Viewer.unreadNotificationCount`, after it. */
  unreadNotificationCount: Scalars['Int']['output'];
};

/** See `Mutation.markNotificationsSeen`. Takes `ids`, or `all`. */
export type MarkNotificationsSeenInput = {
  /** True: all that there are, instead of `ids`. */
  all?: InputMaybe<Scalars['Boolean']['input']>;
  /** Up to `limits.notificationsPerRequestMax` (100). */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The notifications that were not seen before. */
export type MarkNotificationsSeenPayload = {
  __typename?: 'MarkNotificationsSeenPayload';
  /** As they are now. */
  notifications: Array<Notification>;
  /** As `Viewer.unreadNotificationCount`, after it. */
  unreadNotificationCount: Scalars['Int']['output'];
};

/** See `Mutation.markUnread`. */
export type MarkUnreadInput = {
  /** The conversation. */
  conversationId: Scalars['ID']['input'];
  /**
   * The first message that is to be unread: its `seq`, 1 or more. Above the viewer's `readSeq` no mark is left, since that is
   * unread anyway; what is before his joining is never unread. Null ends the mark. Required.
   */
  fromSeq?: InputMaybe<Scalars['Int']['input']>;
};

/** Where the viewer is now. */
export type MarkUnreadPayload = {
  __typename?: 'MarkUnreadPayload';
  /** His position after the request. */
  position: Position;
};

/** A user in a conversation. */
export type Member = {
  __typename?: 'Member';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When he became a member, the last time he did. */
  joinedAt: Scalars['DateTime']['output'];
  /** The `seq` of his `MemberAdded`, the last one. */
  joinedSeq: Scalars['Int']['output'];
  /** What he may do. */
  role: MemberRole;
  /** A moderator keeps him from writing until then; null, or a time that is over: he may. */
  silencedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** The user. */
  user: User;
  /** His id. */
  userId: Scalars['ID']['output'];
};

/** A user became a member. */
export type MemberAdded = ConversationEvent & {
  __typename?: 'MemberAdded';
  /** Who added him; himself, where he joined. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When he was added. */
  createdAt: Scalars['DateTime']['output'];
  /** The new member. */
  member: Member;
  /** Members after this event. */
  memberCount: Scalars['Int']['output'];
  /** The event's position in the log, and the first that the new member's stream brings of this conversation. */
  seq: Scalars['Int']['output'];
};

/** A user was banned, or his ban was set anew. If he was a member, his `MemberRemoved` comes before. */
export type MemberBanned = ConversationEvent & {
  __typename?: 'MemberBanned';
  /** Who banned him. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's position in the log. */
  seq: Scalars['Int']['output'];
  /** When the ban ends by itself, which is no event; null: not before it is lifted. */
  until?: Maybe<Scalars['DateTime']['output']>;
  /** Who is banned. */
  userId: Scalars['ID']['output'];
};

/** A member's role was changed, or he was muted or may write again. */
export type MemberChanged = ConversationEvent & {
  __typename?: 'MemberChanged';
  /** Who changed it. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The member, as he is after this event. */
  member: Member;
  /** Members after this event. */
  memberCount: Scalars['Int']['output'];
  /** The event's position in the log. */
  seq: Scalars['Int']['output'];
};

/** A page of members. */
export type MemberConnection = {
  __typename?: 'MemberConnection';
  /** The items with their cursors. */
  edges?: Maybe<Array<Maybe<MemberEdge>>>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** A member on a page. */
export type MemberEdge = {
  __typename?: 'MemberEdge';
  /** Its position in this connection. */
  cursor: Scalars['String']['output'];
  /** The member. */
  node?: Maybe<Member>;
};

/** A member left or was removed. His own stream says `AccessRevoked` in its place. */
export type MemberRemoved = ConversationEvent & {
  __typename?: 'MemberRemoved';
  /** Who removed him; himself, where he left. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** Members after this event. */
  memberCount: Scalars['Int']['output'];
  /** Who is no longer a member, as his profile is now; null where the user is gone. */
  removedUser?: Maybe<User>;
  /** The event's position in the log. */
  seq: Scalars['Int']['output'];
  /** Who is no longer a member. */
  userId: Scalars['ID']['output'];
};

/** What a member may do. */
export type MemberRole =
  /** Change the conversation, add and remove members, delete others' messages, mute and ban members, see reports. */
  | 'ADMIN'
  /** Read and write. */
  | 'MEMBER'
  /** Everything, and make others owner. */
  | 'OWNER';

/** A ban was lifted before its time. He is no member by that. */
export type MemberUnbanned = ConversationEvent & {
  __typename?: 'MemberUnbanned';
  /** Who lifted it. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's position in the log. */
  seq: Scalars['Int']['output'];
  /** Who was banned. */
  userId: Scalars['ID']['output'];
};

/** What people write. */
export type Message = Node & {
  __typename?: 'Message';
  /** What was sent with it, as it was then; none in a tombstone. An IMAGE, FILE, AUDIO or VIDEO has at least one. */
  attachments: Array<Attachment>;
  /**
   * The `seq` of the last event that changed it; its own `seq` where none has. Of two copies of a message, the one with the
   * higher number is the newer.
   */
  changedSeq: Scalars['Int']['output'];
  /** The client's retry key. */
  clientMessageId: Scalars['ID']['output'];
  /** Where it stands. */
  conversationId: Scalars['ID']['output'];
  /** When it was sent. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was deleted for everyone; null: it is not. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * How many of the others have it. Null in conversations of more than `limits.countedReceiptsMembersMax` members, and for
   * viewers who are no member, or who keep their own receipts to themselves.
   */
  delivery?: Maybe<MessageDelivery>;
  /** The earlier versions, oldest first; none in a tombstone. At most the last 100. */
  earlierVersions: Array<MessageVersion>;
  /** When it was last edited; null: never. */
  editedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whose message it forwards; null: it is nobody else's, and in a tombstone. */
  forwardedFrom?: Maybe<ForwardedFrom>;
  /** A TypeID, `msg_…`. */
  id: Scalars['ID']['output'];
  /** What it is. */
  kind: MessageKind;
  /**
   * What the pages say of themselves that its text links to, at most three; none in a tombstone. They come a moment after the
   * message (`LinkPreviewsAdded`), where the operator has switched previews on; an edit of the text drops them.
   */
  linkPreviews: Array<LinkPreview>;
  /** Where a LOCATION is; null in all else, and in a tombstone. */
  location?: Maybe<MessageLocation>;
  /**
   * The users whom the sender mentioned, as he named them; none in a tombstone. Only those who were members at the sending
   * are counted and notified.
   */
  mentionedUserIds: Array<Scalars['ID']['output']>;
  /** Whether the sender, an owner or an admin, mentioned all members. */
  mentionsEveryone: Scalars['Boolean']['output'];
  /** The application's own data; empty in a tombstone. */
  metadata: Scalars['JSONObject']['output'];
  /** When it was pinned; null: it is not. */
  pinnedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who pinned it; null: nobody, or the user is gone. */
  pinnedBy?: Maybe<User>;
  /** Who pinned it; null: nobody. */
  pinnedById?: Maybe<Scalars['ID']['output']>;
  /** How much it matters. */
  priority: MessagePriority;
  /** Reactions, an entry for each emoji, in the order in which they came first; none in a tombstone. */
  reactions: Array<ReactionCount>;
  /** Everybody who reacted with one emoji, the earliest first. For those who may read the message now. Errors: `NOT_FOUND`. */
  reactors: ReactionConnection;
  /**
   * What it replies to, as that was when it was quoted; null where it quotes nothing, and in a tombstone. Deleting the quoted
   * message empties the quote.
   */
  replyTo?: Maybe<QuotedMessage>;
  /** Who sent it; null where the user is gone. */
  sender?: Maybe<User>;
  /** Who sent it. */
  senderId: Scalars['ID']['output'];
  /** The position of its sending in the conversation's log. */
  seq: Scalars['Int']['output'];
  /** How far it has got with the others: what `delivery` comes to; SENT where that is null. */
  status: MessageStatus;
  /** Markdown source, as it was sent; null in a tombstone, and where an IMAGE, FILE, AUDIO, VIDEO or LOCATION has no caption. */
  text?: Maybe<Scalars['String']['output']>;
  /**
   * The replies to this message, for members; null where nobody has replied to it yet, and for what is a reply in a thread
   * itself. Deleting the message for everyone leaves its thread standing.
   */
  thread?: Maybe<MessageThread>;
  /** The first message of the thread in which this is a reply; null: it stands in the conversation itself. */
  threadRootId?: Maybe<Scalars['ID']['output']>;
  /** The `seq` of that first message. */
  threadRootSeq?: Maybe<Scalars['Int']['output']>;
  /** How often it was edited. */
  version: Scalars['Int']['output'];
};


/** What people write. */
export type MessageReactorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  emoji: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of messages. */
export type MessageConnection = {
  __typename?: 'MessageConnection';
  /** The items with their cursors. */
  edges?: Maybe<Array<Maybe<MessageEdge>>>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** A message was deleted for everyone; a tombstone is left. */
export type MessageDeleted = ConversationEvent & {
  __typename?: 'MessageDeleted';
  /** Who deleted it. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When it was deleted. */
  createdAt: Scalars['DateTime']['output'];
  /** The tombstone. */
  message: Message;
  /** The event's position in the log; the message keeps the `seq` of its sending. */
  seq: Scalars['Int']['output'];
};

/**
 * Who has got a message, of all others who may read it now and let others see how far they have read. A reply in a thread
 * goes by the positions there. That somebody has got it, and has not read it, is told as `Receipt.deliveredSeq` tells it.
 */
export type MessageDelivery = {
  __typename?: 'MessageDelivery';
  /** How many have it on one of their devices, those who have read it among them. */
  deliveredCount: Scalars['Int']['output'];
  /** Who has it, longest member first; null in conversations of more than `limits.namedReceiptsMembersMax` members. */
  deliveredTo?: Maybe<Array<User>>;
  /** How many have read it. */
  readCount: Scalars['Int']['output'];
  /** Who has read it, longest member first; null in conversations of more than `limits.namedReceiptsMembersMax` members. */
  readers?: Maybe<Array<User>>;
  /** How many they are. */
  recipientCount: Scalars['Int']['output'];
};

/** A message on a page. */
export type MessageEdge = {
  __typename?: 'MessageEdge';
  /** Its position in this connection. */
  cursor: Scalars['String']['output'];
  /** The message. */
  node?: Maybe<Message>;
};

/** A message's text, metadata or mentions were changed by its sender. */
export type MessageEdited = ConversationEvent & {
  __typename?: 'MessageEdited';
  /** Who edited it. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When it was edited. */
  createdAt: Scalars['DateTime']['output'];
  /** The message as it is now. */
  message: Message;
  /** The event's position in the log; the message keeps the `seq` of its sending. */
  seq: Scalars['Int']['output'];
};

/** The viewer deleted a message for himself alone. */
export type MessageHidden = UserEvent & {
  __typename?: 'MessageHidden';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The message that he no longer sees. */
  messageId: Scalars['ID']['output'];
  /** The `seq` of that message's sending. */
  messageSeq: Scalars['Int']['output'];
  /** The first message of the thread in which it is a reply; null: it stands in the conversation itself. */
  messageThreadRootId?: Maybe<Scalars['ID']['output']>;
  /** The `seq` of that first message. */
  messageThreadRootSeq?: Maybe<Scalars['Int']['output']>;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** What a message is. More will be added. */
export type MessageKind =
  /** Sound, such as a voice message; the text, if any, is its caption. */
  | 'AUDIO'
  /** Files of any type; the text, if any, is their caption. */
  | 'FILE'
  /** Images; the text, if any, is their caption. */
  | 'IMAGE'
  /** A place (`Message.location`); the text, if any, is its caption. */
  | 'LOCATION'
  /** Posted by the application's backend (role `service`). */
  | 'SYSTEM'
  /** Text, and nothing else. */
  | 'TEXT'
  /** Videos; the text, if any, is their caption. */
  | 'VIDEO';

/** A place on earth (WGS 84). */
export type MessageLocation = {
  __typename?: 'MessageLocation';
  /** The radius within which the place is, in metres; null: not known. */
  accuracyMeters?: Maybe<Scalars['Float']['output']>;
  /** Degrees, -90 to 90; north is positive. */
  latitude: Scalars['Float']['output'];
  /** Degrees, -180 to 180; east is positive. */
  longitude: Scalars['Float']['output'];
  /** What the place is called; null: not named. */
  name?: Maybe<Scalars['String']['output']>;
};

/** A place on earth (WGS 84). */
export type MessageLocationInput = {
  /** The radius within which the place is, in metres. 0 or more; absent: not known. */
  accuracyMeters?: InputMaybe<Scalars['Float']['input']>;
  /** Degrees, -90 to 90; north is positive. */
  latitude: Scalars['Float']['input'];
  /** Degrees, -180 to 180; east is positive. */
  longitude: Scalars['Float']['input'];
  /** What the place is called. 1 to 200 characters; absent: not named. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** A message was pinned. */
export type MessagePinned = ConversationEvent & {
  __typename?: 'MessagePinned';
  /** Who pinned it. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When it was pinned. */
  createdAt: Scalars['DateTime']['output'];
  /** The message as it is now. */
  message: Message;
  /** The event's position in the log; the message keeps the `seq` of its sending. */
  seq: Scalars['Int']['output'];
};

/** How much a message matters to its sender. */
export type MessagePriority =
  /** Above the usual. */
  | 'HIGH'
  /** Notifies nobody. */
  | 'LOW'
  /** As usual. */
  | 'NORMAL'
  /** Passes quiet hours. A user may send few of them (10 a minute): beyond it, `RATE_LIMITED` with the field `priority`. */
  | 'URGENT';

/** A member's report of a message, with what the message said then. */
export type MessageReport = Node & {
  __typename?: 'MessageReport';
  /** What the reporter says about it; null: nothing, or it was erased. */
  comment?: Maybe<Scalars['String']['output']>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** A TypeID, `rpt_…`. */
  id: Scalars['ID']['output'];
  /** The message. It may have been edited or deleted since. */
  messageId: Scalars['ID']['output'];
  /** The `seq` of that message's sending. */
  messageSeq: Scalars['Int']['output'];
  /** The message's text when it was reported; null: it had none, or it was erased. */
  messageText?: Maybe<Scalars['String']['output']>;
  /** Which version of the message that was. */
  messageVersion: Scalars['Int']['output'];
  /** Why. */
  reason: ReportReason;
  /** Who reported it; null where the user is gone. */
  reporter?: Maybe<User>;
  /** Who reported it. */
  reporterId: Scalars['ID']['output'];
  /** What became of it; null: it is open. */
  resolution?: Maybe<ReportResolution>;
  /** When it was resolved; null: it is open. */
  resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who resolved it; null: it is open, or the user is gone. */
  resolvedBy?: Maybe<User>;
  /** Who sent the message; null where the user is gone. */
  sender?: Maybe<User>;
  /** Who sent the message. */
  senderId: Scalars['ID']['output'];
};

/** A page of reports. */
export type MessageReportConnection = {
  __typename?: 'MessageReportConnection';
  /** The items with their cursors. */
  edges?: Maybe<Array<Maybe<MessageReportEdge>>>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** A report on a page. */
export type MessageReportEdge = {
  __typename?: 'MessageReportEdge';
  /** Its position in this connection. */
  cursor: Scalars['String']['output'];
  /** The report. */
  node?: Maybe<MessageReport>;
};

/** A page of messages that were found. */
export type MessageSearchConnection = {
  __typename?: 'MessageSearchConnection';
  /** The items with their cursors, the best first. */
  edges?: Maybe<Array<Maybe<MessageSearchEdge>>>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** A message that was found, and why. */
export type MessageSearchEdge = {
  __typename?: 'MessageSearchEdge';
  /** Its position in this connection. */
  cursor: Scalars['String']['output'];
  /** Where the message's `text` has what was looked for: in order, apart from one another. The text is as it was sent; escape it before it becomes HTML. */
  highlights: Array<TextRange>;
  /** The message. */
  node?: Maybe<Message>;
  /** How well it matches: more, and closer to one another, is better. Comparable within one search. */
  rank: Scalars['Float']['output'];
};

/** Which messages are looked at. */
export type MessageSearchFilter = {
  /** Only what these users sent: up to `limits.membersPerRequestMax`. Empty or absent: everybody. */
  authorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Only messages of these kinds. Empty or absent: all. */
  kinds?: InputMaybe<Array<MessageKind>>;
  /** Only messages with this `createdAt` or a later one. */
  sentAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only messages with this `createdAt` or an earlier one. */
  sentBefore?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A message was sent. Replayed, it shows the message as it is now. */
export type MessageSent = ConversationEvent & {
  __typename?: 'MessageSent';
  /** The sender. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When it was sent. */
  createdAt: Scalars['DateTime']['output'];
  /** The message. */
  message: Message;
  /** The message's `seq`. */
  seq: Scalars['Int']['output'];
};

/** Who has got a message, of all others who may read it now. */
export type MessageStatus =
  /** Everyone has it. */
  | 'DELIVERED'
  /** Everyone has read it. */
  | 'READ'
  /** Committed. */
  | 'SENT';

/**
 * The replies to a message, its root. Whoever may not read the root (it is from before his joining where the past is closed)
 * has no thread there, and can neither continue nor acknowledge it; replies that were sent since he joined are in the log
 * like all else, and `Query.message` shows them.
 */
export type MessageThread = {
  __typename?: 'MessageThread';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** All replies up to here have reached one of the viewer's devices; what was there when he joined is taken as read. */
  deliveredSeq: Scalars['Int']['output'];
  /** When the last reply was sent, whatever became of it. */
  lastReplyAt: Scalars['DateTime']['output'];
  /** The `seq` of the last reply, whatever became of it. */
  lastReplySeq: Scalars['Int']['output'];
  /** The conversation's last `seq` when all this was counted: an event up to it is contained in the counts. */
  lastSeq: Scalars['Int']['output'];
  /**
   * The replies that the viewer may read, oldest first: `last: 50` is the newest page. Those deleted for everyone are there as
   * tombstones; those he deleted for himself are not.
   */
  messages: MessageConnection;
  /** How many have replied; 100 stands for as many or more. */
  participantCount: Scalars['Int']['output'];
  /** Their ids. */
  participantIds: Array<Scalars['ID']['output']>;
  /** Who has replied, also who has left since: the first 10 in the order of their ids. */
  participants: Array<User>;
  /** All replies up to here he has read. */
  readSeq: Scalars['Int']['output'];
  /**
   * How far members have got in the thread: those who have replied or acknowledged there since they joined, as far as
   * `Conversation.receipts` would name them. Who turns his receipts on again is named from the next time it is read, or he moves.
   */
  receipts: Array<Receipt>;
  /** Replies that are not deleted for everyone; exact, as of `lastSeq`. */
  replyCount: Scalars['Int']['output'];
  /** The message that began it; null where the viewer has deleted it for himself. A tombstone where it was deleted for everyone. */
  rootMessage?: Maybe<Message>;
  /** The message that began it. */
  rootMessageId: Scalars['ID']['output'];
  /** The `seq` of that message. */
  rootSeq: Scalars['Int']['output'];
  /** Others' undeleted replies after `readSeq`; exact, as of `lastSeq`. */
  unreadCount: Scalars['Int']['output'];
  /** Those among them that mention the viewer, or everyone; exact, as of `lastSeq`. */
  unreadMentionCount: Scalars['Int']['output'];
};


/**
 * The replies to a message, its root. Whoever may not read the root (it is from before his joining where the past is closed)
 * has no thread there, and can neither continue nor acknowledge it; replies that were sent since he joined are in the log
 * like all else, and `Query.message` shows them.
 */
export type MessageThreadMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  aroundSeq?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of threads. */
export type MessageThreadConnection = {
  __typename?: 'MessageThreadConnection';
  /** The items with their cursors. */
  edges?: Maybe<Array<Maybe<MessageThreadEdge>>>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** A thread on a page. */
export type MessageThreadEdge = {
  __typename?: 'MessageThreadEdge';
  /** Its position in this connection. */
  cursor: Scalars['String']['output'];
  /** The thread. */
  node?: Maybe<MessageThread>;
};

/** A message is pinned no more. A deletion unpins too, without a word of its own. */
export type MessageUnpinned = ConversationEvent & {
  __typename?: 'MessageUnpinned';
  /** Who unpinned it. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When it was unpinned. */
  createdAt: Scalars['DateTime']['output'];
  /** The message as it is now. */
  message: Message;
  /** The event's position in the log; the message keeps the `seq` of its sending. */
  seq: Scalars['Int']['output'];
};

/** What a message said before an edit. */
export type MessageVersion = {
  __typename?: 'MessageVersion';
  /** When that version was replaced. */
  replacedAt: Scalars['DateTime']['output'];
  /** The text of that version; null where it had no caption. */
  text?: Maybe<Scalars['String']['output']>;
  /** 0 for the first, then 1, 2 … */
  version: Scalars['Int']['output'];
};

/** Writes. Each takes one `input`, and sending one again is safe. */
export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Accepts a request: the two are each other's contacts. Who is the viewer's contact already stays it. NOT_FOUND where there
   * is no request of his to the viewer.
   */
  acceptContact?: Maybe<AcceptContactPayload>;
  /**
   * Advances the viewer's own positions, in conversations and in threads apart. A position never falls: what is behind is
   * passed over in silence, what is above the conversation's last `seq`, or the thread's last reply, counts as that. All
   * positions or none. Send them in batches, after display.
   */
  acknowledge?: Maybe<AcknowledgePayload>;
  /** Adds users of the tenant, as MEMBER. For admins. Who is a member already stays as he is; who is banned is a `CONFLICT`. */
  addMembers?: Maybe<AddMembersPayload>;
  /**
   * Reacts to a message with an emoji: one reaction for each user and emoji. For members who may write. Where the viewer has
   * reacted so, nothing changes. Errors: `NOT_FOUND`; `FORBIDDEN` for who is muted; `CONFLICT` where the message is deleted, or
   * has `limits.reactionsPerMessageMax` other emojis.
   */
  addReaction?: Maybe<AddReactionPayload>;
  /** Puts notifications away. Ids that are not there are passed over. */
  archiveNotifications?: Maybe<ArchiveNotificationsPayload>;
  /**
   * Removes a member, if he is one, and keeps him out: `joinConversation` is `FORBIDDEN` for him, `addMembers` of him a
   * `CONFLICT`. For those above him. Setting it again replaces time and reason. Not in a DIRECT.
   */
  banMember?: Maybe<BanMemberPayload>;
  /**
   * Blocks a user, who is told nothing and notices nothing: he sees no more of the viewer's presence and location than of
   * somebody who is offline, his requests are never shown, and in a DIRECT what he writes is shown to himself alone. The
   * viewer's streams bring `EventWithheld` in its place, and so it stays, also once he is unblocked. What the viewer reads there,
   * he does not see. In a GROUP or CHANNEL a block hides no message. Who is blocked already stays it. NOT_FOUND where there is no
   * such user.
   */
  blockUser?: Maybe<BlockUserPayload>;
  /**
   * Sends the application's own notification to everybody of the tenant, or to a segment, each by his preferences, in the background
   * and at a pace that leaves room for everything else. No user is told twice, whatever is retried and whatever breaks. Only
   * for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND` for a conversation or a user who is not there, `CONFLICT` for
   * a `clientId` of another request.
   */
  broadcastNotification?: Maybe<BroadcastNotificationPayload>;
  /**
   * Stops a broadcast: after the answer nobody else is told. Of one that is over nothing changes. Only for the `service` role.
   * Errors: `FORBIDDEN`, `NOT_FOUND`.
   */
  cancelNotificationBroadcast?: Maybe<CancelNotificationBroadcastPayload>;
  /**
   * Creates a conversation; the viewer is its owner (in a DIRECT both are members). The same `clientId` returns the first
   * result; with another request it is `CONFLICT`. A DIRECT that the pair has already is returned as it is.
   */
  createConversation?: Maybe<CreateConversationPayload>;
  /**
   * Makes a webhook endpoint, which is told of what is committed from now on. Its host may not be in a private network, unless
   * the operator allows it. Only for the role `service`. Errors: `FORBIDDEN`; `BAD_USER_INPUT` for an address that cannot be one;
   * `CONFLICT` where the tenant has `limits.webhookEndpointsMax`, or the client id was used for another request.
   */
  createWebhookEndpoint?: Maybe<CreateWebhookEndpointPayload>;
  /**
   * Puts a request to the viewer away. Its requester is told nothing, and for 30 days the viewer is not asked again by him.
   * Where there is none, nothing changes. The viewer may still ask him, which makes them contacts while he waits.
   */
  declineContact?: Maybe<DeclineContactPayload>;
  /**
   * Deletes an attachment of the viewer's own that is in no message, also in the middle of its upload. One that is gone
   * already is no error. Errors: `CONFLICT` where a message has it.
   */
  deleteAttachment?: Maybe<DeleteAttachmentPayload>;
  /** Deletes a message for everyone or for the viewer. Safe to repeat. */
  deleteMessage?: Maybe<DeleteMessagePayload>;
  /** Deletes notifications. Ids that are not there are passed over. */
  deleteNotifications?: Maybe<DeleteNotificationsPayload>;
  /**
   * Deletes a webhook endpoint with its secrets and its deliveries; what waits is not sent. Only for the role `service`. Errors:
   * `FORBIDDEN`, `NOT_FOUND`.
   */
  deleteWebhookEndpoint?: Maybe<DeleteWebhookEndpointPayload>;
  /** Replaces a message's text, metadata or mentions; the earlier version is kept. For its sender. Setting what is there changes nothing. */
  editMessage?: Maybe<EditMessagePayload>;
  /**
   * Erases a user: what he wrote is gone for good, from messages, history, streams, search and files. Each message leaves a
   * tombstone with its `seq` and his id, and a `MessageDeleted` by which clients drop what they have. It begins within
   * seconds and is done in steps: see `userErasure`. While one is under way, nothing changes; asked again later, it erases what
   * has come since. After ACCOUNT a new token of the same id is let in as a user without a past, with an empty profile.
   * Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`.
   */
  eraseUser?: Maybe<EraseUserPayload>;
  /**
   * Asks for a conversation as a file, as far as the viewer may read it now. The same `clientId` returns the first request.
   * `CONFLICT` while another export of his is being written. For members.
   */
  exportConversation?: Maybe<ExportConversationPayload>;
  /**
   * Sends copies of messages to other conversations, in the order named: what they say and show, under `forwardedFrom`, but
   * not whom they answer and mention, nor `metadata`. Errors: `NOT_FOUND` for a message that the viewer does not see,
   * `CONFLICT` for one that is deleted, `BAD_USER_INPUT` for a SYSTEM message; `field` says which. Each conversation answers
   * for itself: see `Forwarding`.
   */
  forwardMessages?: Maybe<ForwardMessagesPayload>;
  /** Enters a PUBLIC channel; who enters one that nobody is in becomes its OWNER. `FORBIDDEN` for who is banned. Safe to repeat. */
  joinConversation?: Maybe<JoinConversationPayload>;
  /** Leaves a conversation; not a DIRECT. The last owner hands over first, if others are there. Safe to repeat. */
  leaveConversation?: Maybe<LeaveConversationPayload>;
  /**
   * Marks notifications as read, which moves no position in a conversation and tells nobody else. Ids that are not there are
   * passed over.
   */
  markNotificationsRead?: Maybe<MarkNotificationsReadPayload>;
  /** Marks notifications as seen: they were shown. Ids that are not there are passed over. */
  markNotificationsSeen?: Maybe<MarkNotificationsSeenPayload>;
  /**
   * Marks a conversation as unread, for the viewer alone and on all his devices: its counts then begin at `fromSeq`. Positions
   * stay where they are, and others cannot tell. The mark ends when he acknowledges a `readSeq` of `fromSeq` or more, also
   * where that moves nothing, and when he sends. Safe to repeat.
   */
  markUnread?: Maybe<MarkUnreadPayload>;
  /**
   * Keeps a member from sending, editing and reacting until that time, also when he leaves and comes in again. For those
   * above him: owners over admins and members, admins over members, the role `service` over all. Not in a DIRECT.
   */
  muteMember?: Maybe<MuteMemberPayload>;
  /**
   * Pins a message for all members. In a CHANNEL for admins and owners, else for members who may write. One that is pinned
   * stays pinned as it is. Errors: `NOT_FOUND`, `FORBIDDEN`; `CONFLICT` where the message is deleted, or
   * `limits.pinsPerConversationMax` are pinned.
   */
  pinMessage?: Maybe<PinMessagePayload>;
  /**
   * Tells something to all who hear a topic now, on all nodes, or only to those users among them who are named. It is kept
   * nowhere; a request that is repeated is told again. Only for the role `service`; SIGNALS_PER_SECOND_MAX (100) a second.
   * Without Redis, or while it is away, those on other nodes do not get it.
   */
  publishSignal?: Maybe<PublishSignalPayload>;
  /**
   * Gives the WebSocket on which this is sent a new token, before the old one expires. The token must be of the same user
   * and tenant. Over HTTP there is nothing to renew: the token is checked, and `renewed` is false.
   */
  refreshSession?: Maybe<RefreshSessionPayload>;
  /**
   * Registers the browser for web push; the same `endpoint` again changes the registration that is there. Whoever of the tenant was
   * registered with the same `endpoint` and `keys` is so no more: the viewer has come in his place. Of a user's registrations in
   * excess of `limits.pushSubscriptionsMax`, the oldest go. Errors: `BAD_USER_INPUT`.
   */
  registerPushSubscription?: Maybe<RegisterPushSubscriptionPayload>;
  /** Ends being contacts, for both; or takes a request of the viewer's own back. Where there is neither, nothing changes. */
  removeContact?: Maybe<RemoveContactPayload>;
  /** Removes a member. For admins; an owner only by an owner. Safe to repeat. */
  removeMember?: Maybe<RemoveMemberPayload>;
  /** Takes the viewer's own reaction back. Where there is none, nothing changes. Errors: `NOT_FOUND`. */
  removeReaction?: Maybe<RemoveReactionPayload>;
  /**
   * Takes up deliveries again that are FAILED, under the ids that they have; whether they are still wanted is asked anew. What has
   * not failed is left as it is. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`, `BAD_USER_INPUT`.
   */
  replayNotificationDeliveries?: Maybe<ReplayNotificationDeliveriesPayload>;
  /**
   * Makes deliveries once more, under the same ids, with messages as they are now; in a log they go before what is later
   * there. What waits anyway is left as it is. Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`, `BAD_USER_INPUT`.
   */
  replayWebhookDeliveries?: Maybe<ReplayWebhookDeliveriesPayload>;
  /**
   * Says for how long nobody has touched the device: that of the WebSocket over which it comes, or, over plain HTTP, those of
   * all SSE streams of the viewer. Once it has been `limits.awayAfterIdleMs` (5 minutes) the device is idle, also where nothing
   * more is said. A client says it when its user comes or goes, and every few minutes meanwhile; a device of which nothing
   * is said is taken to be in use. Errors: `BAD_USER_INPUT`.
   */
  reportActivity?: Maybe<ReportActivityPayload>;
  /**
   * Reports a message that the viewer may read, and keeps what it says now. In a DIRECT, which has no admins, the report is
   * for the operator. While a report of the same user and message is open, that one is returned. The same `clientId`
   * returns the first result; with another request it is `CONFLICT`. Errors: `NOT_FOUND`, `BAD_USER_INPUT` for one's own
   * message, `CONFLICT` for a deleted one.
   */
  reportMessage?: Maybe<ReportMessagePayload>;
  /**
   * Asks a user to be the viewer's contact. Who has asked the viewer himself is his contact by that; who is it already stays
   * it, and a request that waits stays as it is. Who does not want it does nothing: a request that was declined goes on
   * waiting. NOT_FOUND where there is no such user, CONFLICT for somebody whom the viewer has blocked, and where
   * `limits.pendingContactRequestsMax` of his requests wait; RATE_LIMITED above 100 an hour.
   */
  requestContact?: Maybe<RequestContactPayload>;
  /**
   * Says what became of a report. For owners and admins, but not about their own messages, and for the role `service`.
   * Repeating it changes nothing; another resolution replaces the first.
   */
  resolveReport?: Maybe<ResolveReportPayload>;
  /**
   * Ends sessions of a user: one (`sid`), or all that were issued before now. Live streams of theirs end within 2 s. Only
   * for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`.
   */
  revokeSessions?: Maybe<RevokeSessionsPayload>;
  /**
   * Gives a webhook endpoint a new secret; the earlier ones sign beside it for a while. Only for the role `service`. Errors:
   * `FORBIDDEN`, `NOT_FOUND`; `CONFLICT` where four earlier ones would still sign.
   */
  rotateWebhookSecret?: Maybe<RotateWebhookSecretPayload>;
  /**
   * Sends a message. The same `clientMessageId` of the same sender in the same conversation returns the first result, for
   * ever, also after he has lost access; with another request it is `CONFLICT`. Moves the sender's own positions to it.
   */
  sendMessage?: Maybe<SendMessagePayload>;
  /**
   * Sends the application's own notification to users, each by his preferences. All or none. Only for the `service` role. Errors:
   * `FORBIDDEN`, `NOT_FOUND` for a user who is not there, `CONFLICT` for a `clientId` of another request.
   */
  sendNotification?: Maybe<SendNotificationPayload>;
  /** Sets the viewer's own preferences. What is absent stays. */
  setConversationPreferences?: Maybe<SetConversationPreferencesPayload>;
  /**
   * Sets what the viewer says of himself; without text and emoji it is cleared. What is absent is null. Errors:
   * `BAD_USER_INPUT`.
   */
  setCustomStatus?: Maybe<SetCustomStatusPayload>;
  /** Sets a member's role. For owners. The last owner cannot be set to something else (`CONFLICT`). */
  setMemberRole?: Maybe<SetMemberRolePayload>;
  /**
   * Sets what the viewer is shown as while he is connected, on whatever devices. To be OFFLINE for others, use
   * `updatePresenceSettings(invisible: true)`. Errors: `BAD_USER_INPUT`.
   */
  setPresence?: Maybe<SetPresencePayload>;
  /**
   * Sets what the tenant's messages are searched by. Words are found exactly at once; the stems of those that are there
   * already come step by step, within minutes for a million messages. Only for the `service` role. Errors: `FORBIDDEN`.
   */
  setSearchLanguage?: Maybe<SetSearchLanguagePayload>;
  /**
   * Sets the time that must lie between two messages of a member; owners and admins are free of it. For owners, admins and
   * the role `service`. Not in a DIRECT.
   */
  setSlowMode?: Maybe<SetSlowModePayload>;
  /**
   * Says that the viewer is typing, or that he no longer is. It holds for `limits.typingLeaseMs` (5 s): a client that types on
   * says so again, every 3 s or so. It ends as well when his message is sent there, when he is no member any more, and with
   * the WebSocket that it was said over. At most one change a second is told; what comes sooner is merged, and the latest
   * wins. Members who may post only. Who may not see whether he is online is not
   * told, and nobody if he does not share it (`PresenceSettings.shareTyping`).
   */
  setTyping?: Maybe<SetTypingPayload>;
  /**
   * Shares where the viewer is: begins a share, or goes on with the one that runs. The audience is that of
   * `updateLocationSharing`; before the first of those, nobody sees it. A device says it every 5 to 30 s, whether or not it
   * has moved: what is stale is shown as stale. One is told at most every `limits.locationIntervalMs` (5 s), and only where
   * the snapped position is `limits.locationMetersMin` (10 m) or more from the last; what comes sooner is merged, and the
   * latest wins. The position is kept in memory (or Redis) alone, and not beyond the share. Errors: `BAD_USER_INPUT` names the field.
   */
  shareLocation?: Maybe<ShareLocationPayload>;
  /** Ends the viewer's share: everybody who sees where he is sees null within 5 s, usually at once. Without a share nothing changes. */
  stopSharingLocation?: Maybe<StopSharingLocationPayload>;
  /** Lifts a ban. He is no member by that. For owners, admins and the role `service`. Safe to repeat. */
  unbanMember?: Maybe<UnbanMemberPayload>;
  /** Lifts a block, from now on: what was withheld stays so. Where there is none, nothing changes. NOT_FOUND where there is no such user. */
  unblockUser?: Maybe<UnblockUserPayload>;
  /** Lets a muted member write again. For those above him. Safe to repeat. */
  unmuteMember?: Maybe<UnmuteMemberPayload>;
  /** Unpins a message, whoever pinned it. For those who may pin. Where it is not pinned, nothing changes. */
  unpinMessage?: Maybe<UnpinMessagePayload>;
  /** Ends a registration of the viewer's. One that is not there is passed over. */
  unregisterPushSubscription?: Maybe<UnregisterPushSubscriptionPayload>;
  /** Changes title, visibility, history visibility or metadata. For admins; a DIRECT has only metadata. What is absent stays. */
  updateConversation?: Maybe<UpdateConversationPayload>;
  /**
   * Sets to whom the viewer's position goes, and how exactly. What is absent stays. It holds for the share that runs, at once,
   * and for later ones; a finer precision shows with the next report. Errors: `NOT_FOUND` for a user whom there is not,
   * `BAD_USER_INPUT`.
   */
  updateLocationSharing?: Maybe<UpdateLocationSharingPayload>;
  /**
   * Sets what the viewer wants to be told, from now on. What is absent stays. Errors: `NOT_FOUND` for a muted user who is not
   * there.
   */
  updateNotificationPreferences?: Maybe<UpdateNotificationPreferencesPayload>;
  /**
   * Sets what the viewer lets others see of him, from now on and in all conversations. What is absent stays. Turning read
   * receipts on again shows his positions as they are then.
   */
  updatePresenceSettings?: Maybe<UpdatePresenceSettingsPayload>;
  /** Changes the viewer's own profile. What is absent stays; null clears. */
  updateProfile?: Maybe<UpdateProfilePayload>;
  /**
   * Changes a webhook endpoint; what is absent stays. One that is enabled again goes on with what waits for it: up to 7 days
   * of events, those since it was disabled too. Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`, `BAD_USER_INPUT`.
   */
  updateWebhookEndpoint?: Maybe<UpdateWebhookEndpointPayload>;
  /**
   * Creates users or sets their profiles and addresses: all given fields are set, absent ones stay. Only for the `service` role. At most
   * 100 at once; all or none.
   */
  upsertUsers?: Maybe<UpsertUsersPayload>;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationAcceptContactArgs = {
  input: AcceptContactInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationAcknowledgeArgs = {
  input: AcknowledgeInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationAddMembersArgs = {
  input: AddMembersInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationAddReactionArgs = {
  input: AddReactionInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationArchiveNotificationsArgs = {
  input: ArchiveNotificationsInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationBanMemberArgs = {
  input: BanMemberInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationBlockUserArgs = {
  input: BlockUserInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationBroadcastNotificationArgs = {
  input: BroadcastNotificationInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationCancelNotificationBroadcastArgs = {
  input: CancelNotificationBroadcastInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationCreateConversationArgs = {
  input: CreateConversationInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationCreateWebhookEndpointArgs = {
  input: CreateWebhookEndpointInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationDeclineContactArgs = {
  input: DeclineContactInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationDeleteAttachmentArgs = {
  input: DeleteAttachmentInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationDeleteMessageArgs = {
  input: DeleteMessageInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationDeleteNotificationsArgs = {
  input: DeleteNotificationsInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationDeleteWebhookEndpointArgs = {
  input: DeleteWebhookEndpointInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationEditMessageArgs = {
  input: EditMessageInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationEraseUserArgs = {
  input: EraseUserInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationExportConversationArgs = {
  input: ExportConversationInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationForwardMessagesArgs = {
  input: ForwardMessagesInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationJoinConversationArgs = {
  input: JoinConversationInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationLeaveConversationArgs = {
  input: LeaveConversationInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationMarkNotificationsReadArgs = {
  input: MarkNotificationsReadInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationMarkNotificationsSeenArgs = {
  input: MarkNotificationsSeenInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationMarkUnreadArgs = {
  input: MarkUnreadInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationMuteMemberArgs = {
  input: MuteMemberInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationPinMessageArgs = {
  input: PinMessageInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationPublishSignalArgs = {
  input: PublishSignalInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationRegisterPushSubscriptionArgs = {
  input: RegisterPushSubscriptionInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationRemoveContactArgs = {
  input: RemoveContactInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationRemoveReactionArgs = {
  input: RemoveReactionInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationReplayNotificationDeliveriesArgs = {
  input: ReplayNotificationDeliveriesInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationReplayWebhookDeliveriesArgs = {
  input: ReplayWebhookDeliveriesInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationReportActivityArgs = {
  input: ReportActivityInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationReportMessageArgs = {
  input: ReportMessageInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationRequestContactArgs = {
  input: RequestContactInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationResolveReportArgs = {
  input: ResolveReportInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationRevokeSessionsArgs = {
  input: RevokeSessionsInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationRotateWebhookSecretArgs = {
  input: RotateWebhookSecretInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationSendMessageArgs = {
  input: SendMessageInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationSendNotificationArgs = {
  input: SendNotificationInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationSetConversationPreferencesArgs = {
  input: SetConversationPreferencesInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationSetCustomStatusArgs = {
  input: SetCustomStatusInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationSetMemberRoleArgs = {
  input: SetMemberRoleInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationSetPresenceArgs = {
  input: SetPresenceInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationSetSearchLanguageArgs = {
  input: SetSearchLanguageInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationSetSlowModeArgs = {
  input: SetSlowModeInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationSetTypingArgs = {
  input: SetTypingInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationShareLocationArgs = {
  input: ShareLocationInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUnbanMemberArgs = {
  input: UnbanMemberInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUnblockUserArgs = {
  input: UnblockUserInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUnmuteMemberArgs = {
  input: UnmuteMemberInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUnpinMessageArgs = {
  input: UnpinMessageInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUnregisterPushSubscriptionArgs = {
  input: UnregisterPushSubscriptionInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUpdateConversationArgs = {
  input: UpdateConversationInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUpdateLocationSharingArgs = {
  input: UpdateLocationSharingInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUpdateNotificationPreferencesArgs = {
  input: UpdateNotificationPreferencesInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUpdatePresenceSettingsArgs = {
  input: UpdatePresenceSettingsInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUpdateWebhookEndpointArgs = {
  input: UpdateWebhookEndpointInput;
};


/** Writes. Each takes one `input`, and sending one again is safe. */
export type MutationUpsertUsersArgs = {
  input: UpsertUsersInput;
};

/** See `Mutation.muteMember`. */
export type MuteMemberInput = {
  /** The conversation; not a DIRECT. */
  conversationId: Scalars['ID']['input'];
  /** A time to come. */
  until: Scalars['DateTime']['input'];
  /** The member. */
  userId: Scalars['ID']['input'];
};

/** The member after the change. */
export type MuteMemberPayload = {
  __typename?: 'MuteMemberPayload';
  /** The member. */
  member: Member;
};

/** A user who is near the viewer. */
export type NearbyUser = {
  __typename?: 'NearbyUser';
  /** From the viewer's snapped position to his, over the ground, in whole metres. */
  distanceMeters: Scalars['Float']['output'];
  /** Where he is, as `locations` shows it. */
  location: UserLocation;
  /** The user, with his profile. */
  user: User;
  /** The user. */
  userId: Scalars['ID']['output'];
};

/** An object with an id that `node` can fetch. */
export type Node = {
  /** Unique in the tenant. */
  id: Scalars['ID']['output'];
};

/**
 * A notification in the viewer's inbox. Seen (it was shown), read and archived are three things: reading and archiving make it
 * seen, and archiving does not make it read. It is kept for `limits.notificationMsMax` (7 days) at most.
 */
export type Notification = Node & {
  __typename?: 'Notification';
  /** An address that tapping it opens; null: none. */
  actionUrl?: Maybe<Scalars['String']['output']>;
  /** What the viewer may do about it, at most `limits.notificationActionsMax`. */
  actions: Array<NotificationAction>;
  /** The user of `actorId`. */
  actor?: Maybe<User>;
  /** Who caused it, of several the first; null: the application. */
  actorId?: Maybe<Scalars['ID']['output']>;
  /** When it was put away; null: it is in the inbox. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * What it says. Of MESSAGE, MENTION and REACTION, the first 200 characters of `message`, as it is now; null where that is gone or
   * has no text.
   */
  body?: Maybe<Scalars['String']['output']>;
  /** The application's own word for what it is about; null: none. */
  category?: Maybe<Scalars['String']['output']>;
  /** The application's key: a later one with the same key takes its place. Null: none. */
  collapseKey?: Maybe<Scalars['String']['output']>;
  /** The conversation that it is of; null: none. */
  conversationId?: Maybe<Scalars['ID']['output']>;
  /** When it came, or last told of more. */
  createdAt: Scalars['DateTime']['output'];
  /** The application's own data. */
  data: Scalars['JSONObject']['output'];
  /** When it goes by itself. */
  expiresAt: Scalars['DateTime']['output'];
  /** A TypeID: `ntf_…`. A notification that tells of more keeps it. */
  id: Scalars['ID']['output'];
  /** An address of a picture; null: none. */
  imageUrl?: Maybe<Scalars['String']['output']>;
  /** It was marked as read, or the viewer has read its message on any device. */
  isRead: Scalars['Boolean']['output'];
  /**
   * The message that it tells of, as the viewer may read it now: of a MESSAGE the newest, of a REACTION the viewer's own. Null where
   * it is deleted, or is not to be read by him any more.
   */
  message?: Maybe<Message>;
  /** Of a MESSAGE that is not read, how many the viewer has not read in the conversation, 0 once it is; null for all others. */
  messageCount?: Maybe<Scalars['Int']['output']>;
  /**
   * The `seq` of its message in the conversation; null: it is of none. Of a MESSAGE, the first that it tells of. A MESSAGE or MENTION
   * is read when the viewer's position has got there.
   */
  messageSeq?: Maybe<Scalars['Int']['output']>;
  /** How important it is. */
  priority: NotificationPriority;
  /**
   * When it was marked as read, or the viewer read its message; null: it is not read. Where he went on reading the conversation,
   * the time of the last of it.
   */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was marked as seen, read or archived; null: it is new. */
  seenAt?: Maybe<Scalars['DateTime']['output']>;
  /** The `seq` of the first message of the thread in which its message is; null: in none. */
  threadRootSeq?: Maybe<Scalars['Int']['output']>;
  /**
   * What it says in a line. Of MESSAGE, MENTION and REACTION, the conversation's title, null where it has none: nothing of a
   * message is kept here, so a client says in the reader's language what happened. Null for those of contacts.
   */
  title?: Maybe<Scalars['String']['output']>;
  /** What it is about. */
  type: NotificationType;
};

/** What the viewer may do about a notification: an address to open, or a mutation to send. */
export type NotificationAction = {
  __typename?: 'NotificationAction';
  /** The application's own data, such as the mutation's input. */
  data: Scalars['JSONObject']['output'];
  /** What the button says. */
  label: Scalars['String']['output'];
  /** The name of a mutation, of Tidings or of the application; null: there is an address. */
  mutation?: Maybe<Scalars['String']['output']>;
  /** An `https:` or `http:` address to open; null: there is a mutation. */
  url?: Maybe<Scalars['String']['output']>;
};

/** An action of a notification to send. Takes `url`, or `mutation`. */
export type NotificationActionInput = {
  /** The application's own data, 4 KB at most. */
  data?: InputMaybe<Scalars['JSONObject']['input']>;
  /** What the button says, 1 to 100 characters. */
  label: Scalars['String']['input'];
  /** The name of a mutation. */
  mutation?: InputMaybe<Scalars['String']['input']>;
  /** An `https:` or `http:` address, at most 2,048 characters. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** A notification came, or one that was there tells of more: it is new again, under its id. */
export type NotificationAdded = UserEvent & {
  __typename?: 'NotificationAdded';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The notification as it is now; null where it is gone since. */
  notification?: Maybe<Notification>;
  /** The notification. */
  notificationId: Scalars['ID']['output'];
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/**
 * The application's own notification on its way to many. Users have their turn in the order of their ids, and each is
 * judged by what he wants at that moment. For whoever was a user of the tenant when it was asked for; who comes later is not told.
 */
export type NotificationBroadcast = Node & {
  __typename?: 'NotificationBroadcast';
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** What each channel does for those who have had their turn, by outcome and rule. What there was none of is left out. */
  decisions: Array<NotificationDecisionCount>;
  /** When it was over, in whatever way; null: it is not. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** A TypeID: `ntb_…`. */
  id: Scalars['ID']['output'];
  /** Of them, those whose inbox it got into. */
  notificationsDelivered: Scalars['Int']['output'];
  /** How important it is. */
  priority: NotificationPriority;
  /** Whom it is for. */
  segment: NotificationSegment;
  /** When it began; null: it has not. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it is. */
  status: NotificationBroadcastStatus;
  /** What it says in a line. */
  title: Scalars['String']['output'];
  /** What it is about. */
  type: NotificationType;
  /** Users who have had their turn. */
  usersDone: Scalars['Int']['output'];
  /**
   * Users of the segment, as they were counted at the beginning; null: they are being counted. Who leaves the segment, or comes to be
   * in it, before his turn makes `usersDone` end below or above it.
   */
  usersTotal?: Maybe<Scalars['Int']['output']>;
  /** Of them, those whose inbox it did not get into: `decisions` says why. */
  usersWithheld: Scalars['Int']['output'];
};

/** A page of broadcasts. */
export type NotificationBroadcastConnection = {
  __typename?: 'NotificationBroadcastConnection';
  /** The page. */
  edges?: Maybe<Array<Maybe<NotificationBroadcastEdge>>>;
  /** What is beyond it. */
  pageInfo: PageInfo;
};

/** A broadcast in a page. */
export type NotificationBroadcastEdge = {
  __typename?: 'NotificationBroadcastEdge';
  /** Where to go on. */
  cursor: Scalars['String']['output'];
  /** The broadcast. */
  node?: Maybe<NotificationBroadcast>;
};

/** How far a broadcast is. */
export type NotificationBroadcastStatus =
  /** It was stopped before the end. Those who were told stay told. */
  | 'CANCELLED'
  /** Everybody has had his turn. */
  | 'DONE'
  /** It could not go on, after many tries. Those who were told stay told. */
  | 'FAILED'
  /** It has not begun. */
  | 'PENDING'
  /** It is under way. */
  | 'RUNNING';

/** A way on which notifications reach a user. More may be added. */
export type NotificationChannel =
  /** Mail, to the address that the application's backend gave (`upsertUsers`), several notifications in one. */
  | 'EMAIL'
  /** The inbox, and the stream of events. */
  | 'IN_APP'
  /** Calls to the application's own addresses (`WebhookEventType.NOTIFICATION_REQUESTED`), for SMS and whatever else there is. */
  | 'WEBHOOK'
  /** Push messages to browsers. */
  | 'WEB_PUSH';

/** A page of notifications. */
export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  /** The page. */
  edges?: Maybe<Array<Maybe<NotificationEdge>>>;
  /** What is beyond it. */
  pageInfo: PageInfo;
};

/** What one channel does with a notification. */
export type NotificationDecision = {
  __typename?: 'NotificationDecision';
  /** The channel. */
  channel: NotificationChannel;
  /** What it does. */
  outcome: NotificationOutcome;
  /** Why. */
  rule: NotificationRule;
  /** When what is held is delivered; null: it is not held. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** How many users got the same decision. */
export type NotificationDecisionCount = {
  __typename?: 'NotificationDecisionCount';
  /** The channel. */
  channel: NotificationChannel;
  /** What it does. */
  outcome: NotificationOutcome;
  /** Why. */
  rule: NotificationRule;
  /** For so many users. */
  users: Scalars['Int']['output'];
};

/** What became of a notification for one user. */
export type NotificationDelivery = {
  __typename?: 'NotificationDelivery';
  /**
   * What became of it on each way out, the newest first, 100 at most: those of all of its tellings. None where `notificationId` is
   * null: see `Query.notificationDeliveries`.
   */
  channelDeliveries: Array<ChannelDelivery>;
  /** What each channel does with it. */
  decisions: Array<NotificationDecision>;
  /** The notification in his inbox; null: it did not get there. */
  notificationId?: Maybe<Scalars['ID']['output']>;
  /** The user. */
  user: User;
};

/** Which deliveries are wanted. What is absent asks for nothing. */
export type NotificationDeliveryFilter = {
  /** Those by this channel alone. */
  channel?: InputMaybe<NotificationChannel>;
  /** Those that have got so far alone. */
  status?: InputMaybe<ChannelDeliveryStatus>;
  /** Those for this user alone. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/** A notification in a page. */
export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  /** Where to go on. */
  cursor: Scalars['String']['output'];
  /** The notification. */
  node?: Maybe<Notification>;
};

/** Which notifications are wanted. What is absent asks for nothing. */
export type NotificationFilter = {
  /** Those alone that are archived, instead of those that are not. Absent: false. */
  archived?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of these priorities alone. */
  priorities?: InputMaybe<Array<NotificationPriority>>;
  /** Of these types alone. */
  types?: InputMaybe<Array<NotificationType>>;
  /** Those alone that are not read. Absent: false. */
  unreadOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What a channel does with a notification. */
export type NotificationOutcome =
  /** It is delivered. */
  | 'DELIVER'
  /** It is not delivered. */
  | 'DROP'
  /** It is delivered later. */
  | 'HOLD';

/**
 * What the viewer wants to be told, and when. A block, a muted user and a muted conversation (`setConversationPreferences`; mentions
 * there too) keep a notification out on every channel, whatever its priority.
 */
export type NotificationPreferences = {
  __typename?: 'NotificationPreferences';
  /** Until when channels that disturb (all but IN_APP) hold everything; null, or past: they do not. Null by default. */
  doNotDisturbUntil?: Maybe<Scalars['DateTime']['output']>;
  /** What is less important comes on no channel. LOW by default. */
  minimumPriority: NotificationPriority;
  /** Whose acts notify of nothing. They are not told. */
  mutedUserIds: Array<Scalars['ID']['output']>;
  /** When channels that disturb (all but IN_APP) hold what is not URGENT until they are over; null: never. Null by default. */
  quietHours?: Maybe<QuietHours>;
  /** All types, each with its channels. */
  types: Array<NotificationTypePreference>;
};

/** The viewer changed what he wants to be told. */
export type NotificationPreferencesChanged = UserEvent & {
  __typename?: 'NotificationPreferencesChanged';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** All of the preferences, as they are now. */
  notificationPreferences: NotificationPreferences;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** How important a notification is. One of a message has the message's. */
export type NotificationPriority =
  /** Above the usual. */
  | 'HIGH'
  /** It can wait. Messages that are LOW notify nobody; reactions are LOW. */
  | 'LOW'
  /** As usual. */
  | 'NORMAL'
  /** It passes quiet hours, but no mute and no block. */
  | 'URGENT';

/** Why a channel does so. More may be added. */
export type NotificationRule =
  /** The user is at one of his devices: it waits for a moment, so that reading it there spares it. */
  | 'ACTIVE_ELSEWHERE'
  /** Nothing is against it. */
  | 'ALLOWED'
  /** Before it went out, the user put it away. */
  | 'ARCHIVED'
  /** It is less important than what the user wants to be told. */
  | 'BELOW_MINIMUM_PRIORITY'
  /** The user has blocked who caused it. */
  | 'BLOCKED'
  /** The user has turned the channel off for its type. */
  | 'CHANNEL_OFF'
  /** The user has the conversation open on a device that he is at (`reportActivity`). */
  | 'CONVERSATION_OPEN'
  /** The user is not to be disturbed. */
  | 'DO_NOT_DISTURB'
  /** It is over, or would be when it could be delivered. */
  | 'EXPIRED'
  /** It failed for too long. */
  | 'GAVE_UP'
  /** Before it went out, it was deleted, or what it tells of was. */
  | 'GONE'
  /** The user has muted the conversation. */
  | 'MUTED_CONVERSATION'
  /** The user has muted who caused it. */
  | 'MUTED_USER'
  /** Before it went out, the user left the conversation, or was removed. */
  | 'NOT_A_MEMBER'
  /** The channel does not reach the user: he has no device or address there, or the installation has no such channel. */
  | 'NO_TARGET'
  /** It is URGENT, in quiet hours. */
  | 'PASSES_QUIET_HOURS'
  /** The user's hours are quiet. */
  | 'QUIET_HOURS'
  /** Before it went out, the user read it, or its message. */
  | 'READ'
  /** The other side will never take it. */
  | 'REFUSED'
  /** It was told anew while it was tried: the other one tells it. */
  | 'REPLACED'
  /** Before it went out, it was marked as seen. */
  | 'SEEN';

/** Whom a broadcast is for. */
export type NotificationSegment = {
  __typename?: 'NotificationSegment';
  /** Everybody of the tenant. */
  all: Scalars['Boolean']['output'];
  /** Members of this conversation; null: members or not. */
  conversationId?: Maybe<Scalars['ID']['output']>;
  /** Users whose `metadata` contains this; null: whatever it is. */
  metadata?: Maybe<Scalars['JSONObject']['output']>;
  /** Users who were there at this time or later, as far as they show it to strangers; null: whenever they were. */
  seenSince?: Maybe<Scalars['DateTime']['output']>;
  /** How many users are named; null: none is, all may be meant. */
  userCount?: Maybe<Scalars['Int']['output']>;
};

/** Whom a broadcast is for: `all`, or at least one of the others. Who is named must fit all that are given. */
export type NotificationSegmentInput = {
  /** True: everybody of the tenant, and nothing else is given. */
  all?: InputMaybe<Scalars['Boolean']['input']>;
  /** Members of this conversation, whether they have muted it or not. */
  conversationId?: InputMaybe<Scalars['ID']['input']>;
  /** Users whose `metadata` contains this: every field with the same value, objects within it likewise. Not empty, 4 KB at most. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /**
   * Users who are there when they have their turn, or were there at this time or later, as far as they show it to strangers: who
   * hides when he was there is in no such segment.
   */
  seenSince?: InputMaybe<Scalars['DateTime']['input']>;
  /** 1 to `limits.broadcastUsersMax` (2,500) users, none twice. */
  userIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What a notification is about. More may be added. */
export type NotificationType =
  /** The application: the viewer has achieved something. */
  | 'ACHIEVEMENT'
  /** The application: something needs attention. */
  | 'ALERT'
  /** The application: something was given to the viewer to do. */
  | 'ASSIGNMENT'
  /** Somebody has become the viewer's contact, at the viewer's own request. */
  | 'CONTACT_ACCEPTED'
  /** Somebody asks the viewer to be his contact. */
  | 'CONTACT_REQUEST'
  /** The application: something is due. */
  | 'DEADLINE'
  /** Somebody shares his location with the viewer. */
  | 'LOCATION_SHARED'
  /** A message mentions the viewer, by name or with everyone. */
  | 'MENTION'
  /** Messages in a DIRECT or GROUP that the viewer has not read: one notification for all of them. */
  | 'MESSAGE'
  /** A contact is near. */
  | 'NEARBY_CONTACT'
  /** Somebody reacted to a message of the viewer's: one notification for all who did. */
  | 'REACTION'
  /** The application: anything else. */
  | 'SYSTEM';

/** On which channels notifications of a type come. */
export type NotificationTypePreference = {
  __typename?: 'NotificationTypePreference';
  /** The channels that are on. By default all, but EMAIL for MESSAGE, REACTION, LOCATION_SHARED and NEARBY_CONTACT. */
  channels: Array<NotificationChannel>;
  /** The type. */
  type: NotificationType;
};

/** The channels of a type to set. */
export type NotificationTypePreferenceInput = {
  /** The channels that are to be on; none: notifications of this type come on no channel. */
  channels: Array<NotificationChannel>;
  /** The type. */
  type: NotificationType;
};

/** Notifications were marked as seen, read or archived, or tell of another message. */
export type NotificationsChanged = UserEvent & {
  __typename?: 'NotificationsChanged';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The notifications, at most 100. */
  notificationIds: Array<Scalars['ID']['output']>;
  /** Those of them that are there, as they are now. */
  notifications: Array<Notification>;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** Notifications are gone: deleted, over, without what they told of, or in excess of `limits.notificationsPerUserMax` (100). */
export type NotificationsRemoved = UserEvent & {
  __typename?: 'NotificationsRemoved';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The notifications. */
  notificationIds: Array<Scalars['ID']['output']>;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** Members of a conversation who are not OFFLINE, of those of whom the viewer may see it, himself included. */
export type OnlineMembers = {
  __typename?: 'OnlineMembers';
  /** How many they are. */
  count: Scalars['Int']['output'];
  /** The first of them, in the order of their ids. */
  users: Array<User>;
};

/** What the viewer has set of his presence himself. What is over by its `…ExpiresAt` is not in it any more. */
export type OwnPresence = {
  __typename?: 'OwnPresence';
  /** What he says of himself; null: nothing. */
  customStatus?: Maybe<CustomStatus>;
  /** AWAY or BUSY, which he is shown as while he is connected; ONLINE: his devices decide. */
  status: PresenceStatus;
  /** When that is over; null: it stays until it is changed. */
  statusExpiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** The viewer set his status or his custom status, on whatever device. It shows what holds now. */
export type OwnPresenceChanged = UserEvent & {
  __typename?: 'OwnPresenceChanged';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** All that he has set. */
  ownPresence: OwnPresence;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** Where a page of a connection begins and ends, and whether there is more. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The last item's cursor; null for an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** There are items after `endCursor`. */
  hasNextPage: Scalars['Boolean']['output'];
  /** There are items before `startCursor`. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The first item's cursor; null for an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** See `Mutation.pinMessage`. */
export type PinMessageInput = {
  /** The message: one that the viewer may read, in a thread or not. */
  messageId: Scalars['ID']['input'];
};

/** The pinned message. */
export type PinMessagePayload = {
  __typename?: 'PinMessagePayload';
  /** The message. */
  message: Message;
};

/** The viewer's own position in a conversation, or in a thread there. */
export type Position = {
  __typename?: 'Position';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** All up to here has reached one of his devices. */
  deliveredSeq: Scalars['Int']['output'];
  /** The conversation's last `seq` when the two were counted. */
  lastSeq: Scalars['Int']['output'];
  /** From this `seq` on he has marked it as unread; null: he has not. At most his `readSeq`. */
  markedUnreadFromSeq?: Maybe<Scalars['Int']['output']>;
  /** The last `seq` of his own log at that time: a `MessageHidden` up to it is contained in the counts. */
  ownLogSeq: Scalars['Int']['output'];
  /** All up to here he has read. */
  readSeq: Scalars['Int']['output'];
  /** The first message of the thread; null: the position is the conversation's own. */
  threadRootId?: Maybe<Scalars['ID']['output']>;
  /** Others' undeleted messages after `readSeq`, or from his mark on. */
  unreadCount: Scalars['Int']['output'];
  /** Those of them that mention him, by name or with everyone. */
  unreadMentionCount: Scalars['Int']['output'];
};

/** How far the viewer has got in a conversation, or in a thread there. At least one of the two numbers. */
export type PositionInput = {
  /** The conversation. */
  conversationId: Scalars['ID']['input'];
  /** All up to here has reached this device. 0 or more. */
  deliveredSeq?: InputMaybe<Scalars['Int']['input']>;
  /** All up to here was read; implies as much delivered. 0 or more. */
  readSeq?: InputMaybe<Scalars['Int']['input']>;
  /** The first message of a thread: the position is the one there. Absent: the conversation's own. */
  threadRootId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * A user's presence, as the viewer may see it. Whoever may not see something of a user is shown what he would be of one who is
 * offline and has shown nothing of it: OFFLINE, null and null. The same is shown of a user who does not exist.
 */
export type Presence = {
  __typename?: 'Presence';
  /** What he says of himself; null: nothing. */
  customStatus?: Maybe<CustomStatus>;
  /** When he was last there, in whole seconds; null while `status` is not OFFLINE, or where it is not known. */
  lastSeenAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether he is there. */
  status: PresenceStatus;
  /** Whose. */
  userId: Scalars['ID']['output'];
};

/** Who sees a user's presence. More may be added. */
export type PresenceAudience =
  /** His contacts, but for those whom he has blocked. */
  | 'CONTACTS'
  /** Every user of the tenant whom he has not blocked. */
  | 'EVERYONE'
  /** Nobody but himself. */
  | 'NOBODY';

/**
 * What the viewer lets others see of him. Whoever may not see something is told what he would be told of a user who is offline
 * and has shown nothing of it; docs/PRIVACY.md has the whole table.
 */
export type PresenceSettings = {
  __typename?: 'PresenceSettings';
  /**
   * He is offline for all others, whatever he does; when he was last seen, and his custom status, stay as they were when he
   * turned it on. Off by default.
   */
  invisible: Scalars['Boolean']['output'];
  /**
   * Others see how far his devices have got and how far he has read, and he sees it of them. Off: he is left out of others'
   * receipts and of their messages' status, and gets none himself. His own unread counts go on as ever.
   */
  shareReadReceipts: Scalars['Boolean']['output'];
  /** Others see when he is typing. */
  shareTyping: Scalars['Boolean']['output'];
  /** Those who see his presence see when he was last online. On by default. */
  showLastSeen: Scalars['Boolean']['output'];
  /** Those who see his presence see whether he is online. On by default; off, he is OFFLINE for all others. */
  showOnlineStatus: Scalars['Boolean']['output'];
  /** Who sees his presence: his status, when he was last seen, his custom status, and that he is typing. EVERYONE by default. */
  visibility: PresenceAudience;
};

/** The viewer changed what he lets others see of him. */
export type PresenceSettingsChanged = UserEvent & {
  __typename?: 'PresenceSettingsChanged';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** All of the settings, after this event. */
  presenceSettings: PresenceSettings;
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** Whether a user is there, over all his devices. */
export type PresenceStatus =
  /** He is connected, and idle on all of his devices; or he has said so. */
  | 'AWAY'
  /** He is connected, and has said that he is busy. */
  | 'BUSY'
  /** He is not connected; or the viewer may not see whether he is. */
  | 'OFFLINE'
  /** He is connected, and active on one of his devices. */
  | 'ONLINE';

/** See `Mutation.publishSignal`. */
export type PublishSignalInput = {
  /** What to tell: an object of at most `limits.signalDataBytesMax` (16 KiB) bytes as JSON. */
  data: Scalars['JSONObject']['input'];
  /** The topic: 1 to 128 letters, digits and `._:/-`. It need not be made before. */
  topic: Scalars['String']['input'];
  /**
   * Those of the topic's hearers who get it: 1 to `limits.signalUsersMax` (1,000) users. Absent: all. Who does not hear the topic
   * gets nothing, and no id is refused for that.
   */
  userIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What became of it. */
export type PublishSignalPayload = {
  __typename?: 'PublishSignalPayload';
  /** When it was published, as its hearers are told. */
  publishedAt: Scalars['DateTime']['output'];
};

/**
 * A browser that shows the viewer's notifications although no page is open (`docs/NOTIFICATIONS.md`). Its address and its keys
 * are shown to nobody. It is over when the session ends that registered it last.
 */
export type PushSubscription = Node & {
  __typename?: 'PushSubscription';
  /** When it was registered first. */
  createdAt: Scalars['DateTime']['output'];
  /** What the application calls it. */
  deviceName?: Maybe<Scalars['String']['output']>;
  /** When the push service ends it; null: nobody has said. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** A TypeID: `psh_…`. */
  id: Scalars['ID']['output'];
  /** The host of the browser's push service. */
  pushService: Scalars['String']['output'];
  /** When it was registered last. */
  registeredAt: Scalars['DateTime']['output'];
};

/** The keys of a browser's `PushSubscription`, as its `toJSON` writes them. */
export type PushSubscriptionKeysInput = {
  /** Its secret: 16 bytes in base64url. */
  auth: Scalars['String']['input'];
  /** Its public key: an uncompressed point on P-256, 65 bytes in base64url. */
  p256dh: Scalars['String']['input'];
};

/** Reads. Each needs a token, except `serverInfo`. */
export type Query = {
  __typename?: 'Query';
  /** An attachment: one's own, or one in a message that the viewer may read. Errors: `NOT_FOUND`. */
  attachment?: Maybe<Attachment>;
  /** The tenant's PUBLIC channels, newest first. */
  channels: ConversationConnection;
  /** A conversation of which the viewer is a member, or a PUBLIC channel. */
  conversation?: Maybe<Conversation>;
  /** An export that the viewer has asked for. */
  conversationExport?: Maybe<ConversationExport>;
  /**
   * What each channel did with a notification when it came, and by which rule. What did not get into an inbox has no id:
   * `sendNotification` answers that at once. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`.
   */
  explainNotification?: Maybe<NotificationDelivery>;
  /** A message that the viewer may read. */
  message?: Maybe<Message>;
  /**
   * Users who are near the viewer, of those who let him see where they are: the nearest first, `limits.nearbyUsersMax` (100) at
   * most. Only while the viewer shares his own position, whoever sees it, which is the centre; distances are measured between
   * snapped positions. Errors: `FORBIDDEN` where he shares none, `BAD_USER_INPUT`, `RATE_LIMITED` (30 a minute), `UNAVAILABLE`.
   */
  nearbyUsers: Array<NearbyUser>;
  /**
   * The object with this id, under the same rules of access as everywhere else; null with a `NOT_FOUND` error where the
   * viewer may not see it. A text that is not a TypeID is taken for a user's id.
   */
  node?: Maybe<Node>;
  /** A broadcast of the tenant's, with its progress. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`. */
  notificationBroadcast?: Maybe<NotificationBroadcast>;
  /** The tenant's broadcasts, the newest first. Only for the `service` role. Errors: `FORBIDDEN`. */
  notificationBroadcasts: NotificationBroadcastConnection;
  /** What goes out and went out to users beside their inboxes, the newest first. Only for the `service` role. Errors: `FORBIDDEN`. */
  notificationDeliveries: ChannelDeliveryConnection;
  /** The presence of users, in the order asked for, whoever is named twice once. Errors: `BAD_USER_INPUT`. */
  presence: Array<Presence>;
  /**
   * Messages that the viewer may read now, in all his conversations (up to 1,000 of them, by latest activity) or in one, with
   * replies in threads. All words must be there; `"words in quotes"` follow one another; `-word` must not be there; the last
   * word may be the beginning of one (from 3 letters on) unless a space or a quote follows it. Case and accents do not
   * matter. In scripts written without spaces any run of characters is found. Every text is a query, if maybe one that finds
   * nothing.
   *
   * The best come first, of equals the newest. The newest `limits.searchRankedMax` matches are ranked; older ones are found
   * by more words or by `filter`. Pages hold what there was at the time of the first; what was deleted, edited otherwise or
   * closed to the viewer since is left out, so a page may be shorter than `first`. A message is found within about a second
   * of its sending.
   *
   * Errors: `BAD_USER_INPUT` for a query beyond `limits.searchQueryLengthMax` or `limits.searchWordsMax`; `NOT_FOUND` for a
   * conversation that the viewer may not see, `FORBIDDEN` for a public channel that he has not joined.
   */
  searchMessages: MessageSearchConnection;
  /** The server's version, clock, limits and error codes. Needs no token. */
  serverInfo: ServerInfo;
  /**
   * A cursor for `events(after:)`, taken before anything else of this operation is read: what the operation returns,
   * together with the stream from this cursor on, leaves no hole.
   */
  syncCursor: Scalars['Cursor']['output'];
  /** A user of the viewer's tenant. */
  user?: Maybe<User>;
  /** Where a user gets mail; null: he has no address. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`. */
  userEmail?: Maybe<EmailAddress>;
  /**
   * How far the last erasure of a user has got; null where there was none. Only for the role `service`. Errors: `FORBIDDEN`,
   * `NOT_FOUND`.
   */
  userErasure?: Maybe<UserErasure>;
  /** Users by id, in the order asked for; null where there is none. At most 100. */
  users: Array<Maybe<User>>;
  /** Whoever asks. */
  viewer: Viewer;
  /**
   * The key by which browsers know this server: `applicationServerKey` of `PushManager.subscribe`, in base64url. A browser that
   * subscribed with another key subscribes anew.
   */
  webPushPublicKey: Scalars['String']['output'];
  /** What an endpoint was told and is to be told, the newest events first. Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`. */
  webhookDeliveries: WebhookDeliveryConnection;
  /** The tenant's webhook endpoints, oldest first. Only for the role `service`. Errors: `FORBIDDEN`. */
  webhookEndpoints: WebhookEndpointConnection;
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryAttachmentArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryChannelsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryConversationArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryConversationExportArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryExplainNotificationArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryMessageArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryNearbyUsersArgs = {
  radiusMeters: Scalars['Float']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryNotificationBroadcastArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryNotificationBroadcastsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryNotificationDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NotificationDeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryPresenceArgs = {
  userIds: Array<Scalars['ID']['input']>;
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QuerySearchMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  conversationId?: InputMaybe<Scalars['ID']['input']>;
  filter?: InputMaybe<MessageSearchFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryUserEmailArgs = {
  userId: Scalars['ID']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryUserErasureArgs = {
  userId: Scalars['ID']['input'];
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryUsersArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryWebhookDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  endpointId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<WebhookDeliveryStatus>;
};


/** Reads. Each needs a token, except `serverInfo`. */
export type QueryWebhookEndpointsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Hours in which nothing disturbs, by the clock on the wall: summer time moves them along. */
export type QuietHours = {
  __typename?: 'QuietHours';
  /** `HH:MM`. Before `start` where midnight is between the two. */
  end: Scalars['String']['output'];
  /** `HH:MM`, 00:00 to 23:59. */
  start: Scalars['String']['output'];
  /** A name of the IANA time zone database, such as `Europe/Berlin`. */
  timeZone: Scalars['String']['output'];
};

/** Quiet hours to set. */
export type QuietHoursInput = {
  /** `HH:MM`, another than `start`. Before it where midnight is between the two. */
  end: Scalars['String']['input'];
  /** `HH:MM`, 00:00 to 23:59. */
  start: Scalars['String']['input'];
  /** A name of the IANA time zone database, such as `Europe/Berlin`. */
  timeZone: Scalars['String']['input'];
};

/** What a reply quotes: the message as it was at the time of the reply. */
export type QuotedMessage = {
  __typename?: 'QuotedMessage';
  /** Whether it is deleted for everyone. */
  isDeleted: Scalars['Boolean']['output'];
  /** What it is. */
  kind: MessageKind;
  /** A TypeID, `msg_…`. */
  messageId: Scalars['ID']['output'];
  /** Who sent it; null where the user is gone. */
  sender?: Maybe<User>;
  /** Who sent it. */
  senderId: Scalars['ID']['output'];
  /** The position of its sending. */
  seq: Scalars['Int']['output'];
  /** The beginning of its text, 200 characters at most; null where it has none, and where it is deleted. */
  text?: Maybe<Scalars['String']['output']>;
};

/** One user's reaction to a message. */
export type Reaction = {
  __typename?: 'Reaction';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** Who reacted; null where the user is gone. */
  user?: Maybe<User>;
  /** Who reacted. */
  userId: Scalars['ID']['output'];
};

/** A user reacted to a message. */
export type ReactionAdded = ConversationEvent & {
  __typename?: 'ReactionAdded';
  /** Who reacted. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When he reacted. */
  createdAt: Scalars['DateTime']['output'];
  /** The emoji. */
  emoji: Scalars['String']['output'];
  /** The message as it is now. */
  message: Message;
  /** The event's position in the log; the message keeps the `seq` of its sending. */
  seq: Scalars['Int']['output'];
  /** Whose reaction it is. */
  userId: Scalars['ID']['output'];
};

/** A page of reactions. */
export type ReactionConnection = {
  __typename?: 'ReactionConnection';
  /** The items with their cursors. */
  edges?: Maybe<Array<Maybe<ReactionEdge>>>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** How many reacted to a message with one emoji. */
export type ReactionCount = {
  __typename?: 'ReactionCount';
  /** How many users. */
  count: Scalars['Int']['output'];
  /** One emoji, in the form that Unicode recommends. The same with another skin tone is another emoji. */
  emoji: Scalars['String']['output'];
  /** The first who did, the earliest first; at most 5. All of them: `Message.reactors`. */
  userIds: Array<Scalars['ID']['output']>;
  /** The same users; who is gone is left out. */
  users: Array<User>;
  /** Whether the viewer is one of them all. */
  viewerHasReacted: Scalars['Boolean']['output'];
};

/** A reaction on a page. */
export type ReactionEdge = {
  __typename?: 'ReactionEdge';
  /** Its position in this connection. */
  cursor: Scalars['String']['output'];
  /** The reaction. */
  node?: Maybe<Reaction>;
};

/** A user's reaction to a message is gone. */
export type ReactionRemoved = ConversationEvent & {
  __typename?: 'ReactionRemoved';
  /** Who took it back. */
  actor?: Maybe<User>;
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When it was taken back. */
  createdAt: Scalars['DateTime']['output'];
  /** The emoji. */
  emoji: Scalars['String']['output'];
  /** The message as it is now. */
  message: Message;
  /** The event's position in the log; the message keeps the `seq` of its sending. */
  seq: Scalars['Int']['output'];
  /** Whose reaction it was. */
  userId: Scalars['ID']['output'];
};

/** State item: the viewer's own position or mark, on whichever of his devices it changed. At most one a second and conversation. */
export type ReadPositionChanged = {
  __typename?: 'ReadPositionChanged';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** All up to here has reached one of his devices. */
  deliveredSeq: Scalars['Int']['output'];
  /** The conversation's last `seq` when the two were counted: an event up to it is contained in the counts. */
  lastSeq: Scalars['Int']['output'];
  /** From this `seq` on he has marked it as unread; null: he has not. At most his `readSeq`. */
  markedUnreadFromSeq?: Maybe<Scalars['Int']['output']>;
  /** The last `seq` of his own log at that time: a `MessageHidden` up to it is contained in the counts. */
  ownLogSeq: Scalars['Int']['output'];
  /** All up to here he has read. */
  readSeq: Scalars['Int']['output'];
  /** Others' undeleted messages after `readSeq`, or from his mark on, as of `lastSeq`. */
  unreadCount: Scalars['Int']['output'];
  /** Those of them that mention him, by name or with everyone. */
  unreadMentionCount: Scalars['Int']['output'];
};

/** How far one member has got, as others are shown it. */
export type Receipt = {
  __typename?: 'Receipt';
  /**
   * All up to here has reached one of his devices. That tells that one is on, so it moves beyond `readSeq` only for those who
   * may see whether he is online: in a DIRECT for the other, in a GROUP or CHANNEL where everybody may and he has blocked no
   * member. What it has shown stays. In lists, one's own position is the true one.
   */
  deliveredSeq: Scalars['Int']['output'];
  /** All up to here he has read; never above `deliveredSeq`. */
  readSeq: Scalars['Int']['output'];
  /** The member. */
  userId: Scalars['ID']['output'];
};

/**
 * State item: members' positions have advanced. At most one a second and conversation; newest value wins. In conversations
 * of more than `limits.namedReceiptsMembersMax` members there is none: one's own position comes as `ReadPositionChanged`.
 */
export type ReceiptsAdvanced = {
  __typename?: 'ReceiptsAdvanced';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** The positions that changed. */
  receipts: Array<Receipt>;
};

/** See `Mutation.refreshSession`. */
export type RefreshSessionInput = {
  /** A JWT, without `Bearer`. */
  token: Scalars['String']['input'];
};

/** What `refreshSession` did. */
export type RefreshSessionPayload = {
  __typename?: 'RefreshSessionPayload';
  /** When the new token expires. */
  expiresAt: Scalars['DateTime']['output'];
  /** The socket goes on with the new token. False over HTTP. */
  renewed: Scalars['Boolean']['output'];
};

/** See `Mutation.registerPushSubscription`. What a browser's `PushSubscription` has. */
export type RegisterPushSubscriptionInput = {
  /** What the application calls the device, 1 to 100 characters. */
  deviceName?: InputMaybe<Scalars['String']['input']>;
  /** An https address, at most 2,048 characters. */
  endpoint: Scalars['String']['input'];
  /** Its `expirationTime`, if it has one. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its keys. */
  keys: PushSubscriptionKeysInput;
};

/** The registration. */
export type RegisterPushSubscriptionPayload = {
  __typename?: 'RegisterPushSubscriptionPayload';
  /** As it is now. */
  pushSubscription: PushSubscription;
};

/** See `Mutation.removeContact`. */
export type RemoveContactInput = {
  /** The contact, or who was asked. */
  userId: Scalars['ID']['input'];
};

/** With whom it has ended. */
export type RemoveContactPayload = {
  __typename?: 'RemoveContactPayload';
  /** The user. */
  userId: Scalars['ID']['output'];
};

/** See `Mutation.removeMember`. */
export type RemoveMemberInput = {
  /** The conversation; not a DIRECT. */
  conversationId: Scalars['ID']['input'];
  /** Who. */
  userId: Scalars['ID']['input'];
};

/** The conversation without the member. */
export type RemoveMemberPayload = {
  __typename?: 'RemoveMemberPayload';
  /** The conversation. */
  conversation: Conversation;
};

/** See `Mutation.removeReaction`. */
export type RemoveReactionInput = {
  /** The emoji, in any form that `addReaction` takes. */
  emoji: Scalars['String']['input'];
  /** The message. */
  messageId: Scalars['ID']['input'];
};

/** The message without the reaction. */
export type RemoveReactionPayload = {
  __typename?: 'RemoveReactionPayload';
  /** The message. */
  message: Message;
};

/** See `Mutation.replayNotificationDeliveries`. Either `ids` or `since`. */
export type ReplayNotificationDeliveriesInput = {
  /** With `since`: those by this channel alone. */
  channel?: InputMaybe<NotificationChannel>;
  /** These deliveries, 100 at most. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Those told since this time: the first 1,000 that are FAILED. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What is taken up again. */
export type ReplayNotificationDeliveriesPayload = {
  __typename?: 'ReplayNotificationDeliveriesPayload';
  /** The next `since`, where there were more; null: that was all. */
  nextSince?: Maybe<Scalars['DateTime']['output']>;
  /** How many. */
  replayedCount: Scalars['Int']['output'];
};

/** See `Mutation.replayWebhookDeliveries`. Either `ids` or `since`. */
export type ReplayWebhookDeliveriesInput = {
  /** The endpoint. */
  endpointId: Scalars['ID']['input'];
  /** These deliveries of the endpoint, 100 at most. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** With `since`: those that are DELIVERED too. Absent: false. */
  includeDelivered?: InputMaybe<Scalars['Boolean']['input']>;
  /** Those of events since this time that are FAILED: the first 1,000. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What is made once more. */
export type ReplayWebhookDeliveriesPayload = {
  __typename?: 'ReplayWebhookDeliveriesPayload';
  /** The next `since`, where there were more; null: that was all. */
  nextSince?: Maybe<Scalars['DateTime']['output']>;
  /** How many. */
  replayedCount: Scalars['Int']['output'];
};

/** See `Mutation.reportActivity`. */
export type ReportActivityInput = {
  /** Seconds since the device was last touched; 0: it is in use. 0 to 31,536,000. */
  idleSeconds: Scalars['Int']['input'];
  /**
   * The conversation that the device shows: while the device is not idle, messages there are not sent to the viewer's devices by any
   * channel but the inbox. Null: none. Absent: the same as before.
   */
  openConversationId?: InputMaybe<Scalars['ID']['input']>;
};

/** What follows from it. */
export type ReportActivityPayload = {
  __typename?: 'ReportActivityPayload';
  /** When the device is idle, unless something else is said before; null: it is already. */
  idleAt?: Maybe<Scalars['DateTime']['output']>;
};

/** See `Mutation.reportMessage`. */
export type ReportMessageInput = {
  /** Made by the client, unique for this reporter: 1 to 128 characters. A UUID is a good choice. */
  clientId: Scalars['ID']['input'];
  /** What there is to say about it, 1 to 1,000 characters. */
  comment?: InputMaybe<Scalars['String']['input']>;
  /** The message; not one of the viewer's own. */
  messageId: Scalars['ID']['input'];
  /** Why. */
  reason: ReportReason;
};

/** The report. */
export type ReportMessagePayload = {
  __typename?: 'ReportMessagePayload';
  /** The report, new or the one that was there. */
  report: MessageReport;
};

/** Why a message is reported. More may be added. */
export type ReportReason =
  /** Somebody is insulted, threatened or followed. */
  | 'HARASSMENT'
  /** Against people for what they are. */
  | 'HATE'
  /** Against the law. */
  | 'ILLEGAL'
  /** Something else: say it in the comment. */
  | 'OTHER'
  /** Somebody may harm himself. */
  | 'SELF_HARM'
  /** Sexual content where it does not belong. */
  | 'SEXUAL'
  /** Advertising, or the same again and again. */
  | 'SPAM'
  /** Violence is shown, praised or announced. */
  | 'VIOLENCE';

/** What became of a report. More may be added. */
export type ReportResolution =
  /** Something was done about it. */
  | 'ACTION_TAKEN'
  /** Nothing had to be done. */
  | 'DISMISSED';

/** See `Mutation.requestContact`. */
export type RequestContactInput = {
  /** A word to him, 1 to `limits.contactMessageLengthMax` (300) characters; none where absent. */
  message?: InputMaybe<Scalars['String']['input']>;
  /** Whom to ask; not oneself. */
  userId: Scalars['ID']['input'];
};

/** What has come of it: a request, or a contact. */
export type RequestContactPayload = {
  __typename?: 'RequestContactPayload';
  /** The contact; null where the request waits. */
  contact?: Maybe<Contact>;
  /** The request that waits; null where the two are contacts. */
  request?: Maybe<ContactRequest>;
};

/** See `Mutation.resolveReport`. */
export type ResolveReportInput = {
  /** The report. */
  reportId: Scalars['ID']['input'];
  /** What became of it. */
  resolution: ReportResolution;
};

/** The report after the change. */
export type ResolveReportPayload = {
  __typename?: 'ResolveReportPayload';
  /** The report. */
  report: MessageReport;
};

/** Why a stream cannot replay. More may be added. */
export type ResyncReason =
  /** The cursor is older than the retention. */
  | 'CURSOR_TOO_OLD'
  /** The database was restored elsewhere; cursors of before are void. */
  | 'EPOCH_CHANGED'
  /** `afterSeq` is above the conversation's last `seq`. */
  | 'SEQ_AHEAD'
  /** `afterSeq` is below what the log still has. */
  | 'SEQ_TOO_OLD';

/**
 * The log does not reach back to where the client is. Read the conversation afresh, or everything where `conversationId`
 * is null; the stream goes on from `cursor`.
 */
export type ResyncRequired = {
  __typename?: 'ResyncRequired';
  /**
   * The conversation to read afresh; null: everything. Events' `conversationId` is never null, so select this one under
   * an alias beside theirs: `resyncOf: conversationId`.
   */
  conversationId?: Maybe<Scalars['ID']['output']>;
  /** The stream goes on from here. */
  cursor: Scalars['Cursor']['output'];
  /** Why. */
  reason: ResyncReason;
};

/** See `Mutation.revokeSessions`. */
export type RevokeSessionsInput = {
  /** The `sid` claim of the one session to end; absent: all sessions whose token was issued before now. */
  sid?: InputMaybe<Scalars['String']['input']>;
  /** Whose sessions to end. */
  userId: Scalars['ID']['input'];
};

/** What `revokeSessions` did. */
export type RevokeSessionsPayload = {
  __typename?: 'RevokeSessionsPayload';
  /** Whose sessions ended. */
  user: User;
};

/** See `Mutation.rotateWebhookSecret`. */
export type RotateWebhookSecretInput = {
  /** The endpoint. */
  endpointId: Scalars['ID']['input'];
  /** For how long the earlier secrets still sign, in seconds: 0 to 604,800 (7 days). Absent: 86,400 (a day). */
  graceSeconds?: InputMaybe<Scalars['Int']['input']>;
};

/** The endpoint with its new secret. */
export type RotateWebhookSecretPayload = {
  __typename?: 'RotateWebhookSecretPayload';
  /** The endpoint. */
  endpoint: WebhookEndpoint;
  /** The new secret, `whsec_…`. It is shown here alone. */
  secret: Scalars['String']['output'];
};

/** What a tenant's words are taken to be in, so that `sent` finds `sending`. More may be added. */
export type SearchLanguage =
  /** Arabic, by its stems. */
  | 'ARABIC'
  /** Armenian, by its stems. */
  | 'ARMENIAN'
  /** Basque, by its stems. */
  | 'BASQUE'
  /** Catalan, by its stems. */
  | 'CATALAN'
  /** Danish, by its stems. */
  | 'DANISH'
  /** Dutch, by its stems. */
  | 'DUTCH'
  /** English, by its stems. */
  | 'ENGLISH'
  /** Finnish, by its stems. */
  | 'FINNISH'
  /** French, by its stems. */
  | 'FRENCH'
  /** German, by its stems. */
  | 'GERMAN'
  /** Greek, by its stems. */
  | 'GREEK'
  /** Hindi, by its stems. */
  | 'HINDI'
  /** Hungarian, by its stems. */
  | 'HUNGARIAN'
  /** Indonesian, by its stems. */
  | 'INDONESIAN'
  /** Irish, by its stems. */
  | 'IRISH'
  /** Italian, by its stems. */
  | 'ITALIAN'
  /** Lithuanian, by its stems. */
  | 'LITHUANIAN'
  /** Nepali, by its stems. */
  | 'NEPALI'
  /** Norwegian, by its stems. */
  | 'NORWEGIAN'
  /** Portuguese, by its stems. */
  | 'PORTUGUESE'
  /** Romanian, by its stems. */
  | 'ROMANIAN'
  /** Russian, by its stems. */
  | 'RUSSIAN'
  /** Serbian, by its stems. */
  | 'SERBIAN'
  /** None: words are found as they are written, whatever their case and accents. */
  | 'SIMPLE'
  /** Spanish, by its stems. */
  | 'SPANISH'
  /** Swedish, by its stems. */
  | 'SWEDISH'
  /** Tamil, by its stems. */
  | 'TAMIL'
  /** Turkish, by its stems. */
  | 'TURKISH'
  /** Yiddish, by its stems. */
  | 'YIDDISH';

/** See `Mutation.sendMessage`. */
export type SendMessageInput = {
  /**
   * Uploads of the sender's own that are READY and in no other message, at most `limits.attachmentsPerMessageMax`. At least
   * one for IMAGE, AUDIO and VIDEO, all of that media type, and for FILE, of any; none for other kinds.
   */
  attachmentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Made by the client, unique for this sender and conversation: 1 to 128 characters. A UUID is a good choice. */
  clientMessageId: Scalars['ID']['input'];
  /** Where to. */
  conversationId: Scalars['ID']['input'];
  /** What it is. A LOCATION needs `location`. SYSTEM is for the role `service`. */
  kind?: InputMaybe<MessageKind>;
  /** The place, for the kind LOCATION alone. */
  location?: InputMaybe<MessageLocationInput>;
  /** Users whom it mentions, at most `limits.mentionsMax`. Who is no member is named, but not notified. */
  mentionedUserIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Mentions all members. For owners and admins. */
  mentionsEveryone?: InputMaybe<Scalars['Boolean']['input']>;
  /** The application's own data, 4 KB at most. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** How much it matters. */
  priority?: InputMaybe<MessagePriority>;
  /** The message that it replies to: of this conversation, and one that the sender may read. It is quoted as it is now. */
  replyToId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Markdown source: 1 to 5,000 characters (grapheme clusters) and at most 20,000 bytes. Stored as sent. Required for TEXT and
   * SYSTEM, a caption in all else.
   */
  text?: InputMaybe<Scalars['String']['input']>;
  /**
   * The first message of a thread: of this conversation, one that the sender may read, and no reply in a thread itself. The
   * message then stands in that thread, not among the conversation's own messages.
   */
  threadRootId?: InputMaybe<Scalars['ID']['input']>;
};

/** The message that was sent. */
export type SendMessagePayload = {
  __typename?: 'SendMessagePayload';
  /** The message, new or the first result. */
  message: Message;
};

/** See `Mutation.sendNotification`. */
export type SendNotificationInput = {
  /** An `https:` or `http:` address, at most 2,048 characters. */
  actionUrl?: InputMaybe<Scalars['String']['input']>;
  /** At most `limits.notificationActionsMax` (4). */
  actions?: InputMaybe<Array<NotificationActionInput>>;
  /** 1 to 1,000 characters. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** The application's own word for it, 1 to 100 characters. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** The retry key, 1 to 128 characters, unique to its creator. The same request with it again is answered by the first result. */
  clientId: Scalars['ID']['input'];
  /** 1 to 100 characters. A user's notification with the same key is replaced, keeps its id, and is new again. */
  collapseKey?: InputMaybe<Scalars['String']['input']>;
  /** The application's own data, 4 KB at most. */
  data?: InputMaybe<Scalars['JSONObject']['input']>;
  /** When it is over. Absent, or later than `limits.notificationMsMax` (7 days) from now: then. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** An `https:` or `http:` address, at most 2,048 characters. */
  imageUrl?: InputMaybe<Scalars['String']['input']>;
  /** NORMAL where none is given. */
  priority?: InputMaybe<NotificationPriority>;
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
  /** What it is about. */
  type: NotificationType;
  /** 1 to `limits.notificationsPerRequestMax` (100) users, none twice. */
  userIds: Array<Scalars['ID']['input']>;
};

/** What became of a notification. */
export type SendNotificationPayload = {
  __typename?: 'SendNotificationPayload';
  /** For each user, in the order given. */
  deliveries: Array<NotificationDelivery>;
};

/** The server itself. */
export type ServerInfo = {
  __typename?: 'ServerInfo';
  /** Every error code. */
  errorCodes: Array<ErrorCodeInfo>;
  /** The bounds in force. */
  limits: Limits;
  /** The server's clock. */
  time: Scalars['DateTime']['output'];
  /** The version of Tidings. */
  version: Scalars['String']['output'];
};

/** See `Mutation.setConversationPreferences`. */
export type SetConversationPreferencesInput = {
  /** Put away. */
  archived?: InputMaybe<Scalars['Boolean']['input']>;
  /** The conversation. */
  conversationId: Scalars['ID']['input'];
  /** No notifications before this time; null: not muted. */
  mutedUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** Kept at the top of the list. */
  pinned?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The preferences after the change. */
export type SetConversationPreferencesPayload = {
  __typename?: 'SetConversationPreferencesPayload';
  /** The conversation. */
  conversation: Conversation;
};

/** See `Mutation.setCustomStatus`. */
export type SetCustomStatusInput = {
  /** One emoji. */
  emoji?: InputMaybe<Scalars['String']['input']>;
  /** When it is over, a time to come; absent: it stays until it is changed. Not without text and emoji. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 1 to `limits.customStatusLengthMax` (100) characters. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What the viewer has set after the change. */
export type SetCustomStatusPayload = {
  __typename?: 'SetCustomStatusPayload';
  /** All of it. */
  ownPresence: OwnPresence;
};

/** See `Mutation.setMemberRole`. */
export type SetMemberRoleInput = {
  /** The conversation; not a DIRECT. */
  conversationId: Scalars['ID']['input'];
  /** The role. */
  role: MemberRole;
  /** Whose role. */
  userId: Scalars['ID']['input'];
};

/** The member after the change. */
export type SetMemberRolePayload = {
  __typename?: 'SetMemberRolePayload';
  /** The member. */
  member: Member;
};

/** See `Mutation.setPresence`. */
export type SetPresenceInput = {
  /** When it is over, a time to come; absent: it stays until it is changed. Not with ONLINE. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** AWAY or BUSY; ONLINE: the devices decide. OFFLINE is refused. */
  status: PresenceStatus;
};

/** What the viewer has set after the change. */
export type SetPresencePayload = {
  __typename?: 'SetPresencePayload';
  /** All of it. */
  ownPresence: OwnPresence;
};

/** See `Mutation.setSearchLanguage`. */
export type SetSearchLanguageInput = {
  /** The language. */
  language: SearchLanguage;
};

/** What is set now. */
export type SetSearchLanguagePayload = {
  __typename?: 'SetSearchLanguagePayload';
  /** The language. */
  language: SearchLanguage;
};

/** See `Mutation.setSlowMode`. */
export type SetSlowModeInput = {
  /** The conversation; not a DIRECT. */
  conversationId: Scalars['ID']['input'];
  /** Milliseconds: 0 ends slow mode, otherwise 1,000 to `limits.slowModeMsMax`. */
  intervalMs: Scalars['Int']['input'];
};

/** The conversation after the change. */
export type SetSlowModePayload = {
  __typename?: 'SetSlowModePayload';
  /** The conversation. */
  conversation: Conversation;
};

/** See `Mutation.setTyping`. */
export type SetTypingInput = {
  /** The conversation. */
  conversationId: Scalars['ID']['input'];
  /** Whether the viewer is typing there now. */
  isTyping: Scalars['Boolean']['input'];
  /** The message that began the thread; absent for the conversation itself. */
  threadRootId?: InputMaybe<Scalars['ID']['input']>;
};

/** What holds now. */
export type SetTypingPayload = {
  __typename?: 'SetTypingPayload';
  /** When it ends, unless he says it again; null: he is not typing. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** See `Mutation.shareLocation`. */
export type ShareLocationInput = {
  /** The true position is within so many metres, 0 or more. */
  accuracyMeters?: InputMaybe<Scalars['Float']['input']>;
  /**
   * When the share ends by itself; at most `limits.locationShareMsMax` (8 h) from now. Absent: as it is, or an hour from now
   * where it begins. A client that sends the same time with every report begins no new share by a late one: a time that is
   * over is `BAD_USER_INPUT`.
   */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Where the device is heading, in degrees from north to the east, 0 to 360. */
  headingDegrees?: InputMaybe<Scalars['Float']['input']>;
  /** Degrees north of the equator, -90 to 90. WGS 84. */
  latitude: Scalars['Float']['input'];
  /** Degrees east of Greenwich, -180 to 180. WGS 84. */
  longitude: Scalars['Float']['input'];
  /** How fast it is, in metres a second, 0 or more. */
  speedMetersPerSecond?: InputMaybe<Scalars['Float']['input']>;
};

/** What is shared now. */
export type ShareLocationPayload = {
  __typename?: 'ShareLocationPayload';
  /** The position as others are shown it, at once or within `limits.locationIntervalMs`. */
  location: UserLocation;
  /** What the viewer shares, and with whom. */
  locationSharing: LocationSharing;
};

/** What is shared now. */
export type StopSharingLocationPayload = {
  __typename?: 'StopSharingLocationPayload';
  /** What the viewer shares, and with whom, as it stays for his next share. */
  locationSharing: LocationSharing;
};

/**
 * What a stream brings: events, state items and the stream's own words. The union grows with the product: ignore a type
 * that you do not know.
 */
export type StreamItem = AccessRevoked | AttachmentProcessed | CaughtUp | Checkpoint | ContactAdded | ContactNearby | ContactRemoved | ContactRequestRemoved | ContactRequested | ConversationChanged | ConversationExportFinished | ConversationJoined | ConversationLeft | ConversationPreferencesChanged | EventWithheld | LinkPreviewsAdded | LocationSharingChanged | MemberAdded | MemberBanned | MemberChanged | MemberRemoved | MemberUnbanned | MessageDeleted | MessageEdited | MessageHidden | MessagePinned | MessageSent | MessageUnpinned | NotificationAdded | NotificationPreferencesChanged | NotificationsChanged | NotificationsRemoved | OwnPresenceChanged | PresenceSettingsChanged | ReactionAdded | ReactionRemoved | ReadPositionChanged | ReceiptsAdvanced | ResyncRequired | ThreadPositionChanged | ThreadReceiptsAdvanced | UserBlocked | UserChanged | UserUnblocked;

/** Live data, over WebSocket (graphql-transport-ws) or Server-Sent Events. */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * What the application publishes to these topics from now on, in its order for each publisher and topic. The token's claim
   * `topics` must grant all of them, by name or by a beginning with a `*` (FORBIDDEN, which names `topics.0` and so on);
   * tokens of the role `service` hear all. It ends with FORBIDDEN when `refreshSession` brings a token that does not grant them
   * any more, and with the session.
   */
  applicationSignals: ApplicationSignal;
  /** The events of one conversation, for simple clients. Errors: `NOT_FOUND` where the viewer is no member. */
  conversationEvents: StreamItem;
  /**
   * The viewer's one stream: every durable event of all his conversations and of his own log, and the state items. With
   * `after` it begins with what came after that cursor, then says `CaughtUp`. Within a conversation, events come in `seq`
   * order, none missing and none twice. Errors: `BAD_USER_INPUT` for a cursor that is not one of this server's.
   */
  events: StreamItem;
  /**
   * Where users are: at once one item for each, in the order asked for, then one for each change. Of whom the viewer may not
   * see, there is one item with null, and no other before he may. A change of what he may see is told within 1 s.
   */
  locations: LocationUpdate;
  /**
   * Signal: the presence of users. First each of them in the order asked for, whoever is named twice once; then whoever
   * changes, at most once in about a second and user, newest value wins. Errors: `BAD_USER_INPUT`.
   */
  presence: Presence;
  /**
   * Who is typing: at once, and then at most one change a second. Members only; it completes when the viewer is no member any
   * more. Without `threadRootId`, who is typing in the conversation itself.
   */
  typing: TypingSignal;
};


/** Live data, over WebSocket (graphql-transport-ws) or Server-Sent Events. */
export type SubscriptionApplicationSignalsArgs = {
  topics: Array<Scalars['String']['input']>;
};


/** Live data, over WebSocket (graphql-transport-ws) or Server-Sent Events. */
export type SubscriptionConversationEventsArgs = {
  afterSeq?: InputMaybe<Scalars['Int']['input']>;
  conversationId: Scalars['ID']['input'];
};


/** Live data, over WebSocket (graphql-transport-ws) or Server-Sent Events. */
export type SubscriptionEventsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
};


/** Live data, over WebSocket (graphql-transport-ws) or Server-Sent Events. */
export type SubscriptionLocationsArgs = {
  userIds: Array<Scalars['ID']['input']>;
};


/** Live data, over WebSocket (graphql-transport-ws) or Server-Sent Events. */
export type SubscriptionPresenceArgs = {
  userIds: Array<Scalars['ID']['input']>;
};


/** Live data, over WebSocket (graphql-transport-ws) or Server-Sent Events. */
export type SubscriptionTypingArgs = {
  conversationId: Scalars['ID']['input'];
  threadRootId?: InputMaybe<Scalars['ID']['input']>;
};

/** A stretch of a text, in UTF-16 code units: what `text.slice(start, end)` takes in JavaScript. It cuts no character in two. */
export type TextRange = {
  __typename?: 'TextRange';
  /** Where it ends, exclusive. */
  end: Scalars['Int']['output'];
  /** Where it begins, from 0. */
  start: Scalars['Int']['output'];
};

/** State item: the viewer's own position in a thread, on whichever of his devices it moved. At most one a second and thread. */
export type ThreadPositionChanged = {
  __typename?: 'ThreadPositionChanged';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** All replies up to here have reached one of his devices. */
  deliveredSeq: Scalars['Int']['output'];
  /** The conversation's last `seq` when they were counted: an event up to it is contained in the counts. */
  lastSeq: Scalars['Int']['output'];
  /** All replies up to here he has read. */
  readSeq: Scalars['Int']['output'];
  /** The first message of the thread. */
  threadRootId: Scalars['ID']['output'];
  /** The `seq` of that message. */
  threadRootSeq: Scalars['Int']['output'];
  /** Others' undeleted replies after `readSeq`, as of `lastSeq`. */
  unreadCount: Scalars['Int']['output'];
  /** Those among them that mention him, or everyone. */
  unreadMentionCount: Scalars['Int']['output'];
};

/**
 * State item: members' positions in a thread have advanced. At most one a second and thread; newest value wins. Told to whom
 * `ReceiptsAdvanced` would be told.
 */
export type ThreadReceiptsAdvanced = {
  __typename?: 'ThreadReceiptsAdvanced';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** The positions that changed. */
  receipts: Array<Receipt>;
  /** The first message of the thread. */
  threadRootId: Scalars['ID']['output'];
  /** The `seq` of that message. */
  threadRootSeq: Scalars['Int']['output'];
};

/**
 * Signal: who is typing in a conversation or thread at the moment. It is in no log and has no `seq`; newest value wins. The
 * viewer himself is in it while he types: clients leave themselves out.
 */
export type TypingSignal = {
  __typename?: 'TypingSignal';
  /** The conversation. */
  conversationId: Scalars['ID']['output'];
  /** When the list is over, unless a newer one comes before: for a client that hears nothing any more. Null: nobody is typing. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The message that began the thread; null for the conversation itself. */
  threadRootId?: Maybe<Scalars['ID']['output']>;
  /** How many are typing of those whom the viewer may see, also those who are not named. */
  userCount: Scalars['Int']['output'];
  /**
   * Who is typing, those who began first first; `limits.typingUsersMax` (20) at most. Without those of whom the viewer may not see
   * whether they are online, and those who do not share it.
   */
  userIds: Array<Scalars['ID']['output']>;
  /** The users of `userIds`, in that order. */
  users: Array<User>;
};

/** See `Mutation.unbanMember`. */
export type UnbanMemberInput = {
  /** The conversation; not a DIRECT. */
  conversationId: Scalars['ID']['input'];
  /** Whose ban is lifted. */
  userId: Scalars['ID']['input'];
};

/** The conversation. */
export type UnbanMemberPayload = {
  __typename?: 'UnbanMemberPayload';
  /** The conversation. */
  conversation: Conversation;
};

/** See `Mutation.unblockUser`. */
export type UnblockUserInput = {
  /** Whom to unblock. */
  userId: Scalars['ID']['input'];
};

/** Who is blocked no more. */
export type UnblockUserPayload = {
  __typename?: 'UnblockUserPayload';
  /** The user. */
  userId: Scalars['ID']['output'];
};

/** See `Mutation.unmuteMember`. */
export type UnmuteMemberInput = {
  /** The conversation; not a DIRECT. */
  conversationId: Scalars['ID']['input'];
  /** The member. */
  userId: Scalars['ID']['input'];
};

/** The member after the change. */
export type UnmuteMemberPayload = {
  __typename?: 'UnmuteMemberPayload';
  /** The member. */
  member: Member;
};

/** See `Mutation.unpinMessage`. */
export type UnpinMessageInput = {
  /** The message. */
  messageId: Scalars['ID']['input'];
};

/** The message, pinned no more. */
export type UnpinMessagePayload = {
  __typename?: 'UnpinMessagePayload';
  /** The message. */
  message: Message;
};

/** See `Mutation.unregisterPushSubscription`. Takes `id`, or `endpoint`. */
export type UnregisterPushSubscriptionInput = {
  /** The browser's address. */
  endpoint?: InputMaybe<Scalars['String']['input']>;
  /** The registration. */
  id?: InputMaybe<Scalars['ID']['input']>;
};

/** What `unregisterPushSubscription` did. */
export type UnregisterPushSubscriptionPayload = {
  __typename?: 'UnregisterPushSubscriptionPayload';
  /** The registration that was there; null: there was none. */
  pushSubscriptionId?: Maybe<Scalars['ID']['output']>;
};

/** See `Mutation.updateConversation`. */
export type UpdateConversationInput = {
  /** The conversation. */
  conversationId: Scalars['ID']['input'];
  /** What a new member may read. */
  historyVisibility?: InputMaybe<HistoryVisibility>;
  /** The application's own data, 4 KB at most; replaces what is there. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** 1 to 200 characters; null clears a GROUP's. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** Who may find it. Only a CHANNEL can be PUBLIC. */
  visibility?: InputMaybe<ConversationVisibility>;
};

/** The conversation after the change. */
export type UpdateConversationPayload = {
  __typename?: 'UpdateConversationPayload';
  /** The conversation. */
  conversation: Conversation;
};

/** See `Mutation.updateLocationSharing`. */
export type UpdateLocationSharingInput = {
  /** To whom it goes. NOBODY by default. */
  audience?: InputMaybe<LocationAudience>;
  /** How exactly. APPROXIMATE by default. */
  precision?: InputMaybe<LocationPrecision>;
  /** Whom SELECTED means, instead of those before: `limits.locationUsersMax` (100) ids at most, not the viewer's own. */
  userIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What is shared now. */
export type UpdateLocationSharingPayload = {
  __typename?: 'UpdateLocationSharingPayload';
  /** What the viewer shares, and with whom. */
  locationSharing: LocationSharing;
};

/** See `Mutation.updateNotificationPreferences`. */
export type UpdateNotificationPreferencesInput = {
  /** Null: disturb again. */
  doNotDisturbUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** What is less important comes on no channel. */
  minimumPriority?: InputMaybe<NotificationPriority>;
  /** All whom the viewer wants to be muted, at most `limits.mutedUsersMax` (500). */
  mutedUserIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Null: no hours are quiet. */
  quietHours?: InputMaybe<QuietHoursInput>;
  /** Types to set, none twice. Those that are not named stay as they are. */
  types?: InputMaybe<Array<NotificationTypePreferenceInput>>;
};

/** The preferences after the change. */
export type UpdateNotificationPreferencesPayload = {
  __typename?: 'UpdateNotificationPreferencesPayload';
  /** All of them. */
  notificationPreferences: NotificationPreferences;
};

/** See `Mutation.updatePresenceSettings`. */
export type UpdatePresenceSettingsInput = {
  /** Whether the viewer shows as offline whatever he does. Off by default. */
  invisible?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the viewer and others see each other's receipts. On by default. */
  shareReadReceipts?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether others see when the viewer is typing. On by default. */
  shareTyping?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether those see when the viewer was last online. On by default. */
  showLastSeen?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether those see that the viewer is online. On by default. */
  showOnlineStatus?: InputMaybe<Scalars['Boolean']['input']>;
  /** Who sees the viewer's presence. EVERYONE by default. */
  visibility?: InputMaybe<PresenceAudience>;
};

/** The settings after the change. */
export type UpdatePresenceSettingsPayload = {
  __typename?: 'UpdatePresenceSettingsPayload';
  /** All of them. */
  presenceSettings: PresenceSettings;
};

/** See `Mutation.updateProfile`. */
export type UpdateProfileInput = {
  /** The application's own data, 4 KB at most; replaces what is there. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The display name, 1 to 200 characters; null clears. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** An `https:` or `http:` address, at most 2,048 characters; null clears. */
  pictureUrl?: InputMaybe<Scalars['String']['input']>;
};

/** The viewer's profile after the change. */
export type UpdateProfilePayload = {
  __typename?: 'UpdateProfilePayload';
  /** The viewer. */
  user: User;
};

/** See `Mutation.updateWebhookEndpoint`. */
export type UpdateWebhookEndpointInput = {
  /** What the application calls it; null: nothing. Absent: as before. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The endpoint. */
  endpointId: Scalars['ID']['input'];
  /** Which events, of what is committed from now on; null: all but NOTIFICATION_REQUESTED. Absent: as before. */
  events?: InputMaybe<Array<WebhookEventType>>;
  /** False stops it, true starts it again. */
  isEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The new address, as in `CreateWebhookEndpointInput`. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** The endpoint as it is now. */
export type UpdateWebhookEndpointPayload = {
  __typename?: 'UpdateWebhookEndpointPayload';
  /** The endpoint. */
  endpoint: WebhookEndpoint;
};

/** One user of `upsertUsers`. */
export type UpsertUserInput = {
  /** Where he gets mail, at most 254 characters; null: he gets none. It is shown to him and to the backend alone. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The application's own id: 1 to 128 characters, no control characters, not of TypeID form. */
  id: Scalars['ID']['input'];
  /** The application's own data, 4 KB at most; replaces what is there. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The display name, 1 to 200 characters; null clears. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** An `https:` or `http:` address, at most 2,048 characters; null clears. */
  pictureUrl?: InputMaybe<Scalars['String']['input']>;
};

/** See `Mutation.upsertUsers`. */
export type UpsertUsersInput = {
  /** 1 to 100 users, none twice. */
  users: Array<UpsertUserInput>;
};

/** The users, in the order given. */
export type UpsertUsersPayload = {
  __typename?: 'UpsertUsersPayload';
  /** The users. */
  users: Array<User>;
};

/** A user of the embedding application. */
export type User = Node & {
  __typename?: 'User';
  /** When Tidings first saw the user. */
  createdAt: Scalars['DateTime']['output'];
  /** The application's own id: the token's `sub`. */
  id: Scalars['ID']['output'];
  /** The application's own data. */
  metadata: Scalars['JSONObject']['output'];
  /** The display name; null where none was given. */
  name?: Maybe<Scalars['String']['output']>;
  /** An address of a picture; null where none was given. */
  pictureUrl?: Maybe<Scalars['String']['output']>;
  /** The user's presence, as the viewer may see it. */
  presence: Presence;
  /** When the profile was last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** The viewer has blocked a user. Nobody else is told. */
export type UserBlocked = UserEvent & {
  __typename?: 'UserBlocked';
  /** Whom. */
  blockedUser: BlockedUser;
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
};

/** State item: a user that shares a conversation with the viewer, or the viewer himself, changed his profile. */
export type UserChanged = {
  __typename?: 'UserChanged';
  /** The user as he is now. */
  user: User;
};

/** The erasure of a user, and how far it has got. */
export type UserErasure = {
  __typename?: 'UserErasure';
  /** When all was done; null: it is under way. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Memberships that were ended so far. */
  membershipsEnded: Scalars['Int']['output'];
  /** Messages that were erased so far: his, also those that had been deleted before, and what others have forwarded of them. */
  messagesErased: Scalars['Int']['output'];
  /** When it was asked for. */
  requestedAt: Scalars['DateTime']['output'];
  /** What of him. */
  scope: EraseScope;
  /** Who. */
  userId: Scalars['ID']['output'];
};

/** A durable fact in the viewer's own log. */
export type UserEvent = {
  /** When it was committed. */
  createdAt: Scalars['DateTime']['output'];
  /** Its position in that log: 1, 2, 3 …, no number missing. */
  seq: Scalars['Int']['output'];
};

/** Where a user is, as he shares it. */
export type UserLocation = {
  __typename?: 'UserLocation';
  /**
   * The true position is within so many metres: as the device said it, or null where it did not. Snapped, it is the reach of a
   * cell wherever on earth: 80 with APPROXIMATE, 8,000 with CITY.
   */
  accuracyMeters?: Maybe<Scalars['Float']['output']>;
  /** When the share ends by itself. */
  expiresAt: Scalars['DateTime']['output'];
  /** The geohash of the snapped position: 9 characters with EXACT, 7 with APPROXIMATE, 4 with CITY. */
  geohash: Scalars['String']['output'];
  /** Where he is heading, in degrees from north to the east, 0 to 360. Null where he does not say it, and unless EXACT. */
  headingDegrees?: Maybe<Scalars['Float']['output']>;
  /** He has not reported for `limits.locationStaleMs` (60 s): he may be somewhere else by now. */
  isStale: Scalars['Boolean']['output'];
  /** Degrees north of the equator, -90 to 90, snapped. WGS 84. */
  latitude: Scalars['Float']['output'];
  /** Degrees east of Greenwich, -180 up to below 180, snapped; 0 at a pole. WGS 84. */
  longitude: Scalars['Float']['output'];
  /** How exactly he shows where he is. */
  precision: LocationPrecision;
  /** How fast he is, in metres a second. Null where he does not say it, and unless EXACT. */
  speedMetersPerSecond?: Maybe<Scalars['Float']['output']>;
  /** When his device last reported, as far as that was told: while he stays where he is, every 25 s or so. */
  updatedAt: Scalars['DateTime']['output'];
};

/** The viewer has unblocked a user. Nobody else is told. */
export type UserUnblocked = UserEvent & {
  __typename?: 'UserUnblocked';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's position in the viewer's own log. */
  seq: Scalars['Int']['output'];
  /** Whom. */
  userId: Scalars['ID']['output'];
};

/** Whoever asks. */
export type Viewer = {
  __typename?: 'Viewer';
  /** Whom the viewer has blocked, the newest block first. */
  blockedUsers: BlockedUserConnection;
  /** Contact requests that wait, the newest first. The viewer's own wait until they are accepted, or until he takes them back. */
  contactRequests: ContactRequestConnection;
  /** The viewer's contacts, the newest first. Those whom he has blocked are among them. */
  contacts: ContactConnection;
  /** The viewer's conversations, latest activity first. This order moves while one pages. */
  conversations: ConversationConnection;
  /** Where the viewer gets mail; null: he gets none. The application's backend sets it. */
  email?: Maybe<EmailAddress>;
  /** What the viewer shares of where he is, and with whom. */
  locationSharing: LocationSharing;
  /** What the viewer wants to be told. */
  notificationPreferences: NotificationPreferences;
  /** The viewer's notifications, the newest first. One that tells of more moves to the front while one pages. */
  notifications: NotificationConnection;
  /** What the viewer has set of his presence himself. */
  ownPresence: OwnPresence;
  /** What the viewer lets others see of him. */
  presenceSettings: PresenceSettings;
  /** Where web push reaches the viewer: `limits.pushSubscriptionsMax` (20) at most, the one that was registered last first. */
  pushSubscriptions: Array<PushSubscription>;
  /** The tenant of his token. */
  tenantId: Scalars['String']['output'];
  /** Others' undeleted messages that the viewer has not read, over all his conversations that are not muted. */
  unreadCount: Scalars['Int']['output'];
  /** Those of them that mention him, by name or with everyone. */
  unreadMentionCount: Scalars['Int']['output'];
  /** Notifications that are neither read nor archived, nor over. */
  unreadNotificationCount: Scalars['Int']['output'];
  /** The viewer as others see him. */
  user: User;
};


/** Whoever asks. */
export type ViewerBlockedUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Whoever asks. */
export type ViewerContactRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  direction: ContactRequestDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Whoever asks. */
export type ViewerContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Whoever asks. */
export type ViewerConversationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Whoever asks. */
export type ViewerNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NotificationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** The viewer in a conversation. */
export type ViewerMembership = {
  __typename?: 'ViewerMembership';
  /** All up to here has reached one of his devices. */
  deliveredSeq: Scalars['Int']['output'];
  /** When he became a member, the last time he did. */
  joinedAt: Scalars['DateTime']['output'];
  /** The `seq` of his `MemberAdded`, the last one. */
  joinedSeq: Scalars['Int']['output'];
  /** The conversation's last `seq` when the two were counted: an event up to it is contained in the counts. */
  lastSeq: Scalars['Int']['output'];
  /** From this `seq` on he has marked it as unread (`markUnread`); null: he has not. At most his `readSeq`. */
  markedUnreadFromSeq?: Maybe<Scalars['Int']['output']>;
  /** The last `seq` of his own log at that time: a `MessageHidden` up to it is contained in the counts. */
  ownLogSeq: Scalars['Int']['output'];
  /** His own settings. */
  preferences: ConversationPreferences;
  /** All up to here he has read. */
  readSeq: Scalars['Int']['output'];
  /** What he may do. */
  role: MemberRole;
  /** A moderator keeps him from writing until then; null, or a time that is over: he may. */
  silencedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Others' undeleted messages after `readSeq`, or from his mark on, replies in threads left out; exact, as of `lastSeq`. */
  unreadCount: Scalars['Int']['output'];
  /** Those of them that mention him, by name or with everyone. A message that does both counts once. */
  unreadMentionCount: Scalars['Int']['output'];
};

/** A request to an endpoint. */
export type WebhookAttempt = {
  __typename?: 'WebhookAttempt';
  /** When it began. */
  at: Scalars['DateTime']['output'];
  /** Why it failed; null: it did not. */
  error?: Maybe<WebhookAttemptError>;
  /** From its begin to the status, in milliseconds. */
  latencyMs: Scalars['Int']['output'];
  /** The HTTP status of the answer; null: there was none. */
  status?: Maybe<Scalars['Int']['output']>;
};

/** Why an attempt failed. More may be added. */
export type WebhookAttemptError =
  /** The host's name leads to a private network. */
  | 'ADDRESS_REFUSED'
  /** The host's certificate is not valid for it. */
  | 'CERTIFICATE'
  /** No connection, or it broke. */
  | 'CONNECTION'
  /** The host's name was not found. */
  | 'NAME_NOT_FOUND'
  /** The status is not 2xx. Redirects are not followed. */
  | 'STATUS'
  /** There was no status in time: 15 s, where the operator set nothing else. */
  | 'TIMEOUT';

/** What an endpoint is told of one event. It is kept for 7 days after its end. */
export type WebhookDelivery = Node & {
  __typename?: 'WebhookDelivery';
  /** How often it was tried. */
  attemptCount: Scalars['Int']['output'];
  /** The last attempts, 20 at most, oldest first. */
  attempts: Array<WebhookAttempt>;
  /** The conversation in whose log the event stands; null: it stands in a user's own. */
  conversationId?: Maybe<Scalars['ID']['output']>;
  /** When the event was committed. */
  createdAt: Scalars['DateTime']['output'];
  /** Whom it is for. */
  endpointId: Scalars['ID']['output'];
  /** Why it was given up; null: it was not. */
  failure?: Maybe<WebhookDeliveryFailure>;
  /** When it arrived or was given up; null: it waits. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** A TypeID, `whd_…`: the `webhook-id` of each attempt. */
  id: Scalars['ID']['output'];
  /** When its log is tried next, with the first that waits there; null: it is at its end, or the endpoint is disabled. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** The event's position in that log; 0 for a notification, which stands in none. Deliveries of one log are made in this order. */
  seq: Scalars['Int']['output'];
  /** How far it has got. */
  status: WebhookDeliveryStatus;
  /** Of what. */
  type: WebhookEventType;
  /** The user in whose log the event stands, or who is notified; null: it stands in a conversation's. */
  userId?: Maybe<Scalars['ID']['output']>;
};

/** A page of deliveries. */
export type WebhookDeliveryConnection = {
  __typename?: 'WebhookDeliveryConnection';
  /** The deliveries, with their places. */
  edges: Array<WebhookDeliveryEdge>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** A delivery on a page. */
export type WebhookDeliveryEdge = {
  __typename?: 'WebhookDeliveryEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The delivery. */
  node: WebhookDelivery;
};

/** Why a delivery was given up. More may be added. */
export type WebhookDeliveryFailure =
  /** Its event was older than 7 days, or than `limits.retentionMs`, before it arrived; or what a notification tells of was gone by then. */
  | 'EXPIRED'
  /** It failed for 3 days. */
  | 'GAVE_UP';

/** How far a delivery has got. */
export type WebhookDeliveryStatus =
  /** The endpoint answered with 2xx. */
  | 'DELIVERED'
  /** It is given up; `replayWebhookDeliveries` takes it up again. */
  | 'FAILED'
  /** It is to be made, or to be tried again. */
  | 'PENDING';

/** Why an endpoint is disabled. More may be added. */
export type WebhookDisabledReason =
  /** It has done nothing but fail for 5 days. */
  | 'FAILING'
  /** It answered with 410 (Gone). */
  | 'GONE'
  /** By `updateWebhookEndpoint`. */
  | 'REQUESTED';

/** An address at which the application is told of events, as Standard Webhooks (`docs/WEBHOOKS.md`). */
export type WebhookEndpoint = Node & {
  __typename?: 'WebhookEndpoint';
  /** When it was created; it is told of what was committed since. */
  createdAt: Scalars['DateTime']['output'];
  /** What the application calls it. */
  description?: Maybe<Scalars['String']['output']>;
  /** When it was disabled; null: it is not. */
  disabledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was disabled; null: it is not. */
  disabledReason?: Maybe<WebhookDisabledReason>;
  /** Which events it is told of; null: all but NOTIFICATION_REQUESTED, those of later releases too. */
  events?: Maybe<Array<WebhookEventType>>;
  /** When the first of the attempts failed after which none arrived; null: the last one arrived. */
  failingSince?: Maybe<Scalars['DateTime']['output']>;
  /** A TypeID, `whk_…`. */
  id: Scalars['ID']['output'];
  /** Whether it is told anything. */
  isEnabled: Scalars['Boolean']['output'];
  /** It is down: one delivery tries it then, and no other before. Null: it is not. */
  retryAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where requests go. */
  url: Scalars['String']['output'];
};

/** A page of endpoints. */
export type WebhookEndpointConnection = {
  __typename?: 'WebhookEndpointConnection';
  /** The endpoints, with their places. */
  edges: Array<WebhookEndpointEdge>;
  /** Where the page begins and ends. */
  pageInfo: PageInfo;
};

/** An endpoint on a page. */
export type WebhookEndpointEdge = {
  __typename?: 'WebhookEndpointEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The endpoint. */
  node: WebhookEndpoint;
};

/** Events that webhook endpoints are told of. More may be added. */
export type WebhookEventType =
  /** `contact.added`, of the own log of each of the two. */
  | 'CONTACT_ADDED'
  /** `contact.removed`, of the own log of each of the two. */
  | 'CONTACT_REMOVED'
  /** `contact.requested`, of the own log of each of the two. */
  | 'CONTACT_REQUESTED'
  /** `conversation.changed`: title, visibility, metadata or slow mode. */
  | 'CONVERSATION_CHANGED'
  /** `conversation.joined`, of a user's own log: he became a member. */
  | 'CONVERSATION_JOINED'
  /** `conversation.left`, of a user's own log: he left or was removed. */
  | 'CONVERSATION_LEFT'
  /** `message.link_previews_added`. */
  | 'LINK_PREVIEWS_ADDED'
  /** `member.added`. */
  | 'MEMBER_ADDED'
  /** `member.banned`. */
  | 'MEMBER_BANNED'
  /** `member.changed`: his role, or whether he may write. */
  | 'MEMBER_CHANGED'
  /** `member.removed`: he left or was removed. */
  | 'MEMBER_REMOVED'
  /** `member.unbanned`. */
  | 'MEMBER_UNBANNED'
  /** `message.deleted`: for everyone. The message is a tombstone. */
  | 'MESSAGE_DELETED'
  /** `message.edited`. */
  | 'MESSAGE_EDITED'
  /** `message.pinned`. */
  | 'MESSAGE_PINNED'
  /** `message.sent`. */
  | 'MESSAGE_SENT'
  /** `message.unpinned`. */
  | 'MESSAGE_UNPINNED'
  /** `notification.requested`: a user is to be notified by the channel WEBHOOK. It may be many, so only endpoints that name it are told. */
  | 'NOTIFICATION_REQUESTED'
  /** `reaction.added`. */
  | 'REACTION_ADDED'
  /** `reaction.removed`. */
  | 'REACTION_REMOVED';



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  StreamItem:
    | ( AccessRevoked )
    | ( LogEventOf<'AttachmentProcessed'> )
    | ( CaughtUp )
    | ( Checkpoint )
    | ( LogEventOf<'ContactAdded'> )
    | ( LogEventOf<'ContactNearby'> )
    | ( LogEventOf<'ContactRemoved'> )
    | ( LogEventOf<'ContactRequestRemoved'> )
    | ( LogEventOf<'ContactRequested'> )
    | ( LogEventOf<'ConversationChanged'> )
    | ( LogEventOf<'ConversationExportFinished'> )
    | ( LogEventOf<'ConversationJoined'> )
    | ( LogEventOf<'ConversationLeft'> )
    | ( LogEventOf<'ConversationPreferencesChanged'> )
    | ( EventWithheld )
    | ( LogEventOf<'LinkPreviewsAdded'> )
    | ( LogEventOf<'LocationSharingChanged'> )
    | ( LogEventOf<'MemberAdded'> )
    | ( LogEventOf<'MemberBanned'> )
    | ( LogEventOf<'MemberChanged'> )
    | ( LogEventOf<'MemberRemoved'> )
    | ( LogEventOf<'MemberUnbanned'> )
    | ( LogEventOf<'MessageDeleted'> )
    | ( LogEventOf<'MessageEdited'> )
    | ( LogEventOf<'MessageHidden'> )
    | ( LogEventOf<'MessagePinned'> )
    | ( LogEventOf<'MessageSent'> )
    | ( LogEventOf<'MessageUnpinned'> )
    | ( LogEventOf<'NotificationAdded'> )
    | ( LogEventOf<'NotificationPreferencesChanged'> )
    | ( LogEventOf<'NotificationsChanged'> )
    | ( LogEventOf<'NotificationsRemoved'> )
    | ( LogEventOf<'OwnPresenceChanged'> )
    | ( LogEventOf<'PresenceSettingsChanged'> )
    | ( LogEventOf<'ReactionAdded'> )
    | ( LogEventOf<'ReactionRemoved'> )
    | ( ReadPositionChanged )
    | ( ReceiptsAdvanced )
    | ( ResyncRequired )
    | ( ThreadPositionChanged )
    | ( ThreadReceiptsAdvanced )
    | ( LogEventOf<'UserBlocked'> )
    | ( Omit<UserChanged, 'user'> & { user: _RefType['User'] } )
    | ( LogEventOf<'UserUnblocked'> )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  ConversationEvent:
    | ( LogEventOf<'ConversationChanged'> )
    | ( LogEventOf<'LinkPreviewsAdded'> )
    | ( LogEventOf<'MemberAdded'> )
    | ( LogEventOf<'MemberBanned'> )
    | ( LogEventOf<'MemberChanged'> )
    | ( LogEventOf<'MemberRemoved'> )
    | ( LogEventOf<'MemberUnbanned'> )
    | ( LogEventOf<'MessageDeleted'> )
    | ( LogEventOf<'MessageEdited'> )
    | ( LogEventOf<'MessagePinned'> )
    | ( LogEventOf<'MessageSent'> )
    | ( LogEventOf<'MessageUnpinned'> )
    | ( LogEventOf<'ReactionAdded'> )
    | ( LogEventOf<'ReactionRemoved'> )
  ;
  Node:
    | ( StoredAttachment )
    | ( ChannelDeliveryRow )
    | ( ConversationParent )
    | ( ExportRow )
    | ( StoredMessage )
    | ( StoredReport )
    | ( StoredNotification )
    | ( StoredBroadcast )
    | ( StoredPushSubscription )
    | ( StoredUser )
    | ( StoredDelivery )
    | ( StoredEndpoint )
  ;
  UserEvent:
    | ( LogEventOf<'AttachmentProcessed'> )
    | ( LogEventOf<'ContactAdded'> )
    | ( LogEventOf<'ContactNearby'> )
    | ( LogEventOf<'ContactRemoved'> )
    | ( LogEventOf<'ContactRequestRemoved'> )
    | ( LogEventOf<'ContactRequested'> )
    | ( LogEventOf<'ConversationExportFinished'> )
    | ( LogEventOf<'ConversationJoined'> )
    | ( LogEventOf<'ConversationLeft'> )
    | ( LogEventOf<'ConversationPreferencesChanged'> )
    | ( LogEventOf<'LocationSharingChanged'> )
    | ( LogEventOf<'MessageHidden'> )
    | ( LogEventOf<'NotificationAdded'> )
    | ( LogEventOf<'NotificationPreferencesChanged'> )
    | ( LogEventOf<'NotificationsChanged'> )
    | ( LogEventOf<'NotificationsRemoved'> )
    | ( LogEventOf<'OwnPresenceChanged'> )
    | ( LogEventOf<'PresenceSettingsChanged'> )
    | ( LogEventOf<'UserBlocked'> )
    | ( LogEventOf<'UserUnblocked'> )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptContactInput: AcceptContactInput;
  AcceptContactPayload: ResolverTypeWrapper<Omit<AcceptContactPayload, 'contact'> & { contact: ResolversTypes['Contact'] }>;
  AccessRevoked: ResolverTypeWrapper<AccessRevoked>;
  AcknowledgeInput: AcknowledgeInput;
  AcknowledgePayload: ResolverTypeWrapper<AcknowledgePayload>;
  AddMembersInput: AddMembersInput;
  AddMembersPayload: ResolverTypeWrapper<Omit<AddMembersPayload, 'conversation' | 'members'> & { conversation: ResolversTypes['Conversation'], members: Array<ResolversTypes['Member']> }>;
  AddReactionInput: AddReactionInput;
  AddReactionPayload: ResolverTypeWrapper<Omit<AddReactionPayload, 'message'> & { message: ResolversTypes['Message'] }>;
  ApplicationSignal: ResolverTypeWrapper<AppSignal>;
  ArchiveNotificationsInput: ArchiveNotificationsInput;
  ArchiveNotificationsPayload: ResolverTypeWrapper<Omit<ArchiveNotificationsPayload, 'notifications'> & { notifications: Array<ResolversTypes['Notification']> }>;
  Attachment: ResolverTypeWrapper<StoredAttachment>;
  AttachmentFailure: AttachmentFailure;
  AttachmentProcessed: ResolverTypeWrapper<LogEventOf<'AttachmentProcessed'>>;
  AttachmentStatus: AttachmentStatus;
  AuditAction: AuditAction;
  AuditEntry: ResolverTypeWrapper<StoredAuditEntry>;
  AuditEntryConnection: ResolverTypeWrapper<Omit<AuditEntryConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['AuditEntryEdge']>>> }>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node?: Maybe<ResolversTypes['AuditEntry']> }>;
  BanMemberInput: BanMemberInput;
  BanMemberPayload: ResolverTypeWrapper<Omit<BanMemberPayload, 'ban' | 'conversation'> & { ban: ResolversTypes['ConversationBan'], conversation: ResolversTypes['Conversation'] }>;
  BlockUserInput: BlockUserInput;
  BlockUserPayload: ResolverTypeWrapper<Omit<BlockUserPayload, 'blockedUser'> & { blockedUser: ResolversTypes['BlockedUser'] }>;
  BlockedUser: ResolverTypeWrapper<BlockedUserParent>;
  BlockedUserConnection: ResolverTypeWrapper<Omit<BlockedUserConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['BlockedUserEdge']>>> }>;
  BlockedUserEdge: ResolverTypeWrapper<Omit<BlockedUserEdge, 'node'> & { node?: Maybe<ResolversTypes['BlockedUser']> }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BroadcastNotificationInput: BroadcastNotificationInput;
  BroadcastNotificationPayload: ResolverTypeWrapper<Omit<BroadcastNotificationPayload, 'broadcast'> & { broadcast: ResolversTypes['NotificationBroadcast'] }>;
  CancelNotificationBroadcastInput: CancelNotificationBroadcastInput;
  CancelNotificationBroadcastPayload: ResolverTypeWrapper<Omit<CancelNotificationBroadcastPayload, 'broadcast'> & { broadcast: ResolversTypes['NotificationBroadcast'] }>;
  CaughtUp: ResolverTypeWrapper<CaughtUp>;
  ChannelDelivery: ResolverTypeWrapper<ChannelDeliveryRow>;
  ChannelDeliveryAttempt: ResolverTypeWrapper<ChannelDeliveryAttempt>;
  ChannelDeliveryConnection: ResolverTypeWrapper<Omit<ChannelDeliveryConnection, 'edges'> & { edges: Array<ResolversTypes['ChannelDeliveryEdge']> }>;
  ChannelDeliveryEdge: ResolverTypeWrapper<Omit<ChannelDeliveryEdge, 'node'> & { node: ResolversTypes['ChannelDelivery'] }>;
  ChannelDeliveryStatus: ChannelDeliveryStatus;
  Checkpoint: ResolverTypeWrapper<Checkpoint>;
  Contact: ResolverTypeWrapper<ContactParent>;
  ContactAdded: ResolverTypeWrapper<LogEventOf<'ContactAdded'>>;
  ContactConnection: ResolverTypeWrapper<Omit<ContactConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['ContactEdge']>>> }>;
  ContactEdge: ResolverTypeWrapper<Omit<ContactEdge, 'node'> & { node?: Maybe<ResolversTypes['Contact']> }>;
  ContactNearby: ResolverTypeWrapper<LogEventOf<'ContactNearby'>>;
  ContactRemoved: ResolverTypeWrapper<LogEventOf<'ContactRemoved'>>;
  ContactRequest: ResolverTypeWrapper<ContactRequestParent>;
  ContactRequestConnection: ResolverTypeWrapper<Omit<ContactRequestConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['ContactRequestEdge']>>> }>;
  ContactRequestDirection: ContactRequestDirection;
  ContactRequestEdge: ResolverTypeWrapper<Omit<ContactRequestEdge, 'node'> & { node?: Maybe<ResolversTypes['ContactRequest']> }>;
  ContactRequestRemoved: ResolverTypeWrapper<LogEventOf<'ContactRequestRemoved'>>;
  ContactRequested: ResolverTypeWrapper<LogEventOf<'ContactRequested'>>;
  Conversation: ResolverTypeWrapper<ConversationParent>;
  ConversationBan: ResolverTypeWrapper<StoredBan>;
  ConversationBanConnection: ResolverTypeWrapper<Omit<ConversationBanConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['ConversationBanEdge']>>> }>;
  ConversationBanEdge: ResolverTypeWrapper<Omit<ConversationBanEdge, 'node'> & { node?: Maybe<ResolversTypes['ConversationBan']> }>;
  ConversationChanged: ResolverTypeWrapper<LogEventOf<'ConversationChanged'>>;
  ConversationConnection: ResolverTypeWrapper<Omit<ConversationConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['ConversationEdge']>>> }>;
  ConversationEdge: ResolverTypeWrapper<Omit<ConversationEdge, 'node'> & { node?: Maybe<ResolversTypes['Conversation']> }>;
  ConversationEvent: ResolverTypeWrapper<LogEvent>;
  ConversationExport: ResolverTypeWrapper<ExportRow>;
  ConversationExportFinished: ResolverTypeWrapper<LogEventOf<'ConversationExportFinished'>>;
  ConversationJoined: ResolverTypeWrapper<LogEventOf<'ConversationJoined'>>;
  ConversationKind: ConversationKind;
  ConversationLeft: ResolverTypeWrapper<LogEventOf<'ConversationLeft'>>;
  ConversationPreferences: ResolverTypeWrapper<StoredPreferences>;
  ConversationPreferencesChanged: ResolverTypeWrapper<LogEventOf<'ConversationPreferencesChanged'>>;
  ConversationVisibility: ConversationVisibility;
  CreateConversationInput: CreateConversationInput;
  CreateConversationPayload: ResolverTypeWrapper<Omit<CreateConversationPayload, 'conversation'> & { conversation: ResolversTypes['Conversation'] }>;
  CreateWebhookEndpointInput: CreateWebhookEndpointInput;
  CreateWebhookEndpointPayload: ResolverTypeWrapper<Omit<CreateWebhookEndpointPayload, 'endpoint'> & { endpoint: ResolversTypes['WebhookEndpoint'] }>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  CustomStatus: ResolverTypeWrapper<CustomStatus>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeclineContactInput: DeclineContactInput;
  DeclineContactPayload: ResolverTypeWrapper<DeclineContactPayload>;
  DeleteAttachmentInput: DeleteAttachmentInput;
  DeleteAttachmentPayload: ResolverTypeWrapper<DeleteAttachmentPayload>;
  DeleteMessageInput: DeleteMessageInput;
  DeleteMessagePayload: ResolverTypeWrapper<Omit<DeleteMessagePayload, 'message'> & { message: ResolversTypes['Message'] }>;
  DeleteNotificationsInput: DeleteNotificationsInput;
  DeleteNotificationsPayload: ResolverTypeWrapper<DeleteNotificationsPayload>;
  DeleteScope: DeleteScope;
  DeleteWebhookEndpointInput: DeleteWebhookEndpointInput;
  DeleteWebhookEndpointPayload: ResolverTypeWrapper<DeleteWebhookEndpointPayload>;
  EditMessageInput: EditMessageInput;
  EditMessagePayload: ResolverTypeWrapper<Omit<EditMessagePayload, 'message'> & { message: ResolversTypes['Message'] }>;
  EmailAddress: ResolverTypeWrapper<EmailAddress>;
  EraseScope: EraseScope;
  EraseUserInput: EraseUserInput;
  EraseUserPayload: ResolverTypeWrapper<Omit<EraseUserPayload, 'erasure'> & { erasure: ResolversTypes['UserErasure'] }>;
  ErrorCode: ErrorCode;
  ErrorCodeInfo: ResolverTypeWrapper<ErrorCodeInfo>;
  EventWithheld: ResolverTypeWrapper<EventWithheld>;
  ExportConversationInput: ExportConversationInput;
  ExportConversationPayload: ResolverTypeWrapper<Omit<ExportConversationPayload, 'export'> & { export: ResolversTypes['ConversationExport'] }>;
  ExportStatus: ExportStatus;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ForwardMessagesInput: ForwardMessagesInput;
  ForwardMessagesPayload: ResolverTypeWrapper<Omit<ForwardMessagesPayload, 'forwardings'> & { forwardings: Array<ResolversTypes['Forwarding']> }>;
  ForwardedFrom: ResolverTypeWrapper<StoredOrigin>;
  Forwarding: ResolverTypeWrapper<ForwardingResult>;
  ForwardingError: ResolverTypeWrapper<ForwardingError>;
  HistoryVisibility: HistoryVisibility;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  JoinConversationInput: JoinConversationInput;
  JoinConversationPayload: ResolverTypeWrapper<Omit<JoinConversationPayload, 'conversation'> & { conversation: ResolversTypes['Conversation'] }>;
  LeaveConversationInput: LeaveConversationInput;
  LeaveConversationPayload: ResolverTypeWrapper<LeaveConversationPayload>;
  Limits: ResolverTypeWrapper<Limits>;
  LinkPreview: ResolverTypeWrapper<LinkPreview>;
  LinkPreviewsAdded: ResolverTypeWrapper<LogEventOf<'LinkPreviewsAdded'>>;
  LocationAudience: LocationAudience;
  LocationPrecision: LocationPrecision;
  LocationSharing: ResolverTypeWrapper<StoredLocationSharing>;
  LocationSharingChanged: ResolverTypeWrapper<LogEventOf<'LocationSharingChanged'>>;
  LocationUpdate: ResolverTypeWrapper<LocationNow>;
  LocationViewerConnection: ResolverTypeWrapper<Omit<LocationViewerConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['LocationViewerEdge']>>> }>;
  LocationViewerEdge: ResolverTypeWrapper<Omit<LocationViewerEdge, 'node'> & { node?: Maybe<ResolversTypes['User']> }>;
  MarkNotificationsReadInput: MarkNotificationsReadInput;
  MarkNotificationsReadPayload: ResolverTypeWrapper<Omit<MarkNotificationsReadPayload, 'notifications'> & { notifications: Array<ResolversTypes['Notification']> }>;
  MarkNotificationsSeenInput: MarkNotificationsSeenInput;
  MarkNotificationsSeenPayload: ResolverTypeWrapper<Omit<MarkNotificationsSeenPayload, 'notifications'> & { notifications: Array<ResolversTypes['Notification']> }>;
  MarkUnreadInput: MarkUnreadInput;
  MarkUnreadPayload: ResolverTypeWrapper<MarkUnreadPayload>;
  Member: ResolverTypeWrapper<StoredMember>;
  MemberAdded: ResolverTypeWrapper<LogEventOf<'MemberAdded'>>;
  MemberBanned: ResolverTypeWrapper<LogEventOf<'MemberBanned'>>;
  MemberChanged: ResolverTypeWrapper<LogEventOf<'MemberChanged'>>;
  MemberConnection: ResolverTypeWrapper<Omit<MemberConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['MemberEdge']>>> }>;
  MemberEdge: ResolverTypeWrapper<Omit<MemberEdge, 'node'> & { node?: Maybe<ResolversTypes['Member']> }>;
  MemberRemoved: ResolverTypeWrapper<LogEventOf<'MemberRemoved'>>;
  MemberRole: MemberRole;
  MemberUnbanned: ResolverTypeWrapper<LogEventOf<'MemberUnbanned'>>;
  Message: ResolverTypeWrapper<StoredMessage>;
  MessageConnection: ResolverTypeWrapper<Omit<MessageConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['MessageEdge']>>> }>;
  MessageDeleted: ResolverTypeWrapper<LogEventOf<'MessageDeleted'>>;
  MessageDelivery: ResolverTypeWrapper<Delivery>;
  MessageEdge: ResolverTypeWrapper<Omit<MessageEdge, 'node'> & { node?: Maybe<ResolversTypes['Message']> }>;
  MessageEdited: ResolverTypeWrapper<LogEventOf<'MessageEdited'>>;
  MessageHidden: ResolverTypeWrapper<LogEventOf<'MessageHidden'>>;
  MessageKind: MessageKind;
  MessageLocation: ResolverTypeWrapper<MessageLocation>;
  MessageLocationInput: MessageLocationInput;
  MessagePinned: ResolverTypeWrapper<LogEventOf<'MessagePinned'>>;
  MessagePriority: MessagePriority;
  MessageReport: ResolverTypeWrapper<StoredReport>;
  MessageReportConnection: ResolverTypeWrapper<Omit<MessageReportConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['MessageReportEdge']>>> }>;
  MessageReportEdge: ResolverTypeWrapper<Omit<MessageReportEdge, 'node'> & { node?: Maybe<ResolversTypes['MessageReport']> }>;
  MessageSearchConnection: ResolverTypeWrapper<Omit<MessageSearchConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['MessageSearchEdge']>>> }>;
  MessageSearchEdge: ResolverTypeWrapper<Omit<MessageSearchEdge, 'node'> & { node?: Maybe<ResolversTypes['Message']> }>;
  MessageSearchFilter: MessageSearchFilter;
  MessageSent: ResolverTypeWrapper<LogEventOf<'MessageSent'>>;
  MessageStatus: MessageStatus;
  MessageThread: ResolverTypeWrapper<Thread>;
  MessageThreadConnection: ResolverTypeWrapper<Omit<MessageThreadConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['MessageThreadEdge']>>> }>;
  MessageThreadEdge: ResolverTypeWrapper<Omit<MessageThreadEdge, 'node'> & { node?: Maybe<ResolversTypes['MessageThread']> }>;
  MessageUnpinned: ResolverTypeWrapper<LogEventOf<'MessageUnpinned'>>;
  MessageVersion: ResolverTypeWrapper<MessageVersion>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  MuteMemberInput: MuteMemberInput;
  MuteMemberPayload: ResolverTypeWrapper<Omit<MuteMemberPayload, 'member'> & { member: ResolversTypes['Member'] }>;
  NearbyUser: ResolverTypeWrapper<Nearby>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Notification: ResolverTypeWrapper<StoredNotification>;
  NotificationAction: ResolverTypeWrapper<NotificationAction>;
  NotificationActionInput: NotificationActionInput;
  NotificationAdded: ResolverTypeWrapper<LogEventOf<'NotificationAdded'>>;
  NotificationBroadcast: ResolverTypeWrapper<StoredBroadcast>;
  NotificationBroadcastConnection: ResolverTypeWrapper<Omit<NotificationBroadcastConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['NotificationBroadcastEdge']>>> }>;
  NotificationBroadcastEdge: ResolverTypeWrapper<Omit<NotificationBroadcastEdge, 'node'> & { node?: Maybe<ResolversTypes['NotificationBroadcast']> }>;
  NotificationBroadcastStatus: NotificationBroadcastStatus;
  NotificationChannel: NotificationChannel;
  NotificationConnection: ResolverTypeWrapper<Omit<NotificationConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['NotificationEdge']>>> }>;
  NotificationDecision: ResolverTypeWrapper<NotificationDecision>;
  NotificationDecisionCount: ResolverTypeWrapper<NotificationDecisionCount>;
  NotificationDelivery: ResolverTypeWrapper<StoredNotificationDelivery>;
  NotificationDeliveryFilter: NotificationDeliveryFilter;
  NotificationEdge: ResolverTypeWrapper<Omit<NotificationEdge, 'node'> & { node?: Maybe<ResolversTypes['Notification']> }>;
  NotificationFilter: NotificationFilter;
  NotificationOutcome: NotificationOutcome;
  NotificationPreferences: ResolverTypeWrapper<StoredNotificationPreferences>;
  NotificationPreferencesChanged: ResolverTypeWrapper<LogEventOf<'NotificationPreferencesChanged'>>;
  NotificationPriority: NotificationPriority;
  NotificationRule: NotificationRule;
  NotificationSegment: ResolverTypeWrapper<NotificationSegment>;
  NotificationSegmentInput: NotificationSegmentInput;
  NotificationType: NotificationType;
  NotificationTypePreference: ResolverTypeWrapper<NotificationTypePreference>;
  NotificationTypePreferenceInput: NotificationTypePreferenceInput;
  NotificationsChanged: ResolverTypeWrapper<LogEventOf<'NotificationsChanged'>>;
  NotificationsRemoved: ResolverTypeWrapper<LogEventOf<'NotificationsRemoved'>>;
  OnlineMembers: ResolverTypeWrapper<OnlineMemberIds>;
  OwnPresence: ResolverTypeWrapper<OwnPresence>;
  OwnPresenceChanged: ResolverTypeWrapper<LogEventOf<'OwnPresenceChanged'>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PinMessageInput: PinMessageInput;
  PinMessagePayload: ResolverTypeWrapper<Omit<PinMessagePayload, 'message'> & { message: ResolversTypes['Message'] }>;
  Position: ResolverTypeWrapper<Position>;
  PositionInput: PositionInput;
  Presence: ResolverTypeWrapper<PresenceNow>;
  PresenceAudience: PresenceAudience;
  PresenceSettings: ResolverTypeWrapper<StoredPresenceSettings>;
  PresenceSettingsChanged: ResolverTypeWrapper<LogEventOf<'PresenceSettingsChanged'>>;
  PresenceStatus: PresenceStatus;
  PublishSignalInput: PublishSignalInput;
  PublishSignalPayload: ResolverTypeWrapper<PublishSignalPayload>;
  PushSubscription: ResolverTypeWrapper<StoredPushSubscription>;
  PushSubscriptionKeysInput: PushSubscriptionKeysInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuietHours: ResolverTypeWrapper<QuietHours>;
  QuietHoursInput: QuietHoursInput;
  QuotedMessage: ResolverTypeWrapper<StoredQuote>;
  Reaction: ResolverTypeWrapper<StoredReactor>;
  ReactionAdded: ResolverTypeWrapper<LogEventOf<'ReactionAdded'>>;
  ReactionConnection: ResolverTypeWrapper<Omit<ReactionConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversTypes['ReactionEdge']>>> }>;
  ReactionCount: ResolverTypeWrapper<ReactionParent>;
  ReactionEdge: ResolverTypeWrapper<Omit<ReactionEdge, 'node'> & { node?: Maybe<ResolversTypes['Reaction']> }>;
  ReactionRemoved: ResolverTypeWrapper<LogEventOf<'ReactionRemoved'>>;
  ReadPositionChanged: ResolverTypeWrapper<ReadPositionChanged>;
  Receipt: ResolverTypeWrapper<Receipt>;
  ReceiptsAdvanced: ResolverTypeWrapper<ReceiptsAdvanced>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: ResolverTypeWrapper<RefreshSessionPayload>;
  RegisterPushSubscriptionInput: RegisterPushSubscriptionInput;
  RegisterPushSubscriptionPayload: ResolverTypeWrapper<Omit<RegisterPushSubscriptionPayload, 'pushSubscription'> & { pushSubscription: ResolversTypes['PushSubscription'] }>;
  RemoveContactInput: RemoveContactInput;
  RemoveContactPayload: ResolverTypeWrapper<RemoveContactPayload>;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: ResolverTypeWrapper<Omit<RemoveMemberPayload, 'conversation'> & { conversation: ResolversTypes['Conversation'] }>;
  RemoveReactionInput: RemoveReactionInput;
  RemoveReactionPayload: ResolverTypeWrapper<Omit<RemoveReactionPayload, 'message'> & { message: ResolversTypes['Message'] }>;
  ReplayNotificationDeliveriesInput: ReplayNotificationDeliveriesInput;
  ReplayNotificationDeliveriesPayload: ResolverTypeWrapper<ReplayNotificationDeliveriesPayload>;
  ReplayWebhookDeliveriesInput: ReplayWebhookDeliveriesInput;
  ReplayWebhookDeliveriesPayload: ResolverTypeWrapper<ReplayWebhookDeliveriesPayload>;
  ReportActivityInput: ReportActivityInput;
  ReportActivityPayload: ResolverTypeWrapper<ReportActivityPayload>;
  ReportMessageInput: ReportMessageInput;
  ReportMessagePayload: ResolverTypeWrapper<Omit<ReportMessagePayload, 'report'> & { report: ResolversTypes['MessageReport'] }>;
  ReportReason: ReportReason;
  ReportResolution: ReportResolution;
  RequestContactInput: RequestContactInput;
  RequestContactPayload: ResolverTypeWrapper<Omit<RequestContactPayload, 'contact' | 'request'> & { contact?: Maybe<ResolversTypes['Contact']>, request?: Maybe<ResolversTypes['ContactRequest']> }>;
  ResolveReportInput: ResolveReportInput;
  ResolveReportPayload: ResolverTypeWrapper<Omit<ResolveReportPayload, 'report'> & { report: ResolversTypes['MessageReport'] }>;
  ResyncReason: ResyncReason;
  ResyncRequired: ResolverTypeWrapper<ResyncRequired>;
  RevokeSessionsInput: RevokeSessionsInput;
  RevokeSessionsPayload: ResolverTypeWrapper<Omit<RevokeSessionsPayload, 'user'> & { user: ResolversTypes['User'] }>;
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretPayload: ResolverTypeWrapper<Omit<RotateWebhookSecretPayload, 'endpoint'> & { endpoint: ResolversTypes['WebhookEndpoint'] }>;
  SearchLanguage: SearchLanguage;
  SendMessageInput: SendMessageInput;
  SendMessagePayload: ResolverTypeWrapper<Omit<SendMessagePayload, 'message'> & { message: ResolversTypes['Message'] }>;
  SendNotificationInput: SendNotificationInput;
  SendNotificationPayload: ResolverTypeWrapper<Omit<SendNotificationPayload, 'deliveries'> & { deliveries: Array<ResolversTypes['NotificationDelivery']> }>;
  ServerInfo: ResolverTypeWrapper<ServerInfo>;
  SetConversationPreferencesInput: SetConversationPreferencesInput;
  SetConversationPreferencesPayload: ResolverTypeWrapper<Omit<SetConversationPreferencesPayload, 'conversation'> & { conversation: ResolversTypes['Conversation'] }>;
  SetCustomStatusInput: SetCustomStatusInput;
  SetCustomStatusPayload: ResolverTypeWrapper<SetCustomStatusPayload>;
  SetMemberRoleInput: SetMemberRoleInput;
  SetMemberRolePayload: ResolverTypeWrapper<Omit<SetMemberRolePayload, 'member'> & { member: ResolversTypes['Member'] }>;
  SetPresenceInput: SetPresenceInput;
  SetPresencePayload: ResolverTypeWrapper<SetPresencePayload>;
  SetSearchLanguageInput: SetSearchLanguageInput;
  SetSearchLanguagePayload: ResolverTypeWrapper<SetSearchLanguagePayload>;
  SetSlowModeInput: SetSlowModeInput;
  SetSlowModePayload: ResolverTypeWrapper<Omit<SetSlowModePayload, 'conversation'> & { conversation: ResolversTypes['Conversation'] }>;
  SetTypingInput: SetTypingInput;
  SetTypingPayload: ResolverTypeWrapper<SetTypingPayload>;
  ShareLocationInput: ShareLocationInput;
  ShareLocationPayload: ResolverTypeWrapper<Omit<ShareLocationPayload, 'location' | 'locationSharing'> & { location: ResolversTypes['UserLocation'], locationSharing: ResolversTypes['LocationSharing'] }>;
  StopSharingLocationPayload: ResolverTypeWrapper<Omit<StopSharingLocationPayload, 'locationSharing'> & { locationSharing: ResolversTypes['LocationSharing'] }>;
  StreamItem: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StreamItem']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TextRange: ResolverTypeWrapper<TextRange>;
  ThreadPositionChanged: ResolverTypeWrapper<ThreadPositionChanged>;
  ThreadReceiptsAdvanced: ResolverTypeWrapper<ThreadReceiptsAdvanced>;
  TypingSignal: ResolverTypeWrapper<TypingNow>;
  UnbanMemberInput: UnbanMemberInput;
  UnbanMemberPayload: ResolverTypeWrapper<Omit<UnbanMemberPayload, 'conversation'> & { conversation: ResolversTypes['Conversation'] }>;
  UnblockUserInput: UnblockUserInput;
  UnblockUserPayload: ResolverTypeWrapper<UnblockUserPayload>;
  UnmuteMemberInput: UnmuteMemberInput;
  UnmuteMemberPayload: ResolverTypeWrapper<Omit<UnmuteMemberPayload, 'member'> & { member: ResolversTypes['Member'] }>;
  UnpinMessageInput: UnpinMessageInput;
  UnpinMessagePayload: ResolverTypeWrapper<Omit<UnpinMessagePayload, 'message'> & { message: ResolversTypes['Message'] }>;
  UnregisterPushSubscriptionInput: UnregisterPushSubscriptionInput;
  UnregisterPushSubscriptionPayload: ResolverTypeWrapper<UnregisterPushSubscriptionPayload>;
  UpdateConversationInput: UpdateConversationInput;
  UpdateConversationPayload: ResolverTypeWrapper<Omit<UpdateConversationPayload, 'conversation'> & { conversation: ResolversTypes['Conversation'] }>;
  UpdateLocationSharingInput: UpdateLocationSharingInput;
  UpdateLocationSharingPayload: ResolverTypeWrapper<Omit<UpdateLocationSharingPayload, 'locationSharing'> & { locationSharing: ResolversTypes['LocationSharing'] }>;
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  UpdateNotificationPreferencesPayload: ResolverTypeWrapper<Omit<UpdateNotificationPreferencesPayload, 'notificationPreferences'> & { notificationPreferences: ResolversTypes['NotificationPreferences'] }>;
  UpdatePresenceSettingsInput: UpdatePresenceSettingsInput;
  UpdatePresenceSettingsPayload: ResolverTypeWrapper<Omit<UpdatePresenceSettingsPayload, 'presenceSettings'> & { presenceSettings: ResolversTypes['PresenceSettings'] }>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: ResolverTypeWrapper<Omit<UpdateProfilePayload, 'user'> & { user: ResolversTypes['User'] }>;
  UpdateWebhookEndpointInput: UpdateWebhookEndpointInput;
  UpdateWebhookEndpointPayload: ResolverTypeWrapper<Omit<UpdateWebhookEndpointPayload, 'endpoint'> & { endpoint: ResolversTypes['WebhookEndpoint'] }>;
  UpsertUserInput: UpsertUserInput;
  UpsertUsersInput: UpsertUsersInput;
  UpsertUsersPayload: ResolverTypeWrapper<Omit<UpsertUsersPayload, 'users'> & { users: Array<ResolversTypes['User']> }>;
  User: ResolverTypeWrapper<StoredUser>;
  UserBlocked: ResolverTypeWrapper<LogEventOf<'UserBlocked'>>;
  UserChanged: ResolverTypeWrapper<Omit<UserChanged, 'user'> & { user: ResolversTypes['User'] }>;
  UserErasure: ResolverTypeWrapper<StoredErasure>;
  UserEvent: ResolverTypeWrapper<LogEvent>;
  UserLocation: ResolverTypeWrapper<StoredLocation>;
  UserUnblocked: ResolverTypeWrapper<LogEventOf<'UserUnblocked'>>;
  Viewer: ResolverTypeWrapper<Actor>;
  ViewerMembership: ResolverTypeWrapper<Membership>;
  WebhookAttempt: ResolverTypeWrapper<StoredAttempt>;
  WebhookAttemptError: WebhookAttemptError;
  WebhookDelivery: ResolverTypeWrapper<StoredDelivery>;
  WebhookDeliveryConnection: ResolverTypeWrapper<Omit<WebhookDeliveryConnection, 'edges'> & { edges: Array<ResolversTypes['WebhookDeliveryEdge']> }>;
  WebhookDeliveryEdge: ResolverTypeWrapper<Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversTypes['WebhookDelivery'] }>;
  WebhookDeliveryFailure: WebhookDeliveryFailure;
  WebhookDeliveryStatus: WebhookDeliveryStatus;
  WebhookDisabledReason: WebhookDisabledReason;
  WebhookEndpoint: ResolverTypeWrapper<StoredEndpoint>;
  WebhookEndpointConnection: ResolverTypeWrapper<Omit<WebhookEndpointConnection, 'edges'> & { edges: Array<ResolversTypes['WebhookEndpointEdge']> }>;
  WebhookEndpointEdge: ResolverTypeWrapper<Omit<WebhookEndpointEdge, 'node'> & { node: ResolversTypes['WebhookEndpoint'] }>;
  WebhookEventType: WebhookEventType;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptContactInput: AcceptContactInput;
  AcceptContactPayload: Omit<AcceptContactPayload, 'contact'> & { contact: ResolversParentTypes['Contact'] };
  AccessRevoked: AccessRevoked;
  AcknowledgeInput: AcknowledgeInput;
  AcknowledgePayload: AcknowledgePayload;
  AddMembersInput: AddMembersInput;
  AddMembersPayload: Omit<AddMembersPayload, 'conversation' | 'members'> & { conversation: ResolversParentTypes['Conversation'], members: Array<ResolversParentTypes['Member']> };
  AddReactionInput: AddReactionInput;
  AddReactionPayload: Omit<AddReactionPayload, 'message'> & { message: ResolversParentTypes['Message'] };
  ApplicationSignal: AppSignal;
  ArchiveNotificationsInput: ArchiveNotificationsInput;
  ArchiveNotificationsPayload: Omit<ArchiveNotificationsPayload, 'notifications'> & { notifications: Array<ResolversParentTypes['Notification']> };
  Attachment: StoredAttachment;
  AttachmentProcessed: LogEventOf<'AttachmentProcessed'>;
  AuditEntry: StoredAuditEntry;
  AuditEntryConnection: Omit<AuditEntryConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['AuditEntryEdge']>>> };
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node?: Maybe<ResolversParentTypes['AuditEntry']> };
  BanMemberInput: BanMemberInput;
  BanMemberPayload: Omit<BanMemberPayload, 'ban' | 'conversation'> & { ban: ResolversParentTypes['ConversationBan'], conversation: ResolversParentTypes['Conversation'] };
  BlockUserInput: BlockUserInput;
  BlockUserPayload: Omit<BlockUserPayload, 'blockedUser'> & { blockedUser: ResolversParentTypes['BlockedUser'] };
  BlockedUser: BlockedUserParent;
  BlockedUserConnection: Omit<BlockedUserConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['BlockedUserEdge']>>> };
  BlockedUserEdge: Omit<BlockedUserEdge, 'node'> & { node?: Maybe<ResolversParentTypes['BlockedUser']> };
  Boolean: Scalars['Boolean']['output'];
  BroadcastNotificationInput: BroadcastNotificationInput;
  BroadcastNotificationPayload: Omit<BroadcastNotificationPayload, 'broadcast'> & { broadcast: ResolversParentTypes['NotificationBroadcast'] };
  CancelNotificationBroadcastInput: CancelNotificationBroadcastInput;
  CancelNotificationBroadcastPayload: Omit<CancelNotificationBroadcastPayload, 'broadcast'> & { broadcast: ResolversParentTypes['NotificationBroadcast'] };
  CaughtUp: CaughtUp;
  ChannelDelivery: ChannelDeliveryRow;
  ChannelDeliveryAttempt: ChannelDeliveryAttempt;
  ChannelDeliveryConnection: Omit<ChannelDeliveryConnection, 'edges'> & { edges: Array<ResolversParentTypes['ChannelDeliveryEdge']> };
  ChannelDeliveryEdge: Omit<ChannelDeliveryEdge, 'node'> & { node: ResolversParentTypes['ChannelDelivery'] };
  Checkpoint: Checkpoint;
  Contact: ContactParent;
  ContactAdded: LogEventOf<'ContactAdded'>;
  ContactConnection: Omit<ContactConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['ContactEdge']>>> };
  ContactEdge: Omit<ContactEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Contact']> };
  ContactNearby: LogEventOf<'ContactNearby'>;
  ContactRemoved: LogEventOf<'ContactRemoved'>;
  ContactRequest: ContactRequestParent;
  ContactRequestConnection: Omit<ContactRequestConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['ContactRequestEdge']>>> };
  ContactRequestEdge: Omit<ContactRequestEdge, 'node'> & { node?: Maybe<ResolversParentTypes['ContactRequest']> };
  ContactRequestRemoved: LogEventOf<'ContactRequestRemoved'>;
  ContactRequested: LogEventOf<'ContactRequested'>;
  Conversation: ConversationParent;
  ConversationBan: StoredBan;
  ConversationBanConnection: Omit<ConversationBanConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['ConversationBanEdge']>>> };
  ConversationBanEdge: Omit<ConversationBanEdge, 'node'> & { node?: Maybe<ResolversParentTypes['ConversationBan']> };
  ConversationChanged: LogEventOf<'ConversationChanged'>;
  ConversationConnection: Omit<ConversationConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['ConversationEdge']>>> };
  ConversationEdge: Omit<ConversationEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Conversation']> };
  ConversationEvent: LogEvent;
  ConversationExport: ExportRow;
  ConversationExportFinished: LogEventOf<'ConversationExportFinished'>;
  ConversationJoined: LogEventOf<'ConversationJoined'>;
  ConversationLeft: LogEventOf<'ConversationLeft'>;
  ConversationPreferences: StoredPreferences;
  ConversationPreferencesChanged: LogEventOf<'ConversationPreferencesChanged'>;
  CreateConversationInput: CreateConversationInput;
  CreateConversationPayload: Omit<CreateConversationPayload, 'conversation'> & { conversation: ResolversParentTypes['Conversation'] };
  CreateWebhookEndpointInput: CreateWebhookEndpointInput;
  CreateWebhookEndpointPayload: Omit<CreateWebhookEndpointPayload, 'endpoint'> & { endpoint: ResolversParentTypes['WebhookEndpoint'] };
  Cursor: Scalars['Cursor']['output'];
  CustomStatus: CustomStatus;
  DateTime: Scalars['DateTime']['output'];
  DeclineContactInput: DeclineContactInput;
  DeclineContactPayload: DeclineContactPayload;
  DeleteAttachmentInput: DeleteAttachmentInput;
  DeleteAttachmentPayload: DeleteAttachmentPayload;
  DeleteMessageInput: DeleteMessageInput;
  DeleteMessagePayload: Omit<DeleteMessagePayload, 'message'> & { message: ResolversParentTypes['Message'] };
  DeleteNotificationsInput: DeleteNotificationsInput;
  DeleteNotificationsPayload: DeleteNotificationsPayload;
  DeleteWebhookEndpointInput: DeleteWebhookEndpointInput;
  DeleteWebhookEndpointPayload: DeleteWebhookEndpointPayload;
  EditMessageInput: EditMessageInput;
  EditMessagePayload: Omit<EditMessagePayload, 'message'> & { message: ResolversParentTypes['Message'] };
  EmailAddress: EmailAddress;
  EraseUserInput: EraseUserInput;
  EraseUserPayload: Omit<EraseUserPayload, 'erasure'> & { erasure: ResolversParentTypes['UserErasure'] };
  ErrorCodeInfo: ErrorCodeInfo;
  EventWithheld: EventWithheld;
  ExportConversationInput: ExportConversationInput;
  ExportConversationPayload: Omit<ExportConversationPayload, 'export'> & { export: ResolversParentTypes['ConversationExport'] };
  Float: Scalars['Float']['output'];
  ForwardMessagesInput: ForwardMessagesInput;
  ForwardMessagesPayload: Omit<ForwardMessagesPayload, 'forwardings'> & { forwardings: Array<ResolversParentTypes['Forwarding']> };
  ForwardedFrom: StoredOrigin;
  Forwarding: ForwardingResult;
  ForwardingError: ForwardingError;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  JoinConversationInput: JoinConversationInput;
  JoinConversationPayload: Omit<JoinConversationPayload, 'conversation'> & { conversation: ResolversParentTypes['Conversation'] };
  LeaveConversationInput: LeaveConversationInput;
  LeaveConversationPayload: LeaveConversationPayload;
  Limits: Limits;
  LinkPreview: LinkPreview;
  LinkPreviewsAdded: LogEventOf<'LinkPreviewsAdded'>;
  LocationSharing: StoredLocationSharing;
  LocationSharingChanged: LogEventOf<'LocationSharingChanged'>;
  LocationUpdate: LocationNow;
  LocationViewerConnection: Omit<LocationViewerConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['LocationViewerEdge']>>> };
  LocationViewerEdge: Omit<LocationViewerEdge, 'node'> & { node?: Maybe<ResolversParentTypes['User']> };
  MarkNotificationsReadInput: MarkNotificationsReadInput;
  MarkNotificationsReadPayload: Omit<MarkNotificationsReadPayload, 'notifications'> & { notifications: Array<ResolversParentTypes['Notification']> };
  MarkNotificationsSeenInput: MarkNotificationsSeenInput;
  MarkNotificationsSeenPayload: Omit<MarkNotificationsSeenPayload, 'notifications'> & { notifications: Array<ResolversParentTypes['Notification']> };
  MarkUnreadInput: MarkUnreadInput;
  MarkUnreadPayload: MarkUnreadPayload;
  Member: StoredMember;
  MemberAdded: LogEventOf<'MemberAdded'>;
  MemberBanned: LogEventOf<'MemberBanned'>;
  MemberChanged: LogEventOf<'MemberChanged'>;
  MemberConnection: Omit<MemberConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['MemberEdge']>>> };
  MemberEdge: Omit<MemberEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Member']> };
  MemberRemoved: LogEventOf<'MemberRemoved'>;
  MemberUnbanned: LogEventOf<'MemberUnbanned'>;
  Message: StoredMessage;
  MessageConnection: Omit<MessageConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['MessageEdge']>>> };
  MessageDeleted: LogEventOf<'MessageDeleted'>;
  MessageDelivery: Delivery;
  MessageEdge: Omit<MessageEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Message']> };
  MessageEdited: LogEventOf<'MessageEdited'>;
  MessageHidden: LogEventOf<'MessageHidden'>;
  MessageLocation: MessageLocation;
  MessageLocationInput: MessageLocationInput;
  MessagePinned: LogEventOf<'MessagePinned'>;
  MessageReport: StoredReport;
  MessageReportConnection: Omit<MessageReportConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['MessageReportEdge']>>> };
  MessageReportEdge: Omit<MessageReportEdge, 'node'> & { node?: Maybe<ResolversParentTypes['MessageReport']> };
  MessageSearchConnection: Omit<MessageSearchConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['MessageSearchEdge']>>> };
  MessageSearchEdge: Omit<MessageSearchEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Message']> };
  MessageSearchFilter: MessageSearchFilter;
  MessageSent: LogEventOf<'MessageSent'>;
  MessageThread: Thread;
  MessageThreadConnection: Omit<MessageThreadConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['MessageThreadEdge']>>> };
  MessageThreadEdge: Omit<MessageThreadEdge, 'node'> & { node?: Maybe<ResolversParentTypes['MessageThread']> };
  MessageUnpinned: LogEventOf<'MessageUnpinned'>;
  MessageVersion: MessageVersion;
  Mutation: Record<PropertyKey, never>;
  MuteMemberInput: MuteMemberInput;
  MuteMemberPayload: Omit<MuteMemberPayload, 'member'> & { member: ResolversParentTypes['Member'] };
  NearbyUser: Nearby;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Notification: StoredNotification;
  NotificationAction: NotificationAction;
  NotificationActionInput: NotificationActionInput;
  NotificationAdded: LogEventOf<'NotificationAdded'>;
  NotificationBroadcast: StoredBroadcast;
  NotificationBroadcastConnection: Omit<NotificationBroadcastConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['NotificationBroadcastEdge']>>> };
  NotificationBroadcastEdge: Omit<NotificationBroadcastEdge, 'node'> & { node?: Maybe<ResolversParentTypes['NotificationBroadcast']> };
  NotificationConnection: Omit<NotificationConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['NotificationEdge']>>> };
  NotificationDecision: NotificationDecision;
  NotificationDecisionCount: NotificationDecisionCount;
  NotificationDelivery: StoredNotificationDelivery;
  NotificationDeliveryFilter: NotificationDeliveryFilter;
  NotificationEdge: Omit<NotificationEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Notification']> };
  NotificationFilter: NotificationFilter;
  NotificationPreferences: StoredNotificationPreferences;
  NotificationPreferencesChanged: LogEventOf<'NotificationPreferencesChanged'>;
  NotificationSegment: NotificationSegment;
  NotificationSegmentInput: NotificationSegmentInput;
  NotificationTypePreference: NotificationTypePreference;
  NotificationTypePreferenceInput: NotificationTypePreferenceInput;
  NotificationsChanged: LogEventOf<'NotificationsChanged'>;
  NotificationsRemoved: LogEventOf<'NotificationsRemoved'>;
  OnlineMembers: OnlineMemberIds;
  OwnPresence: OwnPresence;
  OwnPresenceChanged: LogEventOf<'OwnPresenceChanged'>;
  PageInfo: PageInfo;
  PinMessageInput: PinMessageInput;
  PinMessagePayload: Omit<PinMessagePayload, 'message'> & { message: ResolversParentTypes['Message'] };
  Position: Position;
  PositionInput: PositionInput;
  Presence: PresenceNow;
  PresenceSettings: StoredPresenceSettings;
  PresenceSettingsChanged: LogEventOf<'PresenceSettingsChanged'>;
  PublishSignalInput: PublishSignalInput;
  PublishSignalPayload: PublishSignalPayload;
  PushSubscription: StoredPushSubscription;
  PushSubscriptionKeysInput: PushSubscriptionKeysInput;
  Query: Record<PropertyKey, never>;
  QuietHours: QuietHours;
  QuietHoursInput: QuietHoursInput;
  QuotedMessage: StoredQuote;
  Reaction: StoredReactor;
  ReactionAdded: LogEventOf<'ReactionAdded'>;
  ReactionConnection: Omit<ReactionConnection, 'edges'> & { edges?: Maybe<Array<Maybe<ResolversParentTypes['ReactionEdge']>>> };
  ReactionCount: ReactionParent;
  ReactionEdge: Omit<ReactionEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Reaction']> };
  ReactionRemoved: LogEventOf<'ReactionRemoved'>;
  ReadPositionChanged: ReadPositionChanged;
  Receipt: Receipt;
  ReceiptsAdvanced: ReceiptsAdvanced;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: RefreshSessionPayload;
  RegisterPushSubscriptionInput: RegisterPushSubscriptionInput;
  RegisterPushSubscriptionPayload: Omit<RegisterPushSubscriptionPayload, 'pushSubscription'> & { pushSubscription: ResolversParentTypes['PushSubscription'] };
  RemoveContactInput: RemoveContactInput;
  RemoveContactPayload: RemoveContactPayload;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: Omit<RemoveMemberPayload, 'conversation'> & { conversation: ResolversParentTypes['Conversation'] };
  RemoveReactionInput: RemoveReactionInput;
  RemoveReactionPayload: Omit<RemoveReactionPayload, 'message'> & { message: ResolversParentTypes['Message'] };
  ReplayNotificationDeliveriesInput: ReplayNotificationDeliveriesInput;
  ReplayNotificationDeliveriesPayload: ReplayNotificationDeliveriesPayload;
  ReplayWebhookDeliveriesInput: ReplayWebhookDeliveriesInput;
  ReplayWebhookDeliveriesPayload: ReplayWebhookDeliveriesPayload;
  ReportActivityInput: ReportActivityInput;
  ReportActivityPayload: ReportActivityPayload;
  ReportMessageInput: ReportMessageInput;
  ReportMessagePayload: Omit<ReportMessagePayload, 'report'> & { report: ResolversParentTypes['MessageReport'] };
  RequestContactInput: RequestContactInput;
  RequestContactPayload: Omit<RequestContactPayload, 'contact' | 'request'> & { contact?: Maybe<ResolversParentTypes['Contact']>, request?: Maybe<ResolversParentTypes['ContactRequest']> };
  ResolveReportInput: ResolveReportInput;
  ResolveReportPayload: Omit<ResolveReportPayload, 'report'> & { report: ResolversParentTypes['MessageReport'] };
  ResyncRequired: ResyncRequired;
  RevokeSessionsInput: RevokeSessionsInput;
  RevokeSessionsPayload: Omit<RevokeSessionsPayload, 'user'> & { user: ResolversParentTypes['User'] };
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretPayload: Omit<RotateWebhookSecretPayload, 'endpoint'> & { endpoint: ResolversParentTypes['WebhookEndpoint'] };
  SendMessageInput: SendMessageInput;
  SendMessagePayload: Omit<SendMessagePayload, 'message'> & { message: ResolversParentTypes['Message'] };
  SendNotificationInput: SendNotificationInput;
  SendNotificationPayload: Omit<SendNotificationPayload, 'deliveries'> & { deliveries: Array<ResolversParentTypes['NotificationDelivery']> };
  ServerInfo: ServerInfo;
  SetConversationPreferencesInput: SetConversationPreferencesInput;
  SetConversationPreferencesPayload: Omit<SetConversationPreferencesPayload, 'conversation'> & { conversation: ResolversParentTypes['Conversation'] };
  SetCustomStatusInput: SetCustomStatusInput;
  SetCustomStatusPayload: SetCustomStatusPayload;
  SetMemberRoleInput: SetMemberRoleInput;
  SetMemberRolePayload: Omit<SetMemberRolePayload, 'member'> & { member: ResolversParentTypes['Member'] };
  SetPresenceInput: SetPresenceInput;
  SetPresencePayload: SetPresencePayload;
  SetSearchLanguageInput: SetSearchLanguageInput;
  SetSearchLanguagePayload: SetSearchLanguagePayload;
  SetSlowModeInput: SetSlowModeInput;
  SetSlowModePayload: Omit<SetSlowModePayload, 'conversation'> & { conversation: ResolversParentTypes['Conversation'] };
  SetTypingInput: SetTypingInput;
  SetTypingPayload: SetTypingPayload;
  ShareLocationInput: ShareLocationInput;
  ShareLocationPayload: Omit<ShareLocationPayload, 'location' | 'locationSharing'> & { location: ResolversParentTypes['UserLocation'], locationSharing: ResolversParentTypes['LocationSharing'] };
  StopSharingLocationPayload: Omit<StopSharingLocationPayload, 'locationSharing'> & { locationSharing: ResolversParentTypes['LocationSharing'] };
  StreamItem: ResolversUnionTypes<ResolversParentTypes>['StreamItem'];
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  TextRange: TextRange;
  ThreadPositionChanged: ThreadPositionChanged;
  ThreadReceiptsAdvanced: ThreadReceiptsAdvanced;
  TypingSignal: TypingNow;
  UnbanMemberInput: UnbanMemberInput;
  UnbanMemberPayload: Omit<UnbanMemberPayload, 'conversation'> & { conversation: ResolversParentTypes['Conversation'] };
  UnblockUserInput: UnblockUserInput;
  UnblockUserPayload: UnblockUserPayload;
  UnmuteMemberInput: UnmuteMemberInput;
  UnmuteMemberPayload: Omit<UnmuteMemberPayload, 'member'> & { member: ResolversParentTypes['Member'] };
  UnpinMessageInput: UnpinMessageInput;
  UnpinMessagePayload: Omit<UnpinMessagePayload, 'message'> & { message: ResolversParentTypes['Message'] };
  UnregisterPushSubscriptionInput: UnregisterPushSubscriptionInput;
  UnregisterPushSubscriptionPayload: UnregisterPushSubscriptionPayload;
  UpdateConversationInput: UpdateConversationInput;
  UpdateConversationPayload: Omit<UpdateConversationPayload, 'conversation'> & { conversation: ResolversParentTypes['Conversation'] };
  UpdateLocationSharingInput: UpdateLocationSharingInput;
  UpdateLocationSharingPayload: Omit<UpdateLocationSharingPayload, 'locationSharing'> & { locationSharing: ResolversParentTypes['LocationSharing'] };
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  UpdateNotificationPreferencesPayload: Omit<UpdateNotificationPreferencesPayload, 'notificationPreferences'> & { notificationPreferences: ResolversParentTypes['NotificationPreferences'] };
  UpdatePresenceSettingsInput: UpdatePresenceSettingsInput;
  UpdatePresenceSettingsPayload: Omit<UpdatePresenceSettingsPayload, 'presenceSettings'> & { presenceSettings: ResolversParentTypes['PresenceSettings'] };
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: Omit<UpdateProfilePayload, 'user'> & { user: ResolversParentTypes['User'] };
  UpdateWebhookEndpointInput: UpdateWebhookEndpointInput;
  UpdateWebhookEndpointPayload: Omit<UpdateWebhookEndpointPayload, 'endpoint'> & { endpoint: ResolversParentTypes['WebhookEndpoint'] };
  UpsertUserInput: UpsertUserInput;
  UpsertUsersInput: UpsertUsersInput;
  UpsertUsersPayload: Omit<UpsertUsersPayload, 'users'> & { users: Array<ResolversParentTypes['User']> };
  User: StoredUser;
  UserBlocked: LogEventOf<'UserBlocked'>;
  UserChanged: Omit<UserChanged, 'user'> & { user: ResolversParentTypes['User'] };
  UserErasure: StoredErasure;
  UserEvent: LogEvent;
  UserLocation: StoredLocation;
  UserUnblocked: LogEventOf<'UserUnblocked'>;
  Viewer: Actor;
  ViewerMembership: Membership;
  WebhookAttempt: StoredAttempt;
  WebhookDelivery: StoredDelivery;
  WebhookDeliveryConnection: Omit<WebhookDeliveryConnection, 'edges'> & { edges: Array<ResolversParentTypes['WebhookDeliveryEdge']> };
  WebhookDeliveryEdge: Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversParentTypes['WebhookDelivery'] };
  WebhookEndpoint: StoredEndpoint;
  WebhookEndpointConnection: Omit<WebhookEndpointConnection, 'edges'> & { edges: Array<ResolversParentTypes['WebhookEndpointEdge']> };
  WebhookEndpointEdge: Omit<WebhookEndpointEdge, 'node'> & { node: ResolversParentTypes['WebhookEndpoint'] };
};

export type ViewerDirectiveArgs = { };

export type ViewerDirectiveResolver<Result, Parent, ContextType = Context, Args = ViewerDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcceptContactPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptContactPayload'] = ResolversParentTypes['AcceptContactPayload']> = {
  contact?: Resolver<ResolversTypes['Contact'], ParentType, ContextType>;
};

export type AccessRevokedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccessRevoked'] = ResolversParentTypes['AccessRevoked']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AcknowledgePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcknowledgePayload'] = ResolversParentTypes['AcknowledgePayload']> = {
  positions?: Resolver<Array<ResolversTypes['Position']>, ParentType, ContextType>;
};

export type AddMembersPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddMembersPayload'] = ResolversParentTypes['AddMembersPayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['Member']>, ParentType, ContextType>;
};

export type AddReactionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddReactionPayload'] = ResolversParentTypes['AddReactionPayload']> = {
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type ApplicationSignalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationSignal'] = ResolversParentTypes['ApplicationSignal']> = {
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  droppedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  topic?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ArchiveNotificationsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveNotificationsPayload'] = ResolversParentTypes['ArchiveNotificationsPayload']> = {
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  unreadNotificationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AttachmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment']> = {
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['AttachmentFailure']>, ParentType, ContextType>;
  height?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AttachmentStatus'], ParentType, ContextType>;
  thumbHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  thumbnailUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  width?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AttachmentProcessedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AttachmentProcessed'] = ResolversParentTypes['AttachmentProcessed']> = {
  attachment?: Resolver<Maybe<ResolversTypes['Attachment']>, ParentType, ContextType>;
  attachmentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['AuditAction'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  actorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  details?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  subjectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['AuditEntryEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
};

export type BanMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BanMemberPayload'] = ResolversParentTypes['BanMemberPayload']> = {
  ban?: Resolver<ResolversTypes['ConversationBan'], ParentType, ContextType>;
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type BlockUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BlockUserPayload'] = ResolversParentTypes['BlockUserPayload']> = {
  blockedUser?: Resolver<ResolversTypes['BlockedUser'], ParentType, ContextType>;
};

export type BlockedUserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BlockedUser'] = ResolversParentTypes['BlockedUser']> = {
  blockedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type BlockedUserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BlockedUserConnection'] = ResolversParentTypes['BlockedUserConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['BlockedUserEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type BlockedUserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BlockedUserEdge'] = ResolversParentTypes['BlockedUserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['BlockedUser']>, ParentType, ContextType>;
};

export type BroadcastNotificationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BroadcastNotificationPayload'] = ResolversParentTypes['BroadcastNotificationPayload']> = {
  broadcast?: Resolver<ResolversTypes['NotificationBroadcast'], ParentType, ContextType>;
};

export type CancelNotificationBroadcastPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelNotificationBroadcastPayload'] = ResolversParentTypes['CancelNotificationBroadcastPayload']> = {
  broadcast?: Resolver<ResolversTypes['NotificationBroadcast'], ParentType, ContextType>;
};

export type CaughtUpResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaughtUp'] = ResolversParentTypes['CaughtUp']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChannelDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelDelivery'] = ResolversParentTypes['ChannelDelivery']> = {
  attemptCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attempts?: Resolver<Array<ResolversTypes['ChannelDeliveryAttempt']>, ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['NotificationChannel'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  notificationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['NotificationPriority'], ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['NotificationRule']>, ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ChannelDeliveryStatus'], ParentType, ContextType>;
  targetId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['NotificationType'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChannelDeliveryAttemptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelDeliveryAttempt'] = ResolversParentTypes['ChannelDeliveryAttempt']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChannelDeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelDeliveryConnection'] = ResolversParentTypes['ChannelDeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ChannelDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ChannelDeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelDeliveryEdge'] = ResolversParentTypes['ChannelDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ChannelDelivery'], ParentType, ContextType>;
};

export type CheckpointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Checkpoint'] = ResolversParentTypes['Checkpoint']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact']> = {
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ContactAddedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactAdded'] = ResolversParentTypes['ContactAdded']> = {
  contact?: Resolver<ResolversTypes['Contact'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactConnection'] = ResolversParentTypes['ContactConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['ContactEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ContactEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactEdge'] = ResolversParentTypes['ContactEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
};

export type ContactNearbyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactNearby'] = ResolversParentTypes['ContactNearby']> = {
  contactUser?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactRemovedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactRemoved'] = ResolversParentTypes['ContactRemoved']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactRequest'] = ResolversParentTypes['ContactRequest']> = {
  direction?: Resolver<ResolversTypes['ContactRequestDirection'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ContactRequestConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactRequestConnection'] = ResolversParentTypes['ContactRequestConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['ContactRequestEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ContactRequestEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactRequestEdge'] = ResolversParentTypes['ContactRequestEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ContactRequest']>, ParentType, ContextType>;
};

export type ContactRequestRemovedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactRequestRemoved'] = ResolversParentTypes['ContactRequestRemoved']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['ContactRequestDirection'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactRequestedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactRequested'] = ResolversParentTypes['ContactRequested']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['ContactRequestDirection'], ParentType, ContextType>;
  request?: Resolver<Maybe<ResolversTypes['ContactRequest']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConversationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Conversation'] = ResolversParentTypes['Conversation']> = {
  auditEntries?: Resolver<ResolversTypes['AuditEntryConnection'], ParentType, ContextType, Partial<ConversationAuditEntriesArgs>>;
  bans?: Resolver<ResolversTypes['ConversationBanConnection'], ParentType, ContextType, Partial<ConversationBansArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  historyVisibility?: Resolver<ResolversTypes['HistoryVisibility'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ConversationKind'], ParentType, ContextType>;
  lastActivityAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastMessage?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  lastSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  memberCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  members?: Resolver<ResolversTypes['MemberConnection'], ParentType, ContextType, Partial<ConversationMembersArgs>>;
  messages?: Resolver<ResolversTypes['MessageConnection'], ParentType, ContextType, Partial<ConversationMessagesArgs>>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  onlineMembers?: Resolver<Maybe<ResolversTypes['OnlineMembers']>, ParentType, ContextType, Partial<ConversationOnlineMembersArgs>>;
  pinnedMessages?: Resolver<ResolversTypes['MessageConnection'], ParentType, ContextType, Partial<ConversationPinnedMessagesArgs>>;
  receipts?: Resolver<Array<ResolversTypes['Receipt']>, ParentType, ContextType>;
  reports?: Resolver<ResolversTypes['MessageReportConnection'], ParentType, ContextType, RequireFields<ConversationReportsArgs, 'openOnly'>>;
  slowModeMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  threads?: Resolver<ResolversTypes['MessageThreadConnection'], ParentType, ContextType, RequireFields<ConversationThreadsArgs, 'mineOnly' | 'unreadOnly'>>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  viewerMembership?: Resolver<Maybe<ResolversTypes['ViewerMembership']>, ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['ConversationVisibility'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConversationBanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationBan'] = ResolversParentTypes['ConversationBan']> = {
  bannedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  bannedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ConversationBanConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationBanConnection'] = ResolversParentTypes['ConversationBanConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['ConversationBanEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ConversationBanEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationBanEdge'] = ResolversParentTypes['ConversationBanEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ConversationBan']>, ParentType, ContextType>;
};

export type ConversationChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationChanged'] = ResolversParentTypes['ConversationChanged']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConversationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationConnection'] = ResolversParentTypes['ConversationConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['ConversationEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ConversationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationEdge'] = ResolversParentTypes['ConversationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType>;
};

export type ConversationEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationEvent'] = ResolversParentTypes['ConversationEvent']> = {
  __resolveType: TypeResolveFn<'ConversationChanged' | 'LinkPreviewsAdded' | 'MemberAdded' | 'MemberBanned' | 'MemberChanged' | 'MemberRemoved' | 'MemberUnbanned' | 'MessageDeleted' | 'MessageEdited' | 'MessagePinned' | 'MessageSent' | 'MessageUnpinned' | 'ReactionAdded' | 'ReactionRemoved', ParentType, ContextType>;
};

export type ConversationExportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationExport'] = ResolversParentTypes['ConversationExport']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  messageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  upToSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConversationExportFinishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationExportFinished'] = ResolversParentTypes['ConversationExportFinished']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  exportId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConversationJoinedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationJoined'] = ResolversParentTypes['ConversationJoined']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  joinedConversation?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType>;
  joinedSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastActivityAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConversationLeftResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationLeft'] = ResolversParentTypes['ConversationLeft']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConversationPreferencesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationPreferences'] = ResolversParentTypes['ConversationPreferences']> = {
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mutedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pinned?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ConversationPreferencesChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationPreferencesChanged'] = ResolversParentTypes['ConversationPreferencesChanged']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  preferences?: Resolver<ResolversTypes['ConversationPreferences'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateConversationPayload'] = ResolversParentTypes['CreateConversationPayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type CreateWebhookEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateWebhookEndpointPayload'] = ResolversParentTypes['CreateWebhookEndpointPayload']> = {
  endpoint?: Resolver<ResolversTypes['WebhookEndpoint'], ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export type CustomStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomStatus'] = ResolversParentTypes['CustomStatus']> = {
  emoji?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeclineContactPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeclineContactPayload'] = ResolversParentTypes['DeclineContactPayload']> = {
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DeleteAttachmentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteAttachmentPayload'] = ResolversParentTypes['DeleteAttachmentPayload']> = {
  attachmentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DeleteMessagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteMessagePayload'] = ResolversParentTypes['DeleteMessagePayload']> = {
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type DeleteNotificationsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteNotificationsPayload'] = ResolversParentTypes['DeleteNotificationsPayload']> = {
  notificationIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  unreadNotificationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeleteWebhookEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteWebhookEndpointPayload'] = ResolversParentTypes['DeleteWebhookEndpointPayload']> = {
  endpointId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type EditMessagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EditMessagePayload'] = ResolversParentTypes['EditMessagePayload']> = {
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type EmailAddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmailAddress'] = ResolversParentTypes['EmailAddress']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bouncedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type EraseUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EraseUserPayload'] = ResolversParentTypes['EraseUserPayload']> = {
  erasure?: Resolver<ResolversTypes['UserErasure'], ParentType, ContextType>;
};

export type ErrorCodeInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErrorCodeInfo'] = ResolversParentTypes['ErrorCodeInfo']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  httpStatus?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type EventWithheldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventWithheld'] = ResolversParentTypes['EventWithheld']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExportConversationPayload'] = ResolversParentTypes['ExportConversationPayload']> = {
  export?: Resolver<ResolversTypes['ConversationExport'], ParentType, ContextType>;
};

export type ForwardMessagesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ForwardMessagesPayload'] = ResolversParentTypes['ForwardMessagesPayload']> = {
  forwardings?: Resolver<Array<ResolversTypes['Forwarding']>, ParentType, ContextType>;
};

export type ForwardedFromResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ForwardedFrom'] = ResolversParentTypes['ForwardedFrom']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sender?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  senderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ForwardingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Forwarding'] = ResolversParentTypes['Forwarding']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['ForwardingError']>, ParentType, ContextType>;
  messages?: Resolver<Array<ResolversTypes['Message']>, ParentType, ContextType>;
};

export type ForwardingErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ForwardingError'] = ResolversParentTypes['ForwardingError']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type JoinConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JoinConversationPayload'] = ResolversParentTypes['JoinConversationPayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type LeaveConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LeaveConversationPayload'] = ResolversParentTypes['LeaveConversationPayload']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Limits'] = ResolversParentTypes['Limits']> = {
  attachmentBytesMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attachmentsPerMessageMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  awayAfterIdleMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  broadcastUsersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  checkpointIntervalMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  contactMessageLengthMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conversationMembersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  countedReceiptsMembersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  customStatusLengthMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  forwardTargetsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  forwardsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  imagePixelsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  locationIntervalMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  locationMetersMin?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  locationShareMsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  locationStaleMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  locationUsersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  membersPerRequestMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mentionsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  messageTextBytesMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  messageTextLengthMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  metadataBytesMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  moderationTextLengthMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mutedUsersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  namedReceiptsMembersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nearbyRadiusMetersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nearbyUsersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notificationActionsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notificationBodyLengthMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notificationMsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notificationsPerRequestMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notificationsPerUserMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  operationAliasesMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  operationDepthMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pageSizeMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pendingContactRequestsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pingIntervalMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pinsPerConversationMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  positionsPerRequestMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  presenceUsersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pushSubscriptionsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reactionsPerMessageMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  requestBytesMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retentionMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  searchQueryLengthMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  searchRankedMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  searchWordsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signalDataBytesMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signalTopicsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signalUsersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  slowModeMsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  socketsPerUserMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subscriptionsPerSocketMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  titleLengthMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  typingLeaseMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  typingUsersMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unsentAttachmentsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  webhookEndpointsMax?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LinkPreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkPreview'] = ResolversParentTypes['LinkPreview']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  siteName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LinkPreviewsAddedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkPreviewsAdded'] = ResolversParentTypes['LinkPreviewsAdded']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LocationSharingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LocationSharing'] = ResolversParentTypes['LocationSharing']> = {
  audience?: Resolver<ResolversTypes['LocationAudience'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isSharing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  precision?: Resolver<ResolversTypes['LocationPrecision'], ParentType, ContextType>;
  userIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  users?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  viewers?: Resolver<ResolversTypes['LocationViewerConnection'], ParentType, ContextType, Partial<LocationSharingViewersArgs>>;
};

export type LocationSharingChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LocationSharingChanged'] = ResolversParentTypes['LocationSharingChanged']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  locationSharing?: Resolver<ResolversTypes['LocationSharing'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LocationUpdateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LocationUpdate'] = ResolversParentTypes['LocationUpdate']> = {
  location?: Resolver<Maybe<ResolversTypes['UserLocation']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LocationViewerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LocationViewerConnection'] = ResolversParentTypes['LocationViewerConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['LocationViewerEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LocationViewerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LocationViewerEdge'] = ResolversParentTypes['LocationViewerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type MarkNotificationsReadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkNotificationsReadPayload'] = ResolversParentTypes['MarkNotificationsReadPayload']> = {
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  unreadNotificationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MarkNotificationsSeenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkNotificationsSeenPayload'] = ResolversParentTypes['MarkNotificationsSeenPayload']> = {
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  unreadNotificationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MarkUnreadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkUnreadPayload'] = ResolversParentTypes['MarkUnreadPayload']> = {
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
};

export type MemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  joinedSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['MemberRole'], ParentType, ContextType>;
  silencedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MemberAddedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberAdded'] = ResolversParentTypes['MemberAdded']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  member?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
  memberCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MemberBannedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberBanned'] = ResolversParentTypes['MemberBanned']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MemberChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberChanged'] = ResolversParentTypes['MemberChanged']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  member?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
  memberCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MemberConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberConnection'] = ResolversParentTypes['MemberConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['MemberEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MemberEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberEdge'] = ResolversParentTypes['MemberEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Member']>, ParentType, ContextType>;
};

export type MemberRemovedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberRemoved'] = ResolversParentTypes['MemberRemoved']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  memberCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  removedUser?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MemberUnbannedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberUnbanned'] = ResolversParentTypes['MemberUnbanned']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Message'] = ResolversParentTypes['Message']> = {
  attachments?: Resolver<Array<ResolversTypes['Attachment']>, ParentType, ContextType>;
  changedSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clientMessageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  delivery?: Resolver<Maybe<ResolversTypes['MessageDelivery']>, ParentType, ContextType>;
  earlierVersions?: Resolver<Array<ResolversTypes['MessageVersion']>, ParentType, ContextType>;
  editedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  forwardedFrom?: Resolver<Maybe<ResolversTypes['ForwardedFrom']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MessageKind'], ParentType, ContextType>;
  linkPreviews?: Resolver<Array<ResolversTypes['LinkPreview']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['MessageLocation']>, ParentType, ContextType>;
  mentionedUserIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  mentionsEveryone?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  pinnedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pinnedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  pinnedById?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['MessagePriority'], ParentType, ContextType>;
  reactions?: Resolver<Array<ResolversTypes['ReactionCount']>, ParentType, ContextType>;
  reactors?: Resolver<ResolversTypes['ReactionConnection'], ParentType, ContextType, RequireFields<MessageReactorsArgs, 'emoji'>>;
  replyTo?: Resolver<Maybe<ResolversTypes['QuotedMessage']>, ParentType, ContextType>;
  sender?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  senderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MessageStatus'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  thread?: Resolver<Maybe<ResolversTypes['MessageThread']>, ParentType, ContextType>;
  threadRootId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  threadRootSeq?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageConnection'] = ResolversParentTypes['MessageConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['MessageEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MessageDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageDeleted'] = ResolversParentTypes['MessageDeleted']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageDelivery'] = ResolversParentTypes['MessageDelivery']> = {
  deliveredCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deliveredTo?: Resolver<Maybe<Array<ResolversTypes['User']>>, ParentType, ContextType>;
  readCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  readers?: Resolver<Maybe<Array<ResolversTypes['User']>>, ParentType, ContextType>;
  recipientCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MessageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageEdge'] = ResolversParentTypes['MessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
};

export type MessageEditedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageEdited'] = ResolversParentTypes['MessageEdited']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageHiddenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageHidden'] = ResolversParentTypes['MessageHidden']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  messageSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  messageThreadRootId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  messageThreadRootSeq?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageLocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageLocation'] = ResolversParentTypes['MessageLocation']> = {
  accuracyMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MessagePinnedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessagePinned'] = ResolversParentTypes['MessagePinned']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageReport'] = ResolversParentTypes['MessageReport']> = {
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  messageSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  messageText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  messageVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['ReportReason'], ParentType, ContextType>;
  reporter?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  reporterId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['ReportResolution']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resolvedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  sender?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  senderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageReportConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageReportConnection'] = ResolversParentTypes['MessageReportConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['MessageReportEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MessageReportEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageReportEdge'] = ResolversParentTypes['MessageReportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['MessageReport']>, ParentType, ContextType>;
};

export type MessageSearchConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageSearchConnection'] = ResolversParentTypes['MessageSearchConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['MessageSearchEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MessageSearchEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageSearchEdge'] = ResolversParentTypes['MessageSearchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  highlights?: Resolver<Array<ResolversTypes['TextRange']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MessageSentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageSent'] = ResolversParentTypes['MessageSent']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageThreadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageThread'] = ResolversParentTypes['MessageThread']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deliveredSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastReplyAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastReplySeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  messages?: Resolver<ResolversTypes['MessageConnection'], ParentType, ContextType, Partial<MessageThreadMessagesArgs>>;
  participantCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  participantIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  participants?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  readSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  receipts?: Resolver<Array<ResolversTypes['Receipt']>, ParentType, ContextType>;
  replyCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rootMessage?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  rootMessageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rootSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadMentionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MessageThreadConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageThreadConnection'] = ResolversParentTypes['MessageThreadConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['MessageThreadEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MessageThreadEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageThreadEdge'] = ResolversParentTypes['MessageThreadEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['MessageThread']>, ParentType, ContextType>;
};

export type MessageUnpinnedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageUnpinned'] = ResolversParentTypes['MessageUnpinned']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageVersion'] = ResolversParentTypes['MessageVersion']> = {
  replacedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptContact?: Resolver<Maybe<ResolversTypes['AcceptContactPayload']>, ParentType, ContextType, RequireFields<MutationAcceptContactArgs, 'input'>>;
  acknowledge?: Resolver<Maybe<ResolversTypes['AcknowledgePayload']>, ParentType, ContextType, RequireFields<MutationAcknowledgeArgs, 'input'>>;
  addMembers?: Resolver<Maybe<ResolversTypes['AddMembersPayload']>, ParentType, ContextType, RequireFields<MutationAddMembersArgs, 'input'>>;
  addReaction?: Resolver<Maybe<ResolversTypes['AddReactionPayload']>, ParentType, ContextType, RequireFields<MutationAddReactionArgs, 'input'>>;
  archiveNotifications?: Resolver<Maybe<ResolversTypes['ArchiveNotificationsPayload']>, ParentType, ContextType, RequireFields<MutationArchiveNotificationsArgs, 'input'>>;
  banMember?: Resolver<Maybe<ResolversTypes['BanMemberPayload']>, ParentType, ContextType, RequireFields<MutationBanMemberArgs, 'input'>>;
  blockUser?: Resolver<Maybe<ResolversTypes['BlockUserPayload']>, ParentType, ContextType, RequireFields<MutationBlockUserArgs, 'input'>>;
  broadcastNotification?: Resolver<Maybe<ResolversTypes['BroadcastNotificationPayload']>, ParentType, ContextType, RequireFields<MutationBroadcastNotificationArgs, 'input'>>;
  cancelNotificationBroadcast?: Resolver<Maybe<ResolversTypes['CancelNotificationBroadcastPayload']>, ParentType, ContextType, RequireFields<MutationCancelNotificationBroadcastArgs, 'input'>>;
  createConversation?: Resolver<Maybe<ResolversTypes['CreateConversationPayload']>, ParentType, ContextType, RequireFields<MutationCreateConversationArgs, 'input'>>;
  createWebhookEndpoint?: Resolver<Maybe<ResolversTypes['CreateWebhookEndpointPayload']>, ParentType, ContextType, RequireFields<MutationCreateWebhookEndpointArgs, 'input'>>;
  declineContact?: Resolver<Maybe<ResolversTypes['DeclineContactPayload']>, ParentType, ContextType, RequireFields<MutationDeclineContactArgs, 'input'>>;
  deleteAttachment?: Resolver<Maybe<ResolversTypes['DeleteAttachmentPayload']>, ParentType, ContextType, RequireFields<MutationDeleteAttachmentArgs, 'input'>>;
  deleteMessage?: Resolver<Maybe<ResolversTypes['DeleteMessagePayload']>, ParentType, ContextType, RequireFields<MutationDeleteMessageArgs, 'input'>>;
  deleteNotifications?: Resolver<Maybe<ResolversTypes['DeleteNotificationsPayload']>, ParentType, ContextType, RequireFields<MutationDeleteNotificationsArgs, 'input'>>;
  deleteWebhookEndpoint?: Resolver<Maybe<ResolversTypes['DeleteWebhookEndpointPayload']>, ParentType, ContextType, RequireFields<MutationDeleteWebhookEndpointArgs, 'input'>>;
  editMessage?: Resolver<Maybe<ResolversTypes['EditMessagePayload']>, ParentType, ContextType, RequireFields<MutationEditMessageArgs, 'input'>>;
  eraseUser?: Resolver<Maybe<ResolversTypes['EraseUserPayload']>, ParentType, ContextType, RequireFields<MutationEraseUserArgs, 'input'>>;
  exportConversation?: Resolver<Maybe<ResolversTypes['ExportConversationPayload']>, ParentType, ContextType, RequireFields<MutationExportConversationArgs, 'input'>>;
  forwardMessages?: Resolver<Maybe<ResolversTypes['ForwardMessagesPayload']>, ParentType, ContextType, RequireFields<MutationForwardMessagesArgs, 'input'>>;
  joinConversation?: Resolver<Maybe<ResolversTypes['JoinConversationPayload']>, ParentType, ContextType, RequireFields<MutationJoinConversationArgs, 'input'>>;
  leaveConversation?: Resolver<Maybe<ResolversTypes['LeaveConversationPayload']>, ParentType, ContextType, RequireFields<MutationLeaveConversationArgs, 'input'>>;
  markNotificationsRead?: Resolver<Maybe<ResolversTypes['MarkNotificationsReadPayload']>, ParentType, ContextType, RequireFields<MutationMarkNotificationsReadArgs, 'input'>>;
  markNotificationsSeen?: Resolver<Maybe<ResolversTypes['MarkNotificationsSeenPayload']>, ParentType, ContextType, RequireFields<MutationMarkNotificationsSeenArgs, 'input'>>;
  markUnread?: Resolver<Maybe<ResolversTypes['MarkUnreadPayload']>, ParentType, ContextType, RequireFields<MutationMarkUnreadArgs, 'input'>>;
  muteMember?: Resolver<Maybe<ResolversTypes['MuteMemberPayload']>, ParentType, ContextType, RequireFields<MutationMuteMemberArgs, 'input'>>;
  pinMessage?: Resolver<Maybe<ResolversTypes['PinMessagePayload']>, ParentType, ContextType, RequireFields<MutationPinMessageArgs, 'input'>>;
  publishSignal?: Resolver<Maybe<ResolversTypes['PublishSignalPayload']>, ParentType, ContextType, RequireFields<MutationPublishSignalArgs, 'input'>>;
  refreshSession?: Resolver<Maybe<ResolversTypes['RefreshSessionPayload']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  registerPushSubscription?: Resolver<Maybe<ResolversTypes['RegisterPushSubscriptionPayload']>, ParentType, ContextType, RequireFields<MutationRegisterPushSubscriptionArgs, 'input'>>;
  removeContact?: Resolver<Maybe<ResolversTypes['RemoveContactPayload']>, ParentType, ContextType, RequireFields<MutationRemoveContactArgs, 'input'>>;
  removeMember?: Resolver<Maybe<ResolversTypes['RemoveMemberPayload']>, ParentType, ContextType, RequireFields<MutationRemoveMemberArgs, 'input'>>;
  removeReaction?: Resolver<Maybe<ResolversTypes['RemoveReactionPayload']>, ParentType, ContextType, RequireFields<MutationRemoveReactionArgs, 'input'>>;
  replayNotificationDeliveries?: Resolver<Maybe<ResolversTypes['ReplayNotificationDeliveriesPayload']>, ParentType, ContextType, RequireFields<MutationReplayNotificationDeliveriesArgs, 'input'>>;
  replayWebhookDeliveries?: Resolver<Maybe<ResolversTypes['ReplayWebhookDeliveriesPayload']>, ParentType, ContextType, RequireFields<MutationReplayWebhookDeliveriesArgs, 'input'>>;
  reportActivity?: Resolver<Maybe<ResolversTypes['ReportActivityPayload']>, ParentType, ContextType, RequireFields<MutationReportActivityArgs, 'input'>>;
  reportMessage?: Resolver<Maybe<ResolversTypes['ReportMessagePayload']>, ParentType, ContextType, RequireFields<MutationReportMessageArgs, 'input'>>;
  requestContact?: Resolver<Maybe<ResolversTypes['RequestContactPayload']>, ParentType, ContextType, RequireFields<MutationRequestContactArgs, 'input'>>;
  resolveReport?: Resolver<Maybe<ResolversTypes['ResolveReportPayload']>, ParentType, ContextType, RequireFields<MutationResolveReportArgs, 'input'>>;
  revokeSessions?: Resolver<Maybe<ResolversTypes['RevokeSessionsPayload']>, ParentType, ContextType, RequireFields<MutationRevokeSessionsArgs, 'input'>>;
  rotateWebhookSecret?: Resolver<Maybe<ResolversTypes['RotateWebhookSecretPayload']>, ParentType, ContextType, RequireFields<MutationRotateWebhookSecretArgs, 'input'>>;
  sendMessage?: Resolver<Maybe<ResolversTypes['SendMessagePayload']>, ParentType, ContextType, RequireFields<MutationSendMessageArgs, 'input'>>;
  sendNotification?: Resolver<Maybe<ResolversTypes['SendNotificationPayload']>, ParentType, ContextType, RequireFields<MutationSendNotificationArgs, 'input'>>;
  setConversationPreferences?: Resolver<Maybe<ResolversTypes['SetConversationPreferencesPayload']>, ParentType, ContextType, RequireFields<MutationSetConversationPreferencesArgs, 'input'>>;
  setCustomStatus?: Resolver<Maybe<ResolversTypes['SetCustomStatusPayload']>, ParentType, ContextType, RequireFields<MutationSetCustomStatusArgs, 'input'>>;
  setMemberRole?: Resolver<Maybe<ResolversTypes['SetMemberRolePayload']>, ParentType, ContextType, RequireFields<MutationSetMemberRoleArgs, 'input'>>;
  setPresence?: Resolver<Maybe<ResolversTypes['SetPresencePayload']>, ParentType, ContextType, RequireFields<MutationSetPresenceArgs, 'input'>>;
  setSearchLanguage?: Resolver<Maybe<ResolversTypes['SetSearchLanguagePayload']>, ParentType, ContextType, RequireFields<MutationSetSearchLanguageArgs, 'input'>>;
  setSlowMode?: Resolver<Maybe<ResolversTypes['SetSlowModePayload']>, ParentType, ContextType, RequireFields<MutationSetSlowModeArgs, 'input'>>;
  setTyping?: Resolver<Maybe<ResolversTypes['SetTypingPayload']>, ParentType, ContextType, RequireFields<MutationSetTypingArgs, 'input'>>;
  shareLocation?: Resolver<Maybe<ResolversTypes['ShareLocationPayload']>, ParentType, ContextType, RequireFields<MutationShareLocationArgs, 'input'>>;
  stopSharingLocation?: Resolver<Maybe<ResolversTypes['StopSharingLocationPayload']>, ParentType, ContextType>;
  unbanMember?: Resolver<Maybe<ResolversTypes['UnbanMemberPayload']>, ParentType, ContextType, RequireFields<MutationUnbanMemberArgs, 'input'>>;
  unblockUser?: Resolver<Maybe<ResolversTypes['UnblockUserPayload']>, ParentType, ContextType, RequireFields<MutationUnblockUserArgs, 'input'>>;
  unmuteMember?: Resolver<Maybe<ResolversTypes['UnmuteMemberPayload']>, ParentType, ContextType, RequireFields<MutationUnmuteMemberArgs, 'input'>>;
  unpinMessage?: Resolver<Maybe<ResolversTypes['UnpinMessagePayload']>, ParentType, ContextType, RequireFields<MutationUnpinMessageArgs, 'input'>>;
  unregisterPushSubscription?: Resolver<Maybe<ResolversTypes['UnregisterPushSubscriptionPayload']>, ParentType, ContextType, RequireFields<MutationUnregisterPushSubscriptionArgs, 'input'>>;
  updateConversation?: Resolver<Maybe<ResolversTypes['UpdateConversationPayload']>, ParentType, ContextType, RequireFields<MutationUpdateConversationArgs, 'input'>>;
  updateLocationSharing?: Resolver<Maybe<ResolversTypes['UpdateLocationSharingPayload']>, ParentType, ContextType, RequireFields<MutationUpdateLocationSharingArgs, 'input'>>;
  updateNotificationPreferences?: Resolver<Maybe<ResolversTypes['UpdateNotificationPreferencesPayload']>, ParentType, ContextType, RequireFields<MutationUpdateNotificationPreferencesArgs, 'input'>>;
  updatePresenceSettings?: Resolver<Maybe<ResolversTypes['UpdatePresenceSettingsPayload']>, ParentType, ContextType, RequireFields<MutationUpdatePresenceSettingsArgs, 'input'>>;
  updateProfile?: Resolver<Maybe<ResolversTypes['UpdateProfilePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  updateWebhookEndpoint?: Resolver<Maybe<ResolversTypes['UpdateWebhookEndpointPayload']>, ParentType, ContextType, RequireFields<MutationUpdateWebhookEndpointArgs, 'input'>>;
  upsertUsers?: Resolver<Maybe<ResolversTypes['UpsertUsersPayload']>, ParentType, ContextType, RequireFields<MutationUpsertUsersArgs, 'input'>>;
};

export type MuteMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MuteMemberPayload'] = ResolversParentTypes['MuteMemberPayload']> = {
  member?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
};

export type NearbyUserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NearbyUser'] = ResolversParentTypes['NearbyUser']> = {
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['UserLocation'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Attachment' | 'ChannelDelivery' | 'Conversation' | 'ConversationExport' | 'Message' | 'MessageReport' | 'Notification' | 'NotificationBroadcast' | 'PushSubscription' | 'User' | 'WebhookDelivery' | 'WebhookEndpoint', ParentType, ContextType>;
};

export type NotificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification']> = {
  actionUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  actions?: Resolver<Array<ResolversTypes['NotificationAction']>, ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  actorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  body?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  collapseKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  conversationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isRead?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  messageCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  messageSeq?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['NotificationPriority'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  seenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  threadRootSeq?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['NotificationType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationAction'] = ResolversParentTypes['NotificationAction']> = {
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mutation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NotificationAddedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationAdded'] = ResolversParentTypes['NotificationAdded']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  notification?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType>;
  notificationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationBroadcastResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationBroadcast'] = ResolversParentTypes['NotificationBroadcast']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decisions?: Resolver<Array<ResolversTypes['NotificationDecisionCount']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notificationsDelivered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['NotificationPriority'], ParentType, ContextType>;
  segment?: Resolver<ResolversTypes['NotificationSegment'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['NotificationBroadcastStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['NotificationType'], ParentType, ContextType>;
  usersDone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  usersTotal?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  usersWithheld?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationBroadcastConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationBroadcastConnection'] = ResolversParentTypes['NotificationBroadcastConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['NotificationBroadcastEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NotificationBroadcastEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationBroadcastEdge'] = ResolversParentTypes['NotificationBroadcastEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['NotificationBroadcast']>, ParentType, ContextType>;
};

export type NotificationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['NotificationEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NotificationDecisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationDecision'] = ResolversParentTypes['NotificationDecision']> = {
  channel?: Resolver<ResolversTypes['NotificationChannel'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['NotificationOutcome'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['NotificationRule'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type NotificationDecisionCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationDecisionCount'] = ResolversParentTypes['NotificationDecisionCount']> = {
  channel?: Resolver<ResolversTypes['NotificationChannel'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['NotificationOutcome'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['NotificationRule'], ParentType, ContextType>;
  users?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationDelivery'] = ResolversParentTypes['NotificationDelivery']> = {
  channelDeliveries?: Resolver<Array<ResolversTypes['ChannelDelivery']>, ParentType, ContextType>;
  decisions?: Resolver<Array<ResolversTypes['NotificationDecision']>, ParentType, ContextType>;
  notificationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType>;
};

export type NotificationPreferencesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationPreferences'] = ResolversParentTypes['NotificationPreferences']> = {
  doNotDisturbUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  minimumPriority?: Resolver<ResolversTypes['NotificationPriority'], ParentType, ContextType>;
  mutedUserIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  quietHours?: Resolver<Maybe<ResolversTypes['QuietHours']>, ParentType, ContextType>;
  types?: Resolver<Array<ResolversTypes['NotificationTypePreference']>, ParentType, ContextType>;
};

export type NotificationPreferencesChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationPreferencesChanged'] = ResolversParentTypes['NotificationPreferencesChanged']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  notificationPreferences?: Resolver<ResolversTypes['NotificationPreferences'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationSegmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationSegment'] = ResolversParentTypes['NotificationSegment']> = {
  all?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  conversationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  seenSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type NotificationTypePreferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationTypePreference'] = ResolversParentTypes['NotificationTypePreference']> = {
  channels?: Resolver<Array<ResolversTypes['NotificationChannel']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['NotificationType'], ParentType, ContextType>;
};

export type NotificationsChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationsChanged'] = ResolversParentTypes['NotificationsChanged']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  notificationIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationsRemovedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationsRemoved'] = ResolversParentTypes['NotificationsRemoved']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  notificationIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OnlineMembersResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OnlineMembers'] = ResolversParentTypes['OnlineMembers']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  users?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
};

export type OwnPresenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OwnPresence'] = ResolversParentTypes['OwnPresence']> = {
  customStatus?: Resolver<Maybe<ResolversTypes['CustomStatus']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PresenceStatus'], ParentType, ContextType>;
  statusExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type OwnPresenceChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OwnPresenceChanged'] = ResolversParentTypes['OwnPresenceChanged']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  ownPresence?: Resolver<ResolversTypes['OwnPresence'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PinMessagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PinMessagePayload'] = ResolversParentTypes['PinMessagePayload']> = {
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type PositionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Position'] = ResolversParentTypes['Position']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deliveredSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  markedUnreadFromSeq?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ownLogSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  readSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  threadRootId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadMentionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PresenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Presence'] = ResolversParentTypes['Presence']> = {
  customStatus?: Resolver<Maybe<ResolversTypes['CustomStatus']>, ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PresenceStatus'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PresenceSettingsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PresenceSettings'] = ResolversParentTypes['PresenceSettings']> = {
  invisible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  shareReadReceipts?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  shareTyping?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  showLastSeen?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  showOnlineStatus?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['PresenceAudience'], ParentType, ContextType>;
};

export type PresenceSettingsChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PresenceSettingsChanged'] = ResolversParentTypes['PresenceSettingsChanged']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  presenceSettings?: Resolver<ResolversTypes['PresenceSettings'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishSignalPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishSignalPayload'] = ResolversParentTypes['PublishSignalPayload']> = {
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PushSubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PushSubscription'] = ResolversParentTypes['PushSubscription']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deviceName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  pushService?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  attachment?: Resolver<Maybe<ResolversTypes['Attachment']>, ParentType, ContextType, RequireFields<QueryAttachmentArgs, 'id'>>;
  channels?: Resolver<ResolversTypes['ConversationConnection'], ParentType, ContextType, Partial<QueryChannelsArgs>>;
  conversation?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType, RequireFields<QueryConversationArgs, 'id'>>;
  conversationExport?: Resolver<Maybe<ResolversTypes['ConversationExport']>, ParentType, ContextType, RequireFields<QueryConversationExportArgs, 'id'>>;
  explainNotification?: Resolver<Maybe<ResolversTypes['NotificationDelivery']>, ParentType, ContextType, RequireFields<QueryExplainNotificationArgs, 'id'>>;
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType, RequireFields<QueryMessageArgs, 'id'>>;
  nearbyUsers?: Resolver<Array<ResolversTypes['NearbyUser']>, ParentType, ContextType, RequireFields<QueryNearbyUsersArgs, 'radiusMeters'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  notificationBroadcast?: Resolver<Maybe<ResolversTypes['NotificationBroadcast']>, ParentType, ContextType, RequireFields<QueryNotificationBroadcastArgs, 'id'>>;
  notificationBroadcasts?: Resolver<ResolversTypes['NotificationBroadcastConnection'], ParentType, ContextType, Partial<QueryNotificationBroadcastsArgs>>;
  notificationDeliveries?: Resolver<ResolversTypes['ChannelDeliveryConnection'], ParentType, ContextType, Partial<QueryNotificationDeliveriesArgs>>;
  presence?: Resolver<Array<ResolversTypes['Presence']>, ParentType, ContextType, RequireFields<QueryPresenceArgs, 'userIds'>>;
  searchMessages?: Resolver<ResolversTypes['MessageSearchConnection'], ParentType, ContextType, RequireFields<QuerySearchMessagesArgs, 'query'>>;
  serverInfo?: Resolver<ResolversTypes['ServerInfo'], ParentType, ContextType>;
  syncCursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  userEmail?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType, RequireFields<QueryUserEmailArgs, 'userId'>>;
  userErasure?: Resolver<Maybe<ResolversTypes['UserErasure']>, ParentType, ContextType, RequireFields<QueryUserErasureArgs, 'userId'>>;
  users?: Resolver<Array<Maybe<ResolversTypes['User']>>, ParentType, ContextType, RequireFields<QueryUsersArgs, 'ids'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  webPushPublicKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  webhookDeliveries?: Resolver<ResolversTypes['WebhookDeliveryConnection'], ParentType, ContextType, RequireFields<QueryWebhookDeliveriesArgs, 'endpointId'>>;
  webhookEndpoints?: Resolver<ResolversTypes['WebhookEndpointConnection'], ParentType, ContextType, Partial<QueryWebhookEndpointsArgs>>;
};

export type QuietHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuietHours'] = ResolversParentTypes['QuietHours']> = {
  end?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuotedMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuotedMessage'] = ResolversParentTypes['QuotedMessage']> = {
  isDeleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MessageKind'], ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sender?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  senderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReactionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reaction'] = ResolversParentTypes['Reaction']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ReactionAddedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReactionAdded'] = ResolversParentTypes['ReactionAdded']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  emoji?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReactionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReactionConnection'] = ResolversParentTypes['ReactionConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['ReactionEdge']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReactionCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReactionCount'] = ResolversParentTypes['ReactionCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  emoji?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  userIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  users?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  viewerHasReacted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ReactionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReactionEdge'] = ResolversParentTypes['ReactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Reaction']>, ParentType, ContextType>;
};

export type ReactionRemovedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReactionRemoved'] = ResolversParentTypes['ReactionRemoved']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  emoji?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReadPositionChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReadPositionChanged'] = ResolversParentTypes['ReadPositionChanged']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deliveredSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  markedUnreadFromSeq?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ownLogSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  readSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadMentionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReceiptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Receipt'] = ResolversParentTypes['Receipt']> = {
  deliveredSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  readSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ReceiptsAdvancedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceiptsAdvanced'] = ResolversParentTypes['ReceiptsAdvanced']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  receipts?: Resolver<Array<ResolversTypes['Receipt']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefreshSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionPayload'] = ResolversParentTypes['RefreshSessionPayload']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  renewed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RegisterPushSubscriptionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterPushSubscriptionPayload'] = ResolversParentTypes['RegisterPushSubscriptionPayload']> = {
  pushSubscription?: Resolver<ResolversTypes['PushSubscription'], ParentType, ContextType>;
};

export type RemoveContactPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveContactPayload'] = ResolversParentTypes['RemoveContactPayload']> = {
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RemoveMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveMemberPayload'] = ResolversParentTypes['RemoveMemberPayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type RemoveReactionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveReactionPayload'] = ResolversParentTypes['RemoveReactionPayload']> = {
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type ReplayNotificationDeliveriesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayNotificationDeliveriesPayload'] = ResolversParentTypes['ReplayNotificationDeliveriesPayload']> = {
  nextSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  replayedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReplayWebhookDeliveriesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayWebhookDeliveriesPayload'] = ResolversParentTypes['ReplayWebhookDeliveriesPayload']> = {
  nextSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  replayedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReportActivityPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportActivityPayload'] = ResolversParentTypes['ReportActivityPayload']> = {
  idleAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ReportMessagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportMessagePayload'] = ResolversParentTypes['ReportMessagePayload']> = {
  report?: Resolver<ResolversTypes['MessageReport'], ParentType, ContextType>;
};

export type RequestContactPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestContactPayload'] = ResolversParentTypes['RequestContactPayload']> = {
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  request?: Resolver<Maybe<ResolversTypes['ContactRequest']>, ParentType, ContextType>;
};

export type ResolveReportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResolveReportPayload'] = ResolversParentTypes['ResolveReportPayload']> = {
  report?: Resolver<ResolversTypes['MessageReport'], ParentType, ContextType>;
};

export type ResyncRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResyncRequired'] = ResolversParentTypes['ResyncRequired']> = {
  conversationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['ResyncReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevokeSessionsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeSessionsPayload'] = ResolversParentTypes['RevokeSessionsPayload']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type RotateWebhookSecretPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateWebhookSecretPayload'] = ResolversParentTypes['RotateWebhookSecretPayload']> = {
  endpoint?: Resolver<ResolversTypes['WebhookEndpoint'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SendMessagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendMessagePayload'] = ResolversParentTypes['SendMessagePayload']> = {
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type SendNotificationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendNotificationPayload'] = ResolversParentTypes['SendNotificationPayload']> = {
  deliveries?: Resolver<Array<ResolversTypes['NotificationDelivery']>, ParentType, ContextType>;
};

export type ServerInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServerInfo'] = ResolversParentTypes['ServerInfo']> = {
  errorCodes?: Resolver<Array<ResolversTypes['ErrorCodeInfo']>, ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['Limits'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SetConversationPreferencesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetConversationPreferencesPayload'] = ResolversParentTypes['SetConversationPreferencesPayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type SetCustomStatusPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetCustomStatusPayload'] = ResolversParentTypes['SetCustomStatusPayload']> = {
  ownPresence?: Resolver<ResolversTypes['OwnPresence'], ParentType, ContextType>;
};

export type SetMemberRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetMemberRolePayload'] = ResolversParentTypes['SetMemberRolePayload']> = {
  member?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
};

export type SetPresencePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetPresencePayload'] = ResolversParentTypes['SetPresencePayload']> = {
  ownPresence?: Resolver<ResolversTypes['OwnPresence'], ParentType, ContextType>;
};

export type SetSearchLanguagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetSearchLanguagePayload'] = ResolversParentTypes['SetSearchLanguagePayload']> = {
  language?: Resolver<ResolversTypes['SearchLanguage'], ParentType, ContextType>;
};

export type SetSlowModePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetSlowModePayload'] = ResolversParentTypes['SetSlowModePayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type SetTypingPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetTypingPayload'] = ResolversParentTypes['SetTypingPayload']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ShareLocationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShareLocationPayload'] = ResolversParentTypes['ShareLocationPayload']> = {
  location?: Resolver<ResolversTypes['UserLocation'], ParentType, ContextType>;
  locationSharing?: Resolver<ResolversTypes['LocationSharing'], ParentType, ContextType>;
};

export type StopSharingLocationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StopSharingLocationPayload'] = ResolversParentTypes['StopSharingLocationPayload']> = {
  locationSharing?: Resolver<ResolversTypes['LocationSharing'], ParentType, ContextType>;
};

export type StreamItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StreamItem'] = ResolversParentTypes['StreamItem']> = {
  __resolveType: TypeResolveFn<'AccessRevoked' | 'AttachmentProcessed' | 'CaughtUp' | 'Checkpoint' | 'ContactAdded' | 'ContactNearby' | 'ContactRemoved' | 'ContactRequestRemoved' | 'ContactRequested' | 'ConversationChanged' | 'ConversationExportFinished' | 'ConversationJoined' | 'ConversationLeft' | 'ConversationPreferencesChanged' | 'EventWithheld' | 'LinkPreviewsAdded' | 'LocationSharingChanged' | 'MemberAdded' | 'MemberBanned' | 'MemberChanged' | 'MemberRemoved' | 'MemberUnbanned' | 'MessageDeleted' | 'MessageEdited' | 'MessageHidden' | 'MessagePinned' | 'MessageSent' | 'MessageUnpinned' | 'NotificationAdded' | 'NotificationPreferencesChanged' | 'NotificationsChanged' | 'NotificationsRemoved' | 'OwnPresenceChanged' | 'PresenceSettingsChanged' | 'ReactionAdded' | 'ReactionRemoved' | 'ReadPositionChanged' | 'ReceiptsAdvanced' | 'ResyncRequired' | 'ThreadPositionChanged' | 'ThreadReceiptsAdvanced' | 'UserBlocked' | 'UserChanged' | 'UserUnblocked', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  applicationSignals?: SubscriptionResolver<ResolversTypes['ApplicationSignal'], "applicationSignals", ParentType, ContextType, RequireFields<SubscriptionApplicationSignalsArgs, 'topics'>>;
  conversationEvents?: SubscriptionResolver<ResolversTypes['StreamItem'], "conversationEvents", ParentType, ContextType, RequireFields<SubscriptionConversationEventsArgs, 'conversationId'>>;
  events?: SubscriptionResolver<ResolversTypes['StreamItem'], "events", ParentType, ContextType, Partial<SubscriptionEventsArgs>>;
  locations?: SubscriptionResolver<ResolversTypes['LocationUpdate'], "locations", ParentType, ContextType, RequireFields<SubscriptionLocationsArgs, 'userIds'>>;
  presence?: SubscriptionResolver<ResolversTypes['Presence'], "presence", ParentType, ContextType, RequireFields<SubscriptionPresenceArgs, 'userIds'>>;
  typing?: SubscriptionResolver<ResolversTypes['TypingSignal'], "typing", ParentType, ContextType, RequireFields<SubscriptionTypingArgs, 'conversationId'>>;
};

export type TextRangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TextRange'] = ResolversParentTypes['TextRange']> = {
  end?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ThreadPositionChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ThreadPositionChanged'] = ResolversParentTypes['ThreadPositionChanged']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deliveredSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  readSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  threadRootId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  threadRootSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadMentionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ThreadReceiptsAdvancedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ThreadReceiptsAdvanced'] = ResolversParentTypes['ThreadReceiptsAdvanced']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  receipts?: Resolver<Array<ResolversTypes['Receipt']>, ParentType, ContextType>;
  threadRootId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  threadRootSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TypingSignalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TypingSignal'] = ResolversParentTypes['TypingSignal']> = {
  conversationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  threadRootId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  users?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
};

export type UnbanMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnbanMemberPayload'] = ResolversParentTypes['UnbanMemberPayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type UnblockUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnblockUserPayload'] = ResolversParentTypes['UnblockUserPayload']> = {
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UnmuteMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnmuteMemberPayload'] = ResolversParentTypes['UnmuteMemberPayload']> = {
  member?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
};

export type UnpinMessagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnpinMessagePayload'] = ResolversParentTypes['UnpinMessagePayload']> = {
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type UnregisterPushSubscriptionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnregisterPushSubscriptionPayload'] = ResolversParentTypes['UnregisterPushSubscriptionPayload']> = {
  pushSubscriptionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type UpdateConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateConversationPayload'] = ResolversParentTypes['UpdateConversationPayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type UpdateLocationSharingPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateLocationSharingPayload'] = ResolversParentTypes['UpdateLocationSharingPayload']> = {
  locationSharing?: Resolver<ResolversTypes['LocationSharing'], ParentType, ContextType>;
};

export type UpdateNotificationPreferencesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateNotificationPreferencesPayload'] = ResolversParentTypes['UpdateNotificationPreferencesPayload']> = {
  notificationPreferences?: Resolver<ResolversTypes['NotificationPreferences'], ParentType, ContextType>;
};

export type UpdatePresenceSettingsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePresenceSettingsPayload'] = ResolversParentTypes['UpdatePresenceSettingsPayload']> = {
  presenceSettings?: Resolver<ResolversTypes['PresenceSettings'], ParentType, ContextType>;
};

export type UpdateProfilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfilePayload'] = ResolversParentTypes['UpdateProfilePayload']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UpdateWebhookEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateWebhookEndpointPayload'] = ResolversParentTypes['UpdateWebhookEndpointPayload']> = {
  endpoint?: Resolver<ResolversTypes['WebhookEndpoint'], ParentType, ContextType>;
};

export type UpsertUsersPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpsertUsersPayload'] = ResolversParentTypes['UpsertUsersPayload']> = {
  users?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pictureUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  presence?: Resolver<ResolversTypes['Presence'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserBlockedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserBlocked'] = ResolversParentTypes['UserBlocked']> = {
  blockedUser?: Resolver<ResolversTypes['BlockedUser'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserChanged'] = ResolversParentTypes['UserChanged']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErasureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserErasure'] = ResolversParentTypes['UserErasure']> = {
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  membershipsEnded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  messagesErased?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['EraseScope'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEvent'] = ResolversParentTypes['UserEvent']> = {
  __resolveType: TypeResolveFn<'AttachmentProcessed' | 'ContactAdded' | 'ContactNearby' | 'ContactRemoved' | 'ContactRequestRemoved' | 'ContactRequested' | 'ConversationExportFinished' | 'ConversationJoined' | 'ConversationLeft' | 'ConversationPreferencesChanged' | 'LocationSharingChanged' | 'MessageHidden' | 'NotificationAdded' | 'NotificationPreferencesChanged' | 'NotificationsChanged' | 'NotificationsRemoved' | 'OwnPresenceChanged' | 'PresenceSettingsChanged' | 'UserBlocked' | 'UserUnblocked', ParentType, ContextType>;
};

export type UserLocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserLocation'] = ResolversParentTypes['UserLocation']> = {
  accuracyMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  geohash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  headingDegrees?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  isStale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  precision?: Resolver<ResolversTypes['LocationPrecision'], ParentType, ContextType>;
  speedMetersPerSecond?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UserUnblockedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserUnblocked'] = ResolversParentTypes['UserUnblocked']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  blockedUsers?: Resolver<ResolversTypes['BlockedUserConnection'], ParentType, ContextType, Partial<ViewerBlockedUsersArgs>>;
  contactRequests?: Resolver<ResolversTypes['ContactRequestConnection'], ParentType, ContextType, RequireFields<ViewerContactRequestsArgs, 'direction'>>;
  contacts?: Resolver<ResolversTypes['ContactConnection'], ParentType, ContextType, Partial<ViewerContactsArgs>>;
  conversations?: Resolver<ResolversTypes['ConversationConnection'], ParentType, ContextType, Partial<ViewerConversationsArgs>>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  locationSharing?: Resolver<ResolversTypes['LocationSharing'], ParentType, ContextType>;
  notificationPreferences?: Resolver<ResolversTypes['NotificationPreferences'], ParentType, ContextType>;
  notifications?: Resolver<ResolversTypes['NotificationConnection'], ParentType, ContextType, Partial<ViewerNotificationsArgs>>;
  ownPresence?: Resolver<ResolversTypes['OwnPresence'], ParentType, ContextType>;
  presenceSettings?: Resolver<ResolversTypes['PresenceSettings'], ParentType, ContextType>;
  pushSubscriptions?: Resolver<Array<ResolversTypes['PushSubscription']>, ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadMentionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadNotificationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type ViewerMembershipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ViewerMembership'] = ResolversParentTypes['ViewerMembership']> = {
  deliveredSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  joinedSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  markedUnreadFromSeq?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ownLogSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  preferences?: Resolver<ResolversTypes['ConversationPreferences'], ParentType, ContextType>;
  readSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['MemberRole'], ParentType, ContextType>;
  silencedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadMentionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WebhookAttemptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookAttempt'] = ResolversParentTypes['WebhookAttempt']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['WebhookAttemptError']>, ParentType, ContextType>;
  latencyMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type WebhookDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  attemptCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attempts?: Resolver<Array<ResolversTypes['WebhookAttempt']>, ParentType, ContextType>;
  conversationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endpointId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['WebhookDeliveryFailure']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WebhookDeliveryStatus'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['WebhookEventType'], ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookDeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryConnection'] = ResolversParentTypes['WebhookDeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WebhookDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WebhookDeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryEdge'] = ResolversParentTypes['WebhookDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
};

export type WebhookEndpointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpoint'] = ResolversParentTypes['WebhookEndpoint']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disabledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['WebhookDisabledReason']>, ParentType, ContextType>;
  events?: Resolver<Maybe<Array<ResolversTypes['WebhookEventType']>>, ParentType, ContextType>;
  failingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isEnabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  retryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookEndpointConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointConnection'] = ResolversParentTypes['WebhookEndpointConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WebhookEndpointEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WebhookEndpointEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointEdge'] = ResolversParentTypes['WebhookEndpointEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookEndpoint'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AcceptContactPayload?: AcceptContactPayloadResolvers<ContextType>;
  AccessRevoked?: AccessRevokedResolvers<ContextType>;
  AcknowledgePayload?: AcknowledgePayloadResolvers<ContextType>;
  AddMembersPayload?: AddMembersPayloadResolvers<ContextType>;
  AddReactionPayload?: AddReactionPayloadResolvers<ContextType>;
  ApplicationSignal?: ApplicationSignalResolvers<ContextType>;
  ArchiveNotificationsPayload?: ArchiveNotificationsPayloadResolvers<ContextType>;
  Attachment?: AttachmentResolvers<ContextType>;
  AttachmentProcessed?: AttachmentProcessedResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  BanMemberPayload?: BanMemberPayloadResolvers<ContextType>;
  BlockUserPayload?: BlockUserPayloadResolvers<ContextType>;
  BlockedUser?: BlockedUserResolvers<ContextType>;
  BlockedUserConnection?: BlockedUserConnectionResolvers<ContextType>;
  BlockedUserEdge?: BlockedUserEdgeResolvers<ContextType>;
  BroadcastNotificationPayload?: BroadcastNotificationPayloadResolvers<ContextType>;
  CancelNotificationBroadcastPayload?: CancelNotificationBroadcastPayloadResolvers<ContextType>;
  CaughtUp?: CaughtUpResolvers<ContextType>;
  ChannelDelivery?: ChannelDeliveryResolvers<ContextType>;
  ChannelDeliveryAttempt?: ChannelDeliveryAttemptResolvers<ContextType>;
  ChannelDeliveryConnection?: ChannelDeliveryConnectionResolvers<ContextType>;
  ChannelDeliveryEdge?: ChannelDeliveryEdgeResolvers<ContextType>;
  Checkpoint?: CheckpointResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  ContactAdded?: ContactAddedResolvers<ContextType>;
  ContactConnection?: ContactConnectionResolvers<ContextType>;
  ContactEdge?: ContactEdgeResolvers<ContextType>;
  ContactNearby?: ContactNearbyResolvers<ContextType>;
  ContactRemoved?: ContactRemovedResolvers<ContextType>;
  ContactRequest?: ContactRequestResolvers<ContextType>;
  ContactRequestConnection?: ContactRequestConnectionResolvers<ContextType>;
  ContactRequestEdge?: ContactRequestEdgeResolvers<ContextType>;
  ContactRequestRemoved?: ContactRequestRemovedResolvers<ContextType>;
  ContactRequested?: ContactRequestedResolvers<ContextType>;
  Conversation?: ConversationResolvers<ContextType>;
  ConversationBan?: ConversationBanResolvers<ContextType>;
  ConversationBanConnection?: ConversationBanConnectionResolvers<ContextType>;
  ConversationBanEdge?: ConversationBanEdgeResolvers<ContextType>;
  ConversationChanged?: ConversationChangedResolvers<ContextType>;
  ConversationConnection?: ConversationConnectionResolvers<ContextType>;
  ConversationEdge?: ConversationEdgeResolvers<ContextType>;
  ConversationEvent?: ConversationEventResolvers<ContextType>;
  ConversationExport?: ConversationExportResolvers<ContextType>;
  ConversationExportFinished?: ConversationExportFinishedResolvers<ContextType>;
  ConversationJoined?: ConversationJoinedResolvers<ContextType>;
  ConversationLeft?: ConversationLeftResolvers<ContextType>;
  ConversationPreferences?: ConversationPreferencesResolvers<ContextType>;
  ConversationPreferencesChanged?: ConversationPreferencesChangedResolvers<ContextType>;
  CreateConversationPayload?: CreateConversationPayloadResolvers<ContextType>;
  CreateWebhookEndpointPayload?: CreateWebhookEndpointPayloadResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  CustomStatus?: CustomStatusResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeclineContactPayload?: DeclineContactPayloadResolvers<ContextType>;
  DeleteAttachmentPayload?: DeleteAttachmentPayloadResolvers<ContextType>;
  DeleteMessagePayload?: DeleteMessagePayloadResolvers<ContextType>;
  DeleteNotificationsPayload?: DeleteNotificationsPayloadResolvers<ContextType>;
  DeleteWebhookEndpointPayload?: DeleteWebhookEndpointPayloadResolvers<ContextType>;
  EditMessagePayload?: EditMessagePayloadResolvers<ContextType>;
  EmailAddress?: EmailAddressResolvers<ContextType>;
  EraseUserPayload?: EraseUserPayloadResolvers<ContextType>;
  ErrorCodeInfo?: ErrorCodeInfoResolvers<ContextType>;
  EventWithheld?: EventWithheldResolvers<ContextType>;
  ExportConversationPayload?: ExportConversationPayloadResolvers<ContextType>;
  ForwardMessagesPayload?: ForwardMessagesPayloadResolvers<ContextType>;
  ForwardedFrom?: ForwardedFromResolvers<ContextType>;
  Forwarding?: ForwardingResolvers<ContextType>;
  ForwardingError?: ForwardingErrorResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  JoinConversationPayload?: JoinConversationPayloadResolvers<ContextType>;
  LeaveConversationPayload?: LeaveConversationPayloadResolvers<ContextType>;
  Limits?: LimitsResolvers<ContextType>;
  LinkPreview?: LinkPreviewResolvers<ContextType>;
  LinkPreviewsAdded?: LinkPreviewsAddedResolvers<ContextType>;
  LocationSharing?: LocationSharingResolvers<ContextType>;
  LocationSharingChanged?: LocationSharingChangedResolvers<ContextType>;
  LocationUpdate?: LocationUpdateResolvers<ContextType>;
  LocationViewerConnection?: LocationViewerConnectionResolvers<ContextType>;
  LocationViewerEdge?: LocationViewerEdgeResolvers<ContextType>;
  MarkNotificationsReadPayload?: MarkNotificationsReadPayloadResolvers<ContextType>;
  MarkNotificationsSeenPayload?: MarkNotificationsSeenPayloadResolvers<ContextType>;
  MarkUnreadPayload?: MarkUnreadPayloadResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  MemberAdded?: MemberAddedResolvers<ContextType>;
  MemberBanned?: MemberBannedResolvers<ContextType>;
  MemberChanged?: MemberChangedResolvers<ContextType>;
  MemberConnection?: MemberConnectionResolvers<ContextType>;
  MemberEdge?: MemberEdgeResolvers<ContextType>;
  MemberRemoved?: MemberRemovedResolvers<ContextType>;
  MemberUnbanned?: MemberUnbannedResolvers<ContextType>;
  Message?: MessageResolvers<ContextType>;
  MessageConnection?: MessageConnectionResolvers<ContextType>;
  MessageDeleted?: MessageDeletedResolvers<ContextType>;
  MessageDelivery?: MessageDeliveryResolvers<ContextType>;
  MessageEdge?: MessageEdgeResolvers<ContextType>;
  MessageEdited?: MessageEditedResolvers<ContextType>;
  MessageHidden?: MessageHiddenResolvers<ContextType>;
  MessageLocation?: MessageLocationResolvers<ContextType>;
  MessagePinned?: MessagePinnedResolvers<ContextType>;
  MessageReport?: MessageReportResolvers<ContextType>;
  MessageReportConnection?: MessageReportConnectionResolvers<ContextType>;
  MessageReportEdge?: MessageReportEdgeResolvers<ContextType>;
  MessageSearchConnection?: MessageSearchConnectionResolvers<ContextType>;
  MessageSearchEdge?: MessageSearchEdgeResolvers<ContextType>;
  MessageSent?: MessageSentResolvers<ContextType>;
  MessageThread?: MessageThreadResolvers<ContextType>;
  MessageThreadConnection?: MessageThreadConnectionResolvers<ContextType>;
  MessageThreadEdge?: MessageThreadEdgeResolvers<ContextType>;
  MessageUnpinned?: MessageUnpinnedResolvers<ContextType>;
  MessageVersion?: MessageVersionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  MuteMemberPayload?: MuteMemberPayloadResolvers<ContextType>;
  NearbyUser?: NearbyUserResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationAction?: NotificationActionResolvers<ContextType>;
  NotificationAdded?: NotificationAddedResolvers<ContextType>;
  NotificationBroadcast?: NotificationBroadcastResolvers<ContextType>;
  NotificationBroadcastConnection?: NotificationBroadcastConnectionResolvers<ContextType>;
  NotificationBroadcastEdge?: NotificationBroadcastEdgeResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationDecision?: NotificationDecisionResolvers<ContextType>;
  NotificationDecisionCount?: NotificationDecisionCountResolvers<ContextType>;
  NotificationDelivery?: NotificationDeliveryResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  NotificationPreferences?: NotificationPreferencesResolvers<ContextType>;
  NotificationPreferencesChanged?: NotificationPreferencesChangedResolvers<ContextType>;
  NotificationSegment?: NotificationSegmentResolvers<ContextType>;
  NotificationTypePreference?: NotificationTypePreferenceResolvers<ContextType>;
  NotificationsChanged?: NotificationsChangedResolvers<ContextType>;
  NotificationsRemoved?: NotificationsRemovedResolvers<ContextType>;
  OnlineMembers?: OnlineMembersResolvers<ContextType>;
  OwnPresence?: OwnPresenceResolvers<ContextType>;
  OwnPresenceChanged?: OwnPresenceChangedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PinMessagePayload?: PinMessagePayloadResolvers<ContextType>;
  Position?: PositionResolvers<ContextType>;
  Presence?: PresenceResolvers<ContextType>;
  PresenceSettings?: PresenceSettingsResolvers<ContextType>;
  PresenceSettingsChanged?: PresenceSettingsChangedResolvers<ContextType>;
  PublishSignalPayload?: PublishSignalPayloadResolvers<ContextType>;
  PushSubscription?: PushSubscriptionResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuietHours?: QuietHoursResolvers<ContextType>;
  QuotedMessage?: QuotedMessageResolvers<ContextType>;
  Reaction?: ReactionResolvers<ContextType>;
  ReactionAdded?: ReactionAddedResolvers<ContextType>;
  ReactionConnection?: ReactionConnectionResolvers<ContextType>;
  ReactionCount?: ReactionCountResolvers<ContextType>;
  ReactionEdge?: ReactionEdgeResolvers<ContextType>;
  ReactionRemoved?: ReactionRemovedResolvers<ContextType>;
  ReadPositionChanged?: ReadPositionChangedResolvers<ContextType>;
  Receipt?: ReceiptResolvers<ContextType>;
  ReceiptsAdvanced?: ReceiptsAdvancedResolvers<ContextType>;
  RefreshSessionPayload?: RefreshSessionPayloadResolvers<ContextType>;
  RegisterPushSubscriptionPayload?: RegisterPushSubscriptionPayloadResolvers<ContextType>;
  RemoveContactPayload?: RemoveContactPayloadResolvers<ContextType>;
  RemoveMemberPayload?: RemoveMemberPayloadResolvers<ContextType>;
  RemoveReactionPayload?: RemoveReactionPayloadResolvers<ContextType>;
  ReplayNotificationDeliveriesPayload?: ReplayNotificationDeliveriesPayloadResolvers<ContextType>;
  ReplayWebhookDeliveriesPayload?: ReplayWebhookDeliveriesPayloadResolvers<ContextType>;
  ReportActivityPayload?: ReportActivityPayloadResolvers<ContextType>;
  ReportMessagePayload?: ReportMessagePayloadResolvers<ContextType>;
  RequestContactPayload?: RequestContactPayloadResolvers<ContextType>;
  ResolveReportPayload?: ResolveReportPayloadResolvers<ContextType>;
  ResyncRequired?: ResyncRequiredResolvers<ContextType>;
  RevokeSessionsPayload?: RevokeSessionsPayloadResolvers<ContextType>;
  RotateWebhookSecretPayload?: RotateWebhookSecretPayloadResolvers<ContextType>;
  SendMessagePayload?: SendMessagePayloadResolvers<ContextType>;
  SendNotificationPayload?: SendNotificationPayloadResolvers<ContextType>;
  ServerInfo?: ServerInfoResolvers<ContextType>;
  SetConversationPreferencesPayload?: SetConversationPreferencesPayloadResolvers<ContextType>;
  SetCustomStatusPayload?: SetCustomStatusPayloadResolvers<ContextType>;
  SetMemberRolePayload?: SetMemberRolePayloadResolvers<ContextType>;
  SetPresencePayload?: SetPresencePayloadResolvers<ContextType>;
  SetSearchLanguagePayload?: SetSearchLanguagePayloadResolvers<ContextType>;
  SetSlowModePayload?: SetSlowModePayloadResolvers<ContextType>;
  SetTypingPayload?: SetTypingPayloadResolvers<ContextType>;
  ShareLocationPayload?: ShareLocationPayloadResolvers<ContextType>;
  StopSharingLocationPayload?: StopSharingLocationPayloadResolvers<ContextType>;
  StreamItem?: StreamItemResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TextRange?: TextRangeResolvers<ContextType>;
  ThreadPositionChanged?: ThreadPositionChangedResolvers<ContextType>;
  ThreadReceiptsAdvanced?: ThreadReceiptsAdvancedResolvers<ContextType>;
  TypingSignal?: TypingSignalResolvers<ContextType>;
  UnbanMemberPayload?: UnbanMemberPayloadResolvers<ContextType>;
  UnblockUserPayload?: UnblockUserPayloadResolvers<ContextType>;
  UnmuteMemberPayload?: UnmuteMemberPayloadResolvers<ContextType>;
  UnpinMessagePayload?: UnpinMessagePayloadResolvers<ContextType>;
  UnregisterPushSubscriptionPayload?: UnregisterPushSubscriptionPayloadResolvers<ContextType>;
  UpdateConversationPayload?: UpdateConversationPayloadResolvers<ContextType>;
  UpdateLocationSharingPayload?: UpdateLocationSharingPayloadResolvers<ContextType>;
  UpdateNotificationPreferencesPayload?: UpdateNotificationPreferencesPayloadResolvers<ContextType>;
  UpdatePresenceSettingsPayload?: UpdatePresenceSettingsPayloadResolvers<ContextType>;
  UpdateProfilePayload?: UpdateProfilePayloadResolvers<ContextType>;
  UpdateWebhookEndpointPayload?: UpdateWebhookEndpointPayloadResolvers<ContextType>;
  UpsertUsersPayload?: UpsertUsersPayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserBlocked?: UserBlockedResolvers<ContextType>;
  UserChanged?: UserChangedResolvers<ContextType>;
  UserErasure?: UserErasureResolvers<ContextType>;
  UserEvent?: UserEventResolvers<ContextType>;
  UserLocation?: UserLocationResolvers<ContextType>;
  UserUnblocked?: UserUnblockedResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  ViewerMembership?: ViewerMembershipResolvers<ContextType>;
  WebhookAttempt?: WebhookAttemptResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookDeliveryConnection?: WebhookDeliveryConnectionResolvers<ContextType>;
  WebhookDeliveryEdge?: WebhookDeliveryEdgeResolvers<ContextType>;
  WebhookEndpoint?: WebhookEndpointResolvers<ContextType>;
  WebhookEndpointConnection?: WebhookEndpointConnectionResolvers<ContextType>;
  WebhookEndpointEdge?: WebhookEndpointEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  viewer?: ViewerDirectiveResolver<any, any, ContextType>;
};
