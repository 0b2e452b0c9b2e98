import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createId } from '../../lib/ids.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { readMembership } from '../conversations/queries.ts';
import { acknowledge } from './acknowledge.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

/** A conversation of alice and bob (log 1 and 2) with three messages of alice's (3, 4 and 5). */
async function seedMessages() {
  const { alice, bob } = await createCast(services, 'alice', 'bob');
  const id = await seedConversation(alice, [bob]);
  for (const text of ['One', 'Two', 'Three']) await sendText(alice, id, text);
  services.announced.length = 0;
  return { alice, bob, id };
}

const acknowledgeOne = async (
  ctx: Context,
  conversationId: string,
  position: { deliveredSeq?: number; readSeq?: number },
) => (await acknowledge(ctx, { positions: [{ conversationId, ...position }] }))[0];

describe('acknowledge', () => {
  it('advances a position and counts what is left to read', async () => {
    const { bob, id } = await seedMessages();
    const position = await acknowledgeOne(bob, id, { deliveredSeq: 5, readSeq: 3 });
    expect(position).toEqual({
      ...{ conversationId: id, threadRootId: null, deliveredSeq: 5, readSeq: 3, markedUnreadFromSeq: null },
      ...{ unreadCount: 2, unreadMentionCount: 0, lastSeq: 5, ownLogSeq: 1 },
    });
  });

  it('takes what was read as delivered', async () => {
    const { bob, id } = await seedMessages();
    expect(await acknowledgeOne(bob, id, { readSeq: 4 })).toMatchObject({
      deliveredSeq: 4,
      readSeq: 4,
      unreadCount: 1,
    });
  });

  it('takes what is above the last number as that', async () => {
    const { bob, id } = await seedMessages();
    const position = await acknowledgeOne(bob, id, { deliveredSeq: 2 ** 31 - 1, readSeq: 1_000 });
    expect(position).toMatchObject({ deliveredSeq: 5, readSeq: 5, unreadCount: 0 });
  });

  it('never falls, and tells nobody of what changes nothing', async () => {
    const { bob, id } = await seedMessages();
    await acknowledgeOne(bob, id, { readSeq: 5 });
    services.announced.length = 0;

    expect(await acknowledgeOne(bob, id, { deliveredSeq: 4, readSeq: 3 })).toMatchObject({
      deliveredSeq: 5,
      readSeq: 5,
    });
    expect(await acknowledgeOne(bob, id, { readSeq: 5 })).toMatchObject({ deliveredSeq: 5, readSeq: 5 });
    expect(services.announced).toEqual([]);
  });

  it("tells the conversation by name, and the actor's own devices his position", async () => {
    const { bob, id } = await seedMessages();
    const { tenantId } = bob.actor;
    await acknowledgeOne(bob, id, { deliveredSeq: 5, readSeq: 4 });

    const receipts = [{ userId: 'bob', deliveredSeq: 5, readSeq: 4 }];
    const own = {
      ...{ userId: 'bob', conversationId: id, deliveredSeq: 5, readSeq: 4, markedUnreadFromSeq: null },
      ...{ unreadCount: 1, unreadMentionCount: 0, lastSeq: 5, ownLogSeq: 1 },
    };
    expect(services.announced).toEqual([
      { tenantId, topic: id, item: { type: 'ReceiptsAdvanced', conversationId: id, receipts } },
      { tenantId, topic: 'user/bob', item: { type: 'ReadPositionChanged', ...own } },
    ]);
  });

  it('tells only the actor himself where there are more members than are told by name', async () => {
    const { bob, id } = await seedMessages();
    const limits = { ...bob.config.limits, namedReceiptsMembersMax: 1 };
    await acknowledgeOne({ ...bob, config: { ...bob.config, limits } }, id, { readSeq: 5 });
    expect(services.announced.map(({ item }) => item.type)).toEqual(['ReadPositionChanged']);
  });

  it('takes 100 conversations at once, in whatever order, and answers in that order', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const ids: string[] = [];
    for (let at = 0; at < 100; at += 1) ids.push(await seedConversation(alice, [bob]));
    const shuffled = ids.toSorted((a, b) => (a.slice(-3) < b.slice(-3) ? -1 : 1));
    const positions = await acknowledge(bob, {
      positions: shuffled.map((conversationId) => ({ conversationId, readSeq: 2 })),
    });

    expect(positions.map((position) => position.conversationId)).toEqual(shuffled);
    expect(new Set(positions.map(({ readSeq, lastSeq }) => `${readSeq}/${lastSeq}`))).toEqual(new Set(['2/2']));
  });

  it('takes the same positions from many devices at once, in opposite orders', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const ids = [await seedConversation(alice, [bob]), await seedConversation(alice, [bob])];
    for (const id of ids) await sendText(alice, id);
    const devices = Array.from({ length: 20 }, (_, at) => {
      const ordered = at % 2 === 0 ? ids : ids.toReversed();
      return acknowledge(bob, { positions: ordered.map((conversationId) => ({ conversationId, readSeq: 3 })) });
    });
    for (const positions of await Promise.all(devices)) {
      expect(positions.map((position) => position.unreadCount)).toEqual([0, 0]);
    }
  });

  it('changes nothing where one of the conversations is not his, and names it', async () => {
    const { bob, id } = await seedMessages();
    const { id: foreignId } = await seedMessages();
    for (const strange of [createId('conv'), foreignId]) {
      const positions = [id, strange].map((conversationId) => ({ conversationId, readSeq: 5 }));
      await expect(acknowledge(bob, { positions })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        field: 'positions.1.conversationId',
      });
    }
    expect(await readMembership(engine.db, bob.actor.tenantId, id, 'bob')).toMatchObject({ readSeq: 2 });
    expect(services.announced).toEqual([]);
  });

  const conversationId = 'conv_01h455vb4pex5vsknk084sn02q';
  const position = { conversationId, readSeq: 1 };
  it.each([
    ['no position', [], 'positions'],
    [
      '101 positions',
      Array.from({ length: 101 }, () => ({ conversationId: createId('conv'), readSeq: 1 })),
      'positions',
    ],
    ['a conversation twice', [position, position], 'positions.1.conversationId'],
    ['a position without a number', [{ conversationId }], 'positions.0'],
    ['a negative number', [{ conversationId, readSeq: -1 }], 'positions.0.readSeq'],
    ['an id of another kind', [{ ...position, conversationId: createId('msg') }], 'positions.0.conversationId'],
  ])('refuses %s', async (_name, positions, field) => {
    const { bob } = await createCast(services, 'bob');
    await expect(acknowledge(bob, { positions })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
