import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast, readLog, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { auditEntries } from '../audit/table.ts';
import { createConversation } from '../conversations/create-conversation.ts';
import { readMembership } from '../conversations/queries.ts';
import { setMemberRole } from '../conversations/set-member-role.ts';
import { addReaction } from '../messages/add-reaction.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { requireMessage } from '../messages/require-message.ts';
import { sendMessage } from '../messages/send-message.ts';
import { readUsers } from '../users/queries.ts';
import { updateProfile } from '../users/update-profile.ts';
import { eraseBatch } from './erase-batch.ts';
import { eraseUser } from './erase-user.ts';
import { findErasure } from './queries.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

async function seed() {
  const cast = await createCast(services, 'alice', 'bob', 'carol');
  const { tenantId } = cast.alice.actor;
  await seedUsers(engine.db, ['backend'], tenantId);
  const backend = contextOf(services, 'backend', { tenantId, role: 'service' });
  return { ...cast, backend, key: { tenantId, userId: 'bob' } };
}

type Key = Parameters<typeof eraseBatch>[1];

/** Does what the job does; returns in how many steps. */
async function finish(key: Key): Promise<number> {
  let steps = 1;
  while (await eraseBatch(services, key)) steps += 1;
  return steps;
}

const textsIn = async (ctx: Context, ids: string[]) =>
  Promise.all(ids.map(async (id) => (await requireMessage(ctx, id)).text));

describe('erasing the content of a user', () => {
  it('leaves tombstones of what he had written by then, tells of each once, and keeps what he writes later', async () => {
    const { alice, bob, backend, key } = await seed();
    const [one, two] = [await seedConversation(alice, [bob]), await seedConversation(bob, [alice])];
    const before = [await sendText(bob, one), await sendText(bob, two), await sendText(bob, two)];
    await deleteMessage(bob, { messageId: before[0]?.id ?? '', scope: 'EVERYONE' });
    const others = await sendText(alice, one);
    const asked = await eraseUser(backend, { userId: 'bob', scope: 'CONTENT' });
    expect(asked).toMatchObject({ userId: 'bob', scope: 'CONTENT', finishedAt: null, messagesErased: 0 });
    const later = await sendText(bob, one, 'later');
    expect(await eraseUser(backend, { userId: 'bob', scope: 'CONTENT' })).toEqual(asked);
    await finish(key);
    expect(await findErasure(backend, { userId: 'bob' })).toMatchObject({
      ...{ requestedAt: asked.requestedAt, finishedAt: expect.any(String) },
      ...{ messagesErased: 3, membershipsEnded: 0 },
    });
    const ids = [...before, others, later].map(({ id }) => id);
    expect(await textsIn(alice, ids)).toEqual([null, null, null, 'Hello', 'later']);
    const deletions = (await readLog(alice, two)).filter(({ type }) => type === 'MessageDeleted');
    expect(deletions.map(({ actorId, payload }) => [actorId, payload.messageSeq])).toEqual([
      ['backend', before[1]?.seq],
      ['backend', before[2]?.seq],
    ]);
    // That one was deleted already.
    expect((await readLog(alice, one)).filter(({ type }) => type === 'MessageDeleted')).toHaveLength(1);

    await eraseUser(backend, { userId: 'bob', scope: 'CONTENT' });
    await finish(key);
    expect(await findErasure(backend, { userId: 'bob' })).toMatchObject({ messagesErased: 1 });
    expect(await textsIn(alice, [later.id])).toEqual([null]);
  });

  it('goes on in steps of bounded size, from wherever it was left, by several at once', async () => {
    const { alice, bob, backend, key } = await seed();
    const id = await seedConversation(alice, [bob]);
    await Promise.all(Array.from({ length: 250 }, () => sendText(bob, id)));
    await eraseUser(backend, { userId: 'bob', scope: 'CONTENT' });
    // The first two wait for sends that are under way.
    for (let step = 0; step < 3; step += 1) await eraseBatch(services, key);
    expect(await findErasure(backend, { userId: 'bob' })).toMatchObject({ messagesErased: 100, finishedAt: null });
    await Promise.all([finish(key), finish(key)]);
    expect(await findErasure(backend, { userId: 'bob' })).toMatchObject({ messagesErased: 250 });
    const deletions = (await readLog(alice, id)).filter(({ type }) => type === 'MessageDeleted');
    expect(new Set(deletions.map(({ payload }) => payload.messageSeq)).size).toBe(250);
    expect(deletions).toHaveLength(250);
  });

  it('takes back his reactions, and leaves those of others', async () => {
    const { alice, bob, carol, backend, key } = await seed();
    const id = await seedConversation(alice, [bob, carol]);
    const { id: messageId } = await sendText(alice, id);
    for (const emoji of ['👍', '🎉']) await addReaction(bob, { messageId, emoji });
    await addReaction(carol, { messageId, emoji: '👍' });
    await eraseUser(backend, { userId: 'bob', scope: 'CONTENT' });
    await finish(key);
    expect((await requireMessage(alice, messageId)).reactions).toEqual([{ emoji: '👍', count: 1, userIds: ['carol'] }]);
    const told = (await readLog(alice, id)).slice(-2);
    expect(told.map(({ type, payload }) => [type, payload.userId])).toEqual([
      ['ReactionRemoved', 'bob'],
      ['ReactionRemoved', 'bob'],
    ]);
  });

  it('tells whoever repeats a send of before nothing of it', async () => {
    const { alice, bob, backend, key } = await seed();
    const input = { conversationId: await seedConversation(alice, [bob]), clientMessageId: 'm', text: 'secret' };
    await sendMessage(bob, input);
    await eraseUser(backend, { userId: 'bob', scope: 'CONTENT' });
    await finish(key);
    expect(await refusalOf(sendMessage(bob, input))).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('erasing the account of a user', () => {
  it('empties his profile, ends his sessions and memberships, and writes it down', async () => {
    const { alice, bob, backend, key } = await seed();
    await updateProfile(bob, { name: 'Bob', metadata: { team: 'red' }, pictureUrl: 'https://example.com/b.png' });
    const [one, two] = [await seedConversation(alice, [bob]), await seedConversation(alice, [bob])];
    await eraseUser(backend, { userId: 'bob', scope: 'ACCOUNT' });
    const profile = (await readUsers(engine.db, key.tenantId, ['bob'])).get('bob');
    expect(profile).toMatchObject({ id: 'bob', name: null, pictureUrl: null, metadata: {} });
    expect(services.announced.at(-1)).toMatchObject({ item: { type: 'UserChanged', user: profile } });
    expect(services.enqueued.at(-1)).toEqual({ queue: 'erase_user', data: key });
    await finish(key);
    for (const id of [one, two]) {
      expect(await readMembership(engine.db, key.tenantId, id, 'bob')).toBeUndefined();
      expect((await readLog(alice, id)).at(-1)).toMatchObject({ type: 'MemberRemoved', actorId: 'backend' });
    }
    expect(await findErasure(backend, { userId: 'bob' })).toMatchObject({ membershipsEnded: 2 });
    const entries = await engine.db
      .select({ action: auditEntries.action, subjectId: auditEntries.subjectId, details: auditEntries.details })
      .from(auditEntries)
      .where(eq(auditEntries.tenantId, key.tenantId));
    expect(entries).toEqual([{ action: 'USER_ERASED', subjectId: 'bob', details: { scope: 'ACCOUNT' } }]);
  });

  it('widens an erasure of content that is under way', async () => {
    const { alice, bob, backend, key } = await seed();
    const id = await seedConversation(alice, [bob]);
    const message = await sendText(bob, id);
    await eraseUser(backend, { userId: 'bob', scope: 'CONTENT' });
    await eraseBatch(services, key);
    await eraseUser(backend, { userId: 'bob', scope: 'ACCOUNT' });
    const asked = await eraseUser(backend, { userId: 'bob', scope: 'CONTENT' });
    expect(asked).toMatchObject({ scope: 'ACCOUNT', finishedAt: null });
    await finish(key);
    expect(await textsIn(alice, [message.id])).toEqual([null]);
    expect(await readMembership(engine.db, key.tenantId, id, 'bob')).toBeUndefined();
  });

  it('hands over what he alone owned: to the first admin, else to the first member', async () => {
    const { alice, bob, carol, backend, key } = await seed();
    const withAdmin = await seedConversation(bob, [alice, carol]);
    await setMemberRole(bob, { conversationId: withAdmin, userId: 'carol', role: 'ADMIN' });
    const without = await seedConversation(bob, [alice, carol]);
    const empty = await seedConversation(bob);
    await eraseUser(backend, { userId: 'bob', scope: 'ACCOUNT' });
    await finish(key);
    const roleOf = async (id: string, userId: string) =>
      (await readMembership(engine.db, key.tenantId, id, userId))?.role;
    expect([await roleOf(withAdmin, 'alice'), await roleOf(withAdmin, 'carol')]).toEqual(['MEMBER', 'OWNER']);
    expect([await roleOf(without, 'alice'), await roleOf(without, 'carol')]).toEqual(['OWNER', 'MEMBER']);
    expect((await readLog(alice, without)).slice(-2).map(({ type }) => type)).toEqual([
      'MemberRemoved',
      'MemberChanged',
    ]);
    expect((await readLog(bob, empty)).at(-1)).toMatchObject({ type: 'MemberRemoved', payload: { memberCount: 0 } });
  });

  it('ends his DIRECTs: should he come back, the pair begins anew', async () => {
    const { alice, bob, backend, key } = await seed();
    const pair = (clientId: string) => ({ clientId, kind: 'DIRECT' as const, memberIds: ['bob'] });
    const first = await createConversation(alice, pair('one'));
    await sendText(alice, first.id, 'still hers');
    await eraseUser(backend, { userId: 'bob', scope: 'ACCOUNT' });
    await finish(key);
    const second = await createConversation(alice, pair('two'));
    expect(second.id).not.toBe(first.id);
    await sendText(bob, second.id);
    expect(await readMembership(engine.db, key.tenantId, first.id, 'alice')).toBeDefined();
    expect(await readMembership(engine.db, key.tenantId, first.id, 'bob')).toBeUndefined();
  });
});

describe('eraseUser and userErasure', () => {
  it('are for the backend, and for users that exist', async () => {
    const { alice, backend } = await seed();
    const erase = (ctx: Context, userId: string) => refusalOf(eraseUser(ctx, { userId, scope: 'CONTENT' }));
    expect(await erase(alice, 'bob')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await erase(alice, 'alice')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await erase(backend, 'nobody')).toMatchObject({ code: 'NOT_FOUND', field: 'userId' });
    expect(await refusalOf(findErasure(alice, { userId: 'bob' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(findErasure(backend, { userId: 'nobody' }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await findErasure(backend, { userId: 'bob' })).toBeNull();
  });

  it('of many at once make one erasure', async () => {
    const { backend } = await seed();
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => eraseUser(backend, { userId: 'bob', scope: 'CONTENT' })),
    );
    expect(new Set(asked.map(({ requestedAt }) => requestedAt)).size).toBe(1);
  });
});
