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
import { createConversation } from '../conversations/create-conversation.ts';
import { readAccess } from '../conversations/queries.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { setMemberRole } from '../conversations/set-member-role.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { editMessage } from '../messages/edit-message.ts';
import { reportMessage } from './report-message.ts';
import { listReports, requireReport } from './reports.ts';
import { resolveReport } from './resolve-report.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

async function seed(options: Parameters<typeof seedConversation>[2] = {}) {
  const cast = await createCast(services, 'alice', 'adam', 'bob', 'carol', 'mallory');
  const { alice, adam, bob, carol } = cast;
  const conversationId = await seedConversation(alice, [adam, bob, carol], options);
  await setMemberRole(alice, { conversationId, userId: 'adam', role: 'ADMIN' });
  const { tenantId } = alice.actor;
  await seedUsers(engine.db, ['backend'], tenantId);
  const backend = contextOf(services, 'backend', { tenantId, role: 'service' });
  return { ...cast, backend, conversationId };
}

const report = (ctx: Context, messageId: string, over: Partial<Parameters<typeof reportMessage>[1]> = {}) =>
  reportMessage(ctx, { clientId: randomUUID(), messageId, reason: 'SPAM', ...over });

/** As `Conversation.reports` reads them. */
async function reportsFor(ctx: Context, conversationId: string, args: Parameters<typeof listReports>[2] = {}) {
  const access = await readAccess(ctx.db, ctx.actor.tenantId, conversationId, ctx.actor.userId);
  if (access === undefined) throw new Error('No such conversation.');
  return (await listReports(ctx, access, args)).edges.map(({ node }) => node);
}

describe('reportMessage', () => {
  it('keeps what the message said then, whatever becomes of it, and is no event', async () => {
    const { alice, bob, carol, conversationId } = await seed();
    const message = await sendText(bob, conversationId, 'An insult');
    const length = (await readLog(alice, conversationId)).length;
    const made = await report(carol, message.id, { reason: 'HARASSMENT', comment: 'He means me' });
    expect(made).toMatchObject({
      ...{ conversationId, messageId: message.id, messageSeq: message.seq, senderId: 'bob', reporterId: 'carol' },
      ...{ messageText: 'An insult', messageVersion: 0, reason: 'HARASSMENT', comment: 'He means me' },
      ...{ resolvedAt: null, resolution: null },
    });
    expect(made.id).toMatch(/^rpt_/);
    expect((await readLog(alice, conversationId)).length).toBe(length);

    await editMessage(bob, { messageId: message.id, text: 'Nothing' });
    await deleteMessage(bob, { messageId: message.id, scope: 'EVERYONE' });
    expect(await reportsFor(alice, conversationId)).toEqual([made]);
  });

  it('returns the first result to a retry for ever, and the open one to whoever reports again', async () => {
    const { alice, bob, carol, conversationId } = await seed();
    const message = await sendText(bob, conversationId);
    const first = await report(carol, message.id, { clientId: 'one' });
    expect(await report(carol, message.id, { clientId: 'one' })).toEqual(first);
    expect(await report(carol, message.id, { clientId: 'two', reason: 'HATE' })).toEqual(first);
    const other = report(carol, message.id, { clientId: 'one', reason: 'HATE' });
    expect(await refusalOf(other)).toMatchObject({ code: 'CONFLICT', field: 'clientId' });
    const second = await report(alice, message.id, { clientId: 'one' });
    expect(second.id).not.toBe(first.id);

    const resolved = await resolveReport(alice, { reportId: first.id, resolution: 'DISMISSED' });
    expect(await report(carol, message.id, { clientId: 'one' })).toEqual(resolved);
    const third = await report(carol, message.id, { clientId: 'three' });
    expect(third.id).not.toBe(first.id);
    await deleteMessage(bob, { messageId: message.id, scope: 'EVERYONE' });
    expect(await report(carol, message.id, { clientId: 'four' })).toEqual(third);
  });

  it('of many at once makes one', async () => {
    const { bob, carol, conversationId } = await seed();
    const message = await sendText(bob, conversationId);
    const made = await Promise.all(Array.from({ length: 8 }, () => report(carol, message.id)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it('is for what the reporter may read, and not for his own', async () => {
    const { alice, bob, carol, mallory, backend, conversationId } = await seed({ historyVisibility: 'SINCE_JOIN' });
    const message = await sendText(bob, conversationId);
    const refused = { code: 'NOT_FOUND', field: 'messageId', message: 'No such message.' };
    expect(await refusalOf(report(mallory, message.id))).toEqual(refused);
    expect(await refusalOf(report(backend, message.id))).toEqual(refused);
    await addMembers(alice, { conversationId, userIds: ['mallory'] });
    expect(await refusalOf(report(mallory, message.id))).toEqual(refused);
    await removeMember(alice, { conversationId, userId: 'carol' });
    expect(await refusalOf(report(carol, message.id))).toEqual(refused);
    expect(await refusalOf(report(bob, message.id))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'messageId' });
    await deleteMessage(bob, { messageId: message.id, scope: 'EVERYONE' });
    expect(await refusalOf(report(alice, message.id))).toMatchObject({ code: 'CONFLICT', field: 'messageId' });
  });

  it('of a DIRECT is for the operator', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const { id } = await createConversation(alice, { clientId: 'd', kind: 'DIRECT', memberIds: ['bob'] });
    const message = await sendText(bob, id);
    const made = await report(alice, message.id);
    expect(await requireReport(alice, made.id)).toEqual(made);
    await expect(requireReport(bob, made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(resolveReport(alice, { reportId: made.id, resolution: 'DISMISSED' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const { tenantId } = alice.actor;
    const backend = contextOf(services, 'backend', { tenantId, role: 'service' });
    expect(await requireReport(backend, made.id)).toEqual(made);
  });
});

describe('reports', () => {
  it('are seen by admins, but not those of their own messages, nor who made them in the audit log', async () => {
    const { alice, adam, bob, carol, conversationId } = await seed();
    const [adams, bobs] = [await sendText(adam, conversationId), await sendText(bob, conversationId)];
    const ofAdam = await report(carol, adams.id);
    const ofBob = await report(carol, bobs.id);
    expect(await reportsFor(alice, conversationId)).toEqual([ofBob, ofAdam]);
    expect(await reportsFor(adam, conversationId)).toEqual([ofBob]);
    await expect(requireReport(adam, ofAdam.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const resolving = resolveReport(adam, { reportId: ofAdam.id, resolution: 'DISMISSED' });
    await expect(resolving).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listAuditEntries(adam, conversationId, {})).edges.map(({ node }) => node.action)).toEqual([
      'MEMBER_ROLE_SET',
    ]);
    const all = await engine.db
      .select({ action: auditEntries.action, actorId: auditEntries.actorId })
      .from(auditEntries)
      .where(eq(auditEntries.conversationId, conversationId));
    expect(all.filter(({ action }) => action === 'MESSAGE_REPORTED').map(({ actorId }) => actorId)).toEqual([
      'carol',
      'carol',
    ]);
  });

  it('of what was said before an admin joined are not his where the past is closed', async () => {
    const { alice, bob, carol, mallory, conversationId } = await seed({ historyVisibility: 'SINCE_JOIN' });
    const old = await report(carol, (await sendText(bob, conversationId)).id);
    await addMembers(alice, { conversationId, userIds: ['mallory'] });
    await setMemberRole(alice, { conversationId, userId: 'mallory', role: 'ADMIN' });
    const fresh = await report(carol, (await sendText(bob, conversationId)).id);
    expect(await reportsFor(alice, conversationId)).toEqual([fresh, old]);
    expect(await reportsFor(mallory, conversationId)).toEqual([fresh]);
    await expect(requireReport(mallory, old.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are resolved once, and listed as open until then', async () => {
    const { alice, adam, bob, carol, backend, conversationId } = await seed();
    const messages = [await sendText(bob, conversationId), await sendText(bob, conversationId)] as const;
    const [one, two] = [await report(carol, messages[0].id), await report(carol, messages[1].id)];
    const set = (ctx: Context, resolution: 'ACTION_TAKEN' | 'DISMISSED') =>
      resolveReport(ctx, { reportId: one.id, resolution });
    await expect(set(bob, 'DISMISSED')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(set(carol, 'DISMISSED')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const resolved = await set(adam, 'DISMISSED');
    expect(resolved).toMatchObject({ resolution: 'DISMISSED', resolvedById: 'adam', resolvedAt: expect.any(String) });
    expect(await set(alice, 'DISMISSED')).toEqual(resolved);
    expect(await reportsFor(alice, conversationId, { openOnly: true })).toEqual([two]);
    expect(await set(backend, 'ACTION_TAKEN')).toMatchObject({ resolution: 'ACTION_TAKEN', resolvedById: 'backend' });
    const entries = (await listAuditEntries(alice, conversationId, { first: 2 })).edges.map(({ node }) => node);
    expect(entries.map(({ actorId, subjectId, details }) => [actorId, subjectId, details.resolution])).toEqual([
      ['backend', 'bob', 'ACTION_TAKEN'],
      ['adam', 'bob', 'DISMISSED'],
    ]);
  });

  it('page newest first', async () => {
    const { alice, bob, carol, conversationId } = await seed();
    const made: string[] = [];
    for (let at = 0; at < 5; at += 1) made.unshift((await report(carol, (await sendText(bob, conversationId)).id)).id);
    const access = await readAccess(alice.db, alice.actor.tenantId, conversationId, 'alice');
    if (access === undefined) throw new Error('No such conversation.');
    const first = await listReports(alice, access, { first: 3 });
    const second = await listReports(alice, access, { first: 3, after: first.pageInfo.endCursor });
    expect([...first.edges, ...second.edges].map(({ node }) => node.id)).toEqual(made);
    const last = await listReports(alice, access, { last: 2 });
    expect(last.edges.map(({ node }) => node.id)).toEqual(made.slice(3));
  });
});
