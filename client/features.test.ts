import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFakePage } from '../server/testing/fake-page.ts';
import { connectDevice, createNetwork, isLive, until } from '../server/testing/sdk.ts';
import { startTestApp, type TestApp } from '../server/testing/start-app.ts';
import {
  CreateConversationDocument,
  createAcknowledger,
  createTyping,
  type TidingsClient,
  watchTyping,
} from './index.ts';

// What applications use of the SDK beside the client itself, each against a real server.

let app: TestApp;
const clients: TidingsClient[] = [];
let pairs = 0;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(async () => {
  for (const client of clients) client.close();
  await app.close();
});

async function connect(token: string, device?: Parameters<typeof connectDevice>[2]): Promise<TidingsClient> {
  const client = connectDevice(app, token, device);
  clients.push(client);
  await isLive(client);
  return client;
}

/** Two new users with a conversation of their own, and a client of each. */
async function openDm() {
  pairs += 1;
  const names = { alice: `alice${pairs}`, bob: `bob${pairs}` };
  const tokens = { alice: await app.token(names.alice), bob: await app.token(names.bob) };
  await app.data(tokens.alice, '{ viewer { tenantId } }');
  const bob = await connect(tokens.bob);
  const input = { clientId: `dm${pairs}`, kind: 'DIRECT' as const, memberIds: [names.alice] };
  const { createConversation } = await bob.execute(CreateConversationDocument, { input });
  const network = createNetwork();
  const alice = await connect(tokens.alice, { network });
  return { names, tokens, alice, bob, network, conversationId: createConversation?.conversation.id ?? '' };
}

const newestOf = (client: TidingsClient, conversationId: string) =>
  client.messages(conversationId).select((views) => views.at(-1));

test('what arrives is delivered, and what is looked at is read, also after a break', async () => {
  const { alice, bob, network, conversationId } = await openDm();
  const page = createFakePage();
  page.set('visible');
  const acknowledger = createAcknowledger(alice, { page, batchMs: 10 });
  const show = () => {
    const newest = newestOf(alice, conversationId).getSnapshot()?.message;
    if (newest != null) acknowledger.shown(conversationId, newest.seq);
  };
  const leave = alice.messages(conversationId).subscribe(show);
  await bob.send({ conversationId, text: 'Are you there?' });
  await until(newestOf(bob, conversationId), (newest) => newest?.status === 'delivered');

  network.goOffline();
  await until(alice.connection, ({ status }) => status === 'waiting');
  page.set('focused');
  network.goOnline();
  await until(newestOf(bob, conversationId), (newest) => newest?.status === 'read');
  await until(alice.state, (state) => state?.conversations.get(conversationId)?.viewerMembership.unreadCount === 0);
  leave();
  acknowledger.close();
});

test('one sees another type, and stop by sending', async () => {
  const { names, alice, bob, conversationId } = await openDm();
  const typists = watchTyping(alice, conversationId);
  const leave = typists.subscribe(() => {});
  const typing = createTyping(bob, conversationId);
  typing.typed();
  expect(await until(typists, ([typist]) => typist !== undefined)).toEqual([names.bob]);
  await bob.send({ conversationId, text: 'Done' });
  await until(typists, ({ length }) => length === 0);
  typing.close();
  leave();
});
