import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openInstallation } from '../../realtime/installation.ts';
import { takeTurn } from '../../realtime/log-consumer.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.ts';
import { createWebhookWorld } from '../../testing/webhook-world.ts';
import { createConversation } from '../conversations/create-conversation.ts';
import { createOutgoing } from '../deliveries/create-outgoing.ts';
import { listDeliveries } from '../deliveries/list-deliveries.ts';
import { sendDue } from '../deliveries/send-due.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { sendMessage } from '../messages/send-message.ts';
import { createNotificationConsumer } from '../notifications/notification-consumer.ts';
import { sendNotification } from '../notifications/send-notification.ts';
import { createWebhookChannel } from './notification-channel.ts';
import type { webhookEndpoints } from './table.ts';

let engine: TestEngine;
let receiver: WebhookReceiver;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  receiver = await startWebhookReceiver();
  services = createTestServices(engine.db);
  services.config = { ...services.config, webhookPrivateAddresses: ['127.0.0.1'] };
  services.outgoing = createOutgoing({ channels: [createWebhookChannel(services)], jobs: services.jobs });
  // The consumer begins with what comes from then on.
  await takeAll();
});
async function takeAll(): Promise<void> {
  while (await takeTurn(engine.db, createNotificationConsumer(services)));
}

afterAll(async () => {
  receiver?.close();
  await engine?.close();
});
beforeEach(() => {
  receiver.received = [];
});

type Events = (typeof webhookEndpoints.$inferInsert)['events'];

async function seed(events: Events = ['NOTIFICATION_REQUESTED']) {
  const world = await createWebhookWorld(services, receiver, { events });
  const { tenantId } = world.key;
  return {
    ...world,
    notify: () =>
      sendNotification(world.backend, {
        ...{ clientId: randomUUID(), userIds: ['bob'], type: 'DEADLINE' as const, title: 'Rent', body: 'Tomorrow' },
        data: { cents: 80_000 },
      }),
    work: () =>
      sendDue(
        { ...services, channels: [createWebhookChannel(services)] },
        { tenantId, channel: 'WEBHOOK' },
        new AbortController().signal,
      ),
    deliveries: async () => (await listDeliveries(world.backend, {})).edges.map(({ node }) => node),
  };
}

test('An endpoint that asks for it is told whom to notify of what, signed, once, under an id that the log of deliveries knows', async () => {
  const { notify, work, tell, deliveries, secret } = await seed();
  await notify();
  await work();
  await tell();
  await work();
  await tell();
  const [delivery] = await deliveries();
  expect(delivery).toMatchObject({ status: 'SENT', channel: 'WEBHOOK', userId: 'bob' });
  const notification = { type: 'DEADLINE', title: 'Rent', body: 'Tomorrow', data: { cents: 80_000 }, actor: null };
  expect(receiver.received).toMatchObject([
    { event: { type: 'notification.requested', data: { userId: 'bob', deliveryId: delivery?.id, notification } } },
  ]);
  const [received] = receiver.received;
  expect(received !== undefined && receiver.accepts(received, secret)).toBe(true);
});

test('One that asks for everything else is not told, and then nobody is reached', async () => {
  const { notify, deliveries } = await seed(null);
  const [told] = await notify();
  expect(told?.decisions.find(({ channel }) => channel === 'WEBHOOK')).toMatchObject({
    outcome: 'DROP',
    rule: 'NO_TARGET',
  });
  expect(await deliveries()).toEqual([]);
});

test('What is deleted while the endpoint is down is not told when it is back', async () => {
  const { alice, work, pass, readDeliveries } = await seed();
  const direct = { clientId: randomUUID(), kind: 'DIRECT' as const, memberIds: ['bob'] };
  const { id: conversationId } = await createConversation(alice, direct);
  const say = (text: string) => sendMessage(alice, { conversationId, clientMessageId: randomUUID(), text });
  const { id: messageId } = await say('A secret');
  await takeAll();
  await work();
  receiver.answer = () => 503;
  await pass(0);
  expect(receiver.received).toMatchObject([
    { event: { data: { notification: { body: 'A secret', title: 'Somebody' } } } },
  ]);
  await deleteMessage(alice, { messageId, scope: 'EVERYONE' });
  receiver.answer = () => 204;
  receiver.received = [];
  await pass(1);
  expect(receiver.received).toEqual([]);
  expect(await readDeliveries()).toMatchObject([{ status: 'FAILED', failure: 'EXPIRED' }]);
});
