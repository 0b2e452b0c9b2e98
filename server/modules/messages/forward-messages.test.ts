import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createId } from '../../lib/ids.ts';
import { heads } from '../../realtime/table.ts';
import { createCast, readLog } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, type TestServices } from '../../testing/test-context.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { deleteMessage } from './delete-message.ts';
import { editMessage } from './edit-message.ts';
import { forwardMessages } from './forward-messages.ts';
import { listMessages } from './list-messages.ts';
import { requireMessage } from './require-message.ts';
import { sendMessage } from './send-message.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

/** Alice and ben talk in one place; ben and cid in another, ben and dora in a third. */
async function seedPlaces() {
  const { alice, ben, cid, dora } = await createCast(services, 'alice', 'ben', 'cid', 'dora');
  const from = await seedConversation(alice, [ben]);
  const to = await seedConversation(cid, [ben]);
  const also = await seedConversation(dora, [ben]);
  const forward = (ctx: Context, messageIds: string[], toConversationIds = [to], clientId: string = randomUUID()) =>
    forwardMessages(ctx, { messageIds, toConversationIds, clientId });
  return { alice, ben, cid, dora, from, to, also, forward };
}

const textsIn = async (ctx: Context, id: string) =>
  (await listMessages(ctx, id, { last: 100 })).edges.map(({ node }) => node.text);

describe('forwardMessages', () => {
  it('copies what messages say and show, in the order named, and names the author but not the place', async () => {
    const { alice, ben, cid, from, to, also, forward } = await seedPlaces();
    const place = { latitude: 48.2, longitude: 16.37, accuracyMeters: null, name: 'The old bridge' };
    const text = await sendText(alice, from, '**Look** <b>here</b>');
    const spot = await sendMessage(alice, {
      ...{ conversationId: from, clientMessageId: 'spot', kind: 'LOCATION', location: place, text: 'Here' },
      ...{ priority: 'URGENT', replyToId: text.id, mentionedUserIds: ['ben'], metadata: { mine: true } },
    });
    const results = await forward(ben, [spot.id, text.id], [to, also]);

    expect(results).toMatchObject([
      { conversationId: to, error: null },
      { conversationId: also, error: null },
    ]);
    const copies = results[0]?.messages ?? [];
    expect(copies).toMatchObject([
      { senderId: 'ben', kind: 'LOCATION', text: 'Here', priority: 'NORMAL', metadata: {} },
      { senderId: 'ben', kind: 'TEXT', text: '**Look** <b>here</b>' },
    ]);
    expect(copies.map(({ details }) => details)).toEqual([
      { location: place, forwardedFrom: { senderId: 'alice', createdAt: spot.createdAt } },
      { forwardedFrom: { senderId: 'alice', createdAt: text.createdAt } },
    ]);
    expect(await textsIn(cid, to)).toEqual(['Here', '**Look** <b>here</b>']);
    expect(await requireMessage(cid, copies[0]?.id ?? '')).toEqual(copies[0]);
    expect(JSON.stringify(copies)).not.toContain(from);
  });

  it('keeps the order of many, and the first author of what was forwarded before', async () => {
    const { alice, ben, cid, dora, from, to, also, forward } = await seedPlaces();
    const texts = Array.from({ length: 20 }, (_, at) => `${at}`);
    const messages = [];
    for (const text of texts) messages.push(await sendText(alice, from, text));
    const [first] = await forward(
      ben,
      messages.map(({ id }) => id),
    );
    expect(await textsIn(cid, to)).toEqual(texts);
    const again = await forward(ben, [first?.messages[3]?.id ?? ''], [also]);
    expect(again[0]?.messages[0]?.details?.forwardedFrom).toEqual({
      senderId: 'alice',
      createdAt: messages[3]?.createdAt,
    });
    expect(await textsIn(dora, also)).toEqual(['3']);
  });

  it('sends once however often it is repeated, also at the same time, after edits, deletions and removals', async () => {
    const { alice, ben, cid, from, to, forward } = await seedPlaces();
    const messages = [await sendText(alice, from, 'one'), await sendText(alice, from, 'two')];
    const ids = messages.map(({ id }) => id);
    const [first, second] = await Promise.all([forward(ben, ids, [to], 'once'), forward(ben, ids, [to], 'once')]);
    expect(second).toEqual(first);
    await editMessage(alice, { messageId: ids[0] ?? '', text: 'better' });
    expect(await forward(ben, ids, [to], 'once')).toEqual(first);
    await deleteMessage(alice, { messageId: ids[1] ?? '', scope: 'EVERYONE' });
    expect(await forward(ben, ids, [to], 'once')).toEqual(first);
    await removeMember(alice, { conversationId: from, userId: 'ben' });
    expect(await forward(ben, ids, [to], 'once')).toEqual(first);
    expect(await textsIn(cid, to)).toEqual(['one', 'two']);

    const [other] = await forward(ben, [first[0]?.messages[0]?.id ?? ''], [to], 'once');
    expect(other).toMatchObject({ messages: [], error: { code: 'CONFLICT', field: 'clientId' } });
  });

  it('lets each conversation answer for itself, and goes on where one refused', async () => {
    const { alice, ben, cid, from, to, also, forward } = await seedPlaces();
    const ids = [(await sendText(alice, from, 'one')).id, (await sendText(alice, from, 'two')).id];
    const closed = await seedConversation(alice, []);
    await services.db
      .update(heads)
      .set({ slowModeMs: 60_000 })
      .where(and(eq(heads.tenantId, ben.actor.tenantId), eq(heads.topic, to)));
    const nowhere = createId('conv');
    const results = await forward(ben, ids, [closed, nowhere, to, also], 'many');
    const missing = { messages: [], error: { code: 'NOT_FOUND', message: 'No such conversation.' } };
    expect(results).toMatchObject([
      { conversationId: closed, ...missing },
      { conversationId: nowhere, ...missing },
      { messages: [{ text: 'one' }], error: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } },
      { messages: [{ text: 'one' }, { text: 'two' }], error: null },
    ]);

    await services.db
      .update(heads)
      .set({ slowModeMs: 0 })
      .where(and(eq(heads.tenantId, ben.actor.tenantId), eq(heads.topic, to)));
    const [later] = await forward(ben, ids, [to], 'many');
    expect(later).toMatchObject({ messages: [{ text: 'one' }, { text: 'two' }], error: null });
    expect(await textsIn(cid, to)).toEqual(['one', 'two']);
  });

  it('names the message that the actor does not see, or that is not forwarded, and sends nothing then', async () => {
    const { alice, ben, cid, from, to, forward } = await seedPlaces();
    const { id: fine } = await sendText(alice, from, 'fine');
    const { id: secret } = await sendText(alice, await seedConversation(alice, []), 'secret');
    const gone = await sendText(alice, from, 'gone');
    await deleteMessage(alice, { messageId: gone.id, scope: 'EVERYONE' });
    const hidden = await sendText(alice, from, 'hidden');
    await deleteMessage(ben, { messageId: hidden.id, scope: 'ME' });
    const backend = contextOf(services, 'backend', { tenantId: alice.actor.tenantId, role: 'service' });
    const posted = await sendMessage(backend, {
      ...{ conversationId: from, clientMessageId: 'posted', text: 'Posted', kind: 'SYSTEM' },
    });
    const field = 'messageIds.1';
    for (const id of [secret, createId('msg'), hidden.id]) {
      await expect(forward(ben, [fine, id])).rejects.toMatchObject({ code: 'NOT_FOUND', field });
    }
    await expect(forward(ben, [fine, gone.id])).rejects.toMatchObject({ code: 'CONFLICT', field });
    await expect(forward(ben, [fine, posted.id])).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(await textsIn(cid, to)).toEqual([]);
  });

  it('takes a bounded number of each, each once', async () => {
    const { alice, ben, from, to, forward } = await seedPlaces();
    const { id } = await sendText(alice, from);
    const { forwardsMax, forwardTargetsMax } = services.config.limits;
    const many = (count: number, prefix: 'msg' | 'conv') => Array.from({ length: count }, () => createId(prefix));
    for (const [field, ids, targets] of [
      ['messageIds', [], [to]],
      ['messageIds', [id, id], [to]],
      ['messageIds', many(forwardsMax + 1, 'msg'), [to]],
      ['messageIds.0', [to], [to]],
      ['toConversationIds', [id], []],
      ['toConversationIds', [id], [to, to]],
      ['toConversationIds', [id], many(forwardTargetsMax + 1, 'conv')],
      ['toConversationIds.0', [id], [id]],
    ] as const) {
      const refused = forward(ben, [...ids], [...targets]);
      await expect(refused).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
    }
  });

  it('puts no words into the author’s mouth: a copy keeps its text', async () => {
    const { alice, ben, from, to, forward } = await seedPlaces();
    const [result] = await forward(ben, [(await sendText(alice, from, 'As it was')).id]);
    const messageId = result?.messages[0]?.id ?? '';
    await expect(editMessage(ben, { messageId, text: 'As I like it' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      field: 'text',
    });
    expect(await editMessage(ben, { messageId, metadata: { read: true } })).toMatchObject({ text: 'As it was' });
    expect((await readLog(ben, to)).at(-1)?.type).toBe('MessageEdited');
  });
});
