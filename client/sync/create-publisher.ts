import type { Store } from '../store/create-store.ts';
import type { ClientState } from '../store/state.ts';

/** While much is replayed, readers are shown where it has got to this often. */
const replayIntervalMs = 50;

/**
 * Shows a state to the store's readers: at once, or, while a replay runs, now and then, so that thousands of events do not
 * make thousands of renderings.
 */
export function createPublisher(store: Store<ClientState | null>): { publish(state: ClientState): void } {
  let latest: ClientState | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const show = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    store.set(latest);
  };
  return {
    publish(state) {
      latest = state;
      if (state.isCaughtUp || store.getSnapshot() === null) show();
      else timer ??= setTimeout(show, replayIntervalMs);
    },
  };
}
