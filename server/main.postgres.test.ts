import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { openTestEngine, type TestEngine } from './testing/engine.ts';
import { openRawSocket, operation } from './testing/raw-socket.ts';
import { ask, startProcess, tokenOf } from './testing/start-process.ts';

vi.setConfig({ testTimeout: 120_000 });

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

test('Workers share a port and what they send each other, a dead one is replaced, and all end with 0 on SIGTERM', async () => {
  const { databaseUrl, redisUrl, redisKeyPrefix } = engine;
  const server = startProcess({
    DATABASE_URL: databaseUrl ?? '',
    REDIS_URL: redisUrl ?? '',
    REDIS_KEY_PREFIX: redisKeyPrefix,
    WORKERS: '2',
  });
  onTestFinished(() => server.kill('SIGKILL'));
  await expect.poll(() => server.output().split('"msg":"Ready."').length - 1, { timeout: 30_000 }).toBe(2);
  const url = await server.ready();
  const pids = [...server.output().matchAll(/"pid":(\d+)[^\n]*"msg":"Ready\."/g)].map(([, pid]) => Number(pid));
  expect(new Set(pids).size).toBe(2);
  const alice = await tokenOf(url, 'alice');
  const sockets = await Promise.all([1, 2, 3, 4].map(() => openRawSocket(Number(new URL(url).port))));
  for (const socket of sockets) {
    await socket.init(alice);
    socket.send(operation('1', 'subscription { events { __typename } }'));
    await socket.until(({ payload }) => JSON.stringify(payload)?.includes('CaughtUp') ?? false);
  }
  await ask(
    url,
    alice,
    'mutation { createConversation(input: { clientId: "workers", kind: GROUP, title: "Plans" }) { conversation { id } } }',
  );
  for (const socket of sockets) {
    await socket.until(({ payload }) => JSON.stringify(payload)?.includes('ConversationJoined') ?? false);
  }
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await expect.poll(() => server.output().split('"msg":"Ready."').length - 1, { timeout: 30_000 }).toBe(3);
  server.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
});
