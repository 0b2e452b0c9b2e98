import type { TidingsClient } from '../../create-client.ts';
import { derive, type Readable } from '../../store/create-store.ts';

/** How a value is made, and kept while somebody looks at it. */
export interface Opening<T> {
  value: Readable<T>;
  /** Begins what the value needs, such as a subscription. Returns how to end it. */
  start?: () => () => void;
}

/** What components of a client look at, by key. */
const openings = new WeakMap<TidingsClient, Map<string, Readable<unknown>>>();

/**
 * The one value of a client under this key, which must say all that it depends on: components that look at the same share it.
 * It is started by its first reader and ended after its last. A reader that comes back at once, as under StrictMode or when a
 * list moves an item, finds it running.
 */
export function sourceOf<T>(client: TidingsClient, key: string, open: () => Opening<T>): Readable<T> {
  const known = openings.get(client) ?? new Map<string, Readable<unknown>>();
  openings.set(client, known);
  const found = known.get(key);
  if (found !== undefined) return found as Readable<T>;

  const { value, start } = open();
  let readers = 0;
  let end: (() => void) | null = null;
  const settle = () => {
    if (readers > 0) return;
    end?.();
    end = null;
    if (known.get(key) === source) known.delete(key);
  };
  const subscribe = (onChange: () => void) => {
    const leave = value.subscribe(onChange);
    readers += 1;
    if (!known.has(key)) known.set(key, source);
    end ??= start?.() ?? null;
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      leave();
      readers -= 1;
      queueMicrotask(settle);
    };
  };
  const source = derive([{ getSnapshot: value.getSnapshot, subscribe }], value.getSnapshot);
  known.set(key, source);
  return source;
}
