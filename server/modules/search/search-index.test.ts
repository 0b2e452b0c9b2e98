import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { eventually } from '../../testing/eventually.ts';
import { indexForSearch } from '../../testing/index-for-search.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, type TestServices } from '../../testing/test-context.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { editMessage } from '../messages/edit-message.ts';
import { type Backlog, indexTurn, turnSize } from './index-turn.ts';
import { searchMessages } from './search-messages.ts';
import { setSearchLanguage } from './set-search-language.ts';
import { startSearchIndex } from './start-search-index.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

async function find(ctx: Context, query: string): Promise<(string | null)[]> {
  return (await searchMessages(ctx, { query })).edges.map(({ node }) => node.text);
}

async function seedRoom() {
  const { alice, bob } = await createCast(services, 'alice', 'bob');
  const backend = contextOf(services, 'backend', { tenantId: alice.actor.tenantId, role: 'service' });
  return { alice, bob, backend, id: await seedConversation(alice, [bob]) };
}

/** What is stored of a tenant's texts, as they stand in the index. */
async function readDocuments({ actor }: Context): Promise<{ document: string; position: number }[]> {
  const rows = await engine.db.execute<{ document: string; position: number }>(sql`
    select document::text, position::int from message_texts where tenant_id = ${actor.tenantId} order by position`);
  return rows.map(({ document, position }) => ({ document, position }));
}

describe('the index of words', () => {
  it('follows the log: what is sent, edited and deleted, each tenant by itself', async () => {
    const { alice, id } = await seedRoom();
    const other = await seedRoom();
    const kept = await sendText(alice, id, 'one');
    const gone = await sendText(alice, id, 'two');
    await sendText(other.alice, other.id, 'theirs');
    await indexForSearch(engine.db);
    await sendText(alice, id, 'three');
    await editMessage(alice, { messageId: kept.id, text: 'uno' });
    await deleteMessage(alice, { messageId: gone.id, scope: 'EVERYONE' });
    await indexForSearch(engine.db);
    expect(await readDocuments(alice)).toEqual([
      { document: "'uno':1", position: 0 },
      { document: "'three':1", position: 2 },
    ]);
    expect(await readDocuments(other.alice)).toEqual([{ document: "'theirs':1", position: 0 }]);
  });

  it('takes a backlog of any size in turns, also when the node that began it is gone', async () => {
    const { alice, id } = await seedRoom();
    await indexForSearch(engine.db);
    const count = 2 * turnSize + 10;
    await Promise.all(Array.from({ length: count }, (_, at) => sendText(alice, id, `word${at}`)));
    const backlog: Backlog = { current: null };
    expect(await indexTurn(engine.db, backlog, 'simple')).toBe(true);
    expect(await readDocuments(alice)).toHaveLength(turnSize);
    // Another node knows nothing of it, and begins the same stretch of the log once more.
    await indexForSearch(engine.db);
    const documents = await readDocuments(alice);
    expect(documents.map(({ position }) => position)).toEqual(Array.from({ length: count }, (_, at) => at));
    expect(new Set(documents.map(({ document }) => document)).size).toBe(count);
    expect(await find(alice, `word${count - 1} `)).toEqual([`word${count - 1}`]);
  });

  it('looks through all messages where the log no longer reaches back, or was another one', async () => {
    const { alice, id } = await seedRoom();
    await sendText(alice, id, 'first');
    await indexForSearch(engine.db);
    const message = await sendText(alice, id, 'missed');
    await editMessage(alice, { messageId: message.id, text: 'missed twice' });
    // As after a stop that was longer than the retention: the day is gone, and the installation says so.
    await engine.db.execute(sql`delete from events where tenant_id = ${alice.actor.tenantId}`);
    await engine.db.execute(sql`update installation set dropped_tx = pg_current_xact_id()`);
    await indexForSearch(engine.db);
    expect(await find(alice, 'twice')).toEqual(['missed twice']);
    await sendText(alice, id, 'after');
    await engine.db.execute(sql`delete from message_texts where tenant_id = ${alice.actor.tenantId}`);
    await engine.db.execute(sql`update installation set epoch = gen_random_uuid()`);
    await indexForSearch(engine.db);
    expect(await readDocuments(alice)).toHaveLength(3);
  });

  it('keeps nothing of a message whose row is deleted', async () => {
    const { alice, id } = await seedRoom();
    await sendText(alice, id, 'erased');
    await indexForSearch(engine.db);
    await engine.db.execute(sql`delete from messages where tenant_id = ${alice.actor.tenantId}`);
    expect(await readDocuments(alice)).toEqual([]);
  });

  it('has a message within about a second of its sending, on a node of its own accord', async () => {
    const { alice, id } = await seedRoom();
    await indexForSearch(engine.db);
    const stop = startSearchIndex({ db: engine.db, log: services.log, intervalMs: 50, language: 'simple' });
    await sendText(alice, id, 'soon');
    await vi.waitFor(async () => expect(await find(alice, 'soon')).toEqual(['soon']), eventually);
    await stop();
    await sendText(alice, id, 'stopped');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await find(alice, 'stopped')).toEqual([]);
  });
});

describe('a tenant’s language', () => {
  it('finds words by their stems, names and stop words as they are, and beginnings of what was written', async () => {
    const { alice, backend, id } = await seedRoom();
    await setSearchLanguage(backend, { language: 'ENGLISH' });
    for (const text of ['He was running', 'to be or not to be', 'universities']) await sendText(alice, id, text);
    await indexForSearch(engine.db);
    expect(await find(alice, 'runs ')).toEqual(['He was running']);
    expect(await find(alice, 'runni')).toEqual(['He was running']);
    expect(await find(alice, '"to be or not"')).toEqual(['to be or not to be']);
    expect(await find(alice, 'university ')).toEqual(['universities']);
    const [edge] = (await searchMessages(alice, { query: 'run ' })).edges;
    expect(edge?.highlights).toEqual([{ start: 7, end: 14 }]);
  });

  it('is changed for what is there already, in turns, and each tenant’s for itself', async () => {
    const { alice, backend, id } = await seedRoom();
    const other = await seedRoom();
    for (const room of [{ alice, id }, other]) await sendText(room.alice, room.id, 'die Häuser');
    await Promise.all(Array.from({ length: turnSize }, (_, at) => sendText(alice, id, `Häuser ${at}`)));
    await indexForSearch(engine.db);
    expect(await find(alice, 'Haus ')).toEqual([]);
    const before = await readDocuments(alice);
    await setSearchLanguage(backend, { language: 'GERMAN' });
    await setSearchLanguage(backend, { language: 'GERMAN' });
    expect(await find(alice, 'häuser die ')).toEqual(['die Häuser']);
    await indexForSearch(engine.db);
    expect((await searchMessages(alice, { query: 'Haus ', first: 100 })).edges).toHaveLength(100);
    expect(await find(alice, 'Haus die')).toEqual(['die Häuser']);
    expect((await readDocuments(alice)).map(({ position }) => position)).toEqual(
      before.map(({ position }) => position),
    );
    expect(await find(other.alice, 'Haus ')).toEqual([]);
    await setSearchLanguage(backend, { language: 'SIMPLE' });
    await indexForSearch(engine.db);
    expect(await readDocuments(alice)).toEqual(before);
  });

  it('is the server’s where the tenant has none', async () => {
    const { alice, id } = await seedRoom();
    await sendText(alice, id, 'les maisons');
    await indexForSearch(engine.db, 'french');
    const french = { ...alice, config: { ...services.config, searchLanguage: 'french' as const } };
    expect(await find(french, 'maison ')).toEqual(['les maisons']);
    await indexForSearch(engine.db);
    expect(await find(alice, 'maison ')).toEqual([]);
  });

  it('is set by the application alone', async () => {
    const { alice } = await seedRoom();
    expect(await refusalOf(setSearchLanguage(alice, { language: 'DUTCH' }))).toMatchObject({ code: 'FORBIDDEN' });
  });
});
