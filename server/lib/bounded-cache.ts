/** Remembers at most so many values, and lets the least recently used go. */
export interface BoundedCache<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
}

/** `maxAgeMs` is how long a value is good for. @default Infinity */
export function createBoundedCache<V>(sizeMax: number, maxAgeMs = Number.POSITIVE_INFINITY): BoundedCache<V> {
  // A Map keeps the order of insertion: whatever is used is put last, so the first is the least recently used.
  const entries = new Map<string, { value: V; goodUntil: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      if (entry.goodUntil <= Date.now()) return undefined;
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, goodUntil: Date.now() + maxAgeMs });
      if (entries.size <= sizeMax) return;
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    },
    delete(key) {
      entries.delete(key);
    },
  };
}
