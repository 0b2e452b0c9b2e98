/** socket.io with rooms; `--redis` adds its Redis adapter. */
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';
import { peerConversationId } from '../lib/message.ts';
import { checkToken, frameText, makeEvent, redisUrl, serve } from './common.ts';

const server = createServer();
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
if (process.argv.includes('--redis')) {
  const options = { key: `tidings-bench-${process.pid}` };
  io.adapter(createAdapter(new Redis(redisUrl), new Redis(redisUrl), options));
}

io.use((socket, next) => {
  checkToken(socket.handshake.auth.token).then(() => next(), next);
});
io.on('connection', (socket) => {
  socket.on('subscribe', async (conversationId: string) => {
    await socket.join(conversationId);
    socket.emit('subscribed');
  });
});

await serve(server, (conversations) => {
  for (const index of conversations) {
    const event = makeEvent(index);
    // As many bytes as the others', who have an envelope around the event.
    const missing = frameText(event).length - `42["event",${JSON.stringify(event)},""]`.length;
    io.to(peerConversationId(index)).emit('event', event, '-'.repeat(missing));
  }
});
