import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDevice, createNetwork, isLive, until } from '../server/testing/sdk.ts';
import { startTestApp, type TestApp } from '../server/testing/start-app.ts';
import { CreateConversationDocument, memoryStorage, type TidingsClient, TidingsError } from './index.ts';

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

/** Two new users with a conversation of their own, and a client of each. */
async function openDm() {
  pairs += 1;
  const names = { alice: `alice${pairs}`, bob: `bob${pairs}` };
  const tokens = { alice: await app.token(names.alice), bob: await app.token(names.bob) };
  await app.data(tokens.alice, '{ viewer { tenantId } }');
  const bob = connect(tokens.bob);
  await isLive(bob);
  const input = { clientId: `dm${pairs}`, kind: 'DIRECT' as const, memberIds: [names.alice] };
  const { createConversation } = await bob.execute(CreateConversationDocument, { input });
  return { names, tokens, bob, conversationId: createConversation?.conversation.id ?? '' };
}

function connect(...args: [token: string, device?: Parameters<typeof connectDevice>[2]]): TidingsClient {
  const client = connectDevice(app, ...args);
  clients.push(client);
  return client;
}

const textsOf = (client: TidingsClient, conversationId: string) =>
  client
    .messages(conversationId)
    .select((views) => views.map(({ message, entry }) => message?.text ?? entry?.input.text));

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `message ${from + at}`);

test('two clients chat: each sees what the other says, and how far it has got', async () => {
  const { tokens, bob, conversationId } = await openDm();
  const alice = connect(tokens.alice);
  await isLive(alice);
  const ofAlice = alice.messages(conversationId);
  await alice.send({ conversationId, text: 'Hello, Bob' });
  await bob.send({ conversationId, text: 'Hello, Alice' });

  await until(
    textsOf(alice, conversationId),
    (texts) => texts.includes('Hello, Alice') && texts.includes('Hello, Bob'),
  );
  await until(textsOf(bob, conversationId), (texts) => texts.includes('Hello, Alice') && texts.includes('Hello, Bob'));
  // Bob's own message moved his position beyond hers, or hers is after his.
  await until(ofAlice, (views) => views.every(({ entry }) => entry === null));
  await until(alice.outbox, (entries) => entries.length === 0);
});

test('what is written offline shows at once, outlives a reload, and is sent once each and in order', async () => {
  const { tokens, bob, conversationId } = await openDm();
  const storage = memoryStorage();
  const network = createNetwork();
  const before = connect(tokens.alice, { storage, network });
  await isLive(before);
  network.goOffline();
  await until(before.connection, ({ status }) => status === 'waiting');

  const texts = numbered(1, 50);
  await Promise.all(texts.map((text) => before.send({ conversationId, text })));
  expect(
    before
      .messages(conversationId)
      .getSnapshot()
      .map(({ status }) => status),
  ).toEqual(texts.map(() => 'queued'));
  before.close();

  const after = connect(tokens.alice, { storage });
  await until(textsOf(bob, conversationId), (got) => got.length === 50);
  expect(textsOf(bob, conversationId).getSnapshot()).toEqual(texts);
  await until(after.outbox, (entries) => entries.length === 0);
  await until(textsOf(after, conversationId), (got) => got.length === 50);
  expect(textsOf(after, conversationId).getSnapshot()).toEqual(texts);
  expect(await storage.load(`${app.url}/graphql test/${after.state.getSnapshot()?.viewerId}`)).toEqual([]);
});

test('the connection comes back by itself and goes on from where the state is', async () => {
  const { tokens, bob, conversationId } = await openDm();
  const network = createNetwork();
  const alice = connect(tokens.alice, { network });
  await isLive(alice);
  network.goOffline();
  await until(alice.connection, ({ status }) => status === 'waiting');
  await bob.send({ conversationId, text: 'While you were away' });
  await until(bob.outbox, (entries) => entries.length === 0);
  expect(textsOf(alice, conversationId).getSnapshot()).toEqual([]);

  network.goOnline();
  alice.connect();
  await until(textsOf(alice, conversationId), (texts) => texts.includes('While you were away'));
});

test('a place that a mutation refuses is told by its code, and the message can be discarded', async () => {
  const { tokens, conversationId } = await openDm();
  const alice = connect(tokens.alice);
  await isLive(alice);
  const { clientMessageId } = await alice.send({ conversationId, text: 'x'.repeat(5_001) });
  const [failed] = await until(alice.messages(conversationId), ([view]) => view?.status === 'failed');
  expect(failed?.entry?.failure).toMatchObject({ code: 'BAD_USER_INPUT', field: 'text' });
  // It does not stand in the way of later ones.
  await alice.send({ conversationId, text: 'short' });
  await until(textsOf(alice, conversationId), (texts) => texts.includes('short'));
  alice.discard(clientMessageId);
  await until(alice.outbox, (entries) => entries.length === 0);
});

test('the outbox has a bound, and says so', async () => {
  const { tokens, conversationId } = await openDm();
  const network = createNetwork();
  const alice = connect(tokens.alice, { network, outboxEntriesMax: 3 });
  await isLive(alice);
  network.goOffline();
  await until(alice.connection, ({ status }) => status === 'waiting');
  for (const text of numbered(1, 3)) await alice.send({ conversationId, text });
  const refusal = await alice.send({ conversationId, text: 'one more' }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(TidingsError);
  expect((refusal as TidingsError).failure.code).toBe('OUTBOX_FULL');
});

test('where WebSockets are blocked, everything goes by Server-Sent Events', async () => {
  const { tokens, bob, conversationId } = await openDm();
  const alice = connect(tokens.alice, { network: createNetwork({ blocksSockets: true }) });
  await isLive(alice);
  expect(alice.connection.getSnapshot()).toMatchObject({ status: 'open', transport: 'sse', downSince: null });
  await bob.send({ conversationId, text: 'Through the proxy' });
  await until(textsOf(alice, conversationId), (texts) => texts.includes('Through the proxy'));
  await alice.send({ conversationId, text: 'And back' });
  await until(textsOf(bob, conversationId), (texts) => texts.includes('And back'));
});

test('older messages are joined to the live ones without a hole', async () => {
  const { tokens, bob, conversationId } = await openDm();
  for (const text of numbered(1, 80)) await bob.send({ conversationId, text });
  await until(bob.outbox, (entries) => entries.length === 0);
  const alice = connect(tokens.alice);
  await isLive(alice);
  expect(textsOf(alice, conversationId).getSnapshot()).toEqual(numbered(31, 80));
  await bob.send({ conversationId, text: 'message 81' });
  await alice.loadOlder(conversationId);
  await until(textsOf(alice, conversationId), (texts) => texts.length === 81);
  expect(textsOf(alice, conversationId).getSnapshot()).toEqual(numbered(1, 81));
  expect(alice.state.getSnapshot()?.conversations.get(conversationId)?.messagesFromSeq).toBe(0);
});

test('a conversation that nobody looks at keeps its newest messages, and one that is looked at keeps all', async () => {
  const { tokens, bob, conversationId } = await openDm();
  const alice = connect(tokens.alice, { messagesKept: 5 });
  await isLive(alice);
  const release = alice.watch(conversationId);
  for (const text of numbered(1, 30)) await bob.send({ conversationId, text });
  await until(textsOf(alice, conversationId), (texts) => texts.length === 30);
  const unread = () => alice.state.getSnapshot()?.conversations.get(conversationId)?.viewerMembership.unreadCount;
  expect(unread()).toBe(30);
  release();
  for (const text of numbered(31, 60)) await bob.send({ conversationId, text });
  await until(textsOf(alice, conversationId), (texts) => texts.includes('message 60') && texts.length <= 50);
  expect(unread()).toBe(60);
});

test('the ping tells how good the connection is', async () => {
  const { tokens } = await openDm();
  const alice = connect(tokens.alice);
  const state = await until(alice.connection, ({ quality }) => quality !== null);
  expect(['excellent', 'good', 'fair', 'poor']).toContain(state.quality);
  expect(state.lastPongAt).not.toBeNull();
});

test('a token is renewed in place before it ends: the socket stays', async () => {
  const { names } = await openDm();
  const network = createNetwork();
  let given = 0;
  const now = Math.floor(Date.now() / 1_000);
  const getToken = () => {
    given += 1;
    return app.token(names.alice, { exp: now + (given === 1 ? 5 : 3_600) });
  };
  const alice = connect('', { network, getToken });
  await isLive(alice);
  await new Promise((resolve) => setTimeout(resolve, (now + 7) * 1_000 - Date.now()));
  expect(given).toBe(2);
  expect(network.sockets()).toBe(1);
  expect(alice.connection.getSnapshot().status).toBe('open');
});

test('a refused token is asked for anew, and nobody signed in ends the client', async () => {
  const { tokens } = await openDm();
  const answers = ['no token at all', tokens.alice, null];
  const alice = connect('', { getToken: () => answers.shift() ?? null });
  await isLive(alice);
  alice.disconnect();
  expect(alice.connection.getSnapshot()).toMatchObject({ status: 'closed', failure: null });
  alice.connect();
  const { failure } = await until(alice.connection, ({ status, failure: why }) => status === 'closed' && why !== null);
  expect(failure?.code).toBe('UNAUTHENTICATED');
});
