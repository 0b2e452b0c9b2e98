/** What all peers share, so that they do the same work: the schema, the check of a token, and how events reach them. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { jwtVerify } from 'jose';
import { sayReady } from '../lib/answer.ts';
import { jwtSecret } from '../lib/message.ts';

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

/** Listens for clients, and says where. */
export async function serve(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1', 4_096);
  await once(server, 'listening');
  sayReady({ port: (server.address() as AddressInfo).port });
}

/** Of the peers that go through Redis. */
export const redisUrl = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';

/** Where this contestant's events are made; undefined: nobody makes any. */
export const channelPrefix = process.env.CHANNEL_PREFIX;

/** The channel of a conversation. */
export const channelOf = (conversationId: string): string => `${channelPrefix}/${conversationId}`;

/**
 * The least that it takes to hear of events that another process makes: one subscription of Redis a conversation.
 * `onMessage` gets the channel and what was published. The function that is returned begins to hear a conversation.
 */
export function openEars(
  onMessage: (channel: string, message: Buffer) => void,
): (conversationId: string) => Promise<unknown> {
  if (channelPrefix === undefined) return () => Promise.resolve();
  const redis = new Redis(redisUrl);
  const heard = new Set<string>();
  redis.on('messageBuffer', (channel: Buffer, message: Buffer) => onMessage(channel.toString('latin1'), message));
  return (conversationId) => {
    if (heard.has(conversationId)) return Promise.resolve();
    heard.add(conversationId);
    return redis.subscribe(channelOf(conversationId));
  };
}
