/**
 * socket.io with rooms. Events come by a subscription of Redis, and are emitted to their room; with `--adapter` they come
 * through its Redis adapter, from an emitter of its own in another process.
 */
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';
import { channelOf, channelPrefix, checkToken, openEars, redisUrl, serve } from './common.ts';

const server = createServer();
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
const hasAdapter = process.argv.includes('--adapter');
if (hasAdapter) io.adapter(createAdapter(new Redis(redisUrl), new Redis(redisUrl), { key: channelPrefix ?? '' }));

const firstOfId = channelOf('').length;
const hear = openEars((channel, message) => {
  io.to(channel.slice(firstOfId)).emit('event', ...(JSON.parse(String(message)) as unknown[]));
});

io.use((socket, next) => {
  checkToken(socket.handshake.auth.token).then(() => next(), next);
});
io.on('connection', (socket) => {
  socket.on('subscribe', async (conversationId: string) => {
    await socket.join(conversationId);
    if (!hasAdapter) await hear(conversationId);
    socket.emit('subscribed');
  });
});

await serve(server);
