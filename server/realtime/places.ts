import type { Point } from '../lib/distance.ts';
import { channelOf } from './channel.ts';
import type { Place, PlaceIndex } from './place-index.ts';

/** Where users of a tenant are: see `PlaceIndex`. */
export interface Places {
  put(tenantId: string, place: Place, ttlMs: number): void;
  remove(tenantId: string, member: string): void;
  read(tenantId: string, members: readonly string[]): Promise<(Place | null)[] | null>;
  search(tenantId: string, center: Point, radiusMeters: number, limit: number): Promise<Place[] | null>;
}

/** A room for each tenant. `prefix` is that of all keys. */
export function createPlaces(index: PlaceIndex, prefix: string): Places {
  const roomOf = (tenantId: string): string => channelOf(prefix, tenantId, 'places');
  return {
    put: (tenantId, place, ttlMs) => index.put(roomOf(tenantId), place, ttlMs),
    remove: (tenantId, member) => index.remove(roomOf(tenantId), member),
    read: (tenantId, members) => index.read(roomOf(tenantId), members),
    search: (tenantId, ...args) => index.search(roomOf(tenantId), ...args),
  };
}
