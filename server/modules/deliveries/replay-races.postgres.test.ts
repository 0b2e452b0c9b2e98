import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../db/open-database.ts';
import { withTransaction } from '../../db/transaction.ts';
import { openInstallation } from '../../realtime/installation.ts';
import { createDeliveryWorld, createTestChannel } from '../../testing/delivery-world.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { createTestServices } from '../../testing/test-context.ts';
import { replayDeliveries } from './replay-deliveries.ts';

let engine: TestEngine;
let other: Database;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  other = await openDatabase({ url: engine.databaseUrl ?? '', dataDir: null, connectionsMax: 2 });
});
afterAll(async () => {
  await other?.close();
  await engine?.close();
});

const countWaiting = async () => {
  const [row] = await engine.db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return row?.count;
};

test('What is told anew while its dead letter is replayed is told by that one; the rest of the request is done', async () => {
  const channel = createTestChannel();
  const { notify, work, deliveries, backend, services } = await createDeliveryWorld(
    createTestServices(engine.db),
    channel,
  );
  channel.answer = () => ({ kind: 'REFUSED', code: 400, error: 'Too large' });
  await notify({ collapseKey: 'tide', title: 'High' });
  await notify({ title: 'Another' });
  await work();
  const dead = await deliveries({ status: 'FAILED' });
  expect(dead).toHaveLength(2);

  // Another node tells it anew, and has not committed when the replay looks.
  const [told, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const now = new Date();
  const telling = withTransaction(other.db, async (tx) => {
    await services.outgoing.add(tx, backend.actor.tenantId, [
      {
        ...{ userId: 'bob', channel: 'WEB_PUSH', targetIds: ['phone'], type: 'ALERT', priority: 'NORMAL' },
        ...{ collapseKey: 'app/tide', notificationId: null, actorId: null, conversationId: null, threadRootSeq: null },
        ...{ messageSeq: null, content: null, createdAt: now.toISOString(), dueAt: now.toISOString() },
        expiresAt: new Date(now.getTime() + 3_600_000).toISOString(),
      },
    ]);
    told.resolve();
    await mayCommit.promise;
  });
  await told.promise;
  const replaying = replayDeliveries(backend, { ids: dead.map(({ id }) => id) });
  await expect.poll(countWaiting, { interval: 5, timeout: 10_000 }).toBe(1);
  mayCommit.resolve();
  await telling;
  expect(await replaying).toEqual({ replayedCount: 1, nextSince: null });
  expect(await deliveries({ status: 'FAILED' })).toMatchObject([{ id: dead[0]?.id }]);
  expect(await deliveries({ status: 'PENDING' })).toHaveLength(2);
});
