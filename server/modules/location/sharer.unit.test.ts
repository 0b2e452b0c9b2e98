import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LocationPrecision } from '../../realtime/log-event.ts';
import type { KnownLease } from '../../realtime/signals.ts';
import { gridAccuracyMeters, snap } from './grid.ts';
import { coarsen, decodePosition, type Position, type Report } from './position.ts';
import type { Sharing } from './queries.ts';
import { createSharer } from './sharer.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const pace = { intervalMs: 5_000, distanceMetersMin: 10, refreshMs: 25_000 };

/** Somebody who shares, and what is published of him: when, for how long, and where. */
function seedSharer(precision: LocationPrecision = 'APPROXIMATE') {
  const startedAt = Date.now();
  const published: { at: number; ttlMs: number; position: Position }[] = [];
  const ended: string[] = [];
  const leases = new Map<string, KnownLease>();
  const sharing: Sharing = {
    ...{ audience: 'EVERYONE', precision, userIds: [], expiresAt: null },
    share: { id: 'one', endsAt: startedAt + 3_600_000 },
  };
  const sharer = createSharer({
    signals: {
      hold(_room, member, value, ttlMs) {
        leases.set(member, { value, endsAt: Date.now() + ttlMs });
        const { reportedAt, publishedAt, ...rest } = decodePosition(value);
        const position = { ...rest, reportedAt: reportedAt - startedAt, publishedAt: publishedAt - startedAt };
        published.push({ at: Date.now() - startedAt, ttlMs, position });
      },
      end(_room, member) {
        leases.delete(member);
        ended.push(member);
      },
      take: async () => false,
      watch: () => Promise.reject(new Error('Nobody watches here.')),
    },
    room: { tenantId: 'acme', name: 'location/alice' },
    watch: { leases, drop() {}, close() {} },
    readSharing: async () => sharing,
    onPublished() {},
    onEnded: () => void ended.push('all'),
    pace,
  });
  const report = (given: Partial<Report>) => {
    const now = Date.now();
    const exact = { latitude: 0, longitude: 0, accuracyMeters: null, headingDegrees: null, speedMetersPerSecond: null };
    const position = { ...exact, ...given, precision: 'EXACT' as const, reportedAt: now, publishedAt: now };
    sharer.report(sharing, coarsen(position, sharing.precision));
  };
  return { sharer, sharing, published, ended, leases, report };
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const places = ({ published }: ReturnType<typeof seedSharer>) =>
  published.map(({ at, position }) => `${at}: ${position.latitude}`);

test('of what comes sooner than an interval after the last the latest is published, at its end', async () => {
  const seeded = seedSharer('EXACT');
  for (const latitude of [1, 2, 3]) {
    seeded.report({ latitude });
    await wait(1_000);
  }
  await wait(60_000);
  seeded.report({ latitude: 4 });
  await wait(1);
  expect(places(seeded)).toEqual(['0: 1', '5000: 3', '63000: 4']);
  expect(seeded.published[1]?.position.reportedAt).toBe(2_000);
});

test('who stays where he is is published again after a while, if he reports, with what else is new', async () => {
  const seeded = seedSharer('EXACT');
  for (let at = 0; at < 60; at += 1) {
    // Six metres to and fro.
    seeded.report({ latitude: 10 + (at % 2) * 0.000_05, accuracyMeters: at });
    await wait(1_000);
  }
  await wait(60_000);
  expect(places(seeded)).toEqual(['0: 10', '25000: 10', '50000: 10', '75000: 10']);
  expect(seeded.published.map(({ position }) => position.accuracyMeters)).toEqual([0, 24, 49, 59]);
});

test('a share that is over takes with it what was about to be said of it', async () => {
  const seeded = seedSharer('EXACT');
  seeded.report({ latitude: 1 });
  await wait(1_000);
  seeded.report({ latitude: 2 });
  Object.assign(seeded.sharing, { share: null });
  await seeded.sharer.follow();
  await wait(60_000);
  expect(places(seeded)).toEqual(['0: 1']);
  expect(seeded.ended).toEqual(['one', 'one', 'all']);
  expect(seeded.leases.size).toBe(0);
});

test('what changes nothing of what is published is not said again', async () => {
  const seeded = seedSharer('EXACT');
  seeded.report({ latitude: 1.000_000_1 });
  await wait(1_000);
  await seeded.sharer.follow();
  expect(places(seeded)).toEqual(['0: 1.0000001']);
  Object.assign(seeded.sharing, { precision: 'CITY' });
  await seeded.sharer.follow();
  await seeded.sharer.follow();
  expect(places(seeded)).toEqual(['0: 1.0000001', '1000: 1']);
});

const within = fc.double({ min: -0.499, max: 0.499, noNaN: true });
const measured = fc.option(fc.double({ min: 0, max: 360, noNaN: true }));
/** Some way through cells, and where in each of them, and with what, somebody reports. */
const walk = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 20_000 }),
    cell: fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })),
    ways: fc.tuple(
      fc.tuple(within, within, measured, measured, measured),
      fc.tuple(within, within, measured, measured, measured),
    ),
  }),
  { minLength: 1, maxLength: 30 },
);
const corner = fc.record({ north: fc.integer({ min: -84, max: 84 }), east: fc.integer({ min: -180, max: 179 }) });

test.each(['APPROXIMATE', 'CITY'] as const)(
  'Of two who walk through the same cells, however each moves in them, the same is published at the same times: %s',
  async (precision) => {
    const step = { APPROXIMATE: 0.001, CITY: 0.1 }[precision];
    await fc.assert(
      fc.asyncProperty(walk, corner, async (steps, { north, east }) => {
        const published = [];
        for (const way of [0, 1] as const) {
          vi.setSystemTime(1_000_000);
          const seeded = seedSharer(precision);
          for (const { afterMs, cell, ways } of steps) {
            const [latitudeBy, longitudeBy, accuracyMeters, headingDegrees, speedMetersPerSecond] = ways[way];
            // The cells are made of finer ones: what lies at their very edge may belong to the next.
            const point = (at: number, by: number) => at + by * 0.98 * step;
            const center = snap({ latitude: north + cell[0] * step, longitude: east + cell[1] * step }, precision);
            await wait(afterMs);
            seeded.report({
              latitude: point(center.latitude, latitudeBy),
              longitude: Math.max(-180, point(center.longitude, longitudeBy)),
              ...{ accuracyMeters, headingDegrees, speedMetersPerSecond },
            });
          }
          await wait(60_000);
          seeded.sharer.close();
          published.push(seeded.published);
          for (const { position } of seeded.published) {
            expect(position).toMatchObject({
              ...{ headingDegrees: null, speedMetersPerSecond: null },
              accuracyMeters: gridAccuracyMeters(precision),
            });
          }
        }
        expect(published[1]).toEqual(published[0]);
      }),
      { numRuns: 300 },
    );
  },
);
