import { randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  EventsSubscription,
  ForwardMessagesMutation,
  MessageFieldsFragment,
  SendMessageInput,
} from '../../client/generated/operations.ts';
import {
  CreateConversationDocument,
  DeleteMessageDocument,
  EventsDocument,
  ForwardMessagesDocument,
  MessageDocument,
  SendMessageDocument,
} from '../../client/index.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { createFileClient, uploadFile } from '../testing/upload-file.ts';

let app: TestApp;
let alice: string;
let bob: string;
let conversationId: string;

beforeAll(async () => {
  app = await startTestApp();
  [alice, bob] = await Promise.all([app.token('alice'), app.token('bob')]);
  await app.data(bob, '{ syncCursor }');
  const input = { clientId: randomUUID(), kind: 'GROUP', memberIds: ['bob'] };
  const made = await app.data<{ createConversation: { conversation: { id: string } } }>(
    alice,
    CreateConversationDocument,
    { input },
  );
  conversationId = made.createConversation.conversation.id;
});
afterAll(() => app.close());

type Sent = { sendMessage: { message: MessageFieldsFragment } };

const inputOf = (content: Partial<SendMessageInput>) => ({
  input: { conversationId, clientMessageId: randomUUID(), ...content },
});
const refusalOf = async (token: string, content: Partial<SendMessageInput>) =>
  (await app.graphql(token, SendMessageDocument, inputOf(content))).errors?.[0]?.extensions;

const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();

test('An IMAGE shows its pictures to all, live and to a retry, also to one after its deletion', async () => {
  const { id } = await uploadFile(app, alice, await picture(), { filename: 'sea.png' });
  const live = app.subscribe<EventsSubscription>(bob, EventsDocument);
  await live.until(({ data }) => data?.events.__typename === 'CaughtUp');
  const variables = inputOf({ kind: 'IMAGE', attachmentIds: [id] });
  const { message } = (await app.data<Sent>(alice, SendMessageDocument, variables)).sendMessage;
  const shown = { id, name: 'sea.png', status: 'READY', type: 'image/png', width: 40, height: 30 };
  expect(message).toMatchObject({ kind: 'IMAGE', text: null, attachments: [shown] });
  const told = await live.until(({ data }) => data?.events.__typename === 'MessageSent');
  expect(told.data?.events).toMatchObject({ message });
  expect((await app.data<Sent>(alice, SendMessageDocument, variables)).sendMessage.message).toEqual(message);
  expect(await app.data(bob, MessageDocument, { id: message.id })).toMatchObject({ message: { attachments: [shown] } });

  await app.data(alice, DeleteMessageDocument, { input: { messageId: message.id, scope: 'EVERYONE' } });
  const again = (await app.data<Sent>(alice, SendMessageDocument, variables)).sendMessage.message;
  expect(again).toMatchObject({ id: message.id, attachments: [] });
  expect(again.deletedAt).not.toBeNull();
  await live.close();
});

test('A forwarded file is that of the copy too, and stays when the message that it came from goes', async () => {
  const { id } = await uploadFile(app, alice, randomBytes(50), { filename: 'tides.bin' });
  const variables = inputOf({ kind: 'FILE', attachmentIds: [id] });
  const { message } = (await app.data<Sent>(alice, SendMessageDocument, variables)).sendMessage;
  const carol = await app.token('carol');
  await app.data(carol, '{ syncCursor }');
  const made = await app.data<{ createConversation: { conversation: { id: string } } }>(
    bob,
    CreateConversationDocument,
    { input: { clientId: randomUUID(), kind: 'GROUP', memberIds: ['carol'] } },
  );
  const toConversationIds = [made.createConversation.conversation.id];
  const input = { messageIds: [message.id], toConversationIds, clientId: 'files' };
  const forward = async () =>
    (await app.data<ForwardMessagesMutation>(bob, ForwardMessagesDocument, { input })).forwardMessages?.forwardings[0];
  const first = await forward();
  expect(first).toMatchObject({ error: null, messages: [{ kind: 'FILE', attachments: [{ id, name: 'tides.bin' }] }] });
  expect(await forward()).toEqual(first);

  await app.data(alice, DeleteMessageDocument, { input: { messageId: message.id, scope: 'EVERYONE' } });
  const files = createFileClient(app);
  const { url } = await files.addressesOf(carol, id);
  expect((await fetch(url)).status).toBe(200);
  expect(await files.mayAsk(alice, id)).toBe(false);
  expect(await forward()).toEqual(first);
});

test('A message of files takes what its kind says, and each file once', async () => {
  const [image, bytes] = await Promise.all([
    uploadFile(app, alice, await picture(), { filename: 'a.png' }),
    uploadFile(app, alice, randomBytes(50), { filename: 'b.bin' }),
  ]);
  const field = (name: string, code = 'BAD_USER_INPUT') => expect.objectContaining({ code, field: name });
  expect(await refusalOf(alice, { kind: 'IMAGE' })).toEqual(field('attachmentIds'));
  expect(await refusalOf(alice, { text: 'Hi', attachmentIds: [image.id] })).toEqual(field('attachmentIds'));
  expect(await refusalOf(alice, { kind: 'IMAGE', attachmentIds: [image.id, bytes.id] })).toEqual(
    field('attachmentIds.1'),
  );
  expect(await refusalOf(bob, { kind: 'FILE', attachmentIds: [bytes.id] })).toEqual(
    field('attachmentIds.0', 'NOT_FOUND'),
  );
  // What was refused has claimed nothing for good.
  const content = { kind: 'FILE' as const, text: 'Both', attachmentIds: [bytes.id, image.id] };
  const { message } = (await app.data<Sent>(alice, SendMessageDocument, inputOf(content))).sendMessage;
  expect(message.attachments.map(({ id }) => id)).toEqual([bytes.id, image.id]);
  const again = { ...content, attachmentIds: [bytes.id] };
  expect(await refusalOf(alice, again)).toEqual(field('attachmentIds.0', 'CONFLICT'));
});

test('The same send twenty times at once is one message, and with other files it is another request', async () => {
  const [one, two] = await Promise.all([
    uploadFile(app, alice, randomBytes(10), { filename: 'one' }),
    uploadFile(app, alice, randomBytes(10), { filename: 'two' }),
  ]);
  const variables = inputOf({ kind: 'FILE', attachmentIds: [one.id] });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => app.data<Sent>(alice, SendMessageDocument, variables)),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const other = { input: { ...variables.input, attachmentIds: [two.id] } };
  const refused = await app.graphql(alice, SendMessageDocument, other);
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', field: 'clientMessageId' });
});
