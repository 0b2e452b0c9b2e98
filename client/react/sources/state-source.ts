import type { TidingsClient } from '../../create-client.ts';
import { TidingsError } from '../../errors.ts';
import type { ClientState } from '../../store/state.ts';
import { failed, loading, type Reading, ready, type Source } from '../reading.ts';
import { deriveReading } from './derive-reading.ts';

/**
 * A part of the client's state: loading until it was read for the first time, an error where it will not be, as when nobody is
 * signed in.
 * @param isEqual of two parts. @default Object.is
 */
export function stateSource<T>(
  client: TidingsClient,
  pick: (state: ClientState) => T,
  isEqual?: (a: T, b: T) => boolean,
): Source<T> {
  const fault = client.connection
    .select(({ status, failure }) => (status === 'closed' ? failure : null))
    .select((failure) => failure && new TidingsError(failure));
  const make = (): Reading<T> => {
    const state = client.state.getSnapshot();
    if (state !== null) return ready(pick(state));
    const error = fault.getSnapshot();
    return error === null ? loading : failed(error);
  };
  return deriveReading([client.state, fault], make, isEqual);
}
