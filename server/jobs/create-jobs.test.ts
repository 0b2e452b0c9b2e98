import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { withTransaction } from '../db/transaction.ts';
import { createMemoryFanOut } from '../realtime/memory-fan-out.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { createJobs, type RunningJobs } from './create-jobs.ts';
import type { JobRun, Queue } from './jobs.ts';
import type { HintsOptions } from './wake-hints.ts';

let engine: TestEngine;
const running = new Set<RunningJobs>();

beforeAll(async () => {
  engine = await openTestEngine();
});

afterAll(async () => {
  for (const jobs of running) await jobs.close();
  await engine.close();
});

const numbered = z.object({ n: z.number() });
type Numbered = z.infer<typeof numbered>;

/** A queue of the test's own. */
const queueOf = (name: string, bounds: Partial<Queue<Numbered>> = {}): Queue<Numbered> => ({
  name,
  data: numbered,
  ...bounds,
});

interface NodeOptions {
  pollIntervalMs?: number;
  onLog?: (line: string) => void;
  isWorking?: boolean;
  hints?: HintsOptions;
}

/** A node; what its handler does, and how often it looks, is the test's. */
async function startNode(
  queue: Queue<Numbered>,
  work: (data: Numbered, run: JobRun) => Promise<void>,
  { pollIntervalMs = 600_000, onLog = (_line: string) => {}, ...more }: NodeOptions = {},
): Promise<RunningJobs> {
  const jobs = createJobs({ db: engine.db, log: pino({ level: 'info' }, { write: onLog }), pollIntervalMs, ...more });
  jobs.handle(queue, work);
  await jobs.start();
  running.add(jobs);
  return jobs;
}

/** Collects what a handler was given, and waits for so many of them. */
function collect<T>() {
  const got: T[] = [];
  let wake = () => {};
  return {
    got,
    add(each: T): void {
      got.push(each);
      wake();
    },
    async until(count: number): Promise<T[]> {
      while (got.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return got;
    },
  };
}

test('a job is there if its transaction is committed, and is begun without waiting for a poll', async () => {
  const queue = queueOf('committed');
  const done = collect<number>();
  const jobs = await startNode(queue, async ({ n }) => done.add(n));

  const broken = withTransaction(engine.db, async (tx) => {
    await jobs.enqueue(tx, queue, { n: 1 });
    throw new Error('Changed its mind.');
  });
  await expect(broken).rejects.toThrow('Changed its mind.');
  await withTransaction(engine.db, (tx) => jobs.enqueue(tx, queue, { n: 2 }));
  await withTransaction(engine.db, (tx) => jobs.enqueue(tx, queue, { n: 3 }));
  expect(await done.until(2)).toEqual([2, 3]);
});

test('many jobs are enqueued in one statement, and none of them waits for a poll', async () => {
  const queue = queueOf('many', { concurrency: 3 });
  const done = collect<number>();
  const jobs = await startNode(queue, async ({ n }) => done.add(n));
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  await withTransaction(engine.db, (tx) =>
    jobs.enqueueAll(
      tx,
      queue,
      numbers.map((n) => ({ n })),
    ),
  );
  expect((await done.until(40)).toSorted((a, b) => a - b)).toEqual(numbers);
});

test('a failed job is tried again later, one that goes on failing is given up, and says when it is its last try', async () => {
  const queue = queueOf('failing', { retriesMax: 1 });
  const tries = collect<{ n: number; attempt: number; isLast: boolean }>();
  const lines: string[] = [];
  const jobs = await startNode(
    queue,
    async ({ n }, { attempt, isLast }) => {
      tries.add({ n, attempt, isLast });
      if (n === 1 || attempt === 1) throw new Error('Not now.');
    },
    { pollIntervalMs: 500, onLog: (line) => lines.push(line) },
  );
  await withTransaction(engine.db, (tx) => jobs.enqueueAll(tx, queue, [{ n: 1 }, { n: 2 }]));
  const all = (await tries.until(4)).toSorted((a, b) => a.n - b.n || a.attempt - b.attempt);
  expect(all).toEqual([
    { n: 1, attempt: 1, isLast: false },
    { n: 1, attempt: 2, isLast: true },
    { n: 2, attempt: 1, isLast: false },
    { n: 2, attempt: 2, isLast: true },
  ]);
  await expect.poll(() => lines.filter((line) => line.includes('A job failed for good.')).length).toBe(1);
});

test('data that does not fit the queue is never handed to its handler', async () => {
  const queue = queueOf('strange', { retriesMax: 0 });
  const lines: string[] = [];
  const done = collect<number>();
  const jobs = await startNode(queue, async ({ n }) => done.add(n), { onLog: (line) => lines.push(line) });
  const older = { ...queue, data: z.object({ name: z.string() }) };
  await withTransaction(engine.db, (tx) => jobs.enqueue(tx, older, { name: 'of an earlier release' }));
  await withTransaction(engine.db, (tx) => jobs.enqueue(tx, queue, { n: 7 }));
  expect(await done.until(1)).toEqual([7]);
  expect(lines.join('\n')).toContain('A job failed for good.');
});

test('a job for later waits for its time', async () => {
  const queue = queueOf('later');
  const done = collect<{ n: number; at: number }>();
  const jobs = await startNode(queue, async ({ n }) => done.add({ n, at: Date.now() }), { pollIntervalMs: 500 });
  const startAt = new Date(Date.now() + 1_500);
  await withTransaction(engine.db, (tx) => jobs.enqueue(tx, queue, { n: 1 }, { startAt }));
  await withTransaction(engine.db, (tx) => jobs.enqueue(tx, queue, { n: 2 }));
  const [first, second] = await done.until(2);
  expect([first?.n, second?.n]).toEqual([2, 1]);
  expect(second?.at).toBeGreaterThanOrEqual(startAt.getTime());
});

test('of two nodes one does the job, and regular work comes once for both', async () => {
  const queue = queueOf('shared');
  const daily: Queue<object> = { name: 'regular', data: z.object({}), everyMs: 1_000 };
  const done = collect<string>();
  const slots = collect<number>();
  for (const name of ['one', 'two']) {
    const jobs = createJobs({ db: engine.db, log: pino({ level: 'silent' }), pollIntervalMs: 500 });
    jobs.handle(queue, async ({ n }) => done.add(`${name} ${n}`));
    jobs.handle(daily, async () => slots.add(Math.floor(Date.now() / 1_000)));
    await jobs.start();
    running.add(jobs);
    for (let n = 0; n < 5; n += 1) await withTransaction(engine.db, (tx) => jobs.enqueue(tx, queue, { n }));
  }
  await slots.until(3);
  expect(await done.until(10)).toHaveLength(10);
  // Two nodes tell of each second; a job for it is there once.
  const [row] = await engine.db.execute<{ jobs: number; slots: number }>(
    "select count(*)::int as jobs, count(distinct singleton_on)::int as slots from jobs.job where name = 'regular'",
  );
  expect(row?.jobs).toBeGreaterThanOrEqual(3);
  expect(row?.jobs).toBe(row?.slots);
});

describe('a node that stops', () => {
  it('takes no more jobs, finishes those under way, and leaves the others to another', async () => {
    const queue = queueOf('stopping');
    const mayEnd = Promise.withResolvers<void>();
    const done = collect<string>();
    const begun = collect<number>();
    const work = (name: string) => async (data: Numbered, run: JobRun) => {
      begun.add(data.n);
      if (name === 'one') await mayEnd.promise;
      done.add(`${name} ${data.n} ${run.attempt} ${run.draining.aborted}`);
    };
    const one = await startNode(queue, work('one'));
    await withTransaction(engine.db, (tx) => one.enqueueAll(tx, queue, [{ n: 1 }, { n: 2 }]));
    await begun.until(1);
    const drained = one.drain(Date.now() + 20_000);
    mayEnd.resolve();
    await drained;
    await one.close();
    expect(done.got).toEqual([`one ${begun.got[0]} 1 true`]);
    await startNode(queue, work('two'), { pollIntervalMs: 500 });
    await done.until(2);
    expect(begun.got.toSorted()).toEqual([1, 2]);
    expect(done.got[1]).toBe(`two ${begun.got[1]} 1 false`);
  });

  it('cuts off what takes longer than its window, and another does it, though it was its last try', async () => {
    const queue = queueOf('cut_off', { retriesMax: 0 });
    const begun = Promise.withResolvers<void>();
    const tidied = collect<string>();
    const lines: string[] = [];
    const hang = async (_data: Numbered, { signal }: JobRun) => {
      begun.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await engine.db.execute('select 1');
      tidied.add('tidied');
      throw new Error('Cut off.');
    };
    const one = await startNode(queue, hang, { onLog: (line) => lines.push(line) });
    await withTransaction(engine.db, (tx) => one.enqueue(tx, queue, { n: 1 }));
    await begun.promise;
    const from = Date.now();
    await one.drain(from + 300);
    await one.close();
    expect(Date.now() - from).toBeLessThan(4_000);
    // It had the time to leave things in order, with the database still there.
    expect(tidied.got).toEqual(['tidied']);
    expect(lines.join('')).toContain('Jobs are cut off; they are tried again.');
    expect(lines.join('')).not.toContain('failed for good');
    const done = collect<JobRun>();
    const two = await startNode(queue, async (_data, run) => done.add(run), { pollIntervalMs: 500 });
    expect(await done.until(1)).toMatchObject([{ attempt: 2, isLast: true }]);
    expect(await two.failed.list({ queue: queue.name, limit: 10 })).toEqual([]);
  });
});

describe('a node that does not work', () => {
  it('enqueues for those who do, who hear of it without a poll', async () => {
    const queue = queueOf('elsewhere');
    const fanOut = createMemoryFanOut();
    const hints = { fanOut, prefix: 'test' };
    const done = collect<string>();
    const web = await startNode(queue, async () => done.add('web'), { isWorking: false, hints });
    await withTransaction(engine.db, (tx) => web.enqueue(tx, queue, { n: 1 }));
    // Nobody works yet.
    await startNode(queue, async ({ n }) => done.add(`worker ${n}`), { hints });
    await done.until(1);
    await withTransaction(engine.db, (tx) => web.enqueue(tx, queue, { n: 2 }));
    await withTransaction(engine.db, (tx) => web.enqueueAll(tx, queue, [{ n: 3 }]));
    expect(await done.until(3)).toEqual(['worker 1', 'worker 2', 'worker 3']);
  });
});

test('a queue without a handler is refused', async () => {
  const jobs = await startNode(queueOf('known'), async () => {});
  const stranger = queueOf('unknown');
  await expect(withTransaction(engine.db, (tx) => jobs.enqueue(tx, stranger, { n: 1 }))).rejects.toThrow('no handler');
});
