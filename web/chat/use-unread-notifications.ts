import { useSyncExternalStore } from 'react';
import { totalUnreadNotifications } from '../../client/index.ts';
import { useClient } from '../../client/react/index.ts';

/** How many notifications the viewer has not read. */
export function useUnreadNotifications(): number {
  const { state } = useClient();
  return useSyncExternalStore(state.subscribe, () => {
    const known = state.getSnapshot();
    return known === null ? 0 : totalUnreadNotifications(known, new Date().toISOString());
  });
}
