import { Redis } from 'ioredis';
import type { Logger } from 'pino';

/** A command without an answer for so long has lost its connection. */
const socketTimeoutMs = 5_000;
const retryDelayMsMax = 2_000;

/**
 * A connection that comes back by itself and never makes anybody wait: without a connection a command fails at once.
 * Redis is a hint to us, so an outage is logged when it begins and when it ends, and not in between.
 */
export function connectRedis(url: string, name: string, log: Logger): Redis {
  const redis = new Redis(url, {
    connectionName: `tidings-${name}`,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    autoResendUnfulfilledCommands: false,
    // The driver's own resubscribing leaves its errors unhandled.
    autoResubscribe: false,
    connectTimeout: 5_000,
    socketTimeout: socketTimeoutMs,
    keepAlive: 10_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), retryDelayMsMax) * (0.5 + Math.random() / 2),
    // A replica that was promoted in our place: connect anew, to the master.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });

  let isDown = false;
  redis.on('error', (error: Error) => {
    if (isDown) return;
    isDown = true;
    log.warn(
      { err: error, connection: name },
      'Redis is away. Events go on through the database, up to a second later.',
    );
  });
  redis.on('ready', () => {
    if (isDown) log.info({ connection: name }, 'Redis is back.');
    isDown = false;
  });
  return redis;
}
