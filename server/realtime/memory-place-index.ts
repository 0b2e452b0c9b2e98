import RBush from 'rbush';
import { earthRadiusMeters, type Point, radians } from '../lib/distance.ts';
import { nearestOf, type Place, type PlaceIndex } from './place-index.ts';

/** A place as the tree holds it: a box without an extent. */
interface Entry {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
  place: Place;
  endsAt: number;
}

interface Room {
  tree: RBush<Entry>;
  byMember: Map<string, Entry>;
  timer: NodeJS.Timeout | undefined;
  /** When the timer goes off; never: Infinity. */
  wakesAt: number;
}

/** What several twins in one process share, so that tests can run several nodes in one. */
export type MemoryPlaces = Map<string, Room>;

/** The twin without Redis: places stay in the process, in an R-tree for each room. */
export function createMemoryPlaceIndex(rooms: MemoryPlaces = new Map()): PlaceIndex {
  let isClosed = false;

  function take(name: string, member: string): void {
    const room = rooms.get(name);
    const entry = room?.byMember.get(member);
    if (room === undefined || entry === undefined) return;
    room.tree.remove(entry);
    room.byMember.delete(member);
    if (room.byMember.size > 0) return;
    clearTimeout(room.timer);
    rooms.delete(name);
  }

  function wakeAt(name: string, room: Room, at: number): void {
    if (at >= room.wakesAt) return;
    clearTimeout(room.timer);
    room.wakesAt = at;
    room.timer = setTimeout(() => sweep(name, room), Math.max(1, at - Date.now())).unref();
  }

  function sweep(name: string, room: Room): void {
    room.wakesAt = Number.POSITIVE_INFINITY;
    const now = Date.now();
    let first = Number.POSITIVE_INFINITY;
    for (const [member, { endsAt }] of room.byMember) {
      if (endsAt <= now) take(name, member);
      else first = Math.min(first, endsAt);
    }
    if (first < Number.POSITIVE_INFINITY) wakeAt(name, room, first);
  }

  return {
    put(name, place, ttlMs) {
      if (isClosed) return;
      take(name, place.member);
      const room = rooms.get(name) ?? {
        ...{ tree: new RBush<Entry>(), byMember: new Map<string, Entry>() },
        ...{ timer: undefined, wakesAt: Number.POSITIVE_INFINITY },
      };
      rooms.set(name, room);
      const { longitude: x, latitude: y, member } = place;
      const entry = { minX: x, minY: y, maxX: x, maxY: y, place, endsAt: Date.now() + ttlMs };
      room.tree.insert(entry);
      room.byMember.set(member, entry);
      wakeAt(name, room, entry.endsAt);
    },
    remove(name, member) {
      if (!isClosed) take(name, member);
    },
    async read(name, members) {
      const now = Date.now();
      return members.map((member) => {
        const entry = rooms.get(name)?.byMember.get(member);
        return entry === undefined || entry.endsAt <= now ? null : entry.place;
      });
    },
    async search(name, center, radiusMeters, limit) {
      const now = Date.now();
      const { tree } = rooms.get(name) ?? {};
      if (tree === undefined) return [];
      const entries = boxesAround(center, radiusMeters).flatMap((box) => tree.search(box));
      const places = entries.filter(({ endsAt }) => endsAt > now).map(({ place }) => place);
      return nearestOf(places, center, radiusMeters, limit);
    },
    async close() {
      isClosed = true;
    },
  };
}

/** All longitudes from here to there. */
type Box = Pick<Entry, 'minX' | 'minY' | 'maxX' | 'maxY'>;

/**
 * Boxes in degrees that hold the circle: two where it crosses the antimeridian, and the whole cap where it holds a pole. To
 * the east and west it reaches furthest not at its centre's latitude, but nearer to the pole (Bronshtein, spherical triangles).
 */
function boxesAround({ latitude, longitude }: Point, radiusMeters: number): Box[] {
  // A little more, so that no rounding leaves out what lies on the edge.
  const angle = (radiusMeters * 1.000_001 + 0.1) / earthRadiusMeters;
  const reach = (angle * 180) / Math.PI;
  const [minY, maxY] = [Math.max(-90, latitude - reach), Math.min(90, latitude + reach)];
  if (minY === -90 || maxY === 90) return [{ minX: -180, maxX: 180, minY, maxY }];
  const aside = (Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(latitude)))) * 180) / Math.PI;
  const [minX, maxX] = [longitude - aside, longitude + aside];
  const box = { minY, maxY };
  if (minX < -180)
    return [
      { ...box, minX: -180, maxX },
      { ...box, minX: minX + 360, maxX: 180 },
    ];
  if (maxX > 180)
    return [
      { ...box, minX, maxX: 180 },
      { ...box, minX: -180, maxX: maxX - 360 },
    ];
  return [{ ...box, minX, maxX }];
}
