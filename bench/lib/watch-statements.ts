import type { Sql } from 'postgres';
import { rounded } from './numbers.ts';
import { readTimes, type Times } from './read-times.ts';

/** A statement that was seen to run for long, and what it did meanwhile. All in milliseconds. */
export interface SlowStatement {
  text: string;
  /** From its beginning until it was last seen. */
  ms: number;
  /**
   * Of these, what is its own: without those in which it waited for a core, for its WAL to reach the disk, or for the server to go
   * on. Whatever reads too much, or waits for a lock, has it here.
   */
  ownMs: number;
  /** On a core. Null: Postgres is on another machine, or the system does not tell. */
  cpuMs: number | null;
  /** Ready to run, while others had the cores. Null as `cpuMs`. */
  coreWaitMs: number | null;
  /** What else it waited for, by Postgres' names: `Client:ClientRead` is for the server, `IO:WALSync` for the disk at a commit. */
  waitMs: Record<string, number>;
  /** What was going on beside it: a checkpoint, autovacuum. */
  beside: string[];
}

export interface WatchedStatements {
  /** The one that ran for the longest time, whatever it did. */
  longestMs: number;
  /** The one whose own time was the longest. */
  longestOwnMs: number;
  /** Those over the bound, the longest first, `slowMax` at most. */
  slow: SlowStatement[];
}

const slowMax = 20;
const pauseMs = 10;
const textMax = 160;

/** What is waited for by no fault of the statement's: the server's next message, and the disk at a commit. */
const isElsewhere = (event: string): boolean =>
  event.startsWith('Client:') || event.startsWith('IO:WAL') || event === 'LWLock:WALWrite';

interface Row {
  pid: number;
  begun: string;
  ms: number;
  event: string | null;
  query: string;
  beside: string[];
}

interface Seen {
  row: Row;
  first: { ms: number; times: Times | null };
  last: { ms: number; times: Times | null };
  /** Milliseconds in which it was seen waiting. */
  waits: Map<string, number>;
  beside: Set<string>;
}

/** Looks every 10 ms what the statements of the server that run at the time do. Where one waits it asks Postgres, and of cores Linux. */
export function watchStatements(sql: Sql, slowMs: number): () => Promise<WatchedStatements> {
  const slow: SlowStatement[] = [];
  const running = new Map<string, Seen>();
  let longestMs = 0;
  let longestOwnMs = 0;
  let isOver = false;

  const end = (seen: Seen) => {
    const statement = explain(seen);
    longestMs = Math.max(longestMs, statement.ms);
    longestOwnMs = Math.max(longestOwnMs, statement.ownMs);
    if (statement.ms > slowMs) slow.push(statement);
  };
  const watching = (async () => {
    while (!isOver) {
      const rows = await readRunning(sql);
      const now = new Set(rows.map(keyOf));
      for (const [key, seen] of running) {
        if (now.has(key)) continue;
        running.delete(key);
        end(seen);
      }
      for (const row of rows) note(running, row);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    for (const seen of running.values()) end(seen);
  })();
  return async () => {
    isOver = true;
    await watching;
    const sorted = slow.toSorted((a, b) => b.ms - a.ms).slice(0, slowMax);
    return { longestMs: rounded(longestMs), longestOwnMs: rounded(longestOwnMs), slow: sorted };
  };
}

const keyOf = ({ pid, begun }: Row): string => `${pid} ${begun}`;

const readRunning = (sql: Sql): Promise<Row[]> => sql<Row[]>`
  select pid, query_start::text as begun, extract(epoch from clock_timestamp() - query_start)::float8 * 1000 as ms,
    wait_event_type || ':' || wait_event as event, query,
    array(
      select b.backend_type from pg_stat_activity b
      where b.backend_type = 'autovacuum worker'
        or (b.backend_type = 'checkpointer' and b.wait_event is distinct from 'CheckpointerMain')) as beside
  from pg_stat_activity
  where datname = current_database() and state = 'active' and application_name = 'tidings'`;

function note(running: Map<string, Seen>, row: Row): void {
  const at = { ms: row.ms, times: readTimes(row.pid) };
  const seen = running.get(keyOf(row)) ?? { row, first: at, last: at, waits: new Map(), beside: new Set() };
  if (row.event !== null)
    seen.waits.set(row.event, (seen.waits.get(row.event) ?? 0) + Math.max(1, row.ms - seen.last.ms));
  for (const each of row.beside) seen.beside.add(each);
  // A statement that is a part of the same message goes by the text of the last.
  running.set(keyOf(row), { ...seen, row, last: at });
}

function explain({ row, first, last, waits, beside }: Seen): SlowStatement {
  const [from, to] = [first.times, last.times];
  const cpuMs = from === null || to === null ? null : to.cpuMs - from.cpuMs;
  const coreWaitMs = from === null || to === null ? null : to.coreWaitMs - from.coreWaitMs;
  // Whoever is seen waiting may have waited for a core as well, before he was seen again.
  const seenMs = last.ms - first.ms;
  const idleMs = Math.max(0, seenMs - (cpuMs ?? 0) - (coreWaitMs ?? 0));
  const waitsMs = [...waits.values()].reduce((sum, ms) => sum + ms, 0);
  const scale = waitsMs > idleMs ? idleMs / waitsMs : 1;
  const waitMs = Object.fromEntries([...waits].map(([event, ms]) => [event, rounded(ms * scale)]));
  const elsewhereMs = Object.entries(waitMs).reduce((sum, [event, ms]) => sum + (isElsewhere(event) ? ms : 0), 0);
  return {
    text: row.query.replaceAll(/\s+/g, ' ').trim().slice(0, textMax),
    ms: rounded(last.ms),
    ownMs: rounded(Math.max(0, last.ms - (coreWaitMs ?? 0) - elsewhereMs)),
    cpuMs: cpuMs === null ? null : rounded(cpuMs),
    coreWaitMs: coreWaitMs === null ? null : rounded(coreWaitMs),
    waitMs,
    beside: [...beside],
  };
}
