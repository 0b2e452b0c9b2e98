import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDatabase } from '../../db/open-database.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { ask, type ServerProcess, startProcess } from '../../testing/start-process.ts';

/** Each takes a server's start. */
const kills = 1;
const users = 600;

let engine: TestEngine;
let dataDir: string;
let node: ServerProcess;

beforeAll(async () => {
  engine = await openTestEngine();
  dataDir = await mkdtemp(join(tmpdir(), 'tidings-broadcast-'));
});
afterAll(async () => {
  node?.kill('SIGKILL');
  await node?.ended;
  await engine?.close();
  await rm(dataDir, { recursive: true, force: true });
});

function start(): Promise<string> {
  node = startProcess({
    ...{ NODE_ENV: 'test', DATA_DIR: dataDir, RATE_LIMITS: 'off', JOBS_POLL_INTERVAL_MS: '500' },
    ...(engine.databaseUrl === null ? {} : { DATABASE_URL: engine.databaseUrl, REDIS_URL: engine.redisUrl ?? '' }),
  });
  return node.ready();
}

const upsert = `mutation ($input: UpsertUsersInput!) { upsertUsers(input: $input) { users { id } } }`;
const begin = `mutation ($input: BroadcastNotificationInput!) { broadcastNotification(input: $input) { broadcast { id } } }`;
const progress = `query ($id: ID!) { notificationBroadcast(id: $id) { status usersTotal usersDone notificationsDelivered } }`;

test('After kill -9 in the middle of a broadcast it goes on: nobody is told twice, and nobody is missed', {
  timeout: 120_000 + kills * 60_000,
}, async () => {
  let url = await start();
  const token = await (await fetch(`${url}/dev/token?sub=backend&role=service`)).text();
  for (let first = 0; first < users; first += 100) {
    const some = Array.from({ length: 100 }, (_, at) => ({ id: `user-${first + at}` }));
    await ask(url, token, upsert, { input: { users: some } });
  }
  const input = { clientId: 'tide', segment: { all: true }, type: 'ALERT', title: 'High tide' };
  type Begun = { broadcastNotification: { broadcast: { id: string } } };
  const { id } = (await ask<Begun>(url, token, begin, { input })).broadcastNotification.broadcast;
  type Progress = { status: string; usersTotal: number; usersDone: number; notificationsDelivered: number };
  const read = async () =>
    (await ask<{ notificationBroadcast: Progress }>(url, token, progress, { id })).notificationBroadcast;

  const seen: number[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    const from = ((kill - 0.8) * users) / (kills + 1);
    await vi.waitUntil(async () => (await read()).usersDone >= from, { timeout: 30_000, interval: 20 });
    // At any point of a range.
    await sleep(Math.random() * 60);
    node.kill('SIGKILL');
    await node.ended;
    url = await start();
    const { status, usersDone } = await read();
    seen.push(usersDone);
    expect(status).toBe('RUNNING');
    // The first answer is lost for whoever asked, and he asks again.
    expect((await ask<Begun>(url, token, begin, { input })).broadcastNotification.broadcast.id).toBe(id);
  }
  await vi.waitUntil(async () => (await read()).status === 'DONE', { timeout: 60_000, interval: 100 });
  const all = users + 1;
  expect(await read()).toEqual({ status: 'DONE', usersTotal: all, usersDone: all, notificationsDelivered: all });
  expect(seen.every((usersDone) => usersDone < all)).toBe(true);

  node.kill('SIGKILL');
  await node.ended;
  const { db, close } = await openDatabase({ url: engine.databaseUrl, dataDir });
  const [counts] = await db.execute(sql`
    select count(*)::int as notifications, count(distinct user_id)::int as users,
      (select count(*)::int from events where type = 'NotificationAdded') as events
    from notifications`);
  await close();
  expect(counts).toEqual({ notifications: all, users: all, events: all });
});
