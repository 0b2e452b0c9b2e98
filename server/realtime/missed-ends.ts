import type { Cluster, Redis } from 'ioredis';

/** What was to end while Redis was away, and would stay there for its whole time. It is said again once Redis is back. */
export interface MissedEnds {
  note(key: string, again: () => void): void;
  /** It has begun anew. */
  forget(key: string): void;
}

/** More than these are left to end by themselves. */
const missedMax = 10_000;

export function createMissedEnds(redis: Redis | Cluster): MissedEnds {
  const missed = new Map<string, () => void>();
  redis.on('ready', () => {
    const all = [...missed.values()];
    missed.clear();
    for (const again of all) again();
  });
  return {
    note(key, again) {
      if (missed.size < missedMax) missed.set(key, again);
    },
    forget: (key) => void missed.delete(key),
  };
}
