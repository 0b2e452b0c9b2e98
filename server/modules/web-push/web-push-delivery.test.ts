import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  CreateConversationDocument,
  RegisterPushSubscriptionDocument,
  SendMessageDocument,
} from '../../../client/index.ts';
import { openInstallation } from '../../realtime/installation.ts';
import { type Browser, createBrowser } from '../../testing/browser.ts';
import { createDeliveryWorld, createTestChannel } from '../../testing/delivery-world.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { createTestServices } from '../../testing/test-context.ts';
import { runAs } from '../../testing/verify-events.ts';
import { changeNotifications } from '../notifications/change-notifications.ts';
import { listPushSubscriptions } from './queries.ts';
import { registerPushSubscription } from './register-push-subscription.ts';
import { openVapidKeys } from './vapid-keys.ts';
import { createWebPushChannel } from './web-push-channel.ts';

/** Nobody waits that long in a test: the clock is moved. */
const retryMs = 60_000;

let engine: TestEngine;
let app: TestApp;
let status = 201;
let bodies: Buffer[] = [];
const service = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    bodies.push(Buffer.concat(chunks));
    response.writeHead(status).end();
  });
});
let origin: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  engine = await openTestEngine();
  await openInstallation(engine.db);
  const env = { NOTIFICATIONS_INTERVAL_MS: '100', WEBHOOK_PRIVATE_ADDRESSES: '127.0.0.1', WEBHOOK_HTTP: 'on' };
  app = await startTestApp({ engine, env });
});
afterAll(async () => {
  await app.close();
  await engine.close();
  service.closeAllConnections();
  service.close();
});
beforeEach(() => {
  status = 201;
  bodies = [];
});

const newBrowser = (): Browser => createBrowser(`${origin}/send/${randomUUID()}`);
const read = (browser: Browser, body: Buffer | undefined) => JSON.parse(`${browser.decrypt(body ?? Buffer.of())}`);

/** Bob with a browser, and a clock that may be moved on. */
async function seed() {
  const keys = await openVapidKeys(engine.db, { vapid: null });
  const base = { ...createTestServices(engine.db), config: app.config, webPush: { publicKey: keys.publicKey } };
  const channel = createWebPushChannel({ ...base, keys });
  const world = await createDeliveryWorld(base, { ...createTestChannel(), ...channel });
  const browser = newBrowser();
  await registerPushSubscription(world.bob, browser.subscription);
  return { ...world, browser };
}

test('A message to a user who is away is at his browser, and says what his inbox says', async () => {
  const [alice, bob] = [await app.token('alice'), await app.token('bob')];
  const browser = newBrowser();
  await runAs(app, bob)(RegisterPushSubscriptionDocument, { input: browser.subscription });
  const run = runAs(app, alice);
  const { createConversation } = await run(CreateConversationDocument, {
    input: { clientId: randomUUID(), kind: 'DIRECT', memberIds: ['bob'] },
  });
  const conversationId = createConversation?.conversation.id ?? '';
  await run(SendMessageDocument, { input: { conversationId, clientMessageId: randomUUID(), text: 'Grüße 👋' } });
  await expect.poll(() => bodies.length, { timeout: 30_000 }).toBe(1);
  expect(read(browser, bodies[0])).toMatchObject({
    ...{ type: 'MESSAGE', body: 'Grüße 👋', actor: { id: 'alice' }, conversationId, userId: 'bob', unreadCount: 1 },
  });
});

test('What the push service would not take comes again under the same id', async () => {
  const { browser, notify, work, wait, deliveries } = await seed();
  status = 503;
  await notify();
  await work();
  status = 201;
  wait(retryMs);
  await work();
  const [delivery] = await deliveries();
  expect(delivery).toMatchObject({ status: 'SENT', attemptCount: 2 });
  expect(bodies.map((body) => read(browser, body).deliveryId)).toEqual([delivery?.id, delivery?.id]);
});

test('What is read before it goes out does not go out', async () => {
  const { bob, notify, work, deliveries } = await seed();
  const [told] = await notify();
  await changeNotifications(bob, 'read', { ids: [told?.notificationId ?? ''] });
  await work();
  expect(bodies).toEqual([]);
  expect(await deliveries()).toMatchObject([{ status: 'SKIPPED', rule: 'READ' }]);
});

test('A browser that is gone is told nothing more', async () => {
  const { bob, notify, work, deliveries } = await seed();
  status = 410;
  await notify();
  await work();
  expect(await deliveries()).toMatchObject([{ status: 'SKIPPED', rule: 'NO_TARGET' }]);
  expect(await listPushSubscriptions(bob)).toEqual([]);
  await notify();
  await work();
  expect(bodies).toHaveLength(1);
});
