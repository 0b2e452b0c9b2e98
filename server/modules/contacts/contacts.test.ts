import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast, readLog, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { readPairs } from '../privacy/read-pairs.ts';
import { privacySince } from '../privacy/sources.ts';
import { acceptContact } from './accept-contact.ts';
import { declineContact } from './decline-contact.ts';
import { listContactRequests, listContacts } from './lists.ts';
import { removeContact } from './remove-contact.ts';
import { requestContact } from './request-contact.ts';
import { contactRequests } from './table.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const idOf = (ctx: Context) => ctx.actor.userId;
const contactsOf = async (ctx: Context) => (await listContacts(ctx, {})).edges.map(({ node }) => node.userId);
const requestsOf = async (ctx: Context, direction: 'INCOMING' | 'OUTGOING') =>
  (await listContactRequests(ctx, direction, {})).edges.map(({ node }) => [node.userId, node.message]);
const logOf = async (ctx: Context) => (await readLog(ctx, `user/${idOf(ctx)}`)).map(({ type }) => type);
const to = (ctx: Context) => ({ userId: idOf(ctx) });

async function relationOf(viewer: Context, subject: Context) {
  const { tenantId } = viewer.actor;
  const [pair] = await readPairs(engine.db, [{ tenantId, viewerId: idOf(viewer), subjectId: idOf(subject) }]);
  return pair?.relation;
}

describe('a contact request', () => {
  it('waits for both, and makes them contacts once it is accepted', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const asked = await requestContact(alice, { ...to(bob), message: 'Hello' });
    expect(asked.request).toMatchObject({ userId: 'bob', direction: 'OUTGOING', message: 'Hello' });
    expect(await requestsOf(alice, 'OUTGOING')).toEqual([['bob', 'Hello']]);
    expect(await requestsOf(bob, 'INCOMING')).toEqual([['alice', 'Hello']]);
    expect(await relationOf(alice, bob)).toBe('STRANGER');

    const [before] = await engine.db.execute<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot');
    const contact = await acceptContact(bob, to(alice));
    expect(await acceptContact(bob, to(alice))).toEqual(contact);
    expect(await requestContact(alice, to(bob))).toEqual({ request: null, contact: { ...contact, userId: 'bob' } });
    expect([await contactsOf(alice), await contactsOf(bob)]).toEqual([['bob'], ['alice']]);
    expect([await requestsOf(alice, 'OUTGOING'), await requestsOf(bob, 'INCOMING')]).toEqual([[], []]);
    expect([await relationOf(alice, bob), await relationOf(bob, alice)]).toEqual(['CONTACT', 'CONTACT']);
    expect([await logOf(alice), await logOf(bob)]).toEqual([
      ['ContactRequested', 'ContactAdded'],
      ['ContactRequested', 'ContactAdded'],
    ]);
    const changed = await privacySince(engine.db, before?.snapshot ?? '');
    expect(changed.map(({ userId }) => userId).sort()).toEqual(['alice', 'bob']);
  });

  it('to who has asked himself makes them contacts', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    await requestContact(alice, to(bob));
    expect((await requestContact(bob, to(alice))).contact?.userId).toBe('alice');
    expect([await contactsOf(alice), await contactsOf(bob)]).toEqual([['bob'], ['alice']]);
  });

  it('that is declined goes on waiting for who made it, and is not shown again when he takes it back and asks anew', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const first = await requestContact(alice, { ...to(bob), message: 'Please' });
    expect(await declineContact(bob, to(alice))).toBe('alice');
    await declineContact(bob, to(alice));
    expect(await requestContact(alice, { ...to(bob), message: 'Please!' })).toEqual(first);
    expect(await refusalOf(acceptContact(bob, to(alice)))).toMatchObject({ code: 'NOT_FOUND', field: 'userId' });
    await removeContact(alice, to(bob));
    expect((await requestContact(alice, { ...to(bob), message: 'Again' })).request?.message).toBe('Again');
    expect(await requestsOf(alice, 'OUTGOING')).toEqual([['bob', 'Again']]);
    expect(await requestsOf(bob, 'INCOMING')).toEqual([]);
    expect(await logOf(bob)).toEqual(['ContactRequested', 'ContactRequestRemoved']);
    expect(await logOf(alice)).toEqual(['ContactRequested', 'ContactRequestRemoved', 'ContactRequested']);
    // Whoever has declined may want it after all.
    expect((await requestContact(bob, to(alice))).contact?.userId).toBe('alice');
    expect([await contactsOf(alice), await contactsOf(bob)]).toEqual([['bob'], ['alice']]);
  });

  it('is shown again once the quiet time after a decline is over', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    await requestContact(alice, to(bob));
    await declineContact(bob, to(alice));
    await removeContact(alice, to(bob));
    const past = new Date(Date.now() - services.config.declinedContactQuietMs - 1).toISOString();
    await engine.db
      .update(contactRequests)
      .set({ declinedAt: past })
      .where(eq(contactRequests.tenantId, alice.actor.tenantId));
    await requestContact(alice, to(bob));
    expect(await requestsOf(bob, 'INCOMING')).toEqual([['alice', null]]);
  });

  it('is taken back by who made it, and by nobody else', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    await requestContact(alice, to(bob));
    await removeContact(bob, to(alice));
    expect(await requestsOf(bob, 'INCOMING')).toHaveLength(1);
    await declineContact(alice, to(bob));
    expect(await requestsOf(alice, 'OUTGOING')).toHaveLength(1);
    expect(await removeContact(alice, to(bob))).toBe('bob');
    await removeContact(alice, to(bob));
    expect([await requestsOf(alice, 'OUTGOING'), await requestsOf(bob, 'INCOMING')]).toEqual([[], []]);
    expect(await engine.db.$count(contactRequests, eq(contactRequests.tenantId, alice.actor.tenantId))).toBe(0);
    expect(await logOf(bob)).toEqual(['ContactRequested', 'ContactRequestRemoved']);
  });

  it('is refused to oneself, to nobody, of another tenant, too long, and with too many waiting', async () => {
    const { alice } = await createCast(services, 'alice', 'bob');
    await seedUsers(engine.db, ['erin'], `t-${randomUUID()}`);
    const refused = (input: Parameters<typeof requestContact>[1]) => refusalOf(requestContact(alice, input));
    expect(await refused({ userId: 'alice' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'userId' });
    expect(await refused({ userId: 'erin' })).toMatchObject({ code: 'NOT_FOUND', field: 'userId' });
    expect(await refused({ userId: 'bob', message: 'x'.repeat(301) })).toMatchObject({ field: 'message' });
    const few = {
      ...alice,
      config: { ...alice.config, limits: { ...alice.config.limits, pendingContactRequestsMax: 1 } },
    };
    await seedUsers(engine.db, ['carol'], alice.actor.tenantId);
    await requestContact(few, { userId: 'bob' });
    await requestContact(few, { userId: 'bob' });
    expect(await refusalOf(requestContact(few, { userId: 'carol' }))).toMatchObject({ code: 'CONFLICT' });
    for (const verb of [acceptContact, declineContact, removeContact]) {
      expect(await refusalOf(verb(alice, { userId: 'nobody' }).then(String))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('contacts', () => {
  it('end for both', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    await requestContact(alice, to(bob));
    await acceptContact(bob, to(alice));
    await removeContact(alice, to(bob));
    await removeContact(alice, to(bob));
    expect([await contactsOf(alice), await contactsOf(bob)]).toEqual([[], []]);
    expect(await relationOf(alice, bob)).toBe('STRANGER');
    expect([await logOf(alice), await logOf(bob)]).toEqual([
      ['ContactRequested', 'ContactAdded', 'ContactRemoved'],
      ['ContactRequested', 'ContactAdded', 'ContactRemoved'],
    ]);
  });

  it('are listed page by page, the newest first, by cursors of this list alone', async () => {
    const { alice, ...others } = await createCast(services, 'alice', 'bob', 'carol', 'dave');
    for (const other of Object.values(others)) {
      await requestContact(other, to(alice));
      await acceptContact(alice, to(other));
    }
    const first = await listContacts(alice, { first: 2 });
    const rest = await listContacts(alice, { first: 2, after: first.pageInfo.endCursor });
    expect([...first.edges, ...rest.edges].map(({ node }) => node.userId)).toEqual(['dave', 'carol', 'bob']);
    expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
    const back = await listContacts(alice, { last: 2, before: rest.pageInfo.startCursor });
    expect(back.edges).toEqual(first.edges);
    const foreign = listContacts(others.bob, { after: first.pageInfo.endCursor });
    await expect(foreign).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('of one tenant are not those of another', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const elsewhere = `t-${randomUUID()}`;
    await seedUsers(engine.db, ['alice', 'bob'], elsewhere);
    await requestContact(alice, to(bob));
    const other = contextOf(services, 'bob', { tenantId: elsewhere });
    expect(await requestsOf(other, 'INCOMING')).toEqual([]);
    expect(await refusalOf(acceptContact(other, { userId: 'alice' }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that twenty requests, answers and removals make at once are the same for both', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const acts = [
      () => requestContact(alice, to(bob)),
      () => requestContact(bob, to(alice)),
      () => acceptContact(alice, to(bob)).catch(() => null),
      () => declineContact(bob, to(alice)),
      () => removeContact(bob, to(alice)),
    ];
    await Promise.all(Array.from({ length: 20 }, (_, at) => acts[at % acts.length]?.()));
    const isContact = [await contactsOf(alice), await contactsOf(bob)].map((ids) => ids.length);
    expect(isContact[0]).toBe(isContact[1]);
    for (const [own, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      // Their logs tell the same, in an order that holds.
      const state = { contact: 0, OUTGOING: 0, INCOMING: 0 };
      for (const { type, payload } of await readLog(own, `user/${idOf(own)}`)) {
        const { direction } = payload as { direction?: 'INCOMING' | 'OUTGOING' };
        if (type === 'ContactAdded') Object.assign(state, { contact: 1, OUTGOING: 0, INCOMING: 0 });
        if (type === 'ContactRemoved') state.contact = 0;
        if (type === 'ContactRequested' && direction !== undefined) state[direction] = 1;
        if (type === 'ContactRequestRemoved' && direction !== undefined) state[direction] = 0;
      }
      expect(state).toEqual({
        contact: (await contactsOf(own)).length,
        OUTGOING: (await requestsOf(own, 'OUTGOING')).length,
        INCOMING: (await requestsOf(own, 'INCOMING')).length,
      });
      if (isContact[0] === 1) expect(await relationOf(own, other)).toBe('CONTACT');
    }
  });
});
