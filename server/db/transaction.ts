import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { Pool } from './pool.ts';
import { sqlState } from './sql-state.ts';
import { asAppError } from './unavailable.ts';

/** Runs statements: the database outside a transaction, or a transaction. */
export type Db = PostgresJsDatabase;

/** A running transaction. It is a `Db`, so that a read serves both. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

interface Running {
  afterCommit: (() => void)[];
  isBegun: boolean;
  /** What was started within a transaction and outlives it, such as a timer, is outside again. */
  isOver: boolean;
}

const running = new AsyncLocalStorage<Running>();

/** Runs `work` with what belongs to one transaction. */
async function runWithin<T>(state: Running, work: () => Promise<T>): Promise<T> {
  try {
    return await running.run(state, work);
  } finally {
    state.isOver = true;
  }
}

/**
 * The database as the verbs see it. Used inside a transaction it throws: with one connection that would wait for
 * itself for ever, and with many it would read past the transaction's own writes.
 */
export function createDb(pool: Pool): Db {
  const guarded: Pool = {
    ...pool,
    unsafe(text, parameters) {
      assertOutside();
      return pool.unsafe(text, parameters);
    },
    async begin(work) {
      const state = running.getStore();
      if (state === undefined) throw new Error('Begin a transaction by withTransaction or withSnapshot.');
      if (state.isBegun) assertOutside();
      state.isBegun = true;
      return pool.begin(work);
    },
  };
  // Drizzle uses no more of the driver than what a pool has.
  return drizzle(guarded as unknown as Sql);
}

/** Throws inside a transaction, for what would wait for that very transaction. */
export function assertOutside(): void {
  if (running.getStore()?.isOver === false) throw new Error('Inside a transaction: use its tx, not the outer db.');
}

/**
 * Runs `work` in one transaction (READ COMMITTED), then what it handed to `afterCommit`, in order. A deadlock is tried
 * again, up to three times, so `work` must have no effect outside the transaction. Throws UNAVAILABLE where the
 * database can't serve; the transaction may then have been committed all the same, which only a retry finds out.
 */
export async function withTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  assertOutside();
  for (let attempt = 1; ; attempt += 1) {
    const state: Running = { afterCommit: [], isBegun: false, isOver: false };
    try {
      const result = await runWithin(state, () => db.transaction(work));
      for (const act of state.afterCommit) act();
      return result;
    } catch (error) {
      if (attempt === 3 || !isDeadlock(error)) throw asAppError(error);
    }
  }
}

/** Reads in one snapshot: all statements of `read` see the same state. Nothing can be written. */
export async function withSnapshot<T>(db: Db, read: (tx: Tx) => Promise<T>): Promise<T> {
  assertOutside();
  try {
    return await runWithin({ afterCommit: [], isBegun: false, isOver: false }, () =>
      db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' }),
    );
  } catch (error) {
    throw asAppError(error);
  }
}

/** Calls `act` once the running transaction is committed, and not at all if it is rolled back. `act` must not throw. */
export function afterCommit(act: () => void): void {
  const state = running.getStore();
  if (state === undefined || state.isOver) throw new Error('afterCommit outside a transaction.');
  state.afterCommit.push(act);
}

function isDeadlock(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40P01' || state === '40001';
}
