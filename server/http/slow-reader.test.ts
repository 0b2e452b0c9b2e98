import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRawSocket, operation } from '../testing/raw-socket.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { STREAM_QUEUE_BYTES_MAX: '65536', STREAM_STALL_MS_MAX: '1000' } });
});
afterAll(() => app.close());

const live = 'subscription { events { __typename ... on MessageSent { message { text } } } }';
const send =
  'mutation ($id: ID!, $key: ID!, $text: String!) { sendMessage(input: { conversationId: $id, clientMessageId: $key, text: $text }) { message { seq } } }';

async function seedGroup() {
  const tokens = await Promise.all(['alice', 'bob', 'carol', 'dora'].map((sub) => app.token(sub)));
  const [alice = '', bob = '', carol = '', dora = ''] = tokens;
  for (const token of tokens) await app.data(token, '{ viewer { user { id } } }');
  const made = await app.data<{ createConversation: { conversation: { id: string } } }>(
    alice,
    'mutation { createConversation(input: { clientId: "slow", kind: GROUP, memberIds: ["bob", "carol", "dora"] }) { conversation { id } } }',
  );
  return { alice, bob, carol, dora, id: made.createConversation.conversation.id };
}

/** An SSE stream of which only the beginning is read. Fulfilled when the server cuts it. */
function openStuckSse(token: string): { ready: Promise<void>; cut: Promise<void> } {
  const ready = Promise.withResolvers<void>();
  const cut = Promise.withResolvers<void>();
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` };
  const sent = request(`${app.url}/graphql`, { method: 'POST', headers }, (response) => {
    response.once('data', () => {
      response.pause();
      ready.resolve();
      // What is in the buffers has to be taken before the end is seen.
      setTimeout(() => response.resume(), 12_000);
    });
    response.once('close', () => cut.resolve());
    response.once('error', () => cut.resolve());
  });
  sent.on('error', () => cut.resolve());
  sent.end(JSON.stringify({ query: live }));
  return { ready: ready.promise, cut: cut.promise };
}

test('Readers that stop reading are sent away, and nobody else notices', async () => {
  const { alice, bob, carol, dora, id } = await seedGroup();
  const stuck = await openRawSocket(app.port);
  await stuck.init(bob);
  stuck.send(operation('1', live));
  await stuck.until((frame) => frame.id === '1');
  stuck.pause();
  const sse = openStuckSse(dora);
  await sse.ready;
  const reader = app.subscribe(carol, live);
  await reader.until(({ data }) => JSON.stringify(data).includes('CaughtUp'));

  const count = 600;
  const filler = 'ä'.repeat(4_900);
  for (let at = 0; at < count; at += 20) {
    const batch = Array.from({ length: 20 }, (_, more) => at + more);
    await Promise.all(batch.map((key) => app.data(alice, send, { id, key: `${key}`, text: `${key} ${filler}` })));
  }
  const texts = () =>
    reader.results.map(({ data }) => JSON.stringify(data)).filter((text) => text.includes('MessageSent'));
  await expect.poll(() => texts().length, { timeout: 30_000 }).toBe(count);
  expect(new Set(texts()).size).toBe(count);

  await expect.poll(() => app.app.realtime.streamCount(), { timeout: 30_000 }).toBe(1);
  stuck.resume();
  expect([4410, 1006]).toContain((await stuck.closed).code);
  await sse.cut;
  await reader.close();
}, 90_000);
