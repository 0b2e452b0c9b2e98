import { type PresenceState, watchPresence } from '../presence/watch-presence.ts';
import { loading, type Reading, ready } from './reading.ts';
import { deriveReading } from './sources/derive-reading.ts';
import { sourceOf } from './sources/source-of.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';

/**
 * Whether a user is there, when he was last, and what he says of himself, as far as the viewer may see it. Renders when his presence
 * changes. All components that ask for anybody's share one subscription.
 */
export function usePresence(userId: string): Reading<PresenceState> {
  const client = useClient();
  const source = sourceOf(client, `presence ${userId}`, () => {
    const watched = watchPresence(client, [userId]);
    const make = (): Reading<PresenceState> => {
      const presence = watched.getSnapshot().get(userId);
      return presence === undefined ? loading : ready(presence);
    };
    return { value: deriveReading([watched], make) };
  });
  return useReading(source);
}
