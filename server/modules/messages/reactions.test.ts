import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast, readLog } from '../../testing/cast.ts';
import { countStatements } from '../../testing/count-statements.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { memberships } from '../conversations/table.ts';
import { addReaction } from './add-reaction.ts';
import { deleteMessage } from './delete-message.ts';
import { editMessage } from './edit-message.ts';
import { hasReacted, listReactors, reactorsShownMax } from './reactions.ts';
import { removeReaction } from './remove-reaction.ts';
import { requireMessage } from './require-message.ts';
import { sendMessage } from './send-message.ts';
import { reactions } from './table.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

/** Alice's group with ben and cid, and a message of ben's. */
async function seedMessage() {
  const { alice, ben, cid, mallory } = await createCast(services, 'alice', 'ben', 'cid', 'mallory');
  const id = await seedConversation(alice, [ben, cid]);
  const message = await sendText(ben, id, 'Shall we?');
  const react = (ctx: Context, emoji = '👍') => addReaction(ctx, { messageId: message.id, emoji });
  const takeBack = (ctx: Context, emoji = '👍') => removeReaction(ctx, { messageId: message.id, emoji });
  return { alice, ben, cid, mallory, id, message, messageId: message.id, react, takeBack };
}

/** As many members of the conversation as asked for. */
async function addCrowd(owner: Context, conversationId: string, size: number): Promise<Context[]> {
  const { tenantId } = owner.actor;
  const ids = Array.from({ length: size }, (_, at) => `user-${`${at}`.padStart(4, '0')}`);
  await seedUsers(services.db, ids, tenantId);
  for (let at = 0; at < size; at += 100) {
    await addMembers(owner, { conversationId, userIds: ids.slice(at, at + 100) });
  }
  return ids.map((userId) => contextOf(services, userId, { tenantId }));
}

const storedReactions = ({ db, actor }: Context, conversationId: string) =>
  db
    .select({ emoji: reactions.emoji, userId: reactions.userId })
    .from(reactions)
    .where(and(eq(reactions.tenantId, actor.tenantId), eq(reactions.conversationId, conversationId)));

const lastEvents = async (ctx: Context, id: string, count: number) => (await readLog(ctx, id)).slice(-count);

describe('a reaction', () => {
  it('is counted on the message, in the order in which each emoji came first', async () => {
    const { alice, ben, cid, id, message, react } = await seedMessage();
    await react(alice);
    await react(cid, '❤');
    const shown = await react(ben);
    expect(shown).toMatchObject({
      reactions: [
        { emoji: '👍', count: 2, userIds: ['alice', 'ben'] },
        { emoji: '❤️', count: 1, userIds: ['cid'] },
      ],
      version: 0,
      editedAt: null,
    });
    expect(await requireMessage(cid, message.id)).toEqual(shown);
    expect(await lastEvents(ben, id, 2)).toMatchObject([
      { type: 'ReactionAdded', actorId: 'cid', payload: { messageSeq: message.seq, emoji: '❤️', userId: 'cid' } },
      { type: 'ReactionAdded', actorId: 'ben', payload: { messageSeq: message.seq, emoji: '👍', userId: 'ben' } },
    ]);
    expect(services.published.at(-1)).toMatchObject({ type: 'ReactionAdded', carried: { message: shown } });
    expect(shown.details?.changedSeq).toBe(services.published.at(-1)?.seq);
  });

  it('is set and taken back, never toggled: repeated, it changes nothing and tells nobody', async () => {
    const { alice, id, message, react, takeBack } = await seedMessage();
    expect(await takeBack(alice)).toEqual(message);
    const first = await react(alice);
    const events = (await readLog(alice, id)).length;
    expect(await react(alice)).toEqual(first);
    expect(await storedReactions(alice, id)).toEqual([{ emoji: '👍', userId: 'alice' }]);
    const gone = await takeBack(alice);
    expect(gone.reactions).toBeNull();
    expect(await takeBack(alice)).toEqual(gone);
    expect(await readLog(alice, id)).toHaveLength(events + 1);
    expect(await storedReactions(alice, id)).toEqual([]);
  });

  it('may be made in many ways by one user, but not in more than the message has room for', async () => {
    const { alice, ben, react } = await seedMessage();
    const { reactionsPerMessageMax } = services.config.limits;
    const emojis = Array.from({ length: reactionsPerMessageMax }, (_, at) => String.fromCodePoint(0x1f600 + at));
    for (const emoji of emojis) await react(alice, emoji);
    await expect(react(ben, '🎉')).rejects.toMatchObject({ code: 'CONFLICT', field: 'emoji' });
    const shown = await react(ben, emojis[3]);
    expect(shown.reactions?.map(({ emoji }) => emoji)).toEqual(emojis);
    expect(shown.reactions?.[3]?.count).toBe(2);
  });

  it('of another skin tone is another reaction', async () => {
    const { alice, react } = await seedMessage();
    await react(alice, '👍🏽');
    expect((await react(alice, '👍')).reactions).toHaveLength(2);
  });

  it('may be given to a reply in a thread and to a SYSTEM message', async () => {
    const { alice, ben, id, messageId } = await seedMessage();
    const request = { conversationId: id, clientMessageId: randomUUID(), text: 'Aside' };
    const reply = await sendMessage(ben, { ...request, threadRootId: messageId });
    expect(await addReaction(alice, { messageId: reply.id, emoji: '🎉' })).toMatchObject({
      threadRootId: messageId,
      reactions: [{ emoji: '🎉', count: 1 }],
    });
    const backend = contextOf(services, 'backend', { tenantId: alice.actor.tenantId, role: 'service' });
    const posted = await sendMessage(backend, { ...request, kind: 'SYSTEM' });
    expect((await addReaction(alice, { messageId: posted.id, emoji: '🎉' })).reactions).toHaveLength(1);
    // The backend reads its own message where it is no member, but it does not talk there.
    await expect(addReaction(backend, { messageId: posted.id, emoji: '🎉' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('outlives edits and memberships, and goes with the message', async () => {
    const { alice, ben, cid, id, messageId, react } = await seedMessage();
    await react(cid);
    await removeMember(alice, { conversationId: id, userId: 'cid' });
    const edited = await editMessage(ben, { messageId, text: 'Shall we go?' });
    expect(edited.reactions).toEqual([{ emoji: '👍', count: 1, userIds: ['cid'] }]);
    const tombstone = await deleteMessage(ben, { messageId, scope: 'EVERYONE' });
    expect(tombstone.reactions).toBeNull();
    expect(await storedReactions(alice, id)).toEqual([]);
    await expect(react(alice)).rejects.toMatchObject({ code: 'CONFLICT', field: 'messageId' });
    expect(await removeReaction(alice, { messageId, emoji: '👍' })).toEqual(tombstone);
  });

  it('is for members who may read the message and whom nobody has muted', async () => {
    const { alice, ben, cid, mallory, id, react, takeBack } = await seedMessage();
    await expect(react(mallory)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'messageId' });
    await expect(takeBack(mallory)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'messageId' });

    await react(ben);
    await services.db
      .update(memberships)
      .set({ silencedUntil: new Date(Date.now() + 60_000).toISOString() })
      .where(and(eq(memberships.conversationId, id), inArray(memberships.userId, ['ben', 'cid'])));
    await expect(react(cid)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      field: 'messageId',
      retryAfterMs: expect.any(Number),
    });
    expect(await storedReactions(alice, id)).toEqual([{ emoji: '👍', userId: 'ben' }]);
    // What he did before stays his own.
    expect((await react(ben)).reactions).toHaveLength(1);
    expect((await takeBack(ben)).reactions).toBeNull();
  });

  it('is not for messages from before the joining where the past is closed', async () => {
    const { alice, ben } = await createCast(services, 'alice', 'ben');
    const id = await seedConversation(alice, [], { historyVisibility: 'SINCE_JOIN' });
    const { id: messageId } = await sendText(alice, id);
    await addMembers(alice, { conversationId: id, userIds: ['ben'] });
    await expect(addReaction(ben, { messageId, emoji: '👍' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('of many who react', () => {
  it('a message shows the first few, and the next where one of them takes it back', async () => {
    const { alice, id, message, messageId, react, takeBack } = await seedMessage();
    const crowd = await addCrowd(alice, id, reactorsShownMax + 3);
    for (const each of crowd) await react(each);
    const names = crowd.map(({ actor }) => actor.userId);
    const shownTo = async () => (await requireMessage(alice, messageId)).reactions?.[0];
    expect(await shownTo()).toEqual({ emoji: '👍', count: names.length, userIds: names.slice(0, reactorsShownMax) });

    // One of those who are not shown, the first, and the last of those who were.
    const gone = [names.at(-1), names.at(0), names.at(reactorsShownMax)];
    for (const each of crowd) if (gone.includes(each.actor.userId)) await takeBack(each);
    const left = names.filter((name) => !gone.includes(name));
    expect(await shownTo()).toEqual({ emoji: '👍', count: left.length, userIds: left.slice(0, reactorsShownMax) });

    const all = await listReactors(alice, message, '👍', { first: 100 });
    expect(all.edges.map(({ node }) => node.userId)).toEqual(left);
    const pages: string[] = [];
    let after: string | null = null;
    do {
      const page = await listReactors(alice, message, '👍', { first: 2, after });
      pages.push(...page.edges.map(({ node }) => node.userId));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(pages).toEqual(left);
    const last = await listReactors(alice, message, '👍', { last: 2 });
    expect(last.edges.map(({ node }) => node.userId)).toEqual(left.slice(-2));
  });

  it('each is told whether he is one, and all are listed only to who may read the message', async () => {
    const { alice, ben, cid, mallory, id, message, react } = await seedMessage();
    for (const each of await addCrowd(alice, id, reactorsShownMax)) await react(each);
    const shown = await react(cid);
    const told = (ctx: Context) => shown.reactions?.map((reaction) => hasReacted(ctx, { ...reaction, message: shown }));
    expect(await Promise.all(told(cid) ?? [])).toEqual([true]);
    expect(await Promise.all(told(ben) ?? [])).toEqual([false]);

    expect((await listReactors(ben, message, '👍', {})).edges).toHaveLength(reactorsShownMax + 1);
    expect((await listReactors(ben, message, '🎉', {})).edges).toEqual([]);
    await expect(listReactors(mallory, message, '👍', {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('fifty at once are counted exactly, with one event for each', async () => {
    const { alice, id, messageId, react, takeBack } = await seedMessage();
    const crowd = await addCrowd(alice, id, 50);
    const before = (await readLog(alice, id)).length;
    await Promise.all(crowd.map((each) => react(each)));
    const added = (await readLog(alice, id)).slice(before);
    expect(added.map(({ type }) => type)).toEqual(crowd.map(() => 'ReactionAdded'));
    expect(new Set(added.map(({ actorId }) => actorId)).size).toBe(50);
    expect((await requireMessage(alice, messageId)).reactions).toMatchObject([{ emoji: '👍', count: 50 }]);

    // Half of them take it back while the rest repeat.
    await Promise.all(crowd.map((each, at) => (at % 2 === 0 ? takeBack(each) : react(each))));
    expect((await requireMessage(alice, messageId)).reactions).toMatchObject([{ emoji: '👍', count: 25 }]);
    expect(await storedReactions(alice, id)).toHaveLength(25);
    expect(await readLog(alice, id)).toHaveLength(before + 75);
  });

  it('the next costs as many statements as the first', async () => {
    const { alice, ben, id, react, takeBack } = await seedMessage();
    const { texts } = countStatements(services.db);
    const costOf = async (work: () => Promise<unknown>) => {
      const before = texts.length;
      await work();
      return texts.length - before;
    };
    const first = await costOf(() => react(ben));
    const crowd = await addCrowd(alice, id, 200);
    for (const each of crowd) await react(each);
    expect(await costOf(() => react(alice))).toBe(first);
    // One more, which finds who is shown next.
    expect(await costOf(() => takeBack(ben))).toBe(first + 1);
  });
});
