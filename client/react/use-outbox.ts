import { useMemo } from 'react';
import type { OutboxState } from '../outbox/outbox-state.ts';
import type { Ready } from './reading.ts';
import { useClient } from './use-client.ts';
import { useResult } from './use-result.ts';
import { useValue } from './use-value.ts';

export interface OutboxActions {
  /** Sends one that failed again. */
  retry(clientMessageId: string): void;
  /** Drops one that failed or waits. One that is being sent may arrive all the same. */
  discard(clientMessageId: string): void;
}

/**
 * The messages on their way to the server, oldest first, with their status. Renders when one comes, goes or gets on. With
 * `select`, when what that takes changes: `useOutbox((entries) => entries.length)`.
 */
export function useOutbox(): Ready<OutboxState> & OutboxActions;
export function useOutbox<S>(select: (entries: OutboxState) => S): Ready<S> & OutboxActions;
export function useOutbox(select: (entries: OutboxState) => unknown = all): Ready<unknown> & OutboxActions {
  const client = useClient();
  const actions = useMemo<OutboxActions>(() => ({ retry: client.retry, discard: client.discard }), [client]);
  return useResult(useValue(client.outbox, nothing, select), actions);
}

const nothing: OutboxState = [];
const all = (entries: OutboxState) => entries;
