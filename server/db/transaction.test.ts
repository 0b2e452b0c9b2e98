import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { AppError } from '../errors.ts';
import { engineName, openTestEngine, type TestEngine } from '../testing/engine.ts';
import { afterCommit, type Tx, withSnapshot, withTransaction } from './transaction.ts';
import { isUnavailable } from './unavailable.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());
afterEach(() => engine.db.execute(sql`truncate tenants`));

const insert = (tx: Tx, id: string) => tx.execute(sql`insert into tenants (id) values (${id})`);

async function readIds(): Promise<string[]> {
  const rows = await engine.db.execute<{ id: string }>(sql`select id from tenants order by id`);
  return rows.map((row) => row.id);
}

async function causeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  return at instanceof Error ? at.message : `no error: ${String(at)}`;
}

test('what is to happen after the commit happens after it, in order, and not at all after a rollback', async () => {
  const done: string[] = [];
  await withTransaction(engine.db, async (tx) => {
    afterCommit(() => done.push('first'));
    await insert(tx, 'a');
    afterCommit(() => done.push('second'));
    expect(done).toEqual([]);
  });
  expect(done).toEqual(['first', 'second']);

  const failing = withTransaction(engine.db, async (tx) => {
    afterCommit(() => done.push('never'));
    await insert(tx, 'b');
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  expect(done).toEqual(['first', 'second']);
  expect(await readIds()).toEqual(['a']);
});

test('inside a transaction the outer db and a second transaction are refused, instead of waiting for ever', async () => {
  await withTransaction(engine.db, async () => {
    expect(await causeOf(Promise.resolve(engine.db.execute(sql`select 1`)))).toMatch(/Inside a transaction/);
    expect(await causeOf(withTransaction(engine.db, async () => {}))).toMatch(/Inside a transaction/);
    expect(await causeOf(withSnapshot(engine.db, async () => {}))).toMatch(/Inside a transaction/);
    expect(await causeOf(engine.db.transaction(async () => {}))).toMatch(/Inside a transaction/);
  });
  await engine.db.execute(sql`select 1`);
});

test('a transaction in which a statement failed is not reported as committed', async () => {
  const swallowing = withTransaction(engine.db, async (tx) => {
    await insert(tx, 'a');
    await tx.execute(sql`select 1 / 0`).catch(() => {});
  });
  await expect(swallowing).rejects.toThrow(/division by zero/);
  expect(await readIds()).toEqual([]);
});

test('a step that failed is undone alone', async () => {
  await withTransaction(engine.db, async (tx) => {
    await insert(tx, 'a');
    const step = tx.transaction(async (inner) => {
      await insert(inner, 'b');
      await inner.execute(sql`select 1 / 0`);
    });
    await expect(step).rejects.toThrow();
    await tx.transaction((inner) => insert(inner, 'c'));
  });
  expect(await readIds()).toEqual(['a', 'c']);
});

test('a statement that comes after the end of its transaction is refused, and harms no other', async () => {
  let escaped: Tx | undefined;
  await withTransaction(engine.db, async (tx) => {
    escaped = tx;
  });
  expect(await causeOf(Promise.resolve(escaped === undefined ? undefined : insert(escaped, 'late')))).toMatch(
    /is over/,
  );
  expect(await readIds()).toEqual([]);
});

test('a snapshot shows one state throughout, and writes nothing', async () => {
  await withTransaction(engine.db, (tx) => insert(tx, 'a'));
  await withSnapshot(engine.db, async (tx) => {
    const count = async () => (await tx.execute(sql`select id from tenants`)).length;
    expect(await count()).toBe(1);
    const writing = withTransactionElsewhere('b');
    if (engineName === 'postgres') await writing;
    expect(await count()).toBe(1);
  });
  const writing = withSnapshot(engine.db, (tx) => insert(tx, 'c'));
  expect(await causeOf(writing)).toMatch(/read-only transaction/);
});

/** As another request would, which is outside of this one's transaction. */
function withTransactionElsewhere(id: string): Promise<unknown> {
  return new Promise((resolve) => {
    elsewhere.push(() => resolve(withTransaction(engine.db, (tx) => insert(tx, id))));
  });
}
const elsewhere: (() => void)[] = [];
const ticker = setInterval(() => elsewhere.shift()?.(), 5);
afterAll(() => clearInterval(ticker));

test('many at once are served in turn', async () => {
  const ids = Array.from({ length: 200 }, (_, at) => `t${String(at).padStart(3, '0')}`);
  const writes = ids.map((id) => withTransaction(engine.db, (tx) => insert(tx, id)));
  const reads = ids.map((id) => engine.db.execute<{ id: string }>(sql`select ${id}::text as id`));
  await Promise.all(writes);
  expect((await Promise.all(reads)).map((rows) => rows[0]?.id)).toEqual(ids);
  expect(await readIds()).toEqual(ids);
});

test('times are texts that RFC 3339 readers understand', async () => {
  const [row] = await engine.db.execute<{ now: string }>(sql`select now() as now`);
  expect(Math.abs(new Date(row?.now ?? '').getTime() - Date.now())).toBeLessThan(5_000);
});

if (engineName === 'postgres') {
  test('of two that lock in opposite orders both succeed: the one that Postgres breaks off is tried again', async () => {
    await withTransaction(engine.db, async (tx) => {
      await insert(tx, 'a');
      await insert(tx, 'b');
    });
    const attempts = vi.fn();
    const lock = (first: string, second: string) =>
      withTransaction(engine.db, async (tx) => {
        attempts();
        await tx.execute(sql`select id from tenants where id = ${first} for update`);
        await delay(100);
        await tx.execute(sql`select id from tenants where id = ${second} for update`);
      });
    await Promise.all([lock('a', 'b'), lock('b', 'a')]);
    expect(attempts.mock.calls.length).toBeGreaterThan(2);
  });

  test('a connection that is lost within a transaction is UNAVAILABLE, and no later statement runs elsewhere', async () => {
    const victims = Array.from({ length: 20 }, (_, at) =>
      withTransaction(engine.db, async (tx) => {
        await insert(tx, `before-${at}`);
        const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        await tx.execute(sql`select pg_terminate_backend(${row?.pid})`).catch(() => {});
        // Between its statements, and with some of them under way.
        if (at % 2 === 0) await delay(at);
        await Promise.allSettled([insert(tx, `after-${at}`), insert(tx, `again-${at}`)]);
        await insert(tx, `late-${at}`);
      }),
    );
    const results = await Promise.allSettled(victims);
    for (const result of results) {
      expect(result.status).toBe('rejected');
      if (result.status === 'rejected') {
        expect(result.reason).toBeInstanceOf(AppError);
        expect(isUnavailable(result.reason)).toBe(true);
      }
    }
    expect(await readIds()).toEqual([]);
  });
}
