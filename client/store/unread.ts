import type {
  ChangedMessage,
  ClientState,
  ConversationState,
  Countable,
  CountedBase,
  MessageState,
  ViewerMembershipState,
} from './state.ts';
import { withEntry } from './state.ts';

/** What is up to here does not count as unread. */
export function countedFrom({ readSeq, markedUnreadFromSeq }: ViewerMembershipState): number {
  return markedUnreadFromSeq === null ? readSeq : Math.min(readSeq, markedUnreadFromSeq - 1);
}

/** How a message of somebody else's counts for the viewer. A tombstone does not say whom it mentioned. */
export function countableOf(message: MessageState, viewerId: string): Countable {
  const isUnread = message.deletedAt === null;
  const isMention = isUnread && (message.mentionsEveryone || message.mentionedUserIds.includes(viewerId));
  return { isUnread, isMention };
}

/**
 * Counts a conversation's unread messages and mentions anew: what the server has counted up to `counted.lastSeq`, the
 * later messages of others, and what later events have changed of those that were counted. Nothing is counted twice, in
 * whatever order counts, messages and changes come in.
 */
export function withUnread(conversation: ConversationState, viewerId: string): ConversationState {
  const { viewerMembership } = conversation;
  const { counted } = viewerMembership;
  const fromSeq = countedFrom(viewerMembership);
  let { unreadCount, unreadMentionCount } = counted;
  const add = ({ isUnread, isMention }: Countable, sign: 1 | -1) => {
    if (isUnread) unreadCount += sign;
    if (isMention === true) unreadMentionCount += sign;
  };
  for (const message of conversation.messages.values()) {
    const isLater = message.seq > counted.lastSeq && message.seq > fromSeq;
    if (isLater && message.senderId !== viewerId) add(countableOf(message, viewerId), 1);
  }
  for (const [seq, change] of conversation.changes) {
    if (seq > counted.lastSeq || seq <= fromSeq) continue;
    const before = formIn(change, counted);
    const { now } = change;
    // Where nobody can tell what it was, it is taken for what it is; see `isUncertain`.
    add({ isUnread: before.isUnread, isMention: before.isMention ?? now.isMention }, -1);
    if (change.hiddenAt === null) add(now, 1);
  }
  const isSame =
    unreadCount === viewerMembership.unreadCount && unreadMentionCount === viewerMembership.unreadMentionCount;
  if (isSame) return conversation;
  return { ...conversation, viewerMembership: { ...viewerMembership, unreadCount, unreadMentionCount } };
}

const nothing: Countable = { isUnread: false, isMention: false };

/** What a changed message was when the server counted. */
function formIn({ earlier, now, hiddenAt }: ChangedMessage, counted: CountedBase): Countable {
  if (hiddenAt !== null && hiddenAt <= counted.ownLogSeq) return nothing;
  const { isUnread, isMention } = earlier.find(({ untilSeq }) => untilSeq > counted.lastSeq) ?? now;
  // What was not counted at all was no mention.
  return { isUnread, isMention: counted.unreadMentionCount === 0 ? false : isMention };
}

/**
 * Whether a message that the server had counted was changed without anybody being able to tell if it was a mention, such
 * as an older one that was never loaded. The conversation then has to be fetched afresh.
 */
export function isUncertain({ viewerMembership, changes }: ConversationState): boolean {
  const { counted } = viewerMembership;
  const fromSeq = countedFrom(viewerMembership);
  for (const [seq, change] of changes) {
    if (seq > counted.lastSeq || seq <= fromSeq) continue;
    const isHiddenSince = change.hiddenAt !== null && change.hiddenAt > counted.ownLogSeq;
    // One that was hidden before it was known: not even whose it was is told.
    if (isHiddenSince && change.now.isMention === null) return true;
    if (formIn(change, counted).isMention === null) return true;
  }
  return false;
}

/** Notes that an event has changed how somebody else's message counts. */
export function withChange(
  conversation: ConversationState,
  seq: number,
  { untilSeq, before, now }: { untilSeq: number; before: Countable; now: Countable },
): ConversationState {
  const known = conversation.changes.get(seq);
  if (known === undefined && before.isUnread === now.isUnread && before.isMention === now.isMention)
    return conversation;
  const earlier = [...(known?.earlier ?? []), { untilSeq, ...before }];
  const changes = withEntry(conversation.changes, seq, { earlier, now, hiddenAt: known?.hiddenAt ?? null });
  return { ...conversation, changes };
}

/** Until now it counted as unread, but nobody can tell whether it was a mention. */
export const unknownForm: Countable = { isUnread: true, isMention: null };

/** Notes that the viewer has deleted somebody else's message for himself; undefined: one that is not loaded. */
export function withHidden(
  conversation: ConversationState,
  { seq, hiddenAt }: { seq: number; hiddenAt: number },
  message: { changedSeq: number; now: Countable } | undefined,
): ConversationState {
  const { earlier, ...known } = conversation.changes.get(seq) ?? { earlier: [], now: message?.now ?? unknownForm };
  // What events have said of it is in their order, while what is loaded may be ahead of them: the event that changed it is
  // withheld then, and nobody tells any more what it was before.
  const forms = message === undefined ? earlier : [...earlier, { untilSeq: message.changedSeq, ...unknownForm }];
  return { ...conversation, changes: withEntry(conversation.changes, seq, { ...known, earlier: forms, hiddenAt }) };
}

/** The viewer's position and mark, and the server's counts there. */
interface OwnPosition extends CountedBase {
  deliveredSeq: number;
  readSeq: number;
  markedUnreadFromSeq: number | null;
}

/** Moves the viewer's own position, with the server's counts there, and drops what they contain. */
export function withOwnPosition(conversation: ConversationState, at: OwnPosition): ConversationState {
  const { viewerMembership } = conversation;
  const { counted } = viewerMembership;
  const deliveredSeq = Math.max(viewerMembership.deliveredSeq, at.deliveredSeq);
  // A mark moves neither number: of two at the same place, the one that came last is the newer.
  const isBehind =
    at.readSeq < viewerMembership.readSeq ||
    (at.readSeq === viewerMembership.readSeq && (at.lastSeq < counted.lastSeq || at.ownLogSeq < counted.ownLogSeq));
  if (isBehind) return { ...conversation, viewerMembership: { ...viewerMembership, deliveredSeq } };

  const { readSeq, markedUnreadFromSeq, unreadCount, unreadMentionCount, lastSeq, ownLogSeq } = at;
  const isNews = ({ earlier, hiddenAt }: ChangedMessage) =>
    (earlier.at(-1)?.untilSeq ?? 0) > lastSeq || (hiddenAt ?? 0) > ownLogSeq;
  return {
    ...conversation,
    changes: new Map([...conversation.changes].filter(([, change]) => isNews(change))),
    viewerMembership: {
      ...viewerMembership,
      ...{ deliveredSeq, readSeq, markedUnreadFromSeq },
      counted: { unreadCount, unreadMentionCount, lastSeq, ownLogSeq },
    },
  };
}

/** Unread messages over all conversations that are not muted at this time (RFC 3339). */
export function totalUnread(state: ClientState, now: string): number {
  return totalOf(state, now, 'unreadCount');
}

/** Unread mentions over all conversations that are not muted at this time (RFC 3339). */
export function totalUnreadMentions(state: ClientState, now: string): number {
  return totalOf(state, now, 'unreadMentionCount');
}

function totalOf(state: ClientState, now: string, count: 'unreadCount' | 'unreadMentionCount'): number {
  let total = 0;
  for (const { viewerMembership } of state.conversations.values()) {
    const { mutedUntil } = viewerMembership.preferences;
    if (mutedUntil === null || mutedUntil <= now) total += viewerMembership[count];
  }
  return total;
}
