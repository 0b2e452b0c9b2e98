import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { createConversation } from '../modules/conversations/create-conversation.ts';
import type { DeliveryChannel } from '../modules/deliveries/channel.ts';
import { createMailChannel, type MailChannel } from '../modules/mail/mail-channel.ts';
import { deleteMessage } from '../modules/messages/delete-message.ts';
import { changeNotifications, deleteNotifications } from '../modules/notifications/change-notifications.ts';
import { updateNotificationPreferences } from '../modules/notifications/update-notification-preferences.ts';
import { acknowledge } from '../modules/receipts/acknowledge.ts';
import { upsertUsers } from '../modules/users/upsert-users.ts';
import { registerPushSubscription } from '../modules/web-push/register-push-subscription.ts';
import { openVapidKeys } from '../modules/web-push/vapid-keys.ts';
import { createWebPushChannel } from '../modules/web-push/web-push-channel.ts';
import { openInstallation } from '../realtime/installation.ts';
import { countStatements } from './count-statements.ts';
import { createDeliveryWorld, createTestChannel } from './delivery-world.ts';
import { openTestEngine, type TestEngine } from './engine.ts';
import { type MailReceiver, startMailReceiver } from './mail-receiver.ts';
import { type PushReceiver, startPushReceiver } from './push-receiver.ts';
import { seedConversation, sendText } from './seed-conversation.ts';
import { createTestServices, type TestServices } from './test-context.ts';

const minute = 60_000;
const hour = 60 * minute;
/** The longest time between two attempts, and the fifth that it may be longer by chance. */
const retryMsMax = 4.8 * hour;
/** Attempts that the schedule has in a day, where chance makes none of its delays longer, and in any minute. */
const attemptsMax = { day: 13, minute: 3 };

let engine: TestEngine;
let services: TestServices;
let pushes: PushReceiver;
let mails: MailReceiver;
let webPush: ReturnType<typeof createWebPushChannel>;
let mail: MailChannel;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  [pushes, mails] = await Promise.all([startPushReceiver(), startMailReceiver()]);
  const config = loadConfig({ NODE_ENV: 'test', WEBHOOK_PRIVATE_ADDRESSES: '127.0.0.1', WEBHOOK_HTTP: 'on' });
  const keys = await openVapidKeys(engine.db, config);
  services = { ...createTestServices(engine.db), config, webPush: { publicKey: keys.publicKey } };
  webPush = createWebPushChannel({ ...services, keys });
  const settings = {
    ...{ smtpUrl: mails.url, from: { name: 'Example', address: 'hello@example.com' }, linkUrl: null },
    ...{ publicUrl: 'https://chat.example.com', digestWindowMs: 15 * minute },
  };
  mail = createMailChannel({ settings, db: engine.db, cursors: services.cursors, log: pino({ level: 'silent' }) });
  // The consumer begins with what comes from then on.
  await (await createDeliveryWorld(services, createTestChannel())).tell();
});
afterAll(async () => {
  webPush?.close();
  mail?.close();
  await Promise.all([pushes?.close(), mails?.close()]);
  await engine?.close();
});
beforeEach(() => {
  pushes.received = [];
});

interface Way {
  name: string;
  channel: () => DeliveryChannel;
  /** What has arrived: the id by which it is known, and what it says. */
  arrived: () => { id: string; text: string }[];
  fall: () => Promise<void>;
  rise: () => Promise<void>;
}

const ways: Way[] = [
  {
    name: 'A push service',
    channel: () => webPush,
    arrived: () =>
      pushes.received.map(({ payload: { deliveryId: id, title, body } }) => ({ id, text: `${title} ${body}` })),
    fall: () => pushes.close(),
    rise: () => pushes.open(),
  },
  {
    name: 'A mail server',
    channel: () => mail,
    arrived: () => mails.received.map(({ messageId = '', text = '' }) => ({ id: messageId, text })),
    fall: () => mails.close(),
    rise: async () => {
      mails = await startMailReceiver({ port: mails.port });
    },
  },
];

/** Bob has a browser and an address; what is tried for him is counted. */
async function seed(channel: DeliveryChannel) {
  const attempts: { at: number; ids: string[] }[] = [];
  const world = await createDeliveryWorld(services, {
    ...createTestChannel(),
    ...channel,
    send: (outgoing, stop) => {
      attempts.push({ at: world.now().getTime(), ids: outgoing.items.map(({ deliveryId }) => deliveryId) });
      return channel.send(outgoing, stop);
    },
  });
  const { alice, bob, carol, backend } = world;
  await registerPushSubscription(bob, pushes.subscribe().subscription);
  await upsertUsers(backend, { users: [{ id: 'bob', email: 'bob@example.com' }] });
  const channels = ['IN_APP', 'WEB_PUSH', 'EMAIL'] as const;
  await updateNotificationPreferences(bob, { types: [{ type: 'MESSAGE', channels: [...channels] }] });
  const direct = async (by: typeof alice) =>
    (await createConversation(by, { clientId: randomUUID(), kind: 'DIRECT', memberIds: ['bob'] })).id;
  const places = { withAlice: await direct(alice), withCarol: await direct(carol) };
  return { ...world, ...places, attempts, group: await seedConversation(alice, [bob], { kind: 'GROUP' }) };
}

describe.each(ways)('$name that is down for a day', ({ channel, arrived, fall, rise }) => {
  test('gets what is still wanted when it is back, and is tried within bounds; sends feel nothing of it', async () => {
    const world = await seed(channel());
    const { alice, bob, carol, withAlice, withCarol, group, attempts, notify, tell, pass, deliveries, now } = world;
    const { texts } = countStatements(engine.db);
    const statementsOf = async (work: () => Promise<unknown>) => {
      texts.length = 0;
      await work();
      return [...texts];
    };
    const before = await statementsOf(() => sendText(alice, group, 'Early'));
    const { id: messageId } = await sendText(alice, withAlice, 'Deleted meanwhile');
    const { seq: readSeq } = await sendText(carol, withCarol, 'Read meanwhile');

    await fall();
    await tell();
    await notify({ title: 'First', collapseKey: 'first' });
    const [marked] = await notify({ title: 'Marked meanwhile' });
    const [cleared] = await notify({ title: 'Cleared meanwhile' });
    await notify({ title: 'Over meanwhile', expiresAt: new Date(now().getTime() + 10 * hour).toISOString() });
    await pass(6 * hour);
    await notify({ title: 'Second' });
    const amid = await statementsOf(() => sendText(alice, group, 'Wanted'));
    expect([amid, amid.length > 0]).toEqual([before, true]);
    await tell();
    await pass(6 * hour);
    await deleteMessage(alice, { messageId, scope: 'EVERYONE' });
    await acknowledge(bob, { positions: [{ conversationId: withCarol, readSeq }] });
    await changeNotifications(bob, 'read', { ids: [marked?.notificationId ?? ''] });
    await deleteNotifications(bob, { ids: [cleared?.notificationId ?? ''] });
    await tell();
    await pass(12 * hour);

    expect(arrived()).toEqual([]);
    const ofOne = Map.groupBy(
      attempts.flatMap(({ at, ids }) => ids.map((id) => ({ at, id }))),
      ({ id }) => id,
    );
    for (const [, tries] of ofOne) {
      const inMinuteOf = (from: number) => tries.filter(({ at }) => at >= from && at < from + minute).length;
      expect(Math.max(...tries.map(({ at }) => inMinuteOf(at)))).toBeLessThanOrEqual(attemptsMax.minute);
      expect(tries.length).toBeLessThanOrEqual(attemptsMax.day);
    }
    expect(Math.max(...[...ofOne.values()].map((tries) => tries.length))).toBeGreaterThanOrEqual(attemptsMax.day - 1);

    await rise();
    await pass(retryMsMax);
    expect(await deliveries({ status: 'PENDING' })).toEqual([]);
    expect(await deliveries({ status: 'FAILED' })).toEqual([]);
    const skipped = (await deliveries({ status: 'SKIPPED' })).map(({ rule }) => rule).toSorted();
    expect(skipped).toEqual(['EXPIRED', 'GONE', 'GONE', 'READ', 'READ']);
    const came = arrived();
    expect(new Set(came.map(({ id }) => id)).size).toBe(came.length);
    const said = came.map(({ text }) => text).join('\n');
    for (const text of ['First', 'Second', 'Wanted']) expect(said.split(text)).toHaveLength(2);
    expect(said).not.toMatch(/meanwhile/);
  });
});
