import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import type { StoredMessage, StoredPresenceSettings } from '../../realtime/log-event.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendReply, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { deafFanOut, isMessage, isType, startTestNode, type TestNode } from '../../testing/test-node.ts';
import { createConversation } from '../conversations/create-conversation.ts';
import { threadLoader } from '../messages/thread-queries.ts';
import { mayObserve, type Relation } from '../privacy/may-observe.ts';
import { defaultSettings } from '../privacy/queries.ts';
import { updatePresenceSettings } from '../privacy/update-presence-settings.ts';
import { ensureUser } from '../users/ensure-user.ts';
import { acknowledge } from './acknowledge.ts';
import { listReceipts } from './list-receipts.ts';
import { readDelivery, statusOf } from './message-delivery.ts';
import { ownPositionLoader } from './own-position.ts';
import { listThreadReceipts } from './thread-receipts.ts';
import { createThreadSources } from './thread-sources.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

type Settings = Partial<StoredPresenceSettings>;
const set = (ctx: Context, settings: Settings) => updatePresenceSettings(ctx, settings);
const receive = (ctx: Context, conversationId: string, deliveredSeq: number, threadRootId: string | null = null) =>
  acknowledge(ctx, { positions: [{ conversationId, threadRootId, deliveredSeq }] });
const read = (ctx: Context, conversationId: string, readSeq: number) =>
  acknowledge(ctx, { positions: [{ conversationId, readSeq }] });
const statusFor = async (ctx: Context, message: StoredMessage) => statusOf(await readDelivery(ctx, message));
const bobsIn = async (ctx: Context, conversationId: string) => {
  const bob = (await listReceipts(ctx, conversationId)).find(({ userId }) => userId === 'bob');
  return bob && `${bob.deliveredSeq} ${bob.readSeq}`;
};

async function seedDirect(alice: Context): Promise<string> {
  const { id } = await createConversation(alice, { clientId: randomUUID(), kind: 'DIRECT', memberIds: ['bob'] });
  return id;
}

/** What bob is to alice, in both directions but for a block, which is his. */
async function relate({ actor: { tenantId } }: Context, relation: Relation): Promise<void> {
  if (relation === 'CONTACT') {
    await engine.db.execute(sql`
      insert into contacts (tenant_id, user_id, contact_id)
      values (${tenantId}, 'alice', 'bob'), (${tenantId}, 'bob', 'alice')`);
  } else if (relation === 'BLOCKED') {
    await engine.db.execute(sql`
      insert into blocks (tenant_id, blocker_id, blocked_id) values (${tenantId}, 'bob', 'alice')`);
  }
}

const hidings: Settings[] = [
  { visibility: 'CONTACTS' },
  { visibility: 'NOBODY' },
  { showOnlineStatus: false },
  { invisible: true },
];

describe('that a message has reached a device of bob’s', () => {
  describe.each(['CONTACT', 'STRANGER', 'BLOCKED'] as const)(
    'is told in a DIRECT, where alice is a %s to him,',
    (relation) => {
      it.each([{}, ...hidings])('as far as she may see whether he is there: %o', async (settings) => {
        const { alice, bob } = await createCast(services, 'alice', 'bob');
        const id = await seedDirect(alice);
        await relate(alice, relation);
        await set(bob, settings);
        const message = await sendText(alice, id);
        await receive(bob, id, message.seq);
        const isShown = mayObserve('DELIVERED_RECEIPT', relation, {
          viewer: defaultSettings,
          subject: { ...defaultSettings, ...settings },
        });
        expect(await bobsIn(alice, id)).toBe(isShown ? '3 2' : '2 2');
        expect(await statusFor(alice, message)).toBe(isShown ? 'DELIVERED' : 'SENT');
        expect(await bobsIn(bob, id)).toBe('3 2');
        await read(bob, id, message.seq);
        // Whom he blocks does not see what he reads either.
        expect(await bobsIn(alice, id)).toBe(relation === 'BLOCKED' ? '2 2' : '3 3');
        expect(await statusFor(alice, message)).toBe(relation === 'BLOCKED' ? 'SENT' : 'READ');
        expect(await bobsIn(bob, id)).toBe('3 3');
      });
    },
  );

  it.each(hidings)('is told to nobody in a group where not all may see whether he is there: %o', async (settings) => {
    const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
    await relate(alice, 'CONTACT');
    const id = await seedConversation(alice, [bob, carol]);
    await set(bob, settings);
    const message = await sendText(alice, id);
    await receive(bob, id, message.seq);
    await receive(carol, id, message.seq);
    for (const viewer of [alice, carol]) expect(await bobsIn(viewer, id)).toBe('2 2');
    expect(await bobsIn(bob, id)).toBe('4 2');
    expect(await ownPositionLoader(bob).load(id)).toMatchObject({ deliveredSeq: 4, readSeq: 2 });
    expect(await readDelivery(alice, message)).toMatchObject({ deliveredCount: 1, deliveredToIds: ['carol'] });

    const limits = { ...alice.config.limits, namedReceiptsMembersMax: 1 };
    const counted = (ctx: Context) => readDelivery({ ...ctx, config: { ...ctx.config, limits } }, message);
    expect(await counted(alice)).toMatchObject({ recipientCount: 2, deliveredCount: 1, readCount: 0 });
    expect(await counted(bob)).toMatchObject({ recipientCount: 2, deliveredCount: 2, readCount: 0 });
  });

  it('is told to nobody in a group with a member whom he has blocked', async () => {
    const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
    const [withAlice, without] = [await seedConversation(carol, [bob, alice]), await seedConversation(carol, [bob])];
    await relate(alice, 'BLOCKED');
    await receive(bob, withAlice, 3);
    await sendText(carol, withAlice);
    await sendText(carol, without);
    await receive(bob, withAlice, 4);
    await receive(bob, without, 3);
    for (const viewer of [alice, carol]) expect(await bobsIn(viewer, withAlice)).toBe('3 3');
    expect(await bobsIn(carol, without)).toBe('3 2');
  });

  it('stays told when he hides, and is told again from the next time on when he no longer does', async () => {
    const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
    const id = await seedConversation(alice, [bob, carol]);
    for (let sent = 0; sent < 4; sent += 1) await sendText(alice, id);
    const seen: unknown[] = [];
    const look = async () => seen.push(await bobsIn(alice, id));
    await receive(bob, id, 4);
    await look();
    await set(bob, { invisible: true });
    await look();
    await receive(bob, id, 6);
    await look();
    await read(bob, id, 5);
    await look();
    await set(bob, { invisible: false });
    await look();
    await receive(bob, id, 7);
    await look();
    expect(seen).toEqual(['4 2', '4 2', '4 2', '5 5', '5 5', '7 5']);
  });

  it('is told by the message that he sends', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    await set(bob, { visibility: 'NOBODY' });
    const { seq } = await sendText(bob, id);
    expect(await bobsIn(alice, id)).toBe(`${seq} ${seq}`);
  });

  it('is told in threads likewise: not even that he has a position there', async () => {
    const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
    const id = await seedConversation(alice, [bob, carol]);
    const root = await sendText(alice, id);
    const reply = await sendReply(alice, root);
    const bobsInThread = async (ctx: Context) => {
      const thread = await threadLoader(ctx).load({ conversationId: id, seq: root.seq });
      if (thread === null) throw new Error('There is no thread.');
      const bob = (await listThreadReceipts(ctx, thread)).find(({ userId }) => userId === 'bob');
      return bob && `${bob.deliveredSeq} ${bob.readSeq}`;
    };
    await set(bob, { showOnlineStatus: false });
    await receive(bob, id, reply.seq, root.id);
    expect([await bobsInThread(alice), await bobsInThread(bob)]).toEqual([undefined, '5 2']);
    expect(await readDelivery(alice, reply)).toMatchObject({ recipientCount: 2, deliveredCount: 0 });
    expect(await readDelivery(bob, reply)).toMatchObject({ deliveredCount: 1, deliveredToIds: ['bob'] });

    await set(bob, { showOnlineStatus: true });
    await receive(bob, id, reply.seq, root.id);
    expect([await bobsInThread(alice), await bobsInThread(bob)]).toEqual(['5 2', '5 2']);
    expect(await readDelivery(alice, reply)).toMatchObject({ deliveredCount: 1, readCount: 0 });
  });
});

it('an acknowledgement that others see nothing of is told to his own devices alone, in threads too', async () => {
  const { alice, bob } = await createCast(services, 'alice', 'bob');
  const id = await seedConversation(alice, [bob]);
  const root = await sendText(alice, id);
  const reply = await sendReply(alice, root);
  await set(bob, { invisible: true });
  const [{ since } = { since: '' }] = await engine.db.execute<{ since: string }>(
    sql`select pg_current_snapshot()::text as since`,
  );
  services.announced.length = 0;
  await receive(bob, id, root.seq);
  await receive(bob, id, reply.seq, root.id);
  expect(services.announced.map(({ topic, item }) => [topic, item.type])).toEqual([
    ['user/bob', 'ReadPositionChanged'],
    ['user/bob', 'ThreadPositionChanged'],
  ]);
  const threads = createThreadSources(bob.config.limits);
  const ofBob = async () =>
    (await threads.stateSince(engine.db, since)).filter(({ tenantId }) => tenantId === bob.actor.tenantId);
  expect((await ofBob()).map(({ item }) => item)).toMatchObject([{ type: 'ThreadPositionChanged', deliveredSeq: 4 }]);

  await acknowledge(bob, { positions: [{ conversationId: id, threadRootId: root.id, readSeq: reply.seq }] });
  expect((await ofBob()).map(({ item }) => item)).toMatchObject([
    { type: 'ThreadReceiptsAdvanced', receipts: [{ userId: 'bob', deliveredSeq: 4, readSeq: 4 }] },
    { type: 'ThreadPositionChanged', deliveredSeq: 4, readSeq: 4 },
  ]);
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

  it('brings what a hidden user has received to his own devices, and what he reads to all; a resume likewise', async () => {
    const tenantId = `shown-${isDeaf}`;
    for (const sub of ['alice', 'bob']) await ensureUser(engine.db, { tenant: tenantId, sub, role: 'user' });
    const [alice, bob] = [writer.as('alice', { tenantId }), writer.as('bob', { tenantId })];
    const id = await seedConversation(alice, [bob]);
    const { seq } = await sendText(alice, id, 'first');
    await set(bob, { visibility: 'NOBODY' });
    const before = await alice.realtime.readCursor(tenantId);
    const open = (userId: string, after: string | null = null) => node.events(userId, after, { tenantId });
    const [alices, bobs] = [await open('alice'), await open('bob')];
    await alices.until(isType('CaughtUp'));
    await bobs.until(isType('CaughtUp'));
    const receiptsIn = ({ items }: typeof alices) =>
      items.flatMap((item) => (item.type === 'ReceiptsAdvanced' ? item.receipts : []));

    await receive(bob, id, seq);
    await bobs.until((item) => item.type === 'ReadPositionChanged' && item.deliveredSeq === seq);
    await sendText(alice, id, 'second');
    await alices.until(isMessage('second'));
    const [resumedAlice, resumedBob] = [await open('alice', before), await open('bob', before)];
    await resumedAlice.until(isType('CaughtUp'));
    await resumedBob.until(isType('CaughtUp'));
    expect([alices, bobs, resumedAlice, resumedBob].map(receiptsIn)).toEqual([[], [], [], []]);
    expect(resumedBob.items).toContainEqual(
      expect.objectContaining({ type: 'ReadPositionChanged', deliveredSeq: seq }),
    );

    await read(bob, id, seq);
    await alices.until(isType('ReceiptsAdvanced'));
    const late = await open('alice', before);
    await late.until(isType('CaughtUp'));
    const told = [{ userId: 'bob', deliveredSeq: seq, readSeq: seq }];
    expect([alices, late].map(receiptsIn)).toEqual([told, told]);
    await Promise.all([alices, bobs, resumedAlice, resumedBob, late].map((each) => each.close()));
  });
});
