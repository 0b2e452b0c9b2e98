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
  const waiting = outbox.filter(
    (entry) =>
      entry.input.conversationId === conversationId &&
      entry.input.threadRootId == null &&
      (conversation === undefined || !hasArrived(conversation, entry)),
  );
  return viewsOf(state?.viewerId, conversation, waiting);
}

/** Where messages stand: a conversation, or a thread with those who read it. */
type MessagePlace = Pick<ConversationState, 'messages' | 'members' | 'hasAllMembers' | 'receipts'>;

/** The messages of a place, oldest first, then those on their way there. */
export function viewsOf(
  viewerId: string | undefined,
  place: MessagePlace | undefined,
  waiting: OutboxState,
): readonly MessageView[] {
  const messages = [...(place?.messages.values() ?? [])].sort((a, b) => a.seq - b.seq);
  return [
    ...messages.map((message): MessageView => {
      if (place === undefined || message.senderId !== viewerId)
        return { key: message.id, status: null, message, entry: null };
      return { key: message.clientMessageId, status: statusOf(place, message), message, entry: null };
    }),
    ...waiting.map(
      (entry): MessageView => ({ key: entry.clientMessageId, status: entry.status, message: null, entry }),
    ),
  ];
}

/**
 * By the positions that are known. Where not all members are, as in large conversations, `Message.status` tells more: this
 * then stays at `sent`.
 */
function statusOf(
  { members, hasAllMembers, receipts }: MessagePlace,
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
