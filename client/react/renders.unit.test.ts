import { act, createElement, type FunctionComponent, memo } from 'react';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type CountedClient, createCountedClient, sentIn, userOf } from '../../server/testing/counted-client.ts';
import { openPage } from '../../server/testing/open-page.ts';
import type { MessageView } from '../store/message-views.ts';
import { TidingsProvider } from './tidings-provider.ts';
import { useConnection } from './use-connection.ts';
import { useConversation } from './use-conversation.ts';
import { type ConversationSummary, useConversations } from './use-conversations.ts';
import { useMessages } from './use-messages.ts';
import { useOutbox } from './use-outbox.ts';
import { useOwnTyping } from './use-own-typing.ts';
import { useReceipts } from './use-receipts.ts';
import { useSendMessage } from './use-send-message.ts';
import { useThread } from './use-thread.ts';
import { useTyping } from './use-typing.ts';
import { useUnread } from './use-unread.ts';

let page: Awaited<ReturnType<typeof openPage>>;
let client: CountedClient;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.close());
beforeEach(() => {
  client = createCountedClient();
});

const renders = new Map<string, number>();
/** How often each has rendered since it was asked last; those that have not are left out. */
function rendered(): Record<string, number> {
  const counts = Object.fromEntries(renders);
  renders.clear();
  return counts;
}
const count = (name: string) => renders.set(name, (renders.get(name) ?? 0) + 1);

const Row = memo(function Row({ view }: { view: MessageView }) {
  count(`row ${view.message?.conversationId ?? view.entry?.input.conversationId} ${view.message?.seq ?? 'own'}`);
  return null;
});
function List({ id }: { id: string }) {
  count(`list ${id}`);
  const { data } = useMessages(id);
  return data?.map((view) => createElement(Row, { key: view.key, view }));
}
const Summary = memo(function Summary({ conversation }: { conversation: ConversationSummary }) {
  count(`summary ${conversation.id}`);
  return null;
});
function Summaries() {
  count('summaries');
  const { data } = useConversations();
  return data?.map((conversation) => createElement(Summary, { key: conversation.id, conversation }));
}
const reading = (name: string, useRead: () => unknown): FunctionComponent =>
  function Reader() {
    count(name);
    useRead();
    return null;
  };

const readers: FunctionComponent[] = [
  () => createElement(List, { id: 'a' }),
  () => createElement(List, { id: 'b' }),
  Summaries,
  reading('header a', () => useConversation('a')),
  reading('header b', () => useConversation('b')),
  reading('title a', () => useConversation('a', ({ fields }) => fields.title)),
  reading('receipts a', () => useReceipts('a')),
  reading('unread a', () => useUnread('a')),
  reading('unread b', () => useUnread('b')),
  reading('total', () => useUnread()),
  reading('connection', () => useConnection()),
  reading('thread a', () => useThread('a', 'msg_a_3')),
  reading('typing a', () => useTyping('a')),
  reading('typing b', () => useTyping('b')),
  reading('composer a', () => [useOwnTyping('a'), useSendMessage('a')]),
  reading('outbox', () => useOutbox((entries) => entries.length)),
];

async function show() {
  const parts = readers.map((each, key) => createElement(each, { key }));
  const shown = await page.render(createElement(TidingsProvider, { client }, parts));
  rendered();
  return shown;
}

test('A message renders the list of its conversation, its row, its summary and the counts, and nothing else', async () => {
  await show();
  act(() => client.take(sentIn('a', 5, 'bob')));
  expect(rendered()).toEqual({
    ...{ 'list a': 1, 'row a 5': 1, summaries: 1, 'summary a': 1, 'unread a': 1, total: 1, 'receipts a': 1 },
  });
});

test('A count, a receipt, another conversation and the connection render no list of messages', async () => {
  await show();
  const { lastSeq } = client.state.getSnapshot()?.conversations.get('a') ?? { lastSeq: 0 };
  const receipt = { deliveredSeq: lastSeq, readSeq: lastSeq };
  act(() =>
    client.take({
      ...{ __typename: 'ReadPositionChanged', conversationId: 'a', ...receipt, markedUnreadFromSeq: null },
      ...{ unreadCount: 0, unreadMentionCount: 0, lastSeq, ownLogSeq: 0 },
    }),
  );
  expect(rendered()).toEqual({ 'unread a': 1, total: 1, summaries: 1, 'summary a': 1 });
  act(() => client.setConnection({ pingMs: 20, lastPongAt: 1 }));
  expect(rendered()).toEqual({});
  act(() => client.setConnection({ quality: 'excellent' }));
  expect(rendered()).toEqual({ connection: 1 });
  act(() => client.take({ __typename: 'Checkpoint', cursor: 'later' }));
  expect(rendered()).toEqual({});
});

test('A message on its way renders the list of its conversation alone, and not the rows of others', async () => {
  await show();
  const entry = {
    ...{ clientMessageId: 'mine', input: { clientMessageId: 'mine', conversationId: 'b', text: 'Hi' } },
    ...{ createdAt: 0, order: 1, status: 'queued' as const, failure: null, attempts: 0, retryAt: 0, message: null },
  };
  act(() => client.setOutbox([entry]));
  expect(rendered()).toEqual({ 'list b': 1, 'row b own': 1, outbox: 1 });
});

test('An own message that others have read renders its row alone', async () => {
  await show();
  act(() => client.take(sentIn('a', 5, 'alice')));
  rendered();
  act(() =>
    client.take({
      __typename: 'ReceiptsAdvanced',
      conversationId: 'a',
      receipts: [{ userId: 'bob', deliveredSeq: 5, readSeq: 5 }],
    }),
  );
  expect(rendered()).toEqual({ 'list a': 1, 'row a 5': 1, 'receipts a': 1 });
});

test('A new name renders what shows the name', async () => {
  await show();
  const bob = { ...userOf('bob'), name: 'Robert', updatedAt: '2027-01-01T00:00:00.000Z' };
  act(() => client.take({ __typename: 'UserChanged', user: bob }));
  expect(rendered()).toEqual({ 'header a': 1, 'header b': 1 });
});

test('Who types renders the indicator of that conversation alone', async () => {
  await show();
  const { next } =
    client.followed.find(({ variables }) => 'conversationId' in variables && variables.conversationId === 'a') ?? {};
  const expiresAt = new Date(Date.now() + 5_000).toISOString();
  act(() => next?.({ typing: { userIds: ['bob'], userCount: 1, expiresAt } }));
  expect(rendered()).toEqual({ 'typing a': 1 });
  act(() => next?.({ typing: { userIds: ['alice', 'bob'], userCount: 2, expiresAt } }));
  expect(rendered()).toEqual({});
});

test('A reply renders its thread, and not the list of messages', async () => {
  await show();
  act(() => client.take(sentIn('a', 5, 'bob', { threadRootId: 'msg_a_3', threadRootSeq: 3 })));
  expect(rendered()).toEqual({ 'thread a': 1, summaries: 1, 'summary a': 1 });
});
