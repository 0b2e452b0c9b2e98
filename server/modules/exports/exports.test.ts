import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConversationExportQuery, EventsSubscription } from '../../../client/generated/operations.ts';
import {
  ConversationExportDocument,
  CreateConversationDocument,
  DeleteMessageDocument,
  EventsDocument,
  ExportConversationDocument,
  RemoveMemberDocument,
  SendMessageDocument,
} from '../../../client/index.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { runAs } from '../../testing/verify-events.ts';
import { removeExportsOf, sweepExports } from './remove-exports.ts';

let app: TestApp;
let alice: string;
let bob: string;

beforeAll(async () => {
  app = await startTestApp();
  [alice, bob] = await Promise.all([app.token('alice'), app.token('bob')]);
  await app.data(bob, '{ syncCursor }');
});
afterAll(() => app.close());

type Export = NonNullable<ConversationExportQuery['conversationExport']>;

async function seedGroup() {
  const input = { clientId: randomUUID(), kind: 'GROUP' as const, title: 'Plans', memberIds: ['bob'] };
  const made = await runAs(app, alice)(CreateConversationDocument, { input });
  return made.createConversation?.conversation.id ?? '';
}
const send = async (token: string, conversationId: string, text: string, threadRootId?: string) => {
  const message = { conversationId, clientMessageId: randomUUID(), text, ...(threadRootId && { threadRootId }) };
  return (await runAs(app, token)(SendMessageDocument, { input: message })).sendMessage?.message.id ?? '';
};
const ask = async (token: string, conversationId: string, clientId: string = randomUUID()) =>
  (await runAs(app, token)(ExportConversationDocument, { input: { clientId, conversationId } })).exportConversation
    ?.export as Export;
const read = async (token: string, id: string) =>
  (await runAs(app, token)(ConversationExportDocument, { id })).conversationExport as Export;
const untilDone = async (token: string, id: string) => {
  await expect.poll(async () => (await read(token, id))?.status, { timeout: 30_000 }).toMatch(/READY|FAILED/);
  return read(token, id);
};
const download = async ({ url }: Export) => fetch(`${app.url}${url}`);
const linesOf = async (done: Export): Promise<Record<string, unknown>[]> =>
  (await (await download(done)).text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const codeOf = async (token: string, id: string) =>
  (await app.graphql(token, ConversationExportDocument, { id })).errors?.[0]?.extensions?.code;

describe('an export', () => {
  test('holds what its requester may read, in order, and tells when it is ready', async () => {
    const conversationId = await seedGroup();
    const root = await send(alice, conversationId, 'First, with a\nline end');
    await send(bob, conversationId, 'In the thread', root);
    const gone = await send(bob, conversationId, 'Gone');
    const hidden = await send(bob, conversationId, 'Hidden from Alice');
    await app.data(bob, DeleteMessageDocument, { input: { messageId: gone, scope: 'EVERYONE' } });
    await app.data(alice, DeleteMessageDocument, { input: { messageId: hidden, scope: 'ME' } });

    const live = app.subscribe<EventsSubscription>(alice, EventsDocument);
    await live.until(({ data }) => data?.events.__typename === 'CaughtUp');
    const asked = await ask(alice, conversationId, 'once');
    expect(await ask(alice, conversationId, 'once')).toMatchObject({ id: asked.id });
    await send(bob, conversationId, 'Too late');
    const told = await live.until(({ data }) => data?.events.__typename === 'ConversationExportFinished');
    expect(told.data?.events).toMatchObject({ exportId: asked.id, status: 'READY' });
    await live.close();

    const done = await untilDone(alice, asked.id);
    expect(done).toMatchObject({ status: 'READY', progress: 1, messageCount: 3 });
    const lines = await linesOf(done);
    expect(lines[0]).toMatchObject({ type: 'conversation', format: 1, id: conversationId, title: 'Plans' });
    expect(lines.slice(1).map(({ type, text, threadRootId }) => [type, text, threadRootId])).toEqual([
      ['message', 'First, with a\nline end', null],
      ['message', 'In the thread', root],
      ['message', null, null],
    ]);
    const { headers } = await download(done);
    expect(headers.get('content-length')).toBe(String(done.sizeBytes));
    expect(headers.get('content-disposition')).toContain('attachment');
  });

  test('of many parts is whole', async () => {
    const conversationId = await seedGroup();
    for (let sent = 0; sent < 2_345; sent += 67) {
      const texts = Array.from({ length: 67 }, (_, at) => `Message ${sent + at}`);
      await Promise.all(texts.map((text) => send(alice, conversationId, text)));
    }
    const done = await untilDone(alice, (await ask(alice, conversationId)).id);
    const lines = await linesOf(done);
    expect(lines).toHaveLength(2_346);
    const seqs = lines.slice(1).map(({ seq }) => Number(seq));
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(lines.map(({ text }) => text)).size).toBe(2_346);
  });

  test('is its requester’s alone, and ends with his membership, his address too', async () => {
    const conversationId = await seedGroup();
    await send(alice, conversationId, 'Secret');
    const done = await untilDone(bob, (await ask(bob, conversationId)).id);
    expect((await download(done)).status).toBe(200);
    expect(await codeOf(alice, done.id)).toBe('NOT_FOUND');
    await app.data(alice, RemoveMemberDocument, { input: { conversationId, userId: 'bob' } });
    expect(await codeOf(bob, done.id)).toBe('NOT_FOUND');
    expect((await download(done)).status).toBe(404);
    const refused = await app.graphql(bob, ExportConversationDocument, {
      input: { clientId: randomUUID(), conversationId },
    });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'conversationId' });
  });

  test('is deleted when it expires, and when what is in it is erased, file and row', async () => {
    const conversationId = await seedGroup();
    await send(alice, conversationId, 'Secret');
    const left = async (id: string) => (await readdir(app.config.filesDir)).filter((name) => name.startsWith(id));
    const old = await untilDone(alice, (await ask(alice, conversationId)).id);
    expect(await left(old.id)).toHaveLength(1);
    await app.engine.db.execute(sql`update conversation_exports set expires_at = now() where id = ${old.id}`);
    expect(await codeOf(alice, old.id)).toBe('NOT_FOUND');
    expect(await sweepExports(app.app.services, new Date(Date.now() + 1_000))).toBeGreaterThan(0);
    expect(await left(old.id)).toEqual([]);

    const fresh = await untilDone(alice, (await ask(alice, conversationId)).id);
    await removeExportsOf(app.app.services, 'test', conversationId);
    expect(await left(fresh.id)).toEqual([]);
    expect(await codeOf(alice, fresh.id)).toBe('NOT_FOUND');
  });
});
