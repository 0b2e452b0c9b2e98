import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCursorCodec } from '../../lib/cursor.ts';
import { createLog } from '../../log.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { type MailReceiver, startMailReceiver } from '../../testing/mail-receiver.ts';
import { outgoingItem, outgoingTo } from '../../testing/outgoing.ts';
import { contextOf, createTestServices, seedUsers } from '../../testing/test-context.ts';
import type { SendOutcome } from '../deliveries/channel.ts';
import { readEmail } from '../users/emails.ts';
import { upsertUsers } from '../users/upsert-users.ts';
import { createMailChannel, type MailChannel } from './mail-channel.ts';

const cursors = createCursorCodec(Buffer.from('the key of the tests'));
const goesOn = new AbortController().signal;

let engine: TestEngine;
let server: MailReceiver;
let channel: MailChannel;

function openChannel(smtpUrl: string, log = pino({ level: 'silent' })): MailChannel {
  const from = { name: 'Büro, Example', address: 'hello@example.com' };
  const settings = { smtpUrl, from, publicUrl: 'https://chat.example.com', linkUrl: null, digestWindowMs: 1_000 };
  return createMailChannel({ settings, db: engine.db, cursors, log });
}

beforeAll(async () => {
  engine = await openTestEngine();
  server = await startMailReceiver();
  channel = openChannel(server.url);
});
afterAll(async () => {
  channel?.close();
  await server?.close();
  await engine?.close();
});
beforeEach(() => {
  server.received.length = 0;
  server.offered.length = 0;
  server.answerRecipient = () => null;
  server.answerSender = () => null;
  server.answerContent = () => null;
});

async function seed(users: { id: string; name?: string; email?: string | null }[]) {
  const tenantId = `t-${randomUUID()}`;
  const services = createTestServices(engine.db);
  await seedUsers(engine.db, ['backend'], tenantId);
  const backend = contextOf(services, 'backend', { tenantId, role: 'service' });
  const put = (changed: typeof users) => upsertUsers(backend, { users: changed });
  await put(users);
  const of = (userId: string) => ({ tenantId, userId });
  const mail = (over = {}, by = channel) => by.send(outgoingTo('alice', tenantId, [outgoingItem(over)]), goesOn);
  return { tenantId, put, of, mail };
}

const alice = { id: 'alice', name: 'Alice', email: 'alice@example.com' };
const kindOf = ({ kind, code }: SendOutcome) => [kind, code];

test('Who has an address is reached, and nobody else: not without one, not of another tenant, not after a bounce', async () => {
  const { tenantId, mail } = await seed([alice, { id: 'bob' }, { id: 'carol', email: 'carol@example.com' }]);
  const other = await seed([{ id: 'dan', email: 'dan@example.com' }]);
  const reached = () => channel.targetsOf(engine.db, tenantId, ['alice', 'bob', 'carol', 'dan', 'nobody']);
  expect(await reached()).toEqual(
    new Map([
      ['alice', ['']],
      ['carol', ['']],
    ]),
  );
  expect(await channel.targetsOf(engine.db, other.tenantId, ['alice'])).toEqual(new Map());
  server.answerRecipient = () => '550 5.1.1 No such user';
  expect(kindOf(await mail())).toEqual(['TARGET_GONE', 550]);
  expect(await reached()).toEqual(new Map([['carol', ['']]]));
});

test('A mail arrives as it was meant: names, subject and text beyond ASCII, both parts, and the headers', async () => {
  const { mail } = await seed([{ ...alice, name: 'Ålice "the" Ødegård 🦊 <evil@example.com>' }]);
  const title = 'Zoë schrieb: „Grüße“ – 你好 🦊';
  expect(await mail({ title, body: 'Zeile eins\nこんにちは\n.\nEnde', priority: 'URGENT' })).toEqual({
    kind: 'SENT',
    code: 250,
  });
  const [got] = await server.until(1);
  expect(got).toMatchObject({
    from: { name: 'Büro, Example', address: 'hello@example.com' },
    to: [{ name: 'Ålice "the" Ødegård 🦊 <evil@example.com>', address: 'alice@example.com' }],
    ...{ subject: title, rcpt: 'alice@example.com' },
  });
  expect(got?.text).toContain('> Zeile eins\n> こんにちは\n> .\n> Ende\n');
  expect(got?.html).toContain('Zeile eins<br>こんにちは<br>');
  expect(got?.header('auto-submitted')).toBe('auto-generated');
  expect(got?.header('precedence')).toBe('bulk');
  expect(got?.header('list-unsubscribe')).toMatch(/^<https:\/\/chat\.example\.com\/unsubscribe\?token=[\w-]+>$/);
  expect(got?.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(got?.header('importance')).toBe('High');
  expect(got?.inReplyTo).toBe(got?.references);
});

test('Nothing that users are called or write makes a header, a recipient or a command of its own', async () => {
  const { mail } = await seed([{ ...alice, name: 'Alice\r\nBcc: mallory@example.com' }]);
  const evil =
    'Hello\r\nBcc: mallory@example.com\r\n\r\n<script>alert(1)</script>\r\n.\r\nMAIL FROM:<mallory@example.com>';
  expect(await mail({ title: evil, body: evil, tag: evil })).toMatchObject({ kind: 'SENT' });
  const [got, ...more] = await server.until(1);
  expect([got?.rcpt, more]).toEqual(['alice@example.com', []]);
  expect(got?.headers.map(({ key }) => key)).not.toContain('bcc');
  expect(got?.to).toEqual([{ address: 'alice@example.com', name: 'Alice Bcc: mallory@example.com' }]);
  expect(got?.subject).toMatch(/^Hello Bcc: mallory@example\.com <script>/);
  expect(got?.html).not.toContain('<script>');
});

test('What is put off comes later as the same mail', async () => {
  const { tenantId } = await seed([alice]);
  const outgoing = outgoingTo('alice', tenantId, [outgoingItem()]);
  server.answerRecipient = () => '451 4.7.1 Greylisted';
  expect(kindOf(await channel.send(outgoing, goesOn))).toEqual(['RETRY', 451]);
  server.answerRecipient = () => null;
  server.answerContent = () => '451 4.3.0 Try again';
  expect(kindOf(await channel.send(outgoing, goesOn))).toEqual(['RETRY', 451]);
  server.answerContent = () => null;
  expect(kindOf(await channel.send(outgoing, goesOn))).toEqual(['SENT', 250]);
  expect(server.offered.map(({ messageId }) => messageId)).toEqual([
    `<${outgoing.items[0]?.deliveryId}@chat.example.com>`,
    server.received[0]?.messageId,
  ]);
});

test('A dead address is mailed to no more until another is set; what is refused for another reason changes nothing', async () => {
  const { of, put, mail } = await seed([alice]);
  server.answerContent = () => '554 5.7.1 Looks like spam';
  expect(kindOf(await mail())).toEqual(['REFUSED', 554]);
  server.answerRecipient = () => '554 5.7.1 Relay access denied';
  expect(kindOf(await mail())).toEqual(['REFUSED', 554]);
  expect(await readEmail(engine.db, of('alice'))).toMatchObject({ bouncedAt: null });
  server.answerRecipient = () => '550 5.1.1 No such user';
  expect(kindOf(await mail())).toEqual(['TARGET_GONE', 550]);
  expect(await readEmail(engine.db, of('alice'))).toMatchObject({ bouncedAt: expect.any(String) });
  server.answerRecipient = () => null;
  server.answerContent = () => null;
  expect(kindOf(await mail())).toEqual(['TARGET_GONE', null]);
  await put([{ ...alice, email: 'alice@example.org' }]);
  expect(kindOf(await mail())).toEqual(['SENT', 250]);
  expect((await server.until(1)).map(({ rcpt }) => rcpt)).toEqual(['alice@example.org']);
});

test('While the server is away, or does not let us in, mails wait; that is said once, and without the password', async () => {
  const { mail } = await seed([alice]);
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => lines.push(line) });
  const login = { user: 'tidings', pass: 'correct horse' };
  const strict = await startMailReceiver({ login });
  const wrong = openChannel(strict.url.replace('correct', 'battery'), log);
  expect([kindOf(await mail({}, wrong)), kindOf(await mail({}, wrong))]).toEqual([
    ['RETRY', 535],
    ['RETRY', 535],
  ]);
  wrong.close();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('takes no mails');

  const right = openChannel(strict.url, log);
  expect(kindOf(await mail({}, right))).toEqual(['SENT', 250]);
  await strict.close();
  expect(kindOf(await mail({}, right))).toEqual(['RETRY', null]);
  expect(kindOf(await mail({}, right))).toEqual(['RETRY', null]);
  const back = await startMailReceiver({ login, port: strict.port });
  expect(kindOf(await mail({}, right))).toEqual(['SENT', 250]);
  expect(lines.slice(1).map((line) => JSON.parse(line).msg)).toEqual([
    expect.stringContaining('takes no mails'),
    expect.stringContaining('takes mails again'),
  ]);
  expect(lines.join('')).not.toMatch(/horse/);
  right.close();
  await back.close();
});

test('A stop ends what is under way, and is told by throwing alone', async () => {
  const { tenantId } = await seed([alice]);
  const stop = new AbortController();
  server.answerRecipient = () => {
    stop.abort(new Error('The node stops.'));
    return '451 4.7.1 Later';
  };
  const sending = channel.send(outgoingTo('alice', tenantId, [outgoingItem()]), stop.signal);
  await expect(sending).rejects.toThrow('The node stops.');
  await expect(channel.send(outgoingTo('alice', tenantId, [outgoingItem()]), stop.signal)).rejects.toThrow();
  server.answerRecipient = () => null;
  expect(kindOf(await channel.send(outgoingTo('alice', tenantId, [outgoingItem()]), goesOn))).toEqual(['SENT', 250]);
});
