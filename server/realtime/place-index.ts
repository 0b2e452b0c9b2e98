import { distanceMeters, type Point } from '../lib/distance.ts';

/** Where a member of a room is. */
export interface Place extends Point {
  member: string;
  /** Whatever was given with it. */
  value: string;
}

/**
 * Knows where the members of a room are, and who is near a point, so that every node sees it. A place is forgotten by itself
 * when its time is over. What is said while the other side is away is lost, but for a removal, which is said again. Two
 * twins, in memory and over Redis, pass one suite.
 */
export interface PlaceIndex {
  /** Puts a member to a place, whatever it was at before. Never waits, never throws. */
  put(room: string, place: Place, ttlMs: number): void;
  /** Never waits, never throws. */
  remove(room: string, member: string): void;
  /** Where these members are, in the order asked for, null for who is nowhere; null, after a second at most: the other side is away. */
  read(room: string, members: readonly string[]): Promise<(Place | null)[] | null>;
  /**
   * The nearest members within a radius of some kilometres, the nearest first, by distance over the ground, and those at one
   * distance in the order of their names; so many at most.
   * Null, after a second at most: the other side is away.
   */
  search(room: string, center: Point, radiusMeters: number, limit: number): Promise<Place[] | null>;
  close(): Promise<void>;
}

/** Those of these places that `search` finds. */
export function nearestOf(places: readonly Place[], center: Point, radiusMeters: number, limit: number): Place[] {
  return places
    .map((place) => ({ place, meters: distanceMeters(center, place) }))
    .filter(({ meters }) => meters <= radiusMeters)
    .sort((a, b) => a.meters - b.meters || (a.place.member < b.place.member ? -1 : 1))
    .slice(0, limit)
    .map(({ place }) => place);
}
