import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { indexForSearch } from '../../testing/index-for-search.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { updateConversation } from '../conversations/update-conversation.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { editMessage } from '../messages/edit-message.ts';
import { sendMessage } from '../messages/send-message.ts';
import { searchMessages } from './search-messages.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

type Args = Parameters<typeof searchMessages>[1];

/** The texts found, in order. */
async function find(ctx: Context, query: string, args: Omit<Args, 'query'> = {}): Promise<(string | null)[]> {
  return (await searchMessages(ctx, { query, ...args })).edges.map(({ node }) => node.text);
}

/** The first hit's text, with what matched in brackets. */
async function highlight(ctx: Context, query: string): Promise<string | undefined> {
  const [edge] = (await searchMessages(ctx, { query })).edges;
  return edge?.highlights
    .toReversed()
    .reduce(
      (text, { start, end }) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
      edge.node.text ?? '',
    );
}

/** Alice and bob share a group, carol is elsewhere; alice has sent these texts there, and they are indexed. */
async function seedTexts(...texts: string[]) {
  const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
  const id = await seedConversation(alice, [bob]);
  const messages = [];
  for (const text of texts) messages.push(await sendText(alice, id, text));
  await indexForSearch(engine.db);
  return { alice, bob, carol, id, messages };
}

describe('a search', () => {
  it('finds messages that have all words, whatever their case and accents', async () => {
    const { bob } = await seedTexts('The Café opens at noon', 'A café, closed at noon', 'noon');
    expect(await find(bob, 'NOON cafe')).toHaveLength(2);
    expect(await find(bob, 'opens café')).toEqual(['The Café opens at noon']);
    expect(await find(bob, 'café midnight')).toEqual([]);
  });

  it('ranks closer and more frequent words first, and of equals the newest', async () => {
    const { bob } = await seedTexts('red x x x x x x car', 'red car', 'red car red car', 'red car');
    const { edges } = await searchMessages(bob, { query: 'red car' });
    expect(edges.map(({ node }) => node.text)).toEqual([
      'red car red car',
      'red car',
      'red car',
      'red x x x x x x car',
    ]);
    expect(edges[1]?.node.seq).toBeGreaterThan(edges[2]?.node.seq ?? 0);
    expect(edges.map(({ rank }) => rank)).toEqual(edges.map(({ rank }) => rank).toSorted((a, b) => b - a));
  });

  it('finds phrases in their order alone, and parts of a word as a phrase', async () => {
    const { bob } = await seedTexts('to be or not to be', 'be to not or be to', 'an e-mail', 'e is for mail');
    expect(await find(bob, '"to be or not"')).toEqual(['to be or not to be']);
    expect(await find(bob, 'e-mail')).toEqual(['an e-mail']);
    expect(await find(bob, '"or be" not')).toEqual(['be to not or be to']);
  });

  it('takes the last word for a beginning while it is being typed', async () => {
    const { bob } = await seedTexts('running late', 'a run', 'runway');
    expect(await find(bob, 'run')).toHaveLength(3);
    expect(await find(bob, 'run ')).toEqual(['a run']);
    expect(await find(bob, '"run"')).toEqual(['a run']);
    expect(await find(bob, 'lat run')).toEqual([]);
    expect(await find(bob, 'late run')).toEqual(['running late']);
    expect(await find(bob, 'ru')).toEqual([]);
  });

  it('leaves out what has an excluded word or phrase', async () => {
    const { bob } = await seedTexts('green apple', 'red apple', 'apple pie', 'pie of apple');
    expect(await find(bob, 'apple -red -pie')).toEqual(['green apple']);
    expect(await find(bob, 'apple -"apple pie"')).toHaveLength(3);
    expect(await find(bob, '-red')).toEqual([]);
  });

  it.each([
    '',
    '   ',
    '-',
    '"',
    '""',
    "'",
    '\\',
    '&|!:*()<->',
    "a' & 'b",
    '!!!',
    '<2>',
    ':*',
    '\0',
    '\ud800',
    '"unclosed apple',
    '--apple',
    '-"',
    '🤷‍♀️',
    `${'('.repeat(200)}`,
  ])('takes %j for a query like any other', async (query) => {
    const { bob } = await seedTexts('unclosed apple');
    expect(['', 'unclosed apple']).toContain((await find(bob, query)).join());
  });

  it('refuses what is beyond its bounds, and says so', async () => {
    const { bob } = await seedTexts();
    expect(await refusalOf(find(bob, 'a'.repeat(201)))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'query' });
    expect(await refusalOf(find(bob, 'a '.repeat(17)))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'query' });
    expect(await find(bob, 'a '.repeat(16))).toEqual([]);
    expect(await find(bob, '東'.repeat(200))).toEqual([]);
    expect(await refusalOf(find(bob, 'a', { first: 101 }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    expect(await refusalOf(find(bob, 'a', { conversationId: 'nonsense' }))).toMatchObject({ field: 'conversationId' });
  });
});

describe('what is found in scripts and signs of all kinds', () => {
  it('is any run of characters where words are not spaced', async () => {
    const { bob } = await seedTexts('東京タワーに行きました', '京都の東', 'สวัสดีครับ', '서울에서 만나요');
    expect(await find(bob, '東京')).toEqual(['東京タワーに行きました']);
    expect(await find(bob, 'タワー 行き')).toEqual(['東京タワーに行きました']);
    expect(await find(bob, '東')).toHaveLength(2);
    expect(await find(bob, '京東')).toEqual([]);
    expect(await find(bob, 'สวัสดี')).toEqual(['สวัสดีครับ']);
    expect(await find(bob, '서울')).toEqual(['서울에서 만나요']);
    expect(await highlight(bob, 'タワー')).toBe('東京[タワー]に行きました');
    expect(await highlight(bob, '東京')).toBe('[東京]タワーに行きました');
  });

  it('is Cyrillic, Greek, Arabic, Hebrew and emoji too', async () => {
    const { bob } = await seedTexts('Ёлка стоит', 'Καλημέρα', 'مَرْحَبًا', 'שָׁלוֹם', 'well done 🎉👍🏽');
    expect(await find(bob, 'елка')).toEqual(['Ёлка стоит']);
    expect(await find(bob, 'καλημερα')).toEqual(['Καλημέρα']);
    expect(await find(bob, 'مرحبا')).toEqual(['مَرْحَبًا']);
    expect(await find(bob, 'שלום')).toEqual(['שָׁלוֹם']);
    expect(await find(bob, '👍')).toEqual(['well done 🎉👍🏽']);
    expect(await highlight(bob, '👍🏿')).toBe('well done 🎉[👍🏽]');
  });

  it('comes back as it was sent, with ranges of its own text', async () => {
    const script = `<script>alert("x")</script> '; drop table messages; -- [START]x[STOP] \u{E000}`;
    const { bob } = await seedTexts(script);
    expect(await find(bob, 'alert')).toEqual([script]);
    expect(await highlight(bob, 'drop "x"')).toBe(
      `<script>alert("[x]")</script> '; [drop] table messages; -- [START][x][STOP] \u{E000}`,
    );
    expect(await find(bob, `'; drop table messages; --`)).toEqual([script]);
  });

  it('is marked where it is: the words of a phrase together, beginnings as whole words, after astral signs too', async () => {
    const { bob } = await seedTexts('😀 not now, now not: NOT now. Nowadays');
    expect(await highlight(bob, '"not now"')).toBe('😀 [not] [now], now not: [NOT] [now]. Nowadays');
    expect(await highlight(bob, 'now')).toBe('😀 not [now], [now] not: NOT [now]. [Nowadays]');
  });
});

describe('of whom, and where', () => {
  it('is filtered by conversation, author, kind and time', async () => {
    const { alice, bob, id } = await seedTexts('plan one');
    const other = await seedConversation(alice, [bob]);
    const backend = contextOf(services, 'backend', { tenantId: alice.actor.tenantId, role: 'service' });
    const second = await sendText(bob, other, 'plan two');
    await sendMessage(backend, { conversationId: id, clientMessageId: '1', kind: 'SYSTEM', text: 'plan three' });
    await indexForSearch(engine.db);
    expect(await find(alice, 'plan')).toEqual(['plan three', 'plan two', 'plan one']);
    expect(await find(alice, 'plan', { conversationId: other })).toEqual(['plan two']);
    expect(await find(alice, 'plan', { filter: { authorIds: ['bob', 'nobody'] } })).toEqual(['plan two']);
    expect(await find(alice, 'plan', { filter: { authorIds: ['nobody'] } })).toEqual([]);
    expect(await find(alice, 'plan', { filter: { authorIds: [] } })).toHaveLength(3);
    expect(await find(alice, 'plan', { filter: { kinds: ['SYSTEM', 'IMAGE'] } })).toEqual(['plan three']);
    expect(await find(alice, 'plan', { filter: { sentBefore: second.createdAt } })).toEqual(['plan two', 'plan one']);
    expect(await find(alice, 'plan', { filter: { sentAfter: second.createdAt } })).toEqual(['plan three', 'plan two']);
    const [past, future] = ['1999-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'];
    expect(await find(alice, 'plan', { filter: { sentAfter: past, sentBefore: future } })).toHaveLength(3);
    expect(await find(alice, 'plan', { filter: { sentAfter: future } })).toEqual([]);
    expect(await find(alice, 'plan', { filter: { sentBefore: past } })).toEqual([]);
  });

  it('includes replies in threads', async () => {
    const { alice, bob, id, messages } = await seedTexts('the root');
    const threadRootId = messages[0]?.id ?? '';
    await sendMessage(alice, { conversationId: id, clientMessageId: 'r', text: 'a reply', threadRootId });
    await indexForSearch(engine.db);
    expect(await find(bob, 'reply')).toEqual(['a reply']);
  });

  it('is what the viewer is a member of, from the moment of his joining to that of his removal', async () => {
    const { alice, bob, carol, id } = await seedTexts('the secret');
    expect(await find(carol, 'secret')).toEqual([]);
    expect(await refusalOf(find(carol, 'secret', { conversationId: id }))).toMatchObject({ code: 'NOT_FOUND' });
    await addMembers(alice, { conversationId: id, userIds: ['carol'] });
    expect(await find(carol, 'secret')).toEqual(['the secret']);
    await removeMember(alice, { conversationId: id, userId: 'bob' });
    expect(await find(bob, 'secret')).toEqual([]);
    expect(await refusalOf(find(bob, 'secret', { conversationId: id }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is nothing of before the joining where the past is closed', async () => {
    const { alice, carol, id } = await seedTexts('old secret');
    await updateConversation(alice, { conversationId: id, historyVisibility: 'SINCE_JOIN' });
    await addMembers(alice, { conversationId: id, userIds: ['carol'] });
    await sendText(alice, id, 'new secret');
    await indexForSearch(engine.db);
    expect(await find(carol, 'secret')).toEqual(['new secret']);
    await updateConversation(alice, { conversationId: id, historyVisibility: 'ALL' });
    expect(await find(carol, 'secret')).toEqual(['new secret', 'old secret']);
  });

  it('is nothing of another tenant', async () => {
    const { alice } = await seedTexts('our secret');
    const stranger = (await seedTexts('their secret')).alice;
    expect(await find(alice, 'secret')).toEqual(['our secret']);
    expect(await find(stranger, 'secret')).toEqual(['their secret']);
  });
});

describe('what is changed', () => {
  it('is not found at once, before the index knows: deleted, edited, hidden', async () => {
    const { alice, bob, messages } = await seedTexts('first word', 'second word', 'third word');
    const [first, second, third] = messages.map(({ id }) => id);
    await deleteMessage(alice, { messageId: first ?? '', scope: 'EVERYONE' });
    await editMessage(alice, { messageId: second ?? '', text: 'second thought' });
    await deleteMessage(bob, { messageId: third ?? '', scope: 'ME' });
    expect(await find(bob, 'word')).toEqual([]);
    expect(await find(alice, 'word')).toEqual(['third word']);
    await indexForSearch(engine.db);
    expect(await find(bob, 'word')).toEqual([]);
    expect(await find(bob, 'second')).toEqual(['second thought']);
    expect(await find(alice, 'thought')).toEqual(['second thought']);
  });
});

describe('pages', () => {
  async function walk(ctx: Context, query: string, onPage: () => Promise<unknown>): Promise<(string | null)[]> {
    const texts: (string | null)[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof searchMessages>> = await searchMessages(ctx, { query, first: 3, after });
      texts.push(...page.edges.map(({ node }) => node.text));
      if (!page.pageInfo.hasNextPage) return texts;
      after = page.pageInfo.endCursor;
      await onPage();
    }
  }

  it('hold each message once, and none that came after the first page', async () => {
    const texts = Array.from({ length: 11 }, (_, at) => `word ${'word '.repeat(at % 3)}${at}`);
    const { alice, bob, id } = await seedTexts(...texts);
    const all = await find(bob, 'word', { first: 100 });
    expect(all).toHaveLength(11);
    const walked = await walk(bob, 'word', async () => {
      await sendText(alice, id, 'word word word word word');
      await sendText(alice, id, 'word');
      await indexForSearch(engine.db);
    });
    expect(walked).toEqual(all);
  });

  it('go backward from the end as well, in the same order', async () => {
    const { bob } = await seedTexts(...Array.from({ length: 7 }, (_, at) => `word ${'word '.repeat(at % 3)}${at}`));
    const all = await find(bob, 'word');
    const last = await searchMessages(bob, { query: 'word', last: 3 });
    expect(last.edges.map(({ node }) => node.text)).toEqual(all.slice(4));
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(await find(bob, 'word', { last: 3, before: last.pageInfo.startCursor })).toEqual(all.slice(1, 4));
  });

  it('go on with a cursor of the same search, and no other', async () => {
    const { alice, bob } = await seedTexts('word 1', 'word 2');
    const { pageInfo } = await searchMessages(bob, { query: 'word', first: 1 });
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(await find(bob, 'word', { first: 1, after: pageInfo.endCursor })).toEqual(['word 1']);
    const refusal = { code: 'BAD_USER_INPUT', field: 'after' };
    expect(await refusalOf(find(bob, 'words', { first: 1, after: pageInfo.endCursor }))).toMatchObject(refusal);
    // It says where a page ended, not what may be read.
    const stranger = (await createCast(services, 'mallory')).mallory;
    expect(await refusalOf(find(stranger, 'word', { after: pageInfo.endCursor }))).toMatchObject(refusal);
    expect(await find(alice, 'word', { after: pageInfo.endCursor })).toEqual(['word 1']);
  });

  it('rank the newest matches alone, as many as may be read', async () => {
    const { bob } = await seedTexts('word word word', ...Array.from({ length: 149 }, (_, at) => `word ${at}`));
    const limits = { ...services.config.limits, searchRankedMax: 100 };
    const narrow = { ...bob, config: { ...services.config, limits } };
    expect(await find(bob, 'word', { first: 1 })).toEqual(['word word word']);
    const ranked = await find(narrow, 'word', { first: 100 });
    expect(ranked).toHaveLength(100);
    expect(ranked.slice(0, 64)).toEqual(Array.from({ length: 64 }, (_, at) => `word ${148 - at}`));
    expect(ranked).not.toContain('word word word');
    expect(await find(narrow, 'word 3 ')).toEqual(['word 3']);
  });
});
