import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CreateConversationInput, TypingSubscription } from '../../../client/generated/operations.ts';
import {
  AddMembersDocument,
  CreateConversationDocument,
  LeaveConversationDocument,
  RemoveMemberDocument,
  SendMessageDocument,
  SetTypingDocument,
  TypingDocument,
  UpdatePresenceSettingsDocument,
  UpdateProfileDocument,
} from '../../../client/index.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { openRawSocket } from '../../testing/raw-socket.ts';
import { type Subscriber, startTestApp, type TestApp } from '../../testing/start-app.ts';
import { startStopwatch } from '../../testing/stopwatch.ts';
import { runAs } from '../../testing/verify-events.ts';

let engine: TestEngine;
let app: TestApp;
let other: TestApp;

// Everything twenty times as fast, and leases long enough for a busy machine.
const env = { SIGNAL_INTERVAL_MS: '50', TYPING_LEASE_MS: '1500', TYPING_USERS_MAX: '3' };

beforeAll(async () => {
  engine = await openTestEngine();
  app = await startTestApp({ engine, env });
  other = await startTestApp({ engine, env });
});
afterAll(async () => {
  await other.close();
  await app.close();
  await engine.close();
});

const asUser = (node: TestApp, token: string) => runAs(node, token);

/** Alice's group with Bob, in a tenant of its own, and what a test does there. */
async function seedGroup(input: Partial<CreateConversationInput> = {}) {
  const tenant = `t-${randomUUID()}`;
  const tokens = {
    alice: await app.token('alice', { tenant }),
    bob: await app.token('bob', { tenant }),
    mallory: await app.token('mallory', { tenant }),
  };
  for (const token of Object.values(tokens)) await asUser(app, token)(UpdateProfileDocument, { input: {} });
  const { createConversation } = await asUser(app, tokens.alice)(CreateConversationDocument, {
    input: { clientId: 'group', kind: 'GROUP', memberIds: ['bob'], ...input },
  });
  const conversationId = createConversation?.conversation.id ?? '';
  return {
    tenant,
    tokens,
    conversationId,
    type: (who: keyof typeof tokens, isTyping = true, threadRootId: string | null = null, node = app) =>
      asUser(node, tokens[who])(SetTypingDocument, { input: { conversationId, threadRootId, isTyping } }),
    async send(who: keyof typeof tokens, threadRootId: string | null = null) {
      const sent = await asUser(app, tokens[who])(SendMessageDocument, {
        input: { conversationId, clientMessageId: randomUUID(), text: 'Hello', threadRootId },
      });
      return sent.sendMessage?.message.id ?? '';
    },
    look: (who: keyof typeof tokens, threadRootId: string | null = null, node = app) =>
      look(node, tokens[who], conversationId, threadRootId),
  };
}

/** A subscriber, who has been told the first time. */
async function look(node: TestApp, token: string, conversationId: string, threadRootId: string | null = null) {
  const stream = node.subscribe<TypingSubscription>(token, TypingDocument, { conversationId, threadRootId });
  const listed = () => stream.results.map(({ data }) => data?.typing.userIds.join(' '));
  const sees = (list: string) => stream.until(({ data }) => data?.typing.userIds.join(' ') === list);
  await stream.until(() => true);
  return { ...stream, stream, listed, sees };
}

const refusalOf = async (work: Promise<unknown>) => {
  const text = await work.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return /"code":"(\w+)"/.exec(text)?.[1] ?? text;
};

/** A refused subscription brings its errors, and nothing else. */
async function refusalOfStream(stream: Subscriber): Promise<string> {
  const refusal = (await stream.ended) ?? stream.results;
  return JSON.stringify(refusal);
}

describe('who is typing', () => {
  test('is told to who looks at once, and to all members when it changes, himself among them', async () => {
    const group = await seedGroup();
    const alice = await group.look('alice');
    expect(alice.results[0]?.data?.typing).toEqual({
      conversationId: group.conversationId,
      threadRootId: null,
      userIds: [],
      userCount: 0,
      expiresAt: null,
    });
    const { setTyping } = await group.type('bob');
    await alice.sees('bob');
    const told = alice.results.at(-1)?.data?.typing;
    for (const expiresAt of [told?.expiresAt, setTyping?.expiresAt]) {
      const leftMs = Date.parse(expiresAt ?? '') - Date.now();
      expect(leftMs).toBeGreaterThan(0);
      expect(leftMs).toBeLessThanOrEqual(1_500);
    }
    const bob = await group.look('bob');
    expect(bob.listed()).toEqual(['bob']);
    expect((await group.type('bob', false)).setTyping).toEqual({ expiresAt: null });
    await Promise.all([alice.sees(''), bob.sees('')]);
    await Promise.all([alice.close(), bob.close()]);
  });

  test('is over when he has not said it again for the time of a lease', async () => {
    const group = await seedGroup();
    const alice = await group.look('alice');
    const begun = Date.now();
    const elapsed = startStopwatch();
    await group.type('bob');
    await alice.sees('bob');
    await alice.sees('');
    expect(Date.now() - begun).toBeGreaterThan(1_400);
    expect(elapsed()).toBeLessThan(2_500);
    await alice.close();
  });

  test('is over with his message there, and not with one elsewhere', async () => {
    const group = await seedGroup();
    const root = await group.send('alice');
    const [main, thread] = [await group.look('alice'), await group.look('alice', root)];
    await group.type('bob');
    await group.type('bob', true, root);
    await main.sees('bob');
    await thread.sees('bob');
    await group.send('bob', root);
    await thread.sees('');
    expect(main.listed()).toEqual(['', 'bob']);
    await group.type('bob', true, root);
    await thread.sees('bob');
    await group.send('bob');
    await main.sees('');
    expect(thread.listed().at(-1)).toBe('bob');
    await Promise.all([main.close(), thread.close()]);
  });

  test('is told of a thread to those who look into it, whose root they may read', async () => {
    const group = await seedGroup();
    const root = await group.send('alice');
    const reply = await group.send('bob', root);
    const elsewhere = await (await seedGroup()).send('alice');
    for (const wrong of [reply, elsewhere]) {
      expect(await refusalOf(group.type('bob', true, wrong))).toBe('NOT_FOUND');
      const stream = app.subscribe(group.tokens.bob, TypingDocument, {
        conversationId: group.conversationId,
        threadRootId: wrong,
      });
      expect(await refusalOfStream(stream)).toContain('NOT_FOUND');
    }
    const thread = await group.look('bob', root);
    await group.type('alice', true, root);
    await thread.sees('alice');
    expect(thread.results.at(-1)?.data?.typing.threadRootId).toBe(root);
    await thread.close();
  });

  test('names a few, those who began first first, and counts the others', async () => {
    const group = await seedGroup();
    const subs = ['carol', 'dave', 'erin', 'frank'];
    const tokens = await Promise.all(subs.map((sub) => app.token(sub, { tenant: group.tenant })));
    for (const token of tokens) await asUser(app, token)(UpdateProfileDocument, { input: {} });
    await asUser(app, group.tokens.alice)(AddMembersDocument, {
      input: { conversationId: group.conversationId, userIds: subs },
    });
    const alice = await group.look('alice');
    for (const token of tokens) {
      await asUser(app, token)(SetTypingDocument, { input: { conversationId: group.conversationId, isTyping: true } });
    }
    await alice.stream.until(({ data }) => data?.typing.userCount === 4);
    expect(alice.listed().at(-1)).toBe('carol dave erin');
    await alice.close();
  });

  test('is shown with names where they are asked for', async () => {
    const group = await seedGroup();
    await asUser(app, group.tokens.bob)(UpdateProfileDocument, { input: { name: 'Bob' } });
    await group.type('bob');
    const stream = app.subscribe<{ typing: { users: { id: string; name: string }[] } }>(
      group.tokens.alice,
      'subscription ($id: ID!) { typing(conversationId: $id) { users { id name } } }',
      { id: group.conversationId },
    );
    await stream.until(({ data }) => data?.typing.users[0]?.name === 'Bob');
    await stream.close();
  });
});

describe('whoever does not share it', () => {
  test('is answered the same, is seen by nobody, and sees others', async () => {
    const group = await seedGroup();
    await asUser(app, group.tokens.bob)(UpdatePresenceSettingsDocument, { input: { shareTyping: false } });
    const [alice, bob] = [await group.look('alice'), await group.look('bob')];
    const { setTyping } = await group.type('bob');
    expect(Date.parse(setTyping?.expiresAt ?? '')).toBeGreaterThan(Date.now());
    await group.type('alice');
    await Promise.all([alice.sees('alice'), bob.sees('alice')]);
    expect([alice.listed(), bob.listed()]).toEqual(Array(2).fill(['', 'alice']));
    await Promise.all([alice.close(), bob.close()]);
  });
});

describe('access', () => {
  test('is for members: others are told that there is nothing, and in a public channel to join first', async () => {
    const group = await seedGroup();
    const channel = await seedGroup({ kind: 'CHANNEL', visibility: 'PUBLIC', title: 'Open' });
    for (const [place, code] of [
      [group, 'NOT_FOUND'],
      [channel, 'FORBIDDEN'],
    ] as const) {
      expect(await refusalOf(place.type('mallory'))).toBe(code);
      const { conversationId } = place;
      const stream = app.subscribe(place.tokens.mallory, TypingDocument, { conversationId });
      expect(await refusalOfStream(stream)).toContain(code);
    }
  });

  test('ends with the membership: the stream is complete, he is out of the list, and does not come back into it', async () => {
    const group = await seedGroup();
    const root = await group.send('alice');
    const [alice, bob, thread] = [await group.look('alice'), await group.look('bob'), await group.look('alice', root)];
    await group.type('bob');
    await group.type('bob', true, root);
    await alice.sees('bob');
    await thread.sees('bob');
    await asUser(app, group.tokens.alice)(RemoveMemberDocument, {
      input: { conversationId: group.conversationId, userId: 'bob' },
    });
    const sinceRemoved = startStopwatch();
    expect(await bob.ended).toBeUndefined();
    await alice.sees('');
    await thread.sees('');
    expect(sinceRemoved()).toBeLessThan(1_000);
    expect(await refusalOf(group.type('bob'))).toBe('NOT_FOUND');
    await group.type('alice');
    await alice.sees('alice');
    expect(bob.listed().at(-1)).toBe('bob');

    await asUser(app, group.tokens.alice)(AddMembersDocument, {
      input: { conversationId: group.conversationId, userIds: ['bob'] },
    });
    await group.type('bob');
    await alice.sees('alice bob');
    await Promise.all([alice.close(), thread.close()]);
  });

  test('is not given to who is muted', async () => {
    const group = await seedGroup();
    await engine.db.execute(sql`
      update memberships set silenced_until = now() + interval '1 hour'
      where tenant_id = ${group.tenant} and user_id = 'bob'`);
    expect(await refusalOf(group.type('bob'))).toBe('FORBIDDEN');
    const bob = await group.look('bob');
    expect(bob.listed()).toEqual(['']);
    await bob.close();
  });

  test('to a conversation of one tenant is none to its twin of the same ids in another', async () => {
    const ours = await seedGroup();
    const tenant = `t-${randomUUID()}`;
    const bobs = await app.token('bob', { tenant });
    const alices = await app.token('alice', { tenant });
    for (const token of [bobs, alices]) await asUser(app, token)(UpdateProfileDocument, { input: {} });
    // The same rows, of another tenant: ids are unique only within one.
    for (const table of ['conversations', 'heads', 'memberships']) {
      const rows = await engine.db.execute<{ columns: string }>(sql`
        select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
        from information_schema.columns where table_name = ${table} and table_schema = 'public'
          and column_name <> 'tenant_id'`);
      const columns = sql.raw(rows[0]?.columns ?? '');
      const id = sql.raw({ conversations: 'id', heads: 'topic', memberships: 'conversation_id' }[table] ?? '');
      await engine.db.execute(sql`
        insert into ${sql.raw(table)} (tenant_id, ${columns})
        select ${tenant}, ${columns} from ${sql.raw(table)}
        where tenant_id = ${ours.tenant} and ${id} = ${ours.conversationId}`);
    }
    const [here, there] = [await ours.look('alice'), await look(app, alices, ours.conversationId)];
    await ours.type('bob');
    await here.sees('bob');
    await asUser(app, alices)(SetTypingDocument, { input: { conversationId: ours.conversationId, isTyping: true } });
    await there.sees('alice');
    expect([here.listed(), there.listed()]).toEqual([
      ['', 'bob'],
      ['', 'alice'],
    ]);
    await Promise.all([here.close(), there.close()]);
  });
});

describe('a socket', () => {
  /** A socket that has said that Bob types, and stays. */
  async function typeOver(group: Awaited<ReturnType<typeof seedGroup>>, node: TestApp) {
    const socket = await openRawSocket(node.port);
    await socket.init(`Bearer ${group.tokens.bob}`);
    const say = async () => {
      const id = randomUUID();
      const query = 'mutation ($input: SetTypingInput!) { setTyping(input: $input) { expiresAt } }';
      const variables = { input: { conversationId: group.conversationId, isTyping: true } };
      socket.send({ id, type: 'subscribe', payload: { query, variables } });
      await socket.until((frame) => frame.id === id && frame.type === 'complete');
    };
    await say();
    return { socket, say };
  }

  test.each([
    ['this', () => app],
    ['another', () => other],
  ])('that closes takes with it what was said over it, seen on %s node', async (_which, nodeOf) => {
    const group = await seedGroup();
    const alice = await group.look('alice', null, nodeOf());
    const { socket } = await typeOver(group, app);
    await alice.sees('bob');
    const sinceClosed = startStopwatch();
    socket.close();
    await alice.sees('');
    expect(sinceClosed()).toBeLessThan(1_000);
    await alice.close();
  });

  test('that closes leaves what another device has said since', async () => {
    const group = await seedGroup();
    const alice = await group.look('alice');
    const { socket } = await typeOver(group, app);
    await alice.sees('bob');
    await delay(60);
    await typeOver(group, other);
    // Nothing tells when the other node's word has come.
    await delay(200);
    socket.close();
    await socket.closed;
    await delay(300);
    expect(alice.listed()).toEqual(['', 'bob']);
    await alice.close();
  });
});

describe('on several nodes', () => {
  test('who types on one is seen on the others, with his message no longer, and when he is removed', async () => {
    const group = await seedGroup();
    const [near, far] = [await group.look('alice'), await group.look('bob', null, other)];
    await group.type('bob');
    await Promise.all([near.sees('bob'), far.sees('bob')]);
    await group.send('bob');
    await Promise.all([near.sees(''), far.sees('')]);
    await group.type('alice', true, null, other);
    await Promise.all([near.sees('alice'), far.sees('alice')]);
    await asUser(app, group.tokens.alice)(RemoveMemberDocument, {
      input: { conversationId: group.conversationId, userId: 'bob' },
    });
    expect(await far.ended).toBeUndefined();
    await near.close();
  });

  test('who comes to a node that nobody has looked from is told at once', async () => {
    const group = await seedGroup();
    await group.type('bob');
    const far = await group.look('alice', null, other);
    expect(far.listed()).toEqual(['bob']);
    await far.close();
  });
});

test('an event stream over HTTP brings the same', async () => {
  const group = await seedGroup();
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${group.tokens.bob}`,
    },
    body: JSON.stringify({
      query: 'subscription ($id: ID!) { typing(conversationId: $id) { userIds } }',
      variables: { id: group.conversationId },
    }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (wanted: string) => {
    while (!text.includes(wanted)) text += (await reader?.read())?.value ?? '';
  };
  await until('{"data":{"typing":{"userIds":[]}}}');
  await group.type('alice');
  await until('{"data":{"typing":{"userIds":["alice"]}}}');
  await asUser(app, group.tokens.bob)(LeaveConversationDocument, {
    input: { conversationId: group.conversationId },
  });
  await until('event: complete');
  await reader?.cancel();
});
