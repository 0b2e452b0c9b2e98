import { useContext } from 'react';
import type { TidingsClient } from '../create-client.ts';
import { ClientContext } from './client-context.ts';

/** The client of the `TidingsProvider` above. Throws where there is none. */
export function useClient(): TidingsClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('Tidings hooks need a <TidingsProvider client={…}> above them.');
  return client;
}
