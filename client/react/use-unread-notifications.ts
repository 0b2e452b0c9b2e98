import type { TidingsClient } from '../create-client.ts';
import { createStore } from '../store/create-store.ts';
import { totalUnreadNotifications } from '../store/notifications.ts';
import { mapReading, type Reading, type Source } from './reading.ts';
import { deriveReading } from './sources/derive-reading.ts';
import { followTimes } from './sources/follow-times.ts';
import { expiriesOf } from './sources/notifications-source.ts';
import { sourceOf } from './sources/source-of.ts';
import { stateSource } from './sources/state-source.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';

/** How many notifications the viewer has not read, for a badge. Renders when their number changes. */
export function useUnreadNotifications(): Reading<number> {
  return useReading(countSource(useClient()));
}

function countSource(client: TidingsClient): Source<number> {
  return sourceOf(client, 'unread notifications', () => {
    const whole = stateSource(client, (state) => state);
    const expired = createStore(0);
    const make = () =>
      mapReading(whole.getSnapshot(), (state) => totalUnreadNotifications(state, new Date().toISOString()));
    return {
      value: deriveReading([whole, expired], make),
      start: () => followTimes(expiriesOf(client), () => expired.update((count) => count + 1)),
    };
  });
}
