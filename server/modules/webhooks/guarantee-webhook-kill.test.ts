import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineName, openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { ask, type ServerProcess, startProcess } from '../../testing/start-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.ts';

// The embedded engine takes its time to start.
const kills = engineName === 'embedded' ? 2 : 4;
const conversations = 5;

let engine: TestEngine;
let receiver: WebhookReceiver;
let dataDir: string;
let node: ServerProcess;

beforeAll(async () => {
  engine = await openTestEngine();
  receiver = await startWebhookReceiver();
  dataDir = await mkdtemp(join(tmpdir(), 'tidings-webhooks-'));
});
afterAll(async () => {
  node?.kill('SIGKILL');
  await node?.ended;
  receiver?.close();
  await engine?.close();
  await rm(dataDir, { recursive: true, force: true });
});

function start(): Promise<string> {
  node = startProcess({
    ...{ NODE_ENV: 'test', DATA_DIR: dataDir, RATE_LIMITS: 'off', JOBS_POLL_INTERVAL_MS: '500' },
    ...{ WEBHOOK_PRIVATE_ADDRESSES: '127.0.0.1', WEBHOOK_TIMEOUT_MS: '1000' },
    ...(engine.databaseUrl === null ? {} : { DATABASE_URL: engine.databaseUrl, REDIS_URL: engine.redisUrl ?? '' }),
  });
  return node.ready();
}

const create = `mutation ($input: CreateConversationInput!) { createConversation(input: $input) { conversation { id } } }`;
const send = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { seq } } }`;
const createEndpoint = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret } }`;

test('After kill -9 at any point each event arrives at least once, under one id, in the order of its conversation', {
  timeout: 240_000,
}, async () => {
  let url = await start();
  const token = async (sub: string, role: string) => (await fetch(`${url}/dev/token?sub=${sub}&role=${role}`)).text();
  const [alice, backend] = [await token('alice', 'user'), await token('backend', 'service')];
  const hook = { clientId: 'hook', url: receiver.url, events: ['MESSAGE_SENT'] };
  const made = await ask<{ createWebhookEndpoint: { secret: string } }>(url, backend, createEndpoint, { input: hook });
  const { secret } = made.createWebhookEndpoint;
  const ids = await Promise.all(
    Array.from({ length: conversations }, async (_, at) => {
      const input = { clientId: `c${at}`, kind: 'GROUP' };
      type Created = { createConversation: { conversation: { id: string } } };
      return (await ask<Created>(url, alice, create, { input })).createConversation.conversation.id;
    }),
  );
  // Some are under way at every moment, and some answers are on their way when the node dies.
  receiver.answer = () => sleep(5 + Math.random() * 40, 204);

  const sent = new Set<string>();
  for (let at = 0; at < kills; at += 1) {
    for (let text = 0; text < 12; text += 1) {
      await Promise.all(
        ids.map(async (conversationId) => {
          const input = { conversationId, clientMessageId: `${at}-${text}`, text: `${at}-${text}` };
          type Sent = { sendMessage: { message: { seq: number } } };
          const { seq } = (await ask<Sent>(url, alice, send, { input })).sendMessage.message;
          sent.add(`${conversationId}/${seq}`);
        }),
      );
    }
    // Before the consumer's turn, in it, and while it is told.
    await sleep((at * 2_100) / kills);
    node.kill('SIGKILL');
    await node.ended;
    url = await start();
  }

  const placeOf = ({ event }: (typeof receiver.received)[number]) => `${event.data.conversationId}/${event.data.seq}`;
  const missing = () => {
    const arrived = new Set(receiver.received.map(placeOf));
    return [...sent].filter((place) => !arrived.has(place));
  };
  await expect.poll(missing, { timeout: 90_000, interval: 500 }).toEqual([]);
  const idsOf = Map.groupBy(receiver.received, placeOf);
  for (const [place, requests] of idsOf) {
    expect([place, new Set(requests.map(({ id }) => id)).size]).toEqual([place, 1]);
  }
  expect(receiver.received.every((each) => receiver.accepts(each, secret))).toBe(true);
  // What arrived twice was under way when a node died: at most one of each conversation.
  expect(receiver.received.length - idsOf.size).toBeLessThanOrEqual(kills * conversations);
  for (const id of ids) {
    const seqs = [...idsOf.keys()]
      .filter((place) => place.startsWith(`${id}/`))
      .map((place) => Number(place.split('/')[1]));
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  }
});
