import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { TypingSubscription } from '../../../client/generated/operations.ts';
import {
  AddMembersDocument,
  CreateConversationDocument,
  SetTypingDocument,
  TypingDocument,
  UpsertUsersDocument,
} from '../../../client/index.ts';
import { startTestApp } from '../../testing/start-app.ts';
import { runAs } from '../../testing/verify-events.ts';

const typists = 100;
const seconds = 5;

test('100 users who type in one conversation cause at most one delivery a second to each subscriber', {
  timeout: 120_000,
}, async () => {
  const app = await startTestApp();
  const names = Array.from({ length: typists }, (_, at) => `user ${at}`);
  const backend = runAs(app, await app.token('backend', { role: 'service' }));
  await backend(UpsertUsersDocument, { input: { users: names.map((id) => ({ id })) } });
  const alice = runAs(app, await app.token('alice'));
  const { createConversation } = await alice(CreateConversationDocument, {
    input: { clientId: randomUUID(), kind: 'GROUP' },
  });
  const conversationId = createConversation?.conversation.id ?? '';
  await alice(AddMembersDocument, { input: { conversationId, userIds: names } });
  const tokens = await Promise.all(names.map((name) => app.token(name)));

  const subscribers = tokens.slice(0, 3).map((token) => {
    const stream = app.subscribe<TypingSubscription>(token, TypingDocument, { conversationId });
    const cameAt: number[] = [];
    const push = stream.results.push.bind(stream.results);
    stream.results.push = (...items) => {
      cameAt.push(Date.now());
      return push(...items);
    };
    return { ...stream, cameAt };
  });
  await Promise.all(subscribers.map((each) => each.until(() => true)));

  // Each types on, more often than he needs to; some stop and begin again.
  const begunAt = Date.now();
  let round = 0;
  while (Date.now() - begunAt < seconds * 1_000) {
    const said = tokens.map((token, at) =>
      runAs(app, token)(SetTypingDocument, { input: { conversationId, isTyping: (at + round) % 10 !== 0 } }),
    );
    await Promise.all(said);
    round += 1;
  }
  await delay(1_100);

  for (const { results, cameAt } of subscribers) {
    // The first is what was so when he came. A delivery that a busy machine holds up is the nearer to the next.
    const [, first = 0, ...later] = cameAt;
    expect(later.length).toBeGreaterThan(2);
    for (const [at, cameNextAt] of later.entries()) expect(cameNextAt - first).toBeGreaterThan((at + 1) * 1_000 - 500);
    const counts = results.map(({ data }) => data?.typing.userCount ?? 0);
    expect(Math.max(...counts)).toBeGreaterThan(80);
    for (const { data } of results) expect(data?.typing.userIds.length).toBeLessThanOrEqual(20);
  }
  await Promise.all(subscribers.map((each) => each.close()));
  await app.close();
});
