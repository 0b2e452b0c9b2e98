import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventsSubscription, LocationsSubscription } from '../../../client/generated/operations.ts';
import { EventsDocument, LocationsDocument, NearbyUsersDocument, SyncCursorDocument } from '../../../client/index.ts';
import { distanceMeters, type Point } from '../../lib/distance.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { locationEnv, seedSharers } from '../../testing/locate.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { snap } from './grid.ts';

const probes = 1_000;

let engine: TestEngine;
let app: TestApp;

beforeAll(async () => {
  engine = await openTestEngine();
  // When the same place is told again is told by `sharer.unit.test.ts`, whose clock is of its own.
  app = await startTestApp({
    engine,
    env: { ...locationEnv, LOCATION_REFRESH_MS: '1000000', LOCATION_STALE_MS: '600000' },
  });
});
afterAll(async () => {
  await app?.close();
  await engine?.close();
});

/** A source of numbers from -1/2 to below 1/2 that repeats itself. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

const step = { APPROXIMATE: 0.001, CITY: 0.1 } as const;
type Grid = keyof typeof step;

/** Any place in the cell of this point. */
function anywhereIn(center: Point, precision: Grid, random: () => number): Point {
  const by = () => random() * step[precision];
  for (;;) {
    const place = { latitude: center.latitude + by(), longitude: around(center.longitude + by()) };
    const { latitude, longitude } = snap(place, precision);
    if (latitude === center.latitude && longitude === center.longitude) return place;
  }
}

const around = (longitude: number): number => (longitude < -180 ? longitude + 360 : longitude);

/** What is shown of a place, but for the times of the day. */
function shown(location: LocationsSubscription['locations']['location']) {
  if (location === null) return null;
  const { updatedAt: _updated, expiresAt: _expires, ...rest } = location;
  return rest;
}

interface Course {
  precision: Grid;
  /** The cells that the target goes through, each with two places in it. */
  cells: { center: Point; places: [Point, Point] }[];
  /** Where somebody looks for who is near, and how far. */
  searches: { from: Point; radiusMeters: number[] }[];
  /** How often somebody asks where he is. */
  reads: number;
}

/** All that observers get to know of a target who goes the first or the second way through the same cells. */
async function observe({ precision, cells, searches, reads }: Course, way: 0 | 1): Promise<unknown[]> {
  const world = await seedSharers(app, 'target', 'watcher', 'prober', 'contact', 'stranger');
  const { target, watcher, prober, contact, befriend } = world;
  await befriend('target', 'contact');
  await target.grant({ audience: 'EVERYONE', precision });
  await contact.grant({ audience: 'CONTACTS', precision: 'EXACT' });
  const [first] = cells;
  if (first === undefined) throw new Error('Nobody goes nowhere.');
  // A kilometre from the cell, so that one end of it is within reach and the other is not.
  await contact.at(first.center.latitude + 1_000 / 111_195, first.center.longitude);
  const { syncCursor: after } = await contact.run(SyncCursorDocument, {});
  const events = app.subscribe<EventsSubscription>(contact.token, EventsDocument, { after });
  const stream = watcher.look(['target', 'stranger']);
  await stream.sees(null, 'stranger');

  for (const { center, places } of cells) {
    const { latitude, longitude } = places[way];
    await target.at(latitude, longitude, { headingDegrees: way * 90, speedMetersPerSecond: way, accuracyMeters: way });
    await stream.sees(`${center.latitude},${center.longitude}`, 'target');
  }
  const answers: unknown[] = [];
  for (const { from, radiusMeters } of searches) {
    await prober.stop();
    await prober.grant({ precision: 'EXACT' });
    await prober.at(from.latitude, from.longitude);
    const found = await Promise.all(
      radiusMeters.map((radius) => prober.run(NearbyUsersDocument, { radiusMeters: radius })),
    );
    for (const { nearbyUsers } of found) {
      answers.push(nearbyUsers.map((each) => [each.userId, each.distanceMeters, shown(each.location)]));
    }
  }
  for (let at = 0; at < reads; at += 1) answers.push(await readOnce(stream.client, 'target'));
  answers.push(stream.items().map(({ userId, location }) => [userId, shown(location)]));
  await target.stop();
  await stream.sees(null, 'target');
  answers.push(
    events.results.flatMap(({ data }) => (data?.events.__typename === 'ContactNearby' ? [data.events.userId] : [])),
  );
  await Promise.all([stream.close(), events.close()]);
  return answers;
}

/** The first item of a stream of its own, over a socket that is there. */
async function readOnce(client: ReturnType<TestApp['subscribe']>['client'], userId: string): Promise<unknown> {
  const operation = { query: String(LocationsDocument), variables: { userIds: [userId] } };
  for await (const { data } of client.iterate<LocationsSubscription>(operation)) {
    if (data != null) return shown(data.locations.location);
  }
  throw new Error('The stream ended without an item.');
}

describe('Any two positions in one cell of the grid give identical answers to whoever asks, wherever and whatever', () => {
  test.each<[number, Grid, string, Point]>([
    [probes, 'APPROXIMATE', 'in Berlin', { latitude: 52.52, longitude: 13.405 }],
    [probes / 5, 'APPROXIMATE', 'at the antimeridian', { latitude: -16.5, longitude: -180 }],
    [probes, 'CITY', 'in Berlin', { latitude: 52.5, longitude: 13.4 }],
  ])('%d probes of %s %s', { timeout: 240_000 }, async (count, precision, where, center) => {
    const random = createRandom(where.length + precision.length);
    const cells = [center, { ...center, latitude: center.latitude + 2 * step[precision] }, center].map((each) => {
      const point = snap(each, precision);
      const places: [Point, Point] = [anywhereIn(point, precision, random), anywhereIn(point, precision, random)];
      return { center: point, places };
    });
    // The last of them is where he stays: from anywhere, with radii that reach one of his places, and not the other.
    const places = cells.at(-1)?.places ?? [center, center];
    const searches = Array.from({ length: (count * 0.9) / 15 }, (_, at) => {
      const reach = [0.01, 0.2, 0.8][at % 3] ?? 0;
      const from = snap(
        { latitude: center.latitude + random() * reach, longitude: around(center.longitude + random() * reach) },
        'EXACT',
      );
      const [one, other, cell] = [...places, center].map((place) => distanceMeters(from, place)) as [
        number,
        number,
        number,
      ];
      const edges = [one, other, cell, (one + other) / 2].flatMap((meters) => [meters - 0.5, meters, meters + 0.5]);
      const radii = [...edges, 1, 100, 50_000];
      return { from, radiusMeters: radii.map((meters) => Math.min(50_000, Math.max(0.1, meters))) };
    });
    const course = { precision, cells, searches, reads: count / 10 };
    const [one, other] = [await observe(course, 0), await observe(course, 1)];
    expect(one.length).toBeGreaterThanOrEqual(count);
    expect(other).toEqual(one);
    // Answers that never find him would be equal too.
    const hits = one.filter((answer) => JSON.stringify(answer).includes('target')).length;
    expect(hits).toBeGreaterThan(count / 5);
    expect(hits).toBeLessThan(count);
  });
});

test(`${probes} reads of somebody who stays in his cell are identical, however he moves in it`, {
  timeout: 120_000,
}, async () => {
  const { target, watcher } = await seedSharers(app, 'target', 'watcher');
  const random = createRandom(1);
  await target.grant({ audience: 'EVERYONE' });
  const center = { latitude: 48.208, longitude: 16.373 };
  const report = async () => {
    const { latitude, longitude } = anywhereIn(center, 'APPROXIMATE', random);
    await target.at(latitude, longitude, { speedMetersPerSecond: 5, headingDegrees: (random() + 0.5) * 360 });
  };
  await report();
  const stream = watcher.look(['target']);
  await stream.sees('48.208,16.373');
  const reads = new Set<string>();
  for (let at = 0; at < probes; at += 1) {
    if (at % 20 === 0) await report();
    reads.add(JSON.stringify(await readOnce(stream.client, 'target')));
  }
  expect(reads.size).toBe(1);
  expect(stream.items()).toHaveLength(1);
  await stream.close();
});
