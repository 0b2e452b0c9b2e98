import type { TidingsClient } from '../../create-client.ts';
import { type Acknowledger, createAcknowledger } from '../../receipts/create-acknowledger.ts';
import { createStore, type Readable } from '../../store/create-store.ts';
import { sourceOf } from './source-of.ts';

/** What says for this page what has arrived and what was read: there while somebody subscribes, as the provider does. */
export function pageAcknowledger(client: TidingsClient): Readable<Acknowledger | null> {
  return sourceOf(client, 'acknowledger', () => {
    const present = createStore<Acknowledger | null>(null);
    return {
      value: present,
      start() {
        const acknowledger = createAcknowledger(client);
        present.set(acknowledger);
        return () => {
          present.set(null);
          acknowledger.close();
        };
      },
    };
  });
}
