import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { AppError } from '../errors.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { startStopwatch } from '../testing/stopwatch.ts';
import { createRateLimits, type RateLimits } from './rate-limit.ts';

const log = pino({ level: 'silent' });
let engine: TestEngine;
const opened: RateLimits[] = [];
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(async () => {
  for (const limits of opened) limits.close();
  await engine.close();
});

/** One node's limits: ten sends a second, so twenty in two seconds. */
function openNode(redisUrl = engine.redisUrl): RateLimits {
  const env = { NODE_ENV: 'test', SENDS_PER_SECOND_MAX: '10', REDIS_URL: redisUrl ?? '' };
  const limits = createRateLimits(loadConfig({ ...env, REDIS_KEY_PREFIX: engine.redisKeyPrefix }), log);
  opened.push(limits);
  return limits;
}

/** How many of so many tries at once were let through. */
async function letThrough(limits: RateLimits, key: string, tries: number): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: tries }, () => limits.take('send', key)));
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    expect(result.reason).toBeInstanceOf(AppError);
    expect(result.reason).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
    expect(result.reason.retryAfterMs).toBeGreaterThan(0);
  }
  return results.filter((result) => result.status === 'fulfilled').length;
}

test('A burst is let through up to its bound, and each user and kind has a bound of his own', async () => {
  const limits = openNode();
  expect(await letThrough(limits, 'alice', 50)).toBe(20);
  expect(await letThrough(limits, 'bob', 5)).toBe(5);
  await limits.take('query', 'alice');
});

test('What counts for several takes as much of the bound, and at most all of it', async () => {
  const limits = openNode();
  await limits.take('send', 'erin', { amount: 15 });
  await expect(limits.take('send', 'erin', { amount: 6 })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  // More than may ever come at once must not wait for ever.
  await limits.take('send', 'frank', { amount: 1_000 });
  expect(await letThrough(limits, 'frank', 1)).toBe(0);
});

test('What one node let through counts on another, where Redis adds up', async () => {
  if (engine.redisUrl === null) {
    // Without Redis a node counts by itself.
    const [one, two] = [openNode(), openNode()];
    expect(await letThrough(one, 'carol', 20)).toBe(20);
    expect(await letThrough(two, 'carol', 20)).toBe(20);
    return;
  }
  const [one, two] = [openNode(), openNode()];
  // The connections may still be on their way; until then each node counts alone.
  let tries = 0;
  await expect
    .poll(
      async () => {
        tries += 1;
        expect(await letThrough(one, `carol${tries}`, 20)).toBe(20);
        await expect.poll(() => letThrough(two, `carol${tries}`, 1), { timeout: 500 }).toBe(0);
        return true;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
});

test('A Redis that hangs costs nobody time', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const limits = openNode(`redis://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  const elapsed = startStopwatch();
  expect(await letThrough(limits, 'dora', 50)).toBe(20);
  expect(elapsed()).toBeLessThan(500);
  limits.close();
  silent.close();
});
