import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AcknowledgeDocument,
  AddReactionDocument,
  CreateConversationDocument,
  DeleteMessageDocument,
  EventsDocument,
  LeaveConversationDocument,
  NotificationsDocument,
  SendMessageDocument,
  type StreamItem,
  SyncCursorDocument,
  UpdateProfileDocument,
} from '../../../client/index.ts';
import { takeTurn } from '../../realtime/log-consumer.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { runAs, verifyEvents, verifyEventsEnv } from '../../testing/verify-events.ts';
import { createNotificationConsumer } from './notification-consumer.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: verifyEventsEnv });
  await catchUp();
});
afterAll(() => app.close());

async function catchUp(): Promise<void> {
  while (await takeTurn(app.engine.db, createNotificationConsumer(app.app.services)));
}

async function seed(kind: 'GROUP' | 'CHANNEL' = 'GROUP') {
  const tenant = `t-${randomUUID()}`;
  const [alice, bob] = await Promise.all(['alice', 'bob'].map((sub) => app.token(sub, { tenant })));
  if (alice === undefined || bob === undefined) throw new Error('There are no tokens.');
  const as = { alice: runAs(app, alice), bob: runAs(app, bob) };
  await as.bob(UpdateProfileDocument, { input: { name: 'Bob' } });
  const input = { clientId: 'g', kind, title: 'Tides', memberIds: ['bob'] };
  const made = await as.alice(CreateConversationDocument, { input });
  const conversationId = made.createConversation?.conversation.id ?? '';
  const send = async (
    name: 'alice' | 'bob',
    over: { text?: string; threadRootId?: string; mentionedUserIds?: string[] } = {},
  ) => {
    const message = { conversationId, clientMessageId: randomUUID(), text: 'Hello', ...over };
    const { sendMessage } = await as[name](SendMessageDocument, { input: message });
    if (sendMessage === null) throw new Error('It was not sent.');
    return sendMessage.message;
  };
  const read = (readSeq: number, threadRootId?: string) =>
    as.bob(AcknowledgeDocument, { input: { positions: [{ conversationId, readSeq, threadRootId }] } });
  return { tokens: { alice, bob }, as, conversationId, send, read };
}

const namesOf = (items: readonly StreamItem[]) =>
  items.map((item) => item.__typename).filter((name) => name.startsWith('Notification'));

test.each<[string, (world: Awaited<ReturnType<typeof seed>>) => Promise<unknown>, string[]]>([
  [
    'messages that are read on another device',
    async ({ send, read }) => {
      await send('alice');
      await catchUp();
      const { seq } = await send('alice', { mentionedUserIds: ['bob'] });
      await catchUp();
      await read(seq);
    },
    ['NotificationAdded', 'NotificationAdded'],
  ],
  [
    'messages that are answered',
    async ({ send }) => {
      await send('alice', { mentionedUserIds: ['bob'] });
      await catchUp();
      await send('bob');
    },
    ['NotificationAdded'],
  ],
  [
    'a mention in a thread that is read, and one that is answered',
    async ({ send, read }) => {
      const root = await send('bob');
      const { seq } = await send('alice', { threadRootId: root.id, mentionedUserIds: ['bob'] });
      await catchUp();
      await read(seq, root.id);
      await send('alice', { threadRootId: root.id, mentionedUserIds: ['bob'] });
      await catchUp();
      await send('bob', { threadRootId: root.id });
    },
    ['NotificationAdded', 'NotificationAdded'],
  ],
  [
    'messages that are deleted, one after the other',
    async ({ as, send }) => {
      const messages = [await send('alice'), await send('alice'), await send('alice', { mentionedUserIds: ['bob'] })];
      await catchUp();
      for (const { id: messageId } of messages) {
        await as.alice(DeleteMessageDocument, { input: { messageId, scope: 'EVERYONE' } });
        await catchUp();
      }
    },
    ['NotificationAdded', 'NotificationAdded', 'NotificationsChanged', 'NotificationsRemoved', 'NotificationsRemoved'],
  ],
  [
    'a conversation that is left, and a reaction in it',
    async ({ as, conversationId, send }) => {
      const { id: messageId } = await send('bob');
      await as.alice(AddReactionDocument, { input: { messageId, emoji: '👍' } });
      await send('alice');
      await catchUp();
      await as.bob(LeaveConversationDocument, { input: { conversationId } });
      await catchUp();
    },
    ['NotificationAdded', 'NotificationAdded', 'NotificationsRemoved'],
  ],
])('The state before and its events are the state after: %s', async (_what, act, tells) => {
  const world = await seed();
  const told = await verifyEvents(app, world.tokens, () => act(world));
  expect(namesOf(told.bob.live).sort()).toEqual(tells);
  expect(namesOf(told.bob.resumed).sort()).toEqual(tells);
});

test('Who was away for an hour gets each notification once, as it is then, and nothing that was deleted', async () => {
  const { tokens, as, send, read } = await seed('CHANNEL');
  const { syncCursor: after } = await as.bob(SyncCursorDocument, {});
  const messages = [];
  for (let count = 0; count < 20; count += 1) {
    messages.push(await send('alice', { text: `Flotsam ${count}`, mentionedUserIds: ['bob'] }));
    if (count % 3 === 0) await catchUp();
  }
  const [gone, second] = messages;
  await as.alice(DeleteMessageDocument, { input: { messageId: gone?.id ?? '', scope: 'EVERYONE' } });
  await catchUp();
  await read(second?.seq ?? 0);

  const stream = app.subscribe<{ events: StreamItem }>(tokens.bob, EventsDocument, { after });
  await stream.until(({ data }) => data?.events.__typename === 'CaughtUp');
  const items = stream.results.flatMap(({ data }) => (data == null ? [] : [data.events]));
  await stream.close();
  const added = items.flatMap((item) => (item.__typename === 'NotificationAdded' ? [item] : []));
  expect(new Set(added.map(({ notificationId }) => notificationId)).size).toBe(20);
  expect(added).toHaveLength(20);
  expect(added.map(({ notification }) => notification?.isRead ?? null).slice(0, 3)).toEqual([null, true, false]);
  const { viewer } = await as.bob(NotificationsDocument, { first: 100 });
  const shown = (viewer.notifications.edges ?? []).map((edge) => edge?.node?.body);
  expect(shown).toEqual(
    messages
      .slice(1)
      .toReversed()
      .map(({ text }) => text),
  );
  expect(viewer.unreadNotificationCount).toBe(18);
});
