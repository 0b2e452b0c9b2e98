import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Db } from '../../server/db/transaction.ts';

/** A tick of the system's clock for processes, in microseconds; 100 a second on every Linux. */
const tickUs = 10_000;

/**
 * Begins to count the processor time of the database's backends; the function returned tells it in microseconds. Null
 * where they are not processes of this machine. Connections made meanwhile are counted from their beginning.
 */
export async function backendsCpu(db: Db): Promise<(() => Promise<number>) | null> {
  const before = await readTicks(db);
  if (before === null) return null;
  return async () => {
    const after = await readTicks(db);
    let ticks = 0;
    for (const [pid, used] of after ?? []) ticks += used - (before.get(pid) ?? 0);
    return ticks * tickUs;
  };
}

async function readTicks(db: Db): Promise<Map<number, number> | null> {
  const rows = await db.execute<{ pid: number }>(
    sql`select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`,
  );
  const ticks = new Map<number, number>();
  for (const { pid } of rows) {
    if (!existsSync(`/proc/${pid}/stat`)) return null;
    ticks.set(pid, readProcessTicks(pid));
  }
  return ticks;
}

function readProcessTicks(pid: number): number {
  // The name, in brackets, may hold spaces; user and system time are the 12th and 13th field after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

/** Processor time of a process so far, in microseconds. */
export function processCpuUs(pid: number): number {
  return readProcessTicks(pid) * tickUs;
}

export async function readDatabaseVersion(db: Db): Promise<string> {
  const [row] = await db.execute<{ server_version: string }>(sql`show server_version`);
  return `Postgres ${row?.server_version}`;
}
