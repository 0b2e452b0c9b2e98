import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventsSubscription } from '../../../client/generated/operations.ts';
import { EventsDocument, NearbyUsersDocument, SyncCursorDocument } from '../../../client/index.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { locationEnv, seedSharers } from '../../testing/locate.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';

let engine: TestEngine;
let app: TestApp;
/** Another node. */
let there: TestApp;

const env = { ...locationEnv, LOCATION_STALE_MS: '30000', NEARBY_CONTACT_COOLDOWN_MS: '5000' };

/** However busy the machine is. */
const soon = { timeout: 30_000 };

beforeAll(async () => {
  engine = await openTestEngine();
  app = await startTestApp({ engine, env });
  there = await startTestApp({ engine, env });
});
afterAll(async () => {
  await app?.close();
  await there?.close();
  await engine?.close();
});

/** `bob 1112`: who is found, and how far away. */
async function nearby(node: TestApp, token: string, radiusMeters = 50_000) {
  const { nearbyUsers } = await node.data<{ nearbyUsers: { userId: string; distanceMeters: number }[] }>(
    token,
    NearbyUsersDocument,
    { radiusMeters },
  );
  return nearbyUsers.map(({ userId, distanceMeters }) => `${userId} ${distanceMeters}`);
}

describe('nearbyUsers', () => {
  test('finds whom the viewer may see, the nearest first, by snapped distance, on every node', async () => {
    const world = await seedSharers(app, 'alice', 'bob', 'carol', 'dave', 'erin', 'frank');
    const { alice, bob, carol, dave, erin, frank, befriend, block } = world;
    await befriend('alice', 'bob');
    await befriend('alice', 'erin');
    await block('erin', 'alice');
    for (const [user, audience, latitude] of [
      [alice, 'NOBODY', 50.000_4],
      [bob, 'CONTACTS', 50.02],
      [carol, 'EVERYONE', 50.01],
      [dave, 'CONTACTS', 50.003],
      [erin, 'EVERYONE', 50.004],
      [frank, 'EVERYONE', 51],
    ] as const) {
      await user.grant({ audience });
      await user.at(latitude, 10);
    }
    for (const node of [app, there]) {
      await expect.poll(() => nearby(node, alice.token), soon).toEqual(['carol 1112', 'bob 2224']);
    }
    expect(await nearby(there, alice.token, 2_000)).toEqual(['carol 1112']);
    expect(await nearby(app, alice.token, 1_111)).toEqual([]);
    expect(await nearby(app, frank.token)).toEqual([]);
    // What changes shows at once.
    await alice.grant({ audience: 'SELECTED', userIds: ['frank'] });
    await frank.at(50, 10);
    await expect.poll(() => nearby(there, frank.token), soon).toEqual(['alice 0', 'erin 445', 'carol 1112']);
    await carol.stop();
    await expect.poll(() => nearby(there, frank.token), soon).toEqual(['alice 0', 'erin 445']);
    await erin.grant({ audience: 'NOBODY' });
    expect(await nearby(app, frank.token)).toEqual(['alice 0']);
    await alice.at(50, 10, { expiresAt: new Date(Date.now() + 500).toISOString() });
    await expect.poll(() => nearby(there, frank.token), soon).toEqual([]);
  });

  test('says where they are as `locations` does, also that it is stale', async () => {
    const brief = await startTestApp({ engine, env: { ...env, LOCATION_STALE_MS: '1000' } });
    const { alice, bob } = await seedSharers(brief, 'alice', 'bob');
    await bob.grant({ audience: 'EVERYONE' });
    await bob.at(50.123_456, 10);
    await delay(1_100);
    await alice.at(50.12, 10);
    const { nearbyUsers } = await alice.run(NearbyUsersDocument, { radiusMeters: 1_000 });
    const stream = alice.look(['bob']);
    await stream.until(() => true);
    expect(nearbyUsers).toEqual([
      {
        userId: 'bob',
        user: expect.objectContaining({ id: 'bob' }),
        distanceMeters: 334,
        location: stream.items()[0]?.location,
      },
    ]);
    expect(nearbyUsers[0]?.location.isStale).toBe(true);
    await stream.close();
    await brief.close();
  });

  test('is for whoever shares where he is, and only while he does', async () => {
    const { alice } = await seedSharers(app, 'alice');
    const refused = { code: 'FORBIDDEN' };
    const ask = async (radiusMeters: number) =>
      (await app.graphql(alice.token, NearbyUsersDocument, { radiusMeters })).errors?.[0]?.extensions;
    expect(await ask(1_000)).toMatchObject(refused);
    await alice.at(50, 10);
    expect(await ask(1_000)).toBeUndefined();
    for (const radius of [0, 50_001]) {
      expect(await ask(radius)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'radiusMeters' });
    }
    await alice.stop();
    expect(await ask(1_000)).toMatchObject(refused);
  });

  test('has a rate of its own', async () => {
    const limited = await startTestApp({
      engine,
      env: { ...env, RATE_LIMITS: 'on', NEARBY_SEARCHES_PER_MINUTE_MAX: '2' },
    });
    const { alice } = await seedSharers(limited, 'alice');
    await alice.at(50, 10);
    const codes = [];
    for (let at = 0; at < 3; at += 1) {
      const { errors } = await limited.graphql(alice.token, NearbyUsersDocument, { radiusMeters: 10 });
      codes.push(errors?.[0]?.extensions?.code);
    }
    expect(codes).toEqual([undefined, undefined, 'RATE_LIMITED']);
    await limited.close();
  });

  test('finds across the antimeridian and at a pole', async () => {
    const { alice, bob } = await seedSharers(app, 'alice', 'bob');
    await bob.grant({ audience: 'EVERYONE' });
    for (const [own, other, wanted] of [
      [[-16.5, 179.95], [-16.5, -179.95], 'bob 10662'],
      [[89.9, 0], [89.9, 180], 'bob 22239'],
    ] as const) {
      await alice.stop();
      await bob.stop();
      await alice.at(own[0], own[1]);
      await bob.at(other[0], other[1]);
      await expect.poll(() => nearby(there, alice.token), soon).toEqual([wanted]);
    }
  });
});

describe('contacts who come near each other', () => {
  async function seedPair(node = app) {
    const world = await seedSharers(node, 'alice', 'bob', 'carol');
    const { alice, bob } = world;
    await world.befriend('alice', 'bob');
    await alice.grant({ audience: 'CONTACTS' });
    await bob.grant({ audience: 'CONTACTS' });
    const streams = await Promise.all(
      [alice, bob].map(async ({ token, run }) => {
        const { syncCursor: after } = await run(SyncCursorDocument, {});
        return node.subscribe<EventsSubscription>(token, EventsDocument, { after });
      }),
    );
    const told = () =>
      streams.map(({ results }) =>
        results.flatMap(({ data }) => (data?.events.__typename === 'ContactNearby' ? [data.events.userId] : [])),
      );
    return { ...world, told, close: () => Promise.all(streams.map((stream) => stream.close())) };
  }

  test('are both told once, however they move near each other, and again after they were apart for long', async () => {
    const { alice, bob, told, close } = await seedPair();
    await alice.at(50, 10);
    await bob.at(50.1, 10);
    await delay(400);
    expect(told()).toEqual([[], []]);
    await bob.at(50.005, 10);
    await expect.poll(told, soon).toEqual([['bob'], ['alice']]);
    // Apart and back within the cool-down, and in it once more.
    for (const latitude of [50.1, 50.004, 50.003]) {
      await delay(350);
      await bob.at(latitude, 10);
      await alice.at(50, 10);
    }
    await delay(400);
    expect(told()).toEqual([['bob'], ['alice']]);
    await bob.at(50.1, 10);
    await delay(5_300);
    await alice.at(50, 10);
    await bob.at(50.005, 10);
    await expect.poll(told, soon).toEqual([
      ['bob', 'bob'],
      ['alice', 'alice'],
    ]);
    await close();
  });

  test('are not, where one of them may not see the other, or is stale, or is no contact', async () => {
    const brief = await startTestApp({ engine, env: { ...env, LOCATION_STALE_MS: '1000' } });
    const { alice, bob, carol, told, befriend, block, unblock, close } = await seedPair(brief);
    await carol.grant({ audience: 'EVERYONE' });
    await carol.at(50, 10);
    await bob.grant({ audience: 'NOBODY' });
    await alice.at(50, 10);
    await bob.at(50.005, 10);
    await delay(300);
    expect(told()).toEqual([[], []]);
    await bob.grant({ audience: 'CONTACTS' });
    await block('alice', 'bob');
    await bob.at(50.004, 10);
    await delay(1_200);
    expect(told()).toEqual([[], []]);
    await unblock('alice', 'bob');
    // She has been silent for long.
    await bob.at(50.003, 10);
    await delay(300);
    expect(told()).toEqual([[], []]);
    // Carol, too, whose contact she becomes, has been silent.
    await befriend('alice', 'carol');
    await alice.at(50, 10);
    await bob.at(50.004, 10);
    await expect.poll(told, soon).toEqual([['bob'], ['alice']]);
    await close();
    await brief.close();
  });

  test('are told once, also by two nodes that hear of both at a time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { alice, bob, told, close } = await seedPair();
      const share = (node: TestApp, token: string) =>
        node.data(
          token,
          'mutation { shareLocation(input: { latitude: 50, longitude: 10 }) { location { latitude } } }',
        );
      await Promise.all([share(app, alice.token), share(there, bob.token)]);
      await expect.poll(told, soon).toEqual([['bob'], ['alice']]);
      await delay(50);
      expect(told()).toEqual([['bob'], ['alice']]);
      await close();
    }
  });
});
