import { randomBytes } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../server/testing/free-port.ts';
import { connectDevice, isLive, until } from '../../server/testing/sdk.ts';
import { startTestApp, type TestApp } from '../../server/testing/start-app.ts';
import {
  AttachmentDocument,
  CreateConversationDocument,
  createUpload,
  SendMessageDocument,
  type TidingsClient,
  UploadError,
} from '../index.ts';

let app: TestApp;
let client: TidingsClient;
const closers: (() => void)[] = [];
const bytes = (size: number) => new Blob([randomBytes(size)]);

beforeAll(async () => {
  app = await startTestApp({ env: { ATTACHMENT_BYTES_MAX: '1000000' } });
  client = connectDevice(app, await app.token('alice'));
  await isLive(client);
});

afterAll(async () => {
  client.close();
  for (const close of closers) close();
  await app.close();
});

/** The way to the server: it is cut once, when so many bytes have gone over it. */
async function openWay(cutAfterBytes: number) {
  let passed = 0;
  let cuts = 0;
  const sockets = new Set<Socket>();
  const proxy = createServer((socket) => {
    const server = connect(app.port, '127.0.0.1');
    for (const end of [socket, server]) {
      sockets.add(end);
      end
        .on('error', () => {})
        .on('close', () => {
          socket.destroy();
          server.destroy();
        });
    }
    server.pipe(socket);
    socket.on('data', (part) => {
      passed += part.length;
      server.write(part);
      if (cuts > 0 || passed < cutAfterBytes) return;
      cuts += 1;
      socket.destroy();
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
  closers.push(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  const through: TidingsClient = { ...client, url: `http://127.0.0.1:${port}/graphql` };
  return { through, cuts: () => cuts, passed: () => passed };
}

test('a file is uploaded, looked at, and sent in a message', async () => {
  const upload = createUpload(client, bytes(1_000), { name: 'notes.bin' });
  const attachmentId = await upload.done;
  expect(upload.state.getSnapshot()).toEqual({
    ...{ status: 'ready', bytesSent: 1_000, bytes: 1_000, attachmentId, failure: null },
  });
  const { attachment } = await client.execute(AttachmentDocument, { id: attachmentId });
  expect(attachment).toMatchObject({ name: 'notes.bin', status: 'READY', sizeBytes: 1_000 });
  const { createConversation } = await client.execute(CreateConversationDocument, {
    input: { clientId: 'notes', kind: 'GROUP', title: 'Notes' },
  });
  const conversationId = createConversation?.conversation.id ?? '';
  const input = { conversationId, clientMessageId: 'one', kind: 'FILE' as const, attachmentIds: [attachmentId] };
  const { sendMessage } = await client.execute(SendMessageDocument, { input });
  expect(sendMessage?.message.attachments.map(({ id }) => id)).toEqual([attachmentId]);
});

test('after a cut it goes on from where it was, and is whole', async () => {
  const size = 900_000;
  const { through, cuts, passed } = await openWay(600_000);
  const upload = createUpload(through, bytes(size), { chunkBytes: 200_000 });
  await upload.done;
  expect(cuts()).toBe(1);
  // Of what was sent before the cut, no more than what was under way is sent again.
  expect(passed()).toBeLessThan(size + 300_000);
  expect(upload.state.getSnapshot()).toMatchObject({ status: 'ready', bytesSent: size });
});

test('it is paused and goes on, and none of it is sent meanwhile', async () => {
  const { through, passed } = await openWay(Number.POSITIVE_INFINITY);
  const upload = createUpload(through, bytes(500_000), { chunkBytes: 50_000 });
  await until(upload.state, ({ bytesSent }) => bytesSent >= 100_000);
  upload.pause();
  expect(upload.state.getSnapshot().status).toBe('paused');
  // Another way shows that time went by for this one too.
  const before = await createUpload(client, bytes(1_000)).done.then(passed);
  await createUpload(client, bytes(1_000)).done;
  expect(passed()).toBe(before);
  upload.resume();
  await upload.done;
  expect(upload.state.getSnapshot()).toMatchObject({ status: 'ready', bytesSent: 500_000 });
});

test('what is cancelled is deleted', async () => {
  const upload = createUpload(client, bytes(900_000), { chunkBytes: 50_000 });
  const { attachmentId } = await until(upload.state, ({ attachmentId: id }) => id !== null);
  upload.cancel();
  await expect(upload.done).rejects.toMatchObject({ failure: { code: 'CANCELLED' } });
  expect(upload.state.getSnapshot().status).toBe('cancelled');
  const isThere = () => client.execute(AttachmentDocument, { id: attachmentId ?? '' }).then(Boolean, () => false);
  await expect.poll(isThere, { timeout: 10_000 }).toBe(false);
});

test('a file that is too large, or no image though it begins like one, is refused by its code', async () => {
  const large = await createUpload(client, bytes(1_000_001)).done.catch((error: unknown) => error);
  expect(large).toBeInstanceOf(UploadError);
  expect((large as UploadError).failure.code).toBe('PAYLOAD_TOO_LARGE');
  const broken = new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), randomBytes(500)]);
  await expect(createUpload(client, broken).done).rejects.toMatchObject({ failure: { code: 'UNREADABLE' } });
});

test('each request has a token of its own, and without one it fails', async () => {
  const token = await app.token('alice');
  const given: (string | null)[] = ['an old one', token, token, token];
  const upload = createUpload({ ...client, getToken: () => given.shift() ?? null }, bytes(1_000));
  await upload.done;
  expect(given.length).toBeLessThan(2);
  const nobody = createUpload({ ...client, getToken: () => null }, bytes(1_000));
  await expect(nobody.done).rejects.toMatchObject({ failure: { code: 'UNAUTHENTICATED' } });
});
