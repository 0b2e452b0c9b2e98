import { createElement, type ReactElement, type ReactNode } from 'react';
import type { TidingsClient } from '../create-client.ts';
import { ClientContext } from './client-context.ts';

interface TidingsProviderProps {
  /**
   * The client that the hooks below read. It stays its maker's: it is neither connected nor closed here. Another one, as for
   * another user, is read from the next rendering on.
   */
  client: TidingsClient;
  children?: ReactNode;
}

/** Gives a client to the hooks in the components below. */
export function TidingsProvider({ client, children }: TidingsProviderProps): ReactElement {
  return createElement(ClientContext.Provider, { value: client }, children);
}
