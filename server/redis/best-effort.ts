import type { Cluster, Redis } from 'ioredis';
import type { Logger } from 'pino';

interface BestEffortOptions {
  redis: Redis | Cluster;
  log: Logger;
  /** What is asked of Redis, for the log: `leases`. */
  what: string;
  /** How long `ask` waits. */
  answerMsMax: number;
}

/** Commands to a Redis that may be away: nobody waits long for it, and nothing fails for want of it. */
export interface BestEffort {
  /** Null, in time, where Redis does not answer. */
  ask<T>(send: () => Promise<T>): Promise<T | null>;
  /** Sends a change, and does not wait. `onMissed` is called where Redis did not take it. */
  change(send: () => Promise<unknown>, onMissed: () => void): void;
  /** From now on changes are dropped. */
  close(): void;
}

/** Changes under way that nobody has answered: beyond, Redis is stuck, and more would only fill the memory. */
const underWayMax = 10_000;

export function createBestEffort({ redis, log, what, answerMsMax }: BestEffortOptions): BestEffort {
  let underWay = 0;
  let isClosed = false;
  return {
    async ask(send) {
      if (redis.status !== 'ready') return null;
      const late = Promise.withResolvers<null>();
      const timer = setTimeout(() => late.resolve(null), answerMsMax);
      const answer = send().catch((error: unknown) => {
        log.debug({ err: error, what }, 'Redis could not be asked.');
        return null;
      });
      return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
    },
    change(send, onMissed) {
      if (isClosed) return;
      if (redis.status !== 'ready' || underWay >= underWayMax) {
        onMissed();
        return;
      }
      underWay += 1;
      send()
        .catch((error: unknown) => {
          log.debug({ err: error, what }, 'A change did not get into Redis.');
          onMissed();
        })
        .finally(() => {
          underWay -= 1;
        });
    },
    close() {
      isClosed = true;
    },
  };
}
