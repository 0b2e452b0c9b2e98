import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRandom } from '../lib/random.ts';
import type { OutgoingChannel } from '../modules/deliveries/channel.ts';
import { createArrivals, type Death } from './arrivals.ts';
import { openTestEngine, type TestEngine } from './engine.ts';
import { type MailReceiver, startMailReceiver } from './mail-receiver.ts';
import { type PushReceiver, startPushReceiver } from './push-receiver.ts';
import { ask, type ServerProcess, startProcess } from './start-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

/** `npm run worker-kills` is the full size. */
const kills = Number(process.env.WORKER_KILLS ?? 2);
/** What dead workers have left of webhooks adds up. */
const catchUpMs = 120_000 + kills * 3_000;
const seed = Number(process.env.WORKER_KILL_SEED ?? 7);
const conversations = 4;
const messagesEach = 12;
/** New ones in each round, so that no mail has more to say than it shows. */
const usersEach = 12;
const notificationsEach = 4;

const random = createRandom(seed);
const arrivals = createArrivals(random);
const wanted: Record<OutgoingChannel, Set<string>> = { WEBHOOK: new Set(), WEB_PUSH: new Set(), EMAIL: new Set() };
const deaths: Death[] = [];
const started: ServerProcess[] = [];
let engine: TestEngine;
let webhooks: WebhookReceiver;
let pushes: PushReceiver;
let mails: MailReceiver;
let url: string;
let backend: string;
let alice: string;
const conversationIds: string[] = [];

function start(role: string): ServerProcess {
  const node = startProcess({
    ...{ NODE_ENV: 'test', RATE_LIMITS: 'off', JOBS_POLL_INTERVAL_MS: '500', ROLE: role },
    ...{ WEBHOOK_PRIVATE_ADDRESSES: '127.0.0.1', WEBHOOK_TIMEOUT_MS: '1000', WEBHOOK_CONCURRENCY: `${conversations}` },
    ...{ SMTP_URL: mails.url, MAIL_FROM: 'hello@example.com', PUBLIC_URL: 'https://chat.example.com' },
    ...{ MAIL_DIGEST_WINDOW_MS: '0', DATABASE_URL: engine.databaseUrl ?? '', REDIS_URL: engine.redisUrl ?? '' },
    REDIS_KEY_PREFIX: engine.redisKeyPrefix,
  });
  started.push(node);
  return node;
}

const createConversation = `mutation ($input: CreateConversationInput!) { createConversation(input: $input) { conversation { id } } }`;
const createEndpoint = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret } }`;
const upsert = `mutation ($input: UpsertUsersInput!) { upsertUsers(input: $input) { users { id } } }`;
const register = `mutation ($input: RegisterPushSubscriptionInput!) { registerPushSubscription(input: $input) { pushSubscription { id } } }`;
const send = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { seq } } }`;
const notify = `mutation ($input: SendNotificationInput!) { sendNotification(input: $input) { deliveries { user { id } } } }`;

const tokenOf = async (sub: string, role: string) => (await fetch(`${url}/dev/token?sub=${sub}&role=${role}`)).text();

function listen(): void {
  webhooks.answer = async ({ id, event: { data } }) => {
    await arrivals.take('WEBHOOK', id, [`${data.conversationId}/${data.seq}`]);
    return 204;
  };
  pushes.answer = async ({ payload: { deliveryId, userId, title } }) => {
    await arrivals.take('WEB_PUSH', deliveryId, [`${userId}/${title}`]);
    return 201;
  };
  mails.answerContent = async ({ messageId, text, rcpt }) => {
    const titles = new Set(text?.match(/Tide \d+-\d+/g));
    const id = /^<(ntd_\w+)@chat\.example\.com>$/.exec(messageId ?? '')?.[1] ?? '';
    await arrivals.take(
      'EMAIL',
      id,
      [...titles].map((title) => `${rcpt.split('@')[0]}/${title}`),
    );
    return null;
  };
}

async function seedUsers(round: number): Promise<string[]> {
  const userIds = Array.from({ length: usersEach }, (_, at) => `user-${round}-${at}`);
  await ask(url, backend, upsert, { input: { users: userIds.map((id) => ({ id, email: `${id}@example.com` })) } });
  const subscribe = async (userId: string) => {
    await ask(url, await tokenOf(userId, 'user'), register, { input: pushes.subscribe().subscription });
  };
  await Promise.all(userIds.map(subscribe));
  return userIds;
}

/** Messages that webhooks tell of, and notifications by push and mail, beside each other. */
async function tell(round: number, userIds: readonly string[]): Promise<void> {
  type Sent = { sendMessage: { message: { seq: number } } };
  for (let text = 0; text < messagesEach; text += 1) {
    for (const conversationId of conversationIds) {
      const input = { conversationId, clientMessageId: `${round}-${text}`, text: 'Hello' };
      const { seq } = (await ask<Sent>(url, alice, send, { input })).sendMessage.message;
      wanted.WEBHOOK.add(`${conversationId}/${seq}`);
    }
    if (text % (messagesEach / notificationsEach) > 0) continue;
    const title = `Tide ${round}-${text}`;
    await ask(url, backend, notify, { input: { clientId: title, userIds, type: 'ALERT', title } });
    for (const userId of userIds)
      for (const way of ['WEB_PUSH', 'EMAIL'] as const) wanted[way].add(`${userId}/${title}`);
  }
}

/** Finds out what a dead worker has left, and ends its leases: nobody waits for a minute here. */
async function bury(): Promise<ReadonlySet<string>> {
  const { db } = engine;
  // Postgres finishes what it was asked for, whoever has asked.
  const underWay = sql`
    select from pg_stat_activity where datname = current_database() and application_name = 'tidings' and state = 'active'
      and query ~ 'deliver' and pid <> pg_backend_pid()`;
  await vi.waitUntil(async () => (await db.execute(underWay)).length === 0, { interval: 5, timeout: 10_000 });
  const left = await db.execute<{ id: string }>(sql`
    update notification_deliveries set due_at = now() where status = 'PENDING' and lease_id is not null returning id`);
  const untold = await db.execute<{ id: string }>(sql`select id from webhook_deliveries where status = 'PENDING'`);
  await db.execute(sql`update notification_delivery_lanes set lease_until = now() where lease_id is not null`);
  // A job that it had taken, and had not begun, would be missed after a minute as well: the next event enqueues another.
  await db.execute(sql`update webhook_endpoints set lease_until = now(), wake_at = null`);
  return new Set([...left, ...untold].map(({ id }) => id));
}

beforeAll(
  async () => {
    engine = await openTestEngine();
    [webhooks, pushes, mails] = await Promise.all([startWebhookReceiver(), startPushReceiver(), startMailReceiver()]);
    listen();
    url = await start('web').ready();
    [alice, backend] = await Promise.all([tokenOf('alice', 'user'), tokenOf('backend', 'service')]);
    let worker = start('worker');
    await worker.ready();
    const hook = { clientId: 'hook', url: webhooks.url, events: ['MESSAGE_SENT'] };
    await ask(url, backend, createEndpoint, { input: hook });
    type Created = { createConversation: { conversation: { id: string } } };
    for (let at = 0; at < conversations; at += 1) {
      const input = { clientId: `c${at}`, kind: 'GROUP' };
      conversationIds.push(
        (await ask<Created>(url, alice, createConversation, { input })).createConversation.conversation.id,
      );
    }

    for (let kill = 0; kill < kills; kill += 1) {
      const userIds = await seedUsers(kill);
      const come = arrivals.more(['WEB_PUSH', 'EMAIL'], 1 + Math.floor(random() * usersEach * notificationsEach));
      const telling = tell(kill, userIds);
      await come;
      // The first one dies before it has the answer to what came; the others somewhere there, or later.
      if (kill > 0) await sleep(random() * 100);
      worker.kill('SIGKILL');
      const at = Date.now();
      await worker.ended;
      const undone = await bury();
      deaths.push({ at, untilAt: Date.now(), undone });
      worker = start('worker');
      await Promise.all([worker.ready(), telling]);
    }
    await tell(kills, await seedUsers(kills));
  },
  60_000 + kills * 15_000,
);
afterAll(async () => {
  for (const each of started) each.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  webhooks?.close();
  await pushes?.close();
  await mails?.close();
  await engine?.close();
});

describe(`Workers that are killed ${kills} times at any point (seed ${seed})`, { timeout: catchUpMs + 30_000 }, () => {
  test.each(['WEBHOOK', 'WEB_PUSH', 'EMAIL'] as const)(
    '%s: nothing is lost, each comes under one id, and twice only where the answer was lost',
    async (channel) => {
      const missing = () => arrivals.missing(channel, wanted[channel]);
      await expect.poll(missing, { timeout: catchUpMs, interval: 100 }).toEqual([]);
      expect(arrivals.renamed(channel)).toEqual([]);
      expect(arrivals.repeated(channel, deaths)).toEqual([]);
    },
  );

  test('No more comes twice than is under way at once; of the first that was killed something does', () => {
    const bounds = { WEBHOOK: conversations, WEB_PUSH: usersEach, EMAIL: usersEach };
    for (const [channel, atOnce] of Object.entries(bounds)) {
      expect(arrivals.countDoubles(channel as OutgoingChannel)).toBeLessThanOrEqual(kills * atOnce);
    }
    expect(arrivals.countDoubles('WEB_PUSH') + arrivals.countDoubles('EMAIL')).toBeGreaterThan(0);
  });

  test('Webhooks come in the order of their conversations', () => {
    const places = [...new Set(arrivals.of('WEBHOOK').flatMap(({ keys }) => keys))];
    for (const id of conversationIds) {
      const seqs = places.filter((place) => place.startsWith(`${id}/`)).map((place) => Number(place.split('/')[1]));
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    }
  });
});
