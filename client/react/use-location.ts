import type { TidingsClient } from '../create-client.ts';
import { type LocationState, watchLocations } from '../location/watch-locations.ts';
import { createStore } from '../store/create-store.ts';
import { loading, type Reading, ready, type Source } from './reading.ts';
import { deriveReading } from './sources/derive-reading.ts';
import { followTimes } from './sources/follow-times.ts';
import { sourceOf } from './sources/source-of.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';

/**
 * Where a user is, as exactly as he shows it; null: he shows it no longer, or not to the viewer. Renders when he moves, and when his
 * share is over. All components that ask for anybody's share one subscription. What the viewer shares: `useLocationSharing`.
 */
export function useLocation(userId: string): Reading<LocationState | null> {
  return useReading(locationSource(useClient(), userId));
}

function locationSource(client: TidingsClient, userId: string): Source<LocationState | null> {
  return sourceOf(client, `location ${userId}`, () => {
    const watched = watchLocations(client, [userId]).select((locations) => locations.get(userId));
    const expired = createStore(0);
    const make = (): Reading<LocationState | null> => {
      const location = watched.getSnapshot();
      if (location === undefined) return loading;
      return ready(location !== null && Date.parse(location.expiresAt) > Date.now() ? location : null);
    };
    const times = watched.select((location) => [location?.expiresAt ?? null]);
    return {
      value: deriveReading([watched, expired], make),
      start: () => followTimes(times, () => expired.update((count) => count + 1)),
    };
  });
}
