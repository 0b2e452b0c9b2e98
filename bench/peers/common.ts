/** What all peers share, so that they do the same work: the schema, the check of a token, and the events. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { jwtVerify } from 'jose';
import { sayReady } from '../lib/answer.ts';
import { clientMessageIdOf, jwtSecret, type MessageSent, peerConversationId, text } from '../lib/message.ts';

export const typeDefs = /* GraphQL */ `
  scalar Cursor
  type Query { ok: Boolean }
  type Subscription {
    conversationEvents(conversationId: ID!): StreamItem!
    events(after: Cursor): StreamItem!
  }
  union StreamItem = MessageSent | CaughtUp | Checkpoint
  type CaughtUp { cursor: Cursor! }
  type Checkpoint { cursor: Cursor! }
  type MessageSent { conversationId: ID! seq: Int! createdAt: String! message: Message! }
  type Message { id: ID! senderId: ID! clientMessageId: ID! text: String }
`;

const key = new TextEncoder().encode(jwtSecret);

/** The user of a `Bearer` text; throws where the token is not good. */
export async function checkToken(authorization: unknown): Promise<string> {
  if (typeof authorization !== 'string') throw new Error('There is no token.');
  const { payload } = await jwtVerify(authorization.replace(/^Bearer /, ''), key, { algorithms: ['HS256'] });
  if (payload.sub === undefined) throw new Error('The token names nobody.');
  return payload.sub;
}

const seqs: number[] = [];
let made = 0;

/** The next event of a conversation. */
export function makeEvent(index: number): MessageSent {
  const seq = (seqs[index] ?? 0) + 1;
  seqs[index] = seq;
  made += 1;
  return {
    __typename: 'MessageSent',
    conversationId: peerConversationId(index),
    seq,
    createdAt: new Date().toISOString(),
    message: {
      id: `msg_${String(made).padStart(26, '0')}`,
      senderId: 'sender',
      clientMessageId: clientMessageIdOf(made),
      text,
    },
  };
}

/** What a GraphQL server would write of an event: the raw servers write the same bytes. */
export function frameText(event: MessageSent): string {
  const id = '00000000-0000-4000-8000-000000000000';
  return JSON.stringify({ id, type: 'next', payload: { data: { conversationEvents: event } } });
}

/** Listens for clients and for the control connection, and says where. `publish` gets the conversations of a step. */
export async function serve(server: Server, publish: (conversations: number[]) => unknown): Promise<void> {
  server.listen(0, '127.0.0.1', 4_096);
  await once(server, 'listening');
  await serveControl((server.address() as AddressInfo).port, publish);
}

export async function serveControl(port: number, publish: (conversations: number[]) => unknown): Promise<void> {
  const control = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (line) => {
      Promise.resolve(publish(String(line).trim().split(',').map(Number))).then(
        () => socket.write('.'),
        (error: unknown) => {
          throw error;
        },
      );
    });
  }).listen(0, '127.0.0.1');
  await once(control, 'listening');
  sayReady({ port, controlPort: (control.address() as AddressInfo).port });
}

/** Of the peers that go through Redis. */
export const redisUrl = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
