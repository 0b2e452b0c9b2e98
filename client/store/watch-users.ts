import { createStore, derive, type Readable } from './create-store.ts';
import { whileWatched } from './while-watched.ts';

interface WatchUsersOptions<T> {
  /** Opens a subscription to these users. Returns how to leave. */
  follow: (userIds: string[], onNext: (userId: string, value: T) => void) => () => void;
  /** Users that one subscription may name. */
  idsMax: number;
}

/** What comes in one breath is shown together: a subscription begins with an item for each user. */
const showMs = 20;
/** Watchers come and go in groups, as a list does that is scrolled. */
const gatherMs = 50;
/** So many may be followed in vain before that is worth a new subscription. */
const vainMax = 50;

/**
 * Follows users for all who watch some of them, over one subscription to all of these (or one for each `idsMax`). It is opened
 * anew when users are added, before the old one is left, so that nothing flickers; and not for each who is no longer watched.
 */
export function createUsersWatch<T>({
  follow,
  idsMax,
}: WatchUsersOptions<T>): (userIds: readonly string[]) => Readable<ReadonlyMap<string, T>> {
  const known = createStore<ReadonlyMap<string, T>>(new Map());
  const watchers = new Map<string, number>();
  let fresh = new Map<string, T>();
  let followed = new Set<string>();
  let leave = () => {};
  let showing: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    showing = undefined;
    known.set(new Map([...known.getSnapshot(), ...fresh]));
    fresh = new Map();
  }

  function hear(userId: string, value: T): void {
    fresh.set(userId, value);
    if (showing === undefined) showing = setTimeout(show, showMs);
  }

  function gather(): void {
    if (gathering !== undefined) return;
    gathering = setTimeout(() => {
      gathering = undefined;
      const wanted = [...watchers.keys()];
      const isNew = wanted.some((userId) => !followed.has(userId));
      const isVain = wanted.length === 0 || followed.size - wanted.length > vainMax;
      if (isNew || (isVain && followed.size > 0)) open(wanted);
    }, gatherMs);
  }

  function open(wanted: readonly string[]): void {
    followed = new Set(wanted);
    const parts = Array.from({ length: Math.ceil(wanted.length / idsMax) }, (_, part) =>
      wanted.slice(part * idsMax, (part + 1) * idsMax),
    );
    const leaves = parts.map((part) => follow(part, hear));
    leave();
    leave = () => {
      for (const each of leaves) each();
    };
    known.update((before) => new Map([...before].filter(([userId]) => followed.has(userId))));
  }

  function watch(userIds: readonly string[]): () => void {
    for (const userId of userIds) watchers.set(userId, (watchers.get(userId) ?? 0) + 1);
    gather();
    return () => {
      for (const userId of userIds) {
        const left = (watchers.get(userId) ?? 1) - 1;
        if (left > 0) watchers.set(userId, left);
        else watchers.delete(userId);
      }
      gather();
    };
  }

  return (userIds) => {
    const ids = [...new Set(userIds)];
    const pick = () => {
      const all = known.getSnapshot();
      return new Map(ids.flatMap((id) => (all.has(id) ? [[id, all.get(id) as T] as const] : [])));
    };
    return whileWatched(derive<ReadonlyMap<string, T>>([known], pick, isSameMap), () => watch(ids));
  };
}

function isSameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): boolean {
  return a.size === b.size && [...a].every(([id, value]) => Object.is(value, b.get(id)));
}
