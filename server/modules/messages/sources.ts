import { fromUUID } from 'typeid-js';
import type { Db } from '../../db/transaction.ts';
import { isMessageEvent, type LogEvent, type MessageEvent, type StoredMessage } from '../../realtime/log-event.ts';
import { readConversations } from '../conversations/queries.ts';
import { placeKey, readMessagesAt, uuidOf } from './queries.ts';

type ConversationEvent = Extract<LogEvent, { type: 'ConversationChanged' }>;

const isConversationEvent = (event: LogEvent): event is ConversationEvent => event.type === 'ConversationChanged';

/** Where the message of an event stands: its own number in MessageSent, else the one that it names. */
function placeOf(event: MessageEvent): { conversationId: string; seq: number } {
  return { conversationId: event.topic, seq: event.type === 'MessageSent' ? event.seq : event.payload.messageSeq };
}

/** Puts what events are about on them, as it is now; see `Sources.hydrate`. One read for messages, one for conversations. */
export async function hydrate(db: Db, tenantId: string, events: LogEvent[]): Promise<void> {
  const aboutMessages = events.filter(isMessageEvent);
  const messages = await readMessagesAt(db, tenantId, aboutMessages.map(placeOf));
  for (const event of aboutMessages) {
    event.carried = { message: messages.get(placeKey(placeOf(event))) ?? goneMessage(event) };
  }

  const aboutConversations = events.filter(isConversationEvent);
  const conversations = await readConversations(
    db,
    tenantId,
    aboutConversations.map((event) => event.topic),
  );
  for (const event of aboutConversations) {
    const conversation = conversations.get(event.topic);
    if (conversation === undefined) throw new Error(`The log of ${event.topic} has outlived its conversation.`);
    event.carried = { conversation };
  }
}

/**
 * What a message whose row was erased is shown as: a tombstone. The log keeps none of it but its place, so the rest is
 * blank, and the id is made of the place: always the same, and nobody else's.
 */
function goneMessage(event: MessageEvent): StoredMessage {
  const place = placeOf(event);
  return {
    ...place,
    id: fromUUID(uuidOf('gone', event.tenantId, place.conversationId, place.seq), 'msg'),
    senderId: (event.type === 'MessageSent' ? event.actorId : null) ?? '',
    clientMessageId: '',
    kind: 'TEXT',
    priority: 'NORMAL',
    text: null,
    metadata: {},
    threadRootId: null,
    threadRootSeq: null,
    details: { changedSeq: event.seq },
    reactions: null,
    pinnedAt: null,
    pinnedById: null,
    version: 0,
    createdAt: event.createdAt,
    editedAt: null,
    deletedAt: event.createdAt,
  };
}
