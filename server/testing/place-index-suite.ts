import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { distanceMeters, type Point } from '../lib/distance.ts';
import type { PlaceIndex } from '../realtime/place-index.ts';
import { eventually } from './eventually.ts';

/** Two nodes' indexes that see each other's places, ready, and names that no other test uses. */
export interface PlaceIndexNodes {
  here: PlaceIndex;
  there: PlaceIndex;
  nameOf(room: string): string;
}

const put = (
  index: PlaceIndex,
  room: string,
  member: string,
  [latitude, longitude]: [number, number],
  ttlMs = 60_000,
) => index.put(room, { member, latitude, longitude, value: `of ${member}` }, ttlMs);
const found = async (
  index: PlaceIndex,
  room: string,
  [latitude, longitude]: [number, number],
  meters = 50_000,
  limit = 1_000,
) => (await index.search(room, { latitude, longitude }, meters, limit))?.map(({ member }) => member);

/** A source of numbers from 0 to below 1 that repeats itself with its seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What an index of places promises, over whichever twin is tested. */
export function describePlaces(seedIndexes: () => Promise<PlaceIndexNodes>): void {
  test('finds the nearest first, on every node, in its room and in no other', async () => {
    const { here, there, nameOf } = await seedIndexes();
    put(here, nameOf('a'), 'far', [52.6, 13.4]);
    put(there, nameOf('a'), 'near / ünï 🦊', [52.51, 13.4]);
    put(here, nameOf('a'), 'too far', [53, 13.4]);
    put(here, nameOf('b'), 'elsewhere', [52.5, 13.4]);
    await vi.waitFor(async () => {
      for (const index of [here, there]) {
        expect(await found(index, nameOf('a'), [52.5, 13.4], 20_000)).toEqual(['near / ünï 🦊', 'far']);
      }
    }, eventually);
    expect(await found(here, nameOf('a'), [52.5, 13.4], 20_000, 1)).toEqual(['near / ünï 🦊']);
    expect(await found(here, nameOf('a'), [52.5, 13.4], 10)).toEqual([]);
    expect(await found(here, nameOf('c'), [52.5, 13.4])).toEqual([]);
    expect(await here.read(nameOf('a'), ['far', 'elsewhere'])).toEqual([
      { member: 'far', latitude: 52.6, longitude: 13.4, value: 'of far' },
      null,
    ]);
    expect(await here.read(nameOf('a'), [])).toEqual([]);
  });

  test('knows one place of each, the last, until it is removed or over', async () => {
    const { here, there, nameOf } = await seedIndexes();
    put(here, nameOf('a'), 'alice', [10, 20]);
    put(here, nameOf('a'), 'alice', [30, 40]);
    put(here, nameOf('a'), 'bob', [30, 40], 300);
    await vi.waitFor(async () => expect(await found(there, nameOf('a'), [30, 40])).toHaveLength(2), eventually);
    expect(await found(there, nameOf('a'), [10, 20])).toEqual([]);
    await delay(320);
    expect(await found(there, nameOf('a'), [30, 40])).toEqual(['alice']);
    expect(await there.read(nameOf('a'), ['bob', 'alice'])).toEqual([
      null,
      expect.objectContaining({ member: 'alice' }),
    ]);
    there.remove(nameOf('a'), 'alice');
    there.remove(nameOf('a'), 'nobody');
    await vi.waitFor(async () => expect(await found(here, nameOf('a'), [30, 40])).toEqual([]), eventually);
    expect(await here.read(nameOf('a'), ['alice'])).toEqual([null]);
  });

  test('keeps a place that is put again for its new time, also from beyond the map to it', async () => {
    const { here, nameOf } = await seedIndexes();
    put(here, nameOf('a'), 'alice', [89, 0], 200);
    put(here, nameOf('a'), 'alice', [10, 20], 60_000);
    put(here, nameOf('a'), 'bob', [10, 20], 60_000);
    put(here, nameOf('a'), 'bob', [-89, 20], 60_000);
    await delay(250);
    expect(await found(here, nameOf('a'), [10, 20])).toEqual(['alice']);
    expect(await found(here, nameOf('a'), [-88.9, 20])).toEqual(['bob']);
  });

  test.each<[string, [number, number], [number, number][]]>([
    [
      'across the antimeridian',
      [-16.5, 179.99],
      [
        [-16.5, -179.99],
        [-16.6, 179.9],
        [-16.5, -180],
      ],
    ],
    [
      'across a pole',
      [89.9, 10],
      [
        [89.9, -170],
        [90, 0],
        [89.8, 100],
        [89.6, 10],
      ],
    ],
    [
      'from beyond the map’s edge to before it',
      [85.2, 10],
      [
        [85, 10],
        [85.1, 12],
      ],
    ],
    [
      'from before the map’s edge to beyond it',
      [84.95, -30],
      [
        [85.1, -30],
        [84.9, -31],
      ],
    ],
    [
      'at the south pole',
      [-90, 0],
      [
        [-89.7, 90],
        [-89.9, -90],
      ],
    ],
  ])('finds %s', async (_where, center, places) => {
    const { here, nameOf } = await seedIndexes();
    for (const [at, place] of places.entries()) put(here, nameOf('a'), `${at}`, place);
    const wanted = places.map((_, at) => `${at}`);
    expect((await found(here, nameOf('a'), center))?.sort()).toEqual(wanted);
  });

  test('finds just those within the radius, in order, wherever on earth', async () => {
    const { here, nameOf } = await seedIndexes();
    const random = randomOf(7);
    const around = (value: number, by: number) => value + (random() - 0.5) * by;
    for (const [at, center] of [
      [0, 0],
      [60, 179.95],
      [-70, -179.98],
      [84.9, 3],
      [87, 50],
      [-89.9, 0],
    ].entries()) {
      const [latitude = 0, longitude = 0] = center;
      const room = nameOf(`round ${at}`);
      const places = Array.from({ length: 200 }, (_, member) => {
        const north = Math.max(-90, Math.min(90, around(latitude, 1)));
        const east = around(longitude, 2 / Math.max(0.01, Math.cos((latitude * Math.PI) / 180)));
        return { member: `${member}`, latitude: north, longitude: ((((east + 180) % 360) + 360) % 360) - 180 };
      });
      for (const place of places) here.put(room, { ...place, value: '' }, 60_000);
      for (const radius of [1, 900, 10_000, 50_000]) {
        const from: Point = { latitude: around(latitude, 0.1) % 90, longitude };
        const meters = (place: Point) => distanceMeters(from, place);
        const wanted = places
          .filter((place) => meters(place) <= radius)
          .sort((a, b) => meters(a) - meters(b) || (a.member < b.member ? -1 : 1));
        const got = await here.search(room, from, radius, 1_000);
        expect(got?.map(({ member }) => member)).toEqual(wanted.map(({ member }) => member));
      }
    }
  });

  test('is nothing to a node that was closed', async () => {
    const { here, there, nameOf } = await seedIndexes();
    await here.close();
    put(here, nameOf('a'), 'alice', [10, 20]);
    here.remove(nameOf('a'), 'alice');
    expect(await found(there, nameOf('a'), [10, 20])).toEqual([]);
  });
}
