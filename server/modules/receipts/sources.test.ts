import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { readFacts } from '../../testing/read-facts.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { acknowledge } from './acknowledge.ts';
import { createReceiptSources } from './sources.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const sources = createReceiptSources({ namedReceiptsMembersMax: 2 });

async function takeSnapshot(): Promise<string> {
  const [row] = await engine.db.execute<{ snapshot: string }>(sql`select pg_current_snapshot()::text as snapshot`);
  return row?.snapshot ?? '';
}

const itemsFor = async ({ actor }: Context, since: string) =>
  (await readFacts(engine.db, actor.tenantId, actor.userId, since, 2)).state;

/** A pair and a group of three, each with one message of alice's; bob has read neither. */
async function seedPlaces() {
  const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
  const pair = await seedConversation(alice, [bob]);
  const group = await seedConversation(alice, [bob, carol]);
  await sendText(alice, pair);
  await sendText(alice, group);
  const since = await takeSnapshot();
  const positions = [pair, group].map((conversationId) => ({ conversationId, deliveredSeq: 100, readSeq: 2 }));
  await acknowledge(bob, { positions });
  const receipts = [{ userId: 'bob', deliveredSeq: 3, readSeq: 2 }];
  return {
    alice,
    bob,
    carol,
    pair,
    group,
    since,
    advanced: { type: 'ReceiptsAdvanced', conversationId: pair, receipts },
  };
}

describe('receipts that changed since a snapshot', () => {
  it('are told by name to the members of small conversations, and to whose they are everywhere', async () => {
    const { alice, bob, carol, pair, group, since, advanced } = await seedPlaces();
    const own = { type: 'ReadPositionChanged', userId: 'bob', readSeq: 2, unreadCount: 1 };

    expect(await itemsFor(alice, since)).toEqual([advanced]);
    expect(await itemsFor(carol, since)).toEqual([]);
    expect(await itemsFor(bob, since)).toMatchObject([
      advanced,
      { ...own, conversationId: pair, deliveredSeq: 3, lastSeq: 3 },
      { ...own, conversationId: group, deliveredSeq: 4, lastSeq: 4 },
    ]);
  });

  it('are not told again once a snapshot has seen them', async () => {
    const { alice, bob } = await seedPlaces();
    const since = await takeSnapshot();
    expect([await itemsFor(alice, since), await itemsFor(bob, since)]).toEqual([[], []]);
  });

  it('are not told to who is no member any more', async () => {
    const { alice, bob, group, since } = await seedPlaces();
    await removeMember(alice, { conversationId: group, userId: 'bob' });
    expect((await itemsFor(bob, since)).map((item) => 'conversationId' in item && item.conversationId)).not.toContain(
      group,
    );
  });

  it('are found for all tenants at once, each for its topic', async () => {
    const since = await takeSnapshot();
    const first = await seedPlaces();
    const second = await seedPlaces();
    const found = await sources.stateSince(engine.db, since);
    for (const { alice, pair, advanced } of [first, second]) {
      const { tenantId } = alice.actor;
      expect(found).toContainEqual({ tenantId, topic: pair, item: advanced });
      const own = found.filter((each) => each.tenantId === tenantId && each.topic === 'user/bob');
      expect(own.map(({ item }) => item.type)).toEqual(['ReadPositionChanged', 'ReadPositionChanged']);
    }
    expect(found).toHaveLength(6);
  });
});
