import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { openTestEngine, type TestEngine } from './testing/engine.ts';
import { startOwnCluster } from './testing/own-cluster.ts';
import { openRawSocket, operation } from './testing/raw-socket.ts';
import { ask, startProcess, tokenOf } from './testing/start-process.ts';
import { startWebhookReceiver } from './testing/webhook-receiver.ts';

vi.setConfig({ testTimeout: 120_000 });

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

/** A server of several processes on the test's engine, and the process ids of those that are ready. */
function startWorkers(env: Record<string, string> = {}) {
  const { databaseUrl, redisUrl, redisKeyPrefix } = engine;
  const server = startProcess({
    DATABASE_URL: databaseUrl ?? '',
    REDIS_URL: redisUrl ?? '',
    REDIS_KEY_PREFIX: redisKeyPrefix,
    WORKERS: '2',
    ...env,
  });
  const ready = () => [...server.output().matchAll(/"pid":(\d+)[^\n]*"msg":"Ready\."/g)].map(([, pid]) => Number(pid));
  onTestFinished(async () => {
    server.kill('SIGKILL');
    for (const pid of ready()) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    await server.ended;
  });
  const untilReady = (count: number) => expect.poll(() => new Set(ready()).size, { timeout: 30_000 }).toBe(count);
  return { server, ready, untilReady };
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('Workers share a port and what they send each other, a dead one is replaced, and all end with 0 on SIGTERM', async () => {
  const { server, ready, untilReady } = startWorkers();
  await untilReady(2);
  const url = await server.ready();
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
  process.kill(ready()[0] ?? 0, 'SIGKILL');
  await untilReady(3);
  await server.wrote('A worker ended and is replaced.');
  const stoppedAt = Date.now();
  server.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(Date.now() - stoppedAt).toBeLessThan(10_000);
});

test('Workers that cannot have the port say so once, and the process ends with 1', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const { server } = startWorkers({ PORT: `${port}`, WORKERS: '3' });
  expect(await server.ended).toEqual({ code: 1, signal: null });
  expect(server.output().match(/tidings cannot start\./g)).toHaveLength(1);
  expect(server.output()).toContain(`PORT: ${port} is in use`);
});

test('A signal before any worker serves ends the process with 0, and leaves none behind', async () => {
  const { server } = startWorkers();
  // The first worker is a child by now, or about to be.
  await expect.poll(() => childrenOf(server.child.pid ?? 0).length, { timeout: 30_000 }).toBe(1);
  const workers = childrenOf(server.child.pid ?? 0);
  server.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(workers.filter(isRunning)).toEqual([]);
});

test('A second signal ends workers at once, with 1', async () => {
  const { server, untilReady } = startWorkers();
  await untilReady(2);
  const url = await server.ready();
  const stuck = await openRawSocket(Number(new URL(url).port));
  await stuck.init(await tokenOf(url, 'bob'));
  stuck.pause();
  server.kill('SIGTERM');
  await server.wrote('Draining');
  // The stuck socket holds its worker for 2 s, and what comes within half a second counts as one signal.
  await new Promise((resolve) => setTimeout(resolve, 700));
  server.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 1, signal: null });
});

test('A worker that stands still does not hold the others for longer than the drain window', async () => {
  const { server, ready, untilReady } = startWorkers({ DRAIN_WINDOW_MS: '1000' });
  await untilReady(2);
  process.kill(ready()[0] ?? 0, 'SIGSTOP');
  const stoppedAt = Date.now();
  server.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 1, signal: null });
  expect(Date.now() - stoppedAt).toBeLessThan(10_000);
  expect(ready().filter(isRunning)).toEqual([]);
});

test('When the process above them is killed, workers end too, and the port is free', async () => {
  const { server, ready, untilReady } = startWorkers();
  await untilReady(2);
  const port = Number(new URL(await server.ready()).port);
  server.kill('SIGKILL');
  await expect.poll(() => ready().filter(isRunning), { timeout: 30_000 }).toEqual([]);
  const refused = new Promise((resolve) => connect(port, '127.0.0.1').once('error', resolve));
  expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
});

test('Workers listen to every master of a Redis Cluster', async () => {
  const cluster = await startOwnCluster();
  onTestFinished(() => cluster.close());
  const { server, untilReady } = startWorkers({ REDIS_URL: cluster.url });
  await untilReady(2);
  const url = await server.ready();
  const readiness = async () => (await fetch(`${url}/readyz`)).json();
  await expect.poll(readiness, { timeout: 30_000 }).toMatchObject({ hints: 'up' });
  // Each worker has its own to each master.
  const listening = async () => {
    const lists = await Promise.all(cluster.masters.map(({ admin }) => admin.client('LIST')));
    return lists.join('').match(/name=tidings-subscriber/g)?.length;
  };
  await expect.poll(listening, { timeout: 30_000 }).toBe(6);
  server.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
});

describe('A web node and a worker', () => {
  const createEndpoint = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { endpoint { id } } }`;
  const create = `mutation ($input: CreateConversationInput!) { createConversation(input: $input) { conversation { id } } }`;

  it('share the work: the one serves and enqueues, the other does it without waiting for a poll', async () => {
    const receiver = await startWebhookReceiver();
    onTestFinished(() => receiver.close());
    const shared = { WORKERS: '1', WEBHOOK_PRIVATE_ADDRESSES: '127.0.0.1', JOBS_POLL_INTERVAL_MS: '600000' };
    const web = startWorkers({ ...shared, ROLE: 'web' });
    const url = await web.server.ready();
    const backend = await (await fetch(`${url}/dev/token?sub=backend&role=service`)).text();
    const hook = { clientId: 'hook', url: receiver.url, events: ['CONVERSATION_JOINED'] };
    type Made = { createWebhookEndpoint: { endpoint: { id: string } } };
    const made = await ask<Made>(url, backend, createEndpoint, { input: hook });
    const worker = startWorkers({ ...shared, ROLE: 'worker' });
    const workerUrl = await worker.server.ready();
    expect(worker.server.output()).not.toContain('ALICE=');

    // The consumer begins with what comes from its first turn on.
    const alice = await tokenOf(url, 'alice');
    await expect
      .poll(
        async () => {
          const input = { clientId: `${performance.now()}`, kind: 'GROUP' };
          await ask(url, alice, create, { input });
          return receiver.received.length;
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toBeGreaterThan(0);
    // A job of the web node's own: whatever the endpoint had is removed.
    const { endpoint } = made.createWebhookEndpoint;
    await ask(
      url,
      backend,
      'mutation ($input: DeleteWebhookEndpointInput!) { deleteWebhookEndpoint(input: $input) { endpointId } }',
      { input: { endpointId: endpoint.id } },
    );
    const db = postgres(engine.databaseUrl ?? '', { max: 1 });
    onTestFinished(() => db.end());
    const left = async () =>
      (await db`select 1 from webhook_deliveries where endpoint_id = ${endpoint.id}`).length +
      (await db`select 1 from jobs.job where name = 'remove_webhook_deliveries' and state <> 'completed'`).length;
    await expect.poll(left, { timeout: 2_000 }).toBe(0);

    expect((await fetch(`${workerUrl}/graphql`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${workerUrl}/healthz`)).status).toBe(200);
    for (const each of [url, workerUrl]) {
      expect(await (await fetch(`${each}/readyz`)).json()).toEqual({
        ...{ isReady: true, database: 'up', hints: 'up', workers: 'up', draining: false },
      });
    }
    for (const { server } of [worker, web]) {
      server.kill('SIGTERM');
      expect(await server.ended).toEqual({ code: 0, signal: null });
    }
  });
});
