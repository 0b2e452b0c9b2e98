import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCast, readLog, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { createConversation } from './create-conversation.ts';
import { readMembership } from './queries.ts';
import { setConversationPreferences } from './set-conversation-preferences.ts';
import { updateConversation } from './update-conversation.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

async function seed(kind: 'DIRECT' | 'GROUP' | 'CHANNEL') {
  const { alice, bob } = await createCast(services, 'alice', 'bob');
  const title = kind === 'DIRECT' ? null : 'Before';
  const made = await createConversation(alice, { clientId: randomUUID(), kind, title, memberIds: ['bob'] });
  return { alice, bob, made, conversationId: made.id };
}

describe('updateConversation', () => {
  it('sets what is given, keeps what is absent, and tells it once', async () => {
    const { alice, made, conversationId } = await seed('CHANNEL');
    const change = { conversationId, title: 'After', visibility: 'PUBLIC' as const, metadata: { b: 1, a: [2] } };
    const after = await updateConversation(alice, change);
    expect(after).toEqual({ ...made, title: 'After', visibility: 'PUBLIC', metadata: { b: 1, a: [2] } });
    expect(services.published.at(-1)).toMatchObject({
      type: 'ConversationChanged',
      seq: 3,
      actorId: 'alice',
      payload: {},
      carried: { conversation: after },
    });
    expect(await updateConversation(alice, { ...change, metadata: { a: [2], b: 1 } })).toEqual(after);
    expect(await updateConversation(alice, { conversationId, visibility: null, metadata: null })).toEqual(after);
    expect(await readLog(alice, conversationId)).toHaveLength(3);
  });

  it("clears a GROUP's title and no CHANNEL's", async () => {
    const group = await seed('GROUP');
    const { conversationId } = group;
    expect(await updateConversation(group.alice, { conversationId, title: null })).toMatchObject({ title: null });
    const channel = await seed('CHANNEL');
    const cleared = updateConversation(channel.alice, { conversationId: channel.conversationId, title: null });
    expect(await refusalOf(cleared)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'title' });
  });

  it.each([
    ['DIRECT', { title: 'T' }, 'title'],
    ['DIRECT', { visibility: 'PUBLIC' }, 'visibility'],
    ['DIRECT', { historyVisibility: 'SINCE_JOIN' }, 'historyVisibility'],
    ['GROUP', { visibility: 'PUBLIC' }, 'visibility'],
    ['GROUP', { title: '' }, 'title'],
    ['GROUP', { metadata: { x: 'x'.repeat(4_100) } }, 'metadata'],
  ] as const)('of a %s refuses %j', async (kind, change, field) => {
    const { alice, conversationId } = await seed(kind);
    const refusal = await refusalOf(updateConversation(alice, { conversationId, ...change }));
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(await readLog(alice, conversationId)).toHaveLength(2);
  });
});

describe('setConversationPreferences', () => {
  it('sets what is given, keeps what is absent, and tells only the viewer', async () => {
    const { alice, bob, conversationId } = await seed('DIRECT');
    const mutedUntil = '2030-01-01T02:00:00.000+02:00';
    await setConversationPreferences(alice, { conversationId, mutedUntil, pinned: true });
    await setConversationPreferences(alice, { conversationId, archived: true, pinned: null });
    await setConversationPreferences(alice, { conversationId, mutedUntil: '2030-01-01T00:00:00.000Z', archived: true });

    const preferences = { mutedUntil: '2030-01-01T00:00:00.000Z', pinned: true, archived: true };
    expect(await readMembership(engine.db, alice.actor.tenantId, conversationId, 'alice')).toMatchObject(preferences);
    expect((await readLog(alice, 'user/alice')).slice(1)).toMatchObject([
      { type: 'ConversationPreferencesChanged', payload: { conversationId, preferences: { archived: false } } },
      { type: 'ConversationPreferencesChanged', payload: { conversationId, preferences } },
    ]);
    expect(await readLog(bob, 'user/bob')).toHaveLength(1);
    expect(await readLog(alice, conversationId)).toHaveLength(2);

    await setConversationPreferences(alice, { conversationId, mutedUntil: null });
    const unmuted = await readMembership(engine.db, alice.actor.tenantId, conversationId, 'alice');
    expect(unmuted).toMatchObject({ mutedUntil: null, pinned: true });
  });

  it('of many devices at once leaves one event for each change, the last of them true', async () => {
    const { alice, conversationId } = await seed('GROUP');
    const settings = Array.from({ length: 20 }, (_, at) => ({ conversationId, pinned: at % 2 === 0 }));
    await Promise.all(settings.map((setting) => setConversationPreferences(alice, setting)));
    const log = (await readLog(alice, 'user/alice')).slice(1);
    const states = log.map(({ payload }) => (payload.preferences as { pinned: boolean }).pinned);
    expect(states).toEqual(states.map((_, at) => at % 2 === 0));
    const membership = await readMembership(engine.db, alice.actor.tenantId, conversationId, 'alice');
    expect(membership?.pinned).toBe(states.at(-1) ?? false);
  });

  it.each(['tomorrow', '2030-01-01', '2030-13-01T00:00:00Z'])('refuses %j as a time', async (mutedUntil) => {
    const { alice, conversationId } = await seed('GROUP');
    const refusal = await refusalOf(setConversationPreferences(alice, { conversationId, mutedUntil }));
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'mutedUntil' });
  });
});
