/**
 * The least that a fan-out can cost in Node: `ws` for the protocol; what is published for an event is what its frame
 * holds, the frame is built once, and its bytes are written to each socket as they are.
 */
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { channelOf, openEars, serve } from './common.ts';

const server = createServer();
const wss = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
const sockets = new Map<string, Set<Duplex>>();

const hear = openEars((channel, message) => {
  const frame = buildFrame(message);
  for (const socket of sockets.get(channel) ?? []) socket.write(frame);
});

wss.on('connection', (ws, request) => {
  const socket = request.socket;
  ws.on('error', () => {});
  ws.once('message', (conversationId) => void subscribe(ws, socket, String(conversationId)));
});

async function subscribe(ws: WebSocket, socket: Duplex, conversationId: string): Promise<void> {
  const channel = channelOf(conversationId);
  const others = sockets.get(channel) ?? new Set();
  sockets.set(channel, others.add(socket));
  ws.on('close', () => others.delete(socket));
  await hear(conversationId);
  ws.send('subscribed');
}

function buildFrame(payload: Buffer): Buffer {
  const isShort = payload.length < 126;
  const head = Buffer.alloc(isShort ? 2 : 4);
  head[0] = 0x81;
  head[1] = isShort ? payload.length : 126;
  if (!isShort) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

await serve(server);
