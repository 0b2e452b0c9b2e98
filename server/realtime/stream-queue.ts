import { isLogEvent, type LogEvent, type StreamItem } from './log-event.ts';
import type { Sink } from './sink.ts';

/** A sink that keeps items for a reader who asks for them, bounded in bytes. A second `next` before the first ends is served after it. */
export interface StreamQueue extends Sink {
  next(): Promise<IteratorResult<StreamItem>>;
}

/** Beside the text: names, times and ids of an item. A guess that is right within a factor of two is enough for a bound. */
const itemBytes = 400;

const eventBytes = new WeakMap<LogEvent, number>();

function sizeOf(item: StreamItem): number {
  if (!isLogEvent(item)) return itemBytes;
  const known = eventBytes.get(item);
  if (known !== undefined) return known;
  const size = itemBytes + JSON.stringify(item).length;
  eventBytes.set(item, size);
  return size;
}

export function createStreamQueue(bytesMax: number): StreamQueue {
  const items: StreamItem[] = [];
  const readers: { resolve: (result: IteratorResult<StreamItem>) => void; reject: (error: unknown) => void }[] = [];
  const waiters: (() => void)[] = [];
  let bytes = 0;
  let takenAt = Date.now();
  let ended = false;
  let failure: { error: unknown } | null = null;

  function settle(): void {
    while (readers.length > 0) {
      const item = items.shift();
      if (item !== undefined) {
        bytes -= sizeOf(item);
        takenAt = Date.now();
        readers.shift()?.resolve({ done: false, value: item });
      } else if (failure !== null) {
        const { error } = failure;
        failure = null;
        readers.shift()?.reject(error);
      } else if (ended) {
        readers.shift()?.resolve({ done: true, value: undefined });
      } else {
        break;
      }
    }
    // The reader of the last item still writes it: only his coming back says that it is gone.
    if ((items.length === 0 && readers.length > 0) || ended) for (const wake of waiters.splice(0)) wake();
  }

  return {
    shared: null,
    push(item) {
      if (ended) return true;
      const size = sizeOf(item);
      if (items.length > 0 && bytes + size > bytesMax) return false;
      items.push(item);
      bytes += size;
      settle();
      return true;
    },
    next() {
      takenAt = Date.now();
      return new Promise((resolve, reject) => {
        readers.push({ resolve, reject });
        settle();
      });
    },
    drained: () =>
      (items.length === 0 && readers.length > 0) || ended
        ? Promise.resolve()
        : new Promise((resolve) => waiters.push(resolve)),
    lastTakenAt: () => takenAt,
    end() {
      ended = true;
      settle();
    },
    fail(error) {
      failure ??= { error };
      ended = true;
      settle();
    },
  };
}
