import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices } from '../../testing/test-context.ts';
import { deafFanOut, isMessage, isType, startTestNode, type TestNode } from '../../testing/test-node.ts';
import { updatePresenceSettings } from '../privacy/update-presence-settings.ts';
import { ensureUser } from '../users/ensure-user.ts';
import { acknowledge } from './acknowledge.ts';
import { listReceipts } from './list-receipts.ts';
import { readDelivery, statusOf } from './message-delivery.ts';

const readMessageStatus = async (ctx: Context, message: StoredMessage) => statusOf(await readDelivery(ctx, message));

let engine: TestEngine;

beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const share = (ctx: Context, shareReadReceipts: boolean) => updatePresenceSettings(ctx, { shareReadReceipts });
const read = (ctx: Context, conversationId: string, readSeq: number) =>
  acknowledge(ctx, { positions: [{ conversationId, readSeq }] });
const readersOf = async (ctx: Context, conversationId: string) =>
  (await listReceipts(ctx, conversationId)).map(({ userId, readSeq }) => `${userId} ${readSeq}`);

describe('whoever turned read receipts off', () => {
  it('is left out of others’ receipts, sees none but his own, and has his unread cleared all the same', async () => {
    const { alice, bob, carol } = await createCast(createTestServices(engine.db), 'alice', 'bob', 'carol');
    const id = await seedConversation(alice, [bob, carol]);
    const { seq } = await sendText(alice, id);
    await share(bob, false);
    expect((await read(bob, id, seq))[0]).toMatchObject({ readSeq: seq, unreadCount: 0 });

    expect(await readersOf(alice, id)).toEqual([`alice ${seq}`, 'carol 3']);
    expect(await readersOf(carol, id)).toEqual([`alice ${seq}`, 'carol 3']);
    expect(await readersOf(bob, id)).toEqual([`bob ${seq}`]);
  });

  it('does not hold up a message’s status for others, and is told none himself', async () => {
    const { alice, bob, carol } = await createCast(createTestServices(engine.db), 'alice', 'bob', 'carol');
    const id = await seedConversation(alice, [bob, carol]);
    const message = await sendText(alice, id);
    await share(bob, false);
    await read(carol, id, message.seq);
    const bobs = await sendText(bob, id);
    await read(alice, id, bobs.seq);
    await read(carol, id, bobs.seq);

    expect(await readMessageStatus(alice, message)).toBe('READ');
    expect(await readMessageStatus(carol, bobs)).toBe('READ');
    expect(await readMessageStatus(bob, bobs)).toBe('SENT');
    expect(await readMessageStatus(bob, message)).toBe('SENT');
  });

  it('leaves a pair at SENT, as if the other had never come', async () => {
    const { alice, bob } = await createCast(createTestServices(engine.db), 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    await share(bob, false);
    const message = await sendText(alice, id);
    await read(bob, id, message.seq);
    expect(await readMessageStatus(alice, message)).toBe('SENT');
    await share(bob, true);
    expect(await readMessageStatus(alice, message)).toBe('READ');
  });
});

describe.each([
  ['that hears the others', false],
  ['that no hint reaches', true],
])('a stream on a node %s', (_how, isDeaf) => {
  let node: TestNode;
  let writer: TestNode;
  beforeAll(async () => {
    node = await startTestNode(engine, isDeaf ? { fanOut: deafFanOut } : {});
    writer = await startTestNode(engine);
  });
  afterAll(async () => {
    await writer.close();
    await node.close();
  });
  let count = 0;

  /** A tenant of its own, with one message of alice's in a group with bob and carol. */
  async function seedGroup() {
    count += 1;
    const tenantId = `private-${isDeaf}-${count}`;
    for (const sub of ['alice', 'bob', 'carol']) await ensureUser(engine.db, { tenant: tenantId, sub, role: 'user' });
    const [alice, bob, carol] = [
      writer.as('alice', { tenantId }),
      writer.as('bob', { tenantId }),
      writer.as('carol', { tenantId }),
    ];
    const id = await seedConversation(alice, [bob, carol]);
    const { seq } = await sendText(alice, id, 'first');
    return { tenantId, alice, bob, carol, id, seq };
  }

  /** Whose positions a stream has told of, in order. */
  const toldOf = ({ items }: Awaited<ReturnType<TestNode['events']>>) =>
    items.flatMap((item) => (item.type === 'ReceiptsAdvanced' ? item.receipts.map(({ userId }) => userId) : []));

  it('brings nobody’s receipts to him, and his to nobody; his own position goes on', async () => {
    const { tenantId, alice, bob, carol, id, seq } = await seedGroup();
    const before = await alice.realtime.readCursor(tenantId);
    const [alices, bobs] = [
      await node.events('alice', null, { tenantId }),
      await node.events('bob', null, { tenantId }),
    ];
    await alices.until(isType('CaughtUp'));
    await bobs.until(isType('CaughtUp'));
    await share(bob, false);
    await bobs.until(isType('PresenceSettingsChanged'));
    await read(bob, id, seq);
    await bobs.until(isType('ReadPositionChanged'));
    await read(carol, id, seq);
    await alices.until((item) => item.type === 'ReceiptsAdvanced' && item.receipts.some((r) => r.userId === 'carol'));
    // What is told now, after a while as long as state items are held back, would have come before.
    await sendText(alice, id, 'last');
    await bobs.until(isMessage('last'));
    expect(toldOf(bobs)).toEqual([]);
    expect(new Set(toldOf(alices))).toEqual(new Set(['carol']));

    const [resumedAlice, resumedBob] = [
      await node.events('alice', before, { tenantId }),
      await node.events('bob', before, { tenantId }),
    ];
    await resumedAlice.until(isType('CaughtUp'));
    await resumedBob.until(isType('CaughtUp'));
    expect(toldOf(resumedAlice)).toEqual(['carol']);
    expect(toldOf(resumedBob)).toEqual([]);
    expect(resumedBob.items.map(({ type }) => type)).toContain('ReadPositionChanged');
    await Promise.all([alices, bobs, resumedAlice, resumedBob].map((each) => each.close()));
  });

  it('brings all positions to both sides once he turns them on again', async () => {
    const { tenantId, alice, bob, carol, id, seq } = await seedGroup();
    await share(bob, false);
    await read(bob, id, seq);
    await read(carol, id, seq);
    const before = await alice.realtime.readCursor(tenantId);
    const [alices, bobs] = [
      await node.events('alice', null, { tenantId }),
      await node.events('bob', null, { tenantId }),
    ];
    await alices.until(isType('CaughtUp'));
    await bobs.until(isType('CaughtUp'));
    await share(bob, true);
    const has = (userId: string, readSeq: number) => (item: (typeof bobs.items)[number]) =>
      item.type === 'ReceiptsAdvanced' && item.receipts.some((r) => r.userId === userId && r.readSeq === readSeq);
    await alices.until(has('bob', seq));
    await bobs.until(has('carol', seq));

    const [resumedAlice, resumedBob] = [
      await node.events('alice', before, { tenantId }),
      await node.events('bob', before, { tenantId }),
    ];
    await resumedAlice.until(has('bob', seq));
    await resumedBob.until(has('carol', seq));
    await Promise.all([alices, bobs, resumedAlice, resumedBob].map((each) => each.close()));
  });

  it('of another tenant is not touched by a namesake’s setting', async () => {
    const [ours, theirs] = [await seedGroup(), await seedGroup()];
    const bobs = await node.events('bob', null, { tenantId: theirs.tenantId });
    await bobs.until(isType('CaughtUp'));
    await share(ours.bob, false);
    await read(theirs.carol, theirs.id, theirs.seq);
    await bobs.until((item) => item.type === 'ReceiptsAdvanced' && item.receipts[0]?.userId === 'carol');
    await bobs.close();
  });
});

it('a stream of one conversation follows the setting too', async () => {
  const node = await startTestNode(engine);
  for (const sub of ['alice', 'bob']) await ensureUser(engine.db, { tenant: 'test', sub, role: 'user' });
  const [alice, bob] = [node.as('alice'), node.as('bob')];
  const id = await seedConversation(alice, [bob]);
  const { seq } = await sendText(bob, id, 'first');
  const [alices, bobs] = [await node.conversationEvents('alice', id), await node.conversationEvents('bob', id)];
  await alices.until(isType('CaughtUp'));
  await bobs.until(isType('CaughtUp'));
  await share(bob, false);
  await read(alice, id, seq);
  await alices.until(isType('ReceiptsAdvanced'));
  await sendText(alice, id, 'last');
  await bobs.until(isMessage('last'));
  expect(bobs.story()).toEqual(['CaughtUp', 'last']);
  expect(bobs.items.map(({ type }) => type)).not.toContain('ReceiptsAdvanced');
  await Promise.all([alices.close(), bobs.close()]);
  await node.close();
});
