import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../db/transaction.ts';
import { createJobs } from '../../jobs/create-jobs.ts';
import { type Counters, createCounters } from '../../lib/counters.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendReply, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { threadLoader } from '../messages/thread-queries.ts';
import { acknowledge } from './acknowledge.ts';
import { markUnread } from './mark-unread.ts';
import { ownPositionLoader } from './own-position.ts';
import { recountBatch } from './recount.ts';
import { handleRecountJobs, recount, recountQueue } from './recount-jobs.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

/** Three of Alice's messages that Bob has not read, with a mention, and two replies in a thread of which he has read one. */
async function seedUnread() {
  const { alice, bob } = await createCast(services, 'alice', 'bob');
  const id = await seedConversation(alice, [bob]);
  const root = await sendText(alice, id);
  await sendText(alice, id);
  await sendText(alice, id);
  const { seq } = await sendReply(alice, root);
  await sendReply(alice, root, '@bob', { mentionedUserIds: ['bob'] });
  await acknowledge(bob, { positions: [{ conversationId: id, threadRootId: root.id, readSeq: seq }] });
  return { alice, bob, id, root };
}

/** A whole round, as the jobs do it. */
async function recountAll(recountRepairs = false) {
  const counters = createCounters();
  const config = { ...services.config, recountRepairs };
  let job: Parameters<typeof recount>[1] | null = {};
  while (job !== null) job = await recount({ ...services, config }, job, counters);
  return readAll(counters);
}
const readAll = (counters: Counters) =>
  Object.fromEntries(
    counters.read().map(({ name, value }) => [name.replace(/unread_recount_(.*)_total/, '$1'), value]),
  );

describe('the recount', () => {
  it('finds nothing where nothing is wrong', async () => {
    await seedUnread();
    expect(await recountAll()).toMatchObject({ skipped: 0, drifted: 0, repaired: 0 });
  });

  it('finds what drifted in conversations, threads and mentions, and sets counts right where it is told to', async () => {
    const { bob, id, root } = await seedUnread();
    const { tenantId } = bob.actor;
    const ofBob = sql`tenant_id = ${tenantId} and conversation_id = ${id} and user_id = 'bob'`;
    await engine.db.execute(sql`update memberships set read_count = read_count - 2 where ${ofBob}`);
    await engine.db.execute(sql`update thread_positions set read_count = read_count + 1 where ${ofBob}`);
    await engine.db.execute(sql`delete from mentions where ${ofBob}`);
    const { drifts } = await recountBatch(engine.db, 'conversations', [tenantId, '', '', '0']);
    expect(drifts).toEqual([
      {
        ...{ tenantId, conversationId: id, userId: 'bob', rootSeq: null },
        ...{ running: { unread: 5, mentions: 0 }, counted: { unread: 3, mentions: 0 } },
      },
    ]);

    expect(await recountAll()).toMatchObject({ drifted: 2, repaired: 0 });
    expect(await ownPositionLoader(bob).load(id)).toMatchObject({ unreadCount: 5 });
    expect(await recountAll(true)).toMatchObject({ drifted: 2, repaired: 2 });
    expect(await ownPositionLoader(bob).load(id)).toMatchObject({ unreadCount: 3 });
    expect(await threadLoader(bob).load(root)).toMatchObject({ unreadCount: 1, unreadMentionCount: 0 });
    // The mention's row is still missing, which a count cannot tell why.
    expect(await recountAll(true)).toMatchObject({ drifted: 1, repaired: 0 });
    await engine.db.execute(sql`
      insert into mentions (tenant_id, user_id, conversation_id, seq, thread_root_seq)
      select tenant_id, 'bob', conversation_id, seq, thread_root_seq from messages
      where tenant_id = ${tenantId} and details ? 'mentionedUserIds'`);
  });

  it('sets a mark right, too', async () => {
    const { bob, id, root } = await seedUnread();
    await acknowledge(bob, { positions: [{ conversationId: id, readSeq: 100 }] });
    await markUnread(bob, { conversationId: id, fromSeq: root.seq });
    await engine.db.execute(sql`
      update memberships set unread_from_count = unread_from_count + 1 where conversation_id = ${id} and user_id = 'bob'`);
    expect(await recountAll(true)).toMatchObject({ drifted: 1, repaired: 1 });
    expect(await ownPositionLoader(bob).load(id)).toMatchObject({ unreadCount: 3, markedUnreadFromSeq: root.seq });
    expect(await recountAll()).toMatchObject({ drifted: 0 });
  });

  it('looks at everything, batch by batch', async () => {
    const [row] = await engine.db.execute<{ count: number }>(sql`
      select ((select count(*) from memberships) + (select count(*) from thread_positions))::int as count`);
    expect(await recountAll()).toMatchObject({ checked: row?.count });
  });

  it('is done by jobs, again and again', async () => {
    const counters = createCounters();
    const config = { ...services.config, recountIntervalMs: 1_000 };
    const jobs = createJobs({ db: engine.db, log: services.log, pollIntervalMs: 500 });
    handleRecountJobs(jobs, { ...services, config, jobs }, counters);
    await jobs.start();
    const [row] = await engine.db.execute<{ count: number }>(sql`
      select ((select count(*) from memberships) + (select count(*) from thread_positions))::int as count`);
    // Two rounds, each of them of both sorts.
    await expect.poll(() => readAll(counters).checked, { timeout: 30_000 }).toBeGreaterThan(row?.count ?? 0);
    await jobs.close();
  });

  it('is left alone where it has no interval', async () => {
    const jobs = createJobs({ db: engine.db, log: services.log, pollIntervalMs: 500 });
    handleRecountJobs(jobs, services);
    await expect(withTransaction(engine.db, (tx) => jobs.enqueue(tx, recountQueue(1_000), {}))).rejects.toThrow(
      'no handler',
    );
  });
});
