import type { OutboxEntry, OutboxState } from '../outbox/outbox-state.ts';
import type { ClientState, ConversationState, MessageState } from './state.ts';

/**
 * How far an own message has got: `queued` and `sending` on this side, `sent`: the server has it, `delivered` and `read` by all
 * others who say so, `failed`: `failure` says why, and it can be retried or discarded.
 */
export type MessageStatus = 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** A message as a list shows it. */
export type MessageView =
  /** Of the conversation. `status` is null for messages of others. */
  | { key: string; status: 'sent' | 'delivered' | 'read' | null; message: MessageState; entry: null }
  /** On its way, or refused. */
  | { key: string; status: 'queued' | 'sending' | 'sent' | 'failed'; message: null; entry: OutboxEntry };

/** A conversation's own messages, oldest first, those on their way at the end. `key` stays when one is sent. */
export function messagesOf(
  state: ClientState | null,
  outbox: OutboxState,
  conversationId: string,
): readonly MessageView[] {
  const conversation = state?.conversations.get(conversationId);
  const waiting = outbox.flatMap((entry): MessageView[] => {
    const { input, clientMessageId, status } = entry;
    if (input.conversationId !== conversationId || input.threadRootId != null) return [];
    if (conversation !== undefined && hasArrived(conversation, entry)) return [];
    return [{ key: clientMessageId, status, message: null, entry }];
  });
  if (state === null || conversation === undefined) return waiting;
  const messages = [...conversation.messages.values()].sort((a, b) => a.seq - b.seq);
  return [...messages.map((message) => viewOf(state, conversation, message)), ...waiting];
}

function viewOf({ viewerId }: ClientState, conversation: ConversationState, message: MessageState): MessageView {
  if (message.senderId !== viewerId) return { key: message.id, status: null, message, entry: null };
  return { key: message.clientMessageId, status: statusOf(conversation, message), message, entry: null };
}

/**
 * By the positions that are known. Where not all members are, as in large conversations, `Message.status` tells more: this
 * then stays at `sent`.
 */
function statusOf(
  { members, hasAllMembers, receipts }: ConversationState,
  { seq, senderId }: MessageState,
): 'sent' | 'delivered' | 'read' {
  const others = [...members.keys()].filter((userId) => userId !== senderId);
  if (!hasAllMembers || others.length === 0) return 'sent';
  const all = (has: (at: { deliveredSeq: number; readSeq: number }) => boolean) =>
    others.every((userId) => has(receipts.get(userId) ?? { deliveredSeq: 0, readSeq: 0 }));
  if (all(({ readSeq }) => readSeq >= seq)) return 'read';
  return all(({ deliveredSeq }) => deliveredSeq >= seq) ? 'delivered' : 'sent';
}

/** Whether the state has what was sent, so that it is no longer needed in the outbox. */
export function hasArrived(
  conversation: ConversationState,
  { message, clientMessageId, status }: OutboxEntry,
): boolean {
  if (message !== null) return message.seq <= conversation.lastSeq;
  if (status === 'failed') return false;
  // The stream may be ahead of the answer, which alone names the place.
  for (const each of conversation.messages.values()) {
    if (each.clientMessageId === clientMessageId) return true;
  }
  return false;
}
