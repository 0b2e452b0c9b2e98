import { createHash, randomBytes } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import postgres, { type Sql } from 'postgres';
import { createEmbeddedEngine, type EmbeddedEngine } from '../db/embedded.ts';
import { migrateDatabase, migrationsFolder } from '../db/migrate.ts';
import { openDatabase } from '../db/open-database.ts';
import { createPool } from '../db/pool.ts';
import { createDb, type Db } from '../db/transaction.ts';
import { installJobs } from '../jobs/boss.ts';
import type { FanOut } from '../realtime/fan-out.ts';
import type { LeaseStore } from '../realtime/lease-store.ts';
import { createMemoryFanOut, type MemoryBus } from '../realtime/memory-fan-out.ts';
import { createMemoryLeaseStore, type MemoryLeases } from '../realtime/memory-lease-store.ts';
import { createMemoryPlaceIndex, type MemoryPlaces } from '../realtime/memory-place-index.ts';
import { createMemoryPresence, createMemoryPresenceStore } from '../realtime/memory-presence-store.ts';
import type { PlaceIndex } from '../realtime/place-index.ts';
import type { PresenceStore } from '../realtime/presence-store.ts';
import { createRedisFanOut } from '../realtime/redis-fan-out.ts';
import { createRedisLeaseStore } from '../realtime/redis-lease-store.ts';
import { createRedisPlaceIndex } from '../realtime/redis-place-index.ts';
import { createRedisPresenceStore } from '../realtime/redis-presence-store.ts';

export interface TestEngine {
  engine: 'embedded' | 'postgres';
  /** A database of the test's own, with all tables and nothing in them. */
  db: Db;
  /** For another process or node on the same database. Null with the embedded engine. */
  databaseUrl: string | null;
  redisUrl: string | null;
  /** The test's own place in Redis. */
  redisKeyPrefix: string;
  /** Another node's fan-out: all of one engine hear each other. Closed with the engine. */
  createFanOut(): FanOut;
  /** Another node's leases: all of one engine see each other's. Closed with the engine. */
  createLeaseStore(): LeaseStore;
  /** Another node's presence: all of one engine see each other's. Closed with the engine. */
  createPresenceStore(lifeMs: number): PresenceStore;
  /** Another node's places: all of one engine see each other's. Closed with the engine. */
  createPlaceIndex(): PlaceIndex;
  close(): Promise<void>;
}

const silent = pino({ level: 'silent' });
const leftoverMsMax = 3_600_000;

/** The engine of this run. With Postgres there is Redis as well, and so there are tests of their faults. */
export const engineName = process.env.TIDINGS_TEST_ENGINE === 'postgres' ? 'postgres' : 'embedded';

/** Opens the engine that TIDINGS_TEST_ENGINE names (`embedded` or `postgres`), with a fresh database. */
export function openTestEngine(): Promise<TestEngine> {
  return engineName === 'postgres' ? openPostgresEngine() : openEmbeddedEngine();
}

async function openEmbeddedEngine(): Promise<TestEngine> {
  const { db, close } = await openDatabase({ url: null, dataDir: null, dump: await readEmbeddedDump() });
  const bus: MemoryBus = new Map();
  const leases: MemoryLeases = new Map();
  const presence = createMemoryPresence();
  const places: MemoryPlaces = new Map();
  return {
    engine: 'embedded',
    db,
    databaseUrl: null,
    redisUrl: null,
    redisKeyPrefix: 'test',
    createFanOut: () => createMemoryFanOut(bus),
    createLeaseStore: () => createMemoryLeaseStore(leases),
    createPresenceStore: (lifeMs) => createMemoryPresenceStore({ shared: presence, lifeMs }),
    createPlaceIndex: () => createMemoryPlaceIndex(places),
    close,
  };
}

/** An empty database with all tables, made once for each state of the migrations and kept among the temporary files. */
export async function readEmbeddedDump(): Promise<Uint8Array> {
  const folder = join(tmpdir(), `tidings-test-${userInfo().username}`);
  const file = join(folder, `embedded-${migrationsHash()}.tar`);
  if (existsSync(file)) return readFileSync(file);

  const engine = await createEmbeddedEngine({ folder: null, onDeath: () => {} });
  await migrateDatabase(engine.open);
  await installJobsOver(engine);
  const dump = await engine.dump();
  await engine.close();
  // Several test processes may be here at once: each writes a file of its own, and the name is given in one step.
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, dump);
  renameSync(`${file}.${process.pid}`, file);
  return dump;
}

async function installJobsOver({ open }: EmbeddedEngine): Promise<void> {
  const pool = await createPool({
    max: 1,
    statementsPerLaneMax: 1,
    acquireTimeoutMs: 5_000,
    statementTimeoutMs: 60_000,
    idleInTransactionTimeoutMs: 10_000,
    open,
  });
  await installJobs(createDb(pool));
  await pool.close();
}

async function openPostgresEngine(): Promise<TestEngine> {
  const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const redisUrl = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
  const name = `tidings_test_${Math.floor(Date.now() / 1_000)}_${randomBytes(6).toString('hex')}`;
  await asAdmin(serverUrl, async (admin) => {
    await dropLeftovers(admin);
    const template = await ensureTemplate(admin, serverUrl);
    await admin.unsafe(`create database ${name} template ${template}`);
  });
  const databaseUrl = withDatabase(serverUrl, name);
  const database = await openDatabase({ url: databaseUrl, dataDir: null, connectionsMax: 5 });
  const open: { close(): Promise<void> }[] = [];
  return {
    engine: 'postgres',
    db: database.db,
    databaseUrl,
    redisUrl,
    redisKeyPrefix: name,
    createFanOut() {
      const fanOut = createRedisFanOut({ url: redisUrl, isCluster: false, log: silent });
      open.push(fanOut);
      return fanOut;
    },
    createLeaseStore() {
      const leases = createRedisLeaseStore({ url: redisUrl, isCluster: false, log: silent });
      open.push(leases);
      return leases;
    },
    createPresenceStore(lifeMs) {
      const presence = createRedisPresenceStore({
        ...{ url: redisUrl, isCluster: false, prefix: name, lifeMs, log: silent },
      });
      open.push(presence);
      return presence;
    },
    createPlaceIndex() {
      const places = createRedisPlaceIndex({ url: redisUrl, isCluster: false, log: silent });
      open.push(places);
      return places;
    },
    async close() {
      await Promise.all(open.map((each) => each.close()));
      await database.close();
      await asAdmin(serverUrl, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`));
    },
  };
}

/** Makes the migrated database that all others are copies of, once: it gets its name when it is whole. */
async function ensureTemplate(admin: Sql, serverUrl: string): Promise<string> {
  const name = `tidings_template_${migrationsHash()}`;
  const isThere = async () => (await admin`select 1 from pg_database where datname = ${name}`).length > 0;
  if (await isThere()) return name;
  await admin`select pg_advisory_lock(7316522)`;
  if (await isThere()) return name;
  const unfinished = `${name}_unfinished`;
  await admin.unsafe(`drop database if exists ${unfinished} with (force)`);
  await admin.unsafe(`create database ${unfinished}`);
  const { db, close } = await openDatabase({ url: withDatabase(serverUrl, unfinished), dataDir: null });
  await installJobs(db);
  await close();
  await admin.unsafe(`alter database ${unfinished} rename to ${name}`);
  return name;
}

/** Drops what earlier runs left behind when they were killed; the names say when they were made. */
async function dropLeftovers(admin: Sql): Promise<void> {
  const rows = await admin<{ name: string }[]>`
    select datname as name from pg_database where datname like 'tidings\_test\_%'`;
  for (const { name } of rows) {
    const madeAt = Number(name.split('_')[2]) * 1_000;
    if (Date.now() - madeAt > leftoverMsMax) await admin.unsafe(`drop database if exists "${name}" with (force)`);
  }
}

async function asAdmin<T>(serverUrl: string, work: (admin: Sql) => Promise<T>): Promise<T> {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    return await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Names the state of the migrations, and of the engine that a dump must fit. */
function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const file of globSync('**/*.{sql,json}', { cwd: migrationsFolder }).sort()) {
    hash.update(file).update(readFileSync(join(migrationsFolder, file)));
  }
  hash.update(readFileSync(new URL('../../package-lock.json', import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}
