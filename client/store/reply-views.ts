import type { OutboxState } from '../outbox/outbox-state.ts';
import { type MessageView, viewsOf } from './message-views.ts';
import type { ClientState, ConversationState, MessageState, ThreadState } from './state.ts';

/** A thread's place. */
interface ThreadPlace {
  conversationId: string;
  /** The message that began it. */
  rootMessageId: string;
}

/** A thread's replies that are loaded, oldest first, those on their way at the end. `key` stays when one is sent. */
export function repliesOf(
  state: ClientState | null,
  outbox: OutboxState,
  { conversationId, rootMessageId }: ThreadPlace,
): readonly MessageView[] {
  const conversation = state?.conversations.get(conversationId);
  const thread = threadBy(conversation, rootMessageId);
  const arrived = new Set([...(thread?.messages.values() ?? [])].map(({ clientMessageId }) => clientMessageId));
  const waiting = outbox.filter(
    ({ input, clientMessageId }) =>
      input.conversationId === conversationId && input.threadRootId === rootMessageId && !arrived.has(clientMessageId),
  );
  if (conversation === undefined || thread === undefined) return viewsOf(state?.viewerId, undefined, waiting);
  const { members, hasAllMembers } = conversation;
  const { messages, receipts } = thread;
  const place = { messages, members, hasAllMembers, receipts: receipts ?? new Map() };
  return viewsOf(state?.viewerId, place, waiting);
}

/** A thread of a conversation by its first message; undefined: there is none, or nothing is known of it. */
export function threadBy(conversation: ConversationState | undefined, rootMessageId: string): ThreadState | undefined {
  if (conversation === undefined) return undefined;
  const root = rootBy(conversation, rootMessageId);
  if (root !== undefined) return conversation.threads.get(root.seq);
  return [...conversation.threads.values()].find((thread) => {
    const [reply] = thread.messages.values();
    return reply?.threadRootId === rootMessageId;
  });
}

/** The first message of a thread; undefined: it is not loaded. */
export function rootBy({ messages }: ConversationState, rootMessageId: string): MessageState | undefined {
  return [...messages.values()].find(({ id }) => id === rootMessageId);
}
