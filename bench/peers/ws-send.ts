/** As `ws` is used by hand: what is published for an event is sent to each client by `ws.send`. */
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { channelOf, openEars, serve } from './common.ts';

const server = createServer();
const wss = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
const sockets = new Map<string, Set<WebSocket>>();

const hear = openEars((channel, message) => {
  for (const ws of sockets.get(channel) ?? []) ws.send(message, { binary: false });
});

wss.on('connection', (ws) => {
  ws.on('error', () => {});
  ws.once('message', (data) => void subscribe(ws, String(data)));
});

async function subscribe(ws: WebSocket, conversationId: string): Promise<void> {
  const channel = channelOf(conversationId);
  const others = sockets.get(channel) ?? new Set();
  sockets.set(channel, others.add(ws));
  ws.on('close', () => others.delete(ws));
  await hear(conversationId);
  ws.send('subscribed');
}

await serve(server);
