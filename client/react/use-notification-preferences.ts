import { useMemo } from 'react';
import {
  UpdateNotificationPreferencesDocument,
  type UpdateNotificationPreferencesInput,
} from '../generated/operations.ts';
import type { NotificationPreferencesState } from '../store/state.ts';
import { act } from './act.ts';
import type { Reading } from './reading.ts';
import { sourceOf } from './sources/source-of.ts';
import { stateSource } from './sources/state-source.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';
import { useResult } from './use-result.ts';

export interface NotificationPreferencesActions {
  /** Changes what is named; the rest stays. Rejects with a `TidingsError`. */
  update(changes: UpdateNotificationPreferencesInput): Promise<void>;
}

/** What the viewer wants to be told, by which channel and when. Renders when he changes it, on any device. */
export function useNotificationPreferences(): Reading<NotificationPreferencesState> & NotificationPreferencesActions {
  const client = useClient();
  const source = sourceOf(client, 'notification preferences', () => ({
    value: stateSource(client, ({ notificationPreferences }) => notificationPreferences),
  }));
  const actions = useMemo(() => ({ update: act(client, UpdateNotificationPreferencesDocument) }), [client]);
  return useResult(useReading(source), actions);
}
