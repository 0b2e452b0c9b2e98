import { sql } from 'drizzle-orm';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EraseUserDocument } from '../../../client/index.ts';
import { channelOf } from '../../realtime/channel.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { locationEnv, seedSharers } from '../../testing/locate.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { runAs } from '../../testing/verify-events.ts';

let engine: TestEngine;
let app: TestApp;

beforeAll(async () => {
  engine = await openTestEngine();
  app = await startTestApp({ engine, env: locationEnv });
});
afterAll(async () => {
  await app?.close();
  await engine?.close();
});

/** Every table whose rows contain the text, as JSON. */
async function findInTables(text: string): Promise<string[]> {
  const tables = await engine.db.execute<{ name: string }>(sql`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
  expect(tables.length).toBeGreaterThan(30);
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await engine.db.execute<{ hits: number }>(sql`
      select count(*)::int as hits from ${sql.raw(name)} as t where to_jsonb(t)::text like ${`%${text}%`}`);
    if (row !== undefined && row.hits > 0) found.push(name);
  }
  return found;
}

async function readKey(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'hash':
      return redis.hgetall(key);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      // Points are numbers that hold both coordinates.
      return key.endsWith(':points') ? redis.geopos(key, 'alice') : redis.zrange(key, 0, '-1', 'WITHSCORES');
    default:
      return redis.get(key);
  }
}

/** Every key of this test's in Redis that contains the text. */
async function findInRedis(text: string): Promise<string[]> {
  if (engine.redisUrl === null) return [];
  const redis = new Redis(engine.redisUrl);
  const keys = await redis.keys(`*${engine.redisKeyPrefix}*`);
  const found: string[] = [];
  for (const key of keys) {
    const content = await readKey(redis, key);
    if (JSON.stringify(content).includes(text)) found.push(key.split('}:').at(-1) ?? key);
  }
  redis.disconnect();
  return found.sort();
}

/** What the stores have of her, asked as a node would. */
async function readStores(tenant: string): Promise<unknown[]> {
  const [leases, places] = [engine.createLeaseStore(), engine.createPlaceIndex()];
  const nameOf = (room: string) => channelOf(engine.redisKeyPrefix, tenant, room);
  await expect.poll(() => places.read(nameOf('places'), ['nobody'])).toEqual([null]);
  const lease = await leases.read(nameOf('signals/location/alice'));
  const place = (await places.read(nameOf('places'), ['alice'])) ?? [];
  await Promise.all([leases.close(), places.close()]);
  return [...lease, ...place.filter((each) => each !== null)];
}

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

test('A position is kept snapped, in no table, and nowhere once its share is stopped, over or erased', async () => {
  for (const ending of ['stopped', 'over', 'erased'] as const) {
    const { tenant, alice, bob } = await seedSharers(app, 'alice', 'bob');
    await alice.grant({ audience: 'EVERYONE' });
    const stream = bob.look(['alice']);
    await alice.at(47.123_456_7, 9.765_432_1, ending === 'over' ? { expiresAt: inSeconds(2) } : {});
    await stream.sees('47.123,9.765');
    await alice.at(47.123_356_7, 9.765_332_1);
    for (const raw of ['47.1234', '47.1233', '9.7654', '9.7653']) {
      expect([await findInTables(raw), await findInRedis(raw)]).toEqual([[], []]);
    }
    expect(await findInTables('47.12')).toEqual([]);
    expect(JSON.stringify(await readStores(tenant))).toContain('47.123');
    // The same search finds it where it is.
    if (engine.redisUrl !== null) expect(await findInRedis('47.12')).toEqual(['points', 'values', 'values']);

    if (ending === 'stopped') await alice.stop();
    if (ending === 'erased') {
      const backend = runAs(app, await app.token('backend', { tenant, role: 'service' }));
      await backend(EraseUserDocument, { input: { userId: 'alice', scope: 'ACCOUNT' } });
    }
    await stream.sees(null);
    await expect.poll(() => readStores(tenant), { timeout: 30_000 }).toEqual([]);
    await expect.poll(() => findInRedis('47.12'), { timeout: 30_000 }).toEqual([]);
    expect([await findInTables('47.12'), await findInTables('9.76')]).toEqual([[], []]);
    await stream.close();
  }
});
