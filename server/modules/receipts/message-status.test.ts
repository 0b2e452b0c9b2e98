import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { acknowledge } from './acknowledge.ts';
import { listReceipts } from './list-receipts.ts';
import { readMessageStatus } from './message-status.ts';

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

const withNamesUpTo = (ctx: Context, namedReceiptsMembersMax: number): Context => ({
  ...ctx,
  config: { ...ctx.config, limits: { ...ctx.config.limits, namedReceiptsMembersMax } },
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

  it('is SENT where the members are too many to be told by name', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    const message = await sendText(alice, id);
    await read(bob, id, message.seq);
    expect(await readMessageStatus(withNamesUpTo(alice, 1), message)).toBe('SENT');
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

describe('a conversation’s receipts', () => {
  it('are those of all members, and the viewer’s alone where they are too many', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    const { seq } = await sendText(alice, id);
    expect(await listReceipts(bob, id)).toMatchObject([
      { userId: 'alice', deliveredSeq: seq, readSeq: seq },
      { userId: 'bob', deliveredSeq: 2, readSeq: 2 },
    ]);
    expect(await listReceipts(withNamesUpTo(bob, 1), id)).toMatchObject([{ userId: 'bob' }]);
  });

  it('are for members', async () => {
    const { alice, mallory } = await createCast(services, 'alice', 'mallory');
    const hidden = await seedConversation(alice);
    const open = await seedConversation(alice, [], { kind: 'CHANNEL', visibility: 'PUBLIC' });
    await expect(listReceipts(mallory, hidden)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listReceipts(mallory, open)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
