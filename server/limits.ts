import { type Environment, readNumber } from './lib/environment.ts';

/** The bounds that clients are told by `serverInfo.limits`. */
export interface Limits {
  /** Grapheme clusters in a message's text. @default 5_000 */
  messageTextLengthMax: number;
  /** Bytes of UTF-8 in a message's text. @default 20_000 */
  messageTextBytesMax: number;
  /** Bytes of a `metadata` object as JSON. @default 4_096 */
  metadataBytesMax: number;
  /** Grapheme clusters in a conversation's title and in a user's name. @default 200 */
  titleLengthMax: number;
  /** Items on a page of a connection. @default 100 */
  pageSizeMax: number;
  /** Members that one request may name. @default 100 */
  membersPerRequestMax: number;
  /** The longest interval of slow mode, in milliseconds. @default 21_600_000 // 6 hours */
  slowModeMsMax: number;
  /** Grapheme clusters in a report's comment, and in the reason of a ban. @default 1_000 */
  moderationTextLengthMax: number;
  /** Users that one message may mention. @default 50 */
  mentionsMax: number;
  /** Different emojis that one message may be reacted to with. @default 20 */
  reactionsPerMessageMax: number;
  /** Bytes of an attachment; a larger one is PAYLOAD_TOO_LARGE. @default 26_214_400 // 25 MiB */
  attachmentBytesMax: number;
  /** Attachments of a user that are in no message, unfinished uploads included; one more is RATE_LIMITED. @default 50 */
  unsentAttachmentsMax: number;
  /** Attachments in one message. @default 10 */
  attachmentsPerMessageMax: number;
  /** Pixels of an image, all its frames together; one with more FAILS. @default 50_000_000 */
  imagePixelsMax: number;
  /** Pinned messages of a conversation. @default 100 */
  pinsPerConversationMax: number;
  /** Messages in one `forwardMessages`. @default 20 */
  forwardsMax: number;
  /** Conversations that one `forwardMessages` sends to. @default 5 */
  forwardTargetsMax: number;
  /** Positions in one `acknowledge`. @default 100 */
  positionsPerRequestMax: number;
  /** Members of a conversation, all in all. @default 100_000 */
  conversationMembersMax: number;
  /** Up to this many members, receipts are told by name. @default 100 */
  namedReceiptsMembersMax: number;
  /** Up to this many members, those who have got a message are counted. @default 5_000 */
  countedReceiptsMembersMax: number;
  /** Code points in a search's query. @default 200 */
  searchQueryLengthMax: number;
  /** Words in a search's query. @default 16 */
  searchWordsMax: number;
  /** Matches that a search ranks, the newest. @default 10_000 */
  searchRankedMax: number;
  /** Grapheme clusters in the message of a contact request. @default 300 */
  contactMessageLengthMax: number;
  /** Contact requests of one user that wait for an answer; one more is CONFLICT. @default 200 */
  pendingContactRequestsMax: number;
  /** Notifications that are kept for a user; one more takes the place of the least wanted. @default 100 */
  notificationsPerUserMax: number;
  /** How long a notification is kept, in milliseconds. @default 604_800_000 // 7 days */
  notificationMsMax: number;
  /** Notifications that one request may name, and users that one may be sent to. @default 100 */
  notificationsPerRequestMax: number;
  /** Users that one broadcast may name. @default 2_500 */
  broadcastUsersMax: number;
  /** Grapheme clusters in a notification's body; its title has `titleLengthMax`. @default 1_000 */
  notificationBodyLengthMax: number;
  /** Actions of a notification. @default 4 */
  notificationActionsMax: number;
  /** Users that a user may mute. @default 500 */
  mutedUsersMax: number;
  /** How long somebody types after he last said so. @default 5_000 // 5 seconds */
  typingLeaseMs: number;
  /** Users that are named as typing in one place; the others are counted. @default 20 */
  typingUsersMax: number;
  /** Bytes of an application signal's `data` as JSON. @default 16_384 // 16 KiB */
  signalDataBytesMax: number;
  /** Users that one application signal may name. @default 1_000 */
  signalUsersMax: number;
  /** Topics of application signals in one stream. @default 100 */
  signalTopicsMax: number;
  /** The shortest time between two positions of a user that are told; what comes sooner is merged. @default 5_000 // 5 seconds */
  locationIntervalMs: number;
  /** Metres from one snapped position to the next, or it counts as the same. @default 10 */
  locationMetersMin: number;
  /** So long after the last report a position is stale. @default 60_000 // 1 minute */
  locationStaleMs: number;
  /** The longest share of a position. @default 28_800_000 // 8 hours */
  locationShareMsMax: number;
  /** Users that one stream of positions may be of, and whom a user may select to see his. @default 100 */
  locationUsersMax: number;
  /** Users that one `presence` may name. @default 500 */
  presenceUsersMax: number;
  /** A device that nobody has touched for so long makes its user AWAY. @default 300_000 // 5 minutes */
  awayAfterIdleMs: number;
  /** Grapheme clusters in the text of a custom status. @default 100 */
  customStatusLengthMax: number;
  /** The largest radius of a search for users who are near, in metres. @default 50_000 */
  nearbyRadiusMetersMax: number;
  /** Users that such a search finds. @default 100 */
  nearbyUsersMax: number;
  /** Push subscriptions of a user; one more takes the place of the one that was registered the longest ago. @default 20 */
  pushSubscriptionsMax: number;
  /** Webhook endpoints of a tenant. @default 20 */
  webhookEndpointsMax: number;
  /** How far back a cursor reaches. Older days of the log are dropped. @default 604_800_000 // 7 days */
  retentionMs: number;
  /** Bytes of a request's body or a WebSocket frame; more is PAYLOAD_TOO_LARGE, or ends the socket. @default 131_072 */
  requestBytesMax: number;
  /** Operations that may run on one WebSocket; one more is RATE_LIMITED. @default 200 */
  subscriptionsPerSocketMax: number;
  /** WebSockets and SSE streams of one user on one node; one more is refused. @default 20 */
  socketsPerUserMax: number;
  /** Levels of fields in an operation; fragments are none. @default 18 */
  operationDepthMax: number;
  /** Aliases in an operation. @default 30 */
  operationAliasesMax: number;
  /** The longest time between two `Checkpoint`s of a live stream: `checkpointIntervalMs` and 5 s. @default 30_000 */
  checkpointIntervalMs: number;
  /** Time between pings to a WebSocket. One that gives no sign for 60 s is closed. @default 25_000 // 25 seconds */
  pingIntervalMs: number;
}

/** Reads them. `checkpointIntervalMs` and `retentionMs` are told as they follow from other settings. Throws ConfigError. */
export function readLimits(env: Environment, retentionMs: number, checkpointIntervalMs: number): Limits {
  return {
    messageTextLengthMax: readNumber(env, 'MESSAGE_TEXT_LENGTH_MAX', 5_000, 1, 100_000),
    messageTextBytesMax: readNumber(env, 'MESSAGE_TEXT_BYTES_MAX', 20_000, 4, 1_000_000),
    metadataBytesMax: readNumber(env, 'METADATA_BYTES_MAX', 4_096, 2, 1_000_000),
    titleLengthMax: readNumber(env, 'TITLE_LENGTH_MAX', 200, 1, 10_000),
    pageSizeMax: readNumber(env, 'PAGE_SIZE_MAX', 100, 1, 1_000),
    membersPerRequestMax: readNumber(env, 'MEMBERS_PER_REQUEST_MAX', 100, 1, 1_000),
    slowModeMsMax: readNumber(env, 'SLOW_MODE_MS_MAX', 21_600_000, 1_000, 86_400_000),
    moderationTextLengthMax: readNumber(env, 'MODERATION_TEXT_LENGTH_MAX', 1_000, 1, 10_000),
    mentionsMax: readNumber(env, 'MENTIONS_MAX', 50, 0, 1_000),
    reactionsPerMessageMax: readNumber(env, 'REACTIONS_PER_MESSAGE_MAX', 20, 0, 1_000),
    attachmentBytesMax: readNumber(env, 'ATTACHMENT_BYTES_MAX', 26_214_400, 1, 1_073_741_824),
    unsentAttachmentsMax: readNumber(env, 'UNSENT_ATTACHMENTS_MAX', 50, 1, 10_000),
    attachmentsPerMessageMax: readNumber(env, 'ATTACHMENTS_PER_MESSAGE_MAX', 10, 1, 100),
    imagePixelsMax: readNumber(env, 'IMAGE_PIXELS_MAX', 50_000_000, 1, 500_000_000),
    pinsPerConversationMax: readNumber(env, 'PINS_PER_CONVERSATION_MAX', 100, 0, 10_000),
    forwardsMax: readNumber(env, 'FORWARDS_MAX', 20, 1, 100),
    forwardTargetsMax: readNumber(env, 'FORWARD_TARGETS_MAX', 5, 1, 100),
    positionsPerRequestMax: readNumber(env, 'POSITIONS_PER_REQUEST_MAX', 100, 1, 1_000),
    conversationMembersMax: readNumber(env, 'CONVERSATION_MEMBERS_MAX', 100_000, 2, 1_000_000),
    namedReceiptsMembersMax: readNumber(env, 'NAMED_RECEIPTS_MEMBERS_MAX', 100, 0, 1_000),
    countedReceiptsMembersMax: readNumber(env, 'COUNTED_RECEIPTS_MEMBERS_MAX', 5_000, 0, 20_000),
    searchQueryLengthMax: readNumber(env, 'SEARCH_QUERY_LENGTH_MAX', 200, 1, 1_000),
    searchWordsMax: readNumber(env, 'SEARCH_WORDS_MAX', 16, 1, 64),
    searchRankedMax: readNumber(env, 'SEARCH_RANKED_MAX', 10_000, 100, 1_000_000),
    contactMessageLengthMax: readNumber(env, 'CONTACT_MESSAGE_LENGTH_MAX', 300, 1, 5_000),
    pendingContactRequestsMax: readNumber(env, 'PENDING_CONTACT_REQUESTS_MAX', 200, 1, 100_000),
    notificationsPerUserMax: readNumber(env, 'NOTIFICATIONS_PER_USER_MAX', 100, 1, 1_000),
    notificationMsMax: readNumber(env, 'NOTIFICATION_MS_MAX', 7 * 86_400_000, 1_000, 366 * 86_400_000),
    notificationsPerRequestMax: readNumber(env, 'NOTIFICATIONS_PER_REQUEST_MAX', 100, 1, 1_000),
    broadcastUsersMax: readNumber(env, 'BROADCAST_USERS_MAX', 2_500, 1, 10_000),
    notificationBodyLengthMax: readNumber(env, 'NOTIFICATION_BODY_LENGTH_MAX', 1_000, 1, 10_000),
    notificationActionsMax: readNumber(env, 'NOTIFICATION_ACTIONS_MAX', 4, 0, 20),
    mutedUsersMax: readNumber(env, 'MUTED_USERS_MAX', 500, 0, 10_000),
    typingLeaseMs: readNumber(env, 'TYPING_LEASE_MS', 5_000, 100, 60_000),
    typingUsersMax: readNumber(env, 'TYPING_USERS_MAX', 20, 1, 1_000),
    signalDataBytesMax: readNumber(env, 'SIGNAL_DATA_BYTES_MAX', 16_384, 2, 1_000_000),
    signalUsersMax: readNumber(env, 'SIGNAL_USERS_MAX', 1_000, 1, 100_000),
    signalTopicsMax: readNumber(env, 'SIGNAL_TOPICS_MAX', 100, 1, 1_000),
    locationIntervalMs: readNumber(env, 'LOCATION_INTERVAL_MS', 5_000, 10, 600_000),
    locationMetersMin: readNumber(env, 'LOCATION_METERS_MIN', 10, 0, 10_000),
    locationStaleMs: readNumber(env, 'LOCATION_STALE_MS', 60_000, 100, 3_600_000),
    locationShareMsMax: readNumber(env, 'LOCATION_SHARE_MS_MAX', 28_800_000, 1_000, 28_800_000),
    locationUsersMax: readNumber(env, 'LOCATION_USERS_MAX', 100, 1, 1_000),
    presenceUsersMax: readNumber(env, 'PRESENCE_USERS_MAX', 500, 1, 5_000),
    awayAfterIdleMs: readNumber(env, 'AWAY_AFTER_IDLE_MS', 300_000, 100, 86_400_000),
    customStatusLengthMax: readNumber(env, 'CUSTOM_STATUS_LENGTH_MAX', 100, 1, 1_000),
    nearbyRadiusMetersMax: readNumber(env, 'NEARBY_RADIUS_METERS_MAX', 50_000, 1, 50_000),
    nearbyUsersMax: readNumber(env, 'NEARBY_USERS_MAX', 100, 1, 1_000),
    pushSubscriptionsMax: readNumber(env, 'PUSH_SUBSCRIPTIONS_MAX', 20, 1, 1_000),
    webhookEndpointsMax: readNumber(env, 'WEBHOOK_ENDPOINTS_MAX', 20, 0, 1_000),
    retentionMs,
    requestBytesMax: readNumber(env, 'REQUEST_BYTES_MAX', 131_072, 1_024, 16_777_216),
    subscriptionsPerSocketMax: readNumber(env, 'SUBSCRIPTIONS_PER_SOCKET_MAX', 200, 1, 10_000),
    socketsPerUserMax: readNumber(env, 'SOCKETS_PER_USER_MAX', 20, 1, 10_000),
    operationDepthMax: readNumber(env, 'OPERATION_DEPTH_MAX', 18, 2, 100),
    operationAliasesMax: readNumber(env, 'OPERATION_ALIASES_MAX', 30, 1, 1_000),
    checkpointIntervalMs,
    pingIntervalMs: readNumber(env, 'PING_INTERVAL_MS', 25_000, 100, 60_000),
  };
}
