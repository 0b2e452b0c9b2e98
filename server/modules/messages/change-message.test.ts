import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createId } from '../../lib/ids.ts';
import { userTopic } from '../../realtime/log-event.ts';
import { createCast, readLog } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { deleteMessage } from './delete-message.ts';
import { editMessage } from './edit-message.ts';
import { earlierVersionsLoader } from './queries.ts';
import { requireMessage } from './require-message.ts';
import { sendMessage } from './send-message.ts';
import { messageVersions } from './table.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

/** The owner, two members, and a message of ben's. */
async function seedMessage() {
  const { owner, ben, cid, mallory } = await createCast(services, 'owner', 'ben', 'cid', 'mallory');
  const id = await seedConversation(owner, [ben, cid]);
  const message = await sendText(ben, id, 'One');
  return { owner, ben, cid, mallory, id, message, messageId: message.id };
}

const countEvents = async (ctx: Context, id: string) => (await readLog(ctx, id)).length;

describe('editMessage', () => {
  it('replaces the text, keeps what it said, and says so in the log', async () => {
    const { ben, cid, id, message, messageId } = await seedMessage();
    await editMessage(ben, { messageId, text: 'Two' });
    const edited = await editMessage(ben, { messageId, text: 'Three', metadata: { a: 1 } });

    expect(edited).toMatchObject({
      ...message,
      text: 'Three',
      metadata: { a: 1 },
      version: 2,
      editedAt: expect.any(String),
      details: { changedSeq: message.seq + 2 },
    });
    expect(await requireMessage(cid, messageId)).toEqual(edited);
    expect(await earlierVersionsLoader(cid).load(edited)).toMatchObject([
      { version: 0, text: 'One' },
      { version: 1, text: 'Two' },
    ]);
    expect((await readLog(ben, id)).at(-1)).toMatchObject({
      type: 'MessageEdited',
      payload: { messageSeq: message.seq },
    });
    expect(services.published.at(-1)).toMatchObject({ type: 'MessageEdited', carried: { message: edited } });
  });

  it('changes nothing where nothing is different', async () => {
    const { ben, id, message, messageId } = await seedMessage();
    const before = await countEvents(ben, id);
    expect(await editMessage(ben, { messageId, text: 'One', metadata: {} })).toEqual(message);
    expect(await editMessage(ben, { messageId })).toEqual(message);
    expect(await countEvents(ben, id)).toBe(before);
  });

  it('sets and takes away a caption, and leaves what is below it', async () => {
    const { ben, cid, id, messageId: quotedId } = await seedMessage();
    const location = { latitude: 48.2, longitude: 16.37, accuracyMeters: null, name: null };
    const request = { conversationId: id, clientMessageId: 'here', kind: 'LOCATION' as const, location };
    const place = await sendMessage(ben, { ...request, replyToId: quotedId });
    const { id: messageId } = place;

    expect(await editMessage(ben, { messageId, metadata: { seen: 1 } })).toMatchObject({ text: null });
    await editMessage(ben, { messageId, text: 'Here' });
    const bare = await editMessage(ben, { messageId, text: null });
    expect(bare).toMatchObject({ text: null, version: 3, metadata: { seen: 1 } });
    expect(bare.details).toEqual({ ...place.details, changedSeq: bare.details?.changedSeq });
    expect(await editMessage(ben, { messageId, text: null })).toEqual(bare);
    expect(await earlierVersionsLoader(cid).load(bare)).toMatchObject([
      { version: 0, text: null },
      { version: 1, text: null },
      { version: 2, text: 'Here' },
    ]);
  });

  it('does not take the text of a TEXT away', async () => {
    const { ben, messageId } = await seedMessage();
    for (const text of [null, '', ' \n']) {
      await expect(editMessage(ben, { messageId, text })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'text',
      });
    }
  });

  it('shows the last 100 versions', async () => {
    const { ben, messageId, message } = await seedMessage();
    let edited = message;
    for (let at = 1; at <= 103; at += 1) edited = await editMessage(ben, { messageId, text: `${at}` });
    const versions = await earlierVersionsLoader(ben).load(edited);
    expect(versions).toHaveLength(100);
    expect([versions.at(0)?.text, versions.at(-1)?.text]).toEqual(['3', '102']);
  });

  it('is for the sender alone', async () => {
    const { owner, cid, mallory, messageId } = await seedMessage();
    const edit = (ctx: Context) => editMessage(ctx, { messageId, text: 'Mine' });
    await expect(edit(owner)).rejects.toMatchObject({ code: 'FORBIDDEN', field: 'messageId' });
    await expect(edit(cid)).rejects.toMatchObject({ code: 'FORBIDDEN', field: 'messageId' });
    await expect(edit(mallory)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'messageId' });
  });

  it('is not for a sender who was removed', async () => {
    const { owner, ben, id, messageId } = await seedMessage();
    await removeMember(owner, { conversationId: id, userId: 'ben' });
    await expect(editMessage(ben, { messageId, text: 'Two' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lets the backend correct its own SYSTEM messages, and nobody else', async () => {
    const { owner, ben, id } = await seedMessage();
    const backend = contextOf(services, 'mallory', { tenantId: owner.actor.tenantId, role: 'service' });
    const request = { conversationId: id, clientMessageId: randomUUID(), text: 'Posted', kind: 'SYSTEM' as const };
    const { id: messageId } = await sendMessage(backend, request);

    expect(await editMessage(backend, { messageId, text: 'Corrected' })).toMatchObject({ text: 'Corrected' });
    await expect(editMessage(ben, { messageId, text: 'Mine' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await deleteMessage(backend, { messageId, scope: 'EVERYONE' })).toMatchObject({ text: null });
  });

  it('answers alike for a message of another tenant and one that is not there', async () => {
    const { ben } = await seedMessage();
    const { messageId: foreignId } = await seedMessage();
    for (const messageId of [foreignId, createId('msg')]) {
      await expect(editMessage(ben, { messageId, text: 'Two' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'No such message.',
      });
    }
    await expect(editMessage(ben, { messageId: createId('conv'), text: 'Two' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

describe('deleteMessage for everyone', () => {
  it('leaves a tombstone, with nothing of what it said, and is safe to repeat', async () => {
    const { ben, cid, id, message, messageId } = await seedMessage();
    await editMessage(ben, { messageId, text: 'Two', metadata: { secret: true } });
    const tombstone = await deleteMessage(ben, { messageId, scope: 'EVERYONE' });

    expect(tombstone).toMatchObject({
      id: messageId,
      seq: message.seq,
      text: null,
      metadata: {},
      deletedAt: expect.any(String),
    });
    expect(await requireMessage(cid, messageId)).toEqual(tombstone);
    expect(
      await engine.db
        .select({ text: messageVersions.text })
        .from(messageVersions)
        .where(eq(messageVersions.messageId, messageId)),
    ).toEqual([]);
    expect((await readLog(ben, id)).at(-1)).toMatchObject({
      type: 'MessageDeleted',
      payload: { messageSeq: message.seq },
    });

    const before = await countEvents(ben, id);
    expect(await deleteMessage(ben, { messageId, scope: 'EVERYONE' })).toEqual(tombstone);
    expect(await countEvents(ben, id)).toBe(before);
    await expect(editMessage(ben, { messageId, text: 'Back' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is for the sender and for admins', async () => {
    const { owner, cid, mallory, messageId } = await seedMessage();
    const remove = (ctx: Context) => deleteMessage(ctx, { messageId, scope: 'EVERYONE' });
    await expect(remove(cid)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(remove(mallory)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await remove(owner)).toMatchObject({ text: null });
  });

  it('keeps a retry of the send from bringing the text back', async () => {
    const { ben, id } = await seedMessage();
    const request = { conversationId: id, clientMessageId: randomUUID(), text: 'Secret' };
    const { id: messageId } = await sendMessage(ben, request);
    await deleteMessage(ben, { messageId, scope: 'EVERYONE' });
    expect(await sendMessage(ben, request)).toMatchObject({ id: messageId, text: null });
  });
});

describe('deleteMessage for oneself', () => {
  it('hides the message from the actor alone, says so in his own log once, and is safe to repeat', async () => {
    const { ben, cid, id, message, messageId } = await seedMessage();
    const before = await countEvents(ben, id);
    expect(await deleteMessage(cid, { messageId, scope: 'ME' })).toEqual(message);
    expect(await deleteMessage(cid, { messageId, scope: 'ME' })).toEqual(message);

    await expect(requireMessage(cid, messageId)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'id' });
    expect(await requireMessage(ben, messageId)).toEqual(message);
    expect(await countEvents(ben, id)).toBe(before);
    const hidden = (await readLog(cid, userTopic('cid'))).filter((event) => event.type === 'MessageHidden');
    expect(hidden.map(({ payload }) => payload)).toEqual([{ conversationId: id, messageId, messageSeq: message.seq }]);
  });

  it('is not for who may not read it', async () => {
    const { owner, ben, mallory } = await createCast(services, 'owner', 'ben', 'mallory');
    const id = await seedConversation(owner, [], { historyVisibility: 'SINCE_JOIN' });
    const { id: messageId } = await sendText(owner, id);
    await addMembers(owner, { conversationId: id, userIds: ['ben'] });
    for (const ctx of [ben, mallory]) {
      await expect(deleteMessage(ctx, { messageId, scope: 'ME' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(requireMessage(ctx, messageId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});
