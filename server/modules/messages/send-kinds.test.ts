import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { heads } from '../../realtime/table.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { memberships } from '../conversations/table.ts';
import { deleteMessage } from './delete-message.ts';
import { listMessages } from './list-messages.ts';
import { requireMessage } from './require-message.ts';
import { sendMessage } from './send-message.ts';
import type { SendMessageInput } from './send-message-input.ts';
import { mentions, threadPositions, threads } from './table.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const send = (ctx: Context, conversationId: string, content: Partial<SendMessageInput>) =>
  sendMessage(ctx, { conversationId, clientMessageId: randomUUID(), text: 'Hello', ...content });

async function seedGroup() {
  const cast = await createCast(services, 'alice', 'bob', 'carol', 'mallory');
  const id = await seedConversation(cast.alice, [cast.bob, cast.carol]);
  return { ...cast, id };
}

const textsOf = async (ctx: Context, conversationId: string) =>
  (await listMessages(ctx, conversationId, { last: 50 })).edges.map(({ node }) => node.text);

describe('the kinds of messages', () => {
  const place = { latitude: 48.2, longitude: 16.37, accuracyMeters: 12, name: 'The old bridge' };

  it('shows the place of a LOCATION, with or without a caption, and the same to a retry', async () => {
    const { alice, bob, id } = await seedGroup();
    const input = { conversationId: id, clientMessageId: 'here', kind: 'LOCATION' as const, location: place };
    const sent = await sendMessage(alice, input);
    expect(sent).toMatchObject({ text: null, details: { location: place } });
    expect(await sendMessage(alice, input)).toEqual(sent);
    expect(await requireMessage(bob, sent.id)).toEqual(sent);
    expect(await send(alice, id, { kind: 'LOCATION', location: place, text: 'Here' })).toMatchObject({ text: 'Here' });
  });

  it.each<[string, Partial<SendMessageInput>]>([
    ['text', { text: null }],
    ['text', { kind: 'TEXT', text: ' ' }],
    ['location', { kind: 'LOCATION' }],
    ['location', { location: place }],
    ['location.latitude', { kind: 'LOCATION', location: { ...place, latitude: 90.1 } }],
    ['location.longitude', { kind: 'LOCATION', location: { ...place, longitude: -181 } }],
    ['location.accuracyMeters', { kind: 'LOCATION', location: { ...place, accuracyMeters: -1 } }],
    ['location.name', { kind: 'LOCATION', location: { ...place, name: ' ' } }],
    ['mentionedUserIds', { mentionedUserIds: Array.from({ length: 51 }, (_, at) => `user-${at}`) }],
  ])('refuses a wrong %s, and says which it was (%j)', async (field, content) => {
    const { alice, id } = await seedGroup();
    await expect(send(alice, id, content)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('a reply', () => {
  it('quotes the message as it was, until that is deleted', async () => {
    const { alice, bob, id } = await seedGroup();
    const said = await sendText(alice, id, 'x'.repeat(300));
    const reply = await send(bob, id, { replyToId: said.id });
    const quote = { messageId: said.id, seq: said.seq, senderId: 'alice', kind: 'TEXT', isDeleted: false };
    expect(reply.details?.replyTo).toEqual({ ...quote, text: 'x'.repeat(200) });
    expect(await requireMessage(alice, reply.id)).toEqual(reply);

    await deleteMessage(alice, { messageId: said.id, scope: 'EVERYONE' });
    const emptied = { ...quote, text: null, isDeleted: true };
    expect((await requireMessage(alice, reply.id)).details?.replyTo).toEqual(emptied);
    const late = await send(bob, id, { replyToId: said.id });
    expect(late.details?.replyTo).toEqual(emptied);
  });

  it('quotes nothing of another conversation, of nobody’s, or from before the joining where the past is closed', async () => {
    const { alice, bob, id } = await seedGroup();
    const elsewhere = await seedConversation(alice, [], { historyVisibility: 'SINCE_JOIN' });
    const before = await sendText(alice, elsewhere);
    await addMembers(alice, { conversationId: elsewhere, userIds: ['bob'] });
    const refused = { code: 'NOT_FOUND', field: 'replyToId', message: 'No such message in this conversation.' };
    await expect(send(bob, id, { replyToId: before.id })).rejects.toMatchObject(refused);
    await expect(send(bob, elsewhere, { replyToId: before.id })).rejects.toMatchObject(refused);
    const unknown = `${before.id.slice(0, -6)}zzzzzz`;
    await expect(send(bob, elsewhere, { replyToId: unknown })).rejects.toMatchObject(refused);
    await expect(send(bob, elsewhere, { threadRootId: before.id })).rejects.toMatchObject({
      ...{ code: 'NOT_FOUND', field: 'threadRootId' },
    });
    expect(await send(alice, elsewhere, { replyToId: before.id })).toMatchObject({ senderId: 'alice' });
  });
});

describe('a thread', () => {
  it('holds its replies apart from the conversation’s own messages, and numbers both in one log', async () => {
    const { alice, bob, id } = await seedGroup();
    const root = await sendText(alice, id, 'The root');
    const replies = await Promise.all([
      send(bob, id, { threadRootId: root.id, text: 'One' }),
      send(alice, id, { threadRootId: root.id, text: 'Two' }),
      send(bob, id, { text: 'Aside' }),
    ]);
    expect(replies.map(({ seq }) => seq).sort()).toEqual([root.seq + 1, root.seq + 2, root.seq + 3]);
    expect(replies[0]).toMatchObject({ threadRootId: root.id, threadRootSeq: root.seq });
    expect(await textsOf(alice, id)).toEqual(['The root', 'Aside']);

    const [thread] = await engine.db.select().from(threads).where(eq(threads.conversationId, id));
    expect(thread).toMatchObject({ rootSeq: root.seq, replyCount: 2 });
    const positions = await engine.db
      .select({ userId: threadPositions.userId, readCount: threadPositions.readCount })
      .from(threadPositions)
      .where(eq(threadPositions.conversationId, id));
    expect(positions.map(({ userId }) => userId).sort()).toEqual(['alice', 'bob']);
    expect(positions.map(({ readCount }) => readCount).sort()).toEqual([1, 2]);
  });

  it('is not continued from within', async () => {
    const { alice, id } = await seedGroup();
    const root = await sendText(alice, id);
    const reply = await send(alice, id, { threadRootId: root.id });
    await expect(send(alice, id, { threadRootId: reply.id })).rejects.toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'threadRootId' },
    });
  });
});

describe('a mention', () => {
  const rowsOf = (conversationId: string) =>
    engine.db
      .select({ userId: mentions.userId, seq: mentions.seq })
      .from(mentions)
      .where(eq(mentions.conversationId, conversationId))
      .orderBy(mentions.seq, mentions.userId);

  it('counts for members other than the sender, once each, until the message is deleted', async () => {
    const { alice, id } = await seedGroup();
    const named = ['bob', 'bob', 'alice', 'mallory', 'nobody'];
    const sent = await send(alice, id, { mentionedUserIds: named });
    expect(sent.details).toEqual({ mentionedUserIds: ['bob', 'alice', 'mallory', 'nobody'] });
    expect(await rowsOf(id)).toEqual([{ userId: 'bob', seq: sent.seq }]);
    await deleteMessage(alice, { messageId: sent.id, scope: 'EVERYONE' });
    expect(await rowsOf(id)).toEqual([]);
  });

  it('of everyone is for admins, and one row whatever the number of members', async () => {
    const { alice, bob, id } = await seedGroup();
    const sent = await send(alice, id, { mentionsEveryone: true });
    expect(await rowsOf(id)).toEqual([{ userId: '', seq: sent.seq }]);
    await expect(send(bob, id, { mentionsEveryone: true })).rejects.toMatchObject({
      ...{ code: 'FORBIDDEN', field: 'mentionsEveryone' },
    });
    const { tenantId } = alice.actor;
    await seedUsers(engine.db, ['backend'], tenantId);
    const backend = contextOf(services, 'backend', { tenantId, role: 'service' });
    expect(await send(backend, id, { kind: 'SYSTEM', mentionsEveryone: true })).toMatchObject({ kind: 'SYSTEM' });
  });
});

describe('what moderators have set', () => {
  it('keeps a muted member from writing until that time, but not from learning what a retry became', async () => {
    const { alice, bob, id } = await seedGroup();
    const input = { conversationId: id, clientMessageId: 'first', text: 'Before' };
    const first = await sendMessage(bob, input);
    const until = (ms: number) =>
      engine.db
        .update(memberships)
        .set({ silencedUntil: new Date(Date.now() + ms).toISOString() })
        .where(eq(memberships.userId, 'bob'));
    await until(60_000);
    const refusal = await sendText(bob, id).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'FORBIDDEN', field: 'conversationId' });
    expect((refusal as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(50_000);
    expect(await sendMessage(bob, input)).toEqual(first);
    expect((await sendText(alice, id)).seq).toBe(first.seq + 1);
    await until(-1);
    expect((await sendText(bob, id)).seq).toBe(first.seq + 2);
  });

  it('lets a member write once in the time of slow mode, also of several at once, and admins always', async () => {
    const { alice, bob, carol, id } = await seedGroup();
    await engine.db.update(heads).set({ slowModeMs: 60_000 }).where(eq(heads.topic, id));
    const results = await Promise.allSettled([1, 2, 3].map(() => sendText(bob, id)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(sendText(bob, id)).rejects.toMatchObject({ code: 'RATE_LIMITED', field: 'conversationId' });
    const refusal = (await sendText(bob, id).catch((error: unknown) => error)) as { retryAfterMs: number };
    expect(refusal.retryAfterMs).toBeGreaterThan(50_000);
    expect(refusal.retryAfterMs).toBeLessThanOrEqual(60_000);
    const after = [await sendText(carol, id), await sendText(alice, id), await sendText(alice, id)];
    expect(after.map(({ seq }) => seq)).toEqual([5, 6, 7]);
  });
});
