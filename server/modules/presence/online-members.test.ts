import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CreateConversationDocument,
  OnlineMembersDocument,
  SetPresenceDocument,
  UpdatePresenceSettingsDocument,
  UpdateProfileDocument,
} from '../../../client/index.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { runAs } from '../../testing/verify-events.ts';
import { watchPresence } from '../../testing/watch-presence.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { PRESENCE_GRACE_MS: '200' } });
});
afterAll(() => app.close());

const names = ['alice', 'bob', 'carol', 'dave', 'erin'] as const;

/** Alice's channel with the others in it, but Erin; all of them are connected, but Dave. */
async function seed() {
  const tenant = `t-${randomUUID()}`;
  const tokens = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await app.token(name, { tenant })] as const)),
  ) as Record<(typeof names)[number], string>;
  const as = (name: (typeof names)[number]) => runAs(app, tokens[name]);
  for (const name of names) await as(name)(UpdateProfileDocument, { input: {} });
  const { createConversation } = await as('alice')(CreateConversationDocument, {
    input: {
      ...{ clientId: 'c', kind: 'CHANNEL', visibility: 'PUBLIC', title: 'Open' },
      memberIds: ['bob', 'carol', 'dave'],
    },
  });
  const conversationId = createConversation?.conversation.id ?? '';
  const there = (['alice', 'bob', 'carol', 'erin'] as const).map((name) =>
    watchPresence(app, tokens[name], [...names]),
  );
  const watchers = await Promise.all(there);
  for (const name of ['alice', 'bob', 'carol', 'erin'] as const) await watchers[0]?.until(name, { status: 'ONLINE' });
  /** What somebody is told, as names. */
  const online = async (name: (typeof names)[number], first?: number) => {
    const { conversation } = await as(name)(OnlineMembersDocument, {
      conversationId,
      ...(first !== undefined && { first }),
    });
    const { onlineMembers } = conversation ?? {};
    return onlineMembers == null ? null : [onlineMembers.count, ...onlineMembers.users.map(({ id }) => id)];
  };
  return { tenant, as, conversationId, online, close: () => Promise.all(watchers.map((each) => each.close())) };
}

/** Makes the conversation look as large as one whose members are not asked one by one; it may take a second to be as new. */
async function enlarge({ tenant, conversationId }: Awaited<ReturnType<typeof seed>>): Promise<void> {
  await app.engine.db.execute(sql`
    update conversations set member_count = 100000 where tenant_id = ${tenant} and id = ${conversationId}`);
}

test.each(['small', 'large'])('in a %s conversation those are counted whose status one may see', async (size) => {
  const world = await seed();
  if (size === 'large') await enlarge(world);
  const { as, online, close } = world;
  expect(await online('alice')).toEqual([3, 'alice', 'bob', 'carol']);
  expect(await online('alice', 1)).toEqual([3, 'alice']);
  expect(await online('alice', 0)).toEqual([3]);
  // Of a public channel in which one is no member.
  expect(await online('erin')).toBeNull();
  await as('bob')(SetPresenceDocument, { input: { status: 'BUSY' } });
  await as('carol')(UpdatePresenceSettingsDocument, { input: { invisible: true } });
  expect(await online('alice')).toEqual([2, 'alice', 'bob']);
  expect(await online('carol')).toEqual([3, 'alice', 'bob', 'carol']);
  await as('bob')(UpdatePresenceSettingsDocument, { input: { visibility: 'CONTACTS' } });
  expect(await online('alice')).toEqual([1, 'alice']);
  await close();
  await expect.poll(() => online('dave'), { timeout: 30_000 }).toEqual([0]);
});

test('at most 100 are named', async () => {
  const { as, conversationId, close } = await seed();
  const asked = as('alice')(OnlineMembersDocument, { conversationId, first: 101 });
  await expect(asked).rejects.toThrow('takes at most 100');
  await close();
});
