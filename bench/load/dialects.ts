import { randomUUID } from 'node:crypto';
import type { MessageSent } from '../lib/message.ts';
import type { Wire } from './websocket.ts';

/** How the clients of one kind of server talk. */
export interface Dialect {
  path: string;
  subprotocol?: string;
  /** Begins the conversation, once the wire is open. */
  open(wire: Wire, client: Subscriber): void;
  /** Answers everything that is no event; `true`: the client is subscribed from now on. Throws what should not have come. */
  answer(wire: Wire, client: Subscriber, text: string): boolean;
  /** The event in a text; null for everything else. */
  eventOf(text: string): MessageSent | null;
}

/** One client, and what it wants. */
export interface Subscriber {
  token: string;
  conversationId: string;
  /** For GraphQL: the operation. */
  operation: { query: string; variables: Record<string, unknown> };
}

export type DialectName = 'graphql' | 'graphql-caught-up' | 'plain' | 'socket.io' | 'sse' | 'sse-caught-up';

type Data = Record<string, MessageSent | { __typename: string }>;

function eventOfData(data: Data | undefined): MessageSent | null {
  const item = Object.values(data ?? {})[0];
  return item?.__typename === 'MessageSent' ? (item as MessageSent) : null;
}

interface Frame {
  type?: string;
  payload?: { data?: Data; errors?: unknown };
}

/** graphql-transport-ws as its stock client speaks it. Tidings says when a stream is live; others say nothing. */
function graphql(saysCaughtUp: boolean): Dialect {
  return {
    path: '/graphql',
    subprotocol: 'graphql-transport-ws',
    open: (wire, { token }) =>
      wire.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
    answer(wire, client, text) {
      const frame = JSON.parse(text) as Frame;
      if (frame.type === 'connection_ack') {
        wire.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: client.operation }));
        return !saysCaughtUp;
      }
      if (frame.type === 'ping') wire.send('{"type":"pong"}');
      else if (frame.type !== 'next' || frame.payload?.data === undefined) throw new Error(`Unexpected: ${text}`);
      return frame.type === 'next' && text.includes('"CaughtUp"');
    },
    eventOf: (text) => eventOfData((JSON.parse(text) as Frame).payload?.data),
  };
}

/** The least that a hand-made server can do: the client names its conversation, and frames come. */
const plain: Dialect = {
  path: '/',
  open: (wire, { conversationId }) => wire.send(conversationId),
  answer: (_wire, _client, text) => text === 'subscribed',
  eventOf: (text) => (text === 'subscribed' ? null : eventOfData((JSON.parse(text) as Frame).payload?.data)),
};

const socketIo: Dialect = {
  path: '/socket.io/?EIO=4&transport=websocket',
  open() {},
  answer(wire, { token, conversationId }, text) {
    if (text.startsWith('0')) wire.send(`40${JSON.stringify({ token })}`);
    else if (text === '2') wire.send('3');
    else if (text.startsWith('40')) wire.send(`42${JSON.stringify(['subscribe', conversationId])}`);
    else if (text !== '42["subscribed"]') throw new Error(`Unexpected: ${text}`);
    return text === '42["subscribed"]';
  },
  eventOf(text) {
    if (!text.startsWith('42["event"')) return null;
    return (JSON.parse(text.slice(2)) as [string, MessageSent])[1];
  },
};

/** The request of an SSE stream is made by `openEventStream`; there is nothing to say after it. */
function sse(saysCaughtUp: boolean): Dialect {
  return {
    path: '/graphql',
    open() {},
    answer(_wire, _client, text) {
      if (text === '') return !saysCaughtUp;
      if ((JSON.parse(text) as { data?: Data }).data === undefined) throw new Error(`Unexpected: ${text}`);
      return text.includes('"CaughtUp"');
    },
    eventOf: (text) => eventOfData(text === '' ? undefined : (JSON.parse(text) as { data?: Data }).data),
  };
}

export const dialects: Record<DialectName, Dialect> = {
  graphql: graphql(false),
  'graphql-caught-up': graphql(true),
  plain,
  'socket.io': socketIo,
  sse: sse(false),
  'sse-caught-up': sse(true),
};
