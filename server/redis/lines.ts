import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { gatherWrites } from '../lib/gather-writes.ts';
import { connectRedis, disconnect } from './connect.ts';

/** The connections that sharded pub/sub takes: two to one Redis, or two to each master of a cluster. */
export interface Lines {
  /** Sends. Null where there is no connection now; the promise may be rejected, or stay open when its connection is lost. */
  publish(name: string, text: string): Promise<unknown> | null;
  /** Much is about to be published in this turn. */
  gatherWrites(): void;
  /** Where the channels of a slot are asked for; null while nobody is there. */
  earOf(slot: number): Redis | null;
  /** Names of one slot may be asked for in one command. Without a cluster they all are of slot 0. */
  slotOf(name: string): number;
  /** Whether every connection is there. */
  isWhole(): boolean;
  /** Something could not be asked for: looks again how things are, a little later, and says `onChange`. */
  seek(reason: unknown): void;
  close(): Promise<void>;
}

/** What happens on the lines. */
export interface LinesEvents {
  onText(name: string, text: string): void;
  /** Nothing that was asked for on this connection counts any more: it is lost, or slots have left it. */
  onDeaf(ear: Redis): void;
  /** A connection came or went, or slots have moved: `earOf` and `isWhole` may say something else now. */
  onChange(): void;
  /** A connection is gone on which texts were sent: nobody answers for those now. */
  onUnsent(): void;
}

/** So often a connection is asked for a sign of life; silence is nothing unusual on one that listens. */
const heartbeatMs = 5_000;

/** Beats on these connections until it is stopped. */
export function startHeartbeat(connections: () => Iterable<Redis>): () => void {
  const timer = setInterval(() => {
    for (const redis of connections()) if (redis.status === 'ready') redis.ping().catch(() => {});
  }, heartbeatMs).unref();
  return () => clearInterval(timer);
}

const seekDelayMs = 100;
const seekDelayMsMax = 2_000;
/** Whoever has not sought for so long begins with short delays again. */
const seekRestMs = 10_000;

/** Calls back a little later, once for all who ask meanwhile, and less and less often while they go on asking. */
export function createSeeker(look: () => void): { seek(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let delayMs = seekDelayMs;
  let lastAt = 0;
  let isStopped = false;
  return {
    seek() {
      if (timer !== undefined || isStopped) return;
      if (Date.now() - lastAt > seekRestMs) delayMs = seekDelayMs;
      timer = setTimeout(() => {
        timer = undefined;
        lastAt = Date.now();
        delayMs = Math.min(delayMs * 1.5, seekDelayMsMax);
        look();
      }, delayMs).unref();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Lines to one Redis. */
export function openLines(url: string, log: Logger, events: LinesEvents): Lines {
  const publisher = connectRedis(url, 'publisher', log);
  const subscriber = connectRedis(url, 'subscriber', log);
  const stopHeartbeat = startHeartbeat(() => [subscriber, publisher]);
  const seeker = createSeeker(events.onChange);
  let hasWarned = false;

  publisher.on('close', () => {
    events.onUnsent();
    events.onChange();
  });
  subscriber.on('close', () => {
    events.onDeaf(subscriber);
    events.onChange();
  });
  publisher.on('ready', events.onChange);
  subscriber.on('ready', events.onChange);
  subscriber.on('smessage', events.onText);

  return {
    publish: (name, text) => (publisher.status === 'ready' ? publisher.spublish(name, text) : null),
    gatherWrites() {
      if (publisher.status === 'ready') gatherWrites(publisher.stream);
    },
    earOf: () => (subscriber.status === 'ready' ? subscriber : null),
    slotOf: () => 0,
    isWhole: () => publisher.status === 'ready' && subscriber.status === 'ready',
    seek(reason) {
      if (!hasWarned && reason instanceof Error && /^(MOVED|CROSSSLOT)\b/.test(reason.message)) {
        hasWarned = true;
        log.warn('REDIS_URL is a node of a Redis Cluster: set REDIS_CLUSTER=on, or events of other nodes come late.');
      }
      seeker.seek();
    },
    async close() {
      stopHeartbeat();
      seeker.stop();
      await Promise.all([publisher, subscriber].map(disconnect));
    },
  };
}
