import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast, readLog, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { acceptContact } from '../contacts/accept-contact.ts';
import { declineContact } from '../contacts/decline-contact.ts';
import { listBlockedUsers, listContactRequests, listContacts } from '../contacts/lists.ts';
import { removeContact } from '../contacts/remove-contact.ts';
import { requestContact } from '../contacts/request-contact.ts';
import { addMembers } from '../conversations/add-members.ts';
import { createConversation } from '../conversations/create-conversation.ts';
import { listConversations } from '../conversations/lists.ts';
import { readMembership } from '../conversations/queries.ts';
import { readPairs } from '../privacy/read-pairs.ts';
import { blockUser } from './block-user.ts';
import { unblockUser } from './unblock-user.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const idOf = (ctx: Context) => ctx.actor.userId;
const to = (ctx: Context) => ({ userId: idOf(ctx) });
const idsOf = <T extends { userId: string }>(list: { edges: { node: T }[] }) =>
  list.edges.map(({ node }) => node.userId);
const contactsOf = async (ctx: Context) => idsOf(await listContacts(ctx, {}));
const requestsOf = async (ctx: Context, direction: 'INCOMING' | 'OUTGOING') =>
  idsOf(await listContactRequests(ctx, direction, {}));
const blockedBy = async (ctx: Context) => idsOf(await listBlockedUsers(ctx, {}));
const logOf = async (ctx: Context) => (await readLog(ctx, `user/${idOf(ctx)}`)).map(({ type }) => type);
const createDirect = (ctx: Context, other: Context) =>
  createConversation(ctx, { clientId: randomUUID(), kind: 'DIRECT', memberIds: [idOf(other)] });
async function relationOf(viewer: Context, subject: Context) {
  const { tenantId } = viewer.actor;
  const [pair] = await readPairs(engine.db, [{ tenantId, viewerId: idOf(viewer), subjectId: idOf(subject) }]);
  return pair?.relation;
}

describe('a block', () => {
  it('is told to the blocker alone, once, and keeps their contact as it was', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    await requestContact(bob, to(alice));
    await acceptContact(alice, to(bob));
    const before = await logOf(bob);
    const blocked = await blockUser(alice, to(bob));
    expect(await blockUser(alice, to(bob))).toEqual(blocked);
    expect([await blockedBy(alice), await blockedBy(bob)]).toEqual([['bob'], []]);
    expect([await contactsOf(alice), await contactsOf(bob)]).toEqual([['bob'], ['alice']]);
    expect([await relationOf(bob, alice), await relationOf(alice, bob)]).toEqual(['BLOCKED', 'CONTACT']);
    expect((await logOf(alice)).at(-1)).toBe('UserBlocked');
    expect(await unblockUser(alice, to(bob))).toBe('bob');
    await unblockUser(alice, to(bob));
    expect(await relationOf(bob, alice)).toBe('CONTACT');
    expect((await logOf(alice)).slice(-2)).toEqual(['UserBlocked', 'UserUnblocked']);
    expect(await logOf(bob)).toEqual(before);
  });

  it('of oneself and of nobody is refused', async () => {
    const { alice } = await createCast(services, 'alice');
    expect(await refusalOf(blockUser(alice, to(alice)))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'userId' });
    expect(await refusalOf(blockUser(alice, { userId: 'x' }))).toMatchObject({ code: 'NOT_FOUND', field: 'userId' });
    expect(await refusalOf(unblockUser(alice, { userId: 'x' }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('answers each act of the blocked as silence does, and shows the blocker none of them', async () => {
    const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
    await blockUser(alice, to(bob));
    const told = await logOf(alice);
    // Carol is silent, Alice has blocked: Bob does the same to both.
    const answers = await Promise.all(
      [alice, carol].map(async (other) => {
        const first = await requestContact(bob, { ...to(other), message: 'Hi' });
        const again = await requestContact(bob, { ...to(other), message: 'Hi!' });
        await removeContact(bob, to(other));
        const anew = await requestContact(bob, { ...to(other), message: 'Well' });
        const accepted = await refusalOf(acceptContact(bob, to(other)));
        await declineContact(bob, to(other));
        return JSON.stringify([first, again, anew, accepted])
          .replaceAll(idOf(other), 'other')
          .replaceAll(/"\d{4}-[^"]*Z"/g, '""');
      }),
    );
    expect(answers[0]).toBe(answers[1]);
    expect((await requestsOf(bob, 'OUTGOING')).sort()).toEqual(['alice', 'carol']);
    expect([await requestsOf(alice, 'INCOMING'), await requestsOf(carol, 'INCOMING')]).toEqual([[], ['bob']]);
    await unblockUser(alice, to(bob));
    expect(await requestsOf(alice, 'INCOMING')).toEqual([]);
    expect(await logOf(alice)).toEqual([...told, 'UserUnblocked']);
    // He still waits: whom she asks now, she has.
    expect((await requestContact(alice, to(bob))).contact?.userId).toBe('bob');
    expect([await contactsOf(alice), await contactsOf(bob)]).toEqual([['bob'], ['alice']]);
  });

  it('takes requests out of the blocker’s view, and leaves them in the other’s, who may accept', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    await requestContact(alice, to(bob));
    await blockUser(alice, to(bob));
    expect([await requestsOf(alice, 'OUTGOING'), await requestsOf(bob, 'INCOMING')]).toEqual([[], ['alice']]);
    expect(await refusalOf(requestContact(alice, to(bob)))).toMatchObject({ code: 'CONFLICT', field: 'userId' });
    const told = await logOf(alice);
    expect((await acceptContact(bob, to(alice))).userId).toBe('alice');
    expect([await contactsOf(alice), await contactsOf(bob)]).toEqual([[], ['alice']]);
    expect(await requestContact(bob, to(alice))).toMatchObject({ request: null, contact: { userId: 'alice' } });
    expect(await logOf(alice)).toEqual(told);
    await unblockUser(alice, to(bob));
    expect([await relationOf(bob, alice), await relationOf(alice, bob)]).toEqual(['STRANGER', 'CONTACT']);
    expect((await requestContact(alice, to(bob))).contact?.userId).toBe('bob');
    expect(await relationOf(bob, alice)).toBe('CONTACT');
  });

  it('lets the blocked begin a DIRECT, which lies in the archive of who blocks, and add her to a group', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const { tenantId } = alice.actor;
    await blockUser(alice, to(bob));
    const { id } = await createDirect(bob, alice);
    expect(await readMembership(engine.db, tenantId, id, 'alice')).toMatchObject({
      archived: true,
      withheldFrom: null,
    });
    expect(await readMembership(engine.db, tenantId, id, 'bob')).toMatchObject({
      archived: false,
      withheldFrom: 'alice',
    });
    await unblockUser(alice, to(bob));
    expect(await readMembership(engine.db, tenantId, id, 'bob')).toMatchObject({ withheldFrom: null });
    await blockUser(alice, to(bob));
    const group = await createConversation(bob, { clientId: 'g', kind: 'GROUP', memberIds: [] });
    await addMembers(bob, { conversationId: group.id, userIds: ['alice'] });
    expect(await readMembership(engine.db, tenantId, group.id, 'alice')).toMatchObject({ archived: false });
    expect((await listConversations(alice, {})).edges.map(({ node }) => node.id)).toEqual([group.id, id]);
  });

  it('of each other holds for both, and one’s own DIRECT is not archived', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const { tenantId } = alice.actor;
    await Promise.all([blockUser(alice, to(bob)), blockUser(bob, to(alice))]);
    const { id } = await createDirect(alice, bob);
    expect(await readMembership(engine.db, tenantId, id, 'alice')).toMatchObject({
      archived: false,
      withheldFrom: 'bob',
    });
    expect(await readMembership(engine.db, tenantId, id, 'bob')).toMatchObject({
      archived: true,
      withheldFrom: 'alice',
    });
  });

  it('set, lifted and met by a DIRECT twenty times at once ends as one state', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const acts = [
      () => blockUser(alice, to(bob)),
      () => createDirect(bob, alice),
      () => unblockUser(alice, to(bob)),
      () => requestContact(bob, to(alice)),
      () => blockUser(bob, to(alice)),
    ];
    await Promise.all(Array.from({ length: 20 }, (_, at) => acts[at % acts.length]?.()));
    const { id } = await createDirect(bob, alice);
    for (const [own, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      const isBlocking = (await blockedBy(own)).length === 1;
      const membership = await readMembership(engine.db, own.actor.tenantId, id, idOf(other));
      expect(membership?.withheldFrom).toBe(isBlocking ? idOf(own) : null);
      expect(await relationOf(other, own)).toBe(isBlocking ? 'BLOCKED' : 'STRANGER');
      const changes = (await logOf(own)).filter((type) => type.startsWith('User'));
      expect(changes).toEqual(changes.map((_, at) => (at % 2 === 0 ? 'UserBlocked' : 'UserUnblocked')));
      expect(changes.length % 2 === 1).toBe(isBlocking);
    }
  });
});
