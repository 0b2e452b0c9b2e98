import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AppError } from '../errors.ts';
import { installJobs } from '../jobs/boss.ts';
import { engineName, readEmbeddedDump } from '../testing/engine.ts';
import { eventually } from '../testing/eventually.ts';
import { type OwnPostgres, postgresBin, startOwnPostgres } from '../testing/own-postgres.ts';
import { startStopwatch } from '../testing/stopwatch.ts';
import { type Database, type DatabaseOptions, openDatabase } from './open-database.ts';
import { StartError } from './start-error.ts';
import { withSnapshot, withTransaction } from './transaction.ts';
import { asAppError } from './unavailable.ts';

if (engineName === 'postgres' && postgresBin !== undefined) {
  let server: OwnPostgres;
  let database: Database;
  const unhandled = vi.fn();

  beforeAll(async () => {
    process.on('unhandledRejection', unhandled);
    process.on('uncaughtException', unhandled);
    server = await startOwnPostgres();
    database = await openDatabase({ url: server.url, dataDir: null, acquireTimeoutMs: 1_000, connectTimeoutMs: 1_000 });
  });
  afterAll(async () => {
    await database.close();
    await server.close();
    expect(unhandled.mock.calls).toEqual([]);
    process.off('unhandledRejection', unhandled);
    process.off('uncaughtException', unhandled);
  });

  /** Ten callers that write and read without a pause, and remember what they were told. */
  function startTraffic() {
    const written: string[] = [];
    const failures: unknown[] = [];
    const waits: number[] = [];
    let isOn = true;
    const caller = async (me: number) => {
      for (let at = 0; isOn; at += 1) {
        const id = `t-${me}-${at}-${Date.now()}`;
        const began = performance.now();
        try {
          await withTransaction(database.db, async (tx) => {
            await tx.execute(sql`insert into tenants (id) values (${id})`);
            await tx.execute(sql`select pg_sleep(0.002)`);
          });
          written.push(id);
          await withSnapshot(database.db, (tx) => tx.execute(sql`select id from tenants where id = ${id}`));
          await database.db.execute(sql`select ${id}::text`);
        } catch (error) {
          failures.push(asAppError(error));
          await delay(20);
        }
        waits.push(performance.now() - began);
      }
    };
    const callers = Array.from({ length: 10 }, (_, me) => caller(me));
    return {
      written,
      failures,
      waits,
      async stop() {
        isOn = false;
        await Promise.all(callers);
      },
    };
  }

  for (const mode of ['fast', 'immediate'] as const) {
    test(`Postgres stopped (${mode}) and started under load: UNAVAILABLE meanwhile, then all is well, and nothing acknowledged is lost`, async () => {
      const traffic = startTraffic();
      for (let round = 0; round < 3; round += 1) {
        const before = traffic.written.length;
        await vi.waitFor(() => expect(traffic.written.length).toBeGreaterThan(before + 50), eventually);
        await server.stop(mode);
        const failed = traffic.failures.length;
        await vi.waitFor(() => expect(traffic.failures.length).toBeGreaterThan(failed + 20), eventually);
        await server.start();
        const after = traffic.written.length;
        await vi.waitFor(() => expect(traffic.written.length).toBeGreaterThan(after + 50), eventually);
      }
      await traffic.stop();

      for (const failure of traffic.failures) {
        expect(failure).toBeInstanceOf(AppError);
        expect(failure).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1_000 });
      }
      expect(Math.max(...traffic.waits)).toBeLessThan(5_000);
      const rows = await database.db.execute<{ id: string }>(sql`select id from tenants`);
      const there = new Set(rows.map((row) => row.id));
      expect(traffic.written.filter((id) => !there.has(id))).toEqual([]);
    }, 120_000);
  }

  test('ten nodes may start at once on an empty database', async () => {
    await database.db.execute(sql`create database fresh`);
    const url = server.url.replace(/postgres$/, 'fresh');
    const nodes = await Promise.all(
      Array.from({ length: 10 }, () => openDatabase({ url, dataDir: null, connectionsMax: 1, install: installJobs })),
    );
    for (const { db, close } of nodes) {
      await db.execute(sql`select id from installation`);
      await close();
    }
  });

  test('a wrong database, user or password stops the start with one line', async () => {
    await database.db.execute(sql`create role weak login password 'right'`);
    const as = (user: string, name: string) => server.url.replace('postgres@', `${user}@`).replace(/postgres$/, name);
    await expectStartError(
      { url: as('postgres', 'nowhere'), dataDir: null },
      /^DATABASE_URL: there is no database "nowhere" at .+: create it/,
    );
    await expectStartError(
      { url: as('nobody', 'postgres'), dataDir: null },
      /^DATABASE_URL: Postgres at .+ refuses the user "nobody" .+: correct user and password/,
    );
    await expectStartError(
      { url: as('weak', 'template1'), dataDir: null },
      /^DATABASE_URL: the user "weak" may not create tables in "template1"/,
    );
  });

  test('with all connections taken, the next caller waits for a while and is told UNAVAILABLE', async () => {
    const holders = Array.from({ length: 10 }, () =>
      withTransaction(database.db, (tx) => tx.execute(sql`select pg_sleep(2)`)),
    );
    const elapsed = startStopwatch();
    const refused = withTransaction(database.db, async () => {});
    await expect(refused).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(elapsed()).toBeLessThan(1_500);
    await Promise.all(holders);
    await withTransaction(database.db, (tx) => tx.execute(sql`select 1`));
  });

  test('a statement that takes too long is UNAVAILABLE, and so is a transaction that stands still', async () => {
    const options = { statementTimeoutMs: 200, idleInTransactionTimeoutMs: 200, connectionsMax: 2 };
    const { db, close } = await openDatabase({ url: server.url, dataDir: null, ...options });
    const slow = withTransaction(db, (tx) => tx.execute(sql`select pg_sleep(5)`));
    await expect(slow).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const still = withTransaction(db, async (tx) => {
      await tx.execute(sql`select 1`);
      await delay(600);
      await tx.execute(sql`select 2`);
    });
    await expect(still).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await withTransaction(db, (tx) => tx.execute(sql`select 1`));
    await close();
  });

  test('too many connections for Postgres: whoever has some goes on with those', async () => {
    const greedy = await openDatabase({ url: server.url, dataDir: null, connectionsMax: 200, acquireTimeoutMs: 3_000 });
    const calls = Array.from({ length: 300 }, () => withTransaction(greedy.db, (tx) => tx.execute(sql`select 1`)));
    const results = await Promise.allSettled(calls);
    expect(results.filter((result) => result.status === 'rejected')).toEqual([]);
    await greedy.close();
  });
}

if (engineName === 'embedded') {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidings-data-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** A folder with a database in it, which a copy is faster to make than a new one. */
  async function seedFolder(name: string): Promise<string> {
    const dataDir = join(folder, name);
    await (await openDatabase({ url: null, dataDir, dump: await readEmbeddedDump() })).close();
    return dataDir;
  }

  /** A process that opens the folder and writes without a pause, each id on a line once it is acknowledged. */
  function startWriter(dataDir: string): { child: ChildProcess; lines: string[] } {
    const code = `
      import { sql } from 'drizzle-orm';
      import { openDatabase } from ${JSON.stringify(new URL('./open-database.ts', import.meta.url).href)};
      import { withTransaction } from ${JSON.stringify(new URL('./transaction.ts', import.meta.url).href)};
      try {
        const { db } = await openDatabase({ url: null, dataDir: ${JSON.stringify(dataDir)} });
        for (let at = 0; ; at += 1) {
          const id = process.pid + '-' + at;
          await withTransaction(db, (tx) => tx.execute(sql\`insert into tenants (id) values (\${id})\`));
          process.stdout.write(id + '\\n');
        }
      } catch (error) {
        process.stdout.write(error.name + ': ' + error.message + '\\n');
        process.exit(1);
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      cwd: new URL('../..', import.meta.url),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    return { child, lines };
  }

  test('a killed process leaves its folder to the next one, with every acknowledged row; a living one keeps it', async () => {
    const dataDir = await seedFolder('killed');
    const acknowledged: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const writer = startWriter(dataDir);
      await vi.waitFor(() => expect(writer.lines.length).toBeGreaterThan(100), eventually);

      const second = startWriter(dataDir);
      await once(second.child, 'close');
      expect(second.lines).toHaveLength(1);
      expect(second.lines[0]).toMatch(
        new RegExp(`^StartError: DATA_DIR .* is in use by process ${writer.child.pid}: `),
      );

      writer.child.kill('SIGKILL');
      await once(writer.child, 'close');
      acknowledged.push(...writer.lines);
    }
    const { db, close } = await openDatabase({ url: null, dataDir });
    const rows = await db.execute<{ id: string }>(sql`select id from tenants`);
    const there = new Set(rows.map((row) => row.id));
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
    await expect(openDatabase({ url: null, dataDir })).rejects.toThrow(/is in use by process/);
    await close();
    await (await openDatabase({ url: null, dataDir })).close();
  }, 120_000);

  test('a transaction that stands still is broken off, and the others go on', async () => {
    const dump = await readEmbeddedDump();
    const { db, close } = await openDatabase({ url: null, dataDir: null, dump, idleInTransactionTimeoutMs: 500 });
    const still = withTransaction(db, async (tx) => {
      await tx.execute(sql`insert into tenants (id) values ('still')`);
      await delay(2_500);
      await tx.execute(sql`select 1`);
    });
    const next = withTransaction(db, (tx) => tx.execute(sql`select id from tenants`));
    expect(await next).toHaveLength(0);
    await expect(still).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await close();
  });

  test('a folder with something else in it, or that is no folder, stops the start with one line', async () => {
    const dataDir = await seedFolder('corrupt');
    await writeFile(join(dataDir, 'postgres', 'global', 'pg_control'), 'this is not it');
    await expectStartError({ url: null, dataDir }, /^DATA_DIR: the database in .*corrupt.* can't be opened \(/);

    const file = join(folder, 'file');
    await writeFile(file, '');
    await expectStartError({ url: null, dataDir: join(file, 'inside') }, /^DATA_DIR .* can't be written \(ENOTDIR\): /);
  });
}

test.each([
  [
    'nobody listens',
    'postgres://postgres@127.0.0.1:1/tidings',
    /^DATABASE_URL: no connection to Postgres at 127.0.0.1:1 \(.+\): start it/,
  ],
  [
    'there is no such host',
    'postgres://postgres@no-such-host.invalid/tidings',
    /^DATABASE_URL: no connection to Postgres at no-such-host.invalid/,
  ],
])('a database that is not there stops the start with one line: %s', async (_, url, line) => {
  await expectStartError({ url, dataDir: null }, line);
});

async function expectStartError(options: DatabaseOptions, line: RegExp): Promise<void> {
  const error = await openDatabase(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartError);
  expect(error).toHaveProperty('message', expect.stringMatching(line));
  expect(error).toHaveProperty('message', expect.not.stringContaining('\n'));
}
