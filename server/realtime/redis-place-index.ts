import type { Result } from 'ioredis';
import type { Logger } from 'pino';
import { distanceMeters, type Point } from '../lib/distance.ts';
import { createBestEffort } from '../redis/best-effort.ts';
import { connectStore, disconnect, type RedisAddress } from '../redis/connect.ts';
import { createMissedEnds } from './missed-ends.ts';
import { nearestOf, type Place, type PlaceIndex } from './place-index.ts';

interface RedisPlaceIndexOptions extends RedisAddress {
  log: Logger;
  /** How long `read` and `search` wait for Redis. @default 1_000 // 1 second */
  answerMsMax?: number;
}

/** Places that one command takes out of the way whose time is over. */
const sweptMax = 100;

/** Redis takes no point beyond (it is the reach of the Mercator map): those few are in a set of their own. */
const mappedLatitudeMax = 85.05;

/** A longer sleep than any timer's; a sweep that finds nothing costs nothing. */
const sweepMsMax = 3_600_000;

// Times are those of Redis' clock. A room is four keys with one hash tag, so that a cluster keeps them together: GEO points,
// members beyond the map, when each ends, and each place as it was given. All of them end with the last place at the latest.
const sweep = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local over = redis.call('ZRANGE', KEYS[3], '-inf', now, 'BYSCORE', 'LIMIT', 0, ${sweptMax})
if #over > 0 then
  redis.call('ZREM', KEYS[1], unpack(over))
  redis.call('SREM', KEYS[2], unpack(over))
  redis.call('ZREM', KEYS[3], unpack(over))
  redis.call('HDEL', KEYS[4], unpack(over))
end`;

const putScript = `${sweep}
local member, place, ttl = ARGV[1], ARGV[2], tonumber(ARGV[3])
if ARGV[4] == '' then
  redis.call('ZREM', KEYS[1], member)
  redis.call('SADD', KEYS[2], member)
else
  redis.call('SREM', KEYS[2], member)
  redis.call('GEOADD', KEYS[1], ARGV[4], ARGV[5], member)
end
redis.call('ZADD', KEYS[3], now + ttl, member)
redis.call('HSET', KEYS[4], member, place)
local last = redis.call('ZRANGE', KEYS[3], -1, -1, 'WITHSCORES')
for at = 1, 4 do redis.call('PEXPIREAT', KEYS[at], last[2]) end
return 1`;

const removeScript = `redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('SREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
return redis.call('HDEL', KEYS[4], ARGV[1])`;

const sweepScript = `${sweep}
local first = redis.call('ZRANGE', KEYS[3], 0, 0, 'WITHSCORES')
if #first == 0 then return -1 end
return math.max(0, first[2] - now)`;

const readScript = `${sweep}
local places = redis.call('HMGET', KEYS[4], unpack(ARGV))
for at, place in ipairs(places) do
  local ends = redis.call('ZSCORE', KEYS[3], ARGV[at])
  if not ends or tonumber(ends) <= now then places[at] = false end
end
return places`;

const searchScript = `${sweep}
local found = {}
if ARGV[1] ~= '' then
  found = redis.call('GEOSEARCH', KEYS[1], 'FROMLONLAT', ARGV[1], ARGV[2], 'BYRADIUS', ARGV[3], 'm', 'ASC', 'COUNT', ARGV[4])
end
if ARGV[5] == '1' then
  for _, member in ipairs(redis.call('SMEMBERS', KEYS[2])) do found[#found + 1] = member end
end
local places = {}
for _, member in ipairs(found) do
  local ends = redis.call('ZSCORE', KEYS[3], member)
  if ends and tonumber(ends) > now then places[#places + 1] = redis.call('HGET', KEYS[4], member) end
end
return places`;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    putPlace(
      ...args: [...keys: Keys, member: string, place: string, ttlMs: number, x: string, y: string]
    ): Result<number, Context>;
    removePlace(...args: [...keys: Keys, member: string]): Result<number, Context>;
    sweepPlaces(...args: Keys): Result<number, Context>;
    readPlaces(...args: [...keys: Keys, ...members: string[]]): Result<(string | null)[], Context>;
    searchPlaces(
      ...args: [...keys: Keys, x: string, y: string, meters: number, limit: number, withPoles: string]
    ): Result<string[], Context>;
  }
}

/** The twin over Redis. */
export function createRedisPlaceIndex({ log, answerMsMax = 1_000, ...address }: RedisPlaceIndexOptions): PlaceIndex {
  const redis = connectStore(address, 'places', log);
  redis.defineCommand('putPlace', { numberOfKeys: 4, lua: putScript });
  redis.defineCommand('removePlace', { numberOfKeys: 4, lua: removeScript });
  redis.defineCommand('sweepPlaces', { numberOfKeys: 4, lua: sweepScript });
  redis.defineCommand('readPlaces', { numberOfKeys: 4, lua: readScript });
  redis.defineCommand('searchPlaces', { numberOfKeys: 4, lua: searchScript });
  const missed = createMissedEnds(redis);
  const { ask, change, close } = createBestEffort({ redis, log, what: 'places', answerMsMax });
  /** The rooms in which this node has put somebody, and when the first of all of theirs ends. */
  const sweeps = new Map<string, { timer: NodeJS.Timeout; at: number }>();
  let isClosed = false;

  function remove(room: string, member: string): void {
    change(
      () => redis.removePlace(...keysOf(room), member),
      () => missed.note(`${room}\n${member}`, () => remove(room, member)),
    );
  }

  /** What is over is not found any more, and does not lie about either. */
  function sweepIn(room: string, afterMs: number): void {
    const at = Date.now() + afterMs;
    const known = sweeps.get(room);
    if (isClosed || (known !== undefined && known.at <= at)) return;
    clearTimeout(known?.timer);
    sweeps.set(room, { at, timer: setTimeout(() => void sweepNow(room), Math.min(afterMs, sweepMsMax)).unref() });
  }

  async function sweepNow(room: string): Promise<void> {
    sweeps.delete(room);
    const leftMs =
      redis.status === 'ready' ? await redis.sweepPlaces(...keysOf(room)).catch(() => answerMsMax) : answerMsMax;
    if (leftMs >= 0) sweepIn(room, leftMs + 1);
  }

  return {
    put(room, place, ttlMs) {
      const ttl = Math.max(1, Math.round(ttlMs));
      missed.forget(`${room}\n${place.member}`);
      const [x, y] = isMapped(place) ? [`${place.longitude}`, `${place.latitude}`] : ['', ''];
      change(
        () => redis.putPlace(...keysOf(room), place.member, JSON.stringify(place), ttl, x, y),
        () => {},
      );
      sweepIn(room, ttl + 1);
    },
    remove,
    async read(room, members) {
      if (members.length === 0) return [];
      const texts = await ask(() => redis.readPlaces(...keysOf(room), ...members));
      return texts?.map((text) => (text === null ? null : (JSON.parse(text) as Place))) ?? null;
    },
    async search(room, center, radiusMeters, limit) {
      const { x, y, meters, withPoles } = onMap(center, radiusMeters);
      const texts = await ask(() => redis.searchPlaces(...keysOf(room), x, y, meters, limit, withPoles ? '1' : ''));
      const places = texts?.map((text) => JSON.parse(text) as Place);
      return places === undefined ? null : nearestOf(places, center, radiusMeters, limit);
    },
    async close() {
      isClosed = true;
      close();
      for (const { timer } of sweeps.values()) clearTimeout(timer);
      await disconnect(redis);
    },
  };
}

type Keys = [points: string, beyond: string, ends: string, values: string];

const keysOf = (room: string): Keys => [`{${room}}:points`, `{${room}}:beyond`, `{${room}}:ends`, `{${room}}:values`];

const isMapped = ({ latitude }: Point): boolean => Math.abs(latitude) <= mappedLatitudeMax;

/**
 * The circle to search on the map, a little wider than it is: Redis keeps points to half a metre, and takes the earth for a
 * little larger. Around a centre beyond the map's edge, one around the edge's nearest point that holds all of it.
 */
function onMap(center: Point, radiusMeters: number) {
  const edge = Math.sign(center.latitude) * mappedLatitudeMax;
  const metersToEdge = distanceMeters(center, { ...center, latitude: edge });
  const withPoles = !isMapped(center) || metersToEdge <= radiusMeters;
  const wider = (meters: number) => meters * 1.001 + 2;
  if (isMapped(center)) {
    return { x: `${center.longitude}`, y: `${center.latitude}`, meters: wider(radiusMeters), withPoles };
  }
  if (metersToEdge > radiusMeters) return { x: '', y: '', meters: 0, withPoles };
  return { x: `${center.longitude}`, y: `${edge}`, meters: wider(radiusMeters + metersToEdge), withPoles };
}
