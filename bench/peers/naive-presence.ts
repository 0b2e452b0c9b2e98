/**
 * Presence as it is often built: a key for each user that his connection keeps from expiring, a set of those who watch him, and
 * a message to each of them when he changes. Statuses alone: no privacy, and nobody finds out who expired.
 */
import { createServer } from 'node:http';
import { Redis } from 'ioredis';
import { type WebSocket, WebSocketServer } from 'ws';
import { checkToken, redisUrl, serve } from './common.ts';

/** As long as a node of Tidings counts as alive without a sign, and as often as it gives one. */
const lifeSeconds = 30;
const heartbeatMs = 10_000;

const redis = new Redis(redisUrl);
const ears = new Redis(redisUrl);
const sockets = new Map<string, Set<WebSocket>>();

ears.on('message', (channel: string, message: string) => {
  for (const ws of sockets.get(channel) ?? []) ws.send(message);
});

const server = createServer();
const wss = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });

wss.on('connection', (ws) => {
  ws.on('error', () => {});
  ws.once('message', (data) => void begin(ws, String(data)).catch(() => ws.close()));
});

const frameOf = (userId: string, status: string): string =>
  JSON.stringify({ type: 'next', payload: { data: { presence: { userId, status } } } });

async function begin(ws: WebSocket, text: string): Promise<void> {
  const { authorization, userIds } = JSON.parse(text) as { authorization: string; userIds: string[] };
  const userId = await checkToken(authorization);
  const channel = `watcher:${userId}`;
  const own = sockets.get(channel) ?? new Set();
  sockets.set(channel, own.add(ws));
  await ears.subscribe(channel);
  await Promise.all(userIds.map((each) => redis.sadd(`watchers:${each}`, userId)));
  const statuses = await redis.mget(userIds.map((each) => `presence:${each}`));
  for (const [at, status] of statuses.entries()) ws.send(frameOf(userIds[at] ?? '', status ?? 'OFFLINE'));

  let status = 'ONLINE';
  const beat = () => redis.set(`presence:${userId}`, status, 'EX', lifeSeconds);
  const tell = async () => {
    for (const watcher of await redis.smembers(`watchers:${userId}`)) {
      void redis.publish(`watcher:${watcher}`, frameOf(userId, status));
    }
  };
  await beat();
  await tell();
  const heartbeat = setInterval(beat, heartbeatMs);
  ws.on('message', (data) => {
    ({ status } = JSON.parse(String(data)) as { status: string });
    void beat().then(tell);
  });
  ws.on('close', () => {
    clearInterval(heartbeat);
    own.delete(ws);
    status = 'OFFLINE';
    void redis.del(`presence:${userId}`).then(tell);
  });
}

await serve(server);
