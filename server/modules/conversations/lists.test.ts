import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import type { Connection, PageArgs } from '../../lib/page.ts';
import { createCast, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { sendMessage } from '../messages/send-message.ts';
import { createConversation } from './create-conversation.ts';
import { joinConversation } from './join-conversation.ts';
import { leaveConversation } from './leave-conversation.ts';
import { listChannels, listConversations, listMembers } from './lists.ts';
import { setMemberRole } from './set-member-role.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const createChannel = (ctx: Context, title: string, visibility: 'PUBLIC' | 'PRIVATE' = 'PUBLIC') =>
  createConversation(ctx, { clientId: randomUUID(), kind: 'CHANNEL', visibility, title });
const createGroup = (ctx: Context, memberIds: string[] = []) =>
  createConversation(ctx, { clientId: randomUUID(), kind: 'GROUP', memberIds });

/** All nodes, page by page, from one end to the other. */
async function walk<T>(
  list: (args: PageArgs) => Promise<Connection<T>>,
  size: number,
  isBackward = false,
  onPage = async () => {},
): Promise<T[]> {
  const nodes: T[] = [];
  let cursor: string | null = null;
  for (;;) {
    const args: PageArgs = isBackward ? { last: size, before: cursor } : { first: size, after: cursor };
    const { edges, pageInfo } = await list(args);
    const page = edges.map((edge) => edge.node);
    if (isBackward) nodes.unshift(...page);
    else nodes.push(...page);
    expect(page.length).toBeLessThanOrEqual(size);
    if (!(isBackward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return nodes;
    cursor = isBackward ? pageInfo.startCursor : pageInfo.endCursor;
    await onPage();
  }
}

describe('pages', () => {
  it('of any size, from either end, are the whole list once and in order', async () => {
    const cast = await createCast(services, 'alice', ...Array.from({ length: 12 }, (_, at) => `u${at}` as const));
    const { alice, ...others } = cast;
    const channel = await createChannel(alice, 'All');
    for (const ctx of Object.values<Context>(others)) await joinConversation(ctx, { conversationId: channel.id });
    for (let at = 0; at < 9; at += 1) await createChannel(alice, `C${at}`);

    const lists: ((args: PageArgs) => Promise<Connection<unknown>>)[] = [
      (args) => listMembers(alice, channel.id, args),
      (args) => listChannels(alice, args),
      (args) => listConversations(alice, args),
    ];
    for (const list of lists) {
      const whole = (await list({ first: 100 })).edges.map((edge) => edge.node);
      expect(whole.length).toBeGreaterThanOrEqual(10);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 15 }), fc.boolean(), async (size, isBackward) => {
          expect(await walk(list, size, isBackward)).toEqual(whole);
        }),
        { numRuns: 12 },
      );
    }
  });

  it('of members stay where they are while others join', async () => {
    const cast = await createCast(services, 'alice', ...Array.from({ length: 20 }, (_, at) => `u${at}` as const));
    const { alice, ...others } = cast;
    const [first = [], late = []] = Object.values(
      Object.groupBy(Object.values<Context>(others), (_, at) => (at < 10 ? 'a' : 'b')),
    );
    const { id } = await createChannel(alice, 'All');
    for (const ctx of first) await joinConversation(ctx, { conversationId: id });
    const found = await walk(
      (args) => listMembers(alice, id, args),
      3,
      false,
      async () => {
        const next = late.shift();
        if (next) await joinConversation(next, { conversationId: id });
      },
    );
    const userIds = found.map((member) => member.userId);
    expect(userIds.slice(0, 11)).toEqual(['alice', ...first.map((ctx) => ctx.actor.userId)]);
    expect(new Set(userIds).size).toBe(userIds.length);
  });

  it('of channels stay where they are while others are created', async () => {
    const { alice } = await createCast(services, 'alice');
    const made = [];
    for (let at = 0; at < 8; at += 1) made.unshift((await createChannel(alice, `C${at}`)).id);
    const found = await walk(
      (args) => listChannels(alice, args),
      3,
      false,
      async () => {
        await createChannel(alice, 'late');
      },
    );
    expect(found.map(({ id }) => id)).toEqual(made);
  });

  it('refuse sizes and cursors that are not theirs', async () => {
    const { alice } = await createCast(services, 'alice');
    const { alice: foreigner } = await createCast(services, 'alice');
    const { id } = await createChannel(alice, 'One');
    const other = await createChannel(alice, 'Two');
    const ofMembers = (await listMembers(alice, id, {})).pageInfo.endCursor;
    for (const list of [
      (args: PageArgs) => listMembers(alice, other.id, args),
      (args: PageArgs) => listChannels(alice, args),
      (args: PageArgs) => listConversations(alice, args),
      (args: PageArgs) => listMembers(foreigner, id, args),
    ]) {
      expect(await refusalOf(list({ after: ofMembers }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
      expect(await refusalOf(list({ first: 0 }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
      expect(await refusalOf(list({ last: 10_000 }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'last' });
    }
  });
});

describe('Viewer.conversations', () => {
  it('has the latest activity first, with the tip of each log, and only what the viewer is a member of', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const first = await createGroup(alice, ['bob']);
    const second = await createGroup(bob, ['alice']);
    const left = await createGroup(bob, ['alice']);
    await createChannel(bob, 'Not hers');
    await leaveConversation(alice, { conversationId: left.id });
    const message = { conversationId: first.id, clientMessageId: randomUUID(), text: 'Hello' };
    const { seq } = await sendMessage(bob, message);
    // No message, no activity.
    await setMemberRole(bob, { conversationId: second.id, userId: 'alice', role: 'ADMIN' });

    const { edges } = await listConversations(alice, {});
    expect(edges.map(({ node }) => [node.id, node.lastSeq])).toEqual([
      [first.id, seq],
      [second.id, 3],
    ]);
    expect(edges[1]?.node.lastActivityAt).toMatch(/^\d{4}-.*Z$/);
  });
});

describe('Query.channels', () => {
  const search = async (ctx: Context, query: string | null) =>
    (await listChannels(ctx, { query })).edges.map(({ node }) => node.title);

  it('finds PUBLIC channels of the tenant by a part of the title, whatever its case', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const { alice: foreigner } = await createCast(services, 'alice');
    await createChannel(foreigner, 'Garden of another tenant');
    await createChannel(alice, 'The Garden');
    await createChannel(alice, 'Secret garden', 'PRIVATE');
    await createChannel(alice, 'Kitchen');
    expect(await search(bob, 'gARD')).toEqual(['The Garden']);
    expect(await search(bob, null)).toEqual(['Kitchen', 'The Garden']);
    expect(await search(bob, ' ')).toEqual(['Kitchen', 'The Garden']);
  });

  it.each(['100% sure', 'snake_case', 'back\\slash', "it's"])('takes %j for what it is', async (title) => {
    const { alice } = await createCast(services, 'alice');
    await createChannel(alice, title);
    await createChannel(alice, '100 x sure snakeXcase backXslash its');
    for (const query of [title, title.replaceAll(/[a-z0-9 ]/g, '')])
      expect(await search(alice, query)).toEqual([title]);
  });

  it.each(['x'.repeat(201), 'a\0b', '\ud800'])('refuses what no title can be (%#)', async (query) => {
    const { alice } = await createCast(services, 'alice');
    expect(await refusalOf(listChannels(alice, { query }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'query' });
  });
});
