import { derive, type Readable } from '../../store/create-store.ts';
import { mapReading, type Reading, type Source } from '../reading.ts';

type Input = Pick<Readable<unknown>, 'getSnapshot' | 'subscribe'>;

/**
 * A reading that follows from others. It stays the same object while nothing in it changes.
 * @param isEqual of two `data`. @default Object.is
 */
export function deriveReading<T>(
  sources: readonly Input[],
  make: () => Reading<T>,
  isEqual: (a: T, b: T) => boolean = Object.is,
): Source<T> {
  const isSame = (a: Reading<T>, b: Reading<T>) =>
    a.status === b.status &&
    a.error === b.error &&
    (Object.is(a.data, b.data) || (a.data !== null && b.data !== null && isEqual(a.data, b.data)));
  return derive(sources, make, isSame);
}

/** A reading of a part. */
export function pickReading<T, S>(
  source: Source<T>,
  pick: (data: T) => S,
  isEqual?: (a: S, b: S) => boolean,
): Source<S> {
  return deriveReading([source], () => mapReading(source.getSnapshot(), pick), isEqual);
}
