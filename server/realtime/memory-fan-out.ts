import type { FanOut } from './fan-out.ts';

/** What several twins in one process share, so that tests can run several nodes in one. */
export type MemoryBus = Map<string, Set<(text: string) => void>>;

/** The twin without Redis: hints stay in the process. */
export function createMemoryFanOut(bus: MemoryBus = new Map()): FanOut {
  const own = new Set<() => void>();
  let isClosed = false;

  return {
    publish(channel, text) {
      if (isClosed) return;
      // As over a network: who publishes is not called back before he has gone on.
      for (const onText of bus.get(channel) ?? []) queueMicrotask(() => bus.get(channel)?.has(onText) && onText(text));
    },
    async listen(channel, onText) {
      const heard = (text: string) => onText(text);
      const listeners = bus.get(channel) ?? new Set();
      bus.set(channel, listeners.add(heard));
      const unlisten = () => {
        own.delete(unlisten);
        listeners.delete(heard);
        if (listeners.size === 0 && bus.get(channel) === listeners) bus.delete(channel);
      };
      own.add(unlisten);
      return unlisten;
    },
    onRestored() {},
    isHealthy: () => !isClosed,
    async close() {
      isClosed = true;
      for (const unlisten of [...own]) unlisten();
    },
  };
}
