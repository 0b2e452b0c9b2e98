import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { withTransaction } from '../db/transaction.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { createJobs, type RunningJobs } from './create-jobs.ts';
import type { Queue } from './jobs.ts';

let engine: TestEngine;
let jobs: RunningJobs;
/** What a handler does with a job of this number. */
let failsFor = (_n: number) => true;
let done: string[] = [];

const numbered = z.object({ n: z.number() });
const queueOf = (name: string, more = {}): Queue<z.infer<typeof numbered>> => ({
  ...{ name, data: numbered, retriesMax: 0 },
  ...more,
});
const [mail, push] = [queueOf('mail'), queueOf('push')];
const regular: Queue<object> = { name: 'regular', data: z.object({}), everyMs: 600_000, retriesMax: 0 };

beforeAll(async () => {
  engine = await openTestEngine();
  jobs = createJobs({ db: engine.db, log: pino({ level: 'silent' }), pollIntervalMs: 600_000 });
  for (const queue of [mail, push]) {
    jobs.handle(queue, async ({ n }) => {
      if (failsFor(n)) throw new Error(`Not ${n}.`);
      done.push(`${queue.name} ${n}`);
    });
  }
  jobs.handle(regular, async () => {
    done.push('regular');
    throw new Error('Not this time.');
  });
  await jobs.start();
});
afterAll(async () => {
  await jobs?.close();
  await engine?.close();
});

const enqueue = (queue: typeof mail, ...numbers: number[]) =>
  withTransaction(engine.db, (tx) =>
    jobs.enqueueAll(
      tx,
      queue,
      numbers.map((n) => ({ n })),
    ),
  );

const failedOf = async (queue: string) => (await jobs.failed.list({ queue, limit: 100 })).map(({ data }) => data);
const countOf = async (name: string) => (await jobs.failed.count()).find(({ queue }) => queue === name);

test('What failed for good is kept with its data and its error, counted, and listed page by page, the newest first', async () => {
  await enqueue(mail, 1);
  await expect.poll(() => failedOf('mail')).toEqual([{ n: 1 }]);
  await enqueue(push, 2, 3, 4);
  await expect.poll(async () => (await failedOf('push')).length).toBe(3);
  const all = await jobs.failed.list({ limit: 100 });
  expect(all).toHaveLength(4);
  expect(all.at(-1)).toEqual({
    ...{ id: expect.any(String), queue: 'mail', data: { n: 1 }, error: 'Not 1.', attempts: 1 },
    ...{ enqueuedAt: expect.any(Date), failedAt: expect.any(Date) },
  });
  const first = await jobs.failed.list({ limit: 3 });
  const rest = await jobs.failed.list({ limit: 3, ...(first[2] && { before: first[2] }) });
  expect([...first, ...rest].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect(await countOf('push')).toEqual({ queue: 'push', due: 0, later: 0, active: 0, failed: 3 });
});

test('One is tried again at once, or all of a queue, each once, also where they fail again', async () => {
  failsFor = (n) => n === 4;
  done = [];
  const [first] = await jobs.failed.list({ queue: 'mail', limit: 1 });
  expect(await jobs.failed.retry({ queue: 'push', ids: [first?.id ?? ''] })).toBe(0);
  expect(await jobs.failed.retry({ queue: 'mail', ids: [first?.id ?? ''] })).toBe(1);
  await expect.poll(() => done).toEqual(['mail 1']);
  expect(await jobs.failed.retry({ queue: 'mail' })).toBe(0);
  expect(await jobs.failed.retry({ queue: 'push' })).toBe(3);
  await expect.poll(() => done.toSorted()).toEqual(['mail 1', 'push 2', 'push 3']);
  await expect.poll(() => failedOf('push')).toEqual([{ n: 4 }]);
  expect(await jobs.failed.list({ limit: 100 })).toHaveLength(1);
});

test('They are forgotten when that is asked for, those of other queues stay', async () => {
  failsFor = () => true;
  await enqueue(mail, 5, 6);
  await expect.poll(async () => (await failedOf('mail')).length).toBe(2);
  const [one] = await jobs.failed.list({ queue: 'mail', limit: 1 });
  expect(await jobs.failed.remove({ queue: 'push', ids: [one?.id ?? ''] })).toBe(0);
  expect(await jobs.failed.remove({ queue: 'mail', ids: [one?.id ?? ''] })).toBe(1);
  expect(await jobs.failed.remove({ queue: 'mail' })).toBe(1);
  expect(await jobs.failed.list({ limit: 100 })).toMatchObject([{ queue: 'push', data: { n: 4 } }]);
});

test('Regular work that fails is not kept: its next does the same', async () => {
  done = [];
  await withTransaction(engine.db, (tx) => jobs.enqueue(tx, regular, {}));
  await expect.poll(() => done).toEqual(['regular']);
  await expect.poll(() => countOf('regular')).toBeUndefined();
});
