/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** See `Mutation.acceptContact`. */
export type AcceptContactInput = {
  /** Who has asked. */
  userId: string;
};

/** See `Mutation.acknowledge`. */
export type AcknowledgeInput = {
  /** 1 to 100 positions, no conversation and no thread twice. */
  positions: Array<PositionInput>;
};

/** See `Mutation.addMembers`. */
export type AddMembersInput = {
  /** The conversation; not a DIRECT. */
  conversationId: string;
  /** 1 to 100 users of the tenant, none twice. */
  userIds: Array<string>;
};

/** See `Mutation.addReaction`. */
export type AddReactionInput = {
  /**
   * One emoji: any sequence that Unicode recommends for general interchange (RGI), with skin tones, genders and flags. A
   * missing or needless variation selector (U+FE0F) is put right.
   */
  emoji: string;
  /** The message: one that the viewer may read. */
  messageId: string;
};

/** See `Mutation.archiveNotifications`. Takes `ids`, or `all`. */
export type ArchiveNotificationsInput = {
  /** True: all that there are, instead of `ids`. */
  all?: boolean | null | undefined;
  /** Up to `limits.notificationsPerRequestMax` (100). */
  ids?: Array<string> | null | undefined;
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

/** See `Mutation.banMember`. */
export type BanMemberInput = {
  /** The conversation; not a DIRECT. */
  conversationId: string;
  /** Why, for the conversation's admins; 1 to 1,000 characters. */
  reason?: string | null | undefined;
  /** A time to come; absent: until the ban is lifted. */
  until?: string | null | undefined;
  /** A user of the tenant, whether he is a member or not. */
  userId: string;
};

/** See `Mutation.blockUser`. */
export type BlockUserInput = {
  /** Whom to block; not oneself. */
  userId: string;
};

/** See `Mutation.broadcastNotification`. */
export type BroadcastNotificationInput = {
  /** An `https:` or `http:` address, at most 2,048 characters. */
  actionUrl?: string | null | undefined;
  /** At most `limits.notificationActionsMax` (4). */
  actions?: Array<NotificationActionInput> | null | undefined;
  /** 1 to 1,000 characters. */
  body?: string | null | undefined;
  /** The application's own word for it, 1 to 100 characters. */
  category?: string | null | undefined;
  /** The retry key, 1 to 128 characters, unique to its creator. The same request with it again is answered by the same broadcast. */
  clientId: string;
  /** 1 to 100 characters. A user's notification with the same key is replaced, keeps its id, and is new again. */
  collapseKey?: string | null | undefined;
  /** The application's own data, 4 KB at most. */
  data?: Record<string, unknown> | null | undefined;
  /**
   * When it is over: who has his turn later is not told. Absent, or later than `limits.notificationMsMax` (7 days) from a user's turn:
   * so long after it.
   */
  expiresAt?: string | null | undefined;
  /** An `https:` or `http:` address, at most 2,048 characters. */
  imageUrl?: string | null | undefined;
  /** NORMAL where none is given. */
  priority?: NotificationPriority | null | undefined;
  /** Whom it is for. */
  segment: NotificationSegmentInput;
  /** 1 to 200 characters. */
  title: string;
  /** What it is about. */
  type: NotificationType;
};

/** See `Mutation.cancelNotificationBroadcast`. */
export type CancelNotificationBroadcastInput = {
  /** The broadcast: `ntb_…`. */
  id: string;
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

/** Which way a contact request goes. */
export type ContactRequestDirection =
  /** To the viewer: it waits for his answer. */
  | 'INCOMING'
  /** From the viewer: he waits for the answer. */
  | 'OUTGOING';

/** What a conversation is for. */
export type ConversationKind =
  /** Up to 100,000 members; may be PUBLIC. */
  | 'CHANNEL'
  /** Two users, for ever; one pair has one. */
  | 'DIRECT'
  /** Invited members. */
  | 'GROUP';

/** Who may find a conversation and enter it. */
export type ConversationVisibility =
  /** Members only; others cannot tell that it exists. */
  | 'PRIVATE'
  /** Only a CHANNEL: everybody of the tenant may find and join it. What is said there is for members. */
  | 'PUBLIC';

/** See `Mutation.createConversation`. */
export type CreateConversationInput = {
  /** Made by the client, unique for this creator: 1 to 128 characters. A UUID is a good choice. */
  clientId: string;
  /** What a new member may read. */
  historyVisibility?: HistoryVisibility | null | undefined;
  /** What it is for. */
  kind: ConversationKind;
  /** The other members' ids, at most 100; for a DIRECT exactly one other user. Add more with `addMembers`. */
  memberIds?: Array<string> | null | undefined;
  /** The application's own data, 4 KB at most. */
  metadata?: Record<string, unknown> | null | undefined;
  /** 1 to 200 characters; required for a CHANNEL, not allowed for a DIRECT. */
  title?: string | null | undefined;
  /** Who may find it. Only a CHANNEL can be PUBLIC. */
  visibility?: ConversationVisibility | null | undefined;
};

/** See `Mutation.createWebhookEndpoint`. */
export type CreateWebhookEndpointInput = {
  /** The retry key, unique in the tenant: 1 to 128 characters. */
  clientId: string;
  /** What the application calls it: 1 to 200 characters. */
  description?: string | null | undefined;
  /** Which events; absent or null: all but NOTIFICATION_REQUESTED, those of later releases too. */
  events?: Array<WebhookEventType> | null | undefined;
  /** An https address of 2,048 characters at most, without a name and password; in development also http. */
  url: string;
};

/** See `Mutation.declineContact`. */
export type DeclineContactInput = {
  /** Who has asked. */
  userId: string;
};

/** See `Mutation.deleteAttachment`. */
export type DeleteAttachmentInput = {
  /** The attachment. */
  attachmentId: string;
};

/** See `Mutation.deleteMessage`. */
export type DeleteMessageInput = {
  /** The message. */
  messageId: string;
  /** For whom. */
  scope: DeleteScope;
};

/** See `Mutation.deleteNotifications`. Takes `ids`, or `all`. */
export type DeleteNotificationsInput = {
  /** True: all that there are, archived ones too, instead of `ids`. */
  all?: boolean | null | undefined;
  /** Up to `limits.notificationsPerRequestMax` (100). */
  ids?: Array<string> | null | undefined;
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
  endpointId: string;
};

/** See `Mutation.editMessage`. */
export type EditMessageInput = {
  /**
   * Replaces whom it mentions, at most `limits.mentionsMax`; absent: stays. Only those who were members at the sending, and are
   * still, are counted. Whether it mentions everyone stays as it was sent.
   */
  mentionedUserIds?: Array<string> | null | undefined;
  /** The message. */
  messageId: string;
  /** Replaces what is there, 4 KB at most; absent: stays. */
  metadata?: Record<string, unknown> | null | undefined;
  /**
   * The new text or caption, bounded as in `sendMessage`; absent: stays. Null takes a caption away, and is refused where the
   * kind is TEXT or SYSTEM.
   */
  text?: string | null | undefined;
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
  userId: string;
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

/** See `Mutation.exportConversation`. */
export type ExportConversationInput = {
  /** Made by the client, unique for this user: 1 to 128 characters. A UUID is a good choice. */
  clientId: string;
  /** The conversation. */
  conversationId: string;
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
  clientId: string;
  /** The messages, in the order in which the copies shall stand; each once, at most `limits.forwardsMax`. They may be of several conversations. */
  messageIds: Array<string>;
  /** Where to; each once, at most `limits.forwardTargetsMax`. */
  toConversationIds: Array<string>;
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
  conversationId: string;
};

/** See `Mutation.leaveConversation`. */
export type LeaveConversationInput = {
  /** The conversation. */
  conversationId: string;
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

/** See `Mutation.markNotificationsRead`. Takes `ids`, or `all`. */
export type MarkNotificationsReadInput = {
  /** True: all that there are, instead of `ids`. */
  all?: boolean | null | undefined;
  /** Up to `limits.notificationsPerRequestMax` (100). */
  ids?: Array<string> | null | undefined;
};

/** See `Mutation.markNotificationsSeen`. Takes `ids`, or `all`. */
export type MarkNotificationsSeenInput = {
  /** True: all that there are, instead of `ids`. */
  all?: boolean | null | undefined;
  /** Up to `limits.notificationsPerRequestMax` (100). */
  ids?: Array<string> | null | undefined;
};

/** See `Mutation.markUnread`. */
export type MarkUnreadInput = {
  /** The conversation. */
  conversationId: string;
  /**
   * The first message that is to be unread: its `seq`, 1 or more. Above the viewer's `readSeq` no mark is left, since that is
   * unread anyway; what is before his joining is never unread. Null ends the mark. Required.
   */
  fromSeq?: number | null | undefined;
};

/** What a member may do. */
export type MemberRole =
  /** Change the conversation, add and remove members, delete others' messages, mute and ban members, see reports. */
  | 'ADMIN'
  /** Read and write. */
  | 'MEMBER'
  /** Everything, and make others owner. */
  | 'OWNER';

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
export type MessageLocationInput = {
  /** The radius within which the place is, in metres. 0 or more; absent: not known. */
  accuracyMeters?: number | null | undefined;
  /** Degrees, -90 to 90; north is positive. */
  latitude: number;
  /** Degrees, -180 to 180; east is positive. */
  longitude: number;
  /** What the place is called. 1 to 200 characters; absent: not named. */
  name?: string | null | undefined;
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

/** Which messages are looked at. */
export type MessageSearchFilter = {
  /** Only what these users sent: up to `limits.membersPerRequestMax`. Empty or absent: everybody. */
  authorIds?: Array<string> | null | undefined;
  /** Only messages of these kinds. Empty or absent: all. */
  kinds?: Array<MessageKind> | null | undefined;
  /** Only messages with this `createdAt` or a later one. */
  sentAfter?: string | null | undefined;
  /** Only messages with this `createdAt` or an earlier one. */
  sentBefore?: string | null | undefined;
};

/** Who has got a message, of all others who may read it now. */
export type MessageStatus =
  /** Everyone has it. */
  | 'DELIVERED'
  /** Everyone has read it. */
  | 'READ'
  /** Committed. */
  | 'SENT';

/** See `Mutation.muteMember`. */
export type MuteMemberInput = {
  /** The conversation; not a DIRECT. */
  conversationId: string;
  /** A time to come. */
  until: string;
  /** The member. */
  userId: string;
};

/** An action of a notification to send. Takes `url`, or `mutation`. */
export type NotificationActionInput = {
  /** The application's own data, 4 KB at most. */
  data?: Record<string, unknown> | null | undefined;
  /** What the button says, 1 to 100 characters. */
  label: string;
  /** The name of a mutation. */
  mutation?: string | null | undefined;
  /** An `https:` or `http:` address, at most 2,048 characters. */
  url?: string | null | undefined;
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

/** Which deliveries are wanted. What is absent asks for nothing. */
export type NotificationDeliveryFilter = {
  /** Those by this channel alone. */
  channel?: NotificationChannel | null | undefined;
  /** Those that have got so far alone. */
  status?: ChannelDeliveryStatus | null | undefined;
  /** Those for this user alone. */
  userId?: string | null | undefined;
};

/** Which notifications are wanted. What is absent asks for nothing. */
export type NotificationFilter = {
  /** Those alone that are archived, instead of those that are not. Absent: false. */
  archived?: boolean | null | undefined;
  /** Of these priorities alone. */
  priorities?: Array<NotificationPriority> | null | undefined;
  /** Of these types alone. */
  types?: Array<NotificationType> | null | undefined;
  /** Those alone that are not read. Absent: false. */
  unreadOnly?: boolean | null | undefined;
};

/** What a channel does with a notification. */
export type NotificationOutcome =
  /** It is delivered. */
  | 'DELIVER'
  /** It is not delivered. */
  | 'DROP'
  /** It is delivered later. */
  | 'HOLD';

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

/** Whom a broadcast is for: `all`, or at least one of the others. Who is named must fit all that are given. */
export type NotificationSegmentInput = {
  /** True: everybody of the tenant, and nothing else is given. */
  all?: boolean | null | undefined;
  /** Members of this conversation, whether they have muted it or not. */
  conversationId?: string | null | undefined;
  /** Users whose `metadata` contains this: every field with the same value, objects within it likewise. Not empty, 4 KB at most. */
  metadata?: Record<string, unknown> | null | undefined;
  /**
   * Users who are there when they have their turn, or were there at this time or later, as far as they show it to strangers: who
   * hides when he was there is in no such segment.
   */
  seenSince?: string | null | undefined;
  /** 1 to `limits.broadcastUsersMax` (2,500) users, none twice. */
  userIds?: Array<string> | null | undefined;
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

/** The channels of a type to set. */
export type NotificationTypePreferenceInput = {
  /** The channels that are to be on; none: notifications of this type come on no channel. */
  channels: Array<NotificationChannel>;
  /** The type. */
  type: NotificationType;
};

/** See `Mutation.pinMessage`. */
export type PinMessageInput = {
  /** The message: one that the viewer may read, in a thread or not. */
  messageId: string;
};

/** How far the viewer has got in a conversation, or in a thread there. At least one of the two numbers. */
export type PositionInput = {
  /** The conversation. */
  conversationId: string;
  /** All up to here has reached this device. 0 or more. */
  deliveredSeq?: number | null | undefined;
  /** All up to here was read; implies as much delivered. 0 or more. */
  readSeq?: number | null | undefined;
  /** The first message of a thread: the position is the one there. Absent: the conversation's own. */
  threadRootId?: string | null | undefined;
};

/** Who sees a user's presence. More may be added. */
export type PresenceAudience =
  /** His contacts, but for those whom he has blocked. */
  | 'CONTACTS'
  /** Every user of the tenant whom he has not blocked. */
  | 'EVERYONE'
  /** Nobody but himself. */
  | 'NOBODY';

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
  data: Record<string, unknown>;
  /** The topic: 1 to 128 letters, digits and `._:/-`. It need not be made before. */
  topic: string;
  /**
   * Those of the topic's hearers who get it: 1 to `limits.signalUsersMax` (1,000) users. Absent: all. Who does not hear the topic
   * gets nothing, and no id is refused for that.
   */
  userIds?: Array<string> | null | undefined;
};

/** The keys of a browser's `PushSubscription`, as its `toJSON` writes them. */
export type PushSubscriptionKeysInput = {
  /** Its secret: 16 bytes in base64url. */
  auth: string;
  /** Its public key: an uncompressed point on P-256, 65 bytes in base64url. */
  p256dh: string;
};

/** Quiet hours to set. */
export type QuietHoursInput = {
  /** `HH:MM`, another than `start`. Before it where midnight is between the two. */
  end: string;
  /** `HH:MM`, 00:00 to 23:59. */
  start: string;
  /** A name of the IANA time zone database, such as `Europe/Berlin`. */
  timeZone: string;
};

/** See `Mutation.refreshSession`. */
export type RefreshSessionInput = {
  /** A JWT, without `Bearer`. */
  token: string;
};

/** See `Mutation.registerPushSubscription`. What a browser's `PushSubscription` has. */
export type RegisterPushSubscriptionInput = {
  /** What the application calls the device, 1 to 100 characters. */
  deviceName?: string | null | undefined;
  /** An https address, at most 2,048 characters. */
  endpoint: string;
  /** Its `expirationTime`, if it has one. */
  expiresAt?: string | null | undefined;
  /** Its keys. */
  keys: PushSubscriptionKeysInput;
};

/** See `Mutation.removeContact`. */
export type RemoveContactInput = {
  /** The contact, or who was asked. */
  userId: string;
};

/** See `Mutation.removeMember`. */
export type RemoveMemberInput = {
  /** The conversation; not a DIRECT. */
  conversationId: string;
  /** Who. */
  userId: string;
};

/** See `Mutation.removeReaction`. */
export type RemoveReactionInput = {
  /** The emoji, in any form that `addReaction` takes. */
  emoji: string;
  /** The message. */
  messageId: string;
};

/** See `Mutation.replayNotificationDeliveries`. Either `ids` or `since`. */
export type ReplayNotificationDeliveriesInput = {
  /** With `since`: those by this channel alone. */
  channel?: NotificationChannel | null | undefined;
  /** These deliveries, 100 at most. */
  ids?: Array<string> | null | undefined;
  /** Those told since this time: the first 1,000 that are FAILED. */
  since?: string | null | undefined;
};

/** See `Mutation.replayWebhookDeliveries`. Either `ids` or `since`. */
export type ReplayWebhookDeliveriesInput = {
  /** The endpoint. */
  endpointId: string;
  /** These deliveries of the endpoint, 100 at most. */
  ids?: Array<string> | null | undefined;
  /** With `since`: those that are DELIVERED too. Absent: false. */
  includeDelivered?: boolean | null | undefined;
  /** Those of events since this time that are FAILED: the first 1,000. */
  since?: string | null | undefined;
};

/** See `Mutation.reportActivity`. */
export type ReportActivityInput = {
  /** Seconds since the device was last touched; 0: it is in use. 0 to 31,536,000. */
  idleSeconds: number;
  /**
   * The conversation that the device shows: while the device is not idle, messages there are not sent to the viewer's devices by any
   * channel but the inbox. Null: none. Absent: the same as before.
   */
  openConversationId?: string | null | undefined;
};

/** See `Mutation.reportMessage`. */
export type ReportMessageInput = {
  /** Made by the client, unique for this reporter: 1 to 128 characters. A UUID is a good choice. */
  clientId: string;
  /** What there is to say about it, 1 to 1,000 characters. */
  comment?: string | null | undefined;
  /** The message; not one of the viewer's own. */
  messageId: string;
  /** Why. */
  reason: ReportReason;
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
  message?: string | null | undefined;
  /** Whom to ask; not oneself. */
  userId: string;
};

/** See `Mutation.resolveReport`. */
export type ResolveReportInput = {
  /** The report. */
  reportId: string;
  /** What became of it. */
  resolution: ReportResolution;
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

/** See `Mutation.revokeSessions`. */
export type RevokeSessionsInput = {
  /** The `sid` claim of the one session to end; absent: all sessions whose token was issued before now. */
  sid?: string | null | undefined;
  /** Whose sessions to end. */
  userId: string;
};

/** See `Mutation.rotateWebhookSecret`. */
export type RotateWebhookSecretInput = {
  /** The endpoint. */
  endpointId: string;
  /** For how long the earlier secrets still sign, in seconds: 0 to 604,800 (7 days). Absent: 86,400 (a day). */
  graceSeconds?: number | null | undefined;
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
  attachmentIds?: Array<string> | null | undefined;
  /** Made by the client, unique for this sender and conversation: 1 to 128 characters. A UUID is a good choice. */
  clientMessageId: string;
  /** Where to. */
  conversationId: string;
  /** What it is. A LOCATION needs `location`. SYSTEM is for the role `service`. */
  kind?: MessageKind | null | undefined;
  /** The place, for the kind LOCATION alone. */
  location?: MessageLocationInput | null | undefined;
  /** Users whom it mentions, at most `limits.mentionsMax`. Who is no member is named, but not notified. */
  mentionedUserIds?: Array<string> | null | undefined;
  /** Mentions all members. For owners and admins. */
  mentionsEveryone?: boolean | null | undefined;
  /** The application's own data, 4 KB at most. */
  metadata?: Record<string, unknown> | null | undefined;
  /** How much it matters. */
  priority?: MessagePriority | null | undefined;
  /** The message that it replies to: of this conversation, and one that the sender may read. It is quoted as it is now. */
  replyToId?: string | null | undefined;
  /**
   * Markdown source: 1 to 5,000 characters (grapheme clusters) and at most 20,000 bytes. Stored as sent. Required for TEXT and
   * SYSTEM, a caption in all else.
   */
  text?: string | null | undefined;
  /**
   * The first message of a thread: of this conversation, one that the sender may read, and no reply in a thread itself. The
   * message then stands in that thread, not among the conversation's own messages.
   */
  threadRootId?: string | null | undefined;
};

/** See `Mutation.sendNotification`. */
export type SendNotificationInput = {
  /** An `https:` or `http:` address, at most 2,048 characters. */
  actionUrl?: string | null | undefined;
  /** At most `limits.notificationActionsMax` (4). */
  actions?: Array<NotificationActionInput> | null | undefined;
  /** 1 to 1,000 characters. */
  body?: string | null | undefined;
  /** The application's own word for it, 1 to 100 characters. */
  category?: string | null | undefined;
  /** The retry key, 1 to 128 characters, unique to its creator. The same request with it again is answered by the first result. */
  clientId: string;
  /** 1 to 100 characters. A user's notification with the same key is replaced, keeps its id, and is new again. */
  collapseKey?: string | null | undefined;
  /** The application's own data, 4 KB at most. */
  data?: Record<string, unknown> | null | undefined;
  /** When it is over. Absent, or later than `limits.notificationMsMax` (7 days) from now: then. */
  expiresAt?: string | null | undefined;
  /** An `https:` or `http:` address, at most 2,048 characters. */
  imageUrl?: string | null | undefined;
  /** NORMAL where none is given. */
  priority?: NotificationPriority | null | undefined;
  /** 1 to 200 characters. */
  title: string;
  /** What it is about. */
  type: NotificationType;
  /** 1 to `limits.notificationsPerRequestMax` (100) users, none twice. */
  userIds: Array<string>;
};

/** See `Mutation.setConversationPreferences`. */
export type SetConversationPreferencesInput = {
  /** Put away. */
  archived?: boolean | null | undefined;
  /** The conversation. */
  conversationId: string;
  /** No notifications before this time; null: not muted. */
  mutedUntil?: string | null | undefined;
  /** Kept at the top of the list. */
  pinned?: boolean | null | undefined;
};

/** See `Mutation.setCustomStatus`. */
export type SetCustomStatusInput = {
  /** One emoji. */
  emoji?: string | null | undefined;
  /** When it is over, a time to come; absent: it stays until it is changed. Not without text and emoji. */
  expiresAt?: string | null | undefined;
  /** 1 to `limits.customStatusLengthMax` (100) characters. */
  text?: string | null | undefined;
};

/** See `Mutation.setMemberRole`. */
export type SetMemberRoleInput = {
  /** The conversation; not a DIRECT. */
  conversationId: string;
  /** The role. */
  role: MemberRole;
  /** Whose role. */
  userId: string;
};

/** See `Mutation.setPresence`. */
export type SetPresenceInput = {
  /** When it is over, a time to come; absent: it stays until it is changed. Not with ONLINE. */
  expiresAt?: string | null | undefined;
  /** AWAY or BUSY; ONLINE: the devices decide. OFFLINE is refused. */
  status: PresenceStatus;
};

/** See `Mutation.setSearchLanguage`. */
export type SetSearchLanguageInput = {
  /** The language. */
  language: SearchLanguage;
};

/** See `Mutation.setSlowMode`. */
export type SetSlowModeInput = {
  /** The conversation; not a DIRECT. */
  conversationId: string;
  /** Milliseconds: 0 ends slow mode, otherwise 1,000 to `limits.slowModeMsMax`. */
  intervalMs: number;
};

/** See `Mutation.setTyping`. */
export type SetTypingInput = {
  /** The conversation. */
  conversationId: string;
  /** Whether the viewer is typing there now. */
  isTyping: boolean;
  /** The message that began the thread; absent for the conversation itself. */
  threadRootId?: string | null | undefined;
};

/** See `Mutation.shareLocation`. */
export type ShareLocationInput = {
  /** The true position is within so many metres, 0 or more. */
  accuracyMeters?: number | null | undefined;
  /**
   * When the share ends by itself; at most `limits.locationShareMsMax` (8 h) from now. Absent: as it is, or an hour from now
   * where it begins. A client that sends the same time with every report begins no new share by a late one: a time that is
   * over is `BAD_USER_INPUT`.
   */
  expiresAt?: string | null | undefined;
  /** Where the device is heading, in degrees from north to the east, 0 to 360. */
  headingDegrees?: number | null | undefined;
  /** Degrees north of the equator, -90 to 90. WGS 84. */
  latitude: number;
  /** Degrees east of Greenwich, -180 to 180. WGS 84. */
  longitude: number;
  /** How fast it is, in metres a second, 0 or more. */
  speedMetersPerSecond?: number | null | undefined;
};

/** See `Mutation.unbanMember`. */
export type UnbanMemberInput = {
  /** The conversation; not a DIRECT. */
  conversationId: string;
  /** Whose ban is lifted. */
  userId: string;
};

/** See `Mutation.unblockUser`. */
export type UnblockUserInput = {
  /** Whom to unblock. */
  userId: string;
};

/** See `Mutation.unmuteMember`. */
export type UnmuteMemberInput = {
  /** The conversation; not a DIRECT. */
  conversationId: string;
  /** The member. */
  userId: string;
};

/** See `Mutation.unpinMessage`. */
export type UnpinMessageInput = {
  /** The message. */
  messageId: string;
};

/** See `Mutation.unregisterPushSubscription`. Takes `id`, or `endpoint`. */
export type UnregisterPushSubscriptionInput = {
  /** The browser's address. */
  endpoint?: string | null | undefined;
  /** The registration. */
  id?: string | null | undefined;
};

/** See `Mutation.updateConversation`. */
export type UpdateConversationInput = {
  /** The conversation. */
  conversationId: string;
  /** What a new member may read. */
  historyVisibility?: HistoryVisibility | null | undefined;
  /** The application's own data, 4 KB at most; replaces what is there. */
  metadata?: Record<string, unknown> | null | undefined;
  /** 1 to 200 characters; null clears a GROUP's. */
  title?: string | null | undefined;
  /** Who may find it. Only a CHANNEL can be PUBLIC. */
  visibility?: ConversationVisibility | null | undefined;
};

/** See `Mutation.updateLocationSharing`. */
export type UpdateLocationSharingInput = {
  /** To whom it goes. NOBODY by default. */
  audience?: LocationAudience | null | undefined;
  /** How exactly. APPROXIMATE by default. */
  precision?: LocationPrecision | null | undefined;
  /** Whom SELECTED means, instead of those before: `limits.locationUsersMax` (100) ids at most, not the viewer's own. */
  userIds?: Array<string> | null | undefined;
};

/** See `Mutation.updateNotificationPreferences`. */
export type UpdateNotificationPreferencesInput = {
  /** Null: disturb again. */
  doNotDisturbUntil?: string | null | undefined;
  /** What is less important comes on no channel. */
  minimumPriority?: NotificationPriority | null | undefined;
  /** All whom the viewer wants to be muted, at most `limits.mutedUsersMax` (500). */
  mutedUserIds?: Array<string> | null | undefined;
  /** Null: no hours are quiet. */
  quietHours?: QuietHoursInput | null | undefined;
  /** Types to set, none twice. Those that are not named stay as they are. */
  types?: Array<NotificationTypePreferenceInput> | null | undefined;
};

/** See `Mutation.updatePresenceSettings`. */
export type UpdatePresenceSettingsInput = {
  /** Whether the viewer shows as offline whatever he does. Off by default. */
  invisible?: boolean | null | undefined;
  /** Whether the viewer and others see each other's receipts. On by default. */
  shareReadReceipts?: boolean | null | undefined;
  /** Whether others see when the viewer is typing. On by default. */
  shareTyping?: boolean | null | undefined;
  /** Whether those see when the viewer was last online. On by default. */
  showLastSeen?: boolean | null | undefined;
  /** Whether those see that the viewer is online. On by default. */
  showOnlineStatus?: boolean | null | undefined;
  /** Who sees the viewer's presence. EVERYONE by default. */
  visibility?: PresenceAudience | null | undefined;
};

/** See `Mutation.updateProfile`. */
export type UpdateProfileInput = {
  /** The application's own data, 4 KB at most; replaces what is there. */
  metadata?: Record<string, unknown> | null | undefined;
  /** The display name, 1 to 200 characters; null clears. */
  name?: string | null | undefined;
  /** An `https:` or `http:` address, at most 2,048 characters; null clears. */
  pictureUrl?: string | null | undefined;
};

/** See `Mutation.updateWebhookEndpoint`. */
export type UpdateWebhookEndpointInput = {
  /** What the application calls it; null: nothing. Absent: as before. */
  description?: string | null | undefined;
  /** The endpoint. */
  endpointId: string;
  /** Which events, of what is committed from now on; null: all but NOTIFICATION_REQUESTED. Absent: as before. */
  events?: Array<WebhookEventType> | null | undefined;
  /** False stops it, true starts it again. */
  isEnabled?: boolean | null | undefined;
  /** The new address, as in `CreateWebhookEndpointInput`. */
  url?: string | null | undefined;
};

/** One user of `upsertUsers`. */
export type UpsertUserInput = {
  /** Where he gets mail, at most 254 characters; null: he gets none. It is shown to him and to the backend alone. */
  email?: string | null | undefined;
  /** The application's own id: 1 to 128 characters, no control characters, not of TypeID form. */
  id: string;
  /** The application's own data, 4 KB at most; replaces what is there. */
  metadata?: Record<string, unknown> | null | undefined;
  /** The display name, 1 to 200 characters; null clears. */
  name?: string | null | undefined;
  /** An `https:` or `http:` address, at most 2,048 characters; null clears. */
  pictureUrl?: string | null | undefined;
};

/** See `Mutation.upsertUsers`. */
export type UpsertUsersInput = {
  /** 1 to 100 users, none twice. */
  users: Array<UpsertUserInput>;
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

export type ApplicationSignalsSubscriptionVariables = Exact<{
  topics: Array<string> | string;
}>;


export type ApplicationSignalsSubscription = { applicationSignals: { topic: string, data: Record<string, unknown>, publishedAt: string, droppedCount: number } };

export type PublishSignalMutationVariables = Exact<{
  input: PublishSignalInput;
}>;


export type PublishSignalMutation = { publishSignal: { publishedAt: string } | null };

export type AttachmentQueryVariables = Exact<{
  id: string;
}>;


export type AttachmentQuery = { attachment: { id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null } | null };

export type AttachmentAddressesQueryVariables = Exact<{
  id: string;
}>;


export type AttachmentAddressesQuery = { attachment: { id: string, url: string | null, thumbnailUrl: string | null } | null };

export type DeleteAttachmentMutationVariables = Exact<{
  input: DeleteAttachmentInput;
}>;


export type DeleteAttachmentMutation = { deleteAttachment: { attachmentId: string, deleted: boolean } | null };

export type NotificationBroadcastFieldsFragment = { id: string, status: NotificationBroadcastStatus, type: NotificationType, priority: NotificationPriority, title: string, createdAt: string, startedAt: string | null, finishedAt: string | null, usersTotal: number | null, usersDone: number, notificationsDelivered: number, usersWithheld: number, segment: { all: boolean, conversationId: string | null, userCount: number | null, metadata: Record<string, unknown> | null, seenSince: string | null }, decisions: Array<{ channel: NotificationChannel, outcome: NotificationOutcome, rule: NotificationRule, users: number }> };

export type BroadcastNotificationMutationVariables = Exact<{
  input: BroadcastNotificationInput;
}>;


export type BroadcastNotificationMutation = { broadcastNotification: { broadcast: { id: string, status: NotificationBroadcastStatus, type: NotificationType, priority: NotificationPriority, title: string, createdAt: string, startedAt: string | null, finishedAt: string | null, usersTotal: number | null, usersDone: number, notificationsDelivered: number, usersWithheld: number, segment: { all: boolean, conversationId: string | null, userCount: number | null, metadata: Record<string, unknown> | null, seenSince: string | null }, decisions: Array<{ channel: NotificationChannel, outcome: NotificationOutcome, rule: NotificationRule, users: number }> } } | null };

export type CancelNotificationBroadcastMutationVariables = Exact<{
  input: CancelNotificationBroadcastInput;
}>;


export type CancelNotificationBroadcastMutation = { cancelNotificationBroadcast: { broadcast: { id: string, status: NotificationBroadcastStatus, type: NotificationType, priority: NotificationPriority, title: string, createdAt: string, startedAt: string | null, finishedAt: string | null, usersTotal: number | null, usersDone: number, notificationsDelivered: number, usersWithheld: number, segment: { all: boolean, conversationId: string | null, userCount: number | null, metadata: Record<string, unknown> | null, seenSince: string | null }, decisions: Array<{ channel: NotificationChannel, outcome: NotificationOutcome, rule: NotificationRule, users: number }> } } | null };

export type NotificationBroadcastQueryVariables = Exact<{
  id: string;
}>;


export type NotificationBroadcastQuery = { notificationBroadcast: { id: string, status: NotificationBroadcastStatus, type: NotificationType, priority: NotificationPriority, title: string, createdAt: string, startedAt: string | null, finishedAt: string | null, usersTotal: number | null, usersDone: number, notificationsDelivered: number, usersWithheld: number, segment: { all: boolean, conversationId: string | null, userCount: number | null, metadata: Record<string, unknown> | null, seenSince: string | null }, decisions: Array<{ channel: NotificationChannel, outcome: NotificationOutcome, rule: NotificationRule, users: number }> } | null };

export type NotificationBroadcastsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NotificationBroadcastsQuery = { notificationBroadcasts: { edges: Array<{ cursor: string, node: { id: string, status: NotificationBroadcastStatus, type: NotificationType, priority: NotificationPriority, title: string, createdAt: string, startedAt: string | null, finishedAt: string | null, usersTotal: number | null, usersDone: number, notificationsDelivered: number, usersWithheld: number, segment: { all: boolean, conversationId: string | null, userCount: number | null, metadata: Record<string, unknown> | null, seenSince: string | null }, decisions: Array<{ channel: NotificationChannel, outcome: NotificationOutcome, rule: NotificationRule, users: number }> } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ContactsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ContactsQuery = { viewer: { contacts: { edges: Array<{ cursor: string, node: { userId: string, since: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type ContactRequestsQueryVariables = Exact<{
  direction: ContactRequestDirection;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ContactRequestsQuery = { viewer: { contactRequests: { edges: Array<{ cursor: string, node: { userId: string, direction: ContactRequestDirection, message: string | null, requestedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type BlockedUsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BlockedUsersQuery = { viewer: { blockedUsers: { edges: Array<{ cursor: string, node: { userId: string, blockedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type RequestContactMutationVariables = Exact<{
  input: RequestContactInput;
}>;


export type RequestContactMutation = { requestContact: { request: { userId: string, direction: ContactRequestDirection, message: string | null, requestedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null, contact: { userId: string, since: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null };

export type AcceptContactMutationVariables = Exact<{
  input: AcceptContactInput;
}>;


export type AcceptContactMutation = { acceptContact: { contact: { userId: string, since: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } } | null };

export type DeclineContactMutationVariables = Exact<{
  input: DeclineContactInput;
}>;


export type DeclineContactMutation = { declineContact: { userId: string } | null };

export type RemoveContactMutationVariables = Exact<{
  input: RemoveContactInput;
}>;


export type RemoveContactMutation = { removeContact: { userId: string } | null };

export type BlockUserMutationVariables = Exact<{
  input: BlockUserInput;
}>;


export type BlockUserMutation = { blockUser: { blockedUser: { userId: string, blockedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } } | null };

export type UnblockUserMutationVariables = Exact<{
  input: UnblockUserInput;
}>;


export type UnblockUserMutation = { unblockUser: { userId: string } | null };

export type ConversationQueryVariables = Exact<{
  id: string;
}>;


export type ConversationQuery = { conversation: { lastSeq: number, lastActivityAt: string, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number, lastMessage: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } | null, viewerMembership: { role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number, preferences: { mutedUntil: string | null, pinned: boolean, archived: boolean } } | null } | null };

export type ChannelsQueryVariables = Exact<{
  query?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ChannelsQuery = { channels: { edges: Array<{ cursor: string, node: { lastActivityAt: string, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } | null } | null> | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type MembersQueryVariables = Exact<{
  conversationId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type MembersQuery = { conversation: { members: { edges: Array<{ cursor: string, node: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type CreateConversationMutationVariables = Exact<{
  input: CreateConversationInput;
}>;


export type CreateConversationMutation = { createConversation: { conversation: { lastSeq: number, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } } | null };

export type UpdateConversationMutationVariables = Exact<{
  input: UpdateConversationInput;
}>;


export type UpdateConversationMutation = { updateConversation: { conversation: { lastSeq: number, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } } | null };

export type JoinConversationMutationVariables = Exact<{
  input: JoinConversationInput;
}>;


export type JoinConversationMutation = { joinConversation: { conversation: { lastSeq: number, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } } | null };

export type LeaveConversationMutationVariables = Exact<{
  input: LeaveConversationInput;
}>;


export type LeaveConversationMutation = { leaveConversation: { conversationId: string } | null };

export type AddMembersMutationVariables = Exact<{
  input: AddMembersInput;
}>;


export type AddMembersMutation = { addMembers: { conversation: { lastSeq: number, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number }, members: Array<{ conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } }> } | null };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { removeMember: { conversation: { lastSeq: number, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } } | null };

export type SetMemberRoleMutationVariables = Exact<{
  input: SetMemberRoleInput;
}>;


export type SetMemberRoleMutation = { setMemberRole: { member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } } | null };

export type SetConversationPreferencesMutationVariables = Exact<{
  input: SetConversationPreferencesInput;
}>;


export type SetConversationPreferencesMutation = { setConversationPreferences: { conversation: { id: string, viewerMembership: { preferences: { mutedUntil: string | null, pinned: boolean, archived: boolean } } | null } } | null };

export type ErasureFieldsFragment = { userId: string, scope: EraseScope, requestedAt: string, membershipsEnded: number, messagesErased: number, finishedAt: string | null };

export type UserErasureQueryVariables = Exact<{
  userId: string;
}>;


export type UserErasureQuery = { userErasure: { userId: string, scope: EraseScope, requestedAt: string, membershipsEnded: number, messagesErased: number, finishedAt: string | null } | null };

export type EraseUserMutationVariables = Exact<{
  input: EraseUserInput;
}>;


export type EraseUserMutation = { eraseUser: { erasure: { userId: string, scope: EraseScope, requestedAt: string, membershipsEnded: number, messagesErased: number, finishedAt: string | null } } | null };

export type MessageSentFieldsFragment = { conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

export type MessageEditedFieldsFragment = { conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

export type MessageDeletedFieldsFragment = { conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

export type LinkPreviewsAddedFieldsFragment = { conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

export type ReactionAddedFieldsFragment = { conversationId: string, seq: number, createdAt: string, emoji: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

export type ReactionRemovedFieldsFragment = { conversationId: string, seq: number, createdAt: string, emoji: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

export type MessagePinnedFieldsFragment = { conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

export type MessageUnpinnedFieldsFragment = { conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

export type MemberAddedFieldsFragment = { conversationId: string, seq: number, createdAt: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } };

export type MemberRemovedFieldsFragment = { conversationId: string, seq: number, createdAt: string, userId: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, removedUser: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

export type MemberBannedFieldsFragment = { conversationId: string, seq: number, createdAt: string, userId: string, until: string | null, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

export type MemberUnbannedFieldsFragment = { conversationId: string, seq: number, createdAt: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

export type MemberChangedFieldsFragment = { conversationId: string, seq: number, createdAt: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } };

export type ConversationChangedFieldsFragment = { conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, conversation: { id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } };

export type ConversationJoinedFieldsFragment = { seq: number, createdAt: string, conversationId: string, joinedSeq: number, lastActivityAt: string | null, joinedConversation: { id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } | null };

export type ConversationLeftFieldsFragment = { seq: number, createdAt: string, conversationId: string };

export type ConversationPreferencesChangedFieldsFragment = { seq: number, createdAt: string, conversationId: string, preferences: { mutedUntil: string | null, pinned: boolean, archived: boolean } };

export type PresenceSettingsChangedFieldsFragment = { seq: number, createdAt: string, presenceSettings: { visibility: PresenceAudience, showOnlineStatus: boolean, showLastSeen: boolean, invisible: boolean, shareTyping: boolean, shareReadReceipts: boolean } };

export type OwnPresenceChangedFieldsFragment = { seq: number, createdAt: string, ownPresence: { status: PresenceStatus, statusExpiresAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null } };

export type ContactRequestedFieldsFragment = { seq: number, createdAt: string, userId: string, direction: ContactRequestDirection, request: { userId: string, direction: ContactRequestDirection, message: string | null, requestedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null };

export type ContactRequestRemovedFieldsFragment = { seq: number, createdAt: string, userId: string, direction: ContactRequestDirection };

export type ContactAddedFieldsFragment = { seq: number, createdAt: string, contact: { userId: string, since: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } };

export type ContactRemovedFieldsFragment = { seq: number, createdAt: string, userId: string };

export type UserBlockedFieldsFragment = { seq: number, createdAt: string, blockedUser: { userId: string, blockedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } };

export type UserUnblockedFieldsFragment = { seq: number, createdAt: string, userId: string };

export type LocationSharingChangedFieldsFragment = { seq: number, createdAt: string, locationSharing: { audience: LocationAudience, precision: LocationPrecision, userIds: Array<string>, expiresAt: string | null } };

export type ContactNearbyFieldsFragment = { seq: number, createdAt: string, userId: string, contactUser: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

export type MessageHiddenFieldsFragment = { seq: number, createdAt: string, conversationId: string, messageId: string, messageSeq: number, messageThreadRootSeq: number | null };

export type AttachmentProcessedFieldsFragment = { seq: number, createdAt: string, attachmentId: string, attachment: { id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null } | null };

export type NotificationAddedFieldsFragment = { seq: number, createdAt: string, notificationId: string, notification: { id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> } | null };

export type NotificationsChangedFieldsFragment = { seq: number, createdAt: string, notificationIds: Array<string>, notifications: Array<{ id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> }> };

export type NotificationsRemovedFieldsFragment = { seq: number, createdAt: string, notificationIds: Array<string> };

export type NotificationPreferencesChangedFieldsFragment = { seq: number, createdAt: string, notificationPreferences: { doNotDisturbUntil: string | null, mutedUserIds: Array<string>, minimumPriority: NotificationPriority, types: Array<{ type: NotificationType, channels: Array<NotificationChannel> }>, quietHours: { start: string, end: string, timeZone: string } | null } };

export type ConversationExportFinishedFieldsFragment = { seq: number, createdAt: string, exportId: string, status: ExportStatus };

export type ReceiptsAdvancedFieldsFragment = { conversationId: string, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }> };

export type ReadPositionChangedFieldsFragment = { conversationId: string, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number };

export type ThreadReceiptsAdvancedFieldsFragment = { conversationId: string, threadRootId: string, threadRootSeq: number, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }> };

export type ThreadPositionChangedFieldsFragment = { conversationId: string, threadRootId: string, threadRootSeq: number, deliveredSeq: number, readSeq: number, unreadCount: number, unreadMentionCount: number, lastSeq: number };

export type UserChangedFieldsFragment = { user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } };

export type CaughtUpFieldsFragment = { cursor: string };

export type CheckpointFieldsFragment = { cursor: string };

export type ResyncRequiredFieldsFragment = { cursor: string, reason: ResyncReason, resyncConversationId: string | null };

export type AccessRevokedFieldsFragment = { conversationId: string };

export type EventWithheldFieldsFragment = { conversationId: string, seq: number };

type StreamItemFields_AccessRevoked_Fragment = { __typename: 'AccessRevoked', conversationId: string };

type StreamItemFields_AttachmentProcessed_Fragment = { __typename: 'AttachmentProcessed', seq: number, createdAt: string, attachmentId: string, attachment: { id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null } | null };

type StreamItemFields_CaughtUp_Fragment = { __typename: 'CaughtUp', cursor: string };

type StreamItemFields_Checkpoint_Fragment = { __typename: 'Checkpoint', cursor: string };

type StreamItemFields_ContactAdded_Fragment = { __typename: 'ContactAdded', seq: number, createdAt: string, contact: { userId: string, since: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } };

type StreamItemFields_ContactNearby_Fragment = { __typename: 'ContactNearby', seq: number, createdAt: string, userId: string, contactUser: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

type StreamItemFields_ContactRemoved_Fragment = { __typename: 'ContactRemoved', seq: number, createdAt: string, userId: string };

type StreamItemFields_ContactRequestRemoved_Fragment = { __typename: 'ContactRequestRemoved', seq: number, createdAt: string, userId: string, direction: ContactRequestDirection };

type StreamItemFields_ContactRequested_Fragment = { __typename: 'ContactRequested', seq: number, createdAt: string, userId: string, direction: ContactRequestDirection, request: { userId: string, direction: ContactRequestDirection, message: string | null, requestedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null };

type StreamItemFields_ConversationChanged_Fragment = { __typename: 'ConversationChanged', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, conversation: { id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } };

type StreamItemFields_ConversationExportFinished_Fragment = { __typename: 'ConversationExportFinished', seq: number, createdAt: string, exportId: string, status: ExportStatus };

type StreamItemFields_ConversationJoined_Fragment = { __typename: 'ConversationJoined', seq: number, createdAt: string, conversationId: string, joinedSeq: number, lastActivityAt: string | null, joinedConversation: { id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } | null };

type StreamItemFields_ConversationLeft_Fragment = { __typename: 'ConversationLeft', seq: number, createdAt: string, conversationId: string };

type StreamItemFields_ConversationPreferencesChanged_Fragment = { __typename: 'ConversationPreferencesChanged', seq: number, createdAt: string, conversationId: string, preferences: { mutedUntil: string | null, pinned: boolean, archived: boolean } };

type StreamItemFields_EventWithheld_Fragment = { __typename: 'EventWithheld', conversationId: string, seq: number };

type StreamItemFields_LinkPreviewsAdded_Fragment = { __typename: 'LinkPreviewsAdded', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

type StreamItemFields_LocationSharingChanged_Fragment = { __typename: 'LocationSharingChanged', seq: number, createdAt: string, locationSharing: { audience: LocationAudience, precision: LocationPrecision, userIds: Array<string>, expiresAt: string | null } };

type StreamItemFields_MemberAdded_Fragment = { __typename: 'MemberAdded', conversationId: string, seq: number, createdAt: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } };

type StreamItemFields_MemberBanned_Fragment = { __typename: 'MemberBanned', conversationId: string, seq: number, createdAt: string, userId: string, until: string | null, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

type StreamItemFields_MemberChanged_Fragment = { __typename: 'MemberChanged', conversationId: string, seq: number, createdAt: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } };

type StreamItemFields_MemberRemoved_Fragment = { __typename: 'MemberRemoved', conversationId: string, seq: number, createdAt: string, userId: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, removedUser: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

type StreamItemFields_MemberUnbanned_Fragment = { __typename: 'MemberUnbanned', conversationId: string, seq: number, createdAt: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

type StreamItemFields_MessageDeleted_Fragment = { __typename: 'MessageDeleted', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

type StreamItemFields_MessageEdited_Fragment = { __typename: 'MessageEdited', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

type StreamItemFields_MessageHidden_Fragment = { __typename: 'MessageHidden', seq: number, createdAt: string, conversationId: string, messageId: string, messageSeq: number, messageThreadRootSeq: number | null };

type StreamItemFields_MessagePinned_Fragment = { __typename: 'MessagePinned', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

type StreamItemFields_MessageSent_Fragment = { __typename: 'MessageSent', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

type StreamItemFields_MessageUnpinned_Fragment = { __typename: 'MessageUnpinned', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

type StreamItemFields_NotificationAdded_Fragment = { __typename: 'NotificationAdded', seq: number, createdAt: string, notificationId: string, notification: { id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> } | null };

type StreamItemFields_NotificationPreferencesChanged_Fragment = { __typename: 'NotificationPreferencesChanged', seq: number, createdAt: string, notificationPreferences: { doNotDisturbUntil: string | null, mutedUserIds: Array<string>, minimumPriority: NotificationPriority, types: Array<{ type: NotificationType, channels: Array<NotificationChannel> }>, quietHours: { start: string, end: string, timeZone: string } | null } };

type StreamItemFields_NotificationsChanged_Fragment = { __typename: 'NotificationsChanged', seq: number, createdAt: string, notificationIds: Array<string>, notifications: Array<{ id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> }> };

type StreamItemFields_NotificationsRemoved_Fragment = { __typename: 'NotificationsRemoved', seq: number, createdAt: string, notificationIds: Array<string> };

type StreamItemFields_OwnPresenceChanged_Fragment = { __typename: 'OwnPresenceChanged', seq: number, createdAt: string, ownPresence: { status: PresenceStatus, statusExpiresAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null } };

type StreamItemFields_PresenceSettingsChanged_Fragment = { __typename: 'PresenceSettingsChanged', seq: number, createdAt: string, presenceSettings: { visibility: PresenceAudience, showOnlineStatus: boolean, showLastSeen: boolean, invisible: boolean, shareTyping: boolean, shareReadReceipts: boolean } };

type StreamItemFields_ReactionAdded_Fragment = { __typename: 'ReactionAdded', conversationId: string, seq: number, createdAt: string, emoji: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

type StreamItemFields_ReactionRemoved_Fragment = { __typename: 'ReactionRemoved', conversationId: string, seq: number, createdAt: string, emoji: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } };

type StreamItemFields_ReadPositionChanged_Fragment = { __typename: 'ReadPositionChanged', conversationId: string, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number };

type StreamItemFields_ReceiptsAdvanced_Fragment = { __typename: 'ReceiptsAdvanced', conversationId: string, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }> };

type StreamItemFields_ResyncRequired_Fragment = { __typename: 'ResyncRequired', cursor: string, reason: ResyncReason, resyncConversationId: string | null };

type StreamItemFields_ThreadPositionChanged_Fragment = { __typename: 'ThreadPositionChanged', conversationId: string, threadRootId: string, threadRootSeq: number, deliveredSeq: number, readSeq: number, unreadCount: number, unreadMentionCount: number, lastSeq: number };

type StreamItemFields_ThreadReceiptsAdvanced_Fragment = { __typename: 'ThreadReceiptsAdvanced', conversationId: string, threadRootId: string, threadRootSeq: number, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }> };

type StreamItemFields_UserBlocked_Fragment = { __typename: 'UserBlocked', seq: number, createdAt: string, blockedUser: { userId: string, blockedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } };

type StreamItemFields_UserChanged_Fragment = { __typename: 'UserChanged', user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } };

type StreamItemFields_UserUnblocked_Fragment = { __typename: 'UserUnblocked', seq: number, createdAt: string, userId: string };

export type StreamItemFieldsFragment =
  | StreamItemFields_AccessRevoked_Fragment
  | StreamItemFields_AttachmentProcessed_Fragment
  | StreamItemFields_CaughtUp_Fragment
  | StreamItemFields_Checkpoint_Fragment
  | StreamItemFields_ContactAdded_Fragment
  | StreamItemFields_ContactNearby_Fragment
  | StreamItemFields_ContactRemoved_Fragment
  | StreamItemFields_ContactRequestRemoved_Fragment
  | StreamItemFields_ContactRequested_Fragment
  | StreamItemFields_ConversationChanged_Fragment
  | StreamItemFields_ConversationExportFinished_Fragment
  | StreamItemFields_ConversationJoined_Fragment
  | StreamItemFields_ConversationLeft_Fragment
  | StreamItemFields_ConversationPreferencesChanged_Fragment
  | StreamItemFields_EventWithheld_Fragment
  | StreamItemFields_LinkPreviewsAdded_Fragment
  | StreamItemFields_LocationSharingChanged_Fragment
  | StreamItemFields_MemberAdded_Fragment
  | StreamItemFields_MemberBanned_Fragment
  | StreamItemFields_MemberChanged_Fragment
  | StreamItemFields_MemberRemoved_Fragment
  | StreamItemFields_MemberUnbanned_Fragment
  | StreamItemFields_MessageDeleted_Fragment
  | StreamItemFields_MessageEdited_Fragment
  | StreamItemFields_MessageHidden_Fragment
  | StreamItemFields_MessagePinned_Fragment
  | StreamItemFields_MessageSent_Fragment
  | StreamItemFields_MessageUnpinned_Fragment
  | StreamItemFields_NotificationAdded_Fragment
  | StreamItemFields_NotificationPreferencesChanged_Fragment
  | StreamItemFields_NotificationsChanged_Fragment
  | StreamItemFields_NotificationsRemoved_Fragment
  | StreamItemFields_OwnPresenceChanged_Fragment
  | StreamItemFields_PresenceSettingsChanged_Fragment
  | StreamItemFields_ReactionAdded_Fragment
  | StreamItemFields_ReactionRemoved_Fragment
  | StreamItemFields_ReadPositionChanged_Fragment
  | StreamItemFields_ReceiptsAdvanced_Fragment
  | StreamItemFields_ResyncRequired_Fragment
  | StreamItemFields_ThreadPositionChanged_Fragment
  | StreamItemFields_ThreadReceiptsAdvanced_Fragment
  | StreamItemFields_UserBlocked_Fragment
  | StreamItemFields_UserChanged_Fragment
  | StreamItemFields_UserUnblocked_Fragment
;

export type EventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EventsSubscription = { events:
    | { __typename: 'AccessRevoked', conversationId: string }
    | { __typename: 'AttachmentProcessed', seq: number, createdAt: string, attachmentId: string, attachment: { id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null } | null }
    | { __typename: 'CaughtUp', cursor: string }
    | { __typename: 'Checkpoint', cursor: string }
    | { __typename: 'ContactAdded', seq: number, createdAt: string, contact: { userId: string, since: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } }
    | { __typename: 'ContactNearby', seq: number, createdAt: string, userId: string, contactUser: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null }
    | { __typename: 'ContactRemoved', seq: number, createdAt: string, userId: string }
    | { __typename: 'ContactRequestRemoved', seq: number, createdAt: string, userId: string, direction: ContactRequestDirection }
    | { __typename: 'ContactRequested', seq: number, createdAt: string, userId: string, direction: ContactRequestDirection, request: { userId: string, direction: ContactRequestDirection, message: string | null, requestedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null }
    | { __typename: 'ConversationChanged', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, conversation: { id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } }
    | { __typename: 'ConversationExportFinished', seq: number, createdAt: string, exportId: string, status: ExportStatus }
    | { __typename: 'ConversationJoined', seq: number, createdAt: string, conversationId: string, joinedSeq: number, lastActivityAt: string | null, joinedConversation: { id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } | null }
    | { __typename: 'ConversationLeft', seq: number, createdAt: string, conversationId: string }
    | { __typename: 'ConversationPreferencesChanged', seq: number, createdAt: string, conversationId: string, preferences: { mutedUntil: string | null, pinned: boolean, archived: boolean } }
    | { __typename: 'EventWithheld', conversationId: string, seq: number }
    | { __typename: 'LinkPreviewsAdded', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'LocationSharingChanged', seq: number, createdAt: string, locationSharing: { audience: LocationAudience, precision: LocationPrecision, userIds: Array<string>, expiresAt: string | null } }
    | { __typename: 'MemberAdded', conversationId: string, seq: number, createdAt: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } }
    | { __typename: 'MemberBanned', conversationId: string, seq: number, createdAt: string, userId: string, until: string | null, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null }
    | { __typename: 'MemberChanged', conversationId: string, seq: number, createdAt: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } }
    | { __typename: 'MemberRemoved', conversationId: string, seq: number, createdAt: string, userId: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, removedUser: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null }
    | { __typename: 'MemberUnbanned', conversationId: string, seq: number, createdAt: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null }
    | { __typename: 'MessageDeleted', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'MessageEdited', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'MessageHidden', seq: number, createdAt: string, conversationId: string, messageId: string, messageSeq: number, messageThreadRootSeq: number | null }
    | { __typename: 'MessagePinned', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'MessageSent', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'MessageUnpinned', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'NotificationAdded', seq: number, createdAt: string, notificationId: string, notification: { id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> } | null }
    | { __typename: 'NotificationPreferencesChanged', seq: number, createdAt: string, notificationPreferences: { doNotDisturbUntil: string | null, mutedUserIds: Array<string>, minimumPriority: NotificationPriority, types: Array<{ type: NotificationType, channels: Array<NotificationChannel> }>, quietHours: { start: string, end: string, timeZone: string } | null } }
    | { __typename: 'NotificationsChanged', seq: number, createdAt: string, notificationIds: Array<string>, notifications: Array<{ id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> }> }
    | { __typename: 'NotificationsRemoved', seq: number, createdAt: string, notificationIds: Array<string> }
    | { __typename: 'OwnPresenceChanged', seq: number, createdAt: string, ownPresence: { status: PresenceStatus, statusExpiresAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null } }
    | { __typename: 'PresenceSettingsChanged', seq: number, createdAt: string, presenceSettings: { visibility: PresenceAudience, showOnlineStatus: boolean, showLastSeen: boolean, invisible: boolean, shareTyping: boolean, shareReadReceipts: boolean } }
    | { __typename: 'ReactionAdded', conversationId: string, seq: number, createdAt: string, emoji: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'ReactionRemoved', conversationId: string, seq: number, createdAt: string, emoji: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'ReadPositionChanged', conversationId: string, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number }
    | { __typename: 'ReceiptsAdvanced', conversationId: string, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }> }
    | { __typename: 'ResyncRequired', cursor: string, reason: ResyncReason, resyncConversationId: string | null }
    | { __typename: 'ThreadPositionChanged', conversationId: string, threadRootId: string, threadRootSeq: number, deliveredSeq: number, readSeq: number, unreadCount: number, unreadMentionCount: number, lastSeq: number }
    | { __typename: 'ThreadReceiptsAdvanced', conversationId: string, threadRootId: string, threadRootSeq: number, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }> }
    | { __typename: 'UserBlocked', seq: number, createdAt: string, blockedUser: { userId: string, blockedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } }
    | { __typename: 'UserChanged', user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } }
    | { __typename: 'UserUnblocked', seq: number, createdAt: string, userId: string }
   };

export type ConversationEventsSubscriptionVariables = Exact<{
  conversationId: string;
  afterSeq?: number | null | undefined;
}>;


export type ConversationEventsSubscription = { conversationEvents:
    | { __typename: 'AccessRevoked', conversationId: string }
    | { __typename: 'AttachmentProcessed', seq: number, createdAt: string, attachmentId: string, attachment: { id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null } | null }
    | { __typename: 'CaughtUp', cursor: string }
    | { __typename: 'Checkpoint', cursor: string }
    | { __typename: 'ContactAdded', seq: number, createdAt: string, contact: { userId: string, since: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } }
    | { __typename: 'ContactNearby', seq: number, createdAt: string, userId: string, contactUser: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null }
    | { __typename: 'ContactRemoved', seq: number, createdAt: string, userId: string }
    | { __typename: 'ContactRequestRemoved', seq: number, createdAt: string, userId: string, direction: ContactRequestDirection }
    | { __typename: 'ContactRequested', seq: number, createdAt: string, userId: string, direction: ContactRequestDirection, request: { userId: string, direction: ContactRequestDirection, message: string | null, requestedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null }
    | { __typename: 'ConversationChanged', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, conversation: { id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } }
    | { __typename: 'ConversationExportFinished', seq: number, createdAt: string, exportId: string, status: ExportStatus }
    | { __typename: 'ConversationJoined', seq: number, createdAt: string, conversationId: string, joinedSeq: number, lastActivityAt: string | null, joinedConversation: { id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } | null }
    | { __typename: 'ConversationLeft', seq: number, createdAt: string, conversationId: string }
    | { __typename: 'ConversationPreferencesChanged', seq: number, createdAt: string, conversationId: string, preferences: { mutedUntil: string | null, pinned: boolean, archived: boolean } }
    | { __typename: 'EventWithheld', conversationId: string, seq: number }
    | { __typename: 'LinkPreviewsAdded', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'LocationSharingChanged', seq: number, createdAt: string, locationSharing: { audience: LocationAudience, precision: LocationPrecision, userIds: Array<string>, expiresAt: string | null } }
    | { __typename: 'MemberAdded', conversationId: string, seq: number, createdAt: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } }
    | { __typename: 'MemberBanned', conversationId: string, seq: number, createdAt: string, userId: string, until: string | null, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null }
    | { __typename: 'MemberChanged', conversationId: string, seq: number, createdAt: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } }
    | { __typename: 'MemberRemoved', conversationId: string, seq: number, createdAt: string, userId: string, memberCount: number, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, removedUser: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null }
    | { __typename: 'MemberUnbanned', conversationId: string, seq: number, createdAt: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null }
    | { __typename: 'MessageDeleted', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'MessageEdited', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'MessageHidden', seq: number, createdAt: string, conversationId: string, messageId: string, messageSeq: number, messageThreadRootSeq: number | null }
    | { __typename: 'MessagePinned', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'MessageSent', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'MessageUnpinned', conversationId: string, seq: number, createdAt: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'NotificationAdded', seq: number, createdAt: string, notificationId: string, notification: { id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> } | null }
    | { __typename: 'NotificationPreferencesChanged', seq: number, createdAt: string, notificationPreferences: { doNotDisturbUntil: string | null, mutedUserIds: Array<string>, minimumPriority: NotificationPriority, types: Array<{ type: NotificationType, channels: Array<NotificationChannel> }>, quietHours: { start: string, end: string, timeZone: string } | null } }
    | { __typename: 'NotificationsChanged', seq: number, createdAt: string, notificationIds: Array<string>, notifications: Array<{ id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> }> }
    | { __typename: 'NotificationsRemoved', seq: number, createdAt: string, notificationIds: Array<string> }
    | { __typename: 'OwnPresenceChanged', seq: number, createdAt: string, ownPresence: { status: PresenceStatus, statusExpiresAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null } }
    | { __typename: 'PresenceSettingsChanged', seq: number, createdAt: string, presenceSettings: { visibility: PresenceAudience, showOnlineStatus: boolean, showLastSeen: boolean, invisible: boolean, shareTyping: boolean, shareReadReceipts: boolean } }
    | { __typename: 'ReactionAdded', conversationId: string, seq: number, createdAt: string, emoji: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'ReactionRemoved', conversationId: string, seq: number, createdAt: string, emoji: string, userId: string, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } }
    | { __typename: 'ReadPositionChanged', conversationId: string, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number }
    | { __typename: 'ReceiptsAdvanced', conversationId: string, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }> }
    | { __typename: 'ResyncRequired', cursor: string, reason: ResyncReason, resyncConversationId: string | null }
    | { __typename: 'ThreadPositionChanged', conversationId: string, threadRootId: string, threadRootSeq: number, deliveredSeq: number, readSeq: number, unreadCount: number, unreadMentionCount: number, lastSeq: number }
    | { __typename: 'ThreadReceiptsAdvanced', conversationId: string, threadRootId: string, threadRootSeq: number, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }> }
    | { __typename: 'UserBlocked', seq: number, createdAt: string, blockedUser: { userId: string, blockedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } }
    | { __typename: 'UserChanged', user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } }
    | { __typename: 'UserUnblocked', seq: number, createdAt: string, userId: string }
   };

export type ConversationExportQueryVariables = Exact<{
  id: string;
}>;


export type ConversationExportQuery = { conversationExport: { url: string | null, id: string, conversationId: string, status: ExportStatus, progress: number, messageCount: number, sizeBytes: number, upToSeq: number, createdAt: string, finishedAt: string | null, expiresAt: string } | null };

export type ExportConversationMutationVariables = Exact<{
  input: ExportConversationInput;
}>;


export type ExportConversationMutation = { exportConversation: { export: { id: string, conversationId: string, status: ExportStatus, progress: number, messageCount: number, sizeBytes: number, upToSeq: number, createdAt: string, finishedAt: string | null, expiresAt: string } } | null };

export type UserFieldsFragment = { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string };

export type MessageFieldsFragment = { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null };

export type ConversationFieldsFragment = { id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number };

export type MemberFieldsFragment = { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } };

export type ReceiptFieldsFragment = { userId: string, deliveredSeq: number, readSeq: number };

export type PreferencesFieldsFragment = { mutedUntil: string | null, pinned: boolean, archived: boolean };

export type PresenceSettingsFieldsFragment = { visibility: PresenceAudience, showOnlineStatus: boolean, showLastSeen: boolean, invisible: boolean, shareTyping: boolean, shareReadReceipts: boolean };

export type CustomStatusFieldsFragment = { text: string | null, emoji: string | null, expiresAt: string | null };

export type OwnPresenceFieldsFragment = { status: PresenceStatus, statusExpiresAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null };

export type PresenceFieldsFragment = { userId: string, status: PresenceStatus, lastSeenAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null };

export type ViewerMembershipFieldsFragment = { role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number, preferences: { mutedUntil: string | null, pinned: boolean, archived: boolean } };

export type ThreadFieldsFragment = { rootSeq: number, replyCount: number, lastReplyAt: string, participantIds: Array<string>, participantCount: number, deliveredSeq: number, readSeq: number, unreadCount: number, unreadMentionCount: number, lastSeq: number };

export type PositionFieldsFragment = { conversationId: string, threadRootId: string | null, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number };

export type AttachmentFieldsFragment = { id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null };

export type ConversationExportFieldsFragment = { id: string, conversationId: string, status: ExportStatus, progress: number, messageCount: number, sizeBytes: number, upToSeq: number, createdAt: string, finishedAt: string | null, expiresAt: string };

export type ContactFieldsFragment = { userId: string, since: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } };

export type ContactRequestFieldsFragment = { userId: string, direction: ContactRequestDirection, message: string | null, requestedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } };

export type BlockedUserFieldsFragment = { userId: string, blockedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } };

export type LocationSharingFieldsFragment = { audience: LocationAudience, precision: LocationPrecision, userIds: Array<string>, expiresAt: string | null };

export type LocationFieldsFragment = { latitude: number, longitude: number, accuracyMeters: number | null, headingDegrees: number | null, speedMetersPerSecond: number | null, geohash: string, precision: LocationPrecision, updatedAt: string, isStale: boolean, expiresAt: string };

export type LocationsSubscriptionVariables = Exact<{
  userIds: Array<string> | string;
}>;


export type LocationsSubscription = { locations: { userId: string, location: { latitude: number, longitude: number, accuracyMeters: number | null, headingDegrees: number | null, speedMetersPerSecond: number | null, geohash: string, precision: LocationPrecision, updatedAt: string, isStale: boolean, expiresAt: string } | null } };

export type LocationSharingQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LocationSharingQuery = { viewer: { locationSharing: { isSharing: boolean, audience: LocationAudience, precision: LocationPrecision, userIds: Array<string>, expiresAt: string | null, viewers: { edges: Array<{ node: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } } };

export type ShareLocationMutationVariables = Exact<{
  input: ShareLocationInput;
}>;


export type ShareLocationMutation = { shareLocation: { location: { latitude: number, longitude: number, accuracyMeters: number | null, headingDegrees: number | null, speedMetersPerSecond: number | null, geohash: string, precision: LocationPrecision, updatedAt: string, isStale: boolean, expiresAt: string }, locationSharing: { audience: LocationAudience, precision: LocationPrecision, userIds: Array<string>, expiresAt: string | null } } | null };

export type StopSharingLocationMutationVariables = Exact<{ [key: string]: never; }>;


export type StopSharingLocationMutation = { stopSharingLocation: { locationSharing: { audience: LocationAudience, precision: LocationPrecision, userIds: Array<string>, expiresAt: string | null } } | null };

export type UpdateLocationSharingMutationVariables = Exact<{
  input: UpdateLocationSharingInput;
}>;


export type UpdateLocationSharingMutation = { updateLocationSharing: { locationSharing: { audience: LocationAudience, precision: LocationPrecision, userIds: Array<string>, expiresAt: string | null } } | null };

export type NearbyUsersQueryVariables = Exact<{
  radiusMeters: number;
}>;


export type NearbyUsersQuery = { nearbyUsers: Array<{ userId: string, distanceMeters: number, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string }, location: { latitude: number, longitude: number, accuracyMeters: number | null, headingDegrees: number | null, speedMetersPerSecond: number | null, geohash: string, precision: LocationPrecision, updatedAt: string, isStale: boolean, expiresAt: string } }> };

export type MessageQueryVariables = Exact<{
  id: string;
}>;


export type MessageQuery = { message: { status: MessageStatus, id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, reactions: Array<{ emoji: string, viewerHasReacted: boolean, count: number, userIds: Array<string> }>, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } | null };

export type MessageDeliveryQueryVariables = Exact<{
  id: string;
}>;


export type MessageDeliveryQuery = { message: { id: string, status: MessageStatus, delivery: { recipientCount: number, deliveredCount: number, readCount: number, deliveredTo: Array<{ id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string }> | null, readers: Array<{ id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string }> | null } | null } | null };

export type MessageVersionsQueryVariables = Exact<{
  id: string;
}>;


export type MessageVersionsQuery = { message: { id: string, version: number, earlierVersions: Array<{ version: number, text: string | null, replacedAt: string }> } | null };

export type MessagesQueryVariables = Exact<{
  conversationId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  aroundSeq?: number | null | undefined;
}>;


export type MessagesQuery = { conversation: { messages: { edges: Array<{ cursor: string, node: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type ReactorsQueryVariables = Exact<{
  messageId: string;
  emoji: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReactorsQuery = { message: { reactors: { edges: Array<{ cursor: string, node: { userId: string, createdAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type AddReactionMutationVariables = Exact<{
  input: AddReactionInput;
}>;


export type AddReactionMutation = { addReaction: { message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } } | null };

export type RemoveReactionMutationVariables = Exact<{
  input: RemoveReactionInput;
}>;


export type RemoveReactionMutation = { removeReaction: { message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } } | null };

export type PinnedMessagesQueryVariables = Exact<{
  conversationId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PinnedMessagesQuery = { conversation: { pinnedMessages: { edges: Array<{ cursor: string, node: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type PinMessageMutationVariables = Exact<{
  input: PinMessageInput;
}>;


export type PinMessageMutation = { pinMessage: { message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } } | null };

export type UnpinMessageMutationVariables = Exact<{
  input: UnpinMessageInput;
}>;


export type UnpinMessageMutation = { unpinMessage: { message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } } | null };

export type ForwardMessagesMutationVariables = Exact<{
  input: ForwardMessagesInput;
}>;


export type ForwardMessagesMutation = { forwardMessages: { forwardings: Array<{ conversationId: string, messages: Array<{ id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null }>, error: { code: ErrorCode, message: string, retryAfterMs: number | null } | null }> } | null };

export type SendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;


export type SendMessageMutation = { sendMessage: { message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } } | null };

export type EditMessageMutationVariables = Exact<{
  input: EditMessageInput;
}>;


export type EditMessageMutation = { editMessage: { message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } } | null };

export type DeleteMessageMutationVariables = Exact<{
  input: DeleteMessageInput;
}>;


export type DeleteMessageMutation = { deleteMessage: { message: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } } | null };

export type ReportFieldsFragment = { id: string, conversationId: string, messageId: string, messageSeq: number, senderId: string, messageText: string | null, messageVersion: number, reporterId: string, reason: ReportReason, comment: string | null, createdAt: string, resolvedAt: string | null, resolution: ReportResolution | null, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, reporter: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, resolvedBy: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

export type BanFieldsFragment = { conversationId: string, userId: string, until: string | null, reason: string | null, bannedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, bannedBy: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

export type ReportsQueryVariables = Exact<{
  conversationId: string;
  openOnly?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ReportsQuery = { conversation: { reports: { edges: Array<{ cursor: string, node: { id: string, conversationId: string, messageId: string, messageSeq: number, senderId: string, messageText: string | null, messageVersion: number, reporterId: string, reason: ReportReason, comment: string | null, createdAt: string, resolvedAt: string | null, resolution: ReportResolution | null, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, reporter: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, resolvedBy: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type BansQueryVariables = Exact<{
  conversationId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type BansQuery = { conversation: { bans: { edges: Array<{ cursor: string, node: { conversationId: string, userId: string, until: string | null, reason: string | null, bannedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, bannedBy: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type AuditEntriesQueryVariables = Exact<{
  conversationId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AuditEntriesQuery = { conversation: { auditEntries: { edges: Array<{ cursor: string, node: { at: string, actorId: string, action: AuditAction, subjectId: string | null, details: Record<string, unknown>, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, subject: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type ReportMessageMutationVariables = Exact<{
  input: ReportMessageInput;
}>;


export type ReportMessageMutation = { reportMessage: { report: { id: string, conversationId: string, messageId: string, messageSeq: number, senderId: string, messageText: string | null, messageVersion: number, reporterId: string, reason: ReportReason, comment: string | null, createdAt: string, resolvedAt: string | null, resolution: ReportResolution | null, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, reporter: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, resolvedBy: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null } } | null };

export type ResolveReportMutationVariables = Exact<{
  input: ResolveReportInput;
}>;


export type ResolveReportMutation = { resolveReport: { report: { id: string, conversationId: string, messageId: string, messageSeq: number, senderId: string, messageText: string | null, messageVersion: number, reporterId: string, reason: ReportReason, comment: string | null, createdAt: string, resolvedAt: string | null, resolution: ReportResolution | null, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, reporter: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, resolvedBy: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null } } | null };

export type MuteMemberMutationVariables = Exact<{
  input: MuteMemberInput;
}>;


export type MuteMemberMutation = { muteMember: { member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } } | null };

export type UnmuteMemberMutationVariables = Exact<{
  input: UnmuteMemberInput;
}>;


export type UnmuteMemberMutation = { unmuteMember: { member: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } } | null };

export type BanMemberMutationVariables = Exact<{
  input: BanMemberInput;
}>;


export type BanMemberMutation = { banMember: { ban: { conversationId: string, userId: string, until: string | null, reason: string | null, bannedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, bannedBy: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null }, conversation: { lastSeq: number, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } } | null };

export type UnbanMemberMutationVariables = Exact<{
  input: UnbanMemberInput;
}>;


export type UnbanMemberMutation = { unbanMember: { conversation: { lastSeq: number, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } } | null };

export type SetSlowModeMutationVariables = Exact<{
  input: SetSlowModeInput;
}>;


export type SetSlowModeMutation = { setSlowMode: { conversation: { lastSeq: number, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number } } | null };

export type NotificationFieldsFragment = { id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> };

export type NotificationPreferencesFieldsFragment = { doNotDisturbUntil: string | null, mutedUserIds: Array<string>, minimumPriority: NotificationPriority, types: Array<{ type: NotificationType, channels: Array<NotificationChannel> }>, quietHours: { start: string, end: string, timeZone: string } | null };

export type NotificationsQueryVariables = Exact<{
  filter?: NotificationFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NotificationsQuery = { viewer: { unreadNotificationCount: number, notifications: { edges: Array<{ cursor: string, node: { title: string | null, body: string | null, readAt: string | null, messageCount: number | null, id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actor: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type MarkNotificationsSeenMutationVariables = Exact<{
  input: MarkNotificationsSeenInput;
}>;


export type MarkNotificationsSeenMutation = { markNotificationsSeen: { unreadNotificationCount: number, notifications: Array<{ id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> }> } | null };

export type MarkNotificationsReadMutationVariables = Exact<{
  input: MarkNotificationsReadInput;
}>;


export type MarkNotificationsReadMutation = { markNotificationsRead: { unreadNotificationCount: number, notifications: Array<{ id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> }> } | null };

export type ArchiveNotificationsMutationVariables = Exact<{
  input: ArchiveNotificationsInput;
}>;


export type ArchiveNotificationsMutation = { archiveNotifications: { unreadNotificationCount: number, notifications: Array<{ id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> }> } | null };

export type DeleteNotificationsMutationVariables = Exact<{
  input: DeleteNotificationsInput;
}>;


export type DeleteNotificationsMutation = { deleteNotifications: { notificationIds: Array<string>, unreadNotificationCount: number } | null };

export type UpdateNotificationPreferencesMutationVariables = Exact<{
  input: UpdateNotificationPreferencesInput;
}>;


export type UpdateNotificationPreferencesMutation = { updateNotificationPreferences: { notificationPreferences: { doNotDisturbUntil: string | null, mutedUserIds: Array<string>, minimumPriority: NotificationPriority, types: Array<{ type: NotificationType, channels: Array<NotificationChannel> }>, quietHours: { start: string, end: string, timeZone: string } | null } } | null };

export type NotificationDeliveryFieldsFragment = { notificationId: string | null, user: { id: string }, decisions: Array<{ channel: NotificationChannel, outcome: NotificationOutcome, rule: NotificationRule, until: string | null }> };

export type SendNotificationMutationVariables = Exact<{
  input: SendNotificationInput;
}>;


export type SendNotificationMutation = { sendNotification: { deliveries: Array<{ notificationId: string | null, user: { id: string }, decisions: Array<{ channel: NotificationChannel, outcome: NotificationOutcome, rule: NotificationRule, until: string | null }> }> } | null };

export type ExplainNotificationQueryVariables = Exact<{
  id: string;
}>;


export type ExplainNotificationQuery = { explainNotification: { notificationId: string | null, user: { id: string }, decisions: Array<{ channel: NotificationChannel, outcome: NotificationOutcome, rule: NotificationRule, until: string | null }> } | null };

export type ChannelDeliveryFieldsFragment = { id: string, userId: string, channel: NotificationChannel, targetId: string, notificationId: string | null, type: NotificationType, priority: NotificationPriority, status: ChannelDeliveryStatus, rule: NotificationRule | null, attemptCount: number, nextAttemptAt: string | null, createdAt: string, settledAt: string | null, attempts: Array<{ at: string, code: number | null, error: string | null }> };

export type NotificationDeliveriesQueryVariables = Exact<{
  filter?: NotificationDeliveryFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type NotificationDeliveriesQuery = { notificationDeliveries: { edges: Array<{ node: { id: string, userId: string, channel: NotificationChannel, targetId: string, notificationId: string | null, type: NotificationType, priority: NotificationPriority, status: ChannelDeliveryStatus, rule: NotificationRule | null, attemptCount: number, nextAttemptAt: string | null, createdAt: string, settledAt: string | null, attempts: Array<{ at: string, code: number | null, error: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null, hasPreviousPage: boolean, startCursor: string | null } } };

export type ReplayNotificationDeliveriesMutationVariables = Exact<{
  input: ReplayNotificationDeliveriesInput;
}>;


export type ReplayNotificationDeliveriesMutation = { replayNotificationDeliveries: { replayedCount: number, nextSince: string | null } | null };

export type OwnPresenceQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnPresenceQuery = { viewer: { ownPresence: { status: PresenceStatus, statusExpiresAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null } } };

export type PresencesQueryVariables = Exact<{
  userIds: Array<string> | string;
}>;


export type PresencesQuery = { presence: Array<{ userId: string, status: PresenceStatus, lastSeenAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null }> };

export type OnlineMembersQueryVariables = Exact<{
  conversationId: string;
  first?: number | null | undefined;
}>;


export type OnlineMembersQuery = { conversation: { onlineMembers: { count: number, users: Array<{ id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string }> } | null } | null };

export type PresenceSubscriptionVariables = Exact<{
  userIds: Array<string> | string;
}>;


export type PresenceSubscription = { presence: { userId: string, status: PresenceStatus, lastSeenAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null } };

export type SetPresenceMutationVariables = Exact<{
  input: SetPresenceInput;
}>;


export type SetPresenceMutation = { setPresence: { ownPresence: { status: PresenceStatus, statusExpiresAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null } } | null };

export type SetCustomStatusMutationVariables = Exact<{
  input: SetCustomStatusInput;
}>;


export type SetCustomStatusMutation = { setCustomStatus: { ownPresence: { status: PresenceStatus, statusExpiresAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null } } | null };

export type ReportActivityMutationVariables = Exact<{
  input: ReportActivityInput;
}>;


export type ReportActivityMutation = { reportActivity: { idleAt: string | null } | null };

export type PresenceSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type PresenceSettingsQuery = { viewer: { presenceSettings: { visibility: PresenceAudience, showOnlineStatus: boolean, showLastSeen: boolean, invisible: boolean, shareTyping: boolean, shareReadReceipts: boolean } } };

export type UpdatePresenceSettingsMutationVariables = Exact<{
  input: UpdatePresenceSettingsInput;
}>;


export type UpdatePresenceSettingsMutation = { updatePresenceSettings: { presenceSettings: { visibility: PresenceAudience, showOnlineStatus: boolean, showLastSeen: boolean, invisible: boolean, shareTyping: boolean, shareReadReceipts: boolean } } | null };

export type AcknowledgeMutationVariables = Exact<{
  input: AcknowledgeInput;
}>;


export type AcknowledgeMutation = { acknowledge: { positions: Array<{ conversationId: string, threadRootId: string | null, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number }> } | null };

export type MarkUnreadMutationVariables = Exact<{
  input: MarkUnreadInput;
}>;


export type MarkUnreadMutation = { markUnread: { position: { conversationId: string, threadRootId: string | null, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number } } | null };

export type SearchMessagesQueryVariables = Exact<{
  query: string;
  conversationId?: string | null | undefined;
  filter?: MessageSearchFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type SearchMessagesQuery = { searchMessages: { edges: Array<{ cursor: string, rank: number, node: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } | null, highlights: Array<{ start: number, end: number }> } | null> | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type SetSearchLanguageMutationVariables = Exact<{
  input: SetSearchLanguageInput;
}>;


export type SetSearchLanguageMutation = { setSearchLanguage: { language: SearchLanguage } | null };

export type ServerInfoQueryVariables = Exact<{ [key: string]: never; }>;


export type ServerInfoQuery = { serverInfo: { version: string, time: string, limits: { messageTextLengthMax: number, messageTextBytesMax: number, metadataBytesMax: number, titleLengthMax: number, pageSizeMax: number, membersPerRequestMax: number, slowModeMsMax: number, moderationTextLengthMax: number, mentionsMax: number, reactionsPerMessageMax: number, attachmentBytesMax: number, unsentAttachmentsMax: number, attachmentsPerMessageMax: number, imagePixelsMax: number, pinsPerConversationMax: number, forwardsMax: number, forwardTargetsMax: number, positionsPerRequestMax: number, conversationMembersMax: number, namedReceiptsMembersMax: number, countedReceiptsMembersMax: number, searchQueryLengthMax: number, searchWordsMax: number, searchRankedMax: number, typingLeaseMs: number, typingUsersMax: number, signalDataBytesMax: number, signalUsersMax: number, signalTopicsMax: number, locationIntervalMs: number, locationMetersMin: number, locationStaleMs: number, locationShareMsMax: number, locationUsersMax: number, presenceUsersMax: number, awayAfterIdleMs: number, customStatusLengthMax: number, nearbyRadiusMetersMax: number, nearbyUsersMax: number, webhookEndpointsMax: number, retentionMs: number, requestBytesMax: number, subscriptionsPerSocketMax: number, socketsPerUserMax: number, operationDepthMax: number, operationAliasesMax: number, checkpointIntervalMs: number, pingIntervalMs: number }, errorCodes: Array<{ code: ErrorCode, httpStatus: number, retryable: boolean, description: string }> } };

export type NodeQueryVariables = Exact<{
  id: string;
}>;


export type NodeQuery = { node:
    | { __typename: 'Attachment', status: AttachmentStatus, type: string | null, sizeBytes: number, id: string, fileName: string }
    | { __typename: 'ChannelDelivery', id: string }
    | { __typename: 'Conversation', title: string | null, memberCount: number, lastActivityAt: string, id: string }
    | { __typename: 'ConversationExport', id: string }
    | { __typename: 'Message', conversationId: string, seq: number, text: string | null, id: string }
    | { __typename: 'MessageReport', id: string }
    | { __typename: 'Notification', title: string | null, body: string | null, id: string }
    | { __typename: 'NotificationBroadcast', id: string }
    | { __typename: 'PushSubscription', id: string }
    | { __typename: 'User', id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookEndpoint', id: string }
   | null };

export type SyncCursorQueryVariables = Exact<{ [key: string]: never; }>;


export type SyncCursorQuery = { syncCursor: string };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { refreshSession: { expiresAt: string, renewed: boolean } | null };

export type RevokeSessionsMutationVariables = Exact<{
  input: RevokeSessionsInput;
}>;


export type RevokeSessionsMutation = { revokeSessions: { user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null };

export type ConversationStateFragment = { lastSeq: number, lastActivityAt: string, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number, members: { edges: Array<{ node: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean } }, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }>, messages: { edges: Array<{ node: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, thread: { rootSeq: number, replyCount: number, lastReplyAt: string, participantIds: Array<string>, participantCount: number, deliveredSeq: number, readSeq: number, unreadCount: number, unreadMentionCount: number, lastSeq: number } | null, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } | null } | null> | null, pageInfo: { hasPreviousPage: boolean } }, viewerMembership: { role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number, preferences: { mutedUntil: string | null, pinned: boolean, archived: boolean } } | null };

export type SyncStateQueryVariables = Exact<{
  notifications?: number | null | undefined;
  conversations?: number | null | undefined;
  after?: string | null | undefined;
  members?: number | null | undefined;
  messages?: number | null | undefined;
  contacts?: number | null | undefined;
}>;


export type SyncStateQuery = { syncCursor: string, viewer: { tenantId: string, unreadCount: number, unreadMentionCount: number, unreadNotificationCount: number, presenceSettings: { visibility: PresenceAudience, showOnlineStatus: boolean, showLastSeen: boolean, invisible: boolean, shareTyping: boolean, shareReadReceipts: boolean }, notificationPreferences: { doNotDisturbUntil: string | null, mutedUserIds: Array<string>, minimumPriority: NotificationPriority, types: Array<{ type: NotificationType, channels: Array<NotificationChannel> }>, quietHours: { start: string, end: string, timeZone: string } | null }, notifications: { edges: Array<{ node: { id: string, type: NotificationType, category: string | null, priority: NotificationPriority, data: Record<string, unknown>, imageUrl: string | null, actionUrl: string | null, collapseKey: string | null, conversationId: string | null, messageSeq: number | null, threadRootSeq: number | null, actorId: string | null, createdAt: string, expiresAt: string, seenAt: string | null, archivedAt: string | null, isRead: boolean, actions: Array<{ label: string, url: string | null, mutation: string | null, data: Record<string, unknown> }> } | null } | null> | null }, locationSharing: { audience: LocationAudience, precision: LocationPrecision, userIds: Array<string>, expiresAt: string | null }, ownPresence: { status: PresenceStatus, statusExpiresAt: string | null, customStatus: { text: string | null, emoji: string | null, expiresAt: string | null } | null }, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string }, contacts: { edges: Array<{ node: { userId: string, since: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean } }, incomingRequests: { edges: Array<{ node: { userId: string, direction: ContactRequestDirection, message: string | null, requestedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean } }, outgoingRequests: { edges: Array<{ node: { userId: string, direction: ContactRequestDirection, message: string | null, requestedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean } }, blockedUsers: { edges: Array<{ node: { userId: string, blockedAt: string, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean } }, conversations: { edges: Array<{ node: { lastSeq: number, lastActivityAt: string, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number, members: { edges: Array<{ node: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean } }, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }>, messages: { edges: Array<{ node: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, thread: { rootSeq: number, replyCount: number, lastReplyAt: string, participantIds: Array<string>, participantCount: number, deliveredSeq: number, readSeq: number, unreadCount: number, unreadMentionCount: number, lastSeq: number } | null, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } | null } | null> | null, pageInfo: { hasPreviousPage: boolean } }, viewerMembership: { role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number, preferences: { mutedUntil: string | null, pinned: boolean, archived: boolean } } | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type SyncConversationQueryVariables = Exact<{
  id: string;
  members?: number | null | undefined;
  messages?: number | null | undefined;
}>;


export type SyncConversationQuery = { conversation: { lastSeq: number, lastActivityAt: string, id: string, kind: ConversationKind, visibility: ConversationVisibility, historyVisibility: HistoryVisibility, title: string | null, metadata: Record<string, unknown>, createdAt: string, memberCount: number, slowModeMs: number, members: { edges: Array<{ node: { conversationId: string, userId: string, role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null } | null> | null, pageInfo: { hasNextPage: boolean } }, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }>, messages: { edges: Array<{ node: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, thread: { rootSeq: number, replyCount: number, lastReplyAt: string, participantIds: Array<string>, participantCount: number, deliveredSeq: number, readSeq: number, unreadCount: number, unreadMentionCount: number, lastSeq: number } | null, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } | null } | null> | null, pageInfo: { hasPreviousPage: boolean } }, viewerMembership: { role: MemberRole, joinedAt: string, joinedSeq: number, silencedUntil: string | null, deliveredSeq: number, readSeq: number, markedUnreadFromSeq: number | null, unreadCount: number, unreadMentionCount: number, lastSeq: number, ownLogSeq: number, preferences: { mutedUntil: string | null, pinned: boolean, archived: boolean } } | null } | null };

export type SyncThreadQueryVariables = Exact<{
  id: string;
  messages?: number | null | undefined;
  aroundSeq?: number | null | undefined;
}>;


export type SyncThreadQuery = { message: { conversationId: string, seq: number, thread: { rootSeq: number, replyCount: number, lastReplyAt: string, participantIds: Array<string>, participantCount: number, deliveredSeq: number, readSeq: number, unreadCount: number, unreadMentionCount: number, lastSeq: number, participants: Array<{ id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string }>, receipts: Array<{ userId: string, deliveredSeq: number, readSeq: number }>, messages: { edges: Array<{ node: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } | null } | null> | null, pageInfo: { hasPreviousPage: boolean } } } | null } | null };

export type ThreadsQueryVariables = Exact<{
  conversationId: string;
  unreadOnly?: boolean | null | undefined;
  mineOnly?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ThreadsQuery = { conversation: { threads: { edges: Array<{ cursor: string, node: { rootSeq: number, replyCount: number, lastReplyAt: string, participantIds: Array<string>, participantCount: number, deliveredSeq: number, readSeq: number, unreadCount: number, unreadMentionCount: number, lastSeq: number, rootMessage: { id: string, conversationId: string, seq: number, clientMessageId: string, senderId: string, kind: MessageKind, priority: MessagePriority, text: string | null, threadRootId: string | null, threadRootSeq: number | null, mentionedUserIds: Array<string>, mentionsEveryone: boolean, pinnedAt: string | null, pinnedById: string | null, metadata: Record<string, unknown>, createdAt: string, editedAt: string | null, version: number, deletedAt: string | null, changedSeq: number, sender: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null, attachments: Array<{ id: string, name: string, status: AttachmentStatus, failure: AttachmentFailure | null, type: string | null, sizeBytes: number, width: number | null, height: number | null, durationMs: number | null, thumbHash: string | null }>, location: { latitude: number, longitude: number, accuracyMeters: number | null, name: string | null } | null, replyTo: { messageId: string, seq: number, senderId: string, kind: MessageKind, text: string | null, isDeleted: boolean } | null, reactions: Array<{ emoji: string, count: number, userIds: Array<string> }>, linkPreviews: Array<{ url: string, title: string, description: string | null, siteName: string | null }>, forwardedFrom: { senderId: string, createdAt: string } | null } | null } | null } | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type TypingSubscriptionVariables = Exact<{
  conversationId: string;
  threadRootId?: string | null | undefined;
}>;


export type TypingSubscription = { typing: { conversationId: string, threadRootId: string | null, userIds: Array<string>, userCount: number, expiresAt: string | null } };

export type SetTypingMutationVariables = Exact<{
  input: SetTypingInput;
}>;


export type SetTypingMutation = { setTyping: { expiresAt: string | null } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { tenantId: string, unreadCount: number, unreadMentionCount: number, user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } };

export type EmailFieldsFragment = { address: string, bouncedAt: string | null };

export type ViewerEmailQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerEmailQuery = { viewer: { email: { address: string, bouncedAt: string | null } | null } };

export type UserEmailQueryVariables = Exact<{
  userId: string;
}>;


export type UserEmailQuery = { userEmail: { address: string, bouncedAt: string | null } | null };

export type UserQueryVariables = Exact<{
  id: string;
}>;


export type UserQuery = { user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null };

export type UsersQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type UsersQuery = { users: Array<{ id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } | null> };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type UpdateProfileMutation = { updateProfile: { user: { id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string } } | null };

export type UpsertUsersMutationVariables = Exact<{
  input: UpsertUsersInput;
}>;


export type UpsertUsersMutation = { upsertUsers: { users: Array<{ id: string, name: string | null, pictureUrl: string | null, metadata: Record<string, unknown>, createdAt: string, updatedAt: string }> } | null };

export type PushSubscriptionFieldsFragment = { id: string, deviceName: string | null, pushService: string, createdAt: string, registeredAt: string, expiresAt: string | null };

export type WebPushQueryVariables = Exact<{ [key: string]: never; }>;


export type WebPushQuery = { webPushPublicKey: string, viewer: { pushSubscriptions: Array<{ id: string, deviceName: string | null, pushService: string, createdAt: string, registeredAt: string, expiresAt: string | null }> } };

export type RegisterPushSubscriptionMutationVariables = Exact<{
  input: RegisterPushSubscriptionInput;
}>;


export type RegisterPushSubscriptionMutation = { registerPushSubscription: { pushSubscription: { id: string, deviceName: string | null, pushService: string, createdAt: string, registeredAt: string, expiresAt: string | null } } | null };

export type UnregisterPushSubscriptionMutationVariables = Exact<{
  input: UnregisterPushSubscriptionInput;
}>;


export type UnregisterPushSubscriptionMutation = { unregisterPushSubscription: { pushSubscriptionId: string | null } | null };

export type WebhookEndpointFieldsFragment = { id: string, url: string, events: Array<WebhookEventType> | null, description: string | null, createdAt: string, isEnabled: boolean, disabledAt: string | null, disabledReason: WebhookDisabledReason | null, failingSince: string | null, retryAt: string | null };

export type WebhookEndpointsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhookEndpointsQuery = { webhookEndpoints: { edges: Array<{ cursor: string, node: { id: string, url: string, events: Array<WebhookEventType> | null, description: string | null, createdAt: string, isEnabled: boolean, disabledAt: string | null, disabledReason: WebhookDisabledReason | null, failingSince: string | null, retryAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type WebhookDeliveriesQueryVariables = Exact<{
  endpointId: string;
  status?: WebhookDeliveryStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhookDeliveriesQuery = { webhookDeliveries: { edges: Array<{ cursor: string, node: { id: string, endpointId: string, type: WebhookEventType, createdAt: string, conversationId: string | null, userId: string | null, seq: number, status: WebhookDeliveryStatus, failure: WebhookDeliveryFailure | null, attemptCount: number, nextAttemptAt: string | null, finishedAt: string | null, attempts: Array<{ at: string, status: number | null, error: WebhookAttemptError | null, latencyMs: number }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateWebhookEndpointMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;


export type CreateWebhookEndpointMutation = { createWebhookEndpoint: { secret: string | null, endpoint: { id: string, url: string, events: Array<WebhookEventType> | null, description: string | null, createdAt: string, isEnabled: boolean, disabledAt: string | null, disabledReason: WebhookDisabledReason | null, failingSince: string | null, retryAt: string | null } } | null };

export type UpdateWebhookEndpointMutationVariables = Exact<{
  input: UpdateWebhookEndpointInput;
}>;


export type UpdateWebhookEndpointMutation = { updateWebhookEndpoint: { endpoint: { id: string, url: string, events: Array<WebhookEventType> | null, description: string | null, createdAt: string, isEnabled: boolean, disabledAt: string | null, disabledReason: WebhookDisabledReason | null, failingSince: string | null, retryAt: string | null } } | null };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret: { secret: string, endpoint: { id: string, url: string, events: Array<WebhookEventType> | null, description: string | null, createdAt: string, isEnabled: boolean, disabledAt: string | null, disabledReason: WebhookDisabledReason | null, failingSince: string | null, retryAt: string | null } } | null };

export type DeleteWebhookEndpointMutationVariables = Exact<{
  input: DeleteWebhookEndpointInput;
}>;


export type DeleteWebhookEndpointMutation = { deleteWebhookEndpoint: { endpointId: string } | null };

export type ReplayWebhookDeliveriesMutationVariables = Exact<{
  input: ReplayWebhookDeliveriesInput;
}>;


export type ReplayWebhookDeliveriesMutation = { replayWebhookDeliveries: { replayedCount: number, nextSince: string | null } | null };


/** The text of an operation, with the types of its result and its variables. It is an object: `toString()` gives the text. */
export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  declare __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  /** Its id, for servers that know it: the SHA-256 of the text in hexadecimal. */
  readonly __meta__: { readonly hash: string };

  /** The text may come in parts: bundlers keep a sum of texts that nothing uses, but not a list of them. */
  constructor(hash: string, ...parts: readonly string[]) {
    super(parts.join(''));
    this.__meta__ = { hash };
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return super.toString() as string & DocumentTypeDecoration<TResult, TVariables>;
  }
}

const textNotificationBroadcastFields = "fragment NotificationBroadcastFields on NotificationBroadcast{id status segment{all conversationId userCount metadata seenSince}type priority title createdAt startedAt finishedAt usersTotal usersDone notificationsDelivered usersWithheld decisions{channel outcome rule users}}";
const textErasureFields = "fragment ErasureFields on UserErasure{userId scope requestedAt membershipsEnded messagesErased finishedAt}";
const textMessageSentFields = "fragment MessageSentFields on MessageSent{conversationId seq createdAt actor{...UserFields}message{...MessageFields}}";
const textMessageEditedFields = "fragment MessageEditedFields on MessageEdited{conversationId seq createdAt actor{...UserFields}message{...MessageFields}}";
const textMessageDeletedFields = "fragment MessageDeletedFields on MessageDeleted{conversationId seq createdAt actor{...UserFields}message{...MessageFields}}";
const textLinkPreviewsAddedFields = "fragment LinkPreviewsAddedFields on LinkPreviewsAdded{conversationId seq createdAt actor{...UserFields}message{...MessageFields}}";
const textReactionAddedFields = "fragment ReactionAddedFields on ReactionAdded{conversationId seq createdAt actor{...UserFields}message{...MessageFields}emoji userId}";
const textReactionRemovedFields = "fragment ReactionRemovedFields on ReactionRemoved{conversationId seq createdAt actor{...UserFields}message{...MessageFields}emoji userId}";
const textMessagePinnedFields = "fragment MessagePinnedFields on MessagePinned{conversationId seq createdAt actor{...UserFields}message{...MessageFields}}";
const textMessageUnpinnedFields = "fragment MessageUnpinnedFields on MessageUnpinned{conversationId seq createdAt actor{...UserFields}message{...MessageFields}}";
const textMemberAddedFields = "fragment MemberAddedFields on MemberAdded{conversationId seq createdAt actor{...UserFields}member{...MemberFields}memberCount}";
const textMemberRemovedFields = "fragment MemberRemovedFields on MemberRemoved{conversationId seq createdAt actor{...UserFields}userId removedUser{...UserFields}memberCount}";
const textMemberBannedFields = "fragment MemberBannedFields on MemberBanned{conversationId seq createdAt actor{...UserFields}userId until}";
const textMemberUnbannedFields = "fragment MemberUnbannedFields on MemberUnbanned{conversationId seq createdAt actor{...UserFields}userId}";
const textMemberChangedFields = "fragment MemberChangedFields on MemberChanged{conversationId seq createdAt actor{...UserFields}member{...MemberFields}memberCount}";
const textConversationChangedFields = "fragment ConversationChangedFields on ConversationChanged{conversationId seq createdAt actor{...UserFields}conversation{...ConversationFields}}";
const textConversationJoinedFields = "fragment ConversationJoinedFields on ConversationJoined{seq createdAt conversationId joinedSeq joinedConversation{...ConversationFields}lastActivityAt}";
const textConversationLeftFields = "fragment ConversationLeftFields on ConversationLeft{seq createdAt conversationId}";
const textConversationPreferencesChangedFields = "fragment ConversationPreferencesChangedFields on ConversationPreferencesChanged{seq createdAt conversationId preferences{...PreferencesFields}}";
const textPresenceSettingsChangedFields = "fragment PresenceSettingsChangedFields on PresenceSettingsChanged{seq createdAt presenceSettings{...PresenceSettingsFields}}";
const textOwnPresenceChangedFields = "fragment OwnPresenceChangedFields on OwnPresenceChanged{seq createdAt ownPresence{...OwnPresenceFields}}";
const textContactRequestedFields = "fragment ContactRequestedFields on ContactRequested{seq createdAt userId direction request{...ContactRequestFields}}";
const textContactRequestRemovedFields = "fragment ContactRequestRemovedFields on ContactRequestRemoved{seq createdAt userId direction}";
const textContactAddedFields = "fragment ContactAddedFields on ContactAdded{seq createdAt contact{...ContactFields}}";
const textContactRemovedFields = "fragment ContactRemovedFields on ContactRemoved{seq createdAt userId}";
const textUserBlockedFields = "fragment UserBlockedFields on UserBlocked{seq createdAt blockedUser{...BlockedUserFields}}";
const textUserUnblockedFields = "fragment UserUnblockedFields on UserUnblocked{seq createdAt userId}";
const textLocationSharingChangedFields = "fragment LocationSharingChangedFields on LocationSharingChanged{seq createdAt locationSharing{...LocationSharingFields}}";
const textContactNearbyFields = "fragment ContactNearbyFields on ContactNearby{seq createdAt userId contactUser{...UserFields}}";
const textMessageHiddenFields = "fragment MessageHiddenFields on MessageHidden{seq createdAt conversationId messageId messageSeq messageThreadRootSeq}";
const textAttachmentProcessedFields = "fragment AttachmentProcessedFields on AttachmentProcessed{seq createdAt attachmentId attachment{...AttachmentFields}}";
const textNotificationAddedFields = "fragment NotificationAddedFields on NotificationAdded{seq createdAt notificationId notification{...NotificationFields}}";
const textNotificationsChangedFields = "fragment NotificationsChangedFields on NotificationsChanged{seq createdAt notificationIds notifications{...NotificationFields}}";
const textNotificationsRemovedFields = "fragment NotificationsRemovedFields on NotificationsRemoved{seq createdAt notificationIds}";
const textNotificationPreferencesChangedFields = "fragment NotificationPreferencesChangedFields on NotificationPreferencesChanged{seq createdAt notificationPreferences{...NotificationPreferencesFields}}";
const textConversationExportFinishedFields = "fragment ConversationExportFinishedFields on ConversationExportFinished{seq createdAt exportId status}";
const textReceiptsAdvancedFields = "fragment ReceiptsAdvancedFields on ReceiptsAdvanced{conversationId receipts{...ReceiptFields}}";
const textReadPositionChangedFields = "fragment ReadPositionChangedFields on ReadPositionChanged{conversationId deliveredSeq readSeq markedUnreadFromSeq unreadCount unreadMentionCount lastSeq ownLogSeq}";
const textThreadReceiptsAdvancedFields = "fragment ThreadReceiptsAdvancedFields on ThreadReceiptsAdvanced{conversationId threadRootId threadRootSeq receipts{...ReceiptFields}}";
const textThreadPositionChangedFields = "fragment ThreadPositionChangedFields on ThreadPositionChanged{conversationId threadRootId threadRootSeq deliveredSeq readSeq unreadCount unreadMentionCount lastSeq}";
const textUserChangedFields = "fragment UserChangedFields on UserChanged{user{...UserFields}}";
const textCaughtUpFields = "fragment CaughtUpFields on CaughtUp{cursor}";
const textCheckpointFields = "fragment CheckpointFields on Checkpoint{cursor}";
const textResyncRequiredFields = "fragment ResyncRequiredFields on ResyncRequired{cursor reason resyncConversationId:conversationId}";
const textAccessRevokedFields = "fragment AccessRevokedFields on AccessRevoked{conversationId}";
const textEventWithheldFields = "fragment EventWithheldFields on EventWithheld{conversationId seq}";
const textStreamItemFields = "fragment StreamItemFields on StreamItem{__typename ...MessageSentFields ...MessageEditedFields ...MessageDeletedFields ...LinkPreviewsAddedFields ...ReactionAddedFields ...ReactionRemovedFields ...MessagePinnedFields ...MessageUnpinnedFields ...MemberAddedFields ...MemberRemovedFields ...MemberChangedFields ...MemberBannedFields ...MemberUnbannedFields ...ConversationChangedFields ...ConversationJoinedFields ...ConversationLeftFields ...ConversationPreferencesChangedFields ...PresenceSettingsChangedFields ...OwnPresenceChangedFields ...ContactRequestedFields ...ContactRequestRemovedFields ...ContactAddedFields ...ContactRemovedFields ...UserBlockedFields ...UserUnblockedFields ...LocationSharingChangedFields ...ContactNearbyFields ...MessageHiddenFields ...AttachmentProcessedFields ...NotificationAddedFields ...NotificationsChangedFields ...NotificationsRemovedFields ...NotificationPreferencesChangedFields ...ConversationExportFinishedFields ...ReceiptsAdvancedFields ...ReadPositionChangedFields ...ThreadReceiptsAdvancedFields ...ThreadPositionChangedFields ...UserChangedFields ...CaughtUpFields ...CheckpointFields ...ResyncRequiredFields ...AccessRevokedFields ...EventWithheldFields}";
const textUserFields = "fragment UserFields on User{id name pictureUrl metadata createdAt updatedAt}";
const textMessageFields = "fragment MessageFields on Message{id conversationId seq clientMessageId senderId sender{...UserFields}kind priority text attachments{...AttachmentFields}location{latitude longitude accuracyMeters name}replyTo{messageId seq senderId kind text isDeleted}threadRootId threadRootSeq mentionedUserIds mentionsEveryone reactions{emoji count userIds}linkPreviews{url title description siteName}forwardedFrom{senderId createdAt}pinnedAt pinnedById metadata createdAt editedAt version deletedAt changedSeq}";
const textConversationFields = "fragment ConversationFields on Conversation{id kind visibility historyVisibility title metadata createdAt memberCount slowModeMs}";
const textMemberFields = "fragment MemberFields on Member{conversationId userId user{...UserFields}role joinedAt joinedSeq silencedUntil}";
const textReceiptFields = "fragment ReceiptFields on Receipt{userId deliveredSeq readSeq}";
const textPreferencesFields = "fragment PreferencesFields on ConversationPreferences{mutedUntil pinned archived}";
const textPresenceSettingsFields = "fragment PresenceSettingsFields on PresenceSettings{visibility showOnlineStatus showLastSeen invisible shareTyping shareReadReceipts}";
const textCustomStatusFields = "fragment CustomStatusFields on CustomStatus{text emoji expiresAt}";
const textOwnPresenceFields = "fragment OwnPresenceFields on OwnPresence{status statusExpiresAt customStatus{...CustomStatusFields}}";
const textPresenceFields = "fragment PresenceFields on Presence{userId status lastSeenAt customStatus{...CustomStatusFields}}";
const textViewerMembershipFields = "fragment ViewerMembershipFields on ViewerMembership{role joinedAt joinedSeq silencedUntil deliveredSeq readSeq markedUnreadFromSeq unreadCount unreadMentionCount lastSeq ownLogSeq preferences{...PreferencesFields}}";
const textThreadFields = "fragment ThreadFields on MessageThread{rootSeq replyCount lastReplyAt participantIds participantCount deliveredSeq readSeq unreadCount unreadMentionCount lastSeq}";
const textPositionFields = "fragment PositionFields on Position{conversationId threadRootId deliveredSeq readSeq markedUnreadFromSeq unreadCount unreadMentionCount lastSeq ownLogSeq}";
const textAttachmentFields = "fragment AttachmentFields on Attachment{id name status failure type sizeBytes width height durationMs thumbHash}";
const textConversationExportFields = "fragment ConversationExportFields on ConversationExport{id conversationId status progress messageCount sizeBytes upToSeq createdAt finishedAt expiresAt}";
const textContactFields = "fragment ContactFields on Contact{userId since user{...UserFields}}";
const textContactRequestFields = "fragment ContactRequestFields on ContactRequest{userId direction message requestedAt user{...UserFields}}";
const textBlockedUserFields = "fragment BlockedUserFields on BlockedUser{userId blockedAt user{...UserFields}}";
const textLocationSharingFields = "fragment LocationSharingFields on LocationSharing{audience precision userIds expiresAt}";
const textLocationFields = "fragment LocationFields on UserLocation{latitude longitude accuracyMeters headingDegrees speedMetersPerSecond geohash precision updatedAt isStale expiresAt}";
const textReportFields = "fragment ReportFields on MessageReport{id conversationId messageId messageSeq senderId sender{...UserFields}messageText messageVersion reporterId reporter{...UserFields}reason comment createdAt resolvedAt resolvedBy{...UserFields}resolution}";
const textBanFields = "fragment BanFields on ConversationBan{conversationId userId user{...UserFields}until reason bannedAt bannedBy{...UserFields}}";
const textNotificationFields = "fragment NotificationFields on Notification{id type category priority data actions{label url mutation data}imageUrl actionUrl collapseKey conversationId messageSeq threadRootSeq actorId createdAt expiresAt seenAt archivedAt isRead}";
const textNotificationPreferencesFields = "fragment NotificationPreferencesFields on NotificationPreferences{types{type channels}quietHours{start end timeZone}doNotDisturbUntil mutedUserIds minimumPriority}";
const textNotificationDeliveryFields = "fragment NotificationDeliveryFields on NotificationDelivery{user{id}notificationId decisions{channel outcome rule until}}";
const textChannelDeliveryFields = "fragment ChannelDeliveryFields on ChannelDelivery{id userId channel targetId notificationId type priority status rule attemptCount attempts{at code error}nextAttemptAt createdAt settledAt}";
const textConversationState = "fragment ConversationState on Conversation{...ConversationFields lastSeq lastActivityAt members(first:$members){edges{node{...MemberFields}}pageInfo{hasNextPage}}receipts{...ReceiptFields}messages(last:$messages){edges{node{...MessageFields thread{...ThreadFields}}}pageInfo{hasPreviousPage}}viewerMembership{...ViewerMembershipFields}}";
const textEmailFields = "fragment EmailFields on EmailAddress{address bouncedAt}";
const textPushSubscriptionFields = "fragment PushSubscriptionFields on PushSubscription{id deviceName pushService createdAt registeredAt expiresAt}";
const textWebhookEndpointFields = "fragment WebhookEndpointFields on WebhookEndpoint{id url events description createdAt isEnabled disabledAt disabledReason failingSince retryAt}";

/**
 * What the application publishes to these topics from now on, in its order for each publisher and topic. The token's claim
 * `topics` must grant all of them, by name or by a beginning with a `*` (FORBIDDEN, which names `topics.0` and so on);
 * tokens of the role `service` hear all. It ends with FORBIDDEN when `refreshSession` brings a token that does not grant them
 * any more, and with the session.
 */
export const ApplicationSignalsDocument = /*#__PURE__*/ new TypedDocumentString<ApplicationSignalsSubscription, ApplicationSignalsSubscriptionVariables>('9f1de1ed6c853bf26f64057150196e8b2a7006646f80ff29bfd26beb90c15376', "subscription ApplicationSignals($topics:[String!]!){applicationSignals(topics:$topics){topic data publishedAt droppedCount}}");
/**
 * Tells something to all who hear a topic now, on all nodes, or only to those users among them who are named. It is kept
 * nowhere; a request that is repeated is told again. Only for the role `service`; SIGNALS_PER_SECOND_MAX (100) a second.
 * Without Redis, or while it is away, those on other nodes do not get it.
 */
export const PublishSignalDocument = /*#__PURE__*/ new TypedDocumentString<PublishSignalMutation, PublishSignalMutationVariables>('ab269bb3e886ea6e18e71975773f15b3ed387bd908a2615c20f41556ee7ce7d4', "mutation PublishSignal($input:PublishSignalInput!){publishSignal(input:$input){publishedAt}}");
/** An attachment: one's own, or one in a message that the viewer may read. Errors: `NOT_FOUND`. */
export const AttachmentDocument = /*#__PURE__*/ new TypedDocumentString<AttachmentQuery, AttachmentQueryVariables>('6539862bbaf7d2ceefbf0aa811b16492f50693e7163f86259bb520d2208cdc29', "query Attachment($id:ID!){attachment(id:$id){...AttachmentFields}}", textAttachmentFields);
/** An attachment: one's own, or one in a message that the viewer may read. Errors: `NOT_FOUND`. */
export const AttachmentAddressesDocument = /*#__PURE__*/ new TypedDocumentString<AttachmentAddressesQuery, AttachmentAddressesQueryVariables>('b418471953099a15518156bd9054a362ceeccadbd7d55e18da4bb676e7e6457e', "query AttachmentAddresses($id:ID!){attachment(id:$id){id url thumbnailUrl}}");
/**
 * Deletes an attachment of the viewer's own that is in no message, also in the middle of its upload. One that is gone
 * already is no error. Errors: `CONFLICT` where a message has it.
 */
export const DeleteAttachmentDocument = /*#__PURE__*/ new TypedDocumentString<DeleteAttachmentMutation, DeleteAttachmentMutationVariables>('bb8914df642fcdfcaedda5a700e58284e8cc12c2220e2c26a1ab040d6419e496', "mutation DeleteAttachment($input:DeleteAttachmentInput!){deleteAttachment(input:$input){attachmentId deleted}}");
/**
 * Sends the application's own notification to everybody of the tenant, or to a segment, each by his preferences, in the background
 * and at a pace that leaves room for everything else. No user is told twice, whatever is retried and whatever breaks. Only
 * for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND` for a conversation or a user who is not there, `CONFLICT` for
 * a `clientId` of another request.
 */
export const BroadcastNotificationDocument = /*#__PURE__*/ new TypedDocumentString<BroadcastNotificationMutation, BroadcastNotificationMutationVariables>('5a50e31beef58b1c502ea689ecc74122c2d83fd480d94d42de75720cd6ee7a2f', "mutation BroadcastNotification($input:BroadcastNotificationInput!){broadcastNotification(input:$input){broadcast{...NotificationBroadcastFields}}}", textNotificationBroadcastFields);
/**
 * Stops a broadcast: after the answer nobody else is told. Of one that is over nothing changes. Only for the `service` role.
 * Errors: `FORBIDDEN`, `NOT_FOUND`.
 */
export const CancelNotificationBroadcastDocument = /*#__PURE__*/ new TypedDocumentString<CancelNotificationBroadcastMutation, CancelNotificationBroadcastMutationVariables>('5e63f56ed014c413bbff70ba6fb430424dc953eed8566bb0b57c15c0c8ce2e08', "mutation CancelNotificationBroadcast($input:CancelNotificationBroadcastInput!){cancelNotificationBroadcast(input:$input){broadcast{...NotificationBroadcastFields}}}", textNotificationBroadcastFields);
/** A broadcast of the tenant's, with its progress. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`. */
export const NotificationBroadcastDocument = /*#__PURE__*/ new TypedDocumentString<NotificationBroadcastQuery, NotificationBroadcastQueryVariables>('e6a12151bc8a78c495e784fb16a48b4513188eeb3a4f4ccc0f208e3e336d961b', "query NotificationBroadcast($id:ID!){notificationBroadcast(id:$id){...NotificationBroadcastFields}}", textNotificationBroadcastFields);
/** The tenant's broadcasts, the newest first. Only for the `service` role. Errors: `FORBIDDEN`. */
export const NotificationBroadcastsDocument = /*#__PURE__*/ new TypedDocumentString<NotificationBroadcastsQuery, NotificationBroadcastsQueryVariables>('8a076f2bb9e20ae6b17677a3a93b7c1cd7526c1ce4d938525c7045c6305a3aa3', "query NotificationBroadcasts($first:Int$after:String){notificationBroadcasts(first:$first after:$after){edges{node{...NotificationBroadcastFields}cursor}pageInfo{hasNextPage endCursor}}}", textNotificationBroadcastFields);
/** Whoever asks. */
export const ContactsDocument = /*#__PURE__*/ new TypedDocumentString<ContactsQuery, ContactsQueryVariables>('e7913babd563d41c7a68b49027533c777457c613ecd6376093eab413223e0695', "query Contacts($first:Int$after:String){viewer{contacts(first:$first after:$after){edges{node{...ContactFields}cursor}pageInfo{hasNextPage endCursor}}}}", textContactFields, textUserFields);
/** Whoever asks. */
export const ContactRequestsDocument = /*#__PURE__*/ new TypedDocumentString<ContactRequestsQuery, ContactRequestsQueryVariables>('8a54374b2b7ee00f596175d891ff5fea1035b84fcc70afb6faf2fe47e8212de6', "query ContactRequests($direction:ContactRequestDirection!$first:Int$after:String){viewer{contactRequests(direction:$direction first:$first after:$after){edges{node{...ContactRequestFields}cursor}pageInfo{hasNextPage endCursor}}}}", textContactRequestFields, textUserFields);
/** Whoever asks. */
export const BlockedUsersDocument = /*#__PURE__*/ new TypedDocumentString<BlockedUsersQuery, BlockedUsersQueryVariables>('0dda93a4f543c5225997dc205054bb6148a1276536e0b329e40d282588e3caeb', "query BlockedUsers($first:Int$after:String){viewer{blockedUsers(first:$first after:$after){edges{node{...BlockedUserFields}cursor}pageInfo{hasNextPage endCursor}}}}", textBlockedUserFields, textUserFields);
/**
 * Asks a user to be the viewer's contact. Who has asked the viewer himself is his contact by that; who is it already stays
 * it, and a request that waits stays as it is. Who does not want it does nothing: a request that was declined goes on
 * waiting. NOT_FOUND where there is no such user, CONFLICT for somebody whom the viewer has blocked, and where
 * `limits.pendingContactRequestsMax` of his requests wait; RATE_LIMITED above 100 an hour.
 */
export const RequestContactDocument = /*#__PURE__*/ new TypedDocumentString<RequestContactMutation, RequestContactMutationVariables>('5232b88f88e26748390564e0cc9ba961bcca83eaa24714b516627d5d499bdd77', "mutation RequestContact($input:RequestContactInput!){requestContact(input:$input){request{...ContactRequestFields}contact{...ContactFields}}}", textContactRequestFields, textUserFields, textContactFields);
/**
 * Accepts a request: the two are each other's contacts. Who is the viewer's contact already stays it. NOT_FOUND where there
 * is no request of his to the viewer.
 */
export const AcceptContactDocument = /*#__PURE__*/ new TypedDocumentString<AcceptContactMutation, AcceptContactMutationVariables>('1ec1111be9090f42c46b5ade263444837750d3bd1177e1a95efac4eacdbd1df9', "mutation AcceptContact($input:AcceptContactInput!){acceptContact(input:$input){contact{...ContactFields}}}", textContactFields, textUserFields);
/**
 * Puts a request to the viewer away. Its requester is told nothing, and for 30 days the viewer is not asked again by him.
 * Where there is none, nothing changes. The viewer may still ask him, which makes them contacts while he waits.
 */
export const DeclineContactDocument = /*#__PURE__*/ new TypedDocumentString<DeclineContactMutation, DeclineContactMutationVariables>('c22afbbdd3e2598438e1c20d43dadb42df4d0be9897e48a242d0a569d9332cc3', "mutation DeclineContact($input:DeclineContactInput!){declineContact(input:$input){userId}}");
/** Ends being contacts, for both; or takes a request of the viewer's own back. Where there is neither, nothing changes. */
export const RemoveContactDocument = /*#__PURE__*/ new TypedDocumentString<RemoveContactMutation, RemoveContactMutationVariables>('86c3e1518858a2ba2baf30fff1ab4e3cd8c783df19cfd5d52dc6bd145558bf8b', "mutation RemoveContact($input:RemoveContactInput!){removeContact(input:$input){userId}}");
/**
 * Blocks a user, who is told nothing and notices nothing: he sees no more of the viewer's presence and location than of
 * somebody who is offline, his requests are never shown, and in a DIRECT what he writes is shown to himself alone. The
 * viewer's streams bring `EventWithheld` in its place, and so it stays, also once he is unblocked. What the viewer reads there,
 * he does not see. In a GROUP or CHANNEL a block hides no message. Who is blocked already stays it. NOT_FOUND where there is no
 * such user.
 */
export const BlockUserDocument = /*#__PURE__*/ new TypedDocumentString<BlockUserMutation, BlockUserMutationVariables>('aa521fee5229682b0e3000e14d1dbf5307ac445e7019496e373dddceedeb3e3d', "mutation BlockUser($input:BlockUserInput!){blockUser(input:$input){blockedUser{...BlockedUserFields}}}", textBlockedUserFields, textUserFields);
/** Lifts a block, from now on: what was withheld stays so. Where there is none, nothing changes. NOT_FOUND where there is no such user. */
export const UnblockUserDocument = /*#__PURE__*/ new TypedDocumentString<UnblockUserMutation, UnblockUserMutationVariables>('80ea87c6d883319e443669bf7a852c4cb9086ee1a5a76c9141d35635d8e70212', "mutation UnblockUser($input:UnblockUserInput!){unblockUser(input:$input){userId}}");
/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const ConversationDocument = /*#__PURE__*/ new TypedDocumentString<ConversationQuery, ConversationQueryVariables>('0e1df851ddd295c9c74244eb682d55fab6a7c1bdfc795065f5615614e90b68da', "query Conversation($id:ID!){conversation(id:$id){...ConversationFields lastSeq lastActivityAt lastMessage{...MessageFields}viewerMembership{...ViewerMembershipFields}}}", textConversationFields, textMessageFields, textUserFields, textAttachmentFields, textViewerMembershipFields, textPreferencesFields);
/** The tenant's PUBLIC channels, newest first. */
export const ChannelsDocument = /*#__PURE__*/ new TypedDocumentString<ChannelsQuery, ChannelsQueryVariables>('22b08a3b279d91f75ec99be5d33a43acaefd63bbc111c0052469297214ff74da', "query Channels($query:String$first:Int$after:String$last:Int$before:String){channels(query:$query first:$first after:$after last:$last before:$before){edges{node{...ConversationFields lastActivityAt}cursor}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}", textConversationFields);
/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const MembersDocument = /*#__PURE__*/ new TypedDocumentString<MembersQuery, MembersQueryVariables>('5a747adc71cf30afbb7d56b935c38518bca213a83d32355c74fc22a250bdbe16', "query Members($conversationId:ID!$first:Int$after:String$last:Int$before:String){conversation(id:$conversationId){members(first:$first after:$after last:$last before:$before){edges{node{...MemberFields}cursor}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}}", textMemberFields, textUserFields);
/**
 * Creates a conversation; the viewer is its owner (in a DIRECT both are members). The same `clientId` returns the first
 * result; with another request it is `CONFLICT`. A DIRECT that the pair has already is returned as it is.
 */
export const CreateConversationDocument = /*#__PURE__*/ new TypedDocumentString<CreateConversationMutation, CreateConversationMutationVariables>('addc259232cacaa14d163b5baf2d75782bdf0fe7dc322e7696f1f65d6918ad83', "mutation CreateConversation($input:CreateConversationInput!){createConversation(input:$input){conversation{...ConversationFields lastSeq}}}", textConversationFields);
/** Changes title, visibility, history visibility or metadata. For admins; a DIRECT has only metadata. What is absent stays. */
export const UpdateConversationDocument = /*#__PURE__*/ new TypedDocumentString<UpdateConversationMutation, UpdateConversationMutationVariables>('d7cb98fa3f973fa06b6b0275271891f0920d4c66af376359d957082601eb1517', "mutation UpdateConversation($input:UpdateConversationInput!){updateConversation(input:$input){conversation{...ConversationFields lastSeq}}}", textConversationFields);
/** Enters a PUBLIC channel; who enters one that nobody is in becomes its OWNER. `FORBIDDEN` for who is banned. Safe to repeat. */
export const JoinConversationDocument = /*#__PURE__*/ new TypedDocumentString<JoinConversationMutation, JoinConversationMutationVariables>('b67da4af605c4d012b495ef1db7cc18ab2de1df7c7ba96db782196c8272af4b5', "mutation JoinConversation($input:JoinConversationInput!){joinConversation(input:$input){conversation{...ConversationFields lastSeq}}}", textConversationFields);
/** Leaves a conversation; not a DIRECT. The last owner hands over first, if others are there. Safe to repeat. */
export const LeaveConversationDocument = /*#__PURE__*/ new TypedDocumentString<LeaveConversationMutation, LeaveConversationMutationVariables>('74eba91077c22364431152cb42c51ddd0d4d602cf9c4cd003a3d942e655de927', "mutation LeaveConversation($input:LeaveConversationInput!){leaveConversation(input:$input){conversationId}}");
/** Adds users of the tenant, as MEMBER. For admins. Who is a member already stays as he is; who is banned is a `CONFLICT`. */
export const AddMembersDocument = /*#__PURE__*/ new TypedDocumentString<AddMembersMutation, AddMembersMutationVariables>('93da0c83f1655bb4f329916d5f5ded57431ac18ea5c9ffa1472ee97e3b598feb', "mutation AddMembers($input:AddMembersInput!){addMembers(input:$input){conversation{...ConversationFields lastSeq}members{...MemberFields}}}", textConversationFields, textMemberFields, textUserFields);
/** Removes a member. For admins; an owner only by an owner. Safe to repeat. */
export const RemoveMemberDocument = /*#__PURE__*/ new TypedDocumentString<RemoveMemberMutation, RemoveMemberMutationVariables>('75f41fee870df59870da74a76fedb5d36dead918632505813005ad61994fe76c', "mutation RemoveMember($input:RemoveMemberInput!){removeMember(input:$input){conversation{...ConversationFields lastSeq}}}", textConversationFields);
/** Sets a member's role. For owners. The last owner cannot be set to something else (`CONFLICT`). */
export const SetMemberRoleDocument = /*#__PURE__*/ new TypedDocumentString<SetMemberRoleMutation, SetMemberRoleMutationVariables>('d4b25b717551bfc5ab2abf49be21a51763617f875f5035d1946df2b7466fc392', "mutation SetMemberRole($input:SetMemberRoleInput!){setMemberRole(input:$input){member{...MemberFields}}}", textMemberFields, textUserFields);
/** Sets the viewer's own preferences. What is absent stays. */
export const SetConversationPreferencesDocument = /*#__PURE__*/ new TypedDocumentString<SetConversationPreferencesMutation, SetConversationPreferencesMutationVariables>('9e340237eec96d126aae39e6cf605ff6b97fd2668d0ba90dbcea088b03435f84', "mutation SetConversationPreferences($input:SetConversationPreferencesInput!){setConversationPreferences(input:$input){conversation{id viewerMembership{preferences{...PreferencesFields}}}}}", textPreferencesFields);
/**
 * How far the last erasure of a user has got; null where there was none. Only for the role `service`. Errors: `FORBIDDEN`,
 * `NOT_FOUND`.
 */
export const UserErasureDocument = /*#__PURE__*/ new TypedDocumentString<UserErasureQuery, UserErasureQueryVariables>('cedf9666574819b86270e80d00b22ef772895af77019583b5174b3f7cd6ebc1e', "query UserErasure($userId:ID!){userErasure(userId:$userId){...ErasureFields}}", textErasureFields);
/**
 * Erases a user: what he wrote is gone for good, from messages, history, streams, search and files. Each message leaves a
 * tombstone with its `seq` and his id, and a `MessageDeleted` by which clients drop what they have. It begins within
 * seconds and is done in steps: see `userErasure`. While one is under way, nothing changes; asked again later, it erases what
 * has come since. After ACCOUNT a new token of the same id is let in as a user without a past, with an empty profile.
 * Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`.
 */
export const EraseUserDocument = /*#__PURE__*/ new TypedDocumentString<EraseUserMutation, EraseUserMutationVariables>('1166f7f245c90dd3ff5924bc030dea1acadd3f83a725adc52763dd8267e820b6', "mutation EraseUser($input:EraseUserInput!){eraseUser(input:$input){erasure{...ErasureFields}}}", textErasureFields);
/**
 * The viewer's one stream: every durable event of all his conversations and of his own log, and the state items. With
 * `after` it begins with what came after that cursor, then says `CaughtUp`. Within a conversation, events come in `seq`
 * order, none missing and none twice. Errors: `BAD_USER_INPUT` for a cursor that is not one of this server's.
 */
export const EventsDocument = /*#__PURE__*/ new TypedDocumentString<EventsSubscription, EventsSubscriptionVariables>('818552e8be28937130adddf3decb110f469aecb60e60ed1811a006be45c916e6', "subscription Events($after:Cursor){events(after:$after){...StreamItemFields}}", textStreamItemFields, textMessageSentFields, textUserFields, textMessageFields, textAttachmentFields, textMessageEditedFields, textMessageDeletedFields, textLinkPreviewsAddedFields, textReactionAddedFields, textReactionRemovedFields, textMessagePinnedFields, textMessageUnpinnedFields, textMemberAddedFields, textMemberFields, textMemberRemovedFields, textMemberChangedFields, textMemberBannedFields, textMemberUnbannedFields, textConversationChangedFields, textConversationFields, textConversationJoinedFields, textConversationLeftFields, textConversationPreferencesChangedFields, textPreferencesFields, textPresenceSettingsChangedFields, textPresenceSettingsFields, textOwnPresenceChangedFields, textOwnPresenceFields, textCustomStatusFields, textContactRequestedFields, textContactRequestFields, textContactRequestRemovedFields, textContactAddedFields, textContactFields, textContactRemovedFields, textUserBlockedFields, textBlockedUserFields, textUserUnblockedFields, textLocationSharingChangedFields, textLocationSharingFields, textContactNearbyFields, textMessageHiddenFields, textAttachmentProcessedFields, textNotificationAddedFields, textNotificationFields, textNotificationsChangedFields, textNotificationsRemovedFields, textNotificationPreferencesChangedFields, textNotificationPreferencesFields, textConversationExportFinishedFields, textReceiptsAdvancedFields, textReceiptFields, textReadPositionChangedFields, textThreadReceiptsAdvancedFields, textThreadPositionChangedFields, textUserChangedFields, textCaughtUpFields, textCheckpointFields, textResyncRequiredFields, textAccessRevokedFields, textEventWithheldFields);
/** The events of one conversation, for simple clients. Errors: `NOT_FOUND` where the viewer is no member. */
export const ConversationEventsDocument = /*#__PURE__*/ new TypedDocumentString<ConversationEventsSubscription, ConversationEventsSubscriptionVariables>('4d945b03687ed3a4794d5eb14a5990ea0b3fa4a04d3a87a69f63d4c1595648e6', "subscription ConversationEvents($conversationId:ID!$afterSeq:Int){conversationEvents(conversationId:$conversationId afterSeq:$afterSeq){...StreamItemFields}}", textStreamItemFields, textMessageSentFields, textUserFields, textMessageFields, textAttachmentFields, textMessageEditedFields, textMessageDeletedFields, textLinkPreviewsAddedFields, textReactionAddedFields, textReactionRemovedFields, textMessagePinnedFields, textMessageUnpinnedFields, textMemberAddedFields, textMemberFields, textMemberRemovedFields, textMemberChangedFields, textMemberBannedFields, textMemberUnbannedFields, textConversationChangedFields, textConversationFields, textConversationJoinedFields, textConversationLeftFields, textConversationPreferencesChangedFields, textPreferencesFields, textPresenceSettingsChangedFields, textPresenceSettingsFields, textOwnPresenceChangedFields, textOwnPresenceFields, textCustomStatusFields, textContactRequestedFields, textContactRequestFields, textContactRequestRemovedFields, textContactAddedFields, textContactFields, textContactRemovedFields, textUserBlockedFields, textBlockedUserFields, textUserUnblockedFields, textLocationSharingChangedFields, textLocationSharingFields, textContactNearbyFields, textMessageHiddenFields, textAttachmentProcessedFields, textNotificationAddedFields, textNotificationFields, textNotificationsChangedFields, textNotificationsRemovedFields, textNotificationPreferencesChangedFields, textNotificationPreferencesFields, textConversationExportFinishedFields, textReceiptsAdvancedFields, textReceiptFields, textReadPositionChangedFields, textThreadReceiptsAdvancedFields, textThreadPositionChangedFields, textUserChangedFields, textCaughtUpFields, textCheckpointFields, textResyncRequiredFields, textAccessRevokedFields, textEventWithheldFields);
/** An export that the viewer has asked for. */
export const ConversationExportDocument = /*#__PURE__*/ new TypedDocumentString<ConversationExportQuery, ConversationExportQueryVariables>('59cc71ea2ba6b3a23c5c45751d4b30b1c763dde32a1fead6a6ddf3456722c4e4', "query ConversationExport($id:ID!){conversationExport(id:$id){...ConversationExportFields url}}", textConversationExportFields);
/**
 * Asks for a conversation as a file, as far as the viewer may read it now. The same `clientId` returns the first request.
 * `CONFLICT` while another export of his is being written. For members.
 */
export const ExportConversationDocument = /*#__PURE__*/ new TypedDocumentString<ExportConversationMutation, ExportConversationMutationVariables>('4e16973414644b97ccb3ce67d1f317bf258288f46febfddbf79ad435bd1f5570', "mutation ExportConversation($input:ExportConversationInput!){exportConversation(input:$input){export{...ConversationExportFields}}}", textConversationExportFields);
/**
 * Where users are: at once one item for each, in the order asked for, then one for each change. Of whom the viewer may not
 * see, there is one item with null, and no other before he may. A change of what he may see is told within 1 s.
 */
export const LocationsDocument = /*#__PURE__*/ new TypedDocumentString<LocationsSubscription, LocationsSubscriptionVariables>('55394074b65e17624f99cf8d2122b1263f1f3196cc49366da9488287d9b7ef93', "subscription Locations($userIds:[ID!]!){locations(userIds:$userIds){userId location{...LocationFields}}}", textLocationFields);
/** Whoever asks. */
export const LocationSharingDocument = /*#__PURE__*/ new TypedDocumentString<LocationSharingQuery, LocationSharingQueryVariables>('88ec50cd09604a6f60c9631027fba08f08c136cf8b52c4dc521ac6b9f25be34a', "query LocationSharing($first:Int$after:String){viewer{locationSharing{...LocationSharingFields isSharing viewers(first:$first after:$after){edges{node{...UserFields}}pageInfo{hasNextPage endCursor}}}}}", textLocationSharingFields, textUserFields);
/**
 * Shares where the viewer is: begins a share, or goes on with the one that runs. The audience is that of
 * `updateLocationSharing`; before the first of those, nobody sees it. A device says it every 5 to 30 s, whether or not it
 * has moved: what is stale is shown as stale. One is told at most every `limits.locationIntervalMs` (5 s), and only where
 * the snapped position is `limits.locationMetersMin` (10 m) or more from the last; what comes sooner is merged, and the
 * latest wins. The position is kept in memory (or Redis) alone, and not beyond the share. Errors: `BAD_USER_INPUT` names the field.
 */
export const ShareLocationDocument = /*#__PURE__*/ new TypedDocumentString<ShareLocationMutation, ShareLocationMutationVariables>('fb33e153698af7a7cf48b1c7ce9e20afb5f5706919bee711f0ab2145cec2ec5c', "mutation ShareLocation($input:ShareLocationInput!){shareLocation(input:$input){location{...LocationFields}locationSharing{...LocationSharingFields}}}", textLocationFields, textLocationSharingFields);
/** Ends the viewer's share: everybody who sees where he is sees null within 5 s, usually at once. Without a share nothing changes. */
export const StopSharingLocationDocument = /*#__PURE__*/ new TypedDocumentString<StopSharingLocationMutation, StopSharingLocationMutationVariables>('1a9da4fd2d82c394c8ec66cbfaaffaf7dc39d2a019b680e2a2690ca6c56ca38d', "mutation StopSharingLocation{stopSharingLocation{locationSharing{...LocationSharingFields}}}", textLocationSharingFields);
/**
 * Sets to whom the viewer's position goes, and how exactly. What is absent stays. It holds for the share that runs, at once,
 * and for later ones; a finer precision shows with the next report. Errors: `NOT_FOUND` for a user whom there is not,
 * `BAD_USER_INPUT`.
 */
export const UpdateLocationSharingDocument = /*#__PURE__*/ new TypedDocumentString<UpdateLocationSharingMutation, UpdateLocationSharingMutationVariables>('77a8747f842972a2cb5c3b63092c66525023f3b8157301dc0f6639097f1bda36', "mutation UpdateLocationSharing($input:UpdateLocationSharingInput!){updateLocationSharing(input:$input){locationSharing{...LocationSharingFields}}}", textLocationSharingFields);
/**
 * Users who are near the viewer, of those who let him see where they are: the nearest first, `limits.nearbyUsersMax` (100) at
 * most. Only while the viewer shares his own position, whoever sees it, which is the centre; distances are measured between
 * snapped positions. Errors: `FORBIDDEN` where he shares none, `BAD_USER_INPUT`, `RATE_LIMITED` (30 a minute), `UNAVAILABLE`.
 */
export const NearbyUsersDocument = /*#__PURE__*/ new TypedDocumentString<NearbyUsersQuery, NearbyUsersQueryVariables>('0dbb82ec27bf68f5099a1c5414f5488cbb1befd5b2303ee15cc93da4f62f907f', "query NearbyUsers($radiusMeters:Float!){nearbyUsers(radiusMeters:$radiusMeters){userId user{...UserFields}distanceMeters location{...LocationFields}}}", textUserFields, textLocationFields);
/** A message that the viewer may read. */
export const MessageDocument = /*#__PURE__*/ new TypedDocumentString<MessageQuery, MessageQueryVariables>('25e452e0a26f934364b7f1135773ab365360346511b20bdb0c6fdbbf7a284b54', "query Message($id:ID!){message(id:$id){...MessageFields status reactions{emoji viewerHasReacted}}}", textMessageFields, textUserFields, textAttachmentFields);
/** A message that the viewer may read. */
export const MessageDeliveryDocument = /*#__PURE__*/ new TypedDocumentString<MessageDeliveryQuery, MessageDeliveryQueryVariables>('1b4e159b5b99e502e262397ceffcf541340f396a5253baa7b604517d8295ab31', "query MessageDelivery($id:ID!){message(id:$id){id status delivery{recipientCount deliveredCount readCount deliveredTo{...UserFields}readers{...UserFields}}}}", textUserFields);
/** A message that the viewer may read. */
export const MessageVersionsDocument = /*#__PURE__*/ new TypedDocumentString<MessageVersionsQuery, MessageVersionsQueryVariables>('bc05fc9f321da46f0326b57f614769d77a16aeed44ecdf63f0656d7ff512892e', "query MessageVersions($id:ID!){message(id:$id){id version earlierVersions{version text replacedAt}}}");
/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const MessagesDocument = /*#__PURE__*/ new TypedDocumentString<MessagesQuery, MessagesQueryVariables>('edf3211fe93d184217bc3435908b47841e93101b2f6fc4934c472f3ac5074962', "query Messages($conversationId:ID!$first:Int$after:String$last:Int$before:String$aroundSeq:Int){conversation(id:$conversationId){messages(first:$first after:$after last:$last before:$before aroundSeq:$aroundSeq){edges{node{...MessageFields}cursor}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}}", textMessageFields, textUserFields, textAttachmentFields);
/** A message that the viewer may read. */
export const ReactorsDocument = /*#__PURE__*/ new TypedDocumentString<ReactorsQuery, ReactorsQueryVariables>('97f756f54b719132cf906e3613a53451fc20744e3acf30b5b8d795536eeb24c6', "query Reactors($messageId:ID!$emoji:String!$first:Int$after:String){message(id:$messageId){reactors(emoji:$emoji first:$first after:$after){edges{node{userId user{...UserFields}createdAt}cursor}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}}", textUserFields);
/**
 * Reacts to a message with an emoji: one reaction for each user and emoji. For members who may write. Where the viewer has
 * reacted so, nothing changes. Errors: `NOT_FOUND`; `FORBIDDEN` for who is muted; `CONFLICT` where the message is deleted, or
 * has `limits.reactionsPerMessageMax` other emojis.
 */
export const AddReactionDocument = /*#__PURE__*/ new TypedDocumentString<AddReactionMutation, AddReactionMutationVariables>('e21976a9c23e9cc30b38a6b66a45a53e9a74f86240db5416aa282011ff473ae1', "mutation AddReaction($input:AddReactionInput!){addReaction(input:$input){message{...MessageFields}}}", textMessageFields, textUserFields, textAttachmentFields);
/** Takes the viewer's own reaction back. Where there is none, nothing changes. Errors: `NOT_FOUND`. */
export const RemoveReactionDocument = /*#__PURE__*/ new TypedDocumentString<RemoveReactionMutation, RemoveReactionMutationVariables>('87fae7f805bab8a29a0265e218a800f28a3594487e7f54eaf78244ea5aee33da', "mutation RemoveReaction($input:RemoveReactionInput!){removeReaction(input:$input){message{...MessageFields}}}", textMessageFields, textUserFields, textAttachmentFields);
/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const PinnedMessagesDocument = /*#__PURE__*/ new TypedDocumentString<PinnedMessagesQuery, PinnedMessagesQueryVariables>('1999a9612d8c356cbebd4afeff28402076f6052382bb6fed36a959962f7a6ee3', "query PinnedMessages($conversationId:ID!$first:Int$after:String){conversation(id:$conversationId){pinnedMessages(first:$first after:$after){edges{node{...MessageFields}cursor}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}}", textMessageFields, textUserFields, textAttachmentFields);
/**
 * Pins a message for all members. In a CHANNEL for admins and owners, else for members who may write. One that is pinned
 * stays pinned as it is. Errors: `NOT_FOUND`, `FORBIDDEN`; `CONFLICT` where the message is deleted, or
 * `limits.pinsPerConversationMax` are pinned.
 */
export const PinMessageDocument = /*#__PURE__*/ new TypedDocumentString<PinMessageMutation, PinMessageMutationVariables>('c11c4ff7d1ef6665820a6f17d8f03ff398610c9afa40a40c8139c80487ee485b', "mutation PinMessage($input:PinMessageInput!){pinMessage(input:$input){message{...MessageFields}}}", textMessageFields, textUserFields, textAttachmentFields);
/** Unpins a message, whoever pinned it. For those who may pin. Where it is not pinned, nothing changes. */
export const UnpinMessageDocument = /*#__PURE__*/ new TypedDocumentString<UnpinMessageMutation, UnpinMessageMutationVariables>('81151f3df46313f12ddb11ad02d0dd8026afc1c752b2cb26fd81f2d9721ab768', "mutation UnpinMessage($input:UnpinMessageInput!){unpinMessage(input:$input){message{...MessageFields}}}", textMessageFields, textUserFields, textAttachmentFields);
/**
 * Sends copies of messages to other conversations, in the order named: what they say and show, under `forwardedFrom`, but
 * not whom they answer and mention, nor `metadata`. Errors: `NOT_FOUND` for a message that the viewer does not see,
 * `CONFLICT` for one that is deleted, `BAD_USER_INPUT` for a SYSTEM message; `field` says which. Each conversation answers
 * for itself: see `Forwarding`.
 */
export const ForwardMessagesDocument = /*#__PURE__*/ new TypedDocumentString<ForwardMessagesMutation, ForwardMessagesMutationVariables>('d118d95ec5ea51c8f571708ac11dc1a4e9db72c130e6d1b1c5fb3655b51b2758', "mutation ForwardMessages($input:ForwardMessagesInput!){forwardMessages(input:$input){forwardings{conversationId messages{...MessageFields}error{code message retryAfterMs}}}}", textMessageFields, textUserFields, textAttachmentFields);
/**
 * Sends a message. The same `clientMessageId` of the same sender in the same conversation returns the first result, for
 * ever, also after he has lost access; with another request it is `CONFLICT`. Moves the sender's own positions to it.
 */
export const SendMessageDocument = /*#__PURE__*/ new TypedDocumentString<SendMessageMutation, SendMessageMutationVariables>('5438caf64c1c9840215a6bb3c3b8922cce98492fa99b5ae8f171c88425ce41f3', "mutation SendMessage($input:SendMessageInput!){sendMessage(input:$input){message{...MessageFields}}}", textMessageFields, textUserFields, textAttachmentFields);
/** Replaces a message's text, metadata or mentions; the earlier version is kept. For its sender. Setting what is there changes nothing. */
export const EditMessageDocument = /*#__PURE__*/ new TypedDocumentString<EditMessageMutation, EditMessageMutationVariables>('df6890b513117cff05cd2c14d0b87a6d4e0ccd4b2746765d8b2fc2126b15c66f', "mutation EditMessage($input:EditMessageInput!){editMessage(input:$input){message{...MessageFields}}}", textMessageFields, textUserFields, textAttachmentFields);
/** Deletes a message for everyone or for the viewer. Safe to repeat. */
export const DeleteMessageDocument = /*#__PURE__*/ new TypedDocumentString<DeleteMessageMutation, DeleteMessageMutationVariables>('686ae64a293eaa101ee941efd97dccef99c19eff93cfe0daf57fa61d872555ee', "mutation DeleteMessage($input:DeleteMessageInput!){deleteMessage(input:$input){message{...MessageFields}}}", textMessageFields, textUserFields, textAttachmentFields);
/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const ReportsDocument = /*#__PURE__*/ new TypedDocumentString<ReportsQuery, ReportsQueryVariables>('c5bd8e00ce24ca8fdae394360b4e8b41bf03a1c36dc171e3b1a45d8f7ae00dc2', "query Reports($conversationId:ID!$openOnly:Boolean$first:Int$after:String$last:Int$before:String){conversation(id:$conversationId){reports(openOnly:$openOnly first:$first after:$after last:$last before:$before){edges{node{...ReportFields}cursor}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}}", textReportFields, textUserFields);
/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const BansDocument = /*#__PURE__*/ new TypedDocumentString<BansQuery, BansQueryVariables>('f9d123625d6ff097afc348731f0f714146e4f7e1d32999d82dd691f7d957499e', "query Bans($conversationId:ID!$first:Int$after:String$last:Int$before:String){conversation(id:$conversationId){bans(first:$first after:$after last:$last before:$before){edges{node{...BanFields}cursor}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}}", textBanFields, textUserFields);
/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const AuditEntriesDocument = /*#__PURE__*/ new TypedDocumentString<AuditEntriesQuery, AuditEntriesQueryVariables>('d799ad40fd18533a7a14c6be0c8c638bb08d79b35dd89e492dc0d15b9b175916', "query AuditEntries($conversationId:ID!$first:Int$after:String$last:Int$before:String){conversation(id:$conversationId){auditEntries(first:$first after:$after last:$last before:$before){edges{node{at actorId actor{...UserFields}action subjectId subject{...UserFields}details}cursor}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}}", textUserFields);
/**
 * Reports a message that the viewer may read, and keeps what it says now. In a DIRECT, which has no admins, the report is
 * for the operator. While a report of the same user and message is open, that one is returned. The same `clientId`
 * returns the first result; with another request it is `CONFLICT`. Errors: `NOT_FOUND`, `BAD_USER_INPUT` for one's own
 * message, `CONFLICT` for a deleted one.
 */
export const ReportMessageDocument = /*#__PURE__*/ new TypedDocumentString<ReportMessageMutation, ReportMessageMutationVariables>('c329f0a1f215988b43da595efc1830ac5167ace35b2eba9f953460403d045d2a', "mutation ReportMessage($input:ReportMessageInput!){reportMessage(input:$input){report{...ReportFields}}}", textReportFields, textUserFields);
/**
 * Says what became of a report. For owners and admins, but not about their own messages, and for the role `service`.
 * Repeating it changes nothing; another resolution replaces the first.
 */
export const ResolveReportDocument = /*#__PURE__*/ new TypedDocumentString<ResolveReportMutation, ResolveReportMutationVariables>('b7ae75624a62baabd2f1437af786b1f995bad2a41e6b1cf2f33adc93079f76ba', "mutation ResolveReport($input:ResolveReportInput!){resolveReport(input:$input){report{...ReportFields}}}", textReportFields, textUserFields);
/**
 * Keeps a member from sending, editing and reacting until that time, also when he leaves and comes in again. For those
 * above him: owners over admins and members, admins over members, the role `service` over all. Not in a DIRECT.
 */
export const MuteMemberDocument = /*#__PURE__*/ new TypedDocumentString<MuteMemberMutation, MuteMemberMutationVariables>('afe3078349e6dfc1b706aa55ab159314a29d46a6c400ff063925149bd565575a', "mutation MuteMember($input:MuteMemberInput!){muteMember(input:$input){member{...MemberFields}}}", textMemberFields, textUserFields);
/** Lets a muted member write again. For those above him. Safe to repeat. */
export const UnmuteMemberDocument = /*#__PURE__*/ new TypedDocumentString<UnmuteMemberMutation, UnmuteMemberMutationVariables>('3c2feab7beb822d6b9be2e925c56263fd079205fc2b15c59158a9fc163750f38', "mutation UnmuteMember($input:UnmuteMemberInput!){unmuteMember(input:$input){member{...MemberFields}}}", textMemberFields, textUserFields);
/**
 * Removes a member, if he is one, and keeps him out: `joinConversation` is `FORBIDDEN` for him, `addMembers` of him a
 * `CONFLICT`. For those above him. Setting it again replaces time and reason. Not in a DIRECT.
 */
export const BanMemberDocument = /*#__PURE__*/ new TypedDocumentString<BanMemberMutation, BanMemberMutationVariables>('ff68d04824e1a6646efbe7fc8188b5cb90ccac59ae23e0bfb69a8b118d1886c2', "mutation BanMember($input:BanMemberInput!){banMember(input:$input){ban{...BanFields}conversation{...ConversationFields lastSeq}}}", textBanFields, textUserFields, textConversationFields);
/** Lifts a ban. He is no member by that. For owners, admins and the role `service`. Safe to repeat. */
export const UnbanMemberDocument = /*#__PURE__*/ new TypedDocumentString<UnbanMemberMutation, UnbanMemberMutationVariables>('2dc1dc309221e5bec8c8e7dcc327c30bc1d6c49cf4776a7e5f9cede14b671ccb', "mutation UnbanMember($input:UnbanMemberInput!){unbanMember(input:$input){conversation{...ConversationFields lastSeq}}}", textConversationFields);
/**
 * Sets the time that must lie between two messages of a member; owners and admins are free of it. For owners, admins and
 * the role `service`. Not in a DIRECT.
 */
export const SetSlowModeDocument = /*#__PURE__*/ new TypedDocumentString<SetSlowModeMutation, SetSlowModeMutationVariables>('840afb1886402d928e3102755a43a3458f954829b9854bd83201cd63f0167910', "mutation SetSlowMode($input:SetSlowModeInput!){setSlowMode(input:$input){conversation{...ConversationFields lastSeq}}}", textConversationFields);
/** Whoever asks. */
export const NotificationsDocument = /*#__PURE__*/ new TypedDocumentString<NotificationsQuery, NotificationsQueryVariables>('e9191ee44a36819d703629f208d69843d906b41408d9fe91e59ea4aea4211752', "query Notifications($filter:NotificationFilter$first:Int$after:String){viewer{unreadNotificationCount notifications(filter:$filter first:$first after:$after){edges{node{...NotificationFields title body readAt messageCount actor{...UserFields}}cursor}pageInfo{hasNextPage endCursor}}}}", textNotificationFields, textUserFields);
/** Marks notifications as seen: they were shown. Ids that are not there are passed over. */
export const MarkNotificationsSeenDocument = /*#__PURE__*/ new TypedDocumentString<MarkNotificationsSeenMutation, MarkNotificationsSeenMutationVariables>('9091ccf73bc7897c1d519b9a21eb99231aa383f99ea35e4769c47a1a8f2f7d22', "mutation MarkNotificationsSeen($input:MarkNotificationsSeenInput!){markNotificationsSeen(input:$input){notifications{...NotificationFields}unreadNotificationCount}}", textNotificationFields);
/**
 * Marks notifications as read, which moves no position in a conversation and tells nobody else. Ids that are not there are
 * passed over.
 */
export const MarkNotificationsReadDocument = /*#__PURE__*/ new TypedDocumentString<MarkNotificationsReadMutation, MarkNotificationsReadMutationVariables>('f2b1582eeddb2c79042b910837b1fa3b2844c850a062ed8ef451251f503d57bc', "mutation MarkNotificationsRead($input:MarkNotificationsReadInput!){markNotificationsRead(input:$input){notifications{...NotificationFields}unreadNotificationCount}}", textNotificationFields);
/** Puts notifications away. Ids that are not there are passed over. */
export const ArchiveNotificationsDocument = /*#__PURE__*/ new TypedDocumentString<ArchiveNotificationsMutation, ArchiveNotificationsMutationVariables>('c8877adb79b5d7195f0184a806035e7acf141e877414d79b09f0775ecc3dabf5', "mutation ArchiveNotifications($input:ArchiveNotificationsInput!){archiveNotifications(input:$input){notifications{...NotificationFields}unreadNotificationCount}}", textNotificationFields);
/** Deletes notifications. Ids that are not there are passed over. */
export const DeleteNotificationsDocument = /*#__PURE__*/ new TypedDocumentString<DeleteNotificationsMutation, DeleteNotificationsMutationVariables>('720f40ce1fbc6877b2aceee07c0e6dba57d7ba4ec22689e9b917eaf506f2834a', "mutation DeleteNotifications($input:DeleteNotificationsInput!){deleteNotifications(input:$input){notificationIds unreadNotificationCount}}");
/**
 * Sets what the viewer wants to be told, from now on. What is absent stays. Errors: `NOT_FOUND` for a muted user who is not
 * there.
 */
export const UpdateNotificationPreferencesDocument = /*#__PURE__*/ new TypedDocumentString<UpdateNotificationPreferencesMutation, UpdateNotificationPreferencesMutationVariables>('a49577c76deaf9481c42c2be6dab1f2b690fd17937b2a6f6f2f90daeb864cf00', "mutation UpdateNotificationPreferences($input:UpdateNotificationPreferencesInput!){updateNotificationPreferences(input:$input){notificationPreferences{...NotificationPreferencesFields}}}", textNotificationPreferencesFields);
/**
 * Sends the application's own notification to users, each by his preferences. All or none. Only for the `service` role. Errors:
 * `FORBIDDEN`, `NOT_FOUND` for a user who is not there, `CONFLICT` for a `clientId` of another request.
 */
export const SendNotificationDocument = /*#__PURE__*/ new TypedDocumentString<SendNotificationMutation, SendNotificationMutationVariables>('8592d86d6ad5e9c435867e6d5b4e440017eac11f9e6d374ce4e6493c6467a711', "mutation SendNotification($input:SendNotificationInput!){sendNotification(input:$input){deliveries{...NotificationDeliveryFields}}}", textNotificationDeliveryFields);
/**
 * What each channel did with a notification when it came, and by which rule. What did not get into an inbox has no id:
 * `sendNotification` answers that at once. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`.
 */
export const ExplainNotificationDocument = /*#__PURE__*/ new TypedDocumentString<ExplainNotificationQuery, ExplainNotificationQueryVariables>('3103f778aa23f14521af23ff6c45771c600004f4478baac6a0e82da729841479', "query ExplainNotification($id:ID!){explainNotification(id:$id){...NotificationDeliveryFields}}", textNotificationDeliveryFields);
/** What goes out and went out to users beside their inboxes, the newest first. Only for the `service` role. Errors: `FORBIDDEN`. */
export const NotificationDeliveriesDocument = /*#__PURE__*/ new TypedDocumentString<NotificationDeliveriesQuery, NotificationDeliveriesQueryVariables>('6178d4c569c10b666363cef551d62747660b2a0abfadbe62d593ae9e47a9897c', "query NotificationDeliveries($filter:NotificationDeliveryFilter$first:Int$after:String$last:Int$before:String){notificationDeliveries(filter:$filter first:$first after:$after last:$last before:$before){edges{node{...ChannelDeliveryFields}}pageInfo{hasNextPage endCursor hasPreviousPage startCursor}}}", textChannelDeliveryFields);
/**
 * Takes up deliveries again that are FAILED, under the ids that they have; whether they are still wanted is asked anew. What has
 * not failed is left as it is. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`, `BAD_USER_INPUT`.
 */
export const ReplayNotificationDeliveriesDocument = /*#__PURE__*/ new TypedDocumentString<ReplayNotificationDeliveriesMutation, ReplayNotificationDeliveriesMutationVariables>('3489f70177e26719aa1d4d42ed028ac094557954f552ae6d703ca17ad3b44c09', "mutation ReplayNotificationDeliveries($input:ReplayNotificationDeliveriesInput!){replayNotificationDeliveries(input:$input){replayedCount nextSince}}");
/** Whoever asks. */
export const OwnPresenceDocument = /*#__PURE__*/ new TypedDocumentString<OwnPresenceQuery, OwnPresenceQueryVariables>('31a46180ef18c7e4acd147bdf8a611bb8d1d2d54198714c807f3648bc1d5538b', "query OwnPresence{viewer{ownPresence{...OwnPresenceFields}}}", textOwnPresenceFields, textCustomStatusFields);
/** The presence of users, in the order asked for, whoever is named twice once. Errors: `BAD_USER_INPUT`. */
export const PresencesDocument = /*#__PURE__*/ new TypedDocumentString<PresencesQuery, PresencesQueryVariables>('e67f4a619a45acbaa7240056326e881dd6dab35b13e04d588f898649ef38dad6', "query Presences($userIds:[ID!]!){presence(userIds:$userIds){...PresenceFields}}", textPresenceFields, textCustomStatusFields);
/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const OnlineMembersDocument = /*#__PURE__*/ new TypedDocumentString<OnlineMembersQuery, OnlineMembersQueryVariables>('29f443db4c365b11858a3d63ee25f9f0a5b9592585a3035c776f0d9b7cad3aad', "query OnlineMembers($conversationId:ID!$first:Int){conversation(id:$conversationId){onlineMembers(first:$first){count users{...UserFields}}}}", textUserFields);
/**
 * Signal: the presence of users. First each of them in the order asked for, whoever is named twice once; then whoever
 * changes, at most once in about a second and user, newest value wins. Errors: `BAD_USER_INPUT`.
 */
export const PresenceDocument = /*#__PURE__*/ new TypedDocumentString<PresenceSubscription, PresenceSubscriptionVariables>('53d97bffa488e00f2a356f564c912c87520aea77a82428cbd358464a9ea8fc47', "subscription Presence($userIds:[ID!]!){presence(userIds:$userIds){...PresenceFields}}", textPresenceFields, textCustomStatusFields);
/**
 * Sets what the viewer is shown as while he is connected, on whatever devices. To be OFFLINE for others, use
 * `updatePresenceSettings(invisible: true)`. Errors: `BAD_USER_INPUT`.
 */
export const SetPresenceDocument = /*#__PURE__*/ new TypedDocumentString<SetPresenceMutation, SetPresenceMutationVariables>('6ad2704e0d17756cddc75f069d0fb855fd2045f14c4729612c91a9a9092ba34b', "mutation SetPresence($input:SetPresenceInput!){setPresence(input:$input){ownPresence{...OwnPresenceFields}}}", textOwnPresenceFields, textCustomStatusFields);
/**
 * Sets what the viewer says of himself; without text and emoji it is cleared. What is absent is null. Errors:
 * `BAD_USER_INPUT`.
 */
export const SetCustomStatusDocument = /*#__PURE__*/ new TypedDocumentString<SetCustomStatusMutation, SetCustomStatusMutationVariables>('24bdd2914d70012797246c60642e0b29cce095bd0516f901b48a6054e311c794', "mutation SetCustomStatus($input:SetCustomStatusInput!){setCustomStatus(input:$input){ownPresence{...OwnPresenceFields}}}", textOwnPresenceFields, textCustomStatusFields);
/**
 * Says for how long nobody has touched the device: that of the WebSocket over which it comes, or, over plain HTTP, those of
 * all SSE streams of the viewer. Once it has been `limits.awayAfterIdleMs` (5 minutes) the device is idle, also where nothing
 * more is said. A client says it when its user comes or goes, and every few minutes meanwhile; a device of which nothing
 * is said is taken to be in use. Errors: `BAD_USER_INPUT`.
 */
export const ReportActivityDocument = /*#__PURE__*/ new TypedDocumentString<ReportActivityMutation, ReportActivityMutationVariables>('f178a4476206891036967d2e0f4bfe49cfcf884100212246b47120df9af4356c', "mutation ReportActivity($input:ReportActivityInput!){reportActivity(input:$input){idleAt}}");
/** Whoever asks. */
export const PresenceSettingsDocument = /*#__PURE__*/ new TypedDocumentString<PresenceSettingsQuery, PresenceSettingsQueryVariables>('11ad8c95f28697cbd252cf769f1e0927b9480c09df7f733ac7e7b3eba03fd472', "query PresenceSettings{viewer{presenceSettings{...PresenceSettingsFields}}}", textPresenceSettingsFields);
/**
 * Sets what the viewer lets others see of him, from now on and in all conversations. What is absent stays. Turning read
 * receipts on again shows his positions as they are then.
 */
export const UpdatePresenceSettingsDocument = /*#__PURE__*/ new TypedDocumentString<UpdatePresenceSettingsMutation, UpdatePresenceSettingsMutationVariables>('a275531f33d01ecf039438416c6ede1a16c014df78e8a1e25324b36916fe06b0', "mutation UpdatePresenceSettings($input:UpdatePresenceSettingsInput!){updatePresenceSettings(input:$input){presenceSettings{...PresenceSettingsFields}}}", textPresenceSettingsFields);
/**
 * Advances the viewer's own positions, in conversations and in threads apart. A position never falls: what is behind is
 * passed over in silence, what is above the conversation's last `seq`, or the thread's last reply, counts as that. All
 * positions or none. Send them in batches, after display.
 */
export const AcknowledgeDocument = /*#__PURE__*/ new TypedDocumentString<AcknowledgeMutation, AcknowledgeMutationVariables>('a757ac66138466fe1e22e37ebb19fbe9f84f10cfacc803617b2330b1fd0075fa', "mutation Acknowledge($input:AcknowledgeInput!){acknowledge(input:$input){positions{...PositionFields}}}", textPositionFields);
/**
 * Marks a conversation as unread, for the viewer alone and on all his devices: its counts then begin at `fromSeq`. Positions
 * stay where they are, and others cannot tell. The mark ends when he acknowledges a `readSeq` of `fromSeq` or more, also
 * where that moves nothing, and when he sends. Safe to repeat.
 */
export const MarkUnreadDocument = /*#__PURE__*/ new TypedDocumentString<MarkUnreadMutation, MarkUnreadMutationVariables>('489717f3e3433e244eb5f782a8cb85b813d407a86e29fde229c19bdb4f284b54', "mutation MarkUnread($input:MarkUnreadInput!){markUnread(input:$input){position{...PositionFields}}}", textPositionFields);
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
export const SearchMessagesDocument = /*#__PURE__*/ new TypedDocumentString<SearchMessagesQuery, SearchMessagesQueryVariables>('160180562cae3fef3b3d9b249ddd21a6c6b95566ecf307fefba4eb9d21b3660d', "query SearchMessages($query:String!$conversationId:ID$filter:MessageSearchFilter$first:Int$after:String$last:Int$before:String){searchMessages(query:$query conversationId:$conversationId filter:$filter first:$first after:$after last:$last before:$before){edges{node{...MessageFields}cursor rank highlights{start end}}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}", textMessageFields, textUserFields, textAttachmentFields);
/**
 * Sets what the tenant's messages are searched by. Words are found exactly at once; the stems of those that are there
 * already come step by step, within minutes for a million messages. Only for the `service` role. Errors: `FORBIDDEN`.
 */
export const SetSearchLanguageDocument = /*#__PURE__*/ new TypedDocumentString<SetSearchLanguageMutation, SetSearchLanguageMutationVariables>('10f2f83a1686afb1a68b9a55fee63ed9a30543e07b2c7f058dfbf3e0a79420ae', "mutation SetSearchLanguage($input:SetSearchLanguageInput!){setSearchLanguage(input:$input){language}}");
/** The server's version, clock, limits and error codes. Needs no token. */
export const ServerInfoDocument = /*#__PURE__*/ new TypedDocumentString<ServerInfoQuery, ServerInfoQueryVariables>('bc0bcfbaeaedb4820c7a889605e0b170249bcaf9460f195e00efd42870d5da4f', "query ServerInfo{serverInfo{version time limits{messageTextLengthMax messageTextBytesMax metadataBytesMax titleLengthMax pageSizeMax membersPerRequestMax slowModeMsMax moderationTextLengthMax mentionsMax reactionsPerMessageMax attachmentBytesMax unsentAttachmentsMax attachmentsPerMessageMax imagePixelsMax pinsPerConversationMax forwardsMax forwardTargetsMax positionsPerRequestMax conversationMembersMax namedReceiptsMembersMax countedReceiptsMembersMax searchQueryLengthMax searchWordsMax searchRankedMax typingLeaseMs typingUsersMax signalDataBytesMax signalUsersMax signalTopicsMax locationIntervalMs locationMetersMin locationStaleMs locationShareMsMax locationUsersMax presenceUsersMax awayAfterIdleMs customStatusLengthMax nearbyRadiusMetersMax nearbyUsersMax webhookEndpointsMax retentionMs requestBytesMax subscriptionsPerSocketMax socketsPerUserMax operationDepthMax operationAliasesMax checkpointIntervalMs pingIntervalMs}errorCodes{code httpStatus retryable description}}}");
/**
 * The object with this id, under the same rules of access as everywhere else; null with a `NOT_FOUND` error where the
 * viewer may not see it. A text that is not a TypeID is taken for a user's id.
 */
export const NodeDocument = /*#__PURE__*/ new TypedDocumentString<NodeQuery, NodeQueryVariables>('533464b6399c3ab5dfe7a76fd082157626521ab181655f2ad502e1bb99c9f414', "query Node($id:ID!){node(id:$id){__typename id ...UserFields ...on Conversation{title memberCount lastActivityAt}...on Attachment{fileName:name status type sizeBytes}...on Message{conversationId seq text}...on Notification{title body}}}", textUserFields);
/**
 * A cursor for `events(after:)`, taken before anything else of this operation is read: what the operation returns,
 * together with the stream from this cursor on, leaves no hole.
 */
export const SyncCursorDocument = /*#__PURE__*/ new TypedDocumentString<SyncCursorQuery, SyncCursorQueryVariables>('53b07e3395a60b14812430cb4e51cf6259721c8938773774a94dbada470c617a', "query SyncCursor{syncCursor}");
/**
 * Gives the WebSocket on which this is sent a new token, before the old one expires. The token must be of the same user
 * and tenant. Over HTTP there is nothing to renew: the token is checked, and `renewed` is false.
 */
export const RefreshSessionDocument = /*#__PURE__*/ new TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>('de0c68f3bfe560a53a9f0b72b6767f5d171536d36b994ff905879166b965f11b', "mutation RefreshSession($input:RefreshSessionInput!){refreshSession(input:$input){expiresAt renewed}}");
/**
 * Ends sessions of a user: one (`sid`), or all that were issued before now. Live streams of theirs end within 2 s. Only
 * for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`.
 */
export const RevokeSessionsDocument = /*#__PURE__*/ new TypedDocumentString<RevokeSessionsMutation, RevokeSessionsMutationVariables>('76dce7da42b66c4b80aa7abb3aae00bb6c846e85673835610165a3fd3e8ccdca', "mutation RevokeSessions($input:RevokeSessionsInput!){revokeSessions(input:$input){user{...UserFields}}}", textUserFields);
/**
 * A cursor for `events(after:)`, taken before anything else of this operation is read: what the operation returns,
 * together with the stream from this cursor on, leaves no hole.
 */
export const SyncStateDocument = /*#__PURE__*/ new TypedDocumentString<SyncStateQuery, SyncStateQueryVariables>('497bd1be23b383f635d4a9ed254465f1fc59ea247c9d3832ffb4dc45f1316172', "query SyncState($notifications:Int=100$conversations:Int=50$after:String$members:Int=100$messages:Int=50$contacts:Int=100){syncCursor viewer{tenantId unreadCount unreadMentionCount presenceSettings{...PresenceSettingsFields}unreadNotificationCount notificationPreferences{...NotificationPreferencesFields}notifications(first:$notifications){edges{node{...NotificationFields}}}locationSharing{...LocationSharingFields}ownPresence{...OwnPresenceFields}user{...UserFields}contacts(first:$contacts){edges{node{...ContactFields}}pageInfo{hasNextPage}}incomingRequests:contactRequests(direction:INCOMING first:$contacts){edges{node{...ContactRequestFields}}pageInfo{hasNextPage}}outgoingRequests:contactRequests(direction:OUTGOING first:$contacts){edges{node{...ContactRequestFields}}pageInfo{hasNextPage}}blockedUsers(first:$contacts){edges{node{...BlockedUserFields}}pageInfo{hasNextPage}}conversations(first:$conversations after:$after){edges{node{...ConversationState}}pageInfo{hasNextPage endCursor}}}}", textPresenceSettingsFields, textNotificationPreferencesFields, textNotificationFields, textLocationSharingFields, textOwnPresenceFields, textCustomStatusFields, textUserFields, textContactFields, textContactRequestFields, textBlockedUserFields, textConversationState, textConversationFields, textMemberFields, textReceiptFields, textMessageFields, textAttachmentFields, textThreadFields, textViewerMembershipFields, textPreferencesFields);
/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const SyncConversationDocument = /*#__PURE__*/ new TypedDocumentString<SyncConversationQuery, SyncConversationQueryVariables>('3c7adc3528677b2e455482576c2d80a06415af83c5b90ff5251a564af0dd3aab', "query SyncConversation($id:ID!$members:Int=100$messages:Int=50){conversation(id:$id){...ConversationState}}", textConversationState, textConversationFields, textMemberFields, textUserFields, textReceiptFields, textMessageFields, textAttachmentFields, textThreadFields, textViewerMembershipFields, textPreferencesFields);
/** A message that the viewer may read. */
export const SyncThreadDocument = /*#__PURE__*/ new TypedDocumentString<SyncThreadQuery, SyncThreadQueryVariables>('73f03bc9c48aef6afbb93bf1ca5870833771afc8683db31ea3f5432997a5b24c', "query SyncThread($id:ID!$messages:Int=50$aroundSeq:Int){message(id:$id){conversationId seq thread{...ThreadFields participants{...UserFields}receipts{...ReceiptFields}messages(last:$messages aroundSeq:$aroundSeq){edges{node{...MessageFields}}pageInfo{hasPreviousPage}}}}}", textThreadFields, textUserFields, textReceiptFields, textMessageFields, textAttachmentFields);
/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const ThreadsDocument = /*#__PURE__*/ new TypedDocumentString<ThreadsQuery, ThreadsQueryVariables>('ead64076ce90d446c3ddd2f828b346847cf9aa0fffc6aebbfeec7172a6eea38b', "query Threads($conversationId:ID!$unreadOnly:Boolean$mineOnly:Boolean$first:Int$after:String){conversation(id:$conversationId){threads(unreadOnly:$unreadOnly mineOnly:$mineOnly first:$first after:$after){edges{node{...ThreadFields rootMessage{...MessageFields}}cursor}pageInfo{hasNextPage endCursor}}}}", textThreadFields, textMessageFields, textUserFields, textAttachmentFields);
/**
 * Who is typing: at once, and then at most one change a second. Members only; it completes when the viewer is no member any
 * more. Without `threadRootId`, who is typing in the conversation itself.
 */
export const TypingDocument = /*#__PURE__*/ new TypedDocumentString<TypingSubscription, TypingSubscriptionVariables>('b85496756016d3c26404918ff5c2a3fb96006df2dfe7e63c99794d4e955da9d7', "subscription Typing($conversationId:ID!$threadRootId:ID){typing(conversationId:$conversationId threadRootId:$threadRootId){conversationId threadRootId userIds userCount expiresAt}}");
/**
 * Says that the viewer is typing, or that he no longer is. It holds for `limits.typingLeaseMs` (5 s): a client that types on
 * says so again, every 3 s or so. It ends as well when his message is sent there, when he is no member any more, and with
 * the WebSocket that it was said over. At most one change a second is told; what comes sooner is merged, and the latest
 * wins. Members who may post only. Who may not see whether he is online is not
 * told, and nobody if he does not share it (`PresenceSettings.shareTyping`).
 */
export const SetTypingDocument = /*#__PURE__*/ new TypedDocumentString<SetTypingMutation, SetTypingMutationVariables>('9da2ff0d5e57d732629ddfaf495733c6f1ccb8d3b1531783e96f57790a7eb2d4', "mutation SetTyping($input:SetTypingInput!){setTyping(input:$input){expiresAt}}");
/** Whoever asks. */
export const ViewerDocument = /*#__PURE__*/ new TypedDocumentString<ViewerQuery, ViewerQueryVariables>('b8b0f5fe331b36be8761f73f51f9177c57c8f958a43807bcb3f5d260258dfc10', "query Viewer{viewer{tenantId unreadCount unreadMentionCount user{...UserFields}}}", textUserFields);
/** Whoever asks. */
export const ViewerEmailDocument = /*#__PURE__*/ new TypedDocumentString<ViewerEmailQuery, ViewerEmailQueryVariables>('10cd400ecf48fb3db51fa80fb32cd28285388d6ee4eea140eeaa8c6178ea778a', "query ViewerEmail{viewer{email{...EmailFields}}}", textEmailFields);
/** Where a user gets mail; null: he has no address. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`. */
export const UserEmailDocument = /*#__PURE__*/ new TypedDocumentString<UserEmailQuery, UserEmailQueryVariables>('74ab9319ddb96b383a6464721b52c5b5793f3b9b78149a77557ba8a107c92057', "query UserEmail($userId:ID!){userEmail(userId:$userId){...EmailFields}}", textEmailFields);
/** A user of the viewer's tenant. */
export const UserDocument = /*#__PURE__*/ new TypedDocumentString<UserQuery, UserQueryVariables>('a61e84b33ec72e662f62ea507112eee13d51308b1a6c9a29b8b61545803c3ef2', "query User($id:ID!){user(id:$id){...UserFields}}", textUserFields);
/** Users by id, in the order asked for; null where there is none. At most 100. */
export const UsersDocument = /*#__PURE__*/ new TypedDocumentString<UsersQuery, UsersQueryVariables>('c1328473be0948c01d7de164d12aa72bc2d02ee54ed3cee5a093314be6038ac4', "query Users($ids:[ID!]!){users(ids:$ids){...UserFields}}", textUserFields);
/** Changes the viewer's own profile. What is absent stays; null clears. */
export const UpdateProfileDocument = /*#__PURE__*/ new TypedDocumentString<UpdateProfileMutation, UpdateProfileMutationVariables>('20fb9432bf9770001189345e966d3f4a80acca20a036b89c2da76b700eb85c82', "mutation UpdateProfile($input:UpdateProfileInput!){updateProfile(input:$input){user{...UserFields}}}", textUserFields);
/**
 * Creates users or sets their profiles and addresses: all given fields are set, absent ones stay. Only for the `service` role. At most
 * 100 at once; all or none.
 */
export const UpsertUsersDocument = /*#__PURE__*/ new TypedDocumentString<UpsertUsersMutation, UpsertUsersMutationVariables>('5b11405fc6c8c909015224cd7d5f9a4f926d0ee8e576c91e21397ba261e766cf', "mutation UpsertUsers($input:UpsertUsersInput!){upsertUsers(input:$input){users{...UserFields}}}", textUserFields);
/**
 * The key by which browsers know this server: `applicationServerKey` of `PushManager.subscribe`, in base64url. A browser that
 * subscribed with another key subscribes anew.
 */
export const WebPushDocument = /*#__PURE__*/ new TypedDocumentString<WebPushQuery, WebPushQueryVariables>('c6629e0c36bf0c4a55d71c3d05c52d73443ef2eeea9ef5ab8c754564efab2f06', "query WebPush{webPushPublicKey viewer{pushSubscriptions{...PushSubscriptionFields}}}", textPushSubscriptionFields);
/**
 * Registers the browser for web push; the same `endpoint` again changes the registration that is there. Whoever of the tenant was
 * registered with the same `endpoint` and `keys` is so no more: the viewer has come in his place. Of a user's registrations in
 * excess of `limits.pushSubscriptionsMax`, the oldest go. Errors: `BAD_USER_INPUT`.
 */
export const RegisterPushSubscriptionDocument = /*#__PURE__*/ new TypedDocumentString<RegisterPushSubscriptionMutation, RegisterPushSubscriptionMutationVariables>('36838a9174085a4dcb241109e6950f48238f5907a1780233e81105929c8c46a0', "mutation RegisterPushSubscription($input:RegisterPushSubscriptionInput!){registerPushSubscription(input:$input){pushSubscription{...PushSubscriptionFields}}}", textPushSubscriptionFields);
/** Ends a registration of the viewer's. One that is not there is passed over. */
export const UnregisterPushSubscriptionDocument = /*#__PURE__*/ new TypedDocumentString<UnregisterPushSubscriptionMutation, UnregisterPushSubscriptionMutationVariables>('30048d4a2dc0ce6b16b434a1317e6ce019303a829a86a1fe623897e3d9e27315', "mutation UnregisterPushSubscription($input:UnregisterPushSubscriptionInput!){unregisterPushSubscription(input:$input){pushSubscriptionId}}");
/** The tenant's webhook endpoints, oldest first. Only for the role `service`. Errors: `FORBIDDEN`. */
export const WebhookEndpointsDocument = /*#__PURE__*/ new TypedDocumentString<WebhookEndpointsQuery, WebhookEndpointsQueryVariables>('66fb79f3a5ad4b079031da34b177a899b9214f2de4f106243b90859024bca51e', "query WebhookEndpoints($first:Int$after:String){webhookEndpoints(first:$first after:$after){edges{cursor node{...WebhookEndpointFields}}pageInfo{hasNextPage endCursor}}}", textWebhookEndpointFields);
/** What an endpoint was told and is to be told, the newest events first. Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`. */
export const WebhookDeliveriesDocument = /*#__PURE__*/ new TypedDocumentString<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables>('97d1c1aad2e42b6bf16beff00a68558ae26cdcd84d34f70fb1cd4a524c65ffff', "query WebhookDeliveries($endpointId:ID!$status:WebhookDeliveryStatus$first:Int$after:String){webhookDeliveries(endpointId:$endpointId status:$status first:$first after:$after){edges{cursor node{id endpointId type createdAt conversationId userId seq status failure attemptCount attempts{at status error latencyMs}nextAttemptAt finishedAt}}pageInfo{hasNextPage endCursor}}}");
/**
 * Makes a webhook endpoint, which is told of what is committed from now on. Its host may not be in a private network, unless
 * the operator allows it. Only for the role `service`. Errors: `FORBIDDEN`; `BAD_USER_INPUT` for an address that cannot be one;
 * `CONFLICT` where the tenant has `limits.webhookEndpointsMax`, or the client id was used for another request.
 */
export const CreateWebhookEndpointDocument = /*#__PURE__*/ new TypedDocumentString<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>('8d1dd60f8a1bbb09cb7fb1b2245f2cd95ded15ba18e8b0f90bbbc99c8f45610b', "mutation CreateWebhookEndpoint($input:CreateWebhookEndpointInput!){createWebhookEndpoint(input:$input){endpoint{...WebhookEndpointFields}secret}}", textWebhookEndpointFields);
/**
 * Changes a webhook endpoint; what is absent stays. One that is enabled again goes on with what waits for it: up to 7 days
 * of events, those since it was disabled too. Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`, `BAD_USER_INPUT`.
 */
export const UpdateWebhookEndpointDocument = /*#__PURE__*/ new TypedDocumentString<UpdateWebhookEndpointMutation, UpdateWebhookEndpointMutationVariables>('796704a2e4b447c6b306426c546518a8efa3321c5d58eb295f07c34afd8ca34d', "mutation UpdateWebhookEndpoint($input:UpdateWebhookEndpointInput!){updateWebhookEndpoint(input:$input){endpoint{...WebhookEndpointFields}}}", textWebhookEndpointFields);
/**
 * Gives a webhook endpoint a new secret; the earlier ones sign beside it for a while. Only for the role `service`. Errors:
 * `FORBIDDEN`, `NOT_FOUND`; `CONFLICT` where four earlier ones would still sign.
 */
export const RotateWebhookSecretDocument = /*#__PURE__*/ new TypedDocumentString<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>('d20fd5207f3ed6bf4af1da98fbf35fc91408ccf474341ecae8040e6d47f0c20e', "mutation RotateWebhookSecret($input:RotateWebhookSecretInput!){rotateWebhookSecret(input:$input){endpoint{...WebhookEndpointFields}secret}}", textWebhookEndpointFields);
/**
 * Deletes a webhook endpoint with its secrets and its deliveries; what waits is not sent. Only for the role `service`. Errors:
 * `FORBIDDEN`, `NOT_FOUND`.
 */
export const DeleteWebhookEndpointDocument = /*#__PURE__*/ new TypedDocumentString<DeleteWebhookEndpointMutation, DeleteWebhookEndpointMutationVariables>('0ce46d7fd6db5ae09a6d58c5e0474337f5fd7bfd5588a3e8da9c6b1ca56830f0', "mutation DeleteWebhookEndpoint($input:DeleteWebhookEndpointInput!){deleteWebhookEndpoint(input:$input){endpointId}}");
/**
 * Makes deliveries once more, under the same ids, with messages as they are now; in a log they go before what is later
 * there. What waits anyway is left as it is. Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`, `BAD_USER_INPUT`.
 */
export const ReplayWebhookDeliveriesDocument = /*#__PURE__*/ new TypedDocumentString<ReplayWebhookDeliveriesMutation, ReplayWebhookDeliveriesMutationVariables>('88bc78c116e656d3f0af5bec215cf10615cdd831466ad9e69d998791637d7349', "mutation ReplayWebhookDeliveries($input:ReplayWebhookDeliveriesInput!){replayWebhookDeliveries(input:$input){replayedCount nextSince}}");