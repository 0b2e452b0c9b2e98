import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { deleteMessage } from './delete-message.ts';
import { editMessage } from './edit-message.ts';
import { listMessages } from './list-messages.ts';
import { lastMessageLoader } from './queries.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

type History = Awaited<ReturnType<typeof listMessages>>;
const textsOf = ({ edges }: History) => edges.map(({ node }) => node.text);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `${from + at}`);

/** A conversation of alice and bob with the messages 1 to 25 of alice's; after each fifth there is another event. */
async function seedHistory() {
  const { alice, bob, mallory } = await createCast(services, 'alice', 'bob', 'mallory');
  const id = await seedConversation(alice, [bob]);
  const messages = [];
  for (const text of range(1, 25)) {
    const message = await sendText(alice, id, text);
    messages.push(message);
    if (messages.length % 5 === 0) await editMessage(alice, { messageId: message.id, metadata: { edited: true } });
  }
  return { alice, bob, mallory, id, messages };
}

async function walk(ctx: Context, id: string, direction: 'forward' | 'backward', size: number): Promise<History[]> {
  const pages: History[] = [];
  let cursor: string | null = null;
  for (let hasMore = true; hasMore; ) {
    const args = direction === 'forward' ? { first: size, after: cursor } : { last: size, before: cursor };
    const page: History = await listMessages(ctx, id, args);
    pages.push(page);
    cursor = direction === 'forward' ? page.pageInfo.endCursor : page.pageInfo.startCursor;
    hasMore = direction === 'forward' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
  }
  return pages;
}

describe('a conversation’s history', () => {
  it.each(['forward', 'backward'] as const)(
    'is whole, in order and without doubles when it is paged %s',
    async (direction) => {
      const { bob, id } = await seedHistory();
      for (const size of [1, 4, 25, 100]) {
        const pages = await walk(bob, id, direction, size);
        expect(pages).toHaveLength(Math.ceil(25 / size));
        const ordered = direction === 'forward' ? pages : pages.toReversed();
        expect(ordered.flatMap(textsOf)).toEqual(range(1, 25));
      }
    },
  );

  it('gives the newest page, oldest first, where nothing is asked for', async () => {
    const { alice, bob, id } = await seedHistory();
    for (const text of range(26, 60)) await sendText(alice, id, text);
    const page = await listMessages(bob, id, {});
    expect(textsOf(page)).toEqual(range(11, 60));
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('stays where it is while messages are added', async () => {
    const { alice, bob, id } = await seedHistory();
    const newest = await listMessages(bob, id, { last: 5 });
    await sendText(alice, id, '26');
    expect(textsOf(await listMessages(bob, id, { last: 5, before: newest.pageInfo.startCursor }))).toEqual(
      range(16, 20),
    );
    expect(textsOf(await listMessages(bob, id, { first: 5, after: newest.pageInfo.endCursor }))).toEqual(['26']);
  });

  it('shows tombstones, and leaves out what the viewer has deleted for himself', async () => {
    const { alice, bob, id, messages } = await seedHistory();
    await deleteMessage(alice, { messageId: messages[23]?.id ?? '', scope: 'EVERYONE' });
    for (const at of [24, 22, 21]) await deleteMessage(bob, { messageId: messages[at]?.id ?? '', scope: 'ME' });

    const page = await listMessages(bob, id, { last: 3 });
    expect(textsOf(page)).toEqual(['20', '21', null]);
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(textsOf(await listMessages(alice, id, { last: 3 }))).toEqual(['23', null, '25']);
  });

  it('begins with the joining where the conversation says so, the last one after a return', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const id = await seedConversation(alice, [], { historyVisibility: 'SINCE_JOIN' });
    const join = () => addMembers(alice, { conversationId: id, userIds: ['bob'] });
    await sendText(alice, id, '1');
    await join();
    await sendText(alice, id, '2');
    expect(textsOf(await listMessages(bob, id, {}))).toEqual(['2']);

    await removeMember(alice, { conversationId: id, userId: 'bob' });
    await sendText(alice, id, '3');
    await join();
    expect(textsOf(await listMessages(bob, id, {}))).toEqual([]);
    expect(await lastMessageLoader(bob).load(id)).toBeNull();
    await sendText(alice, id, '4');
    for (const args of [{ first: 10 }, { last: 10 }, { aroundSeq: 0 }]) {
      expect(textsOf(await listMessages(bob, id, args))).toEqual(['4']);
    }
    expect(textsOf(await listMessages(alice, id, {}))).toEqual(range(1, 4));
  });

  it('gives the page around a seq: half of it before, the rest from there on', async () => {
    const { bob, id, messages } = await seedHistory();
    const aroundSeq = messages[11]?.seq ?? 0;
    const page = await listMessages(bob, id, { first: 6, aroundSeq });
    expect(textsOf(page)).toEqual(range(9, 14));
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(textsOf(await listMessages(bob, id, { first: 2, after: page.pageInfo.endCursor }))).toEqual(['15', '16']);
    expect(textsOf(await listMessages(bob, id, { last: 2, before: page.pageInfo.startCursor }))).toEqual(['7', '8']);

    const atStart = await listMessages(bob, id, { last: 4, aroundSeq: 0 });
    expect(textsOf(atStart)).toEqual(['1', '2']);
    expect(atStart.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const atEnd = await listMessages(bob, id, { last: 4, aroundSeq: 1_000 });
    expect(textsOf(atEnd)).toEqual(['24', '25']);
    expect(atEnd.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('refuses sizes and cursors that are none, and a seq together with a cursor', async () => {
    const { bob, id } = await seedHistory();
    const cursor = (await listMessages(bob, id, { last: 1 })).pageInfo.startCursor ?? '';
    const elsewhere = await seedHistory();
    const foreign = (await listMessages(elsewhere.bob, elsewhere.id, { last: 1 })).pageInfo.startCursor;
    const cases = [
      [{ first: 0 }, 'first'],
      [{ last: 10_000 }, 'last'],
      [{ first: 1, last: 1 }, 'last'],
      [{ after: 'forged' }, 'after'],
      [{ before: cursor.slice(0, -2) }, 'before'],
      [{ after: foreign }, 'after'],
      [{ aroundSeq: 3, after: cursor }, 'aroundSeq'],
      [{ aroundSeq: 3, before: cursor }, 'aroundSeq'],
      [{ aroundSeq: -1 }, 'aroundSeq'],
    ] as const;
    for (const [args, field] of cases) {
      await expect(listMessages(bob, id, args)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
    }
  });

  it('is for members', async () => {
    const { alice, mallory } = await createCast(services, 'alice', 'mallory');
    const hidden = await seedConversation(alice);
    const open = await seedConversation(alice, [], { kind: 'CHANNEL', visibility: 'PUBLIC' });
    await sendText(alice, open);
    await expect(listMessages(mallory, hidden, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listMessages(mallory, open, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await lastMessageLoader(mallory).load(open)).toBeNull();
  });
});

describe('the last message', () => {
  it('is the newest that the viewer has not deleted for himself, in one statement for many conversations', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const ids = [];
    for (let at = 0; at < 5; at += 1) {
      const id = await seedConversation(alice, [bob]);
      await sendText(alice, id, `first ${at}`);
      const second = await sendText(alice, id, `second ${at}`);
      if (at === 2) await deleteMessage(bob, { messageId: second.id, scope: 'ME' });
      if (at === 3) await deleteMessage(alice, { messageId: second.id, scope: 'EVERYONE' });
      ids.push(id);
    }
    const select = vi.spyOn(bob.db, 'select');
    const last = await Promise.all(ids.map((id) => lastMessageLoader(bob).load(id)));
    expect(last.map((message) => message?.text)).toEqual(['second 0', 'second 1', 'first 2', null, 'second 4']);
    expect(select).toHaveBeenCalledTimes(1);
    select.mockRestore();
  });
});
