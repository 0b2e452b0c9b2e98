import type { ClientState, ConversationState } from './state.ts';

/**
 * Counts a conversation's unread messages anew: what the server has counted up to `counted.lastSeq`, the later messages
 * of others, and less those that were counted and deleted later. Nothing is counted twice, in whatever order counts,
 * messages and deletions come in.
 */
export function withUnread(conversation: ConversationState, viewerId: string): ConversationState {
  const { viewerMembership } = conversation;
  const { counted, readSeq } = viewerMembership;
  let unreadCount = counted.unreadCount;
  for (const message of conversation.messages.values()) {
    const isLater = message.seq > counted.lastSeq && message.seq > readSeq;
    if (isLater && message.senderId !== viewerId && message.deletedAt === null) unreadCount += 1;
  }
  for (const [messageSeq, deletionSeq] of conversation.deletions) {
    const wasCounted = messageSeq <= counted.lastSeq && messageSeq > readSeq && deletionSeq > counted.lastSeq;
    if (wasCounted) unreadCount -= 1;
  }
  if (unreadCount === viewerMembership.unreadCount) return conversation;
  return { ...conversation, viewerMembership: { ...viewerMembership, unreadCount } };
}

/** Moves the viewer's own position, with the server's count there, and drops what the count contains. */
export function withOwnPosition(
  conversation: ConversationState,
  at: { deliveredSeq: number; readSeq: number; unreadCount: number; lastSeq: number },
): ConversationState {
  const { viewerMembership } = conversation;
  const deliveredSeq = Math.max(viewerMembership.deliveredSeq, at.deliveredSeq);
  const isBehind =
    at.readSeq < viewerMembership.readSeq ||
    (at.readSeq === viewerMembership.readSeq && at.lastSeq < viewerMembership.counted.lastSeq);
  if (isBehind) return { ...conversation, viewerMembership: { ...viewerMembership, deliveredSeq } };

  const counted = { unreadCount: at.unreadCount, lastSeq: at.lastSeq };
  return {
    ...conversation,
    deletions: new Map([...conversation.deletions].filter(([, deletionSeq]) => deletionSeq > at.lastSeq)),
    viewerMembership: { ...viewerMembership, deliveredSeq, readSeq: at.readSeq, counted },
  };
}

/** Unread messages over all conversations that are not muted at this time (RFC 3339). */
export function totalUnread(state: ClientState, now: string): number {
  let total = 0;
  for (const { viewerMembership } of state.conversations.values()) {
    const { mutedUntil } = viewerMembership.preferences;
    if (mutedUntil === null || mutedUntil <= now) total += viewerMembership.unreadCount;
  }
  return total;
}
