import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { readFacts } from '../../testing/read-facts.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { usersSince } from '../users/sources.ts';
import { updateProfile } from '../users/update-profile.ts';
import { addMembers } from './add-members.ts';
import { createConversation } from './create-conversation.ts';
import { leaveConversation } from './leave-conversation.ts';
import { removeMember } from './remove-member.ts';
import { readConversationIds } from './sources.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

async function readSnapshot(): Promise<string> {
  const [row] = await engine.db.execute<{ snapshot: string }>(sql`select pg_current_snapshot()::text as snapshot`);
  return row?.snapshot ?? '';
}

const createGroup = (ctx: Context, memberIds: string[]) =>
  createConversation(ctx, { clientId: randomUUID(), kind: 'GROUP', memberIds });

const readIntervals = async (tenantId: string, userId: string, since: string | null) =>
  (await readFacts(engine.db, tenantId, userId, since)).intervals;

describe('intervals', () => {
  it('are those that last, and those that ended since the snapshot, by conversation and beginning', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const { tenantId } = alice.actor;
    const [first, second, third] = [
      await createGroup(alice, ['bob']),
      await createGroup(alice, ['bob']),
      await createGroup(alice, ['bob']),
    ];
    await leaveConversation(bob, { conversationId: first.id });
    const since = await readSnapshot();
    await removeMember(alice, { conversationId: second.id, userId: 'bob' });
    await removeMember(alice, { conversationId: third.id, userId: 'bob' });
    await addMembers(alice, { conversationId: third.id, userIds: ['bob'] });
    await leaveConversation(bob, { conversationId: third.id });
    await addMembers(alice, { conversationId: third.id, userIds: ['bob'] });

    const lasting = { conversationId: third.id, fromSeq: 6, toSeq: null };
    expect(await readIntervals(tenantId, 'bob', null)).toEqual([lasting]);
    expect(await readIntervals(tenantId, 'bob', since)).toEqual([
      { conversationId: second.id, fromSeq: 2, toSeq: 3 },
      { conversationId: third.id, fromSeq: 2, toSeq: 3 },
      { conversationId: third.id, fromSeq: 4, toSeq: 5 },
      lasting,
    ]);
    expect(await readIntervals(tenantId, 'bob', await readSnapshot())).toEqual([lasting]);
    const users = ['another', 'bob', 'nobody'].map((userId) => ({ tenantId, userId }));
    expect(await readConversationIds(engine.db, [...users, { tenantId: 'another', userId: 'bob' }])).toEqual([
      [],
      [third.id],
      [],
      [],
    ]);
    expect(await readIntervals('another', 'bob', since)).toEqual([]);
  });
});

describe('changed profiles', () => {
  it('concern those who share a conversation, and oneself', async () => {
    const { alice, bob, dave } = await createCast(services, 'alice', 'bob', 'carol', 'dave');
    const { tenantId } = alice.actor;
    await createGroup(alice, ['bob', 'carol']);
    await createGroup(dave, ['carol']);
    const since = await readSnapshot();
    const changed = await updateProfile(bob, { name: 'Bob' });

    const told = async (userId: string, snapshot = since) =>
      (await readFacts(engine.db, tenantId, userId, snapshot)).state as unknown[];
    const item = { type: 'UserChanged', user: changed };
    expect(await told('alice')).toEqual([item]);
    expect(await told('bob')).toEqual([item]);
    expect(await told('carol')).toEqual([item]);
    expect(await told('dave')).toEqual([]);
    expect(await told('alice', await readSnapshot())).toEqual([]);
    expect((await readFacts(engine.db, 'another', 'bob', since)).state).toEqual([]);
    expect(await usersSince(engine.db, since)).toEqual([{ tenantId, topic: 'profiles/', item }]);
  });
});
