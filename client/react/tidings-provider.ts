import { createElement, type ReactElement, type ReactNode, useEffect } from 'react';
import type { TidingsClient } from '../create-client.ts';
import { ClientContext } from './client-context.ts';
import { pageAcknowledger } from './sources/page-acknowledger.ts';
import { pageActivity } from './sources/page-activity.ts';

interface TidingsProviderProps {
  /**
   * The client that the hooks below read. It stays its maker's: it is neither connected nor closed here. Another one, as for
   * another user, is read from the next rendering on.
   */
  client: TidingsClient;
  /**
   * Says to the server what has arrived, and what `shown` of `useReceipts` was called for. False for pages that have an
   * acknowledger of their own, or none. @default true
   */
  acknowledges?: boolean;
  /**
   * Says to the server whether the page is in use, and which conversation `useMessages` shows there, so that the user is AWAY when he is,
   * and is not notified elsewhere of what he reads here. @default true
   */
  reportsActivity?: boolean;
  children?: ReactNode;
}

/** Gives a client to the hooks in the components below. */
export function TidingsProvider(props: TidingsProviderProps): ReactElement {
  const { client, acknowledges = true, reportsActivity = true, children } = props;
  useEffect(() => (acknowledges ? pageAcknowledger(client).subscribe(() => {}) : undefined), [client, acknowledges]);
  useEffect(() => (reportsActivity ? pageActivity(client).subscribe(() => {}) : undefined), [client, reportsActivity]);
  return createElement(ClientContext.Provider, { value: client }, children);
}
