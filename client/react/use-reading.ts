import { useMemo, useSyncExternalStore } from 'react';
import { onServer, type Reading, type Source } from './reading.ts';
import { pickReading } from './sources/derive-reading.ts';
import { isShallowEqual } from './sources/sharing.ts';
import { suspend } from './suspending.ts';

const getServerReading = () => onServer;

/**
 * Renders for each change of a source. On a server, and while the browser takes over its page, everything is loading: what a
 * client knows may differ there.
 */
export function useReading<T>(source: Source<T>): Reading<T> {
  const reading = useSyncExternalStore<Reading<T>>(source.subscribe, source.getSnapshot, getServerReading);
  suspend(source, reading);
  return reading;
}

/**
 * Renders for each change of a part of a source.
 * @param isEqual of two parts. @default whether they are the same, or plain objects or lists of the same values
 */
export function usePart<T, S>(
  source: Source<T>,
  pick: (data: T) => S,
  isEqual: (a: S, b: S) => boolean = isShallowEqual,
): Reading<S> {
  const part = useMemo(() => pickReading(source, pick, isEqual), [source, pick, isEqual]);
  const reading = useSyncExternalStore<Reading<S>>(part.subscribe, part.getSnapshot, getServerReading);
  // The source is the same when React tries again; the part is made anew.
  suspend(source, reading);
  return reading;
}
