import { messageStateOf } from './from-fields.ts';
import type { MessageDeletedItem, MessageEditedItem, MessageSentItem } from './items.ts';
import {
  advanceReceipt,
  type ConversationState,
  type MessageState,
  type ReceiptState,
  type ThreadState,
  withEntry,
  withMessage,
  withoutEntry,
} from './state.ts';

/** A thread before anybody has replied: all that happens in it comes by events. */
const emptyThread = (joinedSeq: number): ThreadState => ({
  replyCount: 0,
  lastReplyAt: null,
  participantIds: [],
  participantCount: 0,
  lastSeq: 0,
  deliveredSeq: joinedSeq,
  readSeq: joinedSeq,
  unreadCount: 0,
  unreadMentionCount: 0,
  counted: { unreadCount: 0, unreadMentionCount: 0, lastSeq: 0 },
  messages: new Map(),
  messagesFromSeq: 0,
  deletions: new Map(),
  receipts: new Map(),
});

/** A thread that this state follows; of others nothing is known, and what is said of them is passed over. */
export function threadAt(conversation: ConversationState, rootSeq: number): ThreadState | undefined {
  const known = conversation.threads.get(rootSeq);
  if (known !== undefined) return known;
  return conversation.messages.has(rootSeq) ? emptyThread(conversation.viewerMembership.joinedSeq) : undefined;
}

/** Changes a thread that is followed, and counts it anew. */
export function inThread(
  conversation: ConversationState,
  rootSeq: number,
  viewerId: string,
  change: (thread: ThreadState) => ThreadState,
): ConversationState {
  const thread = threadAt(conversation, rootSeq);
  if (thread === undefined) return conversation;
  const changed = withUnreadReplies(change(thread), viewerId);
  return { ...conversation, threads: withEntry(conversation.threads, rootSeq, changed) };
}

/** Changes each thread. */
export function inEachThread(
  conversation: ConversationState,
  change: (thread: ThreadState) => ThreadState,
): ConversationState {
  if (conversation.threads.size === 0) return conversation;
  const changed = [...conversation.threads].map(([rootSeq, thread]) => [rootSeq, change(thread)] as const);
  return { ...conversation, threads: new Map(changed) };
}

/** A reply was sent. Whoever sends has read so far there, as in the conversation itself. */
export function sendReply(conversation: ConversationState, item: MessageSentItem, viewerId: string): ConversationState {
  const { seq, message } = item;
  if (message.threadRootSeq === null) return conversation;
  // The backend may send where it is no member, and only SYSTEM.
  const isMember = message.kind !== 'SYSTEM' || conversation.members.has(message.senderId);
  const at = { deliveredSeq: seq, readSeq: seq };
  return inThread(conversation, message.threadRootSeq, viewerId, (thread) => {
    const isNew = seq > thread.lastSeq;
    const told = isMember ? withThreadReceipt(thread, message.senderId, at) : thread;
    const counted = isNew ? countReply(told, item, isMember) : told;
    // What is below the loaded part must not stand as an island in it.
    const sent = seq >= counted.messagesFromSeq ? withMessage(counted, messageStateOf(message)) : counted;
    if (message.senderId !== viewerId || !isMember || seq <= sent.readSeq) return sent;
    return withThreadPosition(sent, { ...at, unreadCount: 0, unreadMentionCount: 0, lastSeq: seq });
  });
}

const participantsShownMax = 10;
const participantsCountedMax = 100;

function countReply(thread: ThreadState, { seq, createdAt, message }: MessageSentItem, isMember: boolean): ThreadState {
  const counted = { ...thread, replyCount: thread.replyCount + 1, lastReplyAt: createdAt, lastSeq: seq };
  const { participantIds, participantCount } = thread;
  const last = participantIds.at(-1);
  const isShown = participantIds.includes(message.senderId);
  // Those beyond the shown ones are not known by name.
  const isUnknown = participantCount > participantIds.length && last !== undefined && message.senderId > last;
  if (!isMember || isShown || isUnknown) return counted;
  return {
    ...counted,
    participantIds: [...participantIds, message.senderId].sort().slice(0, participantsShownMax),
    participantCount: Math.min(participantCount + 1, participantsCountedMax),
  };
}

/** A reply was edited or reacted to. */
export function changeReply(
  conversation: ConversationState,
  seq: number,
  rootSeq: number,
  message: MessageState,
  viewerId: string,
): ConversationState {
  return inThread(conversation, rootSeq, viewerId, (thread) => {
    const known = thread.messages.get(message.seq);
    const changed =
      known === undefined ? thread : withMessage(recountMention(thread, known, message, viewerId), message);
    return { ...changed, lastSeq: Math.max(thread.lastSeq, seq) };
  });
}

/** An edit may add or take away a mention in a reply that was counted. */
function recountMention(
  thread: ThreadState,
  known: MessageState,
  message: MessageState,
  viewerId: string,
): ThreadState {
  const { counted, readSeq } = thread;
  const isCounted = known.seq <= counted.lastSeq && known.seq > readSeq && message.changedSeq > counted.lastSeq;
  const isNewer = message.changedSeq > known.changedSeq;
  if (!isCounted || !isNewer || !isUnreadFor(known, viewerId) || message.deletedAt !== null) return thread;
  const change = Number(mentions(message, viewerId)) - Number(mentions(known, viewerId));
  return { ...thread, counted: { ...counted, unreadMentionCount: counted.unreadMentionCount + change } };
}

/** Whether nobody can tell from the state if the edit or deletion of this reply changes or takes a mention from the unread ones. */
export function isUnsureMention(
  conversation: ConversationState,
  item: MessageDeletedItem | MessageEditedItem,
  viewerId: string,
): boolean {
  const { seq, threadRootSeq } = item.message;
  const thread = threadRootSeq === null ? undefined : conversation.threads.get(threadRootSeq);
  if (thread === undefined || thread.messages.has(seq) || seq >= thread.messagesFromSeq) return false;
  const { counted, readSeq } = thread;
  const mayDiffer = counted.unreadMentionCount > 0 || mentions(messageStateOf(item.message), viewerId);
  return mayDiffer && seq > readSeq && seq <= counted.lastSeq && item.seq > counted.lastSeq;
}

/** A reply was deleted for everyone. */
export function deleteReply(
  conversation: ConversationState,
  item: MessageDeletedItem,
  viewerId: string,
): ConversationState {
  const { message } = item;
  if (message.threadRootSeq === null) return conversation;
  return inThread(conversation, message.threadRootSeq, viewerId, (thread) => {
    const isNew = item.seq > thread.lastSeq;
    const counted = isNew ? { ...thread, replyCount: thread.replyCount - 1, lastSeq: item.seq } : thread;
    const known = thread.messages.get(message.seq);
    // In the loaded part, a reply that is missing is one that the viewer deleted for himself: it was not unread.
    if (known === undefined && message.seq >= thread.messagesFromSeq) return counted;
    const wasMention = known !== undefined && mentions(known, viewerId);
    const deletions = withEntry(thread.deletions, message.seq, { seq: item.seq, wasMention });
    const noted = { ...counted, deletions };
    return known === undefined ? noted : withMessage(noted, messageStateOf(message));
  });
}

/** The viewer has deleted a loaded reply for himself. */
export function hideReply(thread: ThreadState, message: MessageState, viewerId: string): ThreadState {
  const { counted, readSeq } = thread;
  const messages = withoutEntry(thread.messages, message.seq);
  const wasCounted = message.seq <= counted.lastSeq && message.seq > readSeq && isUnreadFor(message, viewerId);
  if (!wasCounted) return { ...thread, messages };
  const unreadCount = counted.unreadCount - 1;
  const unreadMentionCount = counted.unreadMentionCount - (mentions(message, viewerId) ? 1 : 0);
  return { ...thread, messages, counted: { ...counted, unreadCount, unreadMentionCount } };
}

interface OwnThreadPosition {
  deliveredSeq: number;
  readSeq: number;
  unreadCount: number;
  unreadMentionCount: number;
  lastSeq: number;
}

/** Moves the viewer's own position in a thread, with the server's count there, and drops what the count contains. */
export function withThreadPosition(thread: ThreadState, at: OwnThreadPosition): ThreadState {
  const deliveredSeq = Math.max(thread.deliveredSeq, at.deliveredSeq);
  const isBehind =
    at.readSeq < thread.readSeq || (at.readSeq === thread.readSeq && at.lastSeq < thread.counted.lastSeq);
  if (isBehind) return { ...thread, deliveredSeq };
  const { unreadCount, unreadMentionCount, lastSeq, readSeq } = at;
  const deletions = new Map([...thread.deletions].filter(([, deletion]) => deletion.seq > lastSeq));
  return { ...thread, deliveredSeq, readSeq, deletions, counted: { unreadCount, unreadMentionCount, lastSeq } };
}

/** A member's position in a thread, where positions are loaded. */
export function withThreadReceipt(thread: ThreadState, userId: string, at: ReceiptState): ThreadState {
  return thread.receipts === null ? thread : { ...thread, receipts: advanceReceipt(thread.receipts, userId, at) };
}

/** Counts what is unread anew; see `withUnread`. */
function withUnreadReplies(thread: ThreadState, viewerId: string): ThreadState {
  const { counted, readSeq } = thread;
  let { unreadCount, unreadMentionCount } = counted;
  for (const message of thread.messages.values()) {
    if (message.seq <= counted.lastSeq || message.seq <= readSeq || !isUnreadFor(message, viewerId)) continue;
    unreadCount += 1;
    if (mentions(message, viewerId)) unreadMentionCount += 1;
  }
  for (const [seq, deletion] of thread.deletions) {
    if (seq > counted.lastSeq || seq <= readSeq || deletion.seq <= counted.lastSeq) continue;
    unreadCount -= 1;
    if (deletion.wasMention) unreadMentionCount -= 1;
  }
  return { ...thread, unreadCount, unreadMentionCount };
}

const isUnreadFor = ({ senderId, deletedAt }: MessageState, viewerId: string): boolean =>
  senderId !== viewerId && deletedAt === null;

const mentions = ({ mentionedUserIds, mentionsEveryone }: MessageState, viewerId: string): boolean =>
  mentionsEveryone || mentionedUserIds.includes(viewerId);
