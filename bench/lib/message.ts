/** What every event of the fan-out benchmarks holds, so that all servers send the same. */
export const text = 'Thirty-two letters are a message';

/** Servers check tokens with it; Tidings' own in development is the same kind. */
export const jwtSecret = 'a secret of the benchmarks, of more than 32 characters';

export interface Message {
  id: string;
  senderId: string;
  clientMessageId: string;
  text: string;
}

/** One delivery: the eight fields that the benchmark's document asks for. */
export interface MessageSent {
  __typename: 'MessageSent';
  conversationId: string;
  seq: number;
  createdAt: string;
  message: Message;
}

export const selection = `__typename ... on MessageSent {
  conversationId seq createdAt message { id senderId clientMessageId text }
}`;

export const conversationEventsDocument = `subscription ConversationEvents($conversationId: ID!) {
  conversationEvents(conversationId: $conversationId) { ${selection} }
}`;

export const eventsDocument = `subscription Events($after: Cursor) {
  events(after: $after) { ${selection} ... on CaughtUp { cursor } ... on Checkpoint { cursor } }
}`;

/** The keys of the peers' conversations, of the same length as Tidings' own. */
export function peerConversationId(index: number): string {
  return `conv_${String(index).padStart(26, '0')}`;
}

/** A client's retry key, always of the same length. */
export function clientMessageIdOf(index: number): string {
  return `message-${String(index).padStart(12, '0')}`;
}
