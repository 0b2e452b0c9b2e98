import { afterEach, expect, test } from 'vitest';
import { openTestEngine } from '../server/testing/engine.ts';
import { freePort } from '../server/testing/free-port.ts';
import { connectDevice, isLive, until } from '../server/testing/sdk.ts';
import { type ServerProcess, startProcess, tokenOf } from '../server/testing/start-process.ts';
import { CreateConversationDocument, type TidingsClient } from './index.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const textsOf = (client: TidingsClient, conversationId: string) =>
  client
    .messages(conversationId)
    .select((views) => views.map(({ message, entry }) => message?.text ?? entry?.input.text));

test('a server that is killed in the middle of it loses nothing: each message comes once, in order', async () => {
  const engine = await openTestEngine();
  ends.push(() => engine.close());
  const env = {
    ...{ DATABASE_URL: engine.databaseUrl ?? '', REDIS_URL: engine.redisUrl ?? '' },
    ...{ REDIS_KEY_PREFIX: engine.redisKeyPrefix, PORT: String(await freePort()), RATE_LIMITS: 'off' },
  };
  const start = () => {
    const server: ServerProcess = startProcess(env);
    ends.push(async () => {
      server.kill('SIGKILL');
      await server.ended;
    });
    return server;
  };
  const first = start();
  const url = await first.ready();
  const clients = [];
  for (const sub of ['alice', 'bob']) clients.push(connectDevice({ url }, await tokenOf(url, sub)));
  const [alice, bob] = clients as [TidingsClient, TidingsClient];
  ends.push(() => alice.close());
  ends.push(() => bob.close());
  await Promise.all([isLive(alice), isLive(bob)]);
  const input = { clientId: 'dm', kind: 'DIRECT' as const, memberIds: ['alice'] };
  const { createConversation } = await bob.execute(CreateConversationDocument, { input });
  const conversationId = createConversation?.conversation.id ?? '';

  const texts = Array.from({ length: 60 }, (_, at) => `message ${at + 1}`);
  for (const text of texts) await bob.send({ conversationId, text });
  await until(textsOf(alice, conversationId), (got) => got.length >= 10);
  first.kill('SIGKILL');
  await first.ended;
  await start().ready();

  alice.watch(conversationId);
  await until(textsOf(alice, conversationId), (got) => got.length >= 60);
  expect(textsOf(alice, conversationId).getSnapshot()).toEqual(texts);
  await until(bob.outbox, (entries) => entries.length === 0);
  expect(textsOf(bob, conversationId).getSnapshot()).toEqual(texts);
}, 180_000);
