import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast, readLog, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { listAuditEntries } from '../audit/list-audit-entries.ts';
import { auditEntries } from '../audit/table.ts';
import { addMembers } from '../conversations/add-members.ts';
import { listBans } from '../conversations/bans.ts';
import { createConversation } from '../conversations/create-conversation.ts';
import { joinConversation } from '../conversations/join-conversation.ts';
import { leaveConversation } from '../conversations/leave-conversation.ts';
import { readMembership } from '../conversations/queries.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { setMemberRole } from '../conversations/set-member-role.ts';
import { conversationBans } from '../conversations/table.ts';
import { updateConversation } from '../conversations/update-conversation.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { editMessage } from '../messages/edit-message.ts';
import { banMember } from './ban-member.ts';
import { muteMember } from './mute-member.ts';
import { setSlowMode } from './set-slow-mode.ts';
import { unbanMember } from './unban-member.ts';
import { unmuteMember } from './unmute-member.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const soon = () => new Date(Date.now() + 60_000).toISOString();
const past = '2020-01-01T00:00:00.000Z';

/** Alice owns it, Olga too; Adam and Ada are admins; Bob and Carol members; Mallory is outside. The backend is the service's. */
async function seed(options: Parameters<typeof seedConversation>[2] = {}) {
  const cast = await createCast(services, 'alice', 'olga', 'adam', 'ada', 'bob', 'carol', 'mallory');
  const { alice, olga, adam, ada, bob, carol } = cast;
  const conversationId = await seedConversation(alice, [olga, adam, ada, bob, carol], options);
  const roles = [
    ['olga', 'OWNER'],
    ['adam', 'ADMIN'],
    ['ada', 'ADMIN'],
  ] as const;
  for (const [userId, role] of roles) await setMemberRole(alice, { conversationId, userId, role });
  const { tenantId } = alice.actor;
  await seedUsers(engine.db, ['backend'], tenantId);
  const backend = contextOf(services, 'backend', { tenantId, role: 'service' });
  return { ...cast, backend, conversationId };
}

const auditOf = async (ctx: Context, conversationId: string) => {
  const { edges } = await listAuditEntries(ctx, conversationId, {});
  return edges.map(({ node: { action, actorId, subjectId, details } }) => ({ action, actorId, subjectId, details }));
};
const silenceOf = async (ctx: Context, conversationId: string, userId: string) =>
  (await readMembership(engine.db, ctx.actor.tenantId, conversationId, userId))?.silencedUntil;

const acts = [
  [
    'muteMember',
    (ctx: Context, conversationId: string, userId: string) =>
      muteMember(ctx, { conversationId, userId, until: soon() }),
  ],
  [
    'unmuteMember',
    (ctx: Context, conversationId: string, userId: string) => unmuteMember(ctx, { conversationId, userId }),
  ],
  ['banMember', (ctx: Context, conversationId: string, userId: string) => banMember(ctx, { conversationId, userId })],
] as const;

describe.each(acts)('%s', (name, act) => {
  it('is for who stands above the member, and for nobody else', async () => {
    const { alice, adam, bob, mallory, conversationId } = await seed();
    const before = (await readLog(alice, conversationId)).length;
    const refused = async (ctx: Context, userId: string) => (await refusalOf(act(ctx, conversationId, userId))).code;
    expect(await refused(bob, 'carol')).toBe('FORBIDDEN');
    expect(await refused(adam, 'ada')).toBe('FORBIDDEN');
    expect(await refused(adam, 'alice')).toBe('FORBIDDEN');
    expect(await refused(alice, 'olga')).toBe('FORBIDDEN');
    expect(await refused(adam, 'adam')).toBe('BAD_USER_INPUT');
    expect(await refused(mallory, 'bob')).toBe('NOT_FOUND');
    expect(await refused(alice, 'nobody')).toBe('NOT_FOUND');
    expect((await readLog(alice, conversationId)).length).toBe(before);
    expect((await auditOf(alice, conversationId)).map(({ action }) => action)).toEqual(
      Array(3).fill('MEMBER_ROLE_SET'),
    );
  });

  it('may be done by an owner to an admin, by an admin to a member, and by the backend to an owner', async () => {
    const { alice, adam, backend, conversationId } = await seed();
    await act(alice, conversationId, 'ada');
    await act(adam, conversationId, 'bob');
    await act(backend, conversationId, 'olga');
    const done = (await auditOf(alice, conversationId)).filter(({ action }) => action !== 'MEMBER_ROLE_SET');
    // Nobody was muted: letting them write changes nothing, and leaves no trace.
    if (name === 'unmuteMember') expect(done).toEqual([]);
    else
      expect(done.map(({ actorId, subjectId }) => [actorId, subjectId])).toEqual([
        ['backend', 'olga'],
        ['adam', 'bob'],
        ['alice', 'ada'],
      ]);
  });

  it('is not for a DIRECT', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const { id } = await createConversation(alice, { clientId: 'd', kind: 'DIRECT', memberIds: ['bob'] });
    expect(await refusalOf(act(alice, id, 'bob'))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'conversationId' });
    expect(await readLog(bob, id)).toHaveLength(2);
  });
});

describe('muting', () => {
  it('keeps a member from sending and editing, is told once, and ends when it is lifted', async () => {
    const { alice, bob, conversationId } = await seed();
    const said = await sendText(bob, conversationId, 'before');
    const until = soon();
    const member = await muteMember(alice, { conversationId, userId: 'bob', until });
    expect(member).toMatchObject({ userId: 'bob', role: 'MEMBER', silencedUntil: until });
    expect(await muteMember(alice, { conversationId, userId: 'bob', until })).toMatchObject({ silencedUntil: until });
    await expect(sendText(bob, conversationId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const edit = { messageId: said.id, text: 'more to say' };
    await expect(editMessage(bob, edit)).rejects.toMatchObject({ code: 'FORBIDDEN', field: 'messageId' });

    await unmuteMember(alice, { conversationId, userId: 'bob' });
    await unmuteMember(alice, { conversationId, userId: 'bob' });
    await sendText(bob, conversationId);
    expect(await editMessage(bob, edit)).toMatchObject({ text: 'more to say' });
    const told = (await readLog(alice, conversationId)).slice(-4);
    expect(told.map(({ type }) => type)).toEqual(['MemberChanged', 'MemberChanged', 'MessageSent', 'MessageEdited']);
    expect(told[0]?.payload).toMatchObject({ member: { userId: 'bob', silencedUntil: until } });
    expect(told[1]?.payload).toMatchObject({ member: { userId: 'bob', silencedUntil: null } });
    expect((await auditOf(alice, conversationId)).slice(0, 2)).toEqual([
      { action: 'MEMBER_UNMUTED', actorId: 'alice', subjectId: 'bob', details: {} },
      { action: 'MEMBER_MUTED', actorId: 'alice', subjectId: 'bob', details: { until } },
    ]);
  });

  it('takes a time to come', async () => {
    const { alice, conversationId } = await seed();
    const refusal = await refusalOf(muteMember(alice, { conversationId, userId: 'bob', until: past }));
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'until' });
  });

  it('lasts when a member goes and comes in again, by himself or by others', async () => {
    const { alice, bob, conversationId } = await seed({ kind: 'CHANNEL', visibility: 'PUBLIC' });
    const until = soon();
    await muteMember(alice, { conversationId, userId: 'bob', until });
    await leaveConversation(bob, { conversationId });
    await joinConversation(bob, { conversationId });
    expect(await silenceOf(alice, conversationId, 'bob')).toBe(until);
    await removeMember(alice, { conversationId, userId: 'bob' });
    const { members } = await addMembers(alice, { conversationId, userIds: ['bob'] });
    expect(members).toMatchObject([{ userId: 'bob', silencedUntil: until }]);
    await unmuteMember(alice, { conversationId, userId: 'bob' });
    await leaveConversation(bob, { conversationId });
    await joinConversation(bob, { conversationId });
    expect(await silenceOf(alice, conversationId, 'bob')).toBeNull();
  });
});

describe('banning', () => {
  it('removes a member and keeps him out, until it is lifted; each is told once', async () => {
    const { alice, bob, conversationId } = await seed({ kind: 'CHANNEL', visibility: 'PUBLIC' });
    const request = { conversationId, userId: 'bob', reason: 'Spam' };
    const { ban, conversation } = await banMember(alice, request);
    expect(ban).toMatchObject({ userId: 'bob', bannedById: 'alice', until: null, reason: 'Spam' });
    expect(conversation.memberCount).toBe(5);
    expect((await banMember(alice, request)).ban).toEqual(ban);
    await expect(sendText(bob, conversationId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(joinConversation(bob, { conversationId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const adding = addMembers(alice, { conversationId, userIds: ['mallory', 'bob'] });
    expect(await refusalOf(adding)).toMatchObject({ code: 'CONFLICT', field: 'userIds.1' });

    await unbanMember(alice, { conversationId, userId: 'bob' });
    await unbanMember(alice, { conversationId, userId: 'bob' });
    await joinConversation(bob, { conversationId });
    const told = (await readLog(alice, conversationId)).slice(-4);
    expect(told).toMatchObject([
      { type: 'MemberRemoved', payload: { userId: 'bob', memberCount: 5 } },
      { type: 'MemberBanned', payload: { userId: 'bob', until: null } },
      { type: 'MemberUnbanned', payload: { userId: 'bob' } },
      { type: 'MemberAdded' },
    ]);
    // What was written about him is for the admins alone, and goes with the ban.
    expect(JSON.stringify([told, await auditOf(alice, conversationId)])).not.toContain('Spam');
    expect((await readLog(bob, 'user/bob')).map(({ type }) => type)).toEqual([
      'ConversationJoined',
      'ConversationLeft',
      'ConversationJoined',
    ]);
    expect((await auditOf(alice, conversationId)).slice(0, 2)).toEqual([
      { action: 'MEMBER_UNBANNED', actorId: 'alice', subjectId: 'bob', details: {} },
      { action: 'MEMBER_BANNED', actorId: 'alice', subjectId: 'bob', details: { until: null, wasMember: true } },
    ]);
  });

  it('is possible before somebody comes, and ends by itself', async () => {
    const { alice, mallory, conversationId } = await seed({ kind: 'CHANNEL', visibility: 'PUBLIC' });
    const until = soon();
    await banMember(alice, { conversationId, userId: 'mallory', until });
    const joining = joinConversation(mallory, { conversationId });
    await expect(joining).rejects.toMatchObject({ code: 'FORBIDDEN', retryAfterMs: expect.any(Number) });
    expect(await readLog(alice, conversationId)).toHaveLength(10);
    const { edges } = await listBans(alice, conversationId, {});
    expect(edges.map(({ node }) => node)).toMatchObject([{ userId: 'mallory', until }]);

    await engine.db
      .update(conversationBans)
      .set({ until: past })
      .where(eq(conversationBans.conversationId, conversationId));
    expect((await listBans(alice, conversationId, {})).edges).toEqual([]);
    await unbanMember(alice, { conversationId, userId: 'mallory' });
    await joinConversation(mallory, { conversationId });
    expect((await readLog(alice, conversationId)).slice(10).map(({ type }) => type)).toEqual(['MemberAdded']);
  });

  it('set anew replaces time and reason', async () => {
    const { alice, conversationId } = await seed();
    await banMember(alice, { conversationId, userId: 'bob' });
    const until = soon();
    const { ban } = await banMember(alice, { conversationId, userId: 'bob', until, reason: 'Later' });
    expect(ban).toMatchObject({ until, reason: 'Later' });
    expect((await readLog(alice, conversationId)).slice(-3).map(({ type, payload }) => [type, payload.until])).toEqual([
      ['MemberRemoved', undefined],
      ['MemberBanned', null],
      ['MemberBanned', until],
    ]);
  });

  it('never leaves members without an owner', async () => {
    const { alice, olga, backend, conversationId } = await seed();
    await banMember(backend, { conversationId, userId: 'olga' });
    const last = await refusalOf(banMember(backend, { conversationId, userId: 'alice' }));
    expect(last).toMatchObject({ code: 'CONFLICT', field: 'userId' });
    expect(await silenceOf(alice, conversationId, 'alice')).toBeNull();
    expect(await silenceOf(olga, conversationId, 'olga')).toBeUndefined();
  });

  it('pages through bans, newest first', async () => {
    const { alice, conversationId } = await seed();
    for (const userId of ['adam', 'ada', 'bob', 'carol']) await banMember(alice, { conversationId, userId });
    const first = await listBans(alice, conversationId, { first: 3 });
    const after = first.pageInfo.endCursor;
    const second = await listBans(alice, conversationId, { first: 3, after });
    const names = [...first.edges, ...second.edges].map(({ node }) => node.userId);
    expect(names).toEqual(['carol', 'bob', 'ada', 'adam']);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });
});

describe('setSlowMode', () => {
  it('is told once, holds members back and not admins, and ends with 0', async () => {
    const { alice, adam, bob, conversationId } = await seed();
    expect(await setSlowMode(adam, { conversationId, intervalMs: 60_000 })).toMatchObject({ slowModeMs: 60_000 });
    await setSlowMode(adam, { conversationId, intervalMs: 60_000 });
    await sendText(bob, conversationId);
    await expect(sendText(bob, conversationId)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await sendText(adam, conversationId);
    await sendText(adam, conversationId);
    await setSlowMode(alice, { conversationId, intervalMs: 0 });
    await sendText(bob, conversationId);
    const types = (await readLog(alice, conversationId)).slice(9).map(({ type }) => type);
    expect(types).toEqual([
      'ConversationChanged',
      ...['MessageSent', 'MessageSent', 'MessageSent'],
      'ConversationChanged',
      'MessageSent',
    ]);
    expect((await auditOf(alice, conversationId)).slice(0, 2)).toEqual([
      { action: 'SLOW_MODE_SET', actorId: 'alice', subjectId: null, details: { fromMs: 60_000, toMs: 0 } },
      { action: 'SLOW_MODE_SET', actorId: 'adam', subjectId: null, details: { fromMs: 0, toMs: 60_000 } },
    ]);
  });

  it.each([-1, 1, 999, 21_600_001, 1.5])('refuses %d ms', async (intervalMs) => {
    const { alice, conversationId } = await seed();
    const refusal = await refusalOf(setSlowMode(alice, { conversationId, intervalMs }));
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'intervalMs' });
  });

  it('is for admins and the backend', async () => {
    const { bob, mallory, backend, conversationId } = await seed();
    const set = (ctx: Context) => refusalOf(setSlowMode(ctx, { conversationId, intervalMs: 1_000 }));
    expect(await set(bob)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await set(mallory)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await setSlowMode(backend, { conversationId, intervalMs: 1_000 })).toMatchObject({ slowModeMs: 1_000 });
  });
});

describe('the audit log', () => {
  it('holds what admins do beside moderation, without what people wrote', async () => {
    const { alice, adam, bob, conversationId } = await seed();
    const [own, bobs] = [await sendText(adam, conversationId, 'Secret'), await sendText(bob, conversationId, 'Secret')];
    await deleteMessage(adam, { messageId: own.id, scope: 'EVERYONE' });
    await deleteMessage(adam, { messageId: bobs.id, scope: 'EVERYONE' });
    await deleteMessage(adam, { messageId: bobs.id, scope: 'EVERYONE' });
    await updateConversation(adam, { conversationId, title: 'Secret', metadata: { of: 'Secret' } });
    await removeMember(adam, { conversationId, userId: 'bob' });
    await removeMember(adam, { conversationId, userId: 'bob' });
    const entries = await auditOf(alice, conversationId);
    expect(entries.slice(0, 4)).toEqual([
      { action: 'MEMBER_REMOVED', actorId: 'adam', subjectId: 'bob', details: {} },
      ...[
        {
          action: 'CONVERSATION_UPDATED',
          actorId: 'adam',
          subjectId: null,
          details: { fields: ['title', 'metadata'] },
        },
      ],
      ...[
        {
          action: 'MESSAGE_DELETED',
          actorId: 'adam',
          subjectId: 'bob',
          details: { messageId: bobs.id, messageSeq: bobs.seq },
        },
      ],
      { action: 'MEMBER_ROLE_SET', actorId: 'alice', subjectId: 'ada', details: { from: 'MEMBER', to: 'ADMIN' } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('Secret');
  });

  it('pages in both directions, with nothing twice', async () => {
    const { alice, conversationId } = await seed();
    for (let ms = 1_000; ms <= 5_000; ms += 1_000) await setSlowMode(alice, { conversationId, intervalMs: ms });
    const times = (pages: Awaited<ReturnType<typeof listAuditEntries>>[]) =>
      pages.flatMap(({ edges }) => edges.map(({ node }) => node.details.toMs ?? node.details.to));
    const first = await listAuditEntries(alice, conversationId, { first: 4 });
    const second = await listAuditEntries(alice, conversationId, { first: 4, after: first.pageInfo.endCursor });
    const newest = [5_000, 4_000, 3_000, 2_000, 1_000, 'ADMIN', 'ADMIN', 'OWNER'];
    expect(times([first, second])).toEqual(newest);
    const last = await listAuditEntries(alice, conversationId, { last: 4 });
    const before = await listAuditEntries(alice, conversationId, { last: 4, before: last.pageInfo.startCursor });
    expect(times([before, last])).toEqual(newest);
  });

  it('is only ever added to, and rolls back with what it tells of', async () => {
    const { alice, conversationId } = await seed();
    await expect(engine.db.update(auditEntries).set({ actorId: 'x' })).rejects.toThrow();
    await expect(engine.db.delete(auditEntries)).rejects.toThrow();
    const lost = { ...services, realtime: { ...services.realtime, append: () => Promise.reject(new Error('lost')) } };
    const broken = { ...alice, ...lost, requestId: randomUUID() };
    await expect(setSlowMode(broken, { conversationId, intervalMs: 1_000 })).rejects.toThrow('lost');
    expect(await auditOf(alice, conversationId)).toHaveLength(3);
  });
});
