import type { TidingsClient } from '../../create-client.ts';
import { watchActivity } from '../../presence/watch-activity.ts';
import { createStore, type Readable } from '../../store/create-store.ts';
import { sourceOf } from './source-of.ts';

/** Reports whether this page is in use, and what it shows, while somebody subscribes, as the provider does. */
export function pageActivity(client: TidingsClient): Readable<null> {
  return sourceOf(client, 'activity', () => ({ value: createStore(null), start: () => watchActivity(client) }));
}
