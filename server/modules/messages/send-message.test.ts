import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createId } from '../../lib/ids.ts';
import { createCast, readLog } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { readMembership } from '../conversations/queries.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { sendMessage } from './send-message.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const request = (conversationId: string, text = 'Hello') => ({ conversationId, clientMessageId: randomUUID(), text });

async function seedPair() {
  const { alice, bob } = await createCast(services, 'alice', 'bob');
  return { alice, bob, id: await seedConversation(alice, [bob]) };
}

const readPosition = (ctx: Context, id: string) => readMembership(ctx.db, ctx.actor.tenantId, id, ctx.actor.userId);

describe('sendMessage', () => {
  it('gives messages the next numbers of the log, and publishes them with their content', async () => {
    const { alice, bob, id } = await seedPair();
    const first = await sendText(alice, id, 'One');
    const second = await sendText(bob, id, 'Two');

    expect([first.seq, second.seq]).toEqual([3, 4]);
    expect(second).toMatchObject({
      senderId: 'bob',
      kind: 'TEXT',
      priority: 'NORMAL',
      text: 'Two',
      metadata: {},
      version: 0,
    });
    expect(services.published.at(-1)).toMatchObject({ type: 'MessageSent', seq: 4, carried: { message: second } });
    expect((await readLog(alice, id)).slice(2)).toMatchObject([
      { seq: 3, type: 'MessageSent', actorId: 'alice', payload: {} },
      { seq: 4, type: 'MessageSent', actorId: 'bob', payload: {} },
    ]);
  });

  it("moves the sender's own positions to the message, and nobody else's", async () => {
    const { alice, bob, id } = await seedPair();
    const { seq } = await sendText(alice, id);

    expect(await readPosition(alice, id)).toMatchObject({ deliveredSeq: seq, readSeq: seq, readCount: 1 });
    expect(await readPosition(bob, id)).toMatchObject({ deliveredSeq: 2, readSeq: 2, readCount: 0 });
  });

  it('returns the first result to a retry and appends nothing', async () => {
    const { alice, id } = await seedPair();
    const input = { ...request(id), metadata: { b: 1, a: { d: 2, c: 3 } } };
    const first = await sendMessage(alice, input);
    const again = { ...input, kind: 'TEXT' as const, priority: null, metadata: { a: { c: 3, d: 2 }, b: 1 } };

    expect(await sendMessage(alice, again)).toEqual(first);
    expect(await readLog(alice, id)).toHaveLength(3);
  });

  it('returns the first result also after the sender was removed, and refuses him anything new', async () => {
    const { alice, bob, id } = await seedPair();
    const input = request(id);
    const first = await sendMessage(bob, input);
    await removeMember(alice, { conversationId: id, userId: 'bob' });

    expect(await sendMessage(bob, input)).toEqual(first);
    await expect(sendText(bob, id)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'conversationId' });
  });

  it.each([
    ['text', { text: 'Other' }],
    ['priority', { priority: 'HIGH' as const }],
    ['metadata', { metadata: { a: 1 } }],
  ])('says CONFLICT where a client id is used again with another %s', async (_name, change) => {
    const { alice, id } = await seedPair();
    const input = request(id);
    await sendMessage(alice, input);

    await expect(sendMessage(alice, { ...input, ...change })).rejects.toMatchObject({
      code: 'CONFLICT',
      field: 'clientMessageId',
    });
    expect(await readLog(alice, id)).toHaveLength(3);
  });

  it('takes the same client id of another sender, and in another conversation, for another message', async () => {
    const { alice, bob, id } = await seedPair();
    const input = request(id);
    const elsewhere = { ...input, conversationId: await seedConversation(alice, [bob]) };
    const sent = [await sendMessage(alice, input), await sendMessage(bob, input), await sendMessage(alice, elsewhere)];
    expect(new Set(sent.map((message) => message.id)).size).toBe(3);
  });

  it('makes one message of twenty equal requests at once, with twenty equal answers and no number missing', async () => {
    const { alice, bob, id } = await seedPair();
    const input = request(id);
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendMessage(alice, input)));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await sendText(bob, id)).seq).toBe((answers[0]?.seq ?? 0) + 1);
  });

  it('lets the backend post SYSTEM where it is no member, but TEXT only where it is one', async () => {
    const { alice, id } = await seedPair();
    const { tenantId } = alice.actor;
    await seedUsers(engine.db, ['backend'], tenantId);
    const backend = contextOf(services, 'backend', { tenantId, role: 'service' });
    const system = { ...request(id), kind: 'SYSTEM' as const };

    expect(await sendMessage(backend, system)).toMatchObject({ kind: 'SYSTEM', senderId: 'backend' });
    await expect(sendMessage(backend, request(id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(sendMessage(backend, { ...system, conversationId: createId('conv') })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(sendMessage(alice, system)).rejects.toMatchObject({ code: 'FORBIDDEN', field: 'kind' });
  });

  it('answers strangers alike whether the conversation is private, of another tenant or not there', async () => {
    const { alice, id } = await seedPair();
    const { id: foreignId } = await seedPair();
    const mallory = contextOf(services, 'mallory', alice.actor);
    await seedUsers(engine.db, ['mallory'], mallory.actor.tenantId);
    const refusals = await Promise.all(
      [id, foreignId, createId('conv')].map((conversationId) =>
        sendText(mallory, conversationId).catch((error: unknown) => error),
      ),
    );
    expect(refusals[0]).toMatchObject({ code: 'NOT_FOUND', field: 'conversationId' });
    expect(new Set(refusals.map((error) => JSON.stringify([String(error), error]))).size).toBe(1);
  });

  it('tells who may see a PUBLIC channel to join it first', async () => {
    const { alice, mallory } = await createCast(services, 'alice', 'mallory');
    const id = await seedConversation(alice, [], { kind: 'CHANNEL', visibility: 'PUBLIC' });
    await expect(sendText(mallory, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  const family = '👨‍👩‍👧‍👦';
  it.each([
    ['an empty text', { text: '' }, 'text'],
    ['a blank text', { text: ' \n\t' }, 'text'],
    ['a text of 5,001 characters', { text: 'a'.repeat(5_001) }, 'text'],
    ['a text of 20,001 bytes', { text: `${family.repeat(800)}a` }, 'text'],
    ['half a surrogate pair', { text: 'a\ud83d' }, 'text'],
    ['a NUL', { text: 'a\0b' }, 'text'],
    ['an empty client id', { clientMessageId: '' }, 'clientMessageId'],
    ['a client id of 129 characters', { clientMessageId: 'x'.repeat(129) }, 'clientMessageId'],
    ['metadata above 4 KB', { metadata: { a: 'x'.repeat(4_096) } }, 'metadata'],
    ['an id of another kind', { conversationId: 'msg_01h455vb4pex5vsknk084sn02q' }, 'conversationId'],
    ['an id that is none', { conversationId: "'; drop table messages" }, 'conversationId'],
  ])('refuses %s', async (_name, change, field) => {
    const { alice, id } = await seedPair();
    await expect(sendMessage(alice, { ...request(id), ...change })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
    });
  });

  it('stores 5,000 characters of several code points each as they were sent', async () => {
    const { alice, id } = await seedPair();
    const text = ` ${'e\u0301'.repeat(4_998)}\r\n`;
    expect((await sendText(alice, id, text)).text).toBe(text);
  });
});
