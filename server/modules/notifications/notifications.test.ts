import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { openInstallation } from '../../realtime/installation.ts';
import { takeTurn } from '../../realtime/log-consumer.ts';
import { userTopic } from '../../realtime/log-event.ts';
import { createCast, readLog, refusalOf } from '../../testing/cast.ts';
import { comeNear } from '../../testing/come-near.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendReply, sendText } from '../../testing/seed-conversation.ts';
import { shareWith } from '../../testing/share-with.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { blockUser } from '../blocks/block-user.ts';
import { unblockUser } from '../blocks/unblock-user.ts';
import { acceptContact } from '../contacts/accept-contact.ts';
import { declineContact } from '../contacts/decline-contact.ts';
import { requestContact } from '../contacts/request-contact.ts';
import { addMembers } from '../conversations/add-members.ts';
import { createConversation } from '../conversations/create-conversation.ts';
import { leaveConversation } from '../conversations/leave-conversation.ts';
import { setConversationPreferences } from '../conversations/set-conversation-preferences.ts';
import { addReaction } from '../messages/add-reaction.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { editMessage } from '../messages/edit-message.ts';
import { removeReaction } from '../messages/remove-reaction.ts';
import { sendMessage } from '../messages/send-message.ts';
import type { SendMessageInput } from '../messages/send-message-input.ts';
import { acknowledge } from '../receipts/acknowledge.ts';
import { changeNotifications, deleteNotifications } from './change-notifications.ts';
import { explainNotification } from './explain-notification.ts';
import { listNotifications } from './list-notifications.ts';
import { createNotificationConsumer } from './notification-consumer.ts';
import { notifyMembers } from './notify-members.ts';
import { countUnread } from './queries.ts';
import { sendNotification } from './send-notification.ts';
import { readShownMessage } from './shown-message.ts';
import { sweepNotifications } from './sweep-notifications.ts';
import { updateNotificationPreferences } from './update-notification-preferences.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  services = createTestServices(engine.db);
  await catchUp();
});
afterAll(() => engine.close());

/** Lets the consumer, and the jobs that it enqueues, come to the end of the log. */
async function catchUp(): Promise<void> {
  const consumer = createNotificationConsumer(services);
  while (await takeTurn(engine.db, consumer));
  for (let job = services.enqueued.shift(); job !== undefined; job = services.enqueued.shift()) {
    if (job.queue === 'notify_members') await notifyMembers(services, job.data as Parameters<typeof notifyMembers>[1]);
  }
}

const inboxOf = async (ctx: Context, filter = {}) =>
  (await listNotifications(ctx, { filter })).edges.map(({ node }) => node);
const typesOf = async (ctx: Context) =>
  (await inboxOf(ctx)).map(({ type, isRead }) => (isRead ? `${type} read` : type));
const unreadOf = ({ actor }: Context) => countUnread(engine.db, actor.tenantId, actor.userId, new Date());
const read = (ctx: Context, conversationId: string, readSeq: number) =>
  acknowledge(ctx, { positions: [{ conversationId, readSeq }] });
const send = (ctx: Context, conversationId: string, over: Partial<SendMessageInput> = {}) =>
  sendMessage(ctx, { conversationId, clientMessageId: randomUUID(), text: 'Hello', ...over });
const toldIn = async (ctx: Context) =>
  (await readLog(ctx, userTopic(ctx.actor.userId))).map(({ type }) => type).filter((type) => type.startsWith('Notif'));
const block = (blocker: Context, blocked: Context) => blockUser(blocker, { userId: blocked.actor.userId });

async function seedPair() {
  const cast = await createCast(services, 'alice', 'bob');
  const { id } = await createConversation(cast.alice, {
    ...{ clientId: randomUUID(), kind: 'DIRECT' as const, memberIds: ['bob'] },
  });
  return { ...cast, id };
}

async function seedGroup(kind: 'GROUP' | 'CHANNEL' = 'GROUP') {
  const cast = await createCast(services, 'alice', 'bob', 'carol');
  const id = await seedConversation(cast.alice, [cast.bob, cast.carol], { kind });
  return { ...cast, id };
}

describe('messages', () => {
  test('A conversation has one notification, which reading the messages clears and the next message brings back', async () => {
    const { alice, bob, id } = await seedPair();
    await sendText(alice, id, 'one');
    await catchUp();
    const [first] = await inboxOf(bob);
    await sendText(alice, id, 'two');
    const { seq } = await sendText(alice, id, 'three');
    await catchUp();
    expect(await inboxOf(bob)).toEqual([first]);
    expect(await toldIn(bob)).toEqual(['NotificationAdded']);
    expect((await readShownMessage(bob, first as never))?.text).toBe('three');
    expect([await typesOf(alice), await unreadOf(bob)]).toEqual([[], 1]);

    await read(bob, id, seq);
    const [cleared] = await inboxOf(bob);
    expect(cleared).toMatchObject({ isRead: true, readAt: expect.any(String) });
    expect([await unreadOf(bob), await toldIn(bob)]).toEqual([0, ['NotificationAdded']]);

    await sendText(alice, id, 'four');
    await catchUp();
    const [again] = await inboxOf(bob);
    expect(again).toMatchObject({ id: first?.id, isRead: false, messageSeq: seq + 1 });
    expect(await toldIn(bob)).toEqual(['NotificationAdded', 'NotificationAdded']);
    // Sending reads too.
    const own = await sendText(bob, id, 'five');
    expect(await inboxOf(bob)).toMatchObject([{ isRead: true, readAt: own.createdAt }]);
  });

  test('What was read before anybody came to tell of it, and what is LOW, tells nobody', async () => {
    const { alice, bob, id } = await seedPair();
    const { seq } = await sendText(alice, id);
    await read(bob, id, seq);
    await send(alice, id, { priority: 'LOW' });
    await catchUp();
    expect(await typesOf(bob)).toEqual([]);
  });

  test('What tells of more since it was seen, or of something urgent, is new again', async () => {
    const { alice, bob, id } = await seedPair();
    await sendText(alice, id);
    await catchUp();
    await changeNotifications(bob, 'seen', { all: true });
    await sendText(alice, id);
    await catchUp();
    expect(await inboxOf(bob)).toMatchObject([{ seenAt: null, priority: 'NORMAL' }]);
    await send(alice, id, { priority: 'URGENT' });
    await catchUp();
    expect(await inboxOf(bob)).toMatchObject([{ seenAt: null, priority: 'URGENT' }]);
  });

  test('A mention is one of its own; a channel tells of nothing else', async () => {
    const group = await seedGroup();
    await send(group.alice, group.id, { mentionedUserIds: ['bob'] });
    const channel = await seedGroup('CHANNEL');
    await send(channel.alice, channel.id, { mentionedUserIds: ['bob'] });
    await send(channel.alice, channel.id, { mentionsEveryone: true });
    await sendText(channel.alice, channel.id);
    await catchUp();
    expect([await typesOf(group.bob), await typesOf(group.carol)]).toEqual([['MENTION'], ['MESSAGE']]);
    expect([await typesOf(channel.bob), await typesOf(channel.carol)]).toEqual([['MENTION', 'MENTION'], ['MENTION']]);
    expect(await typesOf(channel.alice)).toEqual([]);
  });

  test('A mention in a thread is read with the thread, and goes when the message does not mention any more', async () => {
    const { alice, bob, carol, id } = await seedGroup('CHANNEL');
    const root = await sendText(alice, id);
    const reply = await sendReply(alice, root, '@', { mentionedUserIds: ['bob', 'carol'] });
    await catchUp();
    await read(bob, id, reply.seq);
    expect(await typesOf(bob)).toEqual(['MENTION']);
    await acknowledge(bob, { positions: [{ conversationId: id, threadRootId: root.id, readSeq: reply.seq }] });
    expect(await typesOf(bob)).toEqual(['MENTION read']);
    await editMessage(alice, { messageId: reply.id, mentionedUserIds: ['bob'] });
    await catchUp();
    expect([await typesOf(bob), await typesOf(carol)]).toEqual([['MENTION read'], []]);
    expect(await toldIn(carol)).toEqual(['NotificationAdded', 'NotificationsRemoved']);
  });

  test('Nobody is told by one whom he has blocked or muted, or in a conversation that he has muted, however urgent', async () => {
    const { alice, bob, carol, id } = await seedGroup();
    await block(bob, alice);
    await updateNotificationPreferences(carol, { mutedUserIds: ['alice'] });
    await send(alice, id, { priority: 'URGENT' });
    await send(alice, id, { priority: 'URGENT', mentionedUserIds: ['bob', 'carol'] });
    await catchUp();
    expect([await typesOf(bob), await typesOf(carol)]).toEqual([[], []]);
    await setConversationPreferences(alice, { conversationId: id, mutedUntil: '2100-01-01T00:00:00.000Z' });
    await send(bob, id, { mentionedUserIds: ['alice'] });
    const { seq } = await sendText(bob, id);
    await catchUp();
    expect([await typesOf(alice), await inboxOf(carol)]).toMatchObject([[], [{ actorId: 'bob', messageSeq: seq - 1 }]]);
    // What he has blocked is not what a notification of the conversation shows.
    await sendText(carol, id, 'from Carol');
    await sendText(alice, id, 'from Alice');
    await catchUp();
    const [shown] = await inboxOf(bob);
    expect((await readShownMessage(bob, shown as never))?.text).toBe('from Carol');
  });

  test('A block takes back what its user was told of, and what is withheld is never told', async () => {
    const { alice, bob, id } = await seedPair();
    await sendText(alice, id, 'before');
    await catchUp();
    expect(await typesOf(bob)).toEqual(['MESSAGE']);
    await block(bob, alice);
    await catchUp();
    expect(await typesOf(bob)).toEqual([]);
    await sendText(alice, id, 'withheld');
    await unblockUser(bob, { userId: 'alice' });
    await catchUp();
    expect(await typesOf(bob)).toEqual([]);
    const { seq } = await sendText(alice, id, 'after');
    await sendText(alice, id, 'and more');
    await catchUp();
    expect(await inboxOf(bob)).toMatchObject([{ messageSeq: seq }]);
  });

  test('A message that is deleted takes its notification back, or on to the next; so does one that he hides', async () => {
    const { alice, bob, carol, id } = await seedGroup();
    const [one, two] = [await sendText(alice, id, 'one'), await sendText(carol, id, 'two')];
    const mention = await send(alice, id, { mentionedUserIds: ['bob'] });
    await catchUp();
    expect((await typesOf(bob)).sort()).toEqual(['MENTION', 'MESSAGE']);
    await deleteMessage(alice, { messageId: one.id, scope: 'EVERYONE' });
    await deleteMessage(alice, { messageId: mention.id, scope: 'EVERYONE' });
    await catchUp();
    expect(await inboxOf(bob)).toMatchObject([{ type: 'MESSAGE', messageSeq: two.seq, actorId: 'carol' }]);
    await deleteMessage(bob, { messageId: two.id, scope: 'ME' });
    await catchUp();
    expect(await typesOf(bob)).toEqual([]);
    expect((await toldIn(bob)).slice(2).sort()).toEqual([
      'NotificationsChanged',
      'NotificationsRemoved',
      'NotificationsRemoved',
    ]);
  });

  test('Who leaves keeps nothing of the conversation, and is told anew when he is back', async () => {
    const { alice, bob, id } = await seedGroup();
    await sendText(alice, id);
    await send(alice, id, { mentionedUserIds: ['bob'] });
    await catchUp();
    await leaveConversation(bob, { conversationId: id });
    expect(await unreadOf(bob)).toBe(0);
    await addMembers(alice, { conversationId: id, userIds: ['bob'] });
    await sendText(alice, id);
    await catchUp();
    expect(await typesOf(bob)).toEqual(['MESSAGE']);
    expect(await unreadOf(bob)).toBe(1);
  });

  test('A large group is told range by range, each member once', async () => {
    const { alice } = await createCast(services, 'alice');
    const { tenantId } = alice.actor;
    const names = Array.from({ length: 1_099 }, (_, at) => `user-${String(at).padStart(4, '0')}`);
    await seedUsers(engine.db, names, tenantId);
    const id = await seedConversation(alice);
    for (let at = 0; at < names.length; at += 100) {
      await addMembers(alice, { conversationId: id, userIds: names.slice(at, at + 100) });
    }
    const gone = await sendText(alice, id);
    await sendText(alice, id);
    await catchUp();
    const count = async () => {
      const [row] = await engine.db.execute<{ users: number; added: number }>(sql`
        select (select count(distinct user_id)::int from notifications where tenant_id = ${tenantId}) as users,
          (select count(*)::int from events where tenant_id = ${tenantId} and type = 'NotificationAdded') as added`);
      return row;
    };
    expect(await count()).toEqual({ users: 1_099, added: 1_099 });
    await deleteMessage(alice, { messageId: gone.id, scope: 'EVERYONE' });
    await catchUp();
    const last = contextOf(services, names.at(-1) ?? '', { tenantId });
    expect(await inboxOf(last)).toMatchObject([{ messageSeq: gone.seq + 1 }]);
    expect(await count()).toEqual({ users: 1_099, added: 1_099 });
  }, 120_000);
});

describe('reactions and contacts', () => {
  test('Reactions to a message are one notification, of one who still reacts', async () => {
    const { alice, bob, carol, id } = await seedGroup();
    const { id: messageId } = await sendText(alice, id);
    await addReaction(alice, { messageId, emoji: '👍' });
    await addReaction(bob, { messageId, emoji: '👍' });
    await catchUp();
    await addReaction(carol, { messageId, emoji: '🎉' });
    await addReaction(bob, { messageId, emoji: '🎉' });
    await catchUp();
    expect(await inboxOf(alice)).toMatchObject([{ type: 'REACTION', actorId: 'bob', messageSeq: 4 }]);
    await removeReaction(bob, { messageId, emoji: '👍' });
    await catchUp();
    expect(await inboxOf(alice)).toMatchObject([{ actorId: 'bob' }]);
    await removeReaction(bob, { messageId, emoji: '🎉' });
    await catchUp();
    expect(await inboxOf(alice)).toMatchObject([{ actorId: 'carol' }]);
    await removeReaction(carol, { messageId, emoji: '🎉' });
    await catchUp();
    expect(await inboxOf(alice)).toEqual([]);
    expect(await toldIn(alice)).toEqual(['NotificationAdded', 'NotificationsChanged', 'NotificationsRemoved']);
  });

  test('A contact request is told until it is answered, and its requester of its being accepted', async () => {
    const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
    await requestContact(alice, { userId: 'bob' });
    await requestContact(carol, { userId: 'bob' });
    await catchUp();
    expect((await inboxOf(bob)).map(({ type, actorId }) => `${type} ${actorId}`).sort()).toEqual([
      'CONTACT_REQUEST alice',
      'CONTACT_REQUEST carol',
    ]);
    await acceptContact(bob, { userId: 'alice' });
    await declineContact(bob, { userId: 'carol' });
    await catchUp();
    expect(await inboxOf(bob)).toEqual([]);
    expect(await inboxOf(alice)).toMatchObject([{ type: 'CONTACT_ACCEPTED', actorId: 'bob' }]);
    expect(await inboxOf(carol)).toEqual([]);
  });
});

describe('locations', () => {
  test('Those whom somebody selects are told of his share once, and no more of it when it ends', async () => {
    const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
    const soon = Date.now() + 60_000;
    await shareWith(alice, ['bob'], soon);
    await catchUp();
    await changeNotifications(bob, 'read', { all: true });
    await shareWith(alice, ['bob', 'carol'], soon);
    await catchUp();
    expect(await inboxOf(bob)).toMatchObject([{ type: 'LOCATION_SHARED', actorId: 'alice', isRead: true }]);
    expect(await typesOf(carol)).toEqual(['LOCATION_SHARED']);
    await shareWith(alice, ['bob', 'carol'], null);
    await catchUp();
    expect([await typesOf(bob), await typesOf(carol)]).toEqual([[], []]);
  });

  test('A contact who comes near is told for an hour', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const { tenantId } = alice.actor;
    await requestContact(bob, { userId: 'alice' });
    await acceptContact(alice, { userId: 'bob' });
    await comeNear(alice, bob);
    await catchUp();
    expect(await inboxOf(alice)).toMatchObject([{ type: 'NEARBY_CONTACT', actorId: 'bob' }]);
    expect(await countUnread(engine.db, tenantId, 'alice', new Date(Date.now() + 3_600_001))).toBe(0);
  });
});

describe("the application's own", () => {
  const backendOf = ({ actor }: Context) =>
    contextOf(services, 'backend', { tenantId: actor.tenantId, role: 'service' });
  const alert = (over = {}) => ({
    ...{ clientId: randomUUID(), userIds: ['alice'], type: 'ALERT' as const, title: 'High tide', ...over },
  });

  test('A retry sends nothing and answers the same; another request under its id is refused', async () => {
    const { alice } = await createCast(services, 'alice');
    const backend = backendOf(alice);
    const input = alert();
    const first = await sendNotification(backend, input);
    expect(await sendNotification(backend, input)).toEqual(first);
    expect(await typesOf(alice)).toEqual(['ALERT']);
    expect(await refusalOf(sendNotification(backend, { ...input, title: 'Low tide' }))).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await refusalOf(sendNotification(alice, input))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(sendNotification(backend, alert({ userIds: ['alice', 'nobody'] })))).toMatchObject({
      ...{ code: 'NOT_FOUND', field: 'userIds.1' },
    });
    expect(await refusalOf(sendNotification(backend, alert({ actionUrl: 'javascript:alert(1)' })))).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'actionUrl' },
    });
    expect(await explainNotification(backend, first[0]?.notificationId ?? '')).toEqual(first[0]);
  });

  test('Preferences keep it out of the inbox, and the answer says which', async () => {
    const { alice } = await createCast(services, 'alice');
    await updateNotificationPreferences(alice, { minimumPriority: 'HIGH' });
    const [delivery] = await sendNotification(backendOf(alice), alert());
    expect(delivery).toMatchObject({
      notificationId: null,
      decisions: [{ channel: 'IN_APP', outcome: 'DROP', rule: 'BELOW_MINIMUM_PRIORITY', until: null }, {}, {}, {}],
    });
    expect(await refusalOf(updateNotificationPreferences(alice, { mutedUserIds: ['nobody'] }))).toMatchObject({
      ...{ code: 'NOT_FOUND', field: 'mutedUserIds.0' },
    });
    const quietHours = { start: '22:00', end: '07:00', timeZone: 'Mars/Base' };
    expect(await refusalOf(updateNotificationPreferences(alice, { quietHours }))).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'quietHours.timeZone' },
    });
  });

  test('A user keeps a hundred: first goes what is put away, then what is read, then the oldest; and all goes in time', async () => {
    const { alice } = await createCast(services, 'alice');
    const backend = backendOf(alice);
    const idOf = async (title: string) => (await sendNotification(backend, alert({ title })))[0]?.notificationId ?? '';
    const ids: string[] = [];
    for (let at = 0; at < 100; at += 1) ids.push(await idOf(`${at}`));
    const [oldest = '', second = '', third = ''] = ids;
    await changeNotifications(alice, 'read', { ids: [second] });
    await changeNotifications(alice, 'archived', { ids: [third] });
    const left = async () => {
      const rows = await engine.db.execute<{ id: string }>(
        sql`select id from notifications where tenant_id = ${alice.actor.tenantId}`,
      );
      return { count: rows.length, gone: ids.filter((id) => !rows.some((row) => row.id === id)) };
    };
    await idOf('100');
    expect(await left()).toEqual({ count: 100, gone: [third] });
    await idOf('101');
    expect(await left()).toEqual({ count: 100, gone: [second, third] });
    await idOf('102');
    expect(await left()).toEqual({ count: 100, gone: [oldest, second, third] });
    expect(await unreadOf(alice)).toBe(100);
    await sweepNotifications(services, new Date(Date.now() + 8 * 86_400_000));
    expect((await left()).count).toBe(0);
    expect((await toldIn(alice)).slice(-3)).toEqual([
      'NotificationAdded',
      'NotificationsRemoved',
      'NotificationsRemoved',
    ]);
  });

  test('Filters, pages and marks', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const backend = backendOf(alice);
    for (const [title, priority] of [
      ['a', 'LOW'],
      ['b', 'HIGH'],
      ['c', 'HIGH'],
    ] as const) {
      await sendNotification(backend, alert({ title, priority, userIds: ['alice', 'bob'] }));
    }
    const titles = async (filter: object) => (await inboxOf(alice, filter)).map(({ title }) => title);
    expect(await titles({})).toEqual(['c', 'b', 'a']);
    expect(await titles({ priorities: ['HIGH'], types: ['ALERT'] })).toEqual(['c', 'b']);
    expect(await titles({ types: ['MESSAGE'] })).toEqual([]);
    const page = await listNotifications(alice, { first: 2 });
    const next = await listNotifications(alice, { first: 2, after: page.pageInfo.endCursor });
    expect([page, next].map(({ edges }) => edges.map(({ node }) => node.title))).toEqual([['c', 'b'], ['a']]);
    const [c, b, a] = await inboxOf(alice);
    expect(await changeNotifications(alice, 'read', { ids: [c?.id ?? ''] })).toMatchObject({
      unreadNotificationCount: 2,
    });
    await changeNotifications(alice, 'archived', { ids: [b?.id ?? ''] });
    expect([await titles({ unreadOnly: true }), await titles({ archived: true }), await unreadOf(alice)]).toEqual([
      ['a'],
      ['b'],
      1,
    ]);
    expect(await deleteNotifications(bob, { ids: [a?.id ?? ''] })).toEqual({
      notificationIds: [],
      unreadNotificationCount: 3,
    });
    expect(await refusalOf(changeNotifications(alice, 'seen', {}))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'ids',
    });
    expect(await deleteNotifications(alice, { all: true })).toMatchObject({ unreadNotificationCount: 0 });
  });
});

test('Twenty consumers at the same time tell everybody once', async () => {
  const { alice, bob, carol, id } = await seedGroup();
  const rounds = Array.from({ length: 20 }, async () => {
    for (let round = 0; round < 5; round += 1) await takeTurn(engine.db, createNotificationConsumer(services));
  });
  const sends = (async () => {
    for (let count = 0; count < 20; count += 1) await send(alice, id, { mentionedUserIds: ['bob'] });
    await sendText(alice, id);
  })();
  await Promise.all([...rounds, sends]);
  await catchUp();
  expect((await toldIn(bob)).length).toBe(21);
  expect(await toldIn(carol)).toEqual(['NotificationAdded']);
  expect(await unreadOf(bob)).toBe(21);
}, 180_000);
