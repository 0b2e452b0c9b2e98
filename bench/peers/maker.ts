/**
 * Makes a peer's events in a process of its own, at a word over a socket: `3,4,5` and a line's end; it answers with one
 * byte once Redis has them. Each event is made into what the peer takes with the least work (the argument says whose),
 * and published. With `--store` the events are committed to Postgres (`DATABASE_URL`) first.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Emitter } from '@socket.io/redis-emitter';
import { Redis } from 'ioredis';
import createEmitter from 'mqemitter-redis';
import postgres from 'postgres';
import { sayReady } from '../lib/answer.ts';
import { clientMessageIdOf, type MessageSent, peerConversationId, text } from '../lib/message.ts';
import { channelOf, channelPrefix, redisUrl } from './common.ts';

const redis = new Redis(redisUrl, { enableAutoPipelining: true });

const seqs: number[] = [];
let made = 0;

/** The next event of a conversation. */
function makeEvent(index: number): MessageSent {
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

/** What a GraphQL server would write of an event: the raw servers get the same bytes, and write them as they are. */
function frameText(event: MessageSent): string {
  const id = '00000000-0000-4000-8000-000000000000';
  return JSON.stringify({ id, type: 'next', payload: { data: { conversationEvents: event } } });
}

/** What socket.io emits: as many bytes as the others', who have an envelope around the event. */
function argumentsOf(event: MessageSent): [MessageSent, string] {
  const missing = frameText(event).length - `42["event",${JSON.stringify(event)},""]`.length;
  return [event, '-'.repeat(missing)];
}

const publish = (event: MessageSent, message: string) => redis.publish(channelOf(event.conversationId), message);

/** How each peer is told of an event. */
const formats: Record<string, () => (event: MessageSent) => Promise<unknown>> = {
  frame: () => (event) => publish(event, frameText(event)),
  event: () => (event) => publish(event, JSON.stringify(event)),
  arguments: () => (event) => publish(event, JSON.stringify(argumentsOf(event))),
  'socket.io': () => {
    const emitter = new Emitter(redis, { key: channelPrefix ?? '' });
    return async (event) => void emitter.to(event.conversationId).emit('event', ...argumentsOf(event));
  },
  mqemitter: () => {
    const emitter = createEmitter({ connectionString: redisUrl });
    return (event) =>
      new Promise<void>((resolve, reject) => {
        const message = { topic: channelOf(event.conversationId), payload: event };
        emitter.emit(message, (error?: Error) => (error === undefined ? resolve() : reject(error)));
      });
  },
};

async function openStore(): Promise<(events: MessageSent[]) => Promise<unknown>> {
  const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} });
  await sql`create table if not exists raw_events (id text primary key, event jsonb not null)`;
  return (events) =>
    sql`insert into raw_events ${sql(events.map((event) => ({ id: event.message.id, event: { ...event } })))}`;
}

const tell = formats[process.argv[2] ?? '']?.();
if (tell === undefined) throw new Error(`The format is one of ${Object.keys(formats).join(', ')}.`);
const store = process.argv.includes('--store') ? await openStore() : null;

async function make(conversations: number[]): Promise<void> {
  const events = conversations.map(makeEvent);
  await store?.(events);
  await Promise.all(events.map(tell));
}

const control = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => {});
  socket.on('data', (line) => {
    const conversations = String(line).trim().split(',').map(Number);
    void make(conversations).then(() => socket.write('.'));
  });
}).listen(0, '127.0.0.1');
await once(control, 'listening');
sayReady({ port: (control.address() as AddressInfo).port });
