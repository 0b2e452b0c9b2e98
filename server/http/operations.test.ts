import { afterAll, beforeAll, expect, test } from 'vitest';
import { EventsDocument } from '../../client/index.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const createConversation = /* GraphQL */ `
  mutation ($clientId: ID!, $memberIds: [ID!]!) {
    createConversation(input: { clientId: $clientId, kind: GROUP, title: "Plans", memberIds: $memberIds }) {
      conversation { id }
    }
  }
`;
const sendMessage = /* GraphQL */ `
  mutation ($conversationId: ID!, $clientMessageId: ID!, $text: String!) {
    sendMessage(input: { conversationId: $conversationId, clientMessageId: $clientMessageId, text: $text }) {
      message { id seq }
    }
  }
`;

const send = (token: string, conversationId: string, text: string) =>
  app.data(token, sendMessage, { conversationId, clientMessageId: crypto.randomUUID(), text });

async function seedGroup() {
  const [alice, bob] = await Promise.all([app.token('alice'), app.token('bob')]);
  await app.data(bob, '{ viewer { user { id } } }');
  const made = await app.data<{ createConversation: { conversation: { id: string } } }>(alice, createConversation, {
    clientId: crypto.randomUUID(),
    memberIds: ['bob'],
  });
  return { alice, bob, conversationId: made.createConversation.conversation.id };
}

test('What one user sends over HTTP reaches the other over his WebSocket', async () => {
  const { alice, bob, conversationId } = await seedGroup();
  const stream = app.subscribe(bob, EventsDocument);
  await stream.until(({ data }) => JSON.stringify(data).includes('CaughtUp'));
  await send(alice, conversationId, 'Hello over the socket');
  await stream.until(({ data }) => JSON.stringify(data).includes('Hello over the socket'));
  await stream.close();
});

test('A reader of Server-Sent Events gets the same, and his stream ends when he goes', async () => {
  const { alice, bob, conversationId } = await seedGroup();
  const gone = new AbortController();
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${bob}` },
    body: JSON.stringify({ query: 'subscription { events { __typename ... on MessageSent { message { text } } } }' }),
    signal: gone.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const readUntil = async (text: string) => {
    let seen = '';
    while (!seen.includes(text)) seen += (await reader?.read())?.value ?? '';
  };
  await readUntil('CaughtUp');
  await send(alice, conversationId, 'Hello over SSE');
  await readUntil('Hello over SSE');
  gone.abort();
  await expect.poll(() => app.app.realtime.streamCount()).toBe(0);
});

test('What a query returns and the stream from its syncCursor on leave no hole', async () => {
  const { alice, bob, conversationId } = await seedGroup();
  const query = /* GraphQL */ `
    query ($id: ID!) { ...Sync conversation(id: $id) { lastSeq } }
    fragment Sync on Query { syncCursor }
  `;
  const before = await app.data<{ syncCursor: string; conversation: { lastSeq: number } }>(bob, query, {
    id: conversationId,
  });
  await send(alice, conversationId, 'After the cursor');
  const stream = app.subscribe<{ events: { seq?: number } }>(bob, EventsDocument, { after: before.syncCursor });
  const sent = await stream.until(({ data }) => JSON.stringify(data).includes('After the cursor'));
  expect(sent.data?.events.seq).toBe(before.conversation.lastSeq + 1);
  await stream.close();
});

test('node finds what its id names, under the same rules as everywhere', async () => {
  const { alice, conversationId } = await seedGroup();
  const carol = await app.token('carol');
  const query = 'query ($id: ID!) { node(id: $id) { __typename id } }';
  expect(await app.data(alice, query, { id: conversationId })).toEqual({
    node: { __typename: 'Conversation', id: conversationId },
  });
  expect(await app.data(alice, query, { id: 'bob' })).toEqual({ node: { __typename: 'User', id: 'bob' } });
  const answer = await app.graphql(carol, query, { id: conversationId });
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
});
