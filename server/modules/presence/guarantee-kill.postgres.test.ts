import { expect, test } from 'vitest';
import { loadConfig } from '../../config.ts';
import { openTestEngine } from '../../testing/engine.ts';
import { openRawSocket } from '../../testing/raw-socket.ts';
import { startTestApp } from '../../testing/start-app.ts';
import { startProcess } from '../../testing/start-process.ts';
import { startStopwatch } from '../../testing/stopwatch.ts';
import { watchPresence } from '../../testing/watch-presence.ts';

const beatMs = 500;
const graceMs = 1_500;
/** A node's sign of life holds for three intervals, and another node looks once in each. */
const intervalsUntilGone = 4;
/** What looking, taking away and telling may take beside that. */
const slackMs = 1_500;

test('With the settings of production, who was on a node that is killed is OFFLINE within 60 s', () => {
  const { presenceBeatMs } = loadConfig({});
  expect(intervalsUntilGone * presenceBeatMs + slackMs).toBeLessThan(60_000);
});

test('Of a node that is killed or goes, users are OFFLINE in time, once, and back within 2 s; who comes back is not seen to go', {
  timeout: 120_000,
}, async () => {
  const engine = await openTestEngine();
  const env = { PRESENCE_BEAT_MS: `${beatMs}`, PRESENCE_GRACE_MS: `${graceMs}`, PRESENCE_INTERVAL_MS: '200' };
  const app = await startTestApp({ engine, env });
  const startNode = async () => {
    const node = startProcess({
      NODE_ENV: 'test',
      DATABASE_URL: engine.databaseUrl ?? '',
      REDIS_URL: engine.redisUrl ?? '',
      REDIS_KEY_PREFIX: engine.redisKeyPrefix,
      RATE_LIMITS: 'off',
      ...env,
    });
    return { ...node, port: Number(new URL(await node.ready()).port) };
  };
  const connect = async (port: number, sub: string) => {
    const socket = await openRawSocket(port);
    await socket.init(`Bearer ${await app.token(sub)}`);
    return socket;
  };
  const alice = await watchPresence(app, await app.token('alice'), ['bob', 'carol']);
  const first = await startNode();
  await connect(first.port, 'bob');
  await connect(first.port, 'carol');
  await alice.until('bob', { status: 'ONLINE' });
  await alice.until('carol', { status: 'ONLINE' });

  const goneAt = Date.now();
  let sinceGone = startStopwatch();
  first.kill('SIGKILL');
  await first.ended;
  const carol = await connect(app.port, 'carol');
  const { lastSeenAt } = await alice.until('bob', { status: 'OFFLINE' });
  expect(sinceGone()).toBeLessThan(intervalsUntilGone * beatMs + slackMs);
  expect(Math.abs(Date.parse(lastSeenAt ?? '') - goneAt)).toBeLessThan(3_000);

  const second = await startNode();
  let sinceBack = startStopwatch();
  await connect(second.port, 'bob');
  await alice.until('bob', { status: 'ONLINE' });
  expect(sinceBack()).toBeLessThan(2_000);

  // A deploy: who is sent away by the one comes to the other within the grace.
  await connect(second.port, 'carol');
  carol.close();
  await carol.closed;
  await new Promise((resolve) => setTimeout(resolve, graceMs + 500));
  sinceGone = startStopwatch();
  second.kill('SIGTERM');
  await second.ended;
  await connect(app.port, 'carol');
  await alice.until('bob', { status: 'OFFLINE' });
  expect(sinceGone()).toBeLessThan(graceMs + intervalsUntilGone * beatMs + slackMs);
  sinceBack = startStopwatch();
  await connect(app.port, 'bob');
  await alice.until('bob', { status: 'ONLINE' });
  expect(sinceBack()).toBeLessThan(2_000);

  expect(alice.statusesOf('bob').join(' ')).toBe('OFFLINE ONLINE OFFLINE ONLINE OFFLINE ONLINE');
  expect(alice.statusesOf('carol').join(' ')).toBe('OFFLINE ONLINE');
  await alice.close();
  await app.close();
  await engine.close();
});
