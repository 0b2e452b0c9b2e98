import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { engineName, openTestEngine } from '../testing/engine.ts';
import { eventually } from '../testing/eventually.ts';
import { describeHints, hear } from '../testing/fan-out-suite.ts';
import { findFreePort } from '../testing/own-postgres.ts';
import { startStopwatch } from '../testing/stopwatch.ts';
import { channelOf } from './channel.ts';
import type { FanOut } from './fan-out.ts';
import { createRedisFanOut } from './redis-fan-out.ts';

const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Two nodes that hear each other, over whichever twin is tested, and names that no other test uses. */
async function seedNodes() {
  const engine = await openTestEngine();
  const nodes = { here: engine.createFanOut(), there: engine.createFanOut() };
  endings.push(engine.close, nodes.here.close, nodes.there.close);
  await vi.waitFor(() => expect([nodes.here.isHealthy(), nodes.there.isHealthy()]).toEqual([true, true]), eventually);
  return { ...nodes, nameOf: (topic: string) => channelOf(engine.redisKeyPrefix, 'acme', topic) };
}

describe('hints', () => describeHints(seedNodes));

test('no two tenants, topics or installations share a channel, whatever is in their names', () => {
  const names = ['a', 'b', 'a:b', 'a/b', 'a%3Ab', '{a}', '', 'ä'];
  const channels = names.flatMap((prefix) =>
    names.flatMap((tenant) => names.map((topic) => channelOf(prefix, tenant, topic))),
  );
  expect(new Set(channels).size).toBe(names.length ** 3);
});

/** A Redis of the test's own, to be stopped and started. */
async function seedRedis() {
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const stop = async () => {
    const stopping = child;
    child = undefined;
    if (stopping === undefined) return;
    stopping.kill('SIGKILL');
    await once(stopping, 'exit');
  };
  const start = async () => {
    child = spawn('redis-server', ['--port', `${port}`, '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
    const probe = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
    probe.on('error', () => {});
    await probe.ping();
    probe.disconnect();
  };
  endings.push(stop);
  return { url, start, stop, signal: (name: NodeJS.Signals) => child?.kill(name) };
}

function openNode(url: string, confirmTimeoutMs?: number): FanOut {
  const log = pino({ level: 'silent' });
  const node = createRedisFanOut({
    url,
    isCluster: false,
    log,
    ...(confirmTimeoutMs === undefined ? {} : { confirmTimeoutMs }),
  });
  endings.push(node.close);
  return node;
}

// Redis is there where Postgres is; elsewhere these would count as skipped.
if (engineName === 'postgres')
  describe('with a Redis of its own', () => {
    test('nobody waits, and hints flow again when it is back, on old and on new channels', async () => {
      const redis = await seedRedis();
      await redis.start();
      const here = openNode(redis.url);
      const there = openNode(redis.url);
      const restored = vi.fn();
      there.onRestored(restored);
      const old = await hear(there, 'old');
      await vi.waitFor(() => expect(here.isHealthy()).toBe(true), eventually);
      here.publish('old', 'before');
      await vi.waitFor(() => expect(old.texts).toEqual(['before']), eventually);
      expect(restored).not.toHaveBeenCalled();

      await redis.stop();
      await vi.waitFor(() => expect([here.isHealthy(), there.isHealthy()]).toEqual([false, false]), eventually);
      const publishing = startStopwatch();
      for (let at = 0; at < 10_000; at += 1) here.publish('old', 'lost');
      expect(publishing()).toBeLessThan(500);
      const asked = performance.now();
      const asking = startStopwatch();
      const fresh = await hear(there, 'fresh');
      expect(performance.now() - asked).toBeGreaterThan(900);
      expect(asking()).toBeLessThan(1_500);

      await redis.start();
      await vi.waitFor(() => expect([here.isHealthy(), there.isHealthy()]).toEqual([true, true]), eventually);
      expect(restored).toHaveBeenCalledTimes(1);
      here.publish('old', 'after');
      here.publish('fresh', 'after');
      await vi.waitFor(() => expect([old.texts, fresh.texts]).toEqual([['before', 'after'], ['after']]), eventually);
    });

    test('what is published in one turn goes in few messages, and arrives one by one', async () => {
      const redis = await seedRedis();
      await redis.start();
      const [here, there] = [openNode(redis.url), openNode(redis.url)];
      await vi.waitFor(() => expect([here.isHealthy(), there.isHealthy()]).toEqual([true, true]), eventually);
      const raw = new Redis(redis.url);
      const messages: string[] = [];
      raw.on('smessage', (_name, message) => messages.push(message));
      await raw.ssubscribe('a');
      const { texts } = await hear(there, 'a');
      const sent = Array.from({ length: 250 }, (_, at) => JSON.stringify({ at, text: 'a line\nand another' }));
      for (const text of sent) here.publish('a', text);
      await vi.waitFor(() => expect(texts).toEqual(sent), eventually);
      expect(messages.length).toBe(3);
      raw.disconnect();
    });

    test('a node closes at once, whether it has seen Redis before or not', async () => {
      const redis = await seedRedis();
      const strange = openNode(redis.url);
      await redis.start();
      const familiar = openNode(redis.url);
      await vi.waitFor(() => expect(familiar.isHealthy()).toBe(true), eventually);
      await redis.stop();
      await vi.waitFor(() => expect(familiar.isHealthy()).toBe(false), eventually);
      for (const node of [strange, familiar]) {
        const elapsed = startStopwatch();
        await node.close();
        expect(elapsed()).toBeLessThan(500);
      }
    });

    test('from the start, the first hints flow once it comes', async () => {
      const redis = await seedRedis();
      const node = openNode(redis.url, 50);
      const restored = vi.fn();
      node.onRestored(restored);
      const { texts } = await hear(node, 'a');
      node.publish('a', 'lost');
      await redis.start();
      await vi.waitFor(() => expect(restored).toHaveBeenCalled(), eventually);
      node.publish('a', 'found');
      await vi.waitFor(() => expect(texts).toEqual(['found']), eventually);
    });

    test('a Redis that stands still without closing its connections is noticed, and used again afterwards', async () => {
      const redis = await seedRedis();
      await redis.start();
      const node = openNode(redis.url);
      const { texts } = await hear(node, 'a');
      await vi.waitFor(() => expect(node.isHealthy()).toBe(true), eventually);
      redis.signal('SIGSTOP');
      for (let at = 0; at < 20_000; at += 1) node.publish('a', 'lost');
      await vi.waitFor(() => expect(node.isHealthy()).toBe(false), eventually);
      redis.signal('SIGCONT');
      await vi.waitFor(() => expect(node.isHealthy()).toBe(true), eventually);
      texts.length = 0;
      node.publish('a', 'after');
      await vi.waitFor(() => expect(texts).toContain('after'), eventually);
    });

    test('emptied while it runs, it goes on carrying hints', async () => {
      const redis = await seedRedis();
      await redis.start();
      const node = openNode(redis.url);
      const { texts } = await hear(node, 'a');
      await vi.waitFor(() => expect(node.isHealthy()).toBe(true), eventually);
      const admin = new Redis(redis.url);
      await admin.flushall();
      await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      admin.disconnect();
      await delay(50);
      await vi.waitFor(() => expect(node.isHealthy()).toBe(true), eventually);
      node.publish('a', 'after');
      await vi.waitFor(() => expect(texts).toEqual(['after']), eventually);
    });
  });
