import { useMemo, useSyncExternalStore } from 'react';
import type { Readable } from '../store/create-store.ts';
import { type Ready, ready } from './reading.ts';
import { isShallowEqual } from './sources/sharing.ts';

/**
 * Renders for each change of a part of a value that is always there.
 * @param atFirst What it is on a server, and while the browser takes over its page.
 */
export function useValue<T, S>(readable: Readable<T>, atFirst: T, pick: (value: T) => S): Ready<S> {
  const part = useMemo(() => readable.select(pick, isShallowEqual).select(ready), [readable, pick]);
  const first = useMemo(() => ready(pick(atFirst)), [atFirst, pick]);
  return useSyncExternalStore(part.subscribe, part.getSnapshot, () => first);
}
