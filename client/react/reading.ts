import type { TidingsError } from '../errors.ts';
import type { Readable } from '../store/create-store.ts';

/** What a hook gives of something that has to be read first. */
export type Reading<T> = Loading | Ready<T> | Failed<T>;

/** Nothing is known yet. */
export interface Loading {
  data: null;
  status: 'loading';
  error: null;
}

/** It is known, and kept as it is on the server. */
export interface Ready<T> {
  data: T;
  status: 'ready';
  error: null;
}

/** It could not be read: `error.failure.code` says why. `data` is what was known before, if anything was. */
export interface Failed<T> {
  data: T | null;
  status: 'error';
  error: TidingsError;
}

/** A reading that changes. */
export type Source<T> = Readable<Reading<T>>;

export const loading: Loading = { data: null, status: 'loading', error: null };

/** What is read on a server, and while the browser takes over its page. */
export const onServer: Loading = { ...loading };

export const ready = <T>(data: T): Ready<T> => ({ data, status: 'ready', error: null });

export const failed = (error: TidingsError): Failed<never> => ({ data: null, status: 'error', error });

/** A reading of what `pick` makes of it. */
export function mapReading<T, S>(reading: Reading<T>, pick: (data: T) => S): Reading<S> {
  switch (reading.status) {
    case 'loading':
      return reading;
    case 'ready':
      return ready(pick(reading.data));
    case 'error':
      return failed(reading.error);
  }
}
