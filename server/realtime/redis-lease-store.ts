import type { Result } from 'ioredis';
import type { Logger } from 'pino';
import { createBestEffort } from '../redis/best-effort.ts';
import { connectStore, disconnect, type RedisAddress } from '../redis/connect.ts';
import type { Lease, LeaseStore } from './lease-store.ts';
import { createMissedEnds } from './missed-ends.ts';

interface RedisLeaseStoreOptions extends RedisAddress {
  log: Logger;
  /** How long `read` waits for Redis. @default 1_000 // 1 second */
  answerMsMax?: number;
}

/** Leases that one change takes out of the way whose time is over. */
const sweptMax = 100;

// Times are those of Redis' clock, so that nodes whose clocks differ agree on when a lease ends. A room is two keys with
// one hash tag, so that a cluster keeps them together: when each member's lease ends, and what was given with it.
const now = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

const hold = `local over = redis.call('ZRANGE', KEYS[1], '-inf', now, 'BYSCORE', 'LIMIT', 0, ${sweptMax})
if #over > 0 then
  redis.call('ZREM', KEYS[1], unpack(over))
  redis.call('HDEL', KEYS[2], unpack(over))
end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  redis.call('PEXPIRE', KEYS[2], ARGV[3])
end
return 1`;

const holdScript = `${now}
${hold}`;

const takeScript = `${now}
local ends = redis.call('ZSCORE', KEYS[1], ARGV[1])
if ends and tonumber(ends) > now then return 0 end
${hold}`;

const endScript = `if ARGV[2] == '1' and redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[3] then return 0 end
redis.call('ZREM', KEYS[1], ARGV[1])
return redis.call('HDEL', KEYS[2], ARGV[1])`;

const readScript = `${now}
local ends = redis.call('ZRANGE', KEYS[1], '(' .. now, '+inf', 'BYSCORE', 'WITHSCORES')
local leases = {}
for at = 1, #ends, 2 do
  leases[#leases + 1] = ends[at]
  leases[#leases + 1] = redis.call('HGET', KEYS[2], ends[at])
  leases[#leases + 1] = ends[at + 1] - now
end
return leases`;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    holdLease(ends: string, values: string, member: string, value: string, ttlMs: number): Result<number, Context>;
    takeLease(ends: string, values: string, member: string, value: string, ttlMs: number): Result<number, Context>;
    endLease(
      ends: string,
      values: string,
      member: string,
      isMatched: '0' | '1',
      value: string,
    ): Result<number, Context>;
    readLeases(ends: string, values: string): Result<(string | number)[], Context>;
  }
}

/** The twin over Redis. */
export function createRedisLeaseStore({ log, answerMsMax = 1_000, ...address }: RedisLeaseStoreOptions): LeaseStore {
  const redis = connectStore(address, 'leases', log);
  redis.defineCommand('holdLease', { numberOfKeys: 2, lua: holdScript });
  redis.defineCommand('takeLease', { numberOfKeys: 2, lua: takeScript });
  redis.defineCommand('endLease', { numberOfKeys: 2, lua: endScript });
  redis.defineCommand('readLeases', { numberOfKeys: 2, lua: readScript });
  const missed = createMissedEnds(redis);
  const { ask, change, close } = createBestEffort({ redis, log, what: 'leases', answerMsMax });

  function end(room: string, member: string, value: string | null): void {
    change(
      () => redis.endLease(...keysOf(room), member, value === null ? '0' : '1', value ?? ''),
      () => missed.note(`${room}\n${member}`, () => end(room, member, value)),
    );
  }

  return {
    hold(room, member, value, ttlMs) {
      missed.forget(`${room}\n${member}`);
      change(
        () => redis.holdLease(...keysOf(room), member, value, Math.max(1, Math.round(ttlMs))),
        () => {},
      );
    },
    async take(room, member, value, ttlMs) {
      const ms = Math.max(1, Math.round(ttlMs));
      return (await ask(() => redis.takeLease(...keysOf(room), member, value, ms))) === 1;
    },
    end,
    async read(room) {
      return toLeases((await ask(() => redis.readLeases(...keysOf(room)))) ?? []);
    },
    close() {
      close();
      return disconnect(redis);
    },
  };
}

const keysOf = (room: string): [ends: string, values: string] => [`{${room}}:ends`, `{${room}}:values`];

/** Out of triples. */
function toLeases(answer: (string | number)[]): Lease[] {
  const leases: Lease[] = [];
  for (let at = 0; at < answer.length; at += 3) {
    const [member, value, leftMs] = answer.slice(at, at + 3);
    leases.push({ member: String(member), value: String(value), leftMs: Number(leftMs) });
  }
  return leases;
}
