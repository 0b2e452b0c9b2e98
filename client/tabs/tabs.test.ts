import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDevice, createNetwork, isLive, until } from '../../server/testing/sdk.ts';
import { startTestApp, type TestApp } from '../../server/testing/start-app.ts';
import { createTabLocks } from '../../server/testing/tab-locks.ts';
import { CreateConversationDocument, memoryStorage, type TidingsClient } from '../index.ts';

let app: TestApp;
const clients: TidingsClient[] = [];

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(async () => {
  for (const client of clients) client.close();
  await app.close();
});

const textsOf = (client: TidingsClient, conversationId: string) =>
  client
    .messages(conversationId)
    .select((views) => views.map(({ message, entry }) => message?.text ?? entry?.input.text));

test('the tabs of a user share one socket and one outbox, and another takes over when the leader is gone', async () => {
  const tokens = { alice: await app.token('alice'), bob: await app.token('bob') };
  await app.data(tokens.alice, '{ viewer { tenantId } }');
  const browser = createTabLocks();
  const storage = memoryStorage();
  const openTab = () => {
    const network = createNetwork();
    const locks = browser.tab();
    const tabs = { locks, createChannel: (name: string) => new BroadcastChannel(name) };
    const client = connectDevice(app, tokens.alice, { network, storage, tabs });
    clients.push(client);
    const crash = () => {
      network.goOffline();
      locks.crash();
    };
    return { client, network, crash };
  };
  const bob = connectDevice(app, tokens.bob);
  clients.push(bob);
  await isLive(bob);
  const input = { clientId: 'dm', kind: 'DIRECT' as const, memberIds: ['alice'] };
  const { createConversation } = await bob.execute(CreateConversationDocument, { input });
  const conversationId = createConversation?.conversation.id ?? '';

  const leader = openTab();
  await isLive(leader.client);
  const [second, third] = [openTab(), openTab()];
  await Promise.all([isLive(second.client), isLive(third.client)]);
  expect([leader, second, third].map(({ network }) => network.sockets())).toEqual([1, 0, 0]);
  expect(second.client.connection.getSnapshot().transport).toBe('tab');

  // What the second tab writes is sent by the first, and shows in all.
  await second.client.send({ conversationId, text: 'from the second tab' });
  for (const client of [bob, leader.client, second.client, third.client]) {
    await until(textsOf(client, conversationId), (texts) => texts.join() === 'from the second tab');
  }
  await until(second.client.outbox, (entries) => entries.length === 0);

  leader.crash();
  await third.client.send({ conversationId, text: 'after the crash' });
  for (const client of [bob, second.client, third.client]) {
    await until(textsOf(client, conversationId), (texts) => texts.join() === 'from the second tab,after the crash');
  }
  expect(second.network.sockets() + third.network.sockets()).toBe(1);
});
