import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { developmentSecret, loadConfig } from '../config.ts';
import { deleteMessage } from '../modules/messages/delete-message.ts';
import { countStatements } from '../testing/count-statements.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { seedConversation, sendText } from '../testing/seed-conversation.ts';
import { isMessage, isType, type StreamReader, startTestNode, type TestNode } from '../testing/test-node.ts';
import { type Authenticator, createAuthenticator } from './authenticate.ts';

const clientCount = 500;
const groupSize = 20;
const statementsMax = (clientCount / 100) * 2;

let engine: TestEngine;
let node: TestNode;
let authenticator: Authenticator;
let texts: string[];

beforeAll(async () => {
  engine = await openTestEngine();
  texts = countStatements(engine.db).texts;
  // The audit asks once a second however many streams there are: it stands still, so that what streams ask is seen.
  node = await startTestNode(engine, { auditIntervalMs: 600_000 });
  const { db, realtime } = node.as('nobody');
  authenticator = createAuthenticator({ config: loadConfig({ NODE_ENV: 'test' }), db, realtime });
});
afterAll(async () => {
  await node?.close();
  await engine?.close();
});

interface TestClient {
  userId: string;
  token: string;
  connections: StreamReader[];
}

const secret = new TextEncoder().encode(developmentSecret);

async function makeClient(userId: string): Promise<TestClient> {
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const token = new SignJWT({ sub: userId, tenant: 'test', iat: exp - 3_600, exp, sid: `session of ${userId}` });
  return { userId, token: await token.setProtectedHeader({ alg: 'HS256' }).sign(secret), connections: [] };
}

/** What a connection does before its client knows all: the token, then the stream up to `CaughtUp`. */
async function connect(client: TestClient): Promise<void> {
  const actor = await authenticator.authenticate(`Bearer ${client.token}`);
  if (actor === null) throw new Error('There was a token.');
  const stream = await node.events(actor.userId, client.connections.at(-1)?.cursor() ?? null);
  client.connections.push(stream);
  await stream.until(isType('CaughtUp'));
}

const sends = () => texts.filter((text) => text.includes('send_batch')).length;

test('Hundreds of clients that are cut at once come back by a few statements, and lose nothing that is sent meanwhile', async () => {
  const clients = await Promise.all(Array.from({ length: clientCount }, (_, at) => makeClient(`user-${at}`)));
  await Promise.all(clients.map(({ token }) => authenticator.authenticate(token)));
  const groups = await Promise.all(
    Array.from({ length: clientCount / groupSize }, async (_, at) => {
      const members = clients.slice(at * groupSize, (at + 1) * groupSize).map(({ userId }) => node.as(userId));
      const [owner, ...others] = members;
      if (owner === undefined) throw new Error('A group has members.');
      return { owner, members, conversationId: await seedConversation(owner, others) };
    }),
  );
  texts.length = 0;
  await Promise.all(clients.map(connect));
  expect(texts.length).toBeLessThanOrEqual(statementsMax);

  let isSending = true;
  let sentCount = 0;
  const send = async () => {
    while (isSending) {
      const { owner, conversationId } = groups[sentCount % groups.length] ?? {};
      if (owner === undefined || conversationId === undefined) throw new Error('There are groups.');
      sentCount += 1;
      await sendText(owner, conversationId, `message ${sentCount}`);
    }
  };
  const sending = Promise.all([send(), send()]);
  await expect.poll(() => sentCount, { timeout: 30_000 }).toBeGreaterThan(groups.length * 2);
  await Promise.all(clients.map(({ connections }) => connections.at(-1)?.close()));
  const [sentBefore, sendsBefore] = [sentCount, sends()];
  await expect.poll(() => sentCount, { timeout: 30_000 }).toBeGreaterThan(sentBefore + groups.length);

  const before = texts.length - (sends() - sendsBefore);
  await Promise.all(clients.map(connect));
  expect(texts.length - (sends() - sendsBefore) - before).toBeLessThanOrEqual(statementsMax);
  isSending = false;
  await sending;

  for (const [at, { owner, members, conversationId }] of groups.entries()) {
    const last = await sendText(owner, conversationId, `the last of ${at}`);
    // The numbers 1 to 20 are the members' joining, from before the streams.
    const wanted = Array.from({ length: last.seq - groupSize }, (_, nth) => groupSize + 1 + nth);
    for (const { connections } of clients.slice(at * groupSize, at * groupSize + members.length)) {
      await connections.at(-1)?.until(isMessage(`the last of ${at}`));
      // What a connection brought after its last cursor comes again with the next.
      const got = connections.flatMap((stream) => stream.seqs(conversationId));
      expect([...new Set(got)].toSorted((a, b) => a - b)).toEqual(wanted);
      for (const stream of connections) {
        const seqs = stream.seqs(conversationId);
        expect(seqs).toEqual(seqs.map((_, nth) => (seqs[0] ?? 0) + nth));
      }
    }
  }
  await Promise.all(clients.map(({ connections }) => connections.at(-1)?.close()));
}, 120_000);

test('What was missed is shown from memory as it is now: what was deleted meanwhile does not come back', async () => {
  const client = await makeClient('alice');
  await authenticator.authenticate(client.token);
  const alice = node.as('alice');
  const conversationId = await seedConversation(alice);
  await connect(client);
  await client.connections[0]?.close();
  const secretMessage = await sendText(alice, conversationId, 'secret');
  await sendText(alice, conversationId, 'harmless');
  await deleteMessage(alice, { messageId: secretMessage.id, scope: 'EVERYONE' });

  texts.length = 0;
  await connect(client);
  expect(client.connections[1]?.story()).toEqual(['tombstone', 'harmless', 'MessageDeleted', 'CaughtUp']);
  expect(JSON.stringify(client.connections[1]?.items)).not.toContain('secret"');
  // One for the session, where it is not remembered, and one for the plan: the log is not read.
  expect(texts.length).toBeLessThanOrEqual(2);
  await client.connections[1]?.close();
});
