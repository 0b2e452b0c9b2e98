import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../db/open-database.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { openInstallation } from './installation.ts';
import { dropExpiredPartitions, ensurePartitions } from './retention.ts';

const dayMs = 86_400_000;
const week = 7 * dayMs;
const now = new Date('2026-03-10T12:00:00Z');
const daysBefore = (days: number) => new Date(now.getTime() - days * dayMs);

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
});
afterAll(() => engine.close());

beforeEach(async () => {
  for (const name of await partitionNames()) {
    if (name !== 'events_default') await engine.db.execute(sql`drop table ${sql.identifier(name)}`);
  }
  await engine.db.execute(sql`truncate events`);
  await engine.db.execute(sql`update installation set dropped_tx = '0'`);
});

async function partitionNames(): Promise<string[]> {
  const rows = await engine.db.execute<{ name: string }>(sql`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'events'::regclass order by 1`);
  return rows.map((row) => row.name);
}

/** Appends an event of that time; returns its transaction and the partition that took it. */
async function appendAt(time: Date) {
  const [row] = await engine.db.execute<{ tx: string; name: string }>(sql`
    insert into events (tenant_id, topic, seq, type, payload, created_at)
    values ('acme', 'conv_x', 1, 'MessageSent', '{}', ${time.toISOString()})
    returning tx::text, tableoid::regclass::text as name`);
  if (row === undefined) throw new Error('Nothing was appended.');
  return row;
}

async function readDroppedTx(): Promise<string> {
  const [row] = await engine.db.execute<{ tx: string }>(sql`select dropped_tx::text as tx from installation`);
  return row?.tx ?? '';
}

async function countEvents(): Promise<number> {
  const [row] = await engine.db.execute<{ count: number }>(sql`select count(*)::int as count from events`);
  return row?.count ?? 0;
}

test('each day has a partition with its indexes, made ahead, by ten nodes at once', async () => {
  const node = async () => {
    if (engine.databaseUrl === null) return ensurePartitions(engine.db, now);
    const { db, close } = await openDatabase({ url: engine.databaseUrl, dataDir: null, connectionsMax: 1 });
    await ensurePartitions(db, now).finally(close);
  };
  await Promise.all(Array.from({ length: 10 }, node));
  await ensurePartitions(engine.db, now);

  const days = ['events_20260310', 'events_20260311', 'events_20260312'];
  expect(await partitionNames()).toEqual([...days, 'events_default']);
  expect((await appendAt(now)).name).toBe('events_20260310');
  expect((await appendAt(new Date('2026-03-11T00:00:00Z'))).name).toBe('events_20260311');
  const [row] = await engine.db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_indexes where tablename = 'events_20260310'`);
  expect(row?.count).toBe(2);
});

test('a day whose events are in the default partition already stays there, and the next days get theirs', async () => {
  expect((await appendAt(now)).name).toBe('events_default');
  await ensurePartitions(engine.db, now);
  expect(await partitionNames()).toEqual(['events_20260311', 'events_20260312', 'events_default']);
  expect((await appendAt(now)).name).toBe('events_default');
});

test('days that are wholly older than the retention are dropped, and cursors of before are told', async () => {
  for (const days of [12, 9]) await ensurePartitions(engine.db, daysBefore(days));
  await appendAt(daysBefore(12));
  const newestGone = await appendAt(daysBefore(8));
  await appendAt(daysBefore(7));

  expect(await dropExpiredPartitions(engine.db, now, week)).toBe(5);
  expect(await partitionNames()).toEqual(['events_20260303', 'events_default']);
  expect(await countEvents()).toBe(1);
  expect(await readDroppedTx()).toBe(newestGone.tx);

  expect(await dropExpiredPartitions(engine.db, now, week)).toBe(0);
  expect(await readDroppedTx()).toBe(newestGone.tx);
});

test('what fell into the default partition goes by its age', async () => {
  const gone = await appendAt(daysBefore(8));
  await appendAt(daysBefore(6));
  await dropExpiredPartitions(engine.db, now, week);
  expect(await countEvents()).toBe(1);
  expect(await readDroppedTx()).toBe(gone.tx);
});
