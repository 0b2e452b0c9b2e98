import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../db/transaction.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { openRawSocket, operation } from '../testing/raw-socket.ts';
import { startTestApp } from '../testing/start-app.ts';
import { startStopwatch } from '../testing/stopwatch.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

/** A database whose writing transactions wait for a gate once it is shut; those of the log's loops, which only read, do not. */
function gated(db: Db) {
  const gate = Promise.withResolvers<void>();
  let isShut = false;
  let waiting = 0;
  const transaction: Db['transaction'] = async (...args) => {
    if (isShut && args[1] === undefined) {
      waiting += 1;
      await gate.promise;
    }
    return db.transaction(...args);
  };
  const gatedDb = new Proxy(db, {
    get: (target, name, receiver) => (name === 'transaction' ? transaction : Reflect.get(target, name, receiver)),
  });
  return {
    db: gatedDb,
    shut() {
      isShut = true;
    },
    open: () => gate.resolve(),
    waiting: () => waiting,
  };
}

const rename = 'mutation { updateProfile(input: { name: "Renamed" }) { user { name } } }';

test('While draining, what runs is finished, new work is refused, and sockets are sent away', async () => {
  const { db, shut, open, waiting } = gated(engine.db);
  const app = await startTestApp({ engine: { ...engine, db } });
  const token = await app.token('alice');
  await app.data(token, '{ viewer { user { id } } }');
  const socket = await openRawSocket(app.port);
  await socket.init(token);
  socket.send(operation('1', 'subscription { events { __typename } }'));
  await socket.until(({ id }) => id === '1');
  const sse = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: 'subscription { events { __typename } }' }),
  });

  shut();
  const overHttp = app.graphql(token, rename);
  socket.send(operation('2', rename));
  await expect.poll(waiting).toBe(2);
  const closing = app.app.close(20_000);
  expect((await socket.closed).code).toBe(1012);
  expect(await sse.text()).toContain('UNAVAILABLE');

  const refused = await app.graphql(token, '{ serverInfo { version } }');
  expect(refused.status).toBe(503);
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: expect.any(Number) });
  const ready = await fetch(`${app.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ draining: true, database: 'up' });
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  await expect(openRawSocket(app.port)).rejects.toThrow('HTTP 503');

  open();
  expect(await overHttp).toMatchObject({ status: 200, data: { updateProfile: { user: { name: 'Renamed' } } } });
  await closing;
  await app.close();
});

test('A drain ends when its window does, though something hangs', async () => {
  const { db, shut, open, waiting } = gated(engine.db);
  const app = await startTestApp({ engine: { ...engine, db } });
  const token = await app.token('bob');
  await app.data(token, '{ viewer { user { id } } }');
  shut();
  const hanging = app.graphql(token, rename).catch(() => 'cut off');
  await expect.poll(waiting).toBe(1);
  const elapsed = startStopwatch();
  const closing = app.app.close(1_000);
  expect(await hanging).toBe('cut off');
  open();
  await closing;
  expect(elapsed()).toBeLessThan(5_000);
});
