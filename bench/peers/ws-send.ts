/** As `ws` is used by hand: one buffer for each event, sent by `ws.send`. */
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { peerConversationId } from '../lib/message.ts';
import { frameText, makeEvent, serve } from './common.ts';

const server = createServer();
const wss = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
const sockets = new Map<string, Set<WebSocket>>();

wss.on('connection', (ws) => {
  ws.on('error', () => {});
  ws.once('message', (data) => {
    const others = sockets.get(String(data)) ?? new Set();
    sockets.set(String(data), others.add(ws));
    ws.on('close', () => others.delete(ws));
    ws.send('subscribed');
  });
});

await serve(server, (conversations) => {
  for (const index of conversations) {
    const data = Buffer.from(frameText(makeEvent(index)));
    for (const ws of sockets.get(peerConversationId(index)) ?? []) ws.send(data, { binary: false });
  }
});
