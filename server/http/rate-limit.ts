import type { Logger } from 'pino';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { connectStore } from '../redis/connect.ts';

/** What is counted apart. */
export type RateKind =
  | 'send'
  | 'urgent'
  | 'signal'
  | 'nearby'
  | 'contact'
  | 'mutation'
  | 'query'
  | 'subscription'
  | 'connect';

export interface RateLimits {
  /**
   * Counts one, or `amount`, but no more than may come at once; throws RATE_LIMITED with `retryAfterMs` above the rate. `key`
   * is whose, and where it matters what; `field` the input that is to blame, if it is one.
   */
  take(kind: RateKind, key: string, about?: { amount?: number; field?: string }): Promise<void>;
  close(): void;
}

/** So many within so many seconds, which may come at once. */
type Rate = { points: number; duration: number };

const ratesOf = (config: Config): Record<RateKind, Rate> => ({
  send: { points: config.sendsPerSecondMax * 2, duration: 2 },
  urgent: { points: config.urgentSendsPerMinuteMax, duration: 60 },
  signal: { points: config.signalsPerSecondMax * 2, duration: 2 },
  contact: { points: config.contactRequestsPerHourMax, duration: 3_600 },
  nearby: { points: config.nearbySearchesPerMinuteMax, duration: 60 },
  mutation: { points: config.mutationsPerSecondMax * 2, duration: 2 },
  query: { points: config.queriesPerSecondMax * 2, duration: 2 },
  subscription: { points: config.subscriptionsPerSecondMax * 10, duration: 10 },
  connect: { points: config.connectsPerSecondMax * 10, duration: 10 },
});

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
  const rates = ratesOf(config);
  const create = (kind: RateKind) => {
    const options = { keyPrefix: `${config.redisKeyPrefix}:rate:${kind}`, ...rates[kind] };
    return {
      local: new RateLimiterMemory(options),
      shared:
        redis === null ? null : new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true }),
    };
  };
  const limiters = {
    send: create('send'),
    urgent: create('urgent'),
    signal: create('signal'),
    contact: create('contact'),
    nearby: create('nearby'),
    mutation: create('mutation'),
    query: create('query'),
    subscription: create('subscription'),
    connect: create('connect'),
  };

  return {
    async take(kind, key, { amount = 1, field } = {}) {
      const { local, shared } = limiters[kind];
      const points = Math.min(amount, local.points);
      const refused = await consume(local, key, points);
      if (refused !== null) {
        const retryAfterMs = Math.max(1, Math.ceil(refused.msBeforeNext));
        const what = kind === 'urgent' ? 'URGENT messages; send with another priority, or' : 'requests of this kind;';
        throw new AppError('RATE_LIMITED', `Too many ${what} wait for ${retryAfterMs} ms.`, {
          ...{ retryAfterMs, ...(field !== undefined && { field }) },
        });
      }
      if (shared === null) return;
      consume(shared, key, points)
        .then((over) => (over === null ? undefined : local.block(key, over.msBeforeNext / 1_000)))
        .catch((error: unknown) => log.debug({ err: error }, 'Rates are counted by this node alone.'));
    },
    close: () => redis?.disconnect(),
  };
}

/** Null if there was room; the limiter throws its answer, where others throw errors. */
async function consume(limiter: RateLimiterAbstract, key: string, points: number): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key, points);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  }
}
