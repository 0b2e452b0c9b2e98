import { useMemo } from 'react';
import type { Ready } from './reading.ts';
import { type ConnectionView, connectionSource, notBegun } from './sources/connection-source.ts';
import { useClient } from './use-client.ts';
import { useResult } from './use-result.ts';
import { useValue } from './use-value.ts';

/** The connection without what each ping changes. */
export type ConnectionSummary = Pick<
  ConnectionView,
  'status' | 'transport' | 'attempts' | 'retryAt' | 'quality' | 'failure' | 'isDown'
>;

export interface ConnectionActions {
  /** Connects, or makes the next attempt now. */
  connect(): void;
  /** Leaves until `connect`. */
  disconnect(): void;
}

export type ConnectionResult<S> = Ready<S> & ConnectionActions;

/**
 * How the client is connected: renders when its status, transport, quality or attempts change, and 5 s after it went down
 * (`isDown`). With `select`, renders when what that takes changes: `useConnection(({ lastPongAt }) => lastPongAt)` gives when
 * the server last answered a ping, for `useElapsed`.
 */
export function useConnection(): ConnectionResult<ConnectionSummary>;
export function useConnection<S>(select: (connection: ConnectionView) => S): ConnectionResult<S>;
export function useConnection(select: (connection: ConnectionView) => unknown = summaryOf): ConnectionResult<unknown> {
  const client = useClient();
  const actions = useMemo<ConnectionActions>(
    () => ({ connect: client.connect, disconnect: client.disconnect }),
    [client],
  );
  return useResult(useValue(connectionSource(client), notBegun, select), actions);
}

function summaryOf(connection: ConnectionView): ConnectionSummary {
  const { status, transport, attempts, retryAt, quality, failure, isDown } = connection;
  return { status, transport, attempts, retryAt, quality, failure, isDown };
}
