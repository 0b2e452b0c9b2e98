import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNotificationConsumer } from '../modules/notifications/notification-consumer.ts';
import { countUnread } from '../modules/notifications/queries.ts';
import { fromNotifications, isRead } from '../modules/notifications/rows.ts';
import { openInstallation } from '../realtime/installation.ts';
import { takeTurn } from '../realtime/log-consumer.ts';
import { openTestEngine, type TestEngine } from './engine.ts';
import { act, begin, isReadIn, roomFor, step, type World } from './notification-steps.ts';
import { createTestServices, type TestServices } from './test-context.ts';

/** `npm run model` is the full size, and takes minutes. */
const operations = Number(process.env.MODEL_OPERATIONS ?? 200);
const seed = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  const made = createTestServices(engine.db);
  const limits = { ...made.config.limits, notificationsPerUserMax: roomFor };
  services = { ...made, config: { ...made.config, limits } };
});
afterAll(() => engine.close());

async function compare({ users, inboxes, now }: World): Promise<void> {
  for (const [at, { actor }] of users.entries()) {
    const rows = await engine.db.execute<Record<string, unknown>>(sql`
      select n.collapse_key as key, n.type, n.message_seq as seq, ${isRead} as is_read, n.seen_at is not null as seen,
        n.archived_at is not null as archived
      from ${fromNotifications} where n.tenant_id = ${actor.tenantId} and n.user_id = ${actor.userId}
      order by n.collapse_key`);
    const wanted = [...(inboxes[at] ?? [])]
      .map(([key, told]) => ({
        ...{
          key,
          type: told.type,
          seq: told.seq,
          is_read: isReadIn(told, at),
          seen: told.seen,
          archived: told.archived,
        },
      }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1));
    expect({ user: actor.userId, rows: [...rows] }).toEqual({ user: actor.userId, rows: wanted });
    const unread = wanted.filter(({ is_read, archived }) => !is_read && !archived).length;
    expect(await countUnread(engine.db, actor.tenantId, actor.userId, new Date(now))).toBe(unread);
  }
}

test(`inboxes and their counts are what a plain model says, after each of ${operations} random operations`, async () => {
  const run = fc.asyncProperty(fc.array(step, { maxLength: operations, size: 'max' }), async (plan) => {
    const world = await begin(services);
    const consumer = createNotificationConsumer(services, () => new Date(world.now));
    while (await takeTurn(engine.db, consumer));
    for (const each of plan) {
      world.now += 1;
      await act(world, each);
      while (await takeTurn(engine.db, consumer));
      await compare(world);
    }
  });
  const whole = fc.array(step, { minLength: operations, maxLength: operations, size: 'max' });
  const [longest = []] = fc.sample(whole, { seed, numRuns: 1 });
  await fc.assert(run, { seed, numRuns: 1, examples: [[longest]] });
}, 3_600_000);
