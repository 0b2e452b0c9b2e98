import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AddMembersDocument,
  CreateConversationDocument,
  DeleteAttachmentDocument,
  DeleteMessageDocument,
  RemoveMemberDocument,
  SendMessageDocument,
} from '../../client/index.ts';
import { withTransaction } from '../db/transaction.ts';
import { claimAttachments } from '../modules/attachments/claim-attachments.ts';
import { eraseAttachments } from '../modules/attachments/release-attachments.ts';
import { shareAttachments } from '../modules/attachments/share-attachments.ts';
import { sweepAttachments } from '../modules/attachments/sweep-attachments.ts';
import { uuidOf } from '../modules/messages/queries.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { createFileClient, type FileClient, refusalOf, uploadFile } from '../testing/upload-file.ts';

const tenantId = 'test';
let app: TestApp;
let files: FileClient;
let alice: string;
let bob: string;
let carol: string;
let mallory: string;

beforeAll(async () => {
  app = await startTestApp();
  files = createFileClient(app);
  [alice, bob, carol] = await Promise.all([app.token('alice'), app.token('bob'), app.token('carol')]);
  mallory = await app.token('mallory', { tenant: 'theirs' });
  // Users are made by their first token.
  for (const token of [bob, carol]) await app.data(token, '{ syncCursor }');
});

afterAll(() => app.close());

async function createGroup(memberIds: string[]): Promise<string> {
  const input = { clientId: randomUUID(), kind: 'GROUP', memberIds };
  const { createConversation } = await app.data<{ createConversation: { conversation: { id: string } } }>(
    alice,
    CreateConversationDocument,
    { input },
  );
  return createConversation.conversation.id;
}

type Sent = { sendMessage: { message: { id: string } } };

/** Alice sends a message that has these attachments; returns its id. */
async function sendWith(conversationId: string, ids: string[]): Promise<string> {
  const input = { conversationId, clientMessageId: randomUUID(), kind: 'FILE', attachmentIds: ids };
  const { sendMessage } = await app.data<Sent>(alice, SendMessageDocument, { input });
  return sendMessage.message.id;
}

async function send(conversationId: string, clientMessageId: string): Promise<string> {
  const { sendMessage } = await app.data<Sent>(alice, SendMessageDocument, {
    input: { conversationId, clientMessageId, text: 'See here' },
  });
  return sendMessage.message.id;
}

const picture = (background: string, side = 600) =>
  sharp({ create: { width: side, height: side, channels: 3, background } });

describe('a download', () => {
  test('is by parts, by tag, and by its head', async () => {
    const bytes = randomBytes(1_000);
    const { id } = await uploadFile(app, alice, bytes, { filename: "Ünder (score)'s.bin" });
    const { url } = await files.addressesOf(alice, id);
    const part = async (range: string) => {
      const response = await fetch(url, { headers: { range } });
      return [response.status, response.headers.get('content-range'), Buffer.from(await response.bytes())];
    };
    expect(await part('bytes=10-19')).toEqual([206, 'bytes 10-19/1000', bytes.subarray(10, 20)]);
    expect(await part('bytes=990-')).toEqual([206, 'bytes 990-999/1000', bytes.subarray(990)]);
    expect(await part('bytes=-5')).toEqual([206, 'bytes 995-999/1000', bytes.subarray(995)]);
    expect(await part('bytes=0-1,5-6')).toEqual([200, null, bytes]);
    expect((await part('bytes=1000-')).slice(0, 2)).toEqual([416, 'bytes */1000']);
    const whole = await fetch(url, { method: 'HEAD' });
    expect([whole.status, whole.headers.get('content-length')]).toEqual([200, '1000']);
    expect(whole.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''%C3%9Cnder%20%28score%29%27s.bin",
    );
    const etag = whole.headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(url, { headers: { range: 'bytes=0-1', 'if-range': '"another"' } })).status).toBe(200);
  });

  test('needs an address of this server, for this very file', async () => {
    const { id } = await uploadFile(app, alice, randomBytes(10));
    const other = await uploadFile(app, alice, randomBytes(10));
    const { url } = await files.addressesOf(alice, id);
    const key = new URL(url).searchParams.get('key') ?? '';
    const get = (path: string) => fetch(`${app.url}${path}`);
    expect((await get(`/files/${id}`)).status).toBe(403);
    expect((await get('/files')).status).toBe(403);
    expect((await get(`/files/${other.id}?key=${key}`)).status).toBe(403);
    expect((await get(`/files/${id}?key=${key.slice(0, -2)}AA`)).status).toBe(403);
    expect((await get(`/files/${id}?key=${key}`)).status).toBe(200);
  });
});

describe('a sent attachment is for those who may read the message now', () => {
  test('members; not others, another tenant, or who was removed, by no address that he has kept', async () => {
    const conversationId = await createGroup(['bob']);
    const { id } = await uploadFile(app, alice, await picture('#00f').png().toBuffer(), { filename: 'blue.png' });
    expect(await files.mayAsk(bob, id)).toBe(false);
    await sendWith(conversationId, [id]);
    const kept = await files.addressesOf(bob, id);
    expect((await fetch(kept.url)).status).toBe(200);
    for (const stranger of [carol, mallory]) expect(await files.mayAsk(stranger, id)).toBe(false);
    // The address of one is another's as long as he has it; it is still the first one's rights that count.
    await app.data(alice, RemoveMemberDocument, { input: { conversationId, userId: 'bob' } });
    expect(await files.mayAsk(bob, id)).toBe(false);
    for (const address of [kept.url, kept.thumbnailUrl]) {
      expect(await refusalOf(await fetch(address))).toEqual({ status: 404, code: 'NOT_FOUND', field: 'id' });
    }
    await app.data(alice, AddMembersDocument, { input: { conversationId, userIds: ['bob'] } });
    expect((await fetch(kept.url)).status).toBe(200);
  });

  test('deleted with the message for everyone, bytes and all, unless another message has it', async () => {
    const [first, second] = [await createGroup(['bob']), await createGroup(['carol'])];
    const gone = await uploadFile(app, alice, randomBytes(50));
    const forwarded = await uploadFile(app, alice, randomBytes(50));
    const messageId = await sendWith(first, [gone.id, forwarded.id]);
    const clientMessageId = randomUUID();
    const sendKey = uuidOf(tenantId, second, 'alice', clientMessageId);
    await shareAttachments(app.app.services, { tenantId, ids: [forwarded.id], sendKey });
    await send(second, clientMessageId);
    const kept = await files.addressesOf(bob, gone.id);

    await app.data(alice, DeleteMessageDocument, { input: { messageId, scope: 'EVERYONE' } });
    for (const token of [alice, bob]) expect(await files.mayAsk(token, gone.id)).toBe(false);
    expect((await fetch(kept.url)).status).toBe(404);
    expect(await files.mayAsk(bob, forwarded.id)).toBe(false);
    expect(await files.mayAsk(carol, forwarded.id)).toBe(true);
    const left = async () => (await readdir(app.config.filesDir)).filter((name) => name.startsWith(gone.id));
    await expect.poll(left).toEqual([]);
    expect((await fetch((await files.addressesOf(carol, forwarded.id)).url)).status).toBe(200);
    const rows = await app.engine.db.execute(sql`select id from attachments where id in (${gone.id}, ${forwarded.id})`);
    expect(rows.map(({ id }) => id)).toEqual([forwarded.id]);
  });
});

describe('a claim', () => {
  const claim = (sendKey: string, ids: string[], uploaderId = 'alice') =>
    claimAttachments(app.app.services, { tenantId, uploaderId, sendKey, ids });
  const keyOf = (conversationId: string, clientMessageId: string) =>
    uuidOf(tenantId, conversationId, 'alice', clientMessageId);

  test('is all or nothing, in order, and may be repeated', async () => {
    const one = await uploadFile(app, alice, randomBytes(5), { filename: 'one' });
    const two = await uploadFile(app, alice, randomBytes(5), { filename: 'two' });
    const sendKey = randomUUID();
    const names = async () => (await claim(sendKey, [two.id, one.id])).map(({ name }) => name);
    expect(await names()).toEqual(['two', 'one']);
    expect(await names()).toEqual(['two', 'one']);
    const unfinished = await files.beginId(alice, 5);
    await expect(claim(randomUUID(), [one.id, unfinished])).rejects.toMatchObject({
      ...{ code: 'CONFLICT', field: 'attachmentIds.1' },
    });
  });

  test('is for one’s own', async () => {
    const { id } = await uploadFile(app, alice, randomBytes(5));
    await expect(claim(randomUUID(), [id], 'bob')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      field: 'attachmentIds.0',
    });
    await expect(claim(randomUUID(), [id, id])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('of what another message has is refused; one whose message never came hinders nobody', async () => {
    const conversationId = await createGroup([]);
    const { id } = await uploadFile(app, alice, randomBytes(5));
    await claim(keyOf(conversationId, 'never'), [id]);
    await claim(keyOf(conversationId, 'came'), [id]);
    await send(conversationId, 'came');
    await claim(keyOf(conversationId, 'came'), [id]);
    await expect(claim(keyOf(conversationId, 'late'), [id])).rejects.toMatchObject({
      ...{ code: 'CONFLICT', field: 'attachmentIds.0' },
    });
    const refused = await app.graphql(alice, DeleteAttachmentDocument, { input: { attachmentId: id } });
    expect(refused.errors?.[0]?.extensions?.code).toBe('CONFLICT');
  });
});

test('what is not sent within its time is deleted, finished or not; what is sent stays', async () => {
  const conversationId = await createGroup([]);
  const [unfinished, unsent, sent, claimed] = await Promise.all([
    files.beginId(alice, 100),
    uploadFile(app, alice, randomBytes(5)).then(({ id }) => id),
    uploadFile(app, alice, randomBytes(5)).then(({ id }) => id),
    uploadFile(app, alice, randomBytes(5)).then(({ id }) => id),
  ]);
  await sendWith(conversationId, [sent]);
  await claimAttachments(app.app.services, { tenantId, uploaderId: 'alice', sendKey: randomUUID(), ids: [claimed] });
  const inTime = Date.now() + app.config.unsentAttachmentMs;
  expect(await sweepAttachments(app.app.services, new Date(inTime - 60_000))).toBe(0);
  expect(await sweepAttachments(app.app.services, new Date(inTime + 1_000))).toBeGreaterThanOrEqual(3);
  for (const id of [unfinished, unsent, claimed]) expect(await files.mayAsk(alice, id)).toBe(false);
  expect((await files.head(alice, unfinished)).status).toBe(404);
  expect((await fetch((await files.addressesOf(alice, sent)).url)).status).toBe(200);
  const left = async () => (await readdir(app.config.filesDir)).filter((name) => !name.startsWith(sent));
  await expect
    .poll(async () => (await left()).filter((name) => [unfinished, unsent, claimed].includes(name)))
    .toEqual([]);
});

test('an erased user’s attachments are gone wherever they were sent', async () => {
  const erin = await app.token('erin');
  const ids = [await files.beginId(erin, 10), (await uploadFile(app, erin, randomBytes(5))).id];
  const others = (await uploadFile(app, alice, randomBytes(5))).id;
  const { db, jobs } = app.app.services;
  const erase = () =>
    withTransaction(db, (tx) =>
      eraseAttachments(jobs, tx, { tenantId, uploaderId: 'erin', until: new Date().toISOString(), limit: 1 }),
    );
  expect([await erase(), await erase(), await erase()]).toEqual([1, 1, 0]);
  for (const id of ids) expect(await files.mayAsk(erin, id)).toBe(false);
  expect(await files.mayAsk(alice, others)).toBe(true);
  await expect.poll(async () => (await readdir(app.config.filesDir)).filter((name) => ids.includes(name))).toEqual([]);
});
