import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CreateConversationDocument, type SendMessageDocument } from '../../client/index.ts';
import { openRawSocket, operation } from '../testing/raw-socket.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { runAs } from '../testing/verify-events.ts';

const perMinute = 3;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { RATE_LIMITS: 'on', URGENT_SENDS_PER_MINUTE_MAX: `${perMinute}` } });
});
afterAll(() => app.close());

const document = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { seq } } }';
type Input = Parameters<NonNullable<(typeof SendMessageDocument)['__apiType']>>[0]['input'];

async function seed(sub: string, role = 'user') {
  const token = await app.token(sub, { role });
  const create = async () => {
    const input = { clientId: randomUUID(), kind: 'GROUP' as const };
    return (await runAs(app, token)(CreateConversationDocument, { input })).createConversation?.conversation.id ?? '';
  };
  return { token, conversationIds: [await create(), await create()] };
}

const inputOf = (conversationId: string | undefined, over: Partial<Input> = {}): Input => ({
  ...{ conversationId: conversationId ?? '', clientMessageId: randomUUID(), text: 'Fire', priority: 'URGENT' },
  ...over,
});

const refused = {
  message: expect.stringContaining('URGENT'),
  extensions: {
    code: 'RATE_LIMITED',
    field: 'priority',
    retryAfterMs: expect.any(Number),
    requestId: expect.any(String),
  },
};

test('URGENT messages have a rate of their own, over all conversations, and leave other priorities alone', async () => {
  const { token, conversationIds } = await seed('alice');
  const send = (at: number, over?: Partial<Input>) =>
    app.graphql(token, document, { input: inputOf(conversationIds[at % 2], over) });
  for (let at = 0; at < perMinute; at += 1) expect((await send(at)).errors).toBeUndefined();
  const { errors } = await send(0);
  expect(errors).toMatchObject([refused]);
  const retryAfterMs = Number(errors?.[0]?.extensions?.retryAfterMs);
  expect(retryAfterMs).toBeGreaterThan(1_000);
  expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  expect((await send(1, { priority: 'HIGH' })).errors).toBeUndefined();
  const bob = await seed('bob');
  expect((await app.graphql(bob.token, document, { input: inputOf(bob.conversationIds[0]) })).errors).toBeUndefined();
});

test('Aliases of one document and operations of one socket count one by one', async () => {
  const carol = await seed('carol');
  const names = Array.from({ length: perMinute + 2 }, (_, at) => `m${at}`);
  const fields = names.map((name) => `${name}: sendMessage(input: $${name}) { message { seq } }`);
  const aliased = `mutation (${names.map((name) => `$${name}: SendMessageInput!`)}) { ${fields.join(' ')} }`;
  const inputs = Object.fromEntries(names.map((name) => [name, inputOf(carol.conversationIds[0])]));
  const { data, errors } = await app.graphql(carol.token, aliased, inputs);
  expect(Object.values(data ?? {}).filter((sent) => sent !== null)).toHaveLength(perMinute);
  expect(errors).toMatchObject([refused, refused]);

  const dave = await seed('dave');
  const socket = await openRawSocket(app.port);
  await socket.init(`Bearer ${dave.token}`);
  for (let at = 0; at <= perMinute; at += 1) {
    socket.send(operation(`${at}`, document, { input: inputOf(dave.conversationIds[0]) }));
    const frame = JSON.stringify(await socket.until(({ id }) => id === `${at}`));
    expect(frame.includes('RATE_LIMITED')).toBe(at === perMinute);
  }
  socket.close();
});

test('SYSTEM messages of the backend are not counted, and its others are', async () => {
  const { token, conversationIds } = await seed('backend', 'service');
  const send = (kind: Input['kind']) =>
    app.graphql(token, document, { input: inputOf(conversationIds[0], { kind: kind ?? null }) });
  for (let at = 0; at < perMinute * 2; at += 1) expect((await send('SYSTEM')).errors).toBeUndefined();
  for (let at = 0; at < perMinute; at += 1) expect((await send('TEXT')).errors).toBeUndefined();
  expect((await send('TEXT')).errors).toMatchObject([refused]);
});
