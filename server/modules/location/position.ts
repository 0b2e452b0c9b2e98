import type { Point } from '../../lib/distance.ts';
import type { LocationPrecision, StoredLocation } from '../../realtime/log-event.ts';
import { geohashOf, gridAccuracyMeters, isFiner, snap } from './grid.ts';
import type { Share } from './queries.ts';

/** Where a device says that it is. It is snapped before anything else is done with it, and then forgotten. */
export interface Report extends Point {
  accuracyMeters: number | null;
  headingDegrees: number | null;
  speedMetersPerSecond: number | null;
}

/** Where somebody is, as it is kept and told: snapped to the grid of its precision. */
export interface Position extends Report {
  precision: LocationPrecision;
  /** When the last report came that is in it; milliseconds of `Date.now`. */
  reportedAt: number;
  /** When it was published. */
  publishedAt: number;
}

/**
 * What may be kept of a place at this precision: a point of the grid, and nothing that would tell how somebody moves between
 * two points. What was snapped more finely before is snapped again; what is coarser stays as it is.
 */
export function coarsen<T extends Report & { precision: LocationPrecision }>(
  place: T,
  precision: LocationPrecision,
): T {
  if (isFiner(precision, place.precision)) return place;
  const accuracyMeters = gridAccuracyMeters(precision);
  const snapped = { ...place, ...snap(place, precision), precision };
  if (accuracyMeters === null) return snapped;
  return { ...snapped, accuracyMeters, headingDegrees: null, speedMetersPerSecond: null };
}

/** As it is shown. */
export function locationOf(position: Position, share: Share, isStale: boolean): StoredLocation {
  const { reportedAt, publishedAt: _, ...place } = position;
  return {
    ...place,
    geohash: geohashOf(position, position.precision),
    updatedAt: new Date(reportedAt).toISOString(),
    isStale,
    expiresAt: new Date(share.endsAt).toISOString(),
  };
}

/** The value of a lease. */
export const encodePosition = (position: Position): string => JSON.stringify(position);
export const decodePosition = (value: string): Position => JSON.parse(value) as Position;
