import type { ClientState, ConversationState, MessageState } from '../store/state.ts';

/** A place with positions of its own: a conversation, or a thread in it. */
export interface Place {
  conversationId: string;
  /** Null: the conversation's own. */
  threadRootId: string | null;
}

/** A position to acknowledge. */
export interface DuePosition extends Place {
  deliveredSeq?: number;
  readSeq?: number;
}

/** What is known beside the state. */
interface Standing {
  /** How far each place was read and is not acknowledged, by `keyOf`. */
  read: ReadonlyMap<string, Place & { readSeq: number }>;
  /** How far each place was acknowledged, which the state may not show yet, by `keyOf`. */
  delivered: ReadonlyMap<string, number>;
  /** Whether this tab says what has arrived. */
  isDelivering: boolean;
}

/** How many members may let others see how far they have got: above that nobody is told (`limits.countedReceiptsMembersMax`). */
const toldMembersMax = 5_000;

export const keyOf = ({ conversationId, threadRootId }: Place): string => `${conversationId}/${threadRootId ?? ''}`;

/** The positions that the server does not have yet: what was read, and what has arrived. None twice. */
export function duePositions(state: ClientState, { read, delivered, isDelivering }: Standing): DuePosition[] {
  const due = new Map<string, DuePosition>();
  for (const [key, { readSeq, ...place }] of read) {
    if (state.conversations.has(place.conversationId)) due.set(key, { ...place, readSeq });
  }
  if (!isDelivering) return [...due.values()];
  const arrive = (place: Place, knownSeq: number, messages: Iterable<MessageState>) => {
    const key = keyOf(place);
    const { readSeq = 0 } = due.get(key) ?? {};
    const deliveredSeq = newestOf(messages, state.viewerId);
    if (deliveredSeq <= Math.max(knownSeq, readSeq, delivered.get(key) ?? 0)) return;
    due.set(key, { ...place, ...due.get(key), deliveredSeq });
  };
  for (const [conversationId, conversation] of state.conversations) {
    if (conversation.fields.memberCount > toldMembersMax) continue;
    const { deliveredSeq } = conversation.viewerMembership;
    if (conversation.lastSeq > deliveredSeq) {
      arrive({ conversationId, threadRootId: null }, deliveredSeq, conversation.messages.values());
    }
    for (const [rootSeq, thread] of conversation.threads) {
      const threadRootId = rootIdOf(conversation, rootSeq);
      if (threadRootId === null || thread.lastSeq <= thread.deliveredSeq) continue;
      arrive({ conversationId, threadRootId }, thread.deliveredSeq, thread.messages.values());
    }
  }
  return [...due.values()];
}

/** The newest message of somebody else's; 0: there is none. */
function newestOf(messages: Iterable<MessageState>, viewerId: string): number {
  let newest = 0;
  for (const { seq, senderId } of messages) if (senderId !== viewerId && seq > newest) newest = seq;
  return newest;
}

function rootIdOf({ messages, threads }: ConversationState, rootSeq: number): string | null {
  const [reply] = threads.get(rootSeq)?.messages.values() ?? [];
  return messages.get(rootSeq)?.id ?? reply?.threadRootId ?? null;
}
