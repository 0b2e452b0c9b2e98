import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDevice, createNetwork, isLive, until } from '../server/testing/sdk.ts';
import { startTestApp, type TestApp } from '../server/testing/start-app.ts';
import { AddReactionDocument, CreateConversationDocument, type StreamItem, type TidingsClient } from './index.ts';

let app: TestApp;
const clients: TidingsClient[] = [];

beforeAll(async () => {
  // As an application runs that ships this client alone.
  app = await startTestApp({ env: { OPERATIONS: 'known', OPERATION_MANIFESTS: 'sdk' } });
});

afterAll(async () => {
  for (const client of clients) client.close();
  await app.close();
});

async function connect(sub: string, network = createNetwork()): Promise<TidingsClient> {
  const client = connectDevice(app, await app.token(sub), { network });
  clients.push(client);
  await isLive(client);
  return client;
}

const textsOf = (client: TidingsClient, conversationId: string) =>
  client.messages(conversationId).select((views) => views.map(({ message }) => message?.text));

async function openDm(by: TidingsClient, memberId: string): Promise<string> {
  const input = { clientId: `dm-${memberId}`, kind: 'DIRECT' as const, memberIds: [memberId] };
  const { createConversation } = await by.execute(CreateConversationDocument, { input });
  return createConversation?.conversation.id ?? '';
}

test('where only known operations are run, the client does everything that it does elsewhere', async () => {
  const alice = await connect('alice');
  const bob = await connect('bob');
  const conversationId = await openDm(bob, 'alice');
  for (let at = 1; at <= 60; at += 1) await bob.send({ conversationId, text: `message ${at}` });
  await until(bob.outbox, (entries) => entries.length === 0);

  const late = await connect('alice');
  await late.loadOlder(conversationId);
  await until(textsOf(late, conversationId), (texts) => texts.length === 60);
  const [first] = late.messages(conversationId).getSnapshot();
  await late.execute(AddReactionDocument, { input: { messageId: first?.message?.id ?? '', emoji: '👍' } });
  alice.watch(conversationId);
  await alice.send({ conversationId, text: 'And back' });
  await until(textsOf(bob, conversationId), (texts) => texts.includes('And back'));
  const { failure } = await alice.execute(CreateConversationDocument, { input: { clientId: '', kind: 'GROUP' } }).then(
    () => ({ failure: null }),
    (error: { failure: { code: string } }) => error,
  );
  expect(failure?.code).toBe('BAD_USER_INPUT');
});

test('what cannot be replayed any more is read afresh, whole, and what comes after it is live', async () => {
  const network = createNetwork();
  const carol = await connect('carol', network);
  const dave = await connect('dave');
  const conversationId = await openDm(dave, 'carol');
  await dave.send({ conversationId, text: 'Before' });
  await until(textsOf(carol, conversationId), (texts) => texts.includes('Before'));
  const items: StreamItem[] = [];
  carol.onItem((item) => items.push(item));

  network.goOffline();
  await until(carol.connection, ({ status }) => status === 'waiting');
  for (let at = 1; at <= 5; at += 1) await dave.send({ conversationId, text: `Missed ${at}` });
  await until(dave.outbox, (entries) => entries.length === 0);
  // The log of before is dropped, as retention does it after days.
  await app.engine.db.execute(sql`update installation set dropped_tx = pg_current_xact_id()`);
  network.goOnline();
  carol.connect();

  await until(textsOf(carol, conversationId), (texts) => texts.includes('Missed 5'));
  const texts = ['Before', ...[1, 2, 3, 4, 5].map((at) => `Missed ${at}`)];
  expect(textsOf(carol, conversationId).getSnapshot()).toEqual(texts);
  expect(items.map(({ __typename }) => __typename)).toContain('ResyncRequired');
  expect(items.filter(({ __typename }) => __typename === 'MessageSent')).toEqual([]);
  const membership = carol.state.getSnapshot()?.conversations.get(conversationId)?.viewerMembership;
  expect(membership?.unreadCount).toBe(6);

  await dave.send({ conversationId, text: 'After' });
  await until(textsOf(carol, conversationId), (got) => got.includes('After'));
  expect(textsOf(carol, conversationId).getSnapshot()).toEqual([...texts, 'After']);
});
