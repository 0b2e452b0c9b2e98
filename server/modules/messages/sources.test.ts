import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { isTypeId } from '../../lib/ids.ts';
import { readSpans } from '../../realtime/append.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { updateConversation } from '../conversations/update-conversation.ts';
import { deleteMessage } from './delete-message.ts';
import { editMessage } from './edit-message.ts';
import { placeKey, readHidden } from './queries.ts';
import { hydrate } from './sources.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

async function replay({ db, actor }: Context, conversationIds: string[]) {
  const spans = conversationIds.map((topic) => ({ topic, after: 0, upTo: 1_000 }));
  const events = await readSpans(db, actor.tenantId, spans, 1_000);
  await hydrate(db, actor.tenantId, events);
  return events;
}

describe('a replay', () => {
  it('shows messages and conversations as they are now, also those of several logs at once', async () => {
    const { alice } = await createCast(services, 'alice');
    const ids = [await seedConversation(alice), await seedConversation(alice)];
    const [first, second] = [
      await sendText(alice, ids[0] ?? '', 'Secret'),
      await sendText(alice, ids[1] ?? '', 'Draft'),
    ];
    await updateConversation(alice, { conversationId: first.conversationId, title: 'Old' });
    await updateConversation(alice, { conversationId: first.conversationId, title: 'New' });
    const tombstone = await deleteMessage(alice, { messageId: first.id, scope: 'EVERYONE' });
    const edited = await editMessage(alice, { messageId: second.id, text: 'Final' });

    const events = await replay(alice, ids);
    expect(JSON.stringify(events)).not.toContain('Secret');
    const carried = events.flatMap(({ type, carried }) => (carried === null ? [] : [{ type, carried }]));
    expect(carried).toMatchObject([
      { type: 'MessageSent', carried: { message: tombstone } },
      { type: 'ConversationChanged', carried: { conversation: { title: 'New' } } },
      { type: 'ConversationChanged', carried: { conversation: { title: 'New' } } },
      { type: 'MessageDeleted', carried: { message: tombstone } },
      { type: 'MessageSent', carried: { message: edited } },
      { type: 'MessageEdited', carried: { message: edited } },
    ]);
  });

  it('shows a tombstone in the place of a message that is gone, always the same one', async () => {
    const { alice } = await createCast(services, 'alice');
    const id = await seedConversation(alice);
    const message = await sendText(alice, id, 'Gone');
    await engine.db.execute(sql`delete from messages where id = ${message.id}`);

    const [first, again] = [(await replay(alice, [id])).at(-1), (await replay(alice, [id])).at(-1)];
    const tombstone = { conversationId: id, seq: message.seq, text: null, metadata: {}, deletedAt: expect.any(String) };
    expect(first).toMatchObject({ type: 'MessageSent', carried: { message: tombstone } });
    expect(again).toEqual(first);
    expect(first?.type === 'MessageSent' && isTypeId(first.carried.message.id)).toBe(true);
  });
});

describe('hidden messages', () => {
  it('are found among those asked for, of this user alone', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const id = await seedConversation(alice, [bob]);
    const messages = [await sendText(alice, id), await sendText(alice, id), await sendText(alice, id)];
    const [first, second] = messages;
    await deleteMessage(bob, { messageId: first?.id ?? '', scope: 'ME' });
    await deleteMessage(alice, { messageId: second?.id ?? '', scope: 'ME' });

    const { tenantId } = bob.actor;
    const hidden = await readHidden(engine.db, [
      { tenantId, userId: 'bob', messages },
      { tenantId: 'elsewhere', userId: 'bob', messages },
      { tenantId, userId: 'bob', messages: [] },
      { tenantId, userId: 'alice', messages },
    ]);
    const keys = messages.map(placeKey);
    expect(hidden).toEqual([new Set(keys.slice(0, 1)), new Set(), new Set(), new Set(keys.slice(1, 2))]);
  });
});
