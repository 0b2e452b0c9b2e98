import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { openInstallation } from './installation.ts';
import { takeTurn } from './log-consumer.ts';
import { watchWork } from './watch-work.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
});
afterAll(() => engine?.close());

test('A node that leaves the work to others says so once when nobody has done it for a minute, and when somebody does again', async () => {
  const consumer = { name: 'watched', types: [], handle: async () => {} };
  const work = () => takeTurn(engine.db, consumer);
  await work();
  let now = 0;
  const lines: { msg: string; dueJobs?: number }[] = [];
  const log = pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line)) });
  const watch = watchWork({ db: engine.db, log, countDue: async () => 3, intervalMs: 600_000, now: () => now });
  const lookAt = async (seconds: number) => {
    now = seconds * 1_000;
    await watch.look();
    return watch.isDone();
  };
  expect(await lookAt(15)).toBe(true);
  await work();
  expect(await lookAt(45)).toBe(true);
  // Whoever only writes is no worker.
  await engine.db.execute(sql`create table unrelated as select 1 as one`);
  expect([await lookAt(90), await lookAt(105), await lookAt(120)]).toEqual([true, false, false]);
  expect(lines).toMatchObject([{ msg: expect.stringContaining('No worker has been seen'), dueJobs: 3 }]);
  await work();
  expect(await lookAt(135)).toBe(true);
  expect(lines.slice(1)).toMatchObject([{ msg: 'A worker is there again.' }]);
  await watch.stop();
});
