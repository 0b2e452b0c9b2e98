import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  ConversationEventsSubscription,
  EventsSubscription,
  MessagesQuery,
  SendMessageInput,
} from '../../../client/generated/operations.ts';
import {
  AcknowledgeDocument,
  AddReactionDocument,
  BlockUserDocument,
  ConversationDocument,
  ConversationEventsDocument,
  CreateConversationDocument,
  DeleteMessageDocument,
  EditMessageDocument,
  EventsDocument,
  ForwardMessagesDocument,
  MessageDeliveryDocument,
  MessageDocument,
  MessagesDocument,
  NodeDocument,
  PinMessageDocument,
  PinnedMessagesDocument,
  ReportMessageDocument,
  RequestContactDocument,
  SearchMessagesDocument,
  SendMessageDocument,
  type StreamItem,
  SyncConversationDocument,
  SyncCursorDocument,
  ThreadsDocument,
  UnblockUserDocument,
  UpdateProfileDocument,
  ViewerDocument,
} from '../../../client/index.ts';
import { createId } from '../../lib/ids.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { isNumbered } from '../../testing/history.ts';
import type { Run } from '../../testing/run-operation.ts';
import { type Subscriber, startTestApp, type TestApp } from '../../testing/start-app.ts';
import { deafFanOut } from '../../testing/test-node.ts';
import { runAs, verifyEventsEnv } from '../../testing/verify-events.ts';

/** What Alice must not see. */
const secret = 'Zebrafinch';

let engine: TestEngine;
let near: TestApp;
/** A node that no hint reaches. */
let deaf: TestApp;

beforeAll(async () => {
  engine = await openTestEngine();
  const env = { ...verifyEventsEnv, SEARCH_INTERVAL_MS: '100' };
  near = await startTestApp({ engine, env });
  deaf = await startTestApp({ engine, fanOut: deafFanOut, env });
});
afterAll(async () => {
  await near?.close();
  await deaf?.close();
  await engine?.close();
});

async function seed() {
  const tenant = `t-${randomUUID()}`;
  const tokenOf = (sub: string, role = 'user') => near.token(sub, { tenant, role });
  const [alice, bob, carol] = await Promise.all([tokenOf('alice'), tokenOf('bob'), tokenOf('carol')]);
  const tokens = { alice, bob, carol };
  const as = {
    alice: runAs(near, alice),
    bob: runAs(near, bob),
    carol: runAs(near, carol),
    backend: runAs(near, await tokenOf('backend', 'service')),
  };
  for (const run of Object.values(as)) await run(UpdateProfileDocument, { input: { metadata: { is: 'here' } } });
  const directId = await createDirect(as.alice, 'bob');
  const block = () => as.alice(BlockUserDocument, { input: { userId: 'bob' } });
  const unblock = () => as.alice(UnblockUserDocument, { input: { userId: 'bob' } });
  return { tokens, as, directId, block, unblock };
}

async function createDirect(run: Run, other: string): Promise<string> {
  const input = { clientId: randomUUID(), kind: 'DIRECT' as const, memberIds: [other] };
  return (await run(CreateConversationDocument, { input })).createConversation?.conversation.id ?? '';
}

async function send(run: Run, conversationId: string, text: string, over: Partial<SendMessageInput> = {}) {
  const input = { conversationId, clientMessageId: randomUUID(), text, ...over };
  const { sendMessage } = await run(SendMessageDocument, { input });
  if (sendMessage === null) throw new Error('It was not sent.');
  return sendMessage.message;
}

const follow = (app: TestApp, token: string, after: string | null = null) =>
  app.subscribe<EventsSubscription>(token, EventsDocument, { after });
const itemsOf = (stream: Subscriber<EventsSubscription>) =>
  stream.results.flatMap(({ data }): StreamItem[] => (data == null ? [] : [data.events]));
/** What came of a conversation: its numbers, and what stood there. */
const placesOf = (items: StreamItem[], conversationId: string) =>
  items.flatMap((item) =>
    (isNumbered(item) || item.__typename === 'EventWithheld') && item.conversationId === conversationId
      ? [`${item.seq} ${item.__typename}`]
      : [],
  );
const isCheckpoint = (item: StreamItem) => item.__typename === 'Checkpoint';
const reached = (seq: number) => (result: { data?: EventsSubscription | null }) => {
  const item = result.data?.events;
  return item !== undefined && 'seq' in item && 'conversationId' in item && item.seq === seq;
};

test('However many send around a block, what comes after it is for its sender alone, live, by resumes and for good', async () => {
  const { tokens, as, directId, block, unblock } = await seed();
  const { syncCursor } = await as.alice(SyncCursorDocument, {});
  const streams = [follow(near, tokens.alice), follow(deaf, tokens.alice), follow(near, tokens.bob)];
  for (const stream of streams) await stream.until(({ data }) => data?.events.__typename === 'CaughtUp');

  /** Whether each number is for Alice; null where either is right, since it came at the moment of the change. */
  const isShown = new Map<number, boolean | null>();
  let isBlocked = false;
  for (let round = 0; round < 6; round += 1) {
    const sendSome = (count: number, isForHer: boolean | null) =>
      Promise.all(
        Array.from({ length: count }, async (_, at) => {
          const { seq } = await send(as.bob, directId, `${secret} ${round} ${at}`);
          isShown.set(seq, isForHer);
        }),
      );
    await sendSome(4, !isBlocked);
    const amid = sendSome(round * 2, null);
    await Promise.all([isBlocked ? unblock() : block(), amid, sendSome(20 - round * 2, null)]);
    await sendSome(4, isBlocked);
    isBlocked = !isBlocked;
    const hers = await send(as.alice, directId, 'Hers');
    isShown.set(hers.seq, true);
  }
  const lastSeq = Math.max(...isShown.keys());
  for (const stream of streams) await stream.until(reached(lastSeq));
  const [live = [], liveDeaf = [], bobs = []] = streams.map((stream) => placesOf(itemsOf(stream), directId));
  expect(bobs).toEqual([...isShown.keys()].sort((a, b) => a - b).map((seq) => `${seq} MessageSent`));
  for (const [seq, shown] of isShown) {
    if (shown === null) continue;
    expect(live).toContain(`${seq} ${shown ? 'MessageSent' : 'EventWithheld'}`);
  }
  expect(live.map((place) => Number.parseInt(place, 10))).toEqual([...isShown.keys()].sort((a, b) => a - b));
  expect(liveDeaf).toEqual(live);

  // All again from before: the rings of a node that heard everything, the log, and the log of one conversation.
  const shownSeqs = live.flatMap((place) => (place.endsWith('MessageSent') ? [Number.parseInt(place, 10)] : []));
  for (const node of [near, deaf]) {
    const resumed = follow(node, tokens.alice, syncCursor);
    await resumed.until(({ data }) => data?.events.__typename === 'CaughtUp');
    expect(placesOf(itemsOf(resumed), directId)).toEqual(live);
    await resumed.close();
    const one = node.subscribe<ConversationEventsSubscription>(tokens.alice, ConversationEventsDocument, {
      conversationId: directId,
      afterSeq: 2,
    });
    await one.until(({ data }) => data?.conversationEvents.__typename === 'CaughtUp');
    const told = one.results.flatMap(({ data }): StreamItem[] => (data == null ? [] : [data.conversationEvents]));
    expect(placesOf(told, directId)).toEqual(live);
    await one.close();
  }
  const seqsFor = async (run: Run) => {
    const seqs: number[] = [];
    for (let before: string | null = null; ; ) {
      const answer: MessagesQuery = await run(MessagesDocument, { conversationId: directId, last: 100, before });
      const page = answer.conversation?.messages;
      seqs.unshift(...(page?.edges ?? []).flatMap((edge) => edge?.node?.seq ?? []));
      before = page?.pageInfo.startCursor ?? null;
      if (page?.pageInfo.hasPreviousPage !== true) return seqs;
    }
  };
  expect(await seqsFor(as.alice)).toEqual(shownSeqs);
  expect(await seqsFor(as.bob)).toEqual([...isShown.keys()].sort((a, b) => a - b));
  await Promise.all(streams.map((stream) => stream.close()));
}, 180_000);

test('What is withheld is in no query of the blocker, whatever becomes of it, and also after the block', async () => {
  const { tokens, as, directId, block, unblock } = await seed();
  const theirs = await send(as.bob, directId, 'Once we were friends');
  const hers = await send(as.alice, directId, 'Were we?');
  await as.alice(AcknowledgeDocument, { input: { positions: [{ conversationId: directId, readSeq: hers.seq }] } });
  const live = [follow(near, tokens.alice), follow(deaf, tokens.alice)];
  for (const stream of live) await stream.until(({ data }) => data?.events.__typename === 'CaughtUp');
  await block();
  const calm = await as.alice(ConversationDocument, { id: directId });
  const { viewer: total } = await as.alice(ViewerDocument, {});

  const root = await send(as.bob, directId, `${secret} one`, { mentionedUserIds: ['alice'] });
  const second = await send(as.bob, directId, 'two', { replyToId: root.id, threadRootId: null });
  await send(as.bob, directId, `${secret} three`, { threadRootId: root.id });
  await send(as.bob, directId, `${secret} four`, { threadRootId: hers.id });
  await as.bob(EditMessageDocument, { input: { messageId: second.id, text: `${secret} two` } });
  await as.bob(AddReactionDocument, { input: { messageId: root.id, emoji: '👀' } });
  await as.bob(PinMessageDocument, { input: { messageId: root.id } });
  await as.bob(EditMessageDocument, { input: { messageId: theirs.id, text: `${secret} zero` } });
  await as.bob(ForwardMessagesDocument, {
    input: { clientId: 'f', messageIds: [root.id], toConversationIds: [directId] },
  });
  // The backend answers him, with a quote: that is for him too.
  await send(as.backend, directId, `You said: ${secret}`, { kind: 'SYSTEM', replyToId: root.id });
  const plain = await send(as.backend, directId, 'For both', { kind: 'SYSTEM' });
  const deleted = await send(as.bob, directId, `${secret} gone`);
  await as.bob(DeleteMessageDocument, { input: { messageId: deleted.id, scope: 'EVERYONE' } });
  await expect
    .poll(async () => (await as.bob(SearchMessagesDocument, { query: secret })).searchMessages.edges?.length)
    .toBeGreaterThan(5);

  for (const isBlocked of [true, false]) {
    if (!isBlocked) await unblock();
    const shown = [
      await as.alice(SyncConversationDocument, { id: directId }),
      await as.alice(MessagesDocument, { conversationId: directId, last: 50 }),
      await as.alice(MessagesDocument, { conversationId: directId, aroundSeq: root.seq }),
      await as.alice(PinnedMessagesDocument, { conversationId: directId }),
      await as.alice(ThreadsDocument, { conversationId: directId }),
      await as.alice(SearchMessagesDocument, { query: secret }),
    ];
    expect(JSON.stringify(shown)).not.toContain(secret);
    expect(JSON.stringify(shown)).not.toContain(root.id);
    expect(shown[4]).toMatchObject({ conversation: { threads: { edges: [] } } });
    const { conversation } = await as.alice(ConversationDocument, { id: directId });
    expect(conversation?.lastMessage?.id).toBe(plain.id);
    expect(conversation?.lastActivityAt).toBe(plain.createdAt);
    expect(conversation?.viewerMembership?.unreadCount).toBe(1);
    expect(conversation?.viewerMembership?.unreadMentionCount).toBe(0);
    expect((await as.alice(ViewerDocument, {})).viewer.unreadCount).toBe(total.unreadCount + 1);
    for (const { id } of [root, second, theirs, deleted]) {
      const nobodys = createId('msg');
      const acts = [
        (messageId: string) => near.graphql(tokens.alice, MessageDocument, { id: messageId }),
        (messageId: string) => near.graphql(tokens.alice, NodeDocument, { id: messageId }),
        (messageId: string) => near.graphql(tokens.alice, AddReactionDocument, { input: { messageId, emoji: '👍' } }),
        (messageId: string) => near.graphql(tokens.alice, PinMessageDocument, { input: { messageId } }),
        (messageId: string) => near.graphql(tokens.alice, DeleteMessageDocument, { input: { messageId, scope: 'ME' } }),
        (messageId: string) =>
          near.graphql(tokens.alice, ReportMessageDocument, { input: { clientId: 'r', messageId, reason: 'SPAM' } }),
        (messageId: string) =>
          near.graphql(tokens.alice, ForwardMessagesDocument, {
            input: { clientId: messageId, messageIds: [messageId], toConversationIds: [directId] },
          }),
        (messageId: string) =>
          near.graphql(tokens.alice, SendMessageDocument, {
            input: { conversationId: directId, clientMessageId: messageId, text: 'So?', replyToId: messageId },
          }),
        (messageId: string) =>
          near.graphql(tokens.alice, SendMessageDocument, {
            input: { conversationId: directId, clientMessageId: messageId, text: 'So?', threadRootId: messageId },
          }),
      ];
      for (const act of acts) {
        const answers = [await act(id), await act(nobodys)].map(({ data, errors }) => ({
          data,
          errors: errors?.map(({ message, extensions }) => [message, extensions?.code, extensions?.field]),
        }));
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0]?.errors?.[0]?.[1]).toBe('NOT_FOUND');
      }
    }
  }
  expect(calm.conversation?.viewerMembership?.unreadCount).toBe(0);

  const last = await send(as.alice, directId, 'The end');
  for (const stream of live) {
    await stream.until(reached(last.seq));
    expect(JSON.stringify(itemsOf(stream))).not.toContain(secret);
    expect(placesOf(itemsOf(stream), directId).filter((place) => place.endsWith('EventWithheld'))).toHaveLength(12);
    await stream.close();
  }
}, 180_000);

test('The blocked sees what he would see of somebody who keeps silent: the same answers, events, counts and order', async () => {
  const { tokens, as, directId, block, unblock } = await seed();
  const silentId = await createDirect(as.carol, 'bob');
  for (const [run, id] of [
    [as.alice, directId],
    [as.carol, silentId],
  ] as const) {
    await send(as.bob, id, 'Hello');
    await send(run, id, 'Hello Bob');
  }
  await block();

  /** Everything that Bob does and sees in one of the two, with what names it left out. */
  const live = async (conversationId: string, other: string, others: () => Promise<unknown>) => {
    const { syncCursor } = await as.bob(SyncCursorDocument, {});
    const stream = follow(near, tokens.bob);
    await stream.until(({ data }) => data?.events.__typename === 'CaughtUp');
    const answers: unknown[] = [await as.bob(RequestContactDocument, { input: { userId: other, message: 'Hi' } })];
    const first = await send(as.bob, conversationId, 'Are you there?');
    const second = await send(as.bob, conversationId, 'Hello?', { replyToId: first.id, mentionedUserIds: [other] });
    await others();
    answers.push(
      [first, second],
      await send(as.bob, conversationId, 'In a thread', { threadRootId: first.id }),
      await as.bob(EditMessageDocument, { input: { messageId: first.id, text: 'Are you?' } }),
      await as.bob(AddReactionDocument, { input: { messageId: second.id, emoji: '😀' } }),
      await as.bob(PinMessageDocument, { input: { messageId: second.id } }),
      await as.bob(DeleteMessageDocument, { input: { messageId: first.id, scope: 'EVERYONE' } }),
    );
    const last = await send(as.bob, conversationId, 'Well then');
    await stream.until(reached(last.seq));
    await others();
    const seen = stream.results.length;
    // Whatever the checkpoint before the last one missed was committed before it.
    await stream.until(() => itemsOf(stream).slice(seen).filter(isCheckpoint).length >= 2);
    const resumed = follow(near, tokens.bob, syncCursor);
    await resumed.until(({ data }) => data?.events.__typename === 'CaughtUp');
    answers.push(
      await as.bob(SyncConversationDocument, { id: conversationId }),
      await as.bob(ConversationDocument, { id: conversationId }),
      await as.bob(ThreadsDocument, { conversationId }),
      await as.bob(PinnedMessagesDocument, { conversationId }),
      await deliveries(as.bob, [second.id, last.id]),
    );
    const streams = [stream, resumed].map((each) =>
      itemsOf(each).filter((item) => item.__typename !== 'Checkpoint' && item.__typename !== 'CaughtUp'),
    );
    await Promise.all([stream.close(), resumed.close()]);
    return normalized({ answers, streams }, other);
  };
  const readAll = async () => {
    const { conversation } = await as.alice(ConversationDocument, { id: directId });
    const positions = [{ conversationId: directId, readSeq: conversation?.lastSeq ?? 0 }];
    await as.alice(AcknowledgeDocument, { input: { positions } });
  };
  const silence = await live(silentId, 'carol', async () => {});
  expect(await live(directId, 'alice', readAll)).toEqual(silence);

  // She reads all the same, and is not seen to, until she reads on after the block, or writes.
  const status = async (id: string) => (await deliveries(as.bob, [id]))[0];
  const late = await send(as.bob, directId, 'Late');
  await readAll();
  expect((await as.alice(ConversationDocument, { id: directId })).conversation?.viewerMembership?.readSeq).toBe(
    late.seq,
  );
  expect(await status(late.id)).toBe('SENT 0 of 1');
  await unblock();
  expect(await status(late.id)).toBe('SENT 0 of 1');
  await send(as.alice, directId, 'Here I am');
  expect(await status(late.id)).toBe('READ 1 of 1');
  await block();
  const hidden = await send(as.bob, directId, 'And again');
  await readAll();
  expect(await status(hidden.id)).toBe('SENT 0 of 1');
  await unblock();
  const shown = await send(as.bob, directId, 'Now?');
  await readAll();
  expect(await status(shown.id)).toBe('READ 1 of 1');
}, 180_000);

async function deliveries(run: Run, ids: string[]): Promise<string[]> {
  const found = await Promise.all(ids.map((id) => run(MessageDeliveryDocument, { id })));
  return found.map(
    ({ message }) => `${message?.status} ${message?.delivery?.readCount} of ${message?.delivery?.recipientCount}`,
  );
}

/** A text of it in which ids and times are numbers in the order of their first. */
function normalized(value: unknown, other: string): string {
  const names = new Map<string, string>();
  const nameOf = (kind: string) => (found: string) => {
    const name = names.get(found) ?? `${kind} ${names.size}`;
    names.set(found, name);
    return name;
  };
  return JSON.stringify(value, null, 1)
    .replaceAll(`"${other}"`, '"other"')
    .replaceAll(/(conv|msg)_[0-9a-z]{26}/g, nameOf('id'))
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, nameOf('key'))
    .replaceAll(/"cursor": "[^"]*"|"(start|end)Cursor": "[^"]*"/g, '')
    .replaceAll(/("__typename": "ContactRequested",\s+"seq":) \d+/g, '$1')
    .replaceAll(/"ownLogSeq": \d+|"\d{4}-[^"]*Z"/g, '""');
}
