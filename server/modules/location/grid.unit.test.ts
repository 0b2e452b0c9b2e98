import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceMeters, type Point } from '../../lib/distance.ts';
import { geohashOf, gridAccuracyMeters, snap } from './grid.ts';

const point = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
const precisions = ['EXACT', 'APPROXIMATE', 'CITY'] as const;
const show = ({ latitude, longitude }: Point) => `${latitude},${longitude}`;

describe('a snapped place', () => {
  test.each([
    [52.520_008, 13.404_954, '52.52,13.405', '52.5,13.4'],
    [-33.856_784, 151.215_297, '-33.857,151.215', '-33.9,151.2'],
    [0.000_4, -0.000_4, '0,0', '0,0'],
    // Half-way: to the north and to the east.
    [0.000_5, 0.000_5, '0.001,0.001', '0,0'],
    [-0.000_5, -0.000_5, '0,0', '0,0'],
    // Through the finer grid: 0.0496 counts as 0.05, and so do all that are shown as 0.05.
    [0.049_6, 0.049_4, '0.05,0.049', '0.1,0'],
    // The antimeridian is one line, a pole is one point.
    [10, 179.999_6, '10,-180', '10,-180'],
    [10, -179.999_6, '10,-180', '10,-180'],
    [10, 180, '10,-180', '10,-180'],
    [10, 179.96, '10,179.96', '10,-180'],
    [89.999_6, 77, '90,0', '90,0'],
    [-89.96, 77, '-89.96,77', '-90,0'],
  ])('%d %d is %s and %s', (latitude, longitude, approximate, city) => {
    expect(show(snap({ latitude, longitude }, 'APPROXIMATE'))).toBe(approximate);
    expect(show(snap({ latitude, longitude }, 'CITY'))).toBe(city);
  });

  test('has as many decimals as its grid, and lies on earth', () => {
    fc.assert(
      fc.property(point, fc.constantFrom(...precisions), (place, precision) => {
        const snapped = snap(place, precision);
        const decimals = { EXACT: 7, APPROXIMATE: 3, CITY: 1 }[precision];
        for (const value of [snapped.latitude, snapped.longitude]) {
          expect(Number(value.toFixed(decimals))).toBe(value);
          expect(Object.is(value, -0)).toBe(false);
        }
        expect(Math.abs(snapped.latitude)).toBeLessThanOrEqual(90);
        expect(snapped.longitude).toBeGreaterThanOrEqual(-180);
        expect(snapped.longitude).toBeLessThan(180);
      }),
    );
  });

  test('is no further from the true one than it says', () => {
    fc.assert(
      fc.property(point, fc.constantFrom('APPROXIMATE' as const, 'CITY' as const), (place, precision) => {
        expect(distanceMeters(place, snap(place, precision))).toBeLessThanOrEqual(gridAccuracyMeters(precision) ?? 0);
      }),
      { numRuns: 1_000 },
    );
  });

  test('snaps to itself, and more coarsely to what the true one snaps to', () => {
    fc.assert(
      fc.property(point, fc.constantFrom(...precisions), fc.constantFrom(...precisions), (place, one, other) => {
        const [finer, coarser] = precisions.indexOf(one) <= precisions.indexOf(other) ? [one, other] : [other, one];
        expect(snap(snap(place, finer), coarser)).toEqual(snap(place, coarser));
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a geohash is that of the snapped place', () => {
  expect(geohashOf({ latitude: 57.649_11, longitude: 10.407_44 }, 'EXACT')).toBe('u4pruydqq');
  expect(geohashOf({ latitude: 52.5, longitude: 13.4 }, 'CITY')).toBe('u33d');
});
