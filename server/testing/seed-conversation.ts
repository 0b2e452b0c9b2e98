import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { createConversation } from '../modules/conversations/create-conversation.ts';
import { sendMessage } from '../modules/messages/send-message.ts';
import type { SendMessageInput } from '../modules/messages/send-message-input.ts';
import type { StoredMessage } from '../realtime/log-event.ts';

interface SeedOptions {
  kind?: 'GROUP' | 'CHANNEL';
  visibility?: 'PRIVATE' | 'PUBLIC';
  historyVisibility?: 'ALL' | 'SINCE_JOIN';
}

/** Makes a conversation of these users, by the verb; returns its id. */
export async function seedConversation(
  owner: Context,
  others: Context[] = [],
  options: SeedOptions = {},
): Promise<string> {
  const kind = options.kind ?? 'GROUP';
  const { id } = await createConversation(owner, {
    ...options,
    clientId: randomUUID(),
    kind,
    title: kind === 'CHANNEL' ? 'A channel' : null,
    memberIds: others.map((other) => other.actor.userId),
  });
  return id;
}

/** Sends a text under a client id of its own. */
export function sendText(sender: Context, conversationId: string, text = 'Hello'): Promise<StoredMessage> {
  return sendMessage(sender, { conversationId, clientMessageId: randomUUID(), text });
}

/** Replies in the thread of a message, under a client id of its own. */
export function sendReply(
  sender: Context,
  { conversationId, id }: Pick<StoredMessage, 'conversationId' | 'id'>,
  text = 'Hello',
  mentioned: Pick<SendMessageInput, 'mentionedUserIds' | 'mentionsEveryone'> = {},
): Promise<StoredMessage> {
  return sendMessage(sender, { conversationId, clientMessageId: randomUUID(), text, threadRootId: id, ...mentioned });
}
