import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';

/** A command without an answer for so long has lost its connection. */
const socketTimeoutMs = 5_000;
/** A node of a cluster that does not say where the slots are is passed over, and another one asked. */
const slotsAnswerMsMax = 2_000;
/** So often a cluster is asked where the slots are, though nothing was seen to change. */
const slotsRefreshMs = 30_000;

/** Which Redis. */
export interface RedisAddress {
  /** As in `REDIS_URL`: of a cluster, some of its nodes, comma-separated. */
  url: string;
  isCluster: boolean;
}

const retryDelayMs = (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 10), 2_000) * (0.5 + Math.random() / 2);

const optionsOf = (name: string): RedisOptions => ({
  connectionName: `tidings-${name}`,
  connectTimeout: 5_000,
  socketTimeout: socketTimeoutMs,
  keepAlive: 10_000,
  maxRetriesPerRequest: 1,
  autoResendUnfulfilledCommands: false,
  // The driver's own resubscribing leaves its errors unhandled.
  autoResubscribe: false,
});

/**
 * A connection that comes back by itself and never makes anybody wait: without a connection a command fails at once.
 * Redis is a hint to us, so an outage is logged when it begins and when it ends, and not in between.
 */
export function connectRedis(url: string, name: string, log: Logger): Redis {
  return connect(new Redis(url, reconnecting(name)), name, log);
}

/** The same to one node of a cluster, by its `host:port`. */
export function connectMember(url: string, address: string, name: string, log: Logger): Redis {
  const end = address.lastIndexOf(':');
  const place = { host: address.slice(0, end), port: Number(address.slice(end + 1)) };
  return connect(new Redis({ ...reconnecting(name), ...accessOf(url), ...place }), `${name} ${address}`, log);
}

/** The same to a cluster: each command goes to the master that serves its key, and fails at once where there is none. */
export function connectCluster(url: string, name: string, log: Logger): Cluster {
  const cluster = new Cluster(url.split(',').map(placeOf), {
    redisOptions: { ...optionsOf(name), ...accessOf(url) },
    enableOfflineQueue: false,
    clusterRetryStrategy: retryDelayMs,
    // What cannot be delivered now is not kept for later.
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    maxRedirections: 4,
    slotsRefreshTimeout: slotsAnswerMsMax,
    slotsRefreshInterval: slotsRefreshMs,
    // Each connection looks its name up by itself: one name that is gone leaves the others, and TLS sees the names.
    dnsLookup: (host, callback) => callback(null, host),
  });
  return connect(cluster, name, log);
}

/** The driver connects to a master when there is something to send, and would lose what comes while it does. */
export function connectMasters(cluster: Cluster): void {
  for (const node of cluster.nodes('master')) if (node.status === 'wait') node.connect().catch(() => {});
}

/** Whichever of the two an address means. */
export function connectStore({ url, isCluster }: RedisAddress, name: string, log: Logger): Redis | Cluster {
  if (!isCluster) return connectRedis(url, name, log);
  const cluster = connectCluster(url, name, log);
  const connectAll = () => connectMasters(cluster);
  for (const event of ['ready', 'refresh', '+node']) cluster.on(event, connectAll);
  return cluster;
}

function reconnecting(name: string): RedisOptions {
  return {
    ...optionsOf(name),
    enableOfflineQueue: false,
    retryStrategy: retryDelayMs,
    // A replica that was promoted in our place: connect anew, to the master.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  };
}

/** One name, password and kind of connection for all nodes: those of the first address. */
function accessOf(url: string): RedisOptions {
  const { username, password, protocol } = new URL(url.split(',')[0] ?? url);
  return {
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

function placeOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url.trim());
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 6379 };
}

function connect<T extends Redis | Cluster>(redis: T, name: string, log: Logger): T {
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

/** Ends a connection for good, and waits until it has. */
export function disconnect(redis: Redis | Cluster): Promise<void> {
  return new Promise((resolve) => {
    redis.once('end', resolve);
    // Between two tries, and as a cluster without a node, it ends without a word.
    const isNoneOpen =
      redis instanceof Cluster ? redis.nodes().length === 0 : ['end', 'reconnecting'].includes(redis.status);
    redis.disconnect();
    if (isNoneOpen) resolve();
  });
}
