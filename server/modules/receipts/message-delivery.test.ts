import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Context } from '../../context.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendReply, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { updatePresenceSettings } from '../privacy/update-presence-settings.ts';
import { acknowledge } from './acknowledge.ts';
import { listReceipts } from './list-receipts.ts';
import { readDelivery, statusOf } from './message-delivery.ts';

const readMessageStatus = async (ctx: Context, message: StoredMessage) => statusOf(await readDelivery(ctx, message));

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const read = (ctx: Context, conversationId: string, seq: number) =>
  acknowledge(ctx, { positions: [{ conversationId, readSeq: seq }] });
const receive = (ctx: Context, conversationId: string, seq: number) =>
  acknowledge(ctx, { positions: [{ conversationId, deliveredSeq: seq }] });

const withLimits = (ctx: Context, namedReceiptsMembersMax: number, countedReceiptsMembersMax = 5_000): Context => ({
  ...ctx,
  config: { ...ctx.config, limits: { ...ctx.config.limits, namedReceiptsMembersMax, countedReceiptsMembersMax } },
});

describe('a message’s status', () => {
  it('is that of the last of all others', async () => {
    const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
    const id = await seedConversation(alice, [bob, carol]);
    const message = await sendText(alice, id);
    const statuses = [await readMessageStatus(alice, message)];
    await read(bob, id, message.seq);
    statuses.push(await readMessageStatus(alice, message));
    await receive(carol, id, message.seq);
    statuses.push(await readMessageStatus(alice, message));
    await read(carol, id, message.seq);
    statuses.push(await readMessageStatus(bob, message));
    expect(statuses).toEqual(['SENT', 'SENT', 'DELIVERED', 'READ']);
  });

  it('no longer waits for who was removed', async () => {
    const { alice, bob, carol } = await createCast(services, 'alice', 'bob', 'carol');
    const id = await seedConversation(alice, [bob, carol]);
    const message = await sendText(alice, id);
    await read(bob, id, message.seq);
    await removeMember(alice, { conversationId: id, userId: 'carol' });
    expect(await readMessageStatus(alice, message)).toBe('READ');
  });

  it('does not count who joined later and may not read it', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const id = await seedConversation(alice, [], { historyVisibility: 'SINCE_JOIN' });
    const before = await sendText(alice, id);
    await addMembers(alice, { conversationId: id, userIds: ['bob'] });
    const after = await sendText(alice, id);
    await read(bob, id, after.seq);
    expect(await readMessageStatus(alice, before)).toBe('SENT');
    expect(await readMessageStatus(alice, after)).toBe('READ');
  });

  it('costs one statement for a page of messages of many conversations', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const messages = [];
    for (let at = 0; at < 5; at += 1) {
      const id = await seedConversation(alice, [bob]);
      messages.push(await sendText(alice, id), await sendText(alice, id));
    }
    const execute = vi.spyOn(alice.db, 'execute');
    expect(await Promise.all(messages.map((message) => readMessageStatus(alice, message)))).toHaveLength(10);
    expect(execute).toHaveBeenCalledTimes(1);
    execute.mockRestore();
  });
});

describe('a message’s delivery', () => {
  /** Alice's message and Bob's reply in its thread; Bob has read both, Carol has the message, Dave nothing, Erin read privately. */
  async function seedDelivery() {
    const cast = await createCast(services, 'alice', 'bob', 'carol', 'dave', 'erin', 'fred');
    const { alice, bob, carol, dave, erin } = cast;
    const id = await seedConversation(alice, [bob, carol, dave, erin], { historyVisibility: 'SINCE_JOIN' });
    await updatePresenceSettings(erin, { shareReadReceipts: false });
    const message = await sendText(alice, id);
    const reply = await sendReply(bob, message);
    await addMembers(alice, { conversationId: id, userIds: ['fred'] });
    await read(bob, id, message.seq);
    await receive(carol, id, message.seq);
    await read(erin, id, message.seq);
    return { ...cast, id, message, reply };
  }

  it('names and counts all others who may read it and let others see how far they have read', async () => {
    const { bob, message } = await seedDelivery();
    const counts = { recipientCount: 3, deliveredCount: 2, readCount: 1 };
    const names = { deliveredToIds: ['bob', 'carol'], readerIds: ['bob'] };
    expect(await readDelivery(bob, message)).toEqual({ ...counts, ...names });
  });

  it('is of the same numbers where the members are too many to be told by name', async () => {
    const { alice, carol, id, message, reply } = await seedDelivery();
    for (const each of [message, reply, await sendText(carol, id)]) {
      const { recipientCount, deliveredCount, readCount } = (await readDelivery(alice, each)) ?? {};
      const counts = { recipientCount, deliveredCount, readCount };
      expect(await readDelivery(withLimits(alice, 1), each)).toEqual({
        ...counts,
        deliveredToIds: null,
        readerIds: null,
      });
    }
    expect(await readDelivery(withLimits(alice, 1), reply)).toMatchObject({ recipientCount: 3, readCount: 0 });
  });

  it('is not told where they are too many to be counted, to who is no member, nor to who reads privately', async () => {
    const { alice, bob, erin, id, message } = await seedDelivery();
    expect(await readDelivery(withLimits(alice, 1, 5), message)).toBeNull();
    expect(statusOf(await readDelivery(withLimits(alice, 1, 5), message))).toBe('SENT');
    expect([await readDelivery(erin, message), await readDelivery(withLimits(erin, 1), message)]).toEqual([null, null]);
    await removeMember(alice, { conversationId: id, userId: 'bob' });
    expect([await readDelivery(bob, message), await readDelivery(withLimits(bob, 1), message)]).toEqual([null, null]);
  });

  it('costs two statements for a page of messages that are counted', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    const messages = [];
    for (let at = 0; at < 10; at += 1) messages.push(await sendText(at % 2 === 0 ? alice : bob, id));
    const execute = vi.spyOn(alice.db, 'execute');
    const counting = withLimits(alice, 1);
    const told = await Promise.all(messages.map((message) => readDelivery(counting, message)));
    expect(execute).toHaveBeenCalledTimes(2);
    execute.mockRestore();
    expect(told.map((delivery) => delivery?.recipientCount)).toEqual(Array.from({ length: 10 }, () => 1));
    expect(told.map(statusOf)).toEqual([...Array.from({ length: 9 }, () => 'READ'), 'SENT']);
  });
});

describe('a conversation’s receipts', () => {
  it('are those of all members, and the viewer’s alone where they are too many', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    const { seq } = await sendText(alice, id);
    expect(await listReceipts(bob, id)).toMatchObject([
      { userId: 'alice', deliveredSeq: seq, readSeq: seq },
      { userId: 'bob', deliveredSeq: 2, readSeq: 2 },
    ]);
    expect(await listReceipts(withLimits(bob, 1), id)).toMatchObject([{ userId: 'bob' }]);
  });

  it('are for members', async () => {
    const { alice, mallory } = await createCast(services, 'alice', 'mallory');
    const hidden = await seedConversation(alice);
    const open = await seedConversation(alice, [], { kind: 'CHANNEL', visibility: 'PUBLIC' });
    await expect(listReceipts(mallory, hidden)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listReceipts(mallory, open)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
