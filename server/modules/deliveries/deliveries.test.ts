import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTransaction } from '../../db/transaction.ts';
import { openInstallation } from '../../realtime/installation.ts';
import { refusalOf } from '../../testing/cast.ts';
import { createDeliveryWorld, createTestChannel, type TestChannel } from '../../testing/delivery-world.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { blockUser } from '../blocks/block-user.ts';
import { createConversation } from '../conversations/create-conversation.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { setConversationPreferences } from '../conversations/set-conversation-preferences.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { changeNotifications, deleteNotifications } from '../notifications/change-notifications.ts';
import { updateNotificationPreferences } from '../notifications/update-notification-preferences.ts';
import { acknowledge } from '../receipts/acknowledge.ts';
import { wakeLanes } from './lane.ts';
import { readDeliveriesOf } from './queries.ts';
import { replayDeliveries } from './replay-deliveries.ts';
import { eraseDeliveriesOf, sweepDeliveries } from './sweep-deliveries.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  services = createTestServices(engine.db);
  // The consumer begins with what comes from then on.
  await (await seed()).tell();
});
afterAll(() => engine.close());

const seed = (channel: TestChannel = createTestChannel()) => createDeliveryWorld(services, channel);

async function seedDirect(channel?: TestChannel) {
  const world = await seed(channel);
  const { id } = await createConversation(world.alice, {
    ...{ clientId: randomUUID(), kind: 'DIRECT' as const, memberIds: ['bob'] },
  });
  return { ...world, id };
}

/** Devices are told side by side. */
const byTarget = (sent: TestChannel['sent']) => sent.toSorted((a, b) => (a.targetId < b.targetId ? -1 : 1));

const failing = { kind: 'RETRY', code: 503, error: 'Unavailable', retryAfterMs: null } as const;

describe('what goes out', () => {
  test('A message goes to each of the devices once, as the inbox shows it then, each under an id of its own', async () => {
    const { alice, bob, id, channel, tell, work, deliveries } = await seedDirect();
    channel.devices.set('bob', ['laptop', 'phone']);
    await sendText(alice, id, 'one');
    await tell();
    // It is not told anew: what goes out says what there is when it goes.
    const { seq } = await sendText(alice, id, 'two');
    await tell();
    await work();
    await work();
    const said = { type: 'MESSAGE', body: 'two', actor: { id: 'alice' }, conversationId: id, tag: `message/${id}` };
    expect(byTarget(channel.sent)).toMatchObject([
      { userId: 'bob', targetId: 'laptop', unreadCount: 1, items: [{ notification: said }] },
      { userId: 'bob', targetId: 'phone', unreadCount: 1, items: [{ notification: said }] },
    ]);
    await acknowledge(bob, { positions: [{ conversationId: id, readSeq: seq }] });
    await sendText(alice, id, 'three');
    await tell();
    await work();
    expect(
      byTarget(channel.sent.slice(2)).map(({ targetId, items }) => [targetId, items[0]?.notification.body]),
    ).toEqual([
      ['laptop', 'three'],
      ['phone', 'three'],
    ]);
    expect(new Set(channel.sent.map(({ items }) => items[0]?.deliveryId)).size).toBe(4);
    expect((await deliveries()).map(({ status }) => status)).toEqual(['SENT', 'SENT', 'SENT', 'SENT']);
  });

  test('In a group it is said who wrote; who has no device is told by the decision', async () => {
    const { alice, bob, carol, channel, tell, work, notify, deliveries } = await seed();
    const id = await seedConversation(alice, [bob, carol], { kind: 'GROUP' });
    channel.devices.set('carol', []);
    await sendText(alice, id, 'Hello');
    await tell();
    await work();
    expect(channel.sent).toMatchObject([
      { userId: 'bob', items: [{ notification: { body: expect.stringMatching(/Hello$/) } }] },
    ]);
    const [told] = await notify({ userIds: ['carol'] });
    expect(told?.decisions.map(({ channel: name, outcome, rule }) => [name, outcome, rule])).toEqual([
      ['IN_APP', 'DELIVER', 'ALLOWED'],
      ...['WEB_PUSH', 'EMAIL', 'WEBHOOK'].map((name) => [name, 'DROP', 'NO_TARGET']),
    ]);
    expect(await deliveries({ userId: 'carol' })).toEqual([]);
  });

  test('What is told anew while it waits is one delivery; after it was sent, or while it is tried, it is another', async () => {
    const { notify, work, channel, deliveries, backend } = await seed();
    await notify({ collapseKey: 'tide', title: 'High' });
    const [told] = await notify({ collapseKey: 'tide', title: 'Higher' });
    await work();
    expect(channel.sent.map(({ items }) => items[0]?.notification.title)).toEqual(['Higher']);

    channel.answer = async () => {
      channel.answer = () => ({ kind: 'SENT', code: 201 });
      await notify({ collapseKey: 'tide', title: 'Low' });
      return failing;
    };
    await notify({ collapseKey: 'tide', title: 'Lower' });
    await work();
    expect(channel.sent.map(({ items }) => items[0]?.notification.title)).toEqual(['Higher', 'Lower', 'Low']);
    const all = await deliveries();
    expect(all.map(({ status, rule }) => [status, rule])).toEqual([
      ['SENT', null],
      ['SKIPPED', 'REPLACED'],
      ['SENT', null],
    ]);
    expect(await readDeliveriesOf(backend, told?.notificationId ?? '')).toEqual(all.toReversed());
  });

  test('A digest gathers for its window, and is one sending', async () => {
    const { notify, work, wait, channel } = await seed(createTestChannel({ windowMs: 10 * minute, atOnceMax: 20 }));
    for (const title of ['one', 'two', 'three']) await notify({ title });
    await work();
    expect(channel.sent).toEqual([]);
    wait(10 * minute);
    await notify({ title: 'four' });
    await work();
    expect(channel.sent.map(({ items }) => items.map(({ notification }) => notification.title))).toEqual([
      ['one', 'two', 'three', 'four'],
    ]);
  });

  test('What one sending brought comes again as one, though others are told meanwhile', async () => {
    const { notify, work, wait, channel } = await seed(createTestChannel({ atOnceMax: 20 }));
    const idsOf = (at: number) => channel.sent[at]?.items.map(({ deliveryId }) => deliveryId);
    // The other side may have taken it: what it is known by is the id of the first.
    channel.answer = () => ({ ...failing, code: null, error: 'TIMEOUT' });
    for (const title of ['one', 'two', 'three']) await notify({ title });
    for (let tries = 0; tries < 3; tries += 1) {
      await work();
      wait(10 * minute);
    }
    await notify({ title: 'four' });
    await work();
    expect([idsOf(1), idsOf(2), idsOf(3)?.slice(0, 3)]).toEqual([idsOf(0), idsOf(0), idsOf(0)]);
    // What joined it waits with it.
    wait(5_000);
    await work();
    expect(channel.sent).toHaveLength(4);
  });
});

describe('what is not wanted any more', () => {
  type World = Awaited<ReturnType<typeof seedDirect>> & { messageId: string; seq: number };
  const skips: [rule: string, when: string, act: (world: World) => unknown][] = [
    [
      'READ',
      'he has read the message',
      ({ bob, id, seq }) => acknowledge(bob, { positions: [{ conversationId: id, readSeq: seq }] }),
    ],
    ['READ', 'he has marked it as read', ({ bob }) => changeNotifications(bob, 'read', { all: true })],
    ['SEEN', 'he has seen it', ({ bob }) => changeNotifications(bob, 'seen', { all: true })],
    ['ARCHIVED', 'he has put it away', ({ bob }) => changeNotifications(bob, 'archived', { all: true })],
    ['GONE', 'he has deleted it', ({ bob }) => deleteNotifications(bob, { all: true })],
    [
      'GONE',
      'the message is deleted',
      ({ alice, messageId }) => deleteMessage(alice, { messageId, scope: 'EVERYONE' }),
    ],
    ['GONE', 'he has hidden the message', ({ bob, messageId }) => deleteMessage(bob, { messageId, scope: 'ME' })],
    ['GONE', 'he has blocked its sender', ({ bob }) => blockUser(bob, { userId: 'alice' })],
    [
      'MUTED_CONVERSATION',
      'he has muted the conversation',
      ({ bob, id, now }) =>
        setConversationPreferences(bob, {
          conversationId: id,
          mutedUntil: new Date(now().getTime() + hour).toISOString(),
        }),
    ],
    [
      'MUTED_USER',
      'he has muted its sender',
      ({ bob }) => updateNotificationPreferences(bob, { mutedUserIds: ['alice'] }),
    ],
    [
      'CHANNEL_OFF',
      'he has turned the channel off',
      ({ bob }) => updateNotificationPreferences(bob, { types: [{ type: 'MESSAGE', channels: ['IN_APP'] }] }),
    ],
    ['NO_TARGET', 'the device is gone', ({ channel }) => channel.devices.set('bob', ['another'])],
    [
      'CONVERSATION_OPEN',
      'he has the conversation open',
      ({ presence, id }) => {
        presence.readOpen = async (users) => users.map(() => [id]);
      },
    ],
    ['EXPIRED', 'it is over', ({ wait }) => wait(8 * day)],
  ];
  test.each(skips)('%s: %s', async (rule, _when, act) => {
    const world = await seedDirect();
    const { id: messageId, seq } = await sendText(world.alice, world.id);
    await world.tell();
    await act({ ...world, messageId, seq });
    await world.work();
    expect(world.channel.sent).toEqual([]);
    expect(await world.deliveries()).toMatchObject([{ status: 'SKIPPED', rule, attemptCount: 0 }]);
  });

  test('NOT_A_MEMBER: he was removed', async () => {
    const { alice, bob, carol, channel, tell, work, deliveries } = await seed();
    const id = await seedConversation(alice, [bob, carol], { kind: 'GROUP' });
    await sendText(alice, id);
    await tell();
    await removeMember(alice, { conversationId: id, userId: 'bob' });
    await work();
    expect(channel.sent.map(({ userId }) => userId)).toEqual(['carol']);
    expect(await deliveries({ userId: 'bob' })).toMatchObject([{ status: 'SKIPPED', rule: 'NOT_A_MEMBER' }]);
  });

  test('Who is at a device has a moment to read it there', async () => {
    const world = await seedDirect();
    const { alice, id, tell, work, wait, presence, parts, channel, deliveries } = world;
    presence.read = async (users) => users.map(() => ({ activity: 'ONLINE', version: 1, seenAt: null }));
    await sendText(alice, id);
    await tell();
    const config = { ...parts.config, notificationPushWaitMs: minute };
    await work({ config });
    expect([channel.sent, (await deliveries())[0]]).toMatchObject([
      [],
      { status: 'PENDING', rule: 'ACTIVE_ELSEWHERE' },
    ]);
    wait(minute);
    await work({ config });
    expect(channel.sent).toHaveLength(1);
  });

  test('What is held goes out when the quiet hours end, and not before', async () => {
    const { bob, notify, work, wait, channel, deliveries, now } = await seed();
    const clock = (ms: number) => new Date(now().getTime() + ms).toISOString().slice(11, 16);
    const quietHours = { start: clock(-hour), end: clock(2 * hour), timeZone: 'UTC' };
    await updateNotificationPreferences(bob, { quietHours });
    await notify();
    await work();
    wait(hour);
    await work();
    expect(channel.sent).toEqual([]);
    expect(await deliveries()).toMatchObject([{ status: 'PENDING' }]);
    wait(hour);
    await work();
    expect(channel.sent).toHaveLength(1);
  });
});

describe('failures', () => {
  test('It is tried again later and later, not before the other side wants it, given up after a day, and taken up again when asked', async () => {
    const { notify, work, wait, channel, deliveries, backend, now } = await seed();
    channel.answer = () => ({ ...failing, retryAfterMs: channel.sent.length === 1 ? 2 * minute : null });
    await notify();
    await work();
    const [first] = await deliveries();
    expect(Date.parse(first?.dueAt ?? '') - now().getTime()).toBeGreaterThan(minute);
    wait(minute);
    await work();
    expect(channel.sent).toHaveLength(1);
    for (let tries = 0; tries < 40; tries += 1) {
      const [{ status, dueAt } = first ?? expect.fail('It is gone.')] = await deliveries();
      if (status !== 'PENDING') break;
      wait(Date.parse(dueAt) - now().getTime() + 1);
      await work();
    }
    const [dead] = await deliveries({ status: 'FAILED' });
    expect(dead).toMatchObject({ id: first?.id, rule: 'GAVE_UP', attemptCount: channel.sent.length });
    expect(dead?.attempts.at(-1)).toMatchObject({ code: 503, error: 'Unavailable' });
    expect(channel.sent.length).toBeGreaterThan(9);
    expect(channel.sent.length).toBeLessThan(20);

    channel.answer = () => ({ kind: 'SENT', code: 201 });
    const since = dead?.createdAt ?? '';
    expect(await replayDeliveries(backend, { since })).toEqual({ replayedCount: 1, nextSince: null });
    expect(await replayDeliveries(backend, { ids: [dead?.id ?? ''] })).toMatchObject({ replayedCount: 0 });
    await work();
    expect(channel.sent.at(-1)?.items[0]?.deliveryId).toBe(first?.id);
    expect(await deliveries()).toMatchObject([{ status: 'SENT', rule: null }]);
  });

  test('What will never go through is a dead letter at once; what has nowhere to go is skipped', async () => {
    const { notify, work, channel, deliveries } = await seed();
    channel.answer = () => ({
      kind: channel.sent.length === 1 ? 'REFUSED' : 'TARGET_GONE',
      code: 400,
      error: 'Too large',
    });
    await notify({ title: 'one' });
    await work();
    await notify({ title: 'two' });
    await work();
    expect((await deliveries()).map(({ status, rule }) => [status, rule])).toEqual([
      ['FAILED', 'REFUSED'],
      ['SKIPPED', 'NO_TARGET'],
    ]);
  });

  test('A channel that throws, or hangs, is tried again; meanwhile others are sent to', async () => {
    const { notify, work, channel, deliveries } = await seed();
    channel.answer = ({ userId }) => {
      if (userId === 'alice') throw new Error('The channel is broken.');
      return userId === 'bob' ? new Promise(() => {}) : { kind: 'SENT', code: 201 };
    };
    await notify({ userIds: ['alice', 'bob', 'carol'] });
    await work({ attemptMs: 50 });
    const states = (await deliveries()).map(({ userId, status, attempts }) => [userId, status, attempts[0]?.error]);
    expect(new Map(states.map(([userId, ...state]) => [userId, state]))).toEqual(
      new Map([
        ['alice', ['PENDING', 'INTERNAL']],
        ['bob', ['PENDING', 'TIMEOUT']],
        ['carol', ['SENT', null]],
      ]),
    );
  });

  test('Two nodes at work at once send each once', async () => {
    const { notify, work, channel, deliveries } = await seed();
    for (let round = 0; round < 4; round += 1) {
      for (let count = 0; count < 5; count += 1) await notify({ userIds: ['alice', 'bob', 'carol'] });
      await Promise.all([work(), work(), work()]);
    }
    await work();
    const ids = channel.sent.map(({ items }) => items[0]?.deliveryId);
    expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
    expect(await deliveries({ status: 'PENDING' })).toEqual([]);
  });

  test('What a node left that was killed is taken up by another when its lease ends, under the same id', async () => {
    const { notify, work, wait, channel, deliveries, services: own, now, backend } = await seed();
    const killed = new AbortController();
    const sending = Promise.withResolvers<void>();
    channel.answer = async () => {
      sending.resolve();
      return new Promise(() => {});
    };
    await notify();
    // Nothing of it comes back: it is as if its node were gone.
    const lost = work({ attemptMs: day }, killed.signal);
    await sending.promise;
    channel.answer = () => ({ kind: 'SENT', code: 201 });
    await work();
    expect(channel.sent).toHaveLength(1);
    wait(2 * minute);
    own.enqueued.length = 0;
    await wakeLanes(own, [channel.name], now());
    const { tenantId } = backend.actor;
    const job = { queue: 'deliver_notifications_web_push', data: { tenantId, channel: 'WEB_PUSH' } };
    expect(own.enqueued.filter(({ data }) => 'tenantId' in data && data.tenantId === tenantId)).toEqual([job]);
    await work();
    expect(new Set(channel.sent.map(({ items }) => items[0]?.deliveryId)).size).toBe(1);
    expect(channel.sent).toHaveLength(2);
    killed.abort();
    await lost;
    expect(await deliveries()).toMatchObject([{ status: 'SENT', attemptCount: 1 }]);
  });

  test('A tenant whose devices hang holds no other tenant back', async () => {
    const channel = createTestChannel();
    const [slow, quick] = [await seed(channel), await seed(channel)];
    const slowId = slow.alice.actor.tenantId;
    const stop = new AbortController();
    channel.answer = ({ tenantId }) => (tenantId === slowId ? new Promise(() => {}) : { kind: 'SENT', code: 201 });
    for (let count = 0; count < 10; count += 1) await slow.notify({ userIds: ['alice', 'bob', 'carol'] });
    const hanging = slow.work({ attemptMs: day }, stop.signal);
    await quick.notify();
    await quick.work();
    expect(await quick.deliveries()).toMatchObject([{ status: 'SENT' }]);
    // Nothing else is sent meanwhile to a device that hangs.
    expect(channel.sent.filter(({ tenantId }) => tenantId === slowId).length).toBeLessThanOrEqual(3);
    stop.abort();
    await hanging;
    expect(await slow.deliveries({ status: 'PENDING' })).toHaveLength(30);
  });
});

describe('the log', () => {
  test('It is for the backend alone, and says nothing of what messages say', async () => {
    const { alice, id, tell, work, deliveries } = await seedDirect();
    await sendText(alice, id, 'Nobody else may know.');
    await tell();
    await work();
    expect(await refusalOf(deliveries({}, alice))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(replayDeliveries(alice, { since: new Date().toISOString() }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    const rows = await engine.db.execute(
      sql`select to_jsonb(d) as row from notification_deliveries d where d.tenant_id = ${alice.actor.tenantId}`,
    );
    expect([rows.length, JSON.stringify(rows)]).toEqual([1, expect.not.stringContaining('Nobody')]);
  });

  test('It is swept after a week, and with its user it goes at once', async () => {
    const { notify, work, deliveries, alice, bob, id, tell, now } = await seedDirect();
    const { tenantId } = alice.actor;
    await notify({ userIds: ['carol'] });
    await sendText(alice, id);
    await tell();
    await work();
    expect(await deliveries()).toHaveLength(2);
    const erase = (userId: string, isWhole: boolean) =>
      withTransaction(engine.db, (tx) => eraseDeliveriesOf(tx, { tenantId, userId, isWhole, limit: 1 }));
    expect([await erase('bob', false), await erase('alice', false), await erase('alice', false)]).toEqual([
      false,
      true,
      false,
    ]);
    await sendText(bob, id);
    await tell();
    expect([await erase('alice', true), await erase('alice', true)]).toEqual([true, false]);
    expect(await deliveries()).toMatchObject([{ userId: 'carol' }]);
    await sweepDeliveries(services, new Date(now().getTime() + 6 * day));
    expect(await deliveries()).toHaveLength(1);
    await sweepDeliveries(services, new Date(now().getTime() + 8 * day));
    expect(await deliveries()).toEqual([]);
  });
});
