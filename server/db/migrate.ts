import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { Sql } from 'postgres';
import { createPool, type Pool, type PoolOptions } from './pool.ts';
import type { Db } from './transaction.ts';

/** Where the generated migrations are. */
export const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** Makes tables that are not ours, by the library that has them, where they are missing or older. */
export type Install = (db: Db) => Promise<void>;

/** Any number, the same on every node. */
const migrationLock = 7_316_521;

/**
 * Brings the tables up to date. Several nodes may do so at once: one migrates, the others wait for it and find nothing
 * left to do. It has a connection of its own, without time limits: a large table takes as long as it takes.
 */
export async function migrateDatabase(open: PoolOptions['open'], install?: Install): Promise<void> {
  const pool = await createPool({
    // One, since the lock belongs to a connection.
    max: 1,
    statementsPerLaneMax: 1,
    acquireTimeoutMs: 60_000,
    statementTimeoutMs: 86_400_000,
    idleInTransactionTimeoutMs: 86_400_000,
    open,
  });
  try {
    await migrateOver(pool, install);
  } finally {
    await pool.close();
  }
}

async function migrateOver(pool: Pool, install?: Install): Promise<void> {
  const db = drizzle(pool as unknown as Sql);
  await db.execute(sql`select pg_advisory_lock(${migrationLock})`);
  try {
    await migrate(db, { migrationsFolder });
    await install?.(db);
  } finally {
    // Where the connection is lost, so is the lock.
    await db.execute(sql`select pg_advisory_unlock(${migrationLock})`).catch(() => {});
  }
}
