import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../lib/random.ts';
import { openTestEngine, type TestEngine } from './engine.ts';
import { ask, type ServerProcess, startProcess } from './start-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

/** `npm run worker-kills` is the full size. */
const kills = Number(process.env.WORKER_KILLS ?? 2);
const seed = Number(process.env.WORKER_KILL_SEED ?? 7);
const conversations = 4;
/** What was answered so shortly before a kill may have been answered to nobody. */
const answerLostMs = 1_000;

let engine: TestEngine;
let receiver: WebhookReceiver;
const started: ServerProcess[] = [];

beforeAll(async () => {
  engine = await openTestEngine();
  receiver = await startWebhookReceiver();
});
afterAll(async () => {
  for (const each of started) each.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  receiver?.close();
  await engine?.close();
});

function start(role: string): ServerProcess {
  const node = startProcess({
    ...{ NODE_ENV: 'test', RATE_LIMITS: 'off', JOBS_POLL_INTERVAL_MS: '500', ROLE: role },
    ...{ WEBHOOK_PRIVATE_ADDRESSES: '127.0.0.1', WEBHOOK_TIMEOUT_MS: '1000', WEBHOOK_CONCURRENCY: `${conversations}` },
    ...{ DATABASE_URL: engine.databaseUrl ?? '', REDIS_URL: engine.redisUrl ?? '' },
    REDIS_KEY_PREFIX: engine.redisKeyPrefix,
  });
  started.push(node);
  return node;
}

const create = `mutation ($input: CreateConversationInput!) { createConversation(input: $input) { conversation { id } } }`;
const send = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { seq } } }`;
const createEndpoint = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret } }`;

test(`Workers that are killed at any point lose nothing: each event arrives under one id, in order, and twice only where the answer was lost (seed ${seed})`, {
  timeout: 180_000 + kills * 15_000,
}, async () => {
  const random = createRandom(seed);
  const url = await start('web').ready();
  let worker = start('worker');
  await worker.ready();
  const token = async (sub: string, role: string) => (await fetch(`${url}/dev/token?sub=${sub}&role=${role}`)).text();
  const [alice, backend] = [await token('alice', 'user'), await token('backend', 'service')];
  const hook = { clientId: 'hook', url: receiver.url, events: ['MESSAGE_SENT'] };
  await ask(url, backend, createEndpoint, { input: hook });
  type Created = { createConversation: { conversation: { id: string } } };
  const ids: string[] = [];
  for (let at = 0; at < conversations; at += 1) {
    const input = { clientId: `c${at}`, kind: 'GROUP' };
    ids.push((await ask<Created>(url, alice, create, { input })).createConversation.conversation.id);
  }

  /** When each request came, and when it was answered. */
  const log: { id: string; place: string; cameAt: number; answeredAt: number | null }[] = [];
  receiver.answer = async ({ id, event }) => {
    const place = `${event.data.conversationId}/${event.data.seq}`;
    const request: (typeof log)[number] = { id, place, cameAt: Date.now(), answeredAt: null };
    log.push(request);
    await sleep(5 + random() * 40);
    request.answeredAt = Date.now();
    return 204;
  };

  const sent = new Set<string>();
  const killedAt: number[] = [];
  type Sent = { sendMessage: { message: { seq: number } } };
  for (let kill = 0; kill < kills; kill += 1) {
    for (let text = 0; text < 12; text += 1) {
      for (const conversationId of ids) {
        const input = { conversationId, clientMessageId: `${kill}-${text}`, text: `${kill}-${text}` };
        const { seq } = (await ask<Sent>(url, alice, send, { input })).sendMessage.message;
        sent.add(`${conversationId}/${seq}`);
      }
    }
    await sleep(random() * 1_500);
    worker.kill('SIGKILL');
    killedAt.push(Date.now());
    await worker.ended;
    worker = start('worker');
    await worker.ready();
  }

  const missing = () => {
    const arrived = new Set(log.map(({ place }) => place));
    return [...sent].filter((place) => !arrived.has(place));
  };
  await expect.poll(missing, { timeout: 120_000, interval: 200 }).toEqual([]);
  const byPlace = Map.groupBy(log, ({ place }) => place);
  for (const [place, requests] of byPlace) {
    expect([place, new Set(requests.map(({ id }) => id)).size]).toEqual([place, 1]);
    // The sender of each but the last never knew of the answer.
    for (const { cameAt, answeredAt } of requests.slice(0, -1)) {
      const isLost = killedAt.some((at) => cameAt <= at && (answeredAt === null || answeredAt >= at - answerLostMs));
      expect([place, isLost]).toEqual([place, true]);
    }
  }
  expect(log.length - byPlace.size).toBeLessThanOrEqual(kills * conversations);
  for (const id of ids) {
    const seqs = [...byPlace.keys()]
      .filter((place) => place.startsWith(`${id}/`))
      .map((place) => Number(place.split('/')[1]));
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  }
});
