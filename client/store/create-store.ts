/** A value that changes, in the form of React's `useSyncExternalStore`. */
export interface Readable<T> {
  /** The present value; the same object until it changes. */
  getSnapshot(): T;
  /** Calls back after each change, until what it returns is called. */
  subscribe(onChange: () => void): () => void;
  /**
   * What `pick` makes of the value. It changes only where that is another by `isEqual`.
   * @param isEqual @default Object.is
   */
  select<S>(pick: (value: T) => S, isEqual?: (a: S, b: S) => boolean): Readable<S>;
}

/** A value that its owner sets. */
export interface Store<T> extends Readable<T> {
  set(value: T): void;
  update(change: (value: T) => T): void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const getSnapshot = () => value;
  const subscribe = (onChange: () => void) => {
    // Wrapped, so that one function that subscribes twice can leave once.
    const listener = () => onChange();
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const set = (next: T) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return { ...readableOf(getSnapshot, subscribe), set, update: (change) => set(change(value)) };
}

function readableOf<T>(getSnapshot: () => T, subscribe: Readable<T>['subscribe']): Readable<T> {
  return {
    getSnapshot,
    subscribe,
    select: (pick, isEqual) => derive([{ getSnapshot, subscribe }], () => pick(getSnapshot()), isEqual),
  };
}

type Source = Pick<Readable<unknown>, 'getSnapshot' | 'subscribe'>;

/** A value that follows from others. It is made when it is asked for, and again only after one of them has changed. */
export function derive<T>(
  sources: readonly Source[],
  make: () => T,
  isEqual: (a: T, b: T) => boolean = Object.is,
): Readable<T> {
  let inputs: unknown[] | null = null;
  let made: { value: T } | null = null;
  const getSnapshot = (): T => {
    const now = sources.map((source) => source.getSnapshot());
    if (made !== null && inputs?.every((input, at) => Object.is(input, now[at]))) return made.value;
    inputs = now;
    const value = make();
    if (made === null || !isEqual(made.value, value)) made = { value };
    return made.value;
  };
  const subscribe = (onChange: () => void) => {
    let last = getSnapshot();
    const look = () => {
      const value = getSnapshot();
      if (Object.is(value, last)) return;
      last = value;
      onChange();
    };
    const leave = sources.map((source) => source.subscribe(look));
    return () => {
      for (const each of leave) each();
    };
  };
  return readableOf(getSnapshot, subscribe);
}
