import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInstallation } from '../../realtime/installation.ts';
import { createDeliveryWorld, createTestChannel } from '../../testing/delivery-world.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { type MailReceiver, startMailReceiver } from '../../testing/mail-receiver.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { changeNotifications } from '../notifications/change-notifications.ts';
import { upsertUsers } from '../users/upsert-users.ts';
import { createMailChannel, type MailChannel } from './mail-channel.ts';

const windowMs = 15 * 60_000;

let engine: TestEngine;
let services: TestServices;
let server: MailReceiver;
let mail: MailChannel;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  services = createTestServices(engine.db);
  server = await startMailReceiver();
  const settings = {
    ...{ smtpUrl: server.url, from: { name: 'Example', address: 'hello@example.com' }, linkUrl: null },
    ...{ publicUrl: 'https://chat.example.com', digestWindowMs: windowMs },
  };
  mail = createMailChannel({ settings, db: engine.db, cursors: services.cursors, log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  mail?.close();
  await server?.close();
  await engine?.close();
});

async function seed() {
  server.received.length = 0;
  const world = await createDeliveryWorld(services, { ...createTestChannel(), ...mail });
  await upsertUsers(world.backend, { users: [{ id: 'bob', email: 'bob@example.com' }] });
  const subjects = () => server.received.map(({ subject }) => subject);
  const tell = async (title: string, over: Parameters<typeof world.notify>[0] = {}) =>
    (await world.notify({ clientId: randomUUID(), title, ...over }))[0]?.notificationId ?? '';
  return { ...world, subjects, tell };
}

test('What comes within the window is one mail, without what is read by then', async () => {
  const { tell, bob, wait, work, subjects, deliveries } = await seed();
  await tell('First');
  const read = await tell('Second');
  await tell('Third');
  await work();
  expect(subjects()).toEqual([]);
  await changeNotifications(bob, 'read', { ids: [read] });
  wait(windowMs);
  await work();
  expect(subjects()).toEqual(['Third, and 1 more']);
  expect(server.received[0]?.text).toMatch(/^Third\n\nFirst\n\n-- \nUnread notifications: 2\n/);
  expect((await deliveries({ channel: 'EMAIL' })).map(({ status, rule }) => [status, rule])).toEqual([
    ...[
      ['SENT', null],
      ['SKIPPED', 'READ'],
      ['SENT', null],
    ],
  ]);
});

test('Where nothing is left by then, there is no mail', async () => {
  const { tell, bob, wait, work, subjects } = await seed();
  await changeNotifications(bob, 'read', { ids: [await tell('Only')] });
  wait(windowMs);
  await work();
  expect(subjects()).toEqual([]);
});

test('What is HIGH does not wait, and takes along what did', async () => {
  const { tell, work, subjects } = await seed();
  await tell('Usual');
  await work();
  expect(subjects()).toEqual([]);
  await tell('Pressing', { priority: 'HIGH' });
  await work();
  expect(subjects()).toEqual(['Pressing, and 1 more']);
});

test('A mail whose answer was lost comes again as the same mail', async () => {
  const { tell, wait, work, deliveries } = await seed();
  await tell('Once', { priority: 'HIGH' });
  server.answerContent = () => '451 4.3.0 Try again';
  await work();
  server.answerContent = () => null;
  wait(60_000);
  await work();
  const [delivery] = await deliveries({ channel: 'EMAIL' });
  expect(server.offered.slice(-2).map(({ messageId }) => messageId)).toEqual([
    `<${delivery?.id}@chat.example.com>`,
    `<${delivery?.id}@chat.example.com>`,
  ]);
  expect(delivery).toMatchObject({ status: 'SENT', attemptCount: 2 });
});
