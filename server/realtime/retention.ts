import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { sqlState } from '../db/sql-state.ts';
import { type Db, type Tx, withTransaction } from '../db/transaction.ts';

const dayMs = 86_400_000;
/** Days that get their partition ahead: a node that is stopped for the night must find today's in the morning. */
const daysAhead = 2;
/** Rows of the default partition that one statement deletes. */
const deleteBatch = 10_000;
/** Any number, the same on every node. */
const partitionsLock = 7_316_523;

/** One day of the log. */
interface Partition {
  name: string;
  startMs: number;
}

const startOfDay = (time: number): number => Math.floor(time / dayMs) * dayMs;

function partitionOf(startMs: number): Partition {
  const day = new Date(startMs).toISOString().slice(0, 10).replaceAll('-', '');
  return { name: `events_${day}`, startMs };
}

async function readPartitions(db: Db): Promise<Partition[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select child.relname as name from pg_inherits
    join pg_class child on child.oid = pg_inherits.inhrelid
    where pg_inherits.inhparent = 'events'::regclass order by 1`);
  return rows.flatMap(({ name }) => {
    const day = /^events_(\d{4})(\d{2})(\d{2})$/.exec(name);
    return day === null ? [] : [{ name, startMs: Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])) }];
  });
}

/**
 * Makes the partitions of today and of the next days, where they are missing. Any number of nodes may do so at once.
 * Throws UNAVAILABLE where the log is too busy to be changed; the next call will do.
 */
export async function ensurePartitions(db: Db, now: Date): Promise<void> {
  const today = startOfDay(now.getTime());
  const wanted = Array.from({ length: daysAhead + 1 }, (_, day) => partitionOf(today + day * dayMs));
  const listMissing = async (on: Db) => {
    const there = new Set((await readPartitions(on)).map((partition) => partition.name));
    return wanted.filter((partition) => !there.has(partition.name));
  };
  if ((await listMissing(db)).length === 0) return;

  await withTransaction(db, async (tx) => {
    await takeTurn(tx);
    for (const partition of await listMissing(tx)) await createPartition(tx, partition);
  });
}

/** One node at a time, and not behind a long statement: whoever waits for a table's lock keeps all others waiting. */
async function takeTurn(tx: Tx): Promise<void> {
  await tx.execute(sql`set local lock_timeout = '2s'`);
  await tx.execute(sql`select pg_advisory_xact_lock(${partitionsLock})`);
}

async function createPartition(tx: Tx, { name, startMs }: Partition): Promise<void> {
  const [from, to] = [startMs, startMs + dayMs].map((time) => sql.raw(`'${new Date(time).toISOString()}'`));
  try {
    // Attaching lets the log be read and written meanwhile; `create table … partition of` would not.
    await tx.transaction(async (step) => {
      await step.execute(sql`create table ${sql.identifier(name)} (like events including all)`);
      await step.execute(
        sql`alter table events attach partition ${sql.identifier(name)} for values from (${from}) to (${to})`,
      );
    });
  } catch (error) {
    // The day's first events are in the default partition already. The rest of them will join them there.
    if (sqlState(error) !== '23514') throw error;
  }
}

/**
 * Drops the days of the log that are wholly older than the retention, and returns how many there were. Cursors that
 * reach further back are told so by `installation.droppedTx`, raised in the same transaction. A reader must hold a lock
 * on the log before it takes its snapshot: a dropped table is gone from every snapshot, those of before included.
 * Throws UNAVAILABLE where the log is too busy to be changed; the next call will do.
 */
export async function dropExpiredPartitions(db: Db, now: Date, retentionMs: number): Promise<number> {
  const cutoffMs = now.getTime() - retentionMs;
  const expired = (await readPartitions(db)).filter((partition) => partition.startMs + dayMs <= cutoffMs);
  let dropped = 0;
  for (const partition of expired) dropped += (await dropPartition(db, partition)) ? 1 : 0;
  while ((await deleteFromDefault(db, cutoffMs)) === deleteBatch);
  return dropped;
}

function dropPartition(db: Db, { name }: Partition): Promise<boolean> {
  return withTransaction(db, async (tx) => {
    await takeTurn(tx);
    if (!(await readPartitions(tx)).some((partition) => partition.name === name)) return false;
    // The log first and its part after, as everybody who reads it does.
    await tx.execute(sql`lock table events in access exclusive mode`);
    await tx.execute(sql`
      update installation set dropped_tx = greatest(dropped_tx, (select max(tx) from ${sql.identifier(name)}))`);
    await tx.execute(sql`drop table ${sql.identifier(name)}`);
    return true;
  });
}

/** Deletes what is too old of what has no day of its own, up to a batch; returns how many rows that were. */
function deleteFromDefault(db: Db, cutoffMs: number): Promise<number> {
  return withTransaction(db, async (tx) => {
    await takeTurn(tx);
    const [row] = await tx.execute<{ count: number; newest: string | null }>(sql`
      with gone as (
        delete from events_default where ctid in (
          select ctid from events_default where created_at < ${new Date(cutoffMs).toISOString()} limit ${deleteBatch})
        returning tx)
      select count(*)::int as count, max(tx)::text as newest from gone`);
    const { count = 0, newest = null } = row ?? {};
    if (newest !== null) {
      await tx.execute(sql`update installation set dropped_tx = greatest(dropped_tx, ${newest}::xid8)`);
    }
    return count;
  });
}

/** Keeps the log's days: makes the coming ones at the start, and each hour drops those that are past the retention. */
export async function startRetention(db: Db, retentionMs: number, log: Logger): Promise<() => void> {
  await ensurePartitions(db, new Date()).catch((error: unknown) => log.warn({ err: error }, retryWords));
  const turn = async () => {
    await ensurePartitions(db, new Date());
    const dropped = await dropExpiredPartitions(db, new Date(), retentionMs);
    if (dropped > 0) log.info({ dropped }, 'Days of the log past the retention were dropped.');
  };
  const timer = setInterval(() => {
    turn().catch((error: unknown) => log.warn({ err: error }, retryWords));
  }, retentionTurnMs).unref();
  return () => clearInterval(timer);
}

const retentionTurnMs = 3_600_000;
const retryWords =
  "The log's days could not be kept; the next turn will. Events go to the default partition meanwhile.";
