import type {
  AttachmentFieldsFragment,
  BlockedUserFieldsFragment,
  ContactFieldsFragment,
  ContactRequestFieldsFragment,
  ConversationFieldsFragment,
  LocationSharingFieldsFragment,
  MemberFieldsFragment,
  MessageFieldsFragment,
  NotificationFieldsFragment,
  NotificationPreferencesFieldsFragment,
  OwnPresenceFieldsFragment,
  PreferencesFieldsFragment,
  PresenceSettingsFieldsFragment,
  ReceiptFieldsFragment,
  UserFieldsFragment,
  ViewerMembershipFieldsFragment,
} from '../generated/operations.ts';

/** A user's profile. */
export type UserState = UserFieldsFragment;

/** A member; his profile is in `ClientState.users`. */
export type MemberState = Omit<MemberFieldsFragment, 'user' | 'conversationId'>;

/** A message; its sender's profile is in `ClientState.users`. */
export type MessageState = Omit<MessageFieldsFragment, 'sender'>;

/** A file that the viewer uploaded. */
export type AttachmentState = AttachmentFieldsFragment;

/** A contact; his profile is in `ClientState.users`. */
export type ContactState = Omit<ContactFieldsFragment, 'user'>;

/** A contact request that waits, of one direction or the other. */
export type ContactRequestState = Omit<ContactRequestFieldsFragment, 'user'>;

/** Whom the viewer has blocked, and when. */
export type BlockedUserState = Omit<BlockedUserFieldsFragment, 'user'>;

/** How far a member has got. */
export type ReceiptState = Omit<ReceiptFieldsFragment, 'userId'>;

/** The viewer's own settings for a conversation. */
export type PreferencesState = PreferencesFieldsFragment;

/** A notification in the inbox, without what its message says. */
export type NotificationState = NotificationFieldsFragment;

/** What the viewer wants to be told. */
export type NotificationPreferencesState = NotificationPreferencesFieldsFragment;

/** What the viewer lets others see of him. */
export type PresenceSettingsState = PresenceSettingsFieldsFragment;

/** What the viewer shares of where he is, and with whom; a share whose `expiresAt` is past is over. */
export type LocationSharingState = LocationSharingFieldsFragment;

/** What the viewer has set of his presence himself. What is over by its time counts no more, though it is still here. */
export type OwnPresenceState = OwnPresenceFieldsFragment;

/** What the server has counted last, and up to where: later events are added to it. */
export interface UnreadBase {
  unreadCount: number;
  unreadMentionCount: number;
  /** The conversation's last `seq` when it was counted. */
  lastSeq: number;
}

/** The same in a conversation. */
export interface CountedBase extends UnreadBase {
  /** The last `seq` of the viewer's own log at that time. */
  ownLogSeq: number;
}

/** The viewer in a conversation. His counts follow from `counted` and the events after it. */
export interface ViewerMembershipState extends Omit<ViewerMembershipFieldsFragment, 'lastSeq' | 'ownLogSeq'> {
  counted: CountedBase;
}

/** How a message counts; whether it is a mention is null where that is not known. */
export interface Countable {
  isUnread: boolean;
  isMention: boolean | null;
}

/** What events have changed of somebody else's message: what it counts in a count of before, and what it counts now. */
export interface ChangedMessage {
  /** The forms that were replaced, oldest first, each with the event that did. */
  earlier: readonly (Countable & { untilSeq: number })[];
  now: Countable;
  /** The event of the viewer's own log that hid it; null: it is not hidden. */
  hiddenAt: number | null;
}

/** The replies to a message. The viewer's counts follow from `counted` and the events after it. */
export interface ThreadState {
  replyCount: number;
  /** Null: nobody has replied yet. */
  lastReplyAt: string | null;
  /** The first ten in the order of their ids. */
  participantIds: readonly string[];
  /** 100 stands for as many or more. With more than ten, who is shown nowhere may be counted when it is fetched again. */
  participantCount: number;
  /** The conversation's `seq` up to which events of this thread are in this state. */
  lastSeq: number;
  deliveredSeq: number;
  readSeq: number;
  unreadCount: number;
  unreadMentionCount: number;
  counted: UnreadBase;
  /** By `seq`. */
  messages: ReadonlyMap<number, MessageState>;
  /** From this `seq` on, every reply that the viewer may read is in `messages`. */
  messagesFromSeq: number;
  /** Replies (by `seq`) whose deletion was applied as an event. */
  deletions: ReadonlyMap<number, ReplyDeletion>;
  /** Members' positions in the thread, of those who have one there; null: not loaded, see `fromThread`. */
  receipts: ReadonlyMap<string, ReceiptState> | null;
}

interface ReplyDeletion {
  /** The event's. */
  seq: number;
  /** The reply mentioned the viewer. */
  wasMention: boolean;
}

/** A conversation of the viewer's. */
export interface ConversationState {
  fields: ConversationFieldsFragment;
  /** The last `seq` known: as fetched, or of the last event. */
  lastSeq: number;
  lastActivityAt: string;
  /** The last event that was applied; 0 before the first. An event that is not above it is ignored. */
  appliedSeq: number;
  members: ReadonlyMap<string, MemberState>;
  /** False while members are not loaded who were there before the viewer joined, or who stand on a further page. */
  hasAllMembers: boolean;
  /** Positions by user. Those of who is no member are to be passed over. */
  receipts: ReadonlyMap<string, ReceiptState>;
  /** By `seq`. */
  messages: ReadonlyMap<number, MessageState>;
  /** From this `seq` on, every message that the viewer may read is in `messages`. */
  messagesFromSeq: number;
  /** By their root's `seq`: those of loaded messages, and those that were opened (`fromThread`). */
  threads: ReadonlyMap<number, ThreadState>;
  /** By `seq`, those whose edit, deletion or hiding was applied as an event that the counts do not contain. */
  changes: ReadonlyMap<number, ChangedMessage>;
  viewerMembership: ViewerMembershipState;
}

/** What has to be fetched afresh, since the stream could not bring it. */
export interface ResyncState {
  everything: boolean;
  conversationIds: ReadonlySet<string>;
}

/** All that a client knows of the server's state. */
export interface ClientState {
  viewerId: string;
  tenantId: string;
  presenceSettings: PresenceSettingsState;
  locationSharing: LocationSharingState;
  ownPresence: OwnPresenceState;
  users: ReadonlyMap<string, UserState>;
  /** By user. */
  contacts: ReadonlyMap<string, ContactState>;
  /** By `contactRequestKey`. */
  contactRequests: ReadonlyMap<string, ContactRequestState>;
  /** By user. */
  blockedUsers: ReadonlyMap<string, BlockedUserState>;
  /** False: of contacts, requests or blocked users there are more than the state was fetched with. */
  hasAllContacts: boolean;
  /** The inbox by id: what is archived is not in it. */
  notifications: ReadonlyMap<string, NotificationState>;
  notificationPreferences: NotificationPreferencesState;
  /** The viewer's conversations by id. */
  conversations: ReadonlyMap<string, ConversationState>;
  /**
   * Conversations that an `AccessRevoked` has ended. It names no membership: a resume may repeat the end of an earlier
   * one, and what follows of the present membership then brings the conversation back.
   */
  revoked: ReadonlyMap<string, ConversationState>;
  /** The viewer's uploads that are READY or FAILED, by id: of those that the stream told of since the state was fetched. */
  attachments: ReadonlyMap<string, AttachmentState>;
  /** The last event of the viewer's own log that was applied; 0 before the first. */
  appliedUserSeq: number;
  /** Where to go on: everything before it is in this state. */
  cursor: string | null;
  /** The replay is over: what comes now is live. */
  isCaughtUp: boolean;
  resync: ResyncState;
  /** Types of items that this client does not know and has passed over. */
  unknown: ReadonlySet<string>;
}

/** Where a request is in `ClientState.contactRequests`. */
export const contactRequestKey = ({ userId, direction }: Pick<ContactRequestState, 'userId' | 'direction'>): string =>
  `${direction}/${userId}`;

/** A copy of a map with one entry set. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

/** A copy of a map without one entry; the map itself where there is none. */
export function withoutEntry<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

/** Knows these users, unless it knows a newer profile of them. */
export function withUsers(state: ClientState, users: readonly (UserState | null)[]): ClientState {
  const newer = users.filter((user) => user !== null && isNewer(user, state.users.get(user.id))) as UserState[];
  if (newer.length === 0) return state;
  return { ...state, users: new Map([...state.users, ...newer.map((user) => [user.id, user] as const)]) };
}

function isNewer(user: UserState, known: UserState | undefined): boolean {
  return known === undefined || user.updatedAt > known.updatedAt;
}

export function withConversation(state: ClientState, conversation: ConversationState): ClientState {
  const { id } = conversation.fields;
  const conversations = withEntry(state.conversations, id, conversation);
  return { ...state, conversations, revoked: withoutEntry(state.revoked, id) };
}

export function withoutConversation(state: ClientState, conversationId: string): ClientState {
  return {
    ...state,
    conversations: withoutEntry(state.conversations, conversationId),
    revoked: withoutEntry(state.revoked, conversationId),
  };
}

/**
 * Puts a message into a conversation or a thread, unless a later form of it is there: a state or a page may have been fetched
 * before or after the event, and what is newer is never undone.
 */
export function withMessage<Place extends Pick<ConversationState, 'messages'>>(
  place: Place,
  message: MessageState,
): Place {
  const known = place.messages.get(message.seq);
  const isBehind = known !== undefined && message.deletedAt === null && known.changedSeq > message.changedSeq;
  if (isBehind || (known !== undefined && known.deletedAt !== null)) return place;
  return { ...place, messages: withEntry(place.messages, message.seq, message) };
}

/** Positions never fall. */
export function withReceipt(conversation: ConversationState, userId: string, at: ReceiptState): ConversationState {
  const receipts = advanceReceipt(conversation.receipts, userId, at);
  return receipts === conversation.receipts ? conversation : { ...conversation, receipts };
}

/** The positions with this one, where it is ahead; the map itself where it is not. */
export function advanceReceipt(
  receipts: ReadonlyMap<string, ReceiptState>,
  userId: string,
  at: ReceiptState,
): ReadonlyMap<string, ReceiptState> {
  const known = receipts.get(userId);
  const receipt = {
    deliveredSeq: Math.max(at.deliveredSeq, known?.deliveredSeq ?? 0),
    readSeq: Math.max(at.readSeq, known?.readSeq ?? 0),
  };
  if (receipt.deliveredSeq === known?.deliveredSeq && receipt.readSeq === known.readSeq) return receipts;
  return withEntry(receipts, userId, receipt);
}

/** Says that a conversation, or with null everything, has to be fetched afresh. */
export function withResync(state: ClientState, conversationId: string | null): ClientState {
  const { resync } = state;
  if (conversationId === null) return { ...state, resync: { ...resync, everything: true } };
  const conversationIds = new Set([...resync.conversationIds, conversationId]);
  return { ...state, resync: { ...resync, conversationIds } };
}
