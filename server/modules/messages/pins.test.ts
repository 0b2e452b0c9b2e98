import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast, readLog } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { setMemberRole } from '../conversations/set-member-role.ts';
import { memberships } from '../conversations/table.ts';
import { deleteMessage } from './delete-message.ts';
import { listPinned } from './list-pinned.ts';
import { pinMessage } from './pin-message.ts';
import { requireMessage } from './require-message.ts';
import { unpinMessage } from './unpin-message.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

async function seedGroup(kind: 'GROUP' | 'CHANNEL' = 'GROUP') {
  const cast = await createCast(services, 'alice', 'ben', 'mallory');
  const id = await seedConversation(cast.alice, [cast.ben], { kind });
  return { ...cast, id };
}

const pin = (ctx: Context, messageId: string) => pinMessage(ctx, { messageId });
const unpin = (ctx: Context, messageId: string) => unpinMessage(ctx, { messageId });
const pinnedTexts = async (ctx: Context, id: string) =>
  (await listPinned(ctx, id, {})).edges.map(({ node }) => node.text);

describe('pinMessage and unpinMessage', () => {
  it('set and say what they mean once, however often they are repeated', async () => {
    const { alice, ben, id } = await seedGroup();
    const message = await sendText(alice, id);
    const pinned = await pin(ben, message.id);
    expect(pinned).toMatchObject({ pinnedById: 'ben', pinnedAt: expect.any(String), version: 0 });
    expect(await pin(alice, message.id)).toEqual(pinned);
    expect(await requireMessage(alice, message.id)).toEqual(pinned);

    const unpinned = await unpin(alice, message.id);
    expect(unpinned).toMatchObject({ pinnedById: null, pinnedAt: null });
    expect(await unpin(ben, message.id)).toEqual(unpinned);
    expect((await readLog(alice, id)).slice(-2)).toMatchObject([
      { type: 'MessagePinned', actorId: 'ben', payload: { messageSeq: message.seq } },
      { type: 'MessageUnpinned', actorId: 'alice', payload: { messageSeq: message.seq } },
    ]);
    expect(services.published.at(-1)).toMatchObject({ type: 'MessageUnpinned', carried: { message: unpinned } });
  });

  it('are for admins in a CHANNEL, also when one of two at once', async () => {
    const { alice, ben, id } = await seedGroup('CHANNEL');
    const { id: messageId } = await sendText(ben, id);
    await expect(pin(ben, messageId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await setMemberRole(alice, { conversationId: id, userId: 'ben', role: 'ADMIN' });
    await pin(ben, messageId);
    await setMemberRole(alice, { conversationId: id, userId: 'ben', role: 'MEMBER' });
    // A retry is answered; another act is refused.
    expect((await pin(ben, messageId)).pinnedById).toBe('ben');
    await expect(unpin(ben, messageId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('are not for others, nor for who is muted, nor for what is deleted', async () => {
    const { alice, ben, mallory, id } = await seedGroup();
    const { id: messageId } = await sendText(alice, id);
    await expect(pin(mallory, messageId)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'messageId' });
    await services.db
      .update(memberships)
      .set({ silencedUntil: new Date(Date.now() + 60_000).toISOString() })
      .where(and(eq(memberships.conversationId, id), eq(memberships.userId, 'ben')));
    await expect(pin(ben, messageId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const pinned = await pin(alice, messageId);
    expect(await deleteMessage(alice, { messageId, scope: 'EVERYONE' })).toMatchObject({ pinnedAt: null });
    expect(pinned.pinnedAt).not.toBeNull();
    await expect(pin(alice, messageId)).rejects.toMatchObject({ code: 'CONFLICT', field: 'messageId' });
    expect(await pinnedTexts(alice, id)).toEqual([]);
  });

  it('keep to the number of pins that a conversation may have', async () => {
    const { alice, id } = await seedGroup();
    const few = {
      ...alice,
      config: { ...alice.config, limits: { ...alice.config.limits, pinsPerConversationMax: 2 } },
    };
    const [one, two, three] = [await sendText(alice, id), await sendText(alice, id), await sendText(alice, id)];
    const pins = await Promise.allSettled([one, two, three].map((message) => pin(few, message.id)));
    expect(pins.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(pins.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT', message: expect.stringContaining('Unpin one first') },
    });
  });
});

describe('pinned messages', () => {
  it('are listed page by page, the newest pin first', async () => {
    const { alice, ben, id } = await seedGroup();
    const texts = ['one', 'two', 'three', 'four', 'five'];
    const messages = await Promise.all(texts.map((text) => sendText(alice, id, text)));
    const order = [2, 0, 4, 1, 3];
    for (const at of order) await pin(ben, messages[at]?.id ?? '');
    const wanted = order.map((at) => texts[at]).reverse();
    expect(await pinnedTexts(ben, id)).toEqual(wanted);

    const forward = await listPinned(ben, id, { first: 2 });
    const next = await listPinned(ben, id, { first: 10, after: forward.pageInfo.endCursor });
    expect([...forward.edges, ...next.edges].map(({ node }) => node.text)).toEqual(wanted);
    const last = await listPinned(ben, id, { last: 2 });
    expect(last.edges.map(({ node }) => node.text)).toEqual(wanted.slice(-2));
    expect(last.pageInfo.hasPreviousPage).toBe(true);
  });

  it('are those that the viewer may read and has not hidden', async () => {
    const { alice, ben, mallory } = await seedGroup();
    const id = await seedConversation(alice, [], { historyVisibility: 'SINCE_JOIN' });
    await pin(alice, (await sendText(alice, id, 'before')).id);
    await addMembers(alice, { conversationId: id, userIds: ['ben'] });
    const after = await sendText(alice, id, 'after');
    const hidden = await sendText(alice, id, 'hidden');
    await pin(alice, after.id);
    await pin(alice, hidden.id);
    await deleteMessage(ben, { messageId: hidden.id, scope: 'ME' });
    expect(await pinnedTexts(ben, id)).toEqual(['after']);
    expect(await pinnedTexts(alice, id)).toEqual(['hidden', 'after', 'before']);
    await expect(listPinned(mallory, id, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
