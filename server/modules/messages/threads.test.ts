import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createGraphqlSchema } from '../../http/schema.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { createCast } from '../../testing/cast.ts';
import { countStatements } from '../../testing/count-statements.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendReply, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { deleteMessage } from './delete-message.ts';
import { listReplies } from './list-messages.ts';
import { listThreads } from './list-threads.ts';
import { requireMessage } from './require-message.ts';
import { threadLoader } from './thread-queries.ts';

let engine: TestEngine;
let services: TestServices;
let texts: string[];
const schema = createGraphqlSchema();

beforeAll(async () => {
  engine = await openTestEngine();
  texts = countStatements(engine.db).texts;
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

async function ask(contextValue: Context, source: string, variableValues: Record<string, unknown> = {}) {
  const { data, errors } = await graphql({ schema, source, contextValue, variableValues });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

/** A conversation of alice, bob and carol, with a message of alice's. */
async function seedRoot() {
  const cast = await createCast(services, 'alice', 'bob', 'carol', 'dave');
  const id = await seedConversation(cast.alice, [cast.bob, cast.carol]);
  return { ...cast, id, root: await sendText(cast.alice, id, 'The root') };
}

const threadOf = (ctx: Context, root: StoredMessage) => threadLoader(ctx).load(root);
const textsOf = ({ edges }: Awaited<ReturnType<typeof listReplies>>) => edges.map(({ node }) => node.text);
const rootsOf = async (ctx: Context, id: string, args: Parameters<typeof listThreads>[2] = {}) =>
  (await listThreads(ctx, id, args)).edges.map(({ node }) => node.rootSeq);
const hide = (ctx: Context, { id: messageId }: StoredMessage) => deleteMessage(ctx, { messageId, scope: 'ME' });
const erase = (ctx: Context, { id: messageId }: StoredMessage) => deleteMessage(ctx, { messageId, scope: 'EVERYONE' });

describe('a message’s thread', () => {
  it('is there from the first reply on, and tells how many replied, who, when last, and what is unread', async () => {
    const { alice, bob, carol, root } = await seedRoot();
    expect(await threadOf(alice, root)).toBeNull();
    const replies = [
      await sendReply(carol, root, 'One'),
      await sendReply(bob, root, 'Two'),
      await sendReply(carol, root),
    ];
    const last = replies[2];
    expect(await threadOf(alice, root)).toEqual({
      ...{ conversationId: root.conversationId, rootSeq: root.seq, rootMessageId: root.id, replyCount: 3 },
      ...{ lastReplySeq: last?.seq, lastReplyAt: last?.createdAt, participantIds: ['bob', 'carol'] },
      ...{ deliveredSeq: 1, readSeq: 1, unreadCount: 3, unreadMentionCount: 0, lastSeq: last?.seq },
    });
    expect(await threadOf(bob, root)).toMatchObject({ readSeq: replies[1]?.seq, unreadCount: 1 });
    expect(await threadOf(carol, root)).toMatchObject({ readSeq: last?.seq, unreadCount: 0 });
  });

  it('counts neither what was deleted nor, for himself, what the viewer has hidden', async () => {
    const { alice, bob, carol, root } = await seedRoot();
    const [one, two, three] = [await sendReply(bob, root), await sendReply(bob, root), await sendReply(carol, root)];
    const named = await sendReply(bob, root, '@alice', { mentionedUserIds: ['alice'] });
    const all = await sendReply(alice, root, '@all', { mentionsEveryone: true, mentionedUserIds: ['bob'] });
    expect(await threadOf(alice, root)).toMatchObject({ replyCount: 5, unreadCount: 0, unreadMentionCount: 0 });
    expect(await threadOf(carol, root)).toMatchObject({ unreadCount: 2, unreadMentionCount: 1 });
    expect(await threadOf(bob, root)).toMatchObject({ unreadCount: 1, unreadMentionCount: 1 });

    await erase(bob, one);
    await hide(alice, two);
    await hide(bob, all);
    await erase(bob, named);
    expect(await threadOf(alice, root)).toMatchObject({ replyCount: 3, unreadCount: 0 });
    expect(await threadOf(bob, root)).toMatchObject({ replyCount: 3, unreadCount: 0, unreadMentionCount: 0 });
    await erase(carol, three);
    await erase(alice, all);
    expect(await threadOf(carol, root)).toMatchObject({ replyCount: 1, unreadCount: 0, lastReplySeq: all.seq });
  });

  it('stands when its root is deleted, which then is a tombstone', async () => {
    const { alice, bob, root } = await seedRoot();
    await sendReply(bob, root, 'One');
    await erase(alice, root);
    const document = `query ($id: ID!) { message(id: $id) { deletedAt
      thread { replyCount rootMessage { id deletedAt } messages { edges { node { text threadRootId threadRootSeq thread { replyCount } } } } } } }`;
    const { message } = await ask(bob, document, { id: root.id });
    const deletedAt = expect.any(String);
    const node = { text: 'One', threadRootId: root.id, threadRootSeq: root.seq, thread: null };
    expect(message).toEqual({
      deletedAt,
      thread: { replyCount: 1, rootMessage: { id: root.id, deletedAt }, messages: { edges: [{ node }] } },
    });
    await sendReply(bob, root, 'Two');
    await hide(bob, root);
    const [mine] = (await listThreads(bob, root.conversationId, {})).edges;
    expect(mine?.node.replyCount).toBe(2);
    const list = 'query ($id: ID!) { conversation(id: $id) { threads { edges { node { rootMessage { id } } } } } }';
    expect((await ask(bob, list, { id: root.conversationId })).conversation.threads.edges).toEqual([
      { node: { rootMessage: null } },
    ]);
  });

  it('shows ten who have replied, in the order of their ids, and counts up to a hundred', async () => {
    const { alice, root } = await seedRoot();
    const { tenantId } = alice.actor;
    const ids = Array.from({ length: 103 }, (_, at) => `user-${String(at).padStart(3, '0')}`);
    await seedUsers(engine.db, ids, tenantId);
    for (let at = 0; at < ids.length; at += 100) {
      await addMembers(alice, { conversationId: root.conversationId, userIds: ids.slice(at, at + 100) });
    }
    const reply = (userIds: string[]) =>
      Promise.all(userIds.map((userId) => sendReply(contextOf(services, userId, { tenantId }), root)));
    const document = `query ($id: ID!) { message(id: $id) { thread { participantCount participantIds participants { id } } } }`;
    const read = async () => (await ask(alice, document, { id: root.id })).message.thread;

    await reply(ids.slice(50, 62));
    await reply(ids.slice(50, 52));
    const shown = ids.slice(50, 60);
    expect(await read()).toEqual({
      ...{ participantCount: 12, participantIds: shown, participants: shown.map((id) => ({ id })) },
    });
    await reply(ids);
    expect(await read()).toMatchObject({ participantCount: 100, participantIds: ids.slice(0, 10) });
  });

  it('is no member’s of another time: what was there when he joined is read, and a removal ends it', async () => {
    const { alice, bob, dave, root } = await seedRoot();
    const conversationId = root.conversationId;
    await sendReply(bob, root, 'One');
    await addMembers(alice, { conversationId, userIds: ['dave'] });
    expect(await threadOf(dave, root)).toMatchObject({ replyCount: 1, unreadCount: 0 });
    await sendReply(dave, root, 'Two');
    await sendReply(bob, root, 'Three');
    expect(await threadOf(dave, root)).toMatchObject({ replyCount: 3, unreadCount: 1 });

    await removeMember(alice, { conversationId, userId: 'dave' });
    expect(await threadOf(dave, root)).toBeNull();
    await expect(listReplies(dave, { conversationId, rootSeq: root.seq }, {})).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(listThreads(dave, conversationId, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await sendReply(bob, root, 'Four');
    await addMembers(alice, { conversationId, userIds: ['dave'] });
    expect(await threadOf(dave, root)).toMatchObject({ unreadCount: 0, participantIds: ['bob', 'dave'] });
    await sendReply(bob, root, 'Five');
    expect(await threadOf(dave, root)).toMatchObject({ unreadCount: 1 });
  });

  it('is not for whom its root is too old, who may read single replies of his time', async () => {
    const { alice, bob, dave } = await createCast(services, 'alice', 'bob', 'dave');
    const id = await seedConversation(alice, [bob], { historyVisibility: 'SINCE_JOIN' });
    const root = await sendText(alice, id);
    const before = await sendReply(bob, root, 'Before');
    await addMembers(alice, { conversationId: id, userIds: ['dave'] });
    const after = await sendReply(bob, root, 'After');
    const later = await sendText(alice, id);
    await sendReply(bob, later);

    expect(await requireMessage(dave, after.id)).toEqual(after);
    const { node } = await ask(dave, 'query ($id: ID!) { node(id: $id) { ... on Message { text threadRootId } } }', {
      id: after.id,
    });
    expect(node).toEqual({ text: 'After', threadRootId: root.id });
    for (const message of [root, before]) {
      await expect(requireMessage(dave, message.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await threadOf(dave, root)).toBeNull();
    expect(await rootsOf(dave, id)).toEqual([later.seq]);
    await expect(listReplies(dave, { conversationId: id, rootSeq: root.seq }, {})).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the pages of a thread', () => {
  it('hold its replies alone, from either end, from a cursor and around a seq', async () => {
    const { alice, bob, root, id } = await seedRoot();
    const other = await sendText(alice, id);
    const replies = [];
    for (let at = 1; at <= 9; at += 1) {
      replies.push(await sendReply(bob, root, `${at}`));
      await sendReply(bob, other, 'Elsewhere');
      await sendText(bob, id, 'In between');
    }
    const read = (args: Parameters<typeof listReplies>[2]) =>
      listReplies(alice, { conversationId: id, rootSeq: root.seq }, args);
    const newest = await read({ last: 3 });
    expect(textsOf(newest)).toEqual(['7', '8', '9']);
    expect(newest.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
    expect(textsOf(await read({ last: 3, before: newest.pageInfo.startCursor }))).toEqual(['4', '5', '6']);
    const first = await read({ first: 2 });
    expect(textsOf(first)).toEqual(['1', '2']);
    expect(textsOf(await read({ first: 2, after: first.pageInfo.endCursor }))).toEqual(['3', '4']);
    await hide(alice, replies[3] as StoredMessage);
    await erase(bob, replies[4] as StoredMessage);
    expect(textsOf(await read({ first: 4, aroundSeq: replies[4]?.seq ?? 0 }))).toEqual(['2', '3', null, '6']);
    const { pageInfo } = await listReplies(alice, { conversationId: id, rootSeq: other.seq }, { first: 1 });
    await expect(read({ first: 1, after: pageInfo.endCursor })).rejects.toMatchObject({ field: 'after' });
  });
});

describe('a conversation’s threads', () => {
  it('come with the latest reply first, page by page', async () => {
    const { alice, bob, root, id } = await seedRoot();
    const roots: StoredMessage[] = [];
    for (let at = 0; at < 5; at += 1) roots.push(await sendText(alice, id, `${at}`));
    for (const at of [0, 1, 2, 3, 4, 1]) await sendReply(bob, roots[at] ?? root);
    const inOrder = [1, 4, 3, 2, 0].map((at) => roots[at]?.seq);
    expect(await rootsOf(alice, id)).toEqual(inOrder);
    const page = await listThreads(alice, id, { first: 2 });
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(await rootsOf(alice, id, { first: 2, after: page.pageInfo.endCursor })).toEqual(inOrder.slice(2, 4));
    expect(await rootsOf(alice, id, { last: 2 })).toEqual(inOrder.slice(3));
    expect(await rootsOf(alice, id, { last: 1, before: page.pageInfo.endCursor })).toEqual(inOrder.slice(0, 1));
  });

  it('are narrowed to the unread ones, and to the viewer’s own', async () => {
    const { alice, bob, carol, id } = await seedRoot();
    const [asked, answered, named, foreign] = [
      await sendText(bob, id),
      await sendText(alice, id),
      await sendText(alice, id),
      await sendText(alice, id),
    ];
    await sendReply(carol, asked);
    await sendReply(carol, answered);
    await sendReply(bob, answered);
    await sendReply(carol, named, '@bob', { mentionedUserIds: ['bob'] });
    const last = await sendReply(carol, foreign);
    expect(await rootsOf(bob, id, { mineOnly: true })).toEqual([named.seq, answered.seq, asked.seq]);
    expect(await rootsOf(bob, id, { unreadOnly: true })).toEqual([foreign.seq, named.seq, asked.seq]);
    expect(await rootsOf(bob, id, { unreadOnly: true, mineOnly: true, first: 1 })).toEqual([named.seq]);
    await erase(carol, last);
    expect(await rootsOf(bob, id, { unreadOnly: true })).toEqual([named.seq, asked.seq]);
  });
});

describe('the cost of threads', () => {
  it('is the same for a page of 50 messages with threads as for one', async () => {
    const { alice, bob, carol, id } = await seedRoot();
    for (let at = 0; at < 50; at += 1) {
      const root = await sendText(alice, id);
      await Promise.all([sendReply(bob, root), sendReply(carol, root)]);
    }
    const fields = 'replyCount lastReplyAt participantCount participants { id } unreadCount unreadMentionCount readSeq';
    const document = `query ($id: ID!, $n: Int) { conversation(id: $id) {
      messages(last: $n) { edges { node { id thread { ${fields} } } } }
      threads(first: $n, unreadOnly: true, mineOnly: true) { edges { node { ${fields} rootMessage { text } } } } } }`;
    const statements = [];
    for (const n of [1, 50]) {
      texts.length = 0;
      const { conversation } = await ask(bob, document, { id, n });
      expect(
        conversation.messages.edges.filter((edge: { node: { thread: unknown } }) => edge.node.thread),
      ).toHaveLength(n);
      expect(conversation.threads.edges.length).toBeGreaterThan(0);
      statements.push(texts.length);
    }
    expect(statements[1]).toBe(statements[0]);
  });
});
