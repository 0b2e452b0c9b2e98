import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AcknowledgeDocument,
  DeleteMessageDocument,
  EditMessageDocument,
  JoinConversationDocument,
  LeaveConversationDocument,
  SendMessageDocument,
  SetConversationPreferencesDocument,
  SetCustomStatusDocument,
  SetMemberRoleDocument,
  SetPresenceDocument,
  type StreamItem,
  UpdateConversationDocument,
  UpdatePresenceSettingsDocument,
  UpdateProfileDocument,
  UpsertUsersDocument,
} from '../../client/index.ts';
import { createGraphqlSchema } from '../http/schema.ts';
import { blockVerbs } from './block-verbs.ts';
import { contactVerbs } from './contact-verbs.ts';
import { locationVerbs } from './location-verbs.ts';
import { messageChangeVerbs } from './message-change-verbs.ts';
import { moderationVerbs } from './moderation-verbs.ts';
import { notificationVerbs } from './notification-verbs.ts';
import { receiptVerbs } from './receipt-verbs.ts';
import { startTestApp, type TestApp } from './start-app.ts';
import { threadVerbs } from './thread-verbs.ts';
import { add, create, type Name, remove, send, shareReceipts, type Verb, type World } from './verb.ts';
import { runAs, type Told, verifyEvents, verifyEventsEnv } from './verify-events.ts';

/** Mutations that make no events, and why. */
const silent: Record<string, string> = {
  setSearchLanguage: 'It changes what is found from then on; nothing that is shown of a message changes.',
  deleteAttachment: 'What is in no message is seen by its uploader alone, who asked for it; no list shows it.',
  refreshSession: 'It renews a socket; nothing that anybody can read changes.',
  reportActivity: 'It is of a connection: in no log, and in nothing of the state.',
  publishSignal: 'It is a signal: in no log, and in nothing that is fetched.',
  createWebhookEndpoint: 'It is for the backend, which holds no state of the client.',
  updateWebhookEndpoint: 'It is for the backend, which holds no state of the client.',
  rotateWebhookSecret: 'It is for the backend, which holds no state of the client.',
  replayWebhookDeliveries: 'It tells a backend once more; nothing that anybody can read changes.',
  replayNotificationDeliveries: 'It sends once more what goes out; nothing that anybody can read changes.',
  registerPushSubscription: 'It is of a browser, which asked for it: in no log, and in nothing of the state.',
  unregisterPushSubscription: 'It is of a browser, which asked for it: in no log, and in nothing of the state.',
  deleteWebhookEndpoint: 'It is for the backend, which holds no state of the client.',
  cancelNotificationBroadcast: 'It keeps events from coming; nothing that anybody can read changes.',
  setTyping: 'It is a signal: in no log, and in nothing that is fetched.',
  exportConversation: 'A job makes the file; its end is an event that changes nothing of what the client holds.',
  reportMessage: 'A report is for those who moderate; it is no event.',
  resolveReport: 'A report is for those who moderate; it is no event.',
  revokeSessions: 'It ends the streams themselves; nothing that anybody can read changes.',
};

const read =
  (name: Name, at: 0 | 1 | 2) =>
  ({ as, groupId: conversationId, messages }: World) =>
    as[name](AcknowledgeDocument, { input: { positions: [{ conversationId, readSeq: messages[at].seq }] } });

const verbs: Verb[] = [
  ...moderationVerbs,
  ...notificationVerbs,
  ...threadVerbs,
  ...messageChangeVerbs,
  ...receiptVerbs,
  ...contactVerbs,
  ...locationVerbs,
  ...blockVerbs,
  {
    mutation: 'createConversation',
    when: 'of a pair',
    act: ({ as }) => create(as.alice, { kind: 'DIRECT', memberIds: ['carol'] }),
    tells: {
      alice: ['ConversationJoined', 'MemberAdded', 'MemberAdded'],
      bob: [],
      carol: ['ConversationJoined', 'MemberAdded'],
    },
  },
  {
    mutation: 'createConversation',
    when: 'of several',
    act: ({ as }) =>
      create(as.bob, { kind: 'GROUP', title: 'Trip', memberIds: ['dave', 'alice'], metadata: { colour: 'red' } }),
    tells: { bob: ['ConversationJoined', 'MemberAdded', 'MemberAdded', 'MemberAdded'], carol: [] },
  },
  {
    mutation: 'createConversation',
    when: 'in public',
    act: ({ as }) => create(as.alice, { kind: 'CHANNEL', visibility: 'PUBLIC', title: 'News' }),
    tells: { alice: ['ConversationJoined', 'MemberAdded'], bob: [] },
  },
  {
    mutation: 'updateConversation',
    when: 'title and metadata',
    act: ({ as, groupId: conversationId }) =>
      as.alice(UpdateConversationDocument, {
        input: { conversationId, title: 'Better', metadata: { colour: 'blue' } },
      }),
    tells: { alice: ['ConversationChanged'], bob: ['ConversationChanged'], carol: [] },
  },
  {
    mutation: 'updateConversation',
    when: 'closing the past',
    prepare: add(['carol']),
    act: ({ as, groupId: conversationId }) =>
      as.alice(UpdateConversationDocument, { input: { conversationId, historyVisibility: 'SINCE_JOIN' } }),
    tells: { alice: ['ConversationChanged'], carol: ['ConversationChanged'] },
  },
  {
    mutation: 'updateConversation',
    when: 'to what it is',
    act: ({ as, groupId: conversationId }) =>
      as.alice(UpdateConversationDocument, { input: { conversationId, title: 'Plans' } }),
    tells: { alice: [], bob: [] },
  },
  {
    mutation: 'joinConversation',
    when: 'a public channel',
    act: ({ as, channelId: conversationId }) => as.carol(JoinConversationDocument, { input: { conversationId } }),
    tells: { alice: ['MemberAdded'], carol: ['ConversationJoined', 'MemberAdded'], bob: [] },
  },
  {
    mutation: 'leaveConversation',
    when: 'a group',
    act: ({ as, groupId: conversationId }) => as.bob(LeaveConversationDocument, { input: { conversationId } }),
    tells: { alice: ['MemberRemoved'], bob: ['AccessRevoked', 'ConversationLeft'] },
  },
  {
    mutation: 'addMembers',
    when: 'two at once',
    act: add(['dave', 'carol']),
    tells: {
      alice: ['MemberAdded', 'MemberAdded'],
      bob: ['MemberAdded', 'MemberAdded'],
      carol: ['ConversationJoined', 'MemberAdded', 'MemberAdded'],
    },
  },
  {
    mutation: 'addMembers',
    when: 'one who was there before',
    prepare: async (world) => {
      await add(['carol'])(world);
      await remove('carol')(world);
    },
    act: add(['carol']),
    tells: { bob: ['MemberAdded'], carol: ['ConversationJoined', 'MemberAdded'] },
  },
  {
    mutation: 'removeMember',
    when: 'who is one',
    act: remove('bob'),
    tells: { alice: ['MemberRemoved'], bob: ['AccessRevoked', 'ConversationLeft'] },
  },
  {
    mutation: 'removeMember',
    when: 'and added again before he hears of it',
    act: async (world) => {
      await send(world.as.alice, world.groupId, 'before');
      await remove('bob')(world);
      await send(world.as.alice, world.groupId, 'between');
      await add(['bob'])(world);
      await send(world.as.alice, world.groupId, 'after');
    },
    tells: {
      bob: ['AccessRevoked', 'ConversationJoined', 'ConversationLeft', 'MemberAdded', 'MessageSent', 'MessageSent'],
    },
  },
  {
    mutation: 'setMemberRole',
    when: 'of a member',
    act: ({ as, groupId: conversationId }) =>
      as.alice(SetMemberRoleDocument, { input: { conversationId, userId: 'bob', role: 'ADMIN' } }),
    tells: { alice: ['MemberChanged'], bob: ['MemberChanged'] },
  },
  {
    mutation: 'setConversationPreferences',
    when: 'all of them',
    act: ({ as, groupId: conversationId }) =>
      as.alice(SetConversationPreferencesDocument, {
        input: { conversationId, mutedUntil: '2100-01-01T00:00:00.000Z', pinned: true, archived: true },
      }),
    tells: { alice: ['ConversationPreferencesChanged'], bob: [] },
  },
  {
    mutation: 'updateProfile',
    when: 'name and picture',
    act: ({ as }) =>
      as.bob(UpdateProfileDocument, { input: { name: 'Bob', pictureUrl: 'https://example.com/bob.png' } }),
    tells: { alice: ['UserChanged'], bob: ['UserChanged'], carol: [] },
  },
  {
    mutation: 'upsertUsers',
    when: 'a new one and a known one',
    act: ({ as }) =>
      as.backend(UpsertUsersDocument, {
        input: {
          users: [
            { id: 'bob', metadata: { team: 'red' } },
            { id: 'erin', name: 'Erin' },
          ],
        },
      }),
    tells: { alice: ['UserChanged'], bob: ['UserChanged'], carol: [] },
  },
  {
    mutation: 'sendMessage',
    when: 'a text',
    act: ({ as, groupId }) => send(as.bob, groupId, 'Hello 👋'),
    tells: { alice: ['MessageSent'], bob: ['MessageSent'], carol: [] },
  },
  {
    mutation: 'sendMessage',
    when: 'that quotes and mentions',
    act: ({ as, groupId: conversationId, messages }) =>
      as.alice(SendMessageDocument, {
        input: {
          ...{ conversationId, clientMessageId: 'q', text: '@Bob', replyToId: messages[1].id },
          ...{ mentionedUserIds: ['bob'], mentionsEveryone: true },
        },
      }),
    tells: { alice: ['MessageSent'], bob: ['MessageSent'] },
  },
  {
    mutation: 'sendMessage',
    when: 'in a thread',
    act: ({ as, groupId: conversationId, messages }) =>
      as.bob(SendMessageDocument, {
        input: { conversationId, clientMessageId: 't', text: 'Aside', threadRootId: messages[0].id },
      }),
    tells: { alice: ['MessageSent'], bob: ['MessageSent'] },
  },
  {
    mutation: 'sendMessage',
    when: 'by the backend, which is no member',
    act: ({ as, groupId: conversationId }) =>
      as.backend(SendMessageDocument, {
        input: { conversationId, clientMessageId: 's', text: 'Welcome', kind: 'SYSTEM' },
      }),
    tells: { alice: ['MessageSent'], bob: ['MessageSent'] },
  },
  {
    mutation: 'editMessage',
    when: 'text and metadata',
    act: ({ as, messages }) =>
      as.bob(EditMessageDocument, { input: { messageId: messages[1].id, text: 'better', metadata: { mood: 'good' } } }),
    tells: { alice: ['MessageEdited'], bob: ['MessageEdited'] },
  },
  {
    mutation: 'deleteMessage',
    when: 'for everyone, of what a reply quotes',
    prepare: ({ as, groupId: conversationId, messages }) =>
      as.alice(SendMessageDocument, {
        input: { conversationId, clientMessageId: 'q', text: 'As you said', replyToId: messages[1].id },
      }),
    act: ({ as, messages }) =>
      as.bob(DeleteMessageDocument, { input: { messageId: messages[1].id, scope: 'EVERYONE' } }),
    tells: { alice: ['MessageDeleted'], bob: ['MessageDeleted'] },
  },
  {
    mutation: 'deleteMessage',
    when: 'for everyone, which some have not read',
    act: ({ as, messages }) =>
      as.bob(DeleteMessageDocument, { input: { messageId: messages[1].id, scope: 'EVERYONE' } }),
    tells: { alice: ['MessageDeleted'], bob: ['MessageDeleted'] },
  },
  {
    mutation: 'deleteMessage',
    when: 'for everyone, right after sending it',
    act: async ({ as, groupId }) => {
      const { id: messageId } = await send(as.bob, groupId, 'oops');
      await as.bob(DeleteMessageDocument, { input: { messageId, scope: 'EVERYONE' } });
    },
    tells: { alice: ['MessageDeleted', 'MessageSent'] },
  },
  {
    mutation: 'deleteMessage',
    when: 'for himself alone, unread',
    act: ({ as, messages }) => as.alice(DeleteMessageDocument, { input: { messageId: messages[2].id, scope: 'ME' } }),
    tells: { bob: [] },
  },
  {
    mutation: 'acknowledge',
    when: 'one of two',
    act: ({ as, groupId: conversationId, messages }) =>
      as.alice(AcknowledgeDocument, {
        input: { positions: [{ conversationId, readSeq: messages[1].seq, deliveredSeq: messages[2].seq }] },
      }),
    tells: { alice: ['ReadPositionChanged', 'ReceiptsAdvanced'], bob: ['ReceiptsAdvanced'], carol: [] },
  },
  {
    mutation: 'acknowledge',
    when: 'by one who keeps his receipts to himself',
    prepare: shareReceipts('alice', false),
    act: read('alice', 2),
    tells: { alice: ['ReadPositionChanged'], bob: [] },
  },
  {
    mutation: 'acknowledge',
    when: 'by the other of one who keeps his receipts to himself',
    prepare: shareReceipts('bob', false),
    act: read('alice', 2),
    tells: { alice: ['ReadPositionChanged', 'ReceiptsAdvanced'], bob: [] },
  },
  {
    mutation: 'setPresence',
    when: 'busy, and once more',
    act: async ({ as }) => {
      const input = { status: 'BUSY', expiresAt: '2100-01-01T00:00:00.000Z' } as const;
      await as.alice(SetPresenceDocument, { input });
      await as.alice(SetPresenceDocument, { input });
    },
    tells: { alice: ['OwnPresenceChanged'], bob: [] },
  },
  {
    mutation: 'setPresence',
    when: 'busy, and back',
    act: async ({ as }) => {
      await as.alice(SetPresenceDocument, { input: { status: 'BUSY' } });
      await as.alice(SetPresenceDocument, { input: { status: 'ONLINE' } });
    },
    tells: { alice: ['OwnPresenceChanged', 'OwnPresenceChanged'] },
  },
  {
    mutation: 'setCustomStatus',
    when: 'text and emoji',
    act: ({ as }) => as.alice(SetCustomStatusDocument, { input: { text: 'At sea', emoji: '⛵' } }),
    tells: { alice: ['OwnPresenceChanged'], bob: [] },
  },
  {
    mutation: 'updatePresenceSettings',
    when: 'off',
    act: ({ as }) =>
      as.alice(UpdatePresenceSettingsDocument, { input: { shareTyping: false, shareReadReceipts: false } }),
    tells: { alice: ['PresenceSettingsChanged'], bob: [] },
  },
  {
    mutation: 'updatePresenceSettings',
    when: 'off, sending',
    act: async (world) => {
      await shareReceipts('alice', false)(world);
      await send(world.as.alice, world.groupId, 'hush');
      await send(world.as.bob, world.groupId, 'hm');
    },
    tells: { alice: ['MessageSent', 'MessageSent', 'PresenceSettingsChanged'], bob: ['MessageSent', 'MessageSent'] },
  },
  {
    mutation: 'updatePresenceSettings',
    when: 'on again, after both have read',
    act: async (world) => {
      await shareReceipts('alice', false)(world);
      await read('alice', 2)(world);
      await read('bob', 2)(world);
      await shareReceipts('alice', true)(world);
    },
    tells: {
      alice: ['PresenceSettingsChanged', 'PresenceSettingsChanged', 'ReadPositionChanged', 'ReceiptsAdvanced'],
    },
  },
];

describe('the state before a mutation and its events are the state after it', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ env: verifyEventsEnv });
  });
  afterAll(() => app.close());

  async function createWorld(): Promise<World> {
    const tenant = `t-${randomUUID()}`;
    const tokenOf = (sub: string, role = 'user') => app.token(sub, { tenant, role });
    const [alice, bob, carol, dave] = await Promise.all([
      tokenOf('alice'),
      tokenOf('bob'),
      tokenOf('carol'),
      tokenOf('dave'),
    ]);
    const tokens = { alice, bob, carol, dave };
    const as = {
      alice: runAs(app, alice),
      bob: runAs(app, bob),
      carol: runAs(app, carol),
      dave: runAs(app, dave),
      backend: runAs(app, await tokenOf('backend', 'service')),
    };
    const users = ['alice', 'bob', 'carol', 'dave'].map((id) => ({ id, name: id }));
    await as.backend(UpsertUsersDocument, { input: { users } });
    const groupId = await create(as.alice, { kind: 'GROUP', title: 'Plans', memberIds: ['bob'] });
    const channelId = await create(as.alice, { kind: 'CHANNEL', visibility: 'PUBLIC', title: 'Open' });
    await send(as.alice, channelId, 'first');
    const messages: World['messages'] = [
      await send(as.alice, groupId, 'one'),
      await send(as.bob, groupId, 'two'),
      await send(as.bob, groupId, 'three'),
    ];
    return { as, tokens, groupId, channelId, messages };
  }

  // Each has a tenant of its own, and waits for most of its time.
  test.concurrent.each(verbs)('$mutation $when', async ({ prepare, act, tells }) => {
    const world = await createWorld();
    await prepare?.(world);
    const told = await verifyEvents(app, world.tokens, () => act(world));
    for (const [name, types] of Object.entries(tells) as [Name, string[]][]) {
      expect([name, typesOf(told[name])]).toEqual([name, { live: types, resumed: types }]);
    }
  });

  test('no mutation is left out', () => {
    const covered = new Set([...verbs.map(({ mutation }) => mutation), ...Object.keys(silent)]);
    expect(Object.keys(createGraphqlSchema().getMutationType()?.getFields() ?? {}).sort()).toEqual([...covered].sort());
  });
});

/**
 * What came, without the stream's own words, in the order of the alphabet: logs are not ordered among each other. How many
 * items bring a state is not said: once.
 */
function typesOf({ live, resumed }: Told) {
  const own = new Set(['CaughtUp', 'Checkpoint']);
  const state = new Set([
    'ReceiptsAdvanced',
    'ReadPositionChanged',
    'ThreadReceiptsAdvanced',
    'ThreadPositionChanged',
    'UserChanged',
  ]);
  const types = (items: StreamItem[]) =>
    items
      .map((item) => item.__typename)
      .filter((type, at, all) => !own.has(type) && (!state.has(type) || all.indexOf(type) === at))
      .sort();
  return { live: types(live), resumed: types(resumed) };
}
