/**
 * What the server's numbers have to be, told in the plainest way: every message is kept, and everything is counted one by
 * one. It shares no code and no idea of counting with the server.
 */
export interface NumbersModel {
  conversations: ModelConversation[];
  /** Users who keep their read receipts to themselves. */
  privately: Set<string>;
  /** Users of whom not all may see whether they are there. */
  hidden: Set<string>;
  /** Whom users have blocked. */
  blocks: Map<string, Set<string>>;
}

export interface ModelConversation {
  id: string;
  isOpen: boolean;
  isPastClosed: boolean;
  lastSeq: number;
  messages: ModelMessage[];
  members: Map<string, ModelMember>;
  /** Positions in threads by `rootSeq/userId`. They outlive memberships. */
  threadPositions: Map<string, ModelPosition>;
}

export interface ModelMessage {
  id: string;
  seq: number;
  senderId: string;
  rootSeq: number | null;
  mentions: Set<string>;
  mentionsEveryone: boolean;
  isDeleted: boolean;
  hiddenFor: Set<string>;
}

export interface ModelPosition {
  deliveredSeq: number;
  /** As much of it as others have been shown. */
  shownSeq: number;
  readSeq: number;
}

/** Whether others see that what he acknowledges now has reached him. */
export const isDeliveryShown = ({ hidden, blocks }: NumbersModel, { members }: ModelConversation, userId: string) =>
  !hidden.has(userId) && ![...(blocks.get(userId) ?? [])].some((blocked) => members.has(blocked));

export interface ModelMember extends ModelPosition {
  joinedSeq: number;
  markedFromSeq: number | null;
}

/** The first `seq` that a member may read. */
export const firstReadable = (conversation: ModelConversation, member: ModelMember): number =>
  conversation.isPastClosed ? member.joinedSeq : 0;

/** Messages of a conversation that a member may read. */
export function readableBy(conversation: ModelConversation, userId: string): ModelMessage[] {
  const member = conversation.members.get(userId);
  if (member === undefined) return [];
  return conversation.messages.filter(({ seq }) => seq >= firstReadable(conversation, member));
}

interface Counts {
  unreadCount: number;
  unreadMentionCount: number;
}

/** Others' messages after a position, in the conversation itself or in a thread, one by one. */
export function countAfter(
  conversation: ModelConversation,
  userId: string,
  rootSeq: number | null,
  afterSeq: number,
): Counts {
  const unread = conversation.messages.filter(
    (message) =>
      message.rootSeq === rootSeq &&
      message.seq > afterSeq &&
      message.senderId !== userId &&
      !message.isDeleted &&
      !message.hiddenFor.has(userId),
  );
  const mentions = unread.filter((message) => message.mentionsEveryone || message.mentions.has(userId));
  return { unreadCount: unread.length, unreadMentionCount: mentions.length };
}

/** What a member is told of his own position; null where he is none. */
export function ownNumbers(conversation: ModelConversation, userId: string) {
  const member = conversation.members.get(userId);
  if (member === undefined) return null;
  const { deliveredSeq, readSeq, markedFromSeq } = member;
  const afterSeq = markedFromSeq === null ? readSeq : markedFromSeq - 1;
  return {
    ...{ deliveredSeq, readSeq, markedUnreadFromSeq: markedFromSeq, lastSeq: conversation.lastSeq },
    ...countAfter(conversation, userId, null, afterSeq),
  };
}

/** Where a member stands in a thread: at least where he joined. */
export function positionInThread(conversation: ModelConversation, rootSeq: number, userId: string): ModelPosition {
  const joinedSeq = conversation.members.get(userId)?.joinedSeq ?? 0;
  const at = conversation.threadPositions.get(`${rootSeq}/${userId}`);
  return {
    deliveredSeq: Math.max(at?.deliveredSeq ?? 0, joinedSeq),
    shownSeq: Math.max(at?.shownSeq ?? 0, joinedSeq),
    readSeq: Math.max(at?.readSeq ?? 0, joinedSeq),
  };
}

/** What a member is told of the threads whose first message he may read, by its `seq`. */
export function threadNumbers(conversation: ModelConversation, userId: string) {
  const roots = new Set(conversation.messages.flatMap(({ rootSeq }) => rootSeq ?? []));
  return readableBy(conversation, userId)
    .filter(({ seq }) => roots.has(seq))
    .map(({ seq }) => {
      const { shownSeq: _others, ...at } = positionInThread(conversation, seq, userId);
      const replyCount = conversation.messages.filter((each) => each.rootSeq === seq && !each.isDeleted).length;
      return { rootSeq: seq, replyCount, ...at, ...countAfter(conversation, userId, seq, at.readSeq) };
    });
}

/** Whose positions a member is told: his own, and where he shares his, those of all who do. */
export function receiptNumbers({ privately }: NumbersModel, conversation: ModelConversation, viewerId: string) {
  const isShown = (userId: string) => userId === viewerId || (!privately.has(viewerId) && !privately.has(userId));
  return [...conversation.members]
    .filter(([userId]) => isShown(userId))
    .map(([userId, { deliveredSeq, shownSeq, readSeq }]) => ({
      ...{ userId, deliveredSeq: userId === viewerId ? deliveredSeq : shownSeq, readSeq },
    }))
    .sort((a, b) => (a.userId < b.userId ? -1 : 1));
}

/** What a member is told of who has got a message. */
export function deliveryNumbers(
  model: NumbersModel,
  conversation: ModelConversation,
  message: ModelMessage,
  viewerId: string,
) {
  if (!conversation.members.has(viewerId) || model.privately.has(viewerId)) return null;
  const { seq, senderId, rootSeq } = message;
  const recipients = [...conversation.members].filter(
    ([userId, member]) =>
      userId !== senderId &&
      !model.privately.has(userId) &&
      seq >= firstReadable(conversation, member) &&
      (rootSeq ?? seq) >= firstReadable(conversation, member),
  );
  const positions = recipients.map(([userId, member]) => {
    const { deliveredSeq, shownSeq, readSeq } =
      rootSeq === null ? member : positionInThread(conversation, rootSeq, userId);
    return { deliveredSeq: userId === viewerId ? deliveredSeq : shownSeq, readSeq };
  });
  return {
    recipientCount: recipients.length,
    deliveredCount: positions.filter((at) => at.deliveredSeq >= seq).length,
    readCount: positions.filter((at) => at.readSeq >= seq).length,
  };
}
