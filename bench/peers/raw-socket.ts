/**
 * The least that a fan-out can cost in Node: `ws` for the protocol, one frame built for each event, and its bytes written
 * to each socket as they are. With `--store` an event is committed to Postgres (`DATABASE_URL`) before it is written.
 */
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import postgres from 'postgres';
import { type WebSocket, WebSocketServer } from 'ws';
import type { MessageSent } from '../lib/message.ts';
import { frameText, makeEvent, serve } from './common.ts';

const server = createServer();
const wss = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
const sockets = new Map<string, Set<Duplex>>();

wss.on('connection', (ws, request) => {
  const socket = request.socket;
  ws.on('error', () => {});
  ws.once('message', (conversationId) => subscribe(ws, socket, String(conversationId)));
});

function subscribe(ws: WebSocket, socket: Duplex, conversationId: string): void {
  const others = sockets.get(conversationId) ?? new Set();
  sockets.set(conversationId, others.add(socket));
  ws.on('close', () => others.delete(socket));
  ws.send('subscribed');
}

function buildFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const isShort = payload.length < 126;
  const head = Buffer.alloc(isShort ? 2 : 4);
  head[0] = 0x81;
  head[1] = isShort ? payload.length : 126;
  if (!isShort) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

async function openStore(): Promise<(events: MessageSent[]) => Promise<unknown>> {
  const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} });
  await sql`create table if not exists raw_events (id text primary key, event jsonb not null)`;
  return (events) =>
    sql`insert into raw_events ${sql(events.map((event) => ({ id: event.message.id, event: { ...event } })))}`;
}

const store = process.argv.includes('--store') ? await openStore() : null;

await serve(server, async (conversations) => {
  const events = conversations.map(makeEvent);
  if (store !== null) await store(events);
  for (const event of events) {
    const frame = buildFrame(frameText(event));
    for (const socket of sockets.get(event.conversationId) ?? []) socket.write(frame);
  }
});
