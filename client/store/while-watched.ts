import type { TidingsClient } from '../create-client.ts';
import type { Readable } from './create-store.ts';

/**
 * The same value, for which something is done while anybody subscribes to it: `begin` is called with the first subscriber, and what
 * it returns after the last has left. One who comes back in the same turn, as React does, finds it as it was.
 */
export function whileWatched<T>(source: Readable<T>, begin: () => () => void): Readable<T> {
  let watchers = 0;
  let end: (() => void) | null = null;
  const enter = () => {
    watchers += 1;
    end ??= begin();
  };
  const leave = () => {
    watchers -= 1;
    setTimeout(() => {
      if (watchers > 0) return;
      end?.();
      end = null;
    });
  };
  const watching = <S>(value: Readable<S>): Readable<S> => ({
    getSnapshot: value.getSnapshot,
    subscribe(onChange) {
      enter();
      const stop = value.subscribe(onChange);
      let hasLeft = false;
      return () => {
        if (hasLeft) return;
        hasLeft = true;
        stop();
        leave();
      };
    },
    select: (pick, isEqual) => watching(value.select(pick, isEqual)),
  });
  return watching(source);
}

/** Makes one of a kind for each client, so that all who ask for it share it. */
export function perClient<T>(make: (client: TidingsClient) => T): (client: TidingsClient) => T {
  const made = new WeakMap<TidingsClient, T>();
  return (client) => {
    const known = made.get(client);
    if (known !== undefined) return known;
    const fresh = make(client);
    made.set(client, fresh);
    return fresh;
  };
}
