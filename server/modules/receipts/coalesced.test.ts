import { afterAll, beforeAll, expect, it } from 'vitest';
import { readLog } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { seedUsers } from '../../testing/test-context.ts';
import { startTestNode, type TestNode } from '../../testing/test-node.ts';
import { acknowledge } from './acknowledge.ts';

let engine: TestEngine;
let node: TestNode;

beforeAll(async () => {
  engine = await openTestEngine();
  node = await startTestNode(engine, { stateIntervalMs: 1_000, auditIntervalMs: 1_000 });
});
afterAll(async () => {
  await node.close();
  await engine.close();
});

it('100 members who acknowledge at once are told to each subscriber at most once a second, and write no event', async () => {
  const ids = Array.from({ length: 100 }, (_, at) => `user-${at}`);
  await seedUsers(engine.db, ids);
  const [owner, ...others] = ids.map((id) => node.as(id));
  if (owner === undefined) throw new Error('Nobody is there.');
  const id = await seedConversation(owner, others);
  const { seq } = await sendText(owner, id);
  const logs = [id, ...ids.map((userId) => `user/${userId}`)];
  const before = await Promise.all(logs.map((topic) => readLog(owner, topic)));

  const readers = await Promise.all(ids.slice(0, 3).map((userId) => node.events(userId)));
  await Promise.all(readers.map((reader) => reader.until((item) => item.type === 'CaughtUp')));
  const startedAt = performance.now();
  await Promise.all(others.map((other) => acknowledge(other, { positions: [{ conversationId: id, readSeq: seq }] })));

  for (const reader of readers) {
    const waiting = new Set(ids.slice(1));
    await reader.until((item) => {
      if (item.type !== 'ReceiptsAdvanced') return false;
      for (const receipt of item.receipts) if (receipt.readSeq === seq) waiting.delete(receipt.userId);
      return waiting.size === 0;
    });
    const elapsedMs = performance.now() - startedAt;
    const told = reader.items.filter((item) => item.type === 'ReceiptsAdvanced');
    // The first at once, and then one a second.
    expect(told.length).toBeLessThanOrEqual(1 + Math.ceil(elapsedMs / 1_000));
    expect(told.length).toBeGreaterThan(1);
  }
  expect(await Promise.all(logs.map((topic) => readLog(owner, topic)))).toEqual(before);
  await Promise.all(readers.map((reader) => reader.close()));
});
