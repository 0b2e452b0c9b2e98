import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { gatherWrites } from '../lib/gather-writes.ts';
import { openClusterLines } from '../redis/cluster-lines.ts';
import type { RedisAddress } from '../redis/connect.ts';
import { openLines } from '../redis/lines.ts';
import type { FanOut } from './fan-out.ts';

export interface RedisFanOutOptions extends RedisAddress {
  log: Logger;
  /** How long `listen` waits for Redis; after it the subscription is made when Redis is back. @default 1_000 // 1 second */
  confirmTimeoutMs?: number;
}

/** Hints under way that nobody has answered: beyond, Redis is stuck, and more would only fill the memory. */
const underWayMax = 10_000;
/** Hints of one turn and channel that go as one message. */
const messageHintsMax = 100;
/** Names in one SSUBSCRIBE. */
const subscribeChunk = 500;

/** One time that channels were asked for, on one connection. */
interface Request {
  ear: Redis;
}

interface Channel {
  name: string;
  slot: number;
  listeners: Set<(text: string) => void>;
  /** The last one that was not in vain; null while there is none. */
  request: Request | null;
  /** Fulfilled when Redis has confirmed it; made anew when it is lost after that. */
  confirmed: PromiseWithResolvers<void>;
  isConfirmed: boolean;
}

/** The twin over Redis: sharded pub/sub, by connections to publish and to listen. */
export function createRedisFanOut({ url, isCluster, log, confirmTimeoutMs = 1_000 }: RedisFanOutOptions): FanOut {
  const channels = new Map<string, Channel>();
  /** Those of them that nobody hears, and that are asked for again at every change. */
  const unheard = new Set<Channel>();
  const restored: (() => void)[] = [];
  /** What was published in this turn. A message costs more than what is in it, so they go together at its end. */
  let gathered = new Map<string, string[]>();
  const underWay = new Set<{ hints: number }>();
  /** Hints in those two. */
  let waiting = 0;
  let lost = 0;
  let wasInterrupted = false;
  let wasWhole = false;
  let isClosed = false;
  const lines = (isCluster ? openClusterLines : openLines)(url, log, { onText, onDeaf, onChange, onUnsent });

  const isHealthy = () => !isClosed && lines.isWhole() && unheard.size === 0;

  function onText(name: string, message: string): void {
    const channel = channels.get(name);
    if (channel === undefined) return;
    const texts = message.includes('\n') ? message.split('\n') : [message];
    for (const text of texts) for (const hear of channel.listeners) hear(text);
  }

  function onDeaf(ear: Redis): void {
    for (const channel of channels.values()) if (channel.request?.ear === ear) lose(channel);
  }

  function onUnsent(): void {
    // The driver leaves some of their promises open for ever.
    for (const message of underWay) settle(message, false);
  }

  function settle(message: { hints: number }, isSent: boolean): void {
    if (!underWay.delete(message)) return;
    waiting -= message.hints;
    if (!isSent) lost += message.hints;
  }

  function sendGathered(): void {
    const turn = gathered;
    gathered = new Map();
    if (turn.size > 1) lines.gatherWrites();
    for (const [name, texts] of turn) {
      for (let at = 0; at < texts.length; at += messageHintsMax) send(name, texts.slice(at, at + messageHintsMax));
    }
  }

  function send(name: string, texts: string[]): void {
    const message = { hints: texts.length };
    underWay.add(message);
    const sent = isClosed ? null : lines.publish(name, texts.join('\n'));
    if (sent === null) settle(message, false);
    else
      sent.then(
        () => settle(message, true),
        () => settle(message, false),
      );
  }

  function onChange(): void {
    if (isClosed) return;
    if (wasWhole && !lines.isWhole()) wasInterrupted = true;
    for (const channel of channels.values()) {
      const { request } = channel;
      const ear = request === null ? null : lines.earOf(channel.slot);
      // Its slot has moved, and the connection that it was heard on was not told.
      if (request !== null && ear !== null && request.ear !== ear) {
        unsubscribe(channel);
        lose(channel);
      }
    }
    ask(unheard);
    wasWhole = lines.isWhole();
    restore();
  }

  function lose(channel: Channel): void {
    wasInterrupted = true;
    channel.request = null;
    // Whoever waits for the first confirmation goes on waiting for this one.
    if (channel.isConfirmed) channel.confirmed = Promise.withResolvers();
    channel.isConfirmed = false;
    unheard.add(channel);
  }

  /** Asks for channels where they are served, those of one slot together. Who is nowhere served stays unheard. */
  function ask(wanted: Iterable<Channel>): void {
    const bySlot = new Map<number, Channel[]>();
    for (const channel of wanted) {
      if (channel.request !== null) continue;
      const list = bySlot.get(channel.slot);
      if (list === undefined) bySlot.set(channel.slot, [channel]);
      else list.push(channel);
    }
    for (const [slot, list] of bySlot) {
      const ear = lines.earOf(slot);
      for (let at = 0; ear !== null && at < list.length; at += subscribeChunk) {
        void subscribe(ear, list.slice(at, at + subscribeChunk));
      }
    }
  }

  async function subscribe(ear: Redis, asked: Channel[]): Promise<void> {
    const request: Request = { ear };
    for (const channel of asked) channel.request = request;
    gatherWrites(ear.stream);
    try {
      await ear.ssubscribe(...asked.map(({ name }) => name));
    } catch (error) {
      log.debug({ err: error }, 'Subscribing failed.');
      // By now they may have been lost and asked for again.
      for (const channel of asked) if (channel.request === request) lose(channel);
      if (!isClosed) lines.seek(error);
      return;
    }
    for (const channel of asked) if (channel.request === request) confirm(channel);
    restore();
  }

  function confirm(channel: Channel): void {
    channel.isConfirmed = true;
    channel.confirmed.resolve();
    unheard.delete(channel);
  }

  function restore(): void {
    if (!wasInterrupted || !isHealthy()) return;
    wasInterrupted = false;
    if (lost > 0) log.warn({ lost }, 'Hints were lost while Redis was away; the database has what they told.');
    lost = 0;
    for (const callback of restored) callback();
  }

  function unsubscribe({ name, request }: Channel): void {
    if (request?.ear.status === 'ready') request.ear.sunsubscribe(name).catch(() => {});
  }

  function leave(channel: Channel): void {
    if (channel.listeners.size > 0 || channels.get(channel.name) !== channel) return;
    channels.delete(channel.name);
    unheard.delete(channel);
    unsubscribe(channel);
    channel.request = null;
    restore();
  }

  function open(name: string): Channel {
    const channel: Channel = {
      name,
      slot: lines.slotOf(name),
      listeners: new Set(),
      request: null,
      confirmed: Promise.withResolvers(),
      isConfirmed: false,
    };
    channels.set(name, channel);
    ask([channel]);
    if (channel.request === null) unheard.add(channel);
    return channel;
  }

  return {
    isHealthy,
    onRestored(callback) {
      restored.push(callback);
    },
    publish(name, text) {
      if (isClosed) return;
      if (waiting >= underWayMax) {
        lost += 1;
        return;
      }
      waiting += 1;
      if (gathered.size === 0) process.nextTick(sendGathered);
      const texts = gathered.get(name);
      if (texts === undefined) gathered.set(name, [text]);
      else texts.push(text);
    },
    async listen(name, onText) {
      const heard = (text: string) => onText(text);
      const channel = channels.get(name) ?? open(name);
      channel.listeners.add(heard);
      const isInTime = await within(channel.confirmed.promise, confirmTimeoutMs);
      // From now on hints may be lost, so their return is worth a word.
      if (!isInTime) wasInterrupted = true;
      return () => {
        channel.listeners.delete(heard);
        leave(channel);
      };
    },
    async close() {
      isClosed = true;
      channels.clear();
      unheard.clear();
      await lines.close();
    },
  };
}

/** Waits for the promise, or for the time; says which came first. */
function within(promise: Promise<void>, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    void promise.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
