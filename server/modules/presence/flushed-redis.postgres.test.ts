import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { expect, test, vi } from 'vitest';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { eventually } from '../../testing/eventually.ts';
import { startTestApp } from '../../testing/start-app.ts';
import { watchPresence } from '../../testing/watch-presence.ts';

/** As FLUSHALL does, for the test's own place in Redis. */
async function flush({ redisUrl, redisKeyPrefix }: TestEngine): Promise<number> {
  const redis = new Redis(redisUrl ?? '');
  try {
    const keys = await redis.keys(`*${redisKeyPrefix}*`);
    return keys.length === 0 ? 0 : await redis.del(keys);
  } finally {
    redis.disconnect();
  }
}

test('A Redis that has lost everything is told everything, and nobody is seen to go or come for it', async () => {
  const engine = await openTestEngine();
  const env = { PRESENCE_BEAT_MS: '300', PRESENCE_GRACE_MS: '300', PRESENCE_INTERVAL_MS: '100' };
  const [here, there] = [await startTestApp({ engine, env }), await startTestApp({ engine, env })];
  const bob = await watchPresence(here, await here.token('bob'), ['bob']);
  const carol = await watchPresence(here, await here.token('carol'), ['carol']);
  const alice = await watchPresence(there, await there.token('alice'), ['bob', 'carol']);
  await alice.until('bob', { status: 'ONLINE' });
  await alice.until('carol', { status: 'ONLINE' });

  expect(await flush(engine)).toBeGreaterThan(3);
  // He goes before it was noticed.
  await carol.close();
  await alice.until('carol', { status: 'OFFLINE' });
  const late = async () => {
    const watcher = await watchPresence(there, await there.token('dave'), ['bob', 'carol']);
    await watcher.close();
    return [...watcher.statusesOf('bob'), ...watcher.statusesOf('carol')];
  };
  await vi.waitFor(async () => expect(await late()).toEqual(['ONLINE', 'OFFLINE']), eventually);
  await delay(1_000);
  expect([alice.statusesOf('bob').slice(-1), alice.statusesOf('carol').slice(-1)]).toEqual([['ONLINE'], ['OFFLINE']]);
  expect(alice.statusesOf('bob').filter((status) => status === 'OFFLINE').length).toBeLessThanOrEqual(1);
  await Promise.all([alice.close(), bob.close()]);
  await there.close();
  await here.close();
  await engine.close();
});
