import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { loadConfig } from '../config.ts';
import { type OwnCluster, startOwnCluster } from '../testing/own-cluster.ts';
import { startStopwatch } from '../testing/stopwatch.ts';
import { createRateLimits, type RateLimits } from './rate-limit.ts';

vi.setConfig({ testTimeout: 60_000 });

const prefix = randomBytes(6).toString('hex');
let cluster: OwnCluster;
beforeAll(async () => {
  cluster = await startOwnCluster();
});
afterAll(() => cluster?.close());

/** One node's limits: ten sends a second, so twenty in two seconds. */
function openNode(): RateLimits {
  const env = { NODE_ENV: 'test', SENDS_PER_SECOND_MAX: '10', REDIS_URL: cluster.url, REDIS_KEY_PREFIX: prefix };
  const limits = createRateLimits(loadConfig(env), pino({ level: 'silent' }));
  onTestFinished(() => limits.close());
  return limits;
}

async function letThrough(limits: RateLimits, key: string, tries: number): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: tries }, () => limits.take('send', key)));
  return results.filter((result) => result.status === 'fulfilled').length;
}

/** Whether what `one` let through counts on `other`, for a user whose count is kept by each of the masters. */
async function expectShared(one: RateLimits, other: RateLimits, name: string) {
  let round = 0;
  for (const master of [0, 1, 2]) {
    await vi.waitFor(
      async () => {
        round += 1;
        // The limiter's own keys: where a count is kept is decided by all of its name.
        const key = cluster.channelOf(master, `${prefix}:rate:send:${name}${round}-`).split(':').at(-1) ?? '';
        expect(await letThrough(one, key, 20)).toBe(20);
        await vi.waitFor(async () => expect(await letThrough(other, key, 1)).toBe(0), 500);
      },
      { timeout: 30_000 },
    );
  }
}

test('On a Redis Cluster, too, what one node let through counts on another, also after a master was away', async () => {
  const [one, other] = [openNode(), openNode()];
  await expectShared(one, other, 'before');

  await Promise.all(cluster.masters.map((master) => master.kill()));
  const elapsed = startStopwatch();
  expect(await letThrough(one, 'meanwhile', 50)).toBe(20);
  expect(elapsed()).toBeLessThan(1_000);

  await Promise.all(cluster.masters.map((master) => master.start()));
  await cluster.untilOk();
  await expectShared(one, other, 'after');
});
