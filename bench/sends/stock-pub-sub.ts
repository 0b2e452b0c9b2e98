import { Redis } from 'ioredis';

/** Publishing over Redis the way graphql-redis-subscriptions does: one parse a message, one queue a subscriber. */
export interface StockPubSub {
  publish(topic: string, payload: unknown): void;
  subscribe(topic: string): Promise<AsyncIterableIterator<unknown>>;
}

interface Queue {
  push(payload: unknown): void;
  iterator: AsyncIterableIterator<unknown>;
}

export function createStockPubSub(url: string, prefix: string): StockPubSub {
  const publisher = new Redis(url);
  const subscriber = new Redis(url);
  const queues = new Map<string, Set<Queue>>();
  const channelOf = (topic: string) => `${prefix}:${topic}`;

  subscriber.on('message', (channel: string, text: string) => {
    const listening = queues.get(channel);
    if (listening === undefined) return;
    const payload: unknown = JSON.parse(text);
    for (const queue of listening) queue.push(payload);
  });

  function leave(channel: string, queue: Queue): void {
    const listening = queues.get(channel);
    if (!listening?.delete(queue) || listening.size > 0) return;
    queues.delete(channel);
    void subscriber.unsubscribe(channel);
  }

  return {
    publish(topic, payload) {
      void publisher.publish(channelOf(topic), JSON.stringify(payload));
    },
    async subscribe(topic) {
      const channel = channelOf(topic);
      const queue = createQueue(() => leave(channel, queue));
      const listening = queues.get(channel) ?? new Set();
      queues.set(channel, listening.add(queue));
      if (listening.size === 1) await subscriber.subscribe(channel);
      return queue.iterator;
    },
  };
}

/** What graphql-subscriptions' PubSubAsyncIterator does: payloads wait for readers, or readers for payloads. */
function createQueue(onEnd: () => void): Queue {
  const payloads: unknown[] = [];
  const readers: ((result: IteratorResult<unknown>) => void)[] = [];
  let isOver = false;

  const iterator: AsyncIterableIterator<unknown> = {
    [Symbol.asyncIterator]: () => iterator,
    next() {
      if (payloads.length > 0) return Promise.resolve({ done: false, value: payloads.shift() });
      if (isOver) return Promise.resolve({ done: true, value: undefined });
      return new Promise((resolve) => readers.push(resolve));
    },
    async return() {
      isOver = true;
      for (const resolve of readers.splice(0)) resolve({ done: true, value: undefined });
      onEnd();
      return { done: true, value: undefined };
    },
  };
  return {
    iterator,
    push(value) {
      const reader = readers.shift();
      if (reader === undefined) payloads.push(value);
      else reader({ done: false, value });
    },
  };
}
