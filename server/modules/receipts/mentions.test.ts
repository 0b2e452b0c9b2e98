import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendReply, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { setConversationPreferences } from '../conversations/set-conversation-preferences.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { editMessage } from '../messages/edit-message.ts';
import { sendMessage } from '../messages/send-message.ts';
import { acknowledge } from './acknowledge.ts';
import { markUnread } from './mark-unread.ts';
import { ownPositionLoader, readUnreadTotals } from './own-position.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

let count = 0;
const mention = (
  ctx: Context,
  conversationId: string,
  whom: { mentionedUserIds?: string[]; mentionsEveryone?: true },
) => {
  count += 1;
  return sendMessage(ctx, { conversationId, clientMessageId: `m${count}`, text: '@', ...whom });
};
const mentionsOf = async (ctx: Context, id: string) => (await ownPositionLoader(ctx).load(id))?.unreadMentionCount;

async function seedGroup(historyVisibility: 'ALL' | 'SINCE_JOIN' = 'ALL') {
  const cast = await createCast(services, 'alice', 'bob', 'carol');
  return { ...cast, id: await seedConversation(cast.alice, [cast.bob], { historyVisibility }) };
}

describe('unread mentions', () => {
  it('are others’ unread messages that name the member or everyone, each once', async () => {
    const { alice, bob, id } = await seedGroup();
    await mention(alice, id, { mentionedUserIds: ['bob', 'alice'] });
    await mention(alice, id, { mentionedUserIds: ['bob'], mentionsEveryone: true });
    await mention(alice, id, { mentionedUserIds: ['nobody'] });
    const root = await sendText(alice, id);
    await sendReply(alice, root, '@bob', { mentionedUserIds: ['bob'] });
    expect([await mentionsOf(alice, id), await mentionsOf(bob, id)]).toEqual([0, 2]);
    const [position] = await acknowledge(bob, { positions: [{ conversationId: id, readSeq: 3 }] });
    expect(position).toMatchObject({ unreadCount: 3, unreadMentionCount: 1 });
  });

  it('are less by what is deleted, for everyone or for oneself', async () => {
    const { alice, bob, id } = await seedGroup();
    const { id: one } = await mention(alice, id, { mentionedUserIds: ['bob'] });
    const { id: two } = await mention(alice, id, { mentionsEveryone: true });
    await deleteMessage(alice, { messageId: one, scope: 'EVERYONE' });
    expect(await mentionsOf(bob, id)).toBe(1);
    await deleteMessage(bob, { messageId: two, scope: 'ME' });
    expect(await mentionsOf(bob, id)).toBe(0);
  });

  it('come back with a mark, without the member’s own of everyone', async () => {
    const { alice, bob, id } = await seedGroup();
    const { seq } = await mention(bob, id, { mentionedUserIds: ['alice'] });
    await mention(alice, id, { mentionsEveryone: true });
    expect(await mentionsOf(alice, id)).toBe(0);
    expect(await markUnread(alice, { conversationId: id, fromSeq: seq })).toMatchObject({
      ...{ unreadCount: 1, unreadMentionCount: 1 },
    });
  });

  it.each(['ALL', 'SINCE_JOIN'] as const)('begin with the joining, where the past is %s', async (historyVisibility) => {
    const { alice, bob, id } = await seedGroup(historyVisibility);
    await mention(alice, id, { mentionedUserIds: ['bob', 'carol'] });
    await removeMember(alice, { conversationId: id, userId: 'bob' });
    await mention(alice, id, { mentionsEveryone: true });
    await addMembers(alice, { conversationId: id, userIds: ['bob', 'carol'] });
    expect(await mentionsOf(bob, id)).toBe(0);
    await mention(alice, id, { mentionedUserIds: ['bob'] });
    expect(await markUnread(bob, { conversationId: id, fromSeq: 1 })).toMatchObject({ unreadMentionCount: 1 });
  });

  it('follow edits: the set that is given replaces what was there, and absent changes nothing', async () => {
    const { alice, bob, carol, id } = await seedGroup();
    const { id: messageId } = await sendText(alice, id, 'Hello');
    const later = await addMembers(alice, { conversationId: id, userIds: ['carol'] });
    expect(later.members).toHaveLength(1);

    const edited = await editMessage(alice, { messageId, mentionedUserIds: ['bob', 'carol', 'bob'] });
    expect(edited).toMatchObject({ version: 1, text: 'Hello', details: { mentionedUserIds: ['bob', 'carol'] } });
    // Carol was not there at the sending.
    expect([await mentionsOf(bob, id), await mentionsOf(carol, id)]).toEqual([1, 0]);
    expect(await editMessage(alice, { messageId, mentionedUserIds: ['carol', 'bob'] })).toMatchObject({ version: 1 });
    await editMessage(alice, { messageId, text: 'Hello again' });
    expect(await mentionsOf(bob, id)).toBe(1);
    const cleared = await editMessage(alice, { messageId, mentionedUserIds: [] });
    expect([cleared.version, await mentionsOf(bob, id)]).toEqual([3, 0]);
    expect(cleared.details).not.toHaveProperty('mentionedUserIds');
  });

  it('of everyone stay when those by name are edited', async () => {
    const { alice, bob, id } = await seedGroup();
    const { id: messageId } = await mention(alice, id, { mentionedUserIds: ['bob'], mentionsEveryone: true });
    const edited = await editMessage(alice, { messageId, mentionedUserIds: [] });
    expect(edited.details).toMatchObject({ mentionsEveryone: true });
    expect(await mentionsOf(bob, id)).toBe(1);
  });

  it('are refused above their limit', async () => {
    const { alice, id } = await seedGroup();
    const { id: messageId } = await sendText(alice, id);
    const mentionedUserIds = Array.from({ length: 51 }, (_, at) => `u${at}`);
    await expect(editMessage(alice, { messageId, mentionedUserIds })).rejects.toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'mentionedUserIds' },
    });
  });

  it('are summed up over conversations that are not muted', async () => {
    const { alice, bob, id } = await seedGroup();
    const muted = await seedConversation(alice, [bob]);
    await mention(alice, id, { mentionedUserIds: ['bob'] });
    await mention(alice, muted, { mentionedUserIds: ['bob'] });
    const total = async () => (await readUnreadTotals(engine.db, bob.actor.tenantId, 'bob')).unreadMentionCount;
    expect(await total()).toBe(2);
    await setConversationPreferences(bob, { conversationId: muted, mutedUntil: '2100-01-01T00:00:00.000Z' });
    expect(await total()).toBe(1);
  });
});
