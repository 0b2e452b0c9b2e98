import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TypingSubscription, UpdatePresenceSettingsInput } from '../../../client/generated/operations.ts';
import {
  AcceptContactDocument,
  CreateConversationDocument,
  RemoveContactDocument,
  RequestContactDocument,
  SetTypingDocument,
  TypingDocument,
  UpdatePresenceSettingsDocument,
  UpdateProfileDocument,
} from '../../../client/index.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { startStopwatch } from '../../testing/stopwatch.ts';
import { deafFanOut } from '../../testing/test-node.ts';
import { runAs } from '../../testing/verify-events.ts';
import { mayObserve, type Relation } from '../privacy/may-observe.ts';
import { defaultSettings } from '../privacy/queries.ts';

let engine: TestEngine;
let app: TestApp;
let other: TestApp;
/** A node that no hint reaches: its leases are those that it took itself. */
let deaf: TestApp;

const env = { SIGNAL_INTERVAL_MS: '50', TYPING_LEASE_MS: '4000' };

beforeAll(async () => {
  engine = await openTestEngine();
  app = await startTestApp({ engine, env });
  other = await startTestApp({ engine, env });
  deaf = await startTestApp({ engine, env: { ...env, AUDIT_INTERVAL_MS: '1000' }, fanOut: deafFanOut });
});
afterAll(async () => {
  await Promise.all([deaf.close(), other.close(), app.close()]);
  await engine.close();
});

/** What each of the others is to bob. */
const cast = { bob: 'SELF', carol: 'CONTACT', dave: 'STRANGER', mallory: 'BLOCKED' } as const satisfies Record<
  string,
  Relation
>;
type Name = keyof typeof cast;
const names = Object.keys(cast) as Name[];

/** Bob's group with one of each, in a tenant of its own. */
async function seedGroup(kind: 'GROUP' | 'DIRECT' = 'GROUP', memberIds: Name[] = names.slice(1)) {
  const tenant = `t-${randomUUID()}`;
  const tokens = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await app.token(name, { tenant })])),
  ) as Record<Name, string>;
  const as = (name: Name, node = app) => runAs(node, tokens[name]);
  for (const name of names) await as(name)(UpdateProfileDocument, { input: {} });
  const { createConversation } = await as('bob')(CreateConversationDocument, {
    input: { clientId: 'group', kind, memberIds },
  });
  const conversationId = createConversation?.conversation.id ?? '';
  await as('bob')(RequestContactDocument, { input: { userId: 'carol' } });
  await as('carol')(AcceptContactDocument, { input: { userId: 'bob' } });
  const block = async (blockerId: Name, blockedId: Name) => {
    await engine.db.execute(sql`
      insert into blocks (tenant_id, blocker_id, blocked_id) values (${tenant}, ${blockerId}, ${blockedId})`);
    // As the verb marks him, told by no hint.
    await engine.db.execute(sql`
      update users set privacy_tx = pg_current_xact_id() where tenant_id = ${tenant} and id = ${blockerId}`);
  };
  return {
    as,
    block,
    set: (input: UpdatePresenceSettingsInput, node = app) => as('bob', node)(UpdatePresenceSettingsDocument, { input }),
    type: (name: Name, node = app) => as(name, node)(SetTypingDocument, { input: { conversationId, isTyping: true } }),
    async look(name: Name, node = app) {
      const stream = node.subscribe<TypingSubscription>(tokens[name], TypingDocument, { conversationId });
      await stream.until(() => true);
      const lists = () => stream.results.map(({ data }) => data?.typing.userIds.join(' '));
      const sees = (list: string) => stream.until(({ data }) => data?.typing.userIds.join(' ') === list);
      return { ...stream, lists, sees };
    },
  };
}

const settings: UpdatePresenceSettingsInput[] = [
  {},
  { visibility: 'CONTACTS' },
  { visibility: 'NOBODY' },
  { showOnlineStatus: false },
  { invisible: true },
  { shareTyping: false },
];

describe('that somebody types is seen by whom he lets see that he is there', () => {
  test.each(settings)('with %o, on his node and on another', async (input) => {
    const group = await seedGroup();
    await group.block('bob', 'mallory');
    await group.set(input);
    const subject = { ...defaultSettings, ...(input as Partial<typeof defaultSettings>) };
    const seenBy = (name: Name) => mayObserve('TYPING', cast[name], { subject });
    const early = await Promise.all(
      [app, other].flatMap((node) => names.map(async (name) => ({ name, stream: await group.look(name, node) }))),
    );
    await group.type('bob');
    // Nobody sees him whom not even a contact may see, so he has no lease, and does not see himself.
    const hasLease = seenBy('carol');
    for (const { name, stream } of early) if (hasLease && seenBy(name)) await stream.sees('bob');
    const late = await Promise.all(names.map(async (name) => ({ name, stream: await group.look(name) })));
    await group.type('dave');
    for (const { name, stream } of [...early, ...late]) {
      const isSeen = hasLease && seenBy(name);
      await stream.sees(isSeen ? 'bob dave' : 'dave');
      const told = stream.results.map(({ data }) => data?.typing.userCount);
      expect(Math.max(...told.map(Number))).toBe(isSeen ? 2 : 1);
      if (!isSeen) expect(stream.lists().join()).not.toContain('bob');
    }
    await Promise.all([...early, ...late].map(({ stream }) => stream.close()));
  });

  test('in a DIRECT not by one who has blocked him, and he cannot tell', async () => {
    const direct = await seedGroup('DIRECT', ['dave']);
    await direct.block('dave', 'bob');
    const [bob, dave] = [await direct.look('bob'), await direct.look('dave')];
    const { setTyping } = await direct.type('bob');
    expect(setTyping?.expiresAt).toEqual(expect.any(String));
    await bob.sees('bob');
    await direct.type('dave');
    await dave.sees('dave');
    expect(dave.lists()).toEqual(['', 'dave']);
    // That dave is there is not for him either.
    expect(bob.lists()).not.toContain('bob dave');
    await Promise.all([bob.close(), dave.close()]);
  });
});

describe('whoever is typing is out of sight as soon as it is no longer for somebody,', () => {
  const changes: [string, (group: Awaited<ReturnType<typeof seedGroup>>) => Promise<unknown>, Name[]][] = [
    ['since he turns invisible', (group) => group.set({ invisible: true }), ['carol', 'dave']],
    ['since he shows to contacts alone', (group) => group.set({ visibility: 'CONTACTS' }), ['dave']],
    ['since he does not share it', (group) => group.set({ shareTyping: false }), ['carol', 'dave']],
    ['since he blocks him', (group) => group.block('bob', 'dave'), ['dave']],
  ];
  const nodes: [string, () => TestApp, number][] = [
    ['on his node', () => app, 1_000],
    ['on another node', () => other, 1_000],
    ['on a node that no hint reaches', () => deaf, 2_000],
  ];
  describe.each(nodes)('%s', (_which, nodeOf, withinMs) => {
    test.each(changes)('%s', async (_why, change, unseeing) => {
      const group = await seedGroup();
      const streams = await Promise.all(
        (['carol', 'dave'] as const).map(async (name) => ({ name, stream: await group.look(name, nodeOf()) })),
      );
      await group.type('bob', nodeOf() === deaf ? deaf : app);
      for (const { stream } of streams) await stream.sees('bob');
      const elapsed = startStopwatch();
      await change(group);
      for (const { name, stream } of streams) if (unseeing.includes(name)) await stream.sees('');
      expect(elapsed()).toBeLessThan(withinMs);
      const seeing = streams.filter(({ name }) => !unseeing.includes(name));
      for (const { stream } of seeing) expect(stream.lists().at(-1)).toBe('bob');
      await Promise.all(streams.map(({ stream }) => stream.close()));
    });

    test('since he is no contact any more', async () => {
      const group = await seedGroup();
      await group.set({ visibility: 'CONTACTS' });
      const carol = await group.look('carol', nodeOf());
      await group.type('bob', nodeOf() === deaf ? deaf : app);
      await carol.sees('bob');
      const elapsed = startStopwatch();
      await group.as('bob')(RemoveContactDocument, { input: { userId: 'carol' } });
      await carol.sees('');
      expect(elapsed()).toBeLessThan(withinMs);
      await carol.close();
    });
  });
});
