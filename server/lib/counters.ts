/** Sums of one process since its start, for whoever shows them. They only rise. */
export interface Counter {
  /** In the form of Prometheus: lower case, with underscores, `_total` at the end. */
  name: string;
  help: string;
  value: number;
}

/** The sums of one process. */
export interface Counters {
  /** Adds to a sum, which begins at 0 when it is named first. */
  add(name: string, help: string, by: number): void;
  /** All sums, by name. */
  read(): Counter[];
}

export function createCounters(): Counters {
  const counters = new Map<string, Counter>();
  return {
    add(name, help, by) {
      const counter = counters.get(name) ?? { name, help, value: 0 };
      counter.value += by;
      counters.set(name, counter);
    },
    read: () => [...counters.values()].map((counter) => ({ ...counter })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Those of this process: there is one, whatever parts of it count. */
export const processCounters: Counters = createCounters();
