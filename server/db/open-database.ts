import { join } from 'node:path';
import { createEmbeddedEngine } from './embedded.ts';
import { openLane } from './lane.ts';
import { lockFolder } from './lock-folder.ts';
import { type Install, migrateDatabase } from './migrate.ts';
import { createPool, type PoolOptions } from './pool.ts';
import { sqlState } from './sql-state.ts';
import { StartError } from './start-error.ts';
import { createDb, type Db } from './transaction.ts';
import { isUnavailable } from './unavailable.ts';

export interface Database {
  db: Db;
  engine: 'embedded' | 'postgres';
  /** Waits for what is under way, for 5 s at most, and disconnects. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Postgres' URL. Null: the embedded engine in `dataDir`. */
  url: string | null;
  /** The embedded engine's folder; null keeps the data in memory, for tests. */
  dataDir: string | null;
  /** What the embedded engine begins with instead of nothing, for tests: see `EmbeddedEngine.dump`. */
  dump?: Uint8Array;
  /** Connections of this process to Postgres. @default 10 */
  connectionsMax?: number;
  /** How long a statement waits for a connection; then UNAVAILABLE. @default 5_000 // 5 seconds */
  acquireTimeoutMs?: number;
  /** How long a statement may run; then UNAVAILABLE. @default 15_000 // 15 seconds */
  statementTimeoutMs?: number;
  /** How long a transaction may stand still, holding its locks. @default 10_000 // 10 seconds */
  idleInTransactionTimeoutMs?: number;
  /** How long a connection may take to be made. @default 5_000 // 5 seconds */
  connectTimeoutMs?: number;
  /** What else is installed with the tables, by one node while the others wait. @default nothing */
  install?: Install;
  /** Called when the embedded engine died. It is started again by the next statement. */
  onEngineDeath?: (error: unknown) => void;
}

/** Opens the database and brings its tables up to date. Throws `StartError` where it can't. */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.url === null ? openEmbedded(options) : openPostgres(options, options.url);
}

async function openPostgres(options: DatabaseOptions, url: string): Promise<Database> {
  const statementTimeoutMs = options.statementTimeoutMs ?? 15_000;
  const idleInTransactionTimeoutMs = options.idleInTransactionTimeoutMs ?? 10_000;
  const connectTimeoutMs = options.connectTimeoutMs ?? 5_000;
  const open =
    (parameters: Record<string, string | number>): PoolOptions['open'] =>
    (onLost) =>
      openLane({ url, connectTimeoutMs, onLost, parameters: { application_name: 'tidings', ...parameters } });

  try {
    await migrateDatabase(open({ idle_in_transaction_session_timeout: 60_000 }), options.install);
    const pool = await createPool({
      max: options.connectionsMax ?? 10,
      statementsPerLaneMax: 1,
      acquireTimeoutMs: options.acquireTimeoutMs ?? 5_000,
      // Postgres ends a statement first, and says so; this is for a Postgres that can't be heard any more.
      statementTimeoutMs: statementTimeoutMs + 5_000,
      idleInTransactionTimeoutMs: idleInTransactionTimeoutMs + 5_000,
      open: open({
        statement_timeout: statementTimeoutMs,
        idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
      }),
    });
    return { db: createDb(pool), engine: 'postgres', close: () => pool.close() };
  } catch (error) {
    throw explainPostgres(url, error);
  }
}

async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  const { dataDir } = options;
  const unlock = dataDir === null ? () => {} : lockFolder(dataDir);
  const engine = await createEmbeddedEngine({
    folder: dataDir === null ? null : join(dataDir, 'postgres'),
    ...(options.dump === undefined ? {} : { dump: options.dump }),
    onDeath: options.onEngineDeath ?? (() => {}),
  });
  try {
    await migrateDatabase(engine.open, options.install);
    const pool = await createPool({
      max: 1,
      statementsPerLaneMax: 32,
      acquireTimeoutMs: options.acquireTimeoutMs ?? 5_000,
      // The engine knows no timeouts of its own, and one statement's length is everybody's waiting.
      statementTimeoutMs: 60_000,
      idleInTransactionTimeoutMs: options.idleInTransactionTimeoutMs ?? 10_000,
      open: engine.open,
    });
    return {
      db: createDb(pool),
      engine: 'embedded',
      async close() {
        await pool.close();
        await engine.close();
        unlock();
      },
    };
  } catch (error) {
    await engine.close();
    unlock();
    throw explainEmbedded(dataDir, error);
  }
}

function explainPostgres(url: string, error: unknown): StartError {
  const { host, pathname, username } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1));
  const code = sqlState(error);
  const said = reasonOf(error);
  if (code === '28P01' || code === '28000') {
    return new StartError(
      `DATABASE_URL: Postgres at ${host} refuses the user "${decodeURIComponent(username)}" (${said}): correct user and password.`,
      error,
    );
  }
  if (code === '3D000') {
    return new StartError(
      `DATABASE_URL: there is no database "${database}" at ${host}: create it (createdb ${database}), or correct the name.`,
      error,
    );
  }
  if (code === '42501') {
    return new StartError(
      `DATABASE_URL: the user "${decodeURIComponent(username)}" may not create tables in "${database}" (${said}): make it the database's owner.`,
      error,
    );
  }
  if (isUnavailable(error)) {
    return new StartError(
      `DATABASE_URL: no connection to Postgres at ${host} (${said}): start it, or correct the address.`,
      error,
    );
  }
  return new StartError(`DATABASE_URL: Postgres at ${host} can't be used (${said}).`, error);
}

function explainEmbedded(dataDir: string | null, error: unknown): unknown {
  if (dataDir === null) return error;
  const folder = join(dataDir, 'postgres');
  return new StartError(
    `DATA_DIR: the database in ${folder} can't be opened (${reasonOf(error)}): restore a copy of the folder, or move it away to begin with an empty one.`,
    error,
  );
}

/** The innermost cause's words, on one line. */
function reasonOf(error: unknown): string {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  const code = sqlState(at);
  const text = at instanceof Error ? at.message : String(at);
  return (text || code || 'no reason given').replaceAll(/\s+/g, ' ');
}
