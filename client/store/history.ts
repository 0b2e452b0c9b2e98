import type { MessagesQuery } from '../generated/operations.ts';
import type { StreamItem } from './apply-event.ts';
import { messageStateOf, nodesOf } from './from-fields.ts';
import { type ClientState, type ConversationState, withConversation, withUsers } from './state.ts';

/** A page of a conversation's history that was asked for around its `messagesFromSeq`. */
export interface HistoryPage {
  conversationId: string;
  /** `messagesFromSeq` when it was asked for. */
  fromSeq: number;
  messages: NonNullable<MessagesQuery['conversation']>['messages'];
}

/**
 * The state with what the page has of before the loaded part, so that loaded and live messages are one piece. Null: events
 * that came since it was asked for (`meanwhile`) changed what is in it, or the loaded part begins elsewhere by now; it has to
 * be asked for again.
 */
export function withHistory(
  state: ClientState,
  { conversationId, fromSeq, messages: page }: HistoryPage,
  meanwhile: readonly StreamItem[],
): ClientState | null {
  const conversation = state.conversations.get(conversationId);
  if (conversation === undefined) return state;
  const isOutdated = meanwhile.some((item) => changesBelow(item, conversationId, fromSeq));
  if (isOutdated || conversation.messagesFromSeq !== fromSeq) return null;

  const older = nodesOf(page).filter(({ seq }) => seq < fromSeq);
  const messages = new Map(older.map((message) => [message.seq, messageStateOf(message)] as const));
  const users = older.map(({ sender }) => sender);
  return withConversation(withUsers(state, users), {
    ...conversation,
    messages: new Map([...messages, ...conversation.messages]),
    messagesFromSeq: page.pageInfo.hasPreviousPage ? (older[0]?.seq ?? fromSeq) : 0,
  });
}

/** Whether an event changed a message that was not loaded when it came. */
function changesBelow(item: StreamItem, conversationId: string, fromSeq: number): boolean {
  if (!('conversationId' in item) || item.conversationId !== conversationId) return false;
  if (item.__typename === 'MessageHidden') return item.messageSeq < fromSeq;
  return 'message' in item && item.message.seq < fromSeq;
}

/**
 * Drops the older messages of a conversation that nobody looks at, down to so many. What the server has not counted yet
 * stays, as the unread counts follow from it.
 */
export function trimmed(conversation: ConversationState, messagesKept: number): ConversationState {
  const { messages, viewerMembership } = conversation;
  if (messages.size <= messagesKept) return conversation;
  const seqs = [...messages.keys()].sort((a, b) => b - a);
  const newest = seqs[messagesKept - 1] ?? 0;
  const messagesFromSeq = Math.min(newest, viewerMembership.counted.lastSeq + 1);
  if (messagesFromSeq <= conversation.messagesFromSeq) return conversation;
  const kept = [...messages].filter(([seq]) => seq >= messagesFromSeq);
  const threads = new Map([...conversation.threads].filter(([rootSeq]) => rootSeq >= messagesFromSeq));
  return { ...conversation, messages: new Map(kept), threads, messagesFromSeq };
}
