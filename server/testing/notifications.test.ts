import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Db } from '../db/transaction.ts';
import { countUnread } from '../modules/notifications/queries.ts';
import { fromNotifications, isRead, isUnread } from '../modules/notifications/rows.ts';
import { openInstallation } from '../realtime/installation.ts';
import { openTestEngine, type TestEngine } from './engine.ts';
import { assertHistories, historiesText } from './histories.ts';
import { isReadIn, type Told } from './inbox-model.ts';
import { keyOfRow } from './inbox-people-steps.ts';
import type { Step, World } from './inbox-world.ts';
import { act, begin, catchUp, createWatchedConsumer, stepsOf } from './notification-steps.ts';
import { createTestServices, type TestServices } from './test-context.ts';
import { travel } from './travel.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
});
afterAll(() => engine.close());
// Hours and days go by in a moment.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

function servicesFor(room: number): TestServices {
  const made = createTestServices(engine.db);
  return { ...made, config: { ...made.config, limits: { ...made.config.limits, notificationsPerUserMax: room } } };
}

const unreadOf = (inbox: ReadonlyMap<string, Told>, user: string, now: number): number =>
  [...inbox.values()].filter((told) => !isReadIn(told, user) && !told.archived && told.until > now).length;

/** Every row of every inbox, what is counted of it, and what is counted one by one. */
async function compare(db: Db, { backend, model }: World): Promise<void> {
  const now = new Date(model.now);
  const { tenantId } = backend.actor;
  const rows = await db.execute<Record<string, unknown> & { user: string; is_unread: boolean }>(sql`
    select n.user_id as user, ${keyOfRow} as key, n.type, n.priority, n.actor_id as actor, n.conversation_id as place,
      n.thread_root_seq as root, n.message_seq as seq, (extract(epoch from n.created_at) * 1000)::float8 as at,
      (extract(epoch from n.expires_at) * 1000)::float8 as until, ${isRead} as is_read, n.seen_at is not null as seen,
      n.archived_at is not null as archived, ${isUnread(now)} as is_unread
    from ${fromNotifications} where n.tenant_id = ${tenantId} order by n.user_id, key`);
  const found = rows.map(({ is_unread: _counted, ...row }) => row);
  const wanted = [...model.inboxes].flatMap(([user, inbox]) =>
    [...inbox].map(([key, told]) => ({
      ...{ user, key, type: told.type, priority: told.priority, actor: told.actor, place: told.place?.id ?? null },
      ...{ root: told.rootSeq, seq: told.seq, at: told.at, until: told.until, is_read: isReadIn(told, user) },
      ...{ seen: told.seen, archived: told.archived },
    })),
  );
  expect(inOrder(found)).toEqual(inOrder(wanted));
  for (const [user, inbox] of model.inboxes) {
    const unread = unreadOf(inbox, user, model.now);
    expect(rows.filter((row) => row.user === user && row.is_unread)).toHaveLength(unread);
    expect(await countUnread(db, tenantId, user, now)).toBe(unread);
  }
}

const inOrder = (rows: Record<string, unknown>[]) =>
  rows.toSorted((a, b) => (`${a.user} ${a.key}` < `${b.user} ${b.key}` ? -1 : 1));

/** What has been caught up with tells of nothing that is so no more, whatever it was told by. */
function assertNothingStale({ model }: World): void {
  for (const [user, inbox] of model.inboxes) {
    for (const { type, actor, place, seq } of inbox.values()) {
      if (actor !== null) expect(model.blocks.get(user)?.has(actor) ?? false).toBe(false);
      if (place === null) continue;
      const message = place.messages.find((each) => each.seq === seq);
      const { isDeleted = true, hiddenFor, mentioned, everyone, reactions } = message ?? {};
      expect({ isDeleted, isHidden: hiddenFor?.has(user), isMember: place.members.has(user) }).toEqual({
        ...{ isDeleted: false, isHidden: false, isMember: true },
      });
      if (type === 'MENTION') expect(everyone === true || mentioned?.has(user)).toBe(true);
      if (type === 'REACTION') expect(reactions?.some((each) => each.user === actor)).toBe(true);
    }
  }
}

/** Runs a history; with a consumer that lags, its turns are steps, and its pages come in parts of one to eight events. */
async function run(plan: readonly Step[], { isLagging, room }: { isLagging: boolean; room: number }): Promise<void> {
  const world = await begin(servicesFor(room), room);
  let part = 0;
  const consumer = createWatchedConsumer(world, () => {
    part += 1;
    return isLagging ? ((plan[part % Math.max(plan.length, 1)]?.pick ?? 0) % 8) + 1 : 500;
  });
  await catchUp(engine.db, consumer);
  for (const each of plan) {
    travel(world.model, 1);
    await act(world, each);
    if (!isLagging || each.do === 'turn') {
      await catchUp(engine.db, consumer);
      assertNothingStale(world);
    }
    await compare(engine.db, world);
  }
  await catchUp(engine.db, consumer);
  assertNothingStale(world);
  await compare(engine.db, world);
}

/**
 * Who has left has nothing to read, though he has a position in the thread that he is mentioned in. And who has read what a blocked
 * one told is told anew by the next, in the same turn.
 */
const known: Step[][] = [
  [
    { do: 'mention', who: 0, where: 0, pick: 4 },
    { do: 'reply', who: 3, where: 0, pick: 19 },
    { do: 'reply', who: 0, where: 0, pick: 15 },
    { do: 'turn', who: 4, where: 0, pick: 3 },
    { do: 'leave', who: 3, where: 0, pick: 1 },
  ],
  [
    { do: 'mention', who: 0, where: 0, pick: 21 },
    { do: 'turn', who: 0, where: 0, pick: 0 },
    { do: 'block', who: 2, where: 0, pick: 0 },
    { do: 'send', who: 2, where: 0, pick: 1 },
    { do: 'mention', who: 3, where: 0, pick: 3 },
    { do: 'done', who: 0, where: 0, pick: 0 },
  ],
];

test.each([
  // Few, so that inboxes are full; the order in which a turn tells what comes at once is nobody's promise.
  { who: 'that is never late', isLagging: false, room: 6 },
  { who: 'that lags', isLagging: true, room: 10_000 },
])(
  `inboxes and their counts are what a plain model says, with a consumer $who, after each operation of ${historiesText}`,
  (how) =>
    assertHistories(stepsOf(how.isLagging ? { turn: 16 } : {}), (plan) => run(plan, how), how.isLagging ? known : []),
  3_600_000,
);
