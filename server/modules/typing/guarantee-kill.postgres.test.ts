import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { TypingSubscription } from '../../../client/generated/operations.ts';
import { CreateConversationDocument, TypingDocument, UpdateProfileDocument } from '../../../client/index.ts';
import { openTestEngine } from '../../testing/engine.ts';
import { openRawSocket } from '../../testing/raw-socket.ts';
import { startTestApp } from '../../testing/start-app.ts';
import { startProcess } from '../../testing/start-process.ts';
import { startStopwatch } from '../../testing/stopwatch.ts';
import { runAs } from '../../testing/verify-events.ts';

test('Who types over a node that is killed is gone on the others within 5 s, and so is who hangs up without a word', {
  timeout: 120_000,
}, async () => {
  const engine = await openTestEngine();
  const app = await startTestApp({ engine });
  const node = startProcess({
    NODE_ENV: 'test',
    DATABASE_URL: engine.databaseUrl ?? '',
    REDIS_URL: engine.redisUrl ?? '',
    REDIS_KEY_PREFIX: engine.redisKeyPrefix,
    RATE_LIMITS: 'off',
  });
  const port = Number(new URL(await node.ready()).port);
  const [alices, bobs] = [await app.token('alice'), await app.token('bob')];
  await runAs(app, bobs)(UpdateProfileDocument, { input: {} });
  const { createConversation } = await runAs(app, alices)(CreateConversationDocument, {
    input: { clientId: randomUUID(), kind: 'GROUP', memberIds: ['bob'] },
  });
  const conversationId = createConversation?.conversation.id ?? '';
  const stream = app.subscribe<TypingSubscription>(alices, TypingDocument, { conversationId });
  const sees = (list: string) => stream.until(({ data }) => data?.typing.userIds.join(' ') === list);
  await sees('');

  async function typeOverNode() {
    const socket = await openRawSocket(port);
    await socket.init(`Bearer ${bobs}`);
    const query = 'mutation ($input: SetTypingInput!) { setTyping(input: $input) { expiresAt } }';
    const variables = { input: { conversationId, isTyping: true } };
    socket.send({ id: 'typing', type: 'subscribe', payload: { query, variables } });
    await socket.until((frame) => frame.type === 'complete');
    return socket;
  }

  const socket = await typeOverNode();
  await sees('bob');
  let sinceGone = startStopwatch();
  socket.terminate();
  await sees('');
  expect(sinceGone()).toBeLessThan(5_500);

  await typeOverNode();
  await sees('bob');
  const goneAt = Date.now();
  sinceGone = startStopwatch();
  node.kill('SIGKILL');
  await node.ended;
  await sees('');
  expect(sinceGone()).toBeLessThan(5_500);
  expect(Date.now() - goneAt).toBeGreaterThan(2_000);

  // Nor does anybody who begins to look now find him.
  const late = app.subscribe<TypingSubscription>(alices, TypingDocument, { conversationId });
  await late.until(() => true);
  expect(late.results[0]?.data?.typing.userIds).toEqual([]);
  await Promise.all([stream.close(), late.close()]);
  await app.close();
  await engine.close();
});
