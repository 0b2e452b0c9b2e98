import type { Logger } from 'pino';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { connectStore } from '../redis/connect.ts';

/** What is counted apart. */
export type RateKind = 'send' | 'mutation' | 'query' | 'subscription' | 'connect';

export interface RateLimits {
  /** Counts one; throws RATE_LIMITED with `retryAfterMs` above the rate. `key` is whose, and where it matters what. */
  take(kind: RateKind, key: string): Promise<void>;
  close(): void;
}

/** How many seconds' worth may come at once. */
const burstSeconds: Record<RateKind, number> = { send: 2, mutation: 2, query: 2, subscription: 10, connect: 10 };

/**
 * Rates per user and operation. Every node counts in memory and decides at once; with Redis the nodes also add up
 * there, without anybody waiting for it, and whoever is over the common rate is held back from the next request on. So
 * a Redis that hangs costs no latency, and without it each node keeps the rate by itself.
 */
export function createRateLimits(config: Config, log: Logger): RateLimits {
  if (!config.rateLimits) {
    log.warn('RATE_LIMITS is off: nothing bounds how often a user calls. This is for load tests only.');
    return { take: async () => {}, close() {} };
  }
  const { redisUrl: url, isRedisCluster: isCluster } = config;
  const redis = url === null ? null : connectStore({ url, isCluster }, 'rates', log);
  const perSecond: Record<RateKind, number> = {
    send: config.sendsPerSecondMax,
    mutation: config.mutationsPerSecondMax,
    query: config.queriesPerSecondMax,
    subscription: config.subscriptionsPerSecondMax,
    connect: config.connectsPerSecondMax,
  };
  const create = (kind: RateKind) => {
    const duration = burstSeconds[kind];
    const options = {
      keyPrefix: `${config.redisKeyPrefix}:rate:${kind}`,
      points: perSecond[kind] * duration,
      duration,
    };
    return {
      local: new RateLimiterMemory(options),
      shared:
        redis === null ? null : new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true }),
    };
  };
  const limiters = {
    send: create('send'),
    mutation: create('mutation'),
    query: create('query'),
    subscription: create('subscription'),
    connect: create('connect'),
  };

  return {
    async take(kind, key) {
      const { local, shared } = limiters[kind];
      const refused = await consume(local, key);
      if (refused !== null) {
        const retryAfterMs = Math.max(1, Math.ceil(refused.msBeforeNext));
        throw new AppError('RATE_LIMITED', `Too many requests of this kind; wait for ${retryAfterMs} ms.`, {
          retryAfterMs,
        });
      }
      if (shared === null) return;
      consume(shared, key)
        .then((over) => (over === null ? undefined : local.block(key, over.msBeforeNext / 1_000)))
        .catch((error: unknown) => log.debug({ err: error }, 'Rates are counted by this node alone.'));
    },
    close: () => redis?.disconnect(),
  };
}

/** Null if there was room; the limiter throws its answer, where others throw errors. */
async function consume(limiter: RateLimiterAbstract, key: string): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  }
}
