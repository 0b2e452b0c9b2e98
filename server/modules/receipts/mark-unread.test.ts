import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createId } from '../../lib/ids.ts';
import { createCast, readLog } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendReply, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { deafFanOut, isType, startTestNode } from '../../testing/test-node.ts';
import { addMembers } from '../conversations/add-members.ts';
import { readMembership } from '../conversations/queries.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { ensureUser } from '../users/ensure-user.ts';
import { acknowledge } from './acknowledge.ts';
import { markUnread } from './mark-unread.ts';
import { ownPositionLoader } from './own-position.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());
beforeEach(() => {
  services.announced.length = 0;
});

/** Alice's messages at 3, 5 and 6, Bob's own at 4 and 7, a reply in a thread at 8; he has read all. */
async function seedRead() {
  const { alice, bob, mallory } = await createCast(services, 'alice', 'bob', 'mallory');
  const id = await seedConversation(alice, [bob]);
  const first = await sendText(alice, id);
  const own = await sendText(bob, id);
  await sendText(alice, id);
  const last = await sendText(alice, id);
  await sendText(bob, id);
  await sendReply(alice, first);
  await acknowledge(bob, { positions: [{ conversationId: id, readSeq: 8 }] });
  services.announced.length = 0;
  return { alice, bob, mallory, id, own, last };
}
const positionOf = (ctx: Context, id: string) => ownPositionLoader(ctx).load(id);
const read = (ctx: Context, conversationId: string, readSeq: number) =>
  acknowledge(ctx, { positions: [{ conversationId, readSeq }] });

describe('markUnread', () => {
  it('counts others’ messages from there on, own ones and replies in threads left out, and moves no position', async () => {
    const { bob, id } = await seedRead();
    expect(await markUnread(bob, { conversationId: id, fromSeq: 4 })).toMatchObject({
      ...{ conversationId: id, deliveredSeq: 8, readSeq: 8, markedUnreadFromSeq: 4, unreadCount: 2, lastSeq: 8 },
    });
    expect(await readMembership(engine.db, bob.actor.tenantId, id, 'bob')).toMatchObject({ readSeq: 8 });
  });

  it('stays exact while messages come, are deleted and are hidden, also own ones', async () => {
    const { alice, bob, id, own, last } = await seedRead();
    await markUnread(bob, { conversationId: id, fromSeq: 3 });
    await deleteMessage(bob, { messageId: own.id, scope: 'EVERYONE' });
    await sendText(alice, id);
    expect(await positionOf(bob, id)).toMatchObject({ unreadCount: 4 });
    await deleteMessage(bob, { messageId: last.id, scope: 'ME' });
    expect(await positionOf(bob, id)).toMatchObject({ unreadCount: 3 });
    await deleteMessage(alice, { messageId: last.id, scope: 'EVERYONE' });
    expect(await positionOf(bob, id)).toMatchObject({ unreadCount: 3 });
  });

  it('tells his own devices alone, and nobody where nothing changes', async () => {
    const { bob, id } = await seedRead();
    const { tenantId } = bob.actor;
    const before = await readLog(bob, id);
    await markUnread(bob, { conversationId: id, fromSeq: 5 });
    await markUnread(bob, { conversationId: id, fromSeq: 5 });
    const item = { type: 'ReadPositionChanged', readSeq: 8, markedUnreadFromSeq: 5, unreadCount: 2 };
    expect(services.announced).toEqual([{ tenantId, topic: 'user/bob', item: expect.objectContaining(item) }]);
    expect(await readLog(bob, id)).toEqual(before);
  });

  it.each<[why: string, end: (bob: Context, id: string) => Promise<unknown>, ends: boolean, told: string[]]>([
    ['reading up to it, which moves nothing', (bob, id) => read(bob, id, 5), true, ['ReadPositionChanged']],
    ['reading again what is before it', (bob, id) => read(bob, id, 4), false, []],
    ['null', (bob, id) => markUnread(bob, { conversationId: id, fromSeq: null }), true, ['ReadPositionChanged']],
    [
      'marking what is unread anyway',
      (bob, id) => markUnread(bob, { conversationId: id, fromSeq: 9 }),
      true,
      ['ReadPositionChanged'],
    ],
    ['sending', (bob, id) => sendText(bob, id), true, []],
    [
      'receiving more',
      (bob, id) => acknowledge(bob, { positions: [{ conversationId: id, deliveredSeq: 9 }] }),
      false,
      ['ReceiptsAdvanced', 'ReadPositionChanged'],
    ],
  ])('as to the mark’s end: %s', async (_why, end, ends, told) => {
    const { alice, bob, id } = await seedRead();
    await markUnread(bob, { conversationId: id, fromSeq: 5 });
    await sendText(alice, id);
    services.announced.length = 0;
    await end(bob, id);
    expect(services.announced.map(({ item }) => item.type)).toEqual(told);
    const { markedUnreadFromSeq } = (await positionOf(bob, id)) ?? {};
    expect(markedUnreadFromSeq).toBe(ends ? null : 5);
  });

  it('takes 1 to be where he joined: what is before was never unread', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const id = await seedConversation(alice);
    await sendText(alice, id);
    await addMembers(alice, { conversationId: id, userIds: ['bob'] });
    const { seq } = await sendText(alice, id);
    await read(bob, id, seq);
    expect(await markUnread(bob, { conversationId: id, fromSeq: 1 })).toMatchObject({
      ...{ markedUnreadFromSeq: seq, unreadCount: 1 },
    });
  });

  it('is for members', async () => {
    const { mallory, id } = await seedRead();
    for (const conversationId of [id, createId('conv')]) {
      await expect(markUnread(mallory, { conversationId, fromSeq: 1 })).rejects.toMatchObject({
        ...{ code: 'NOT_FOUND', field: 'conversationId' },
      });
    }
  });

  it.each([
    ['nothing', undefined],
    ['0', 0],
    ['what is no number of a log', 2 ** 31],
  ])('refuses %s', async (_what, fromSeq) => {
    const { bob } = await createCast(services, 'bob');
    const refused = { code: 'BAD_USER_INPUT', field: 'fromSeq' };
    await expect(markUnread(bob, { conversationId: createId('conv'), fromSeq })).rejects.toMatchObject(refused);
  });

  it('counts right whatever comes at the same time', async () => {
    const { alice, bob, id } = await seedRead();
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([
        ...[sendText(alice, id), sendText(bob, id), markUnread(bob, { conversationId: id, fromSeq: 5 })],
        ...[read(bob, id, 5), sendText(alice, id), markUnread(bob, { conversationId: id, fromSeq: 3 })],
      ]);
      const log = await readLog(bob, id);
      const { readSeq = 0, markedUnreadFromSeq = null, unreadCount } = (await positionOf(bob, id)) ?? {};
      const fromSeq = markedUnreadFromSeq ?? readSeq + 1;
      // The reply in the thread is at 8.
      const unread = log.filter(
        (e) => e.type === 'MessageSent' && e.actorId === 'alice' && e.seq !== 8 && e.seq >= fromSeq,
      );
      expect(unreadCount).toBe(unread.length);
    }
  });
});

describe.each([
  ['that hears the others', false],
  ['that no hint reaches', true],
])('a stream on a node %s', (_how, isDeaf) => {
  it('tells his own devices of a mark and its end, live and by a resume, and others nothing', async () => {
    const node = await startTestNode(engine, isDeaf ? { fanOut: deafFanOut } : {});
    const writer = await startTestNode(engine);
    const tenantId = `marks-${isDeaf}`;
    for (const sub of ['alice', 'bob']) await ensureUser(engine.db, { tenant: tenantId, sub, role: 'user' });
    const [alice, bob] = [writer.as('alice', { tenantId }), writer.as('bob', { tenantId })];
    const id = await seedConversation(alice, [bob]);
    const { seq } = await sendText(alice, id);
    await read(bob, id, seq);
    const before = await alice.realtime.readCursor(tenantId);
    const [alices, bobs] = [
      await node.events('alice', null, { tenantId }),
      await node.events('bob', null, { tenantId }),
    ];
    await alices.until(isType('CaughtUp'));
    await bobs.until(isType('CaughtUp'));
    const marked = (fromSeq: number | null) => (item: (typeof bobs.items)[number]) =>
      item.type === 'ReadPositionChanged' && item.markedUnreadFromSeq === fromSeq;

    await markUnread(bob, { conversationId: id, fromSeq: seq });
    await bobs.until(marked(seq));
    const middle = await alice.realtime.readCursor(tenantId);
    await read(bob, id, seq);
    await bobs.until(marked(null));
    await sendText(bob, id, 'last');
    await alices.until(isType('MessageSent'));

    for (const cursor of [before, middle]) {
      const [resumedAlice, resumedBob] = [
        await node.events('alice', cursor, { tenantId }),
        await node.events('bob', cursor, { tenantId }),
      ];
      await resumedAlice.until(isType('CaughtUp'));
      await resumedBob.until(isType('CaughtUp'));
      expect(resumedAlice.items.map(({ type }) => type)).not.toContain('ReceiptsAdvanced');
      expect(resumedBob.items.filter(marked(null))).toHaveLength(1);
      await Promise.all([resumedAlice.close(), resumedBob.close()]);
    }
    await Promise.all([alices.close(), bobs.close()]);
    await writer.close();
    await node.close();
  });
});
