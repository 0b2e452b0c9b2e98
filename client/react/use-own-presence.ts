import { useMemo } from 'react';
import {
  SetCustomStatusDocument,
  type SetCustomStatusInput,
  SetPresenceDocument,
  type SetPresenceInput,
} from '../generated/operations.ts';
import type { OwnPresenceState } from '../store/state.ts';
import { act } from './act.ts';
import type { Reading } from './reading.ts';
import { sourceOf } from './sources/source-of.ts';
import { stateSource } from './sources/state-source.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';
import { useResult } from './use-result.ts';

/** Both reject with a `TidingsError`. */
export interface OwnPresenceActions {
  /** Online, away, busy or offline, for a time or until it is changed. */
  set(input: SetPresenceInput): Promise<void>;
  /** A text, an emoji, for a time or until it is changed. */
  setCustomStatus(input: SetCustomStatusInput): Promise<void>;
}

/**
 * What the viewer has set of his presence himself. What is over by its time (`statusExpiresAt`, the custom status' `expiresAt`) counts
 * no more, though it is still there. Renders when he changes it, on any device.
 */
export function useOwnPresence(): Reading<OwnPresenceState> & OwnPresenceActions {
  const client = useClient();
  const source = sourceOf(client, 'own presence', () => ({
    value: stateSource(client, ({ ownPresence }) => ownPresence),
  }));
  const actions = useMemo(
    () => ({ set: act(client, SetPresenceDocument), setCustomStatus: act(client, SetCustomStatusDocument) }),
    [client],
  );
  return useResult(useReading(source), actions);
}
