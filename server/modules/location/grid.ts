import geohash from 'ngeohash';
import type { Point } from '../../lib/distance.ts';
import type { LocationPrecision } from '../../realtime/log-event.ts';

interface Grid {
  /** Points of the grid in a degree. */
  perDegree: number;
  /** Metres, at most, from whatever lies in a cell to the point that stands for it, wherever on earth. Null: as measured. */
  accuracyMeters: number | null;
  /** Characters, so that a geohash names an area about as large as a cell. */
  geohashLength: number;
}

// A cell's corner is half a step to the north and half a step to the east of its point: at the equator, 79 m and 7.9 km.
const grids: Record<LocationPrecision, Grid> = {
  EXACT: { perDegree: 10_000_000, accuracyMeters: null, geohashLength: 9 },
  APPROXIMATE: { perDegree: 1_000, accuracyMeters: 80, geohashLength: 7 },
  CITY: { perDegree: 10, accuracyMeters: 8_000, geohashLength: 4 },
};

/** From the finest to the coarsest. */
const precisions = ['EXACT', 'APPROXIMATE', 'CITY'] as const satisfies LocationPrecision[];

/** Whether the first of the two says more than the second. */
export const isFiner = (one: LocationPrecision, other: LocationPrecision): boolean =>
  precisions.indexOf(one) < precisions.indexOf(other);

/**
 * The point of the precision's grid that stands for this place: the nearest, the northern and eastern one where two are as
 * near. Snapped through each finer grid in turn, so that every cell is made of whole finer cells: what was snapped before
 * can be snapped more coarsely later, and gives what the place itself would have given. (The nearest of the coarse points
 * would tell at a cell's edge on which side of a fine point's middle somebody is.) Longitudes go from -180 to below 180; a
 * pole is one point, whatever the longitude.
 */
export function snap({ latitude, longitude }: Point, precision: LocationPrecision): Point {
  let [north, east] = [latitude * grids.EXACT.perDegree, longitude * grids.EXACT.perDegree].map(Math.round) as [
    number,
    number,
  ];
  let { perDegree } = grids.EXACT;
  for (const each of precisions) {
    // Whole numbers divided by a power of ten: halves are exact.
    const step = perDegree / grids[each].perDegree;
    perDegree = grids[each].perDegree;
    north = Math.round(north / step);
    east = Math.round(east / step);
    // Before the next grid, or the two sides of a meridian would go their own ways.
    if (east >= 180 * perDegree) east -= 360 * perDegree;
    if (each === precision) break;
  }
  if (Math.abs(north) === 90 * perDegree) east = 0;
  // Without a negative zero.
  return { latitude: north / perDegree + 0, longitude: east / perDegree + 0 };
}

/** How far, at most, a snapped place is from the true one, in metres. Null: it was not snapped. */
export const gridAccuracyMeters = (precision: LocationPrecision): number | null => grids[precision].accuracyMeters;

/** The geohash of a snapped place. It says nothing that the place does not say. */
export const geohashOf = ({ latitude, longitude }: Point, precision: LocationPrecision): string =>
  geohash.encode(latitude, longitude, grids[precision].geohashLength);
