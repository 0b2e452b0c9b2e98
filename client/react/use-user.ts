import type { UserState } from '../store/state.ts';
import type { Reading } from './reading.ts';
import { sourceOf } from './sources/source-of.ts';
import { stateSource } from './sources/state-source.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';

/**
 * The profile of a user whom the client has met: the viewer himself (without `userId`), members, contacts, senders of loaded messages.
 * `data` is null where it knows none. Renders when it changes.
 */
export function useUser(userId?: string): Reading<UserState | null> {
  const client = useClient();
  const key = userId === undefined ? 'viewer' : `user ${userId}`;
  const source = sourceOf(client, key, () => ({
    value: stateSource(client, ({ users, viewerId }) => users.get(userId ?? viewerId) ?? null),
  }));
  return useReading(source);
}
