import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CreateConversationDocument, DeleteAttachmentDocument, EventsDocument } from '../../client/index.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import {
  beginHeaders,
  createFileClient,
  type FileClient,
  patchHeaders,
  refusalOf,
  tusHeaders,
  untilProcessed,
  uploadFile,
} from '../testing/upload-file.ts';

let app: TestApp;
let files: FileClient;
let alice: string;
let bob: string;
let mallory: string;

beforeAll(async () => {
  app = await startTestApp();
  files = createFileClient(app);
  [alice, bob] = await Promise.all([app.token('alice'), app.token('bob')]);
  mallory = await app.token('mallory', { tenant: 'theirs' });
});

afterAll(() => app.close());

/**
 * Sends bytes from `offset` on, and cuts the connection, short of what it has announced, once the storage has `count` of
 * them; returns how many were sent.
 */
async function sendAndCut(token: string, id: string, bytes: Buffer, offset: number, count: number): Promise<number> {
  const headers = patchHeaders(token, offset, { 'content-length': String(bytes.length - offset) });
  const sending = request(`${app.url}/files/${id}`, { method: 'PATCH', headers });
  const closed = new Promise<void>((resolve) => sending.on('close', resolve));
  sending.on('error', () => {});
  const chunk = bytes.subarray(offset, offset + count + 200_000);
  sending.write(chunk);
  const stored = async () => (await stat(join(app.config.filesDir, id))).size;
  await expect.poll(stored, { timeout: 30_000 }).toBeGreaterThanOrEqual(offset + count);
  sending.destroy();
  await closed;
  return chunk.length;
}

const picture = (background: string, side = 600) =>
  sharp({ create: { width: side, height: side, channels: 3, background } });

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('an upload', () => {
  test('of 20 MB that is cut five times goes on where it was, and sends nothing twice but what was on its way', async () => {
    const bytes = randomBytes(20_000_000);
    const id = await files.beginId(alice, bytes.length, { filename: 'big.bin' });
    let offset = 0;
    let sent = 0;
    for (let cut = 0; cut < 5; cut += 1) {
      const count = 3_700_000;
      const chunk = await sendAndCut(alice, id, bytes, offset, count);
      const reached = await files.offsetOf(alice, id);
      // Nothing that has arrived is lost; what is beyond it was on its way when the connection was cut.
      expect(reached).toBeGreaterThanOrEqual(offset + count);
      expect(reached).toBeLessThanOrEqual(offset + chunk);
      sent += chunk;
      offset = reached;
    }
    const last = await files.patch(alice, id, offset, bytes.subarray(offset));
    sent += bytes.length - offset;
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, String(bytes.length)]);
    expect(sent - bytes.length).toBeLessThanOrEqual(5 * 200_000);

    const attachment = await untilProcessed(app, alice, id);
    expect(attachment).toMatchObject({ status: 'READY', name: 'big.bin', sizeBytes: bytes.length });
    const { url } = await files.addressesOf(alice, id);
    expect(sha(await (await fetch(url)).bytes())).toBe(sha(bytes));
  }, 180_000);

  test('by the usual client, in chunks, is told as processed by the stream', async () => {
    const events = app.subscribe<{ events: Record<string, unknown> }>(alice, EventsDocument);
    await events.until(({ data }) => data?.events.__typename === 'CaughtUp');
    const file = await picture('#2a7').png().toBuffer();
    const url = await new Promise<string>((resolve, reject) => {
      const upload = new Upload(file, {
        endpoint: `${app.url}/files`,
        headers: { authorization: `Bearer ${alice}` },
        chunkSize: 500,
        metadata: { filename: 'green.png', filetype: 'image/png' },
        onError: reject,
        onSuccess: () => resolve(upload.url ?? ''),
      });
      upload.start();
    });
    const id = url.split('/').at(-1);
    const { data } = await events.until(({ data: told }) => told?.events.__typename === 'AttachmentProcessed');
    expect(data?.events).toMatchObject({
      attachmentId: id,
      attachment: { id, name: 'green.png', status: 'READY', type: 'image/png', width: 600, height: 600 },
    });
    await events.close();
  });

  test('is the uploader’s: nobody else may look at it or go on with it', async () => {
    const id = await files.beginId(alice, 100);
    for (const token of [bob, mallory]) {
      expect((await files.head(token, id)).status).toBe(404);
      expect((await files.patch(token, id, 0, Buffer.alloc(100))).status).toBe(404);
      expect(await files.mayAsk(token, id)).toBe(false);
    }
    expect(await files.offsetOf(alice, id)).toBe(0);
  });

  test('needs a token, an origin that is let in, a length, and one that is not too large', async () => {
    expect(await refusalOf(await files.begin(null, 10))).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    const max = app.config.limits.attachmentBytesMax;
    const field = 'Upload-Length';
    expect(await refusalOf(await files.begin(alice, max + 1))).toEqual({
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
      field,
    });
    expect(await refusalOf(await files.begin(alice, 0))).toEqual({ status: 400, code: 'BAD_USER_INPUT', field });
    const post = (headers: Record<string, string>) => fetch(`${app.url}/files`, { method: 'POST', headers });
    expect(await refusalOf(await post(tusHeaders(alice)))).toEqual({ status: 400, code: 'BAD_USER_INPUT', field });
    const foreign = await post({ ...beginHeaders(alice, 10), origin: 'https://evil.example' });
    expect(await refusalOf(foreign)).toEqual({ status: 403, code: 'FORBIDDEN' });
  });

  test('that sends more than it has announced is refused, and keeps what it had', async () => {
    const id = await files.beginId(alice, 10);
    expect(await refusalOf(await files.patch(alice, id, 0, Buffer.alloc(11)))).toMatchObject({ status: 413 });
    expect(await refusalOf(await files.patch(alice, id, 5, Buffer.alloc(5)))).toEqual({
      status: 409,
      code: 'CONFLICT',
    });
    expect(await files.offsetOf(alice, id)).toBe(0);
    expect((await files.patch(alice, id, 0, Buffer.from('0123456789'))).status).toBe(204);
    expect(await untilProcessed(app, alice, id)).toMatchObject({ status: 'READY', type: 'text/plain' });
  });

  test('for a conversation that the uploader is not in is refused before it begins', async () => {
    const input = { clientId: randomUUID(), kind: 'GROUP' };
    const { createConversation } = await app.data<{ createConversation: { conversation: { id: string } } }>(
      alice,
      CreateConversationDocument,
      { input },
    );
    const { id: conversationId } = createConversation.conversation;
    expect(await refusalOf(await files.begin(bob, 10, { conversationId }))).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    });
    expect((await files.begin(alice, 10, { conversationId })).status).toBe(201);
  });

  test('is announced to browsers of origins that are let in', async () => {
    const headers = { origin: 'http://localhost:3000', 'access-control-request-method': 'PATCH' };
    const asked = await fetch(`${app.url}/files`, { method: 'OPTIONS', headers });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('tus-max-size')).toBe(String(app.config.limits.attachmentBytesMax));
    expect(asked.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(asked.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(asked.headers.get('access-control-allow-headers')).toContain('upload-offset');
    const created = await fetch(`${app.url}/files`, {
      method: 'POST',
      headers: { ...headers, ...beginHeaders(alice, 9) },
    });
    expect(created.headers.get('access-control-expose-headers')).toContain('location');
    expect(created.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  });

  test('beyond the number of unsent ones is refused until some are deleted', async () => {
    const token = await app.token('hoarder');
    const max = app.config.limits.unsentAttachmentsMax;
    const ids: string[] = [];
    for (let at = 0; at < max; at += 1) ids.push(await files.beginId(token, 10));
    expect(await refusalOf(await files.begin(token, 10))).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    await app.data(token, DeleteAttachmentDocument, { input: { attachmentId: ids[0] } });
    const gone = await fetch(`${app.url}/files/${ids[1]}`, { method: 'DELETE', headers: tusHeaders(token) });
    expect(gone.status).toBe(204);
    expect((await files.begin(token, 10)).status).toBe(201);
    expect((await files.begin(token, 10)).status).toBe(201);
    expect((await files.begin(token, 10)).status).toBe(429);
  });
});

describe('a file is what its bytes are', () => {
  test.each([
    ['../../etc/passwd', 'image/png', Buffer.from('root:x:0:0'), { name: 'passwd', type: 'text/plain' }],
    [
      'x.svg',
      'image/svg+xml',
      Buffer.from('<svg onload="alert(1)"/>'),
      { name: 'x.svg', type: 'application/octet-stream' },
    ],
    ['x.html', 'text/html', Buffer.from('<script>alert(1)</script>'), { type: 'application/octet-stream' }],
    ['x.jpg', 'image/jpeg', Buffer.from('%PDF-1.7\n<script>'), { name: 'x.jpg', type: 'application/pdf' }],
  ])('%s, said to be %s', async (filename, filetype, bytes, shown) => {
    const attachment = await uploadFile(app, alice, bytes, { filename, filetype });
    expect(attachment).toMatchObject({ status: 'READY', failure: null, ...shown });
    const { url } = await files.addressesOf(alice, attachment.id);
    const { headers } = await fetch(url);
    expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${attachment.name}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('cache-control')).toMatch(/^private/);
  });

  test('a polyglot is the image, and nothing else any more; the place where it was taken is gone', async () => {
    const exif = { IFD0: { Make: 'Secret Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 12/1' } };
    const photo = await picture('#a22').withExif(exif).jpeg().toBuffer();
    const bytes = Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')]);
    const attachment = await uploadFile(app, alice, bytes, { filename: 'a.jpg' });
    expect(attachment).toMatchObject({ status: 'READY', type: 'image/jpeg', width: 600, height: 600 });
    const { url, thumbnailUrl } = await files.addressesOf(alice, attachment.id);
    const file = Buffer.from(await (await fetch(url)).bytes());
    expect(file.length).toBe(attachment.sizeBytes);
    for (const trace of ['<script>', 'Secret Phone', 'Exif']) expect(file.includes(trace)).toBe(false);
    const thumbnail = await fetch(thumbnailUrl);
    expect(thumbnail.headers.get('content-type')).toBe('image/webp');
    expect(thumbnail.headers.get('content-disposition')).toBe('inline');
    expect(await sharp(await thumbnail.bytes()).metadata()).toMatchObject({ format: 'webp', width: 320, height: 320 });
    // What was uploaded is not kept beside it.
    await expect.poll(async () => (await readdir(app.config.filesDir)).includes(attachment.id)).toBe(false);
    expect(await files.offsetOf(alice, attachment.id)).toBeGreaterThan(0);
  });

  test('an image that cannot be made ready FAILS, says why, and leaves nothing behind', async () => {
    const png = await picture('#123').png().toBuffer();
    const broken = await uploadFile(app, alice, png.subarray(0, 150), { filename: 'broken.png' });
    expect(broken).toMatchObject({ status: 'FAILED', failure: 'UNREADABLE' });
    const bomb = await picture('#123', 8_000).png({ compressionLevel: 9 }).toBuffer();
    const large = await uploadFile(app, alice, bomb, { filename: 'bomb.png' });
    expect(large).toMatchObject({ status: 'FAILED', failure: 'TOO_MANY_PIXELS' });
    expect((await files.addressesOf(alice, large.id)).url).toBe(`${app.url}null`);
    const left = async () => (await readdir(app.config.filesDir)).filter((name) => name.startsWith(large.id));
    await expect.poll(left).toEqual([]);
  });
});
