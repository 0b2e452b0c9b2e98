import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { connectRedis } from '../redis/connect.ts';
import type { FanOut } from './fan-out.ts';

export interface RedisFanOutOptions {
  url: string;
  log: Logger;
  /** How long `listen` waits for Redis; after it the subscription is made when Redis is back. @default 1_000 // 1 second */
  confirmTimeoutMs?: number;
}

/** Hints under way that nobody has answered: beyond, Redis is stuck, and more would only fill the memory. */
const underWayMax = 10_000;
/** So often the subscriber asks whether Redis is still there; silence is nothing unusual on that connection. */
const heartbeatMs = 5_000;
/** Names in one SSUBSCRIBE. */
const subscribeChunk = 500;

interface Channel {
  listeners: Set<(text: string) => void>;
  /** Fulfilled when Redis has confirmed it; made anew when the connection is lost. */
  confirmed: PromiseWithResolvers<void>;
}

/** The twin over Redis: sharded pub/sub, one connection to publish and one to listen. */
export function createRedisFanOut({ url, log, confirmTimeoutMs = 1_000 }: RedisFanOutOptions): FanOut {
  const publisher = connectRedis(url, 'publisher', log);
  const subscriber = connectRedis(url, 'subscriber', log);
  const channels = new Map<string, Channel>();
  const restored: (() => void)[] = [];
  const underWay = new Set<symbol>();
  let lost = 0;
  let isSubscribed = false;
  let wasInterrupted = false;
  let isClosed = false;

  const isHealthy = () => isSubscribed && publisher.status === 'ready';

  function interrupt(): void {
    if (isClosed) return;
    wasInterrupted = true;
    if (subscriber.status !== 'ready' && isSubscribed) {
      isSubscribed = false;
      for (const channel of channels.values()) channel.confirmed = Promise.withResolvers();
    }
  }

  function restore(): void {
    if (!wasInterrupted || !isHealthy()) return;
    wasInterrupted = false;
    if (lost > 0) log.warn({ lost }, 'Hints were lost while Redis was away; the database has what they told.');
    lost = 0;
    for (const callback of restored) callback();
  }

  /** Asks Redis for these channels. Should the connection break meanwhile, the next one asks for all of them. */
  async function subscribe(names: string[]): Promise<void> {
    for (let at = 0; at < names.length; at += subscribeChunk) {
      const chunk = names.slice(at, at + subscribeChunk);
      const asked = chunk.map((name) => channels.get(name)?.confirmed);
      await subscriber.ssubscribe(...chunk);
      for (const confirmed of asked) confirmed?.resolve();
    }
  }

  publisher.on('close', () => {
    // The driver leaves some of their promises open for ever.
    lost += underWay.size;
    underWay.clear();
    interrupt();
  });
  subscriber.on('close', interrupt);
  publisher.on('ready', restore);
  subscriber.on('ready', () => {
    subscribe([...channels.keys()]).then(
      () => {
        isSubscribed = subscriber.status === 'ready';
        restore();
      },
      (error: unknown) => {
        // A connection that can't subscribe is of no use, even where Redis keeps it open.
        log.debug({ err: error }, 'Subscribing anew failed.');
        if (!isClosed && subscriber.status === 'ready') subscriber.disconnect(true);
      },
    );
  });
  subscriber.on('smessage', (name: string, text: string) => {
    for (const onText of [...(channels.get(name)?.listeners ?? [])]) onText(text);
  });

  const heartbeat = setInterval(() => {
    for (const redis of [subscriber, publisher]) {
      if (redis.status === 'ready') redis.ping().catch(() => {});
    }
  }, heartbeatMs).unref();

  function leave(name: string, channel: Channel): void {
    if (channel.listeners.size > 0 || channels.get(name) !== channel) return;
    channels.delete(name);
    if (subscriber.status === 'ready') subscriber.sunsubscribe(name).catch(() => {});
  }

  return {
    isHealthy,
    onRestored(callback) {
      restored.push(callback);
    },
    publish(name, text) {
      if (isClosed) return;
      if (underWay.size >= underWayMax || publisher.status !== 'ready') {
        lost += 1;
        return;
      }
      const hint = Symbol();
      underWay.add(hint);
      publisher.spublish(name, text).then(
        () => underWay.delete(hint),
        () => {
          if (underWay.delete(hint)) lost += 1;
        },
      );
    },
    async listen(name, onText) {
      const heard = (text: string) => onText(text);
      let channel = channels.get(name);
      if (channel === undefined) {
        channel = { listeners: new Set(), confirmed: Promise.withResolvers() };
        channels.set(name, channel);
        if (subscriber.status === 'ready') subscribe([name]).catch(() => {});
      }
      const place = channel.listeners.add(heard) && channel;
      await within(place.confirmed.promise, confirmTimeoutMs);
      return () => {
        place.listeners.delete(heard);
        leave(name, place);
      };
    },
    async close() {
      isClosed = true;
      clearInterval(heartbeat);
      channels.clear();
      await Promise.all([publisher, subscriber].map(disconnect));
    },
  };
}

/** Waits for the promise, or for the time. */
function within(promise: Promise<void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    void promise.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function disconnect(redis: Redis): Promise<void> {
  return new Promise((resolve) => {
    if (redis.status === 'end') return resolve();
    redis.once('end', resolve);
    redis.disconnect();
  });
}
