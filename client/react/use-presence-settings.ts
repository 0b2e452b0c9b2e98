import { useMemo } from 'react';
import { UpdatePresenceSettingsDocument, type UpdatePresenceSettingsInput } from '../generated/operations.ts';
import type { PresenceSettingsState } from '../store/state.ts';
import { act } from './act.ts';
import type { Reading } from './reading.ts';
import { sourceOf } from './sources/source-of.ts';
import { stateSource } from './sources/state-source.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';
import { useResult } from './use-result.ts';

export interface PresenceSettingsActions {
  /** Changes what is named; the rest stays. Rejects with a `TidingsError`. */
  update(changes: UpdatePresenceSettingsInput): Promise<void>;
}

/** What others may see of the viewer: presence, last seen, typing, read receipts. Renders when he changes it, on any device. */
export function usePresenceSettings(): Reading<PresenceSettingsState> & PresenceSettingsActions {
  const client = useClient();
  const source = sourceOf(client, 'presence settings', () => ({
    value: stateSource(client, ({ presenceSettings }) => presenceSettings),
  }));
  const actions = useMemo(() => ({ update: act(client, UpdatePresenceSettingsDocument) }), [client]);
  return useResult(useReading(source), actions);
}
