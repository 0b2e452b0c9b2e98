import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventsSubscription } from '../../client/generated/operations.ts';
import {
  CreateConversationDocument,
  EventsDocument,
  SendMessageDocument,
  type StreamItem,
  UpdateProfileDocument,
} from '../../client/index.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { runAs } from '../testing/verify-events.ts';

let engine: TestEngine;
let nodes: [TestApp, TestApp];
let conversationId: string;
const tokens = { alice: '', bob: '' };

beforeAll(async () => {
  engine = await openTestEngine();
  nodes = [await startTestApp({ engine }), await startTestApp({ engine })];
  tokens.alice = await nodes[0].token('alice');
  tokens.bob = await nodes[0].token('bob');
  await runAs(nodes[0], tokens.bob)(UpdateProfileDocument, { input: { name: 'Bob' } });
  const input = { clientId: 'group', kind: 'GROUP' as const, memberIds: ['bob'] };
  const created = await runAs(nodes[0], tokens.alice)(CreateConversationDocument, { input });
  conversationId = created.createConversation?.conversation.id ?? '';
});

afterAll(async () => {
  for (const node of nodes ?? []) await node.close();
  await engine?.close();
});

const send = async (node: TestApp, text: string, clientMessageId = text) =>
  (await runAs(node, tokens.alice)(SendMessageDocument, { input: { conversationId, clientMessageId, text } }))
    .sendMessage;

/** Bob's stream on a node, and the messages that it has brought. */
async function listen(node: TestApp) {
  const stream = node.subscribe<EventsSubscription>(tokens.bob, EventsDocument);
  const until = (fits: (item: StreamItem) => boolean) => stream.until(({ data }) => data != null && fits(data.events));
  await until((item) => item.__typename === 'CaughtUp');
  return {
    untilText: (text: string) => until((item) => item.__typename === 'MessageSent' && item.message.text === text),
    seqs: () =>
      stream.results.flatMap(({ data }) => (data?.events.__typename === 'MessageSent' ? [data.events.seq] : [])),
    close: () => stream.close(),
  };
}

test('What is sent on one node is received on the other, in both directions', async () => {
  const [first, second] = await Promise.all(nodes.map(listen));
  await send(nodes[0], 'from the first');
  await second?.untilText('from the first');
  await send(nodes[1], 'from the second');
  await first?.untilText('from the second');
  expect(first?.seqs()).toEqual(second?.seqs());
  await Promise.all([first?.close(), second?.close()]);
});

test('The same message 20 times at once on two nodes is one message, with 20 equal answers and no number missing', async () => {
  const stream = await listen(nodes[1]);
  const before = await send(nodes[0], 'before');
  const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => send(nodes[at % 2 === 0 ? 0 : 1], 'same')));
  const after = await send(nodes[1], 'after');
  const seq = before?.message.seq ?? 0;
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect([answers[0]?.message.seq, after?.message.seq]).toEqual([seq + 1, seq + 2]);
  await stream.untilText('after');
  expect(stream.seqs()).toEqual([seq, seq + 1, seq + 2]);
  await stream.close();
});

test('The same client id with another text is CONFLICT on the other node', async () => {
  await send(nodes[0], 'mine', 'taken');
  const input = { conversationId, clientMessageId: 'taken', text: 'other' };
  const { errors } = await nodes[1].graphql(tokens.alice, SendMessageDocument, { input });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', field: 'clientMessageId' });
});
