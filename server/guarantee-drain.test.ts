import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from './testing/engine.ts';
import { ask, type ServerProcess, startProcess } from './testing/start-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from './testing/webhook-receiver.ts';

let engine: TestEngine;
let receiver: WebhookReceiver;
let node: ServerProcess;
let url: string;
let alice: string;
const dataDir = mkdtempSync(join(tmpdir(), 'tidings-drain-'));

beforeAll(async () => {
  engine = await openTestEngine();
  receiver = await startWebhookReceiver();
  await start();
  const token = async (sub: string, role: string) => (await fetch(`${url}/dev/token?sub=${sub}&role=${role}`)).text();
  alice = await token('alice', 'user');
  const input = { clientId: 'hook', url: receiver.url, events: ['CONVERSATION_JOINED'] };
  await ask(url, await token('backend', 'service'), createEndpoint, { input });
}, 180_000);
afterAll(async () => {
  node?.kill('SIGKILL');
  await node?.ended;
  receiver?.close();
  await engine?.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  receiver.received = [];
  receiver.answer = () => 204;
});

async function start(): Promise<void> {
  node = startProcess({
    ...{ NODE_ENV: 'test', DATA_DIR: dataDir, RATE_LIMITS: 'off', JOBS_POLL_INTERVAL_MS: '500' },
    // The last two seconds are for closing.
    ...{ DRAIN_WINDOW_MS: '4000', WEBHOOK_PRIVATE_ADDRESSES: '127.0.0.1', WEBHOOK_CONCURRENCY: '1' },
    ...(engine.databaseUrl === null ? {} : { DATABASE_URL: engine.databaseUrl, REDIS_URL: engine.redisUrl ?? '' }),
  });
  url = await node.ready();
}

const createEndpoint = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret } }`;
const create = `mutation ($input: CreateConversationInput!) { createConversation(input: $input) { conversation { id } } }`;

let made = 0;
/** Each is an event that the endpoint is told of. */
async function createConversations(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    made += 1;
    await ask(url, alice, create, { input: { clientId: `c${made}`, kind: 'GROUP' } });
  }
}

const seqs = () => receiver.received.map(({ event }) => event.data.seq);

test('On SIGTERM what is under way is finished and nothing more begun; another node does the rest, nothing twice', {
  timeout: 180_000,
}, async () => {
  const mayAnswer = Promise.withResolvers<number>();
  receiver.answer = () => mayAnswer.promise;
  await createConversations(3);
  await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(1);
  node.kill('SIGTERM');
  await node.wrote('Draining');
  setTimeout(() => mayAnswer.resolve(204), 500);
  expect(await node.ended).toEqual({ code: 0, signal: null });
  expect(receiver.received).toHaveLength(1);
  expect(node.output()).not.toContain('cut off');
  await start();
  await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(3);
  expect(seqs()).toEqual([1, 2, 3]);
});

test('What takes longer than the window is cut off, and told again under its id by another node', {
  timeout: 180_000,
}, async () => {
  receiver.answer = () => new Promise(() => {});
  await createConversations(2);
  await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(1);
  const stoppedAt = Date.now();
  node.kill('SIGTERM');
  expect(await node.ended).toEqual({ code: 0, signal: null });
  expect(Date.now() - stoppedAt).toBeLessThan(4_500);
  expect(node.output()).toContain('Jobs are cut off; they are tried again.');
  receiver.answer = () => 204;
  await start();
  await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(3);
  expect(seqs()).toEqual([4, 4, 5]);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(2);
});
