import type { TidingsClient } from '../../create-client.ts';
import { createStore, derive, type Readable } from '../../store/create-store.ts';
import type { ConnectionState } from '../../transport/connection.ts';
import { sourceOf } from './source-of.ts';

/** The connection as a page shows it. */
export interface ConnectionView extends ConnectionState {
  /**
   * It should be open and has not been for 5 s, or has ended with a failure: the time for a banner. What is back sooner is not
   * worth one.
   */
  isDown: boolean;
}

/** What is back within this time need not be told. */
const unnoticedMs = 5_000;

export function connectionSource(client: TidingsClient): Readable<ConnectionView> {
  return sourceOf(client, 'connection', () => {
    const isDown = createStore(false);
    const make = () => ({ ...client.connection.getSnapshot(), isDown: isDown.getSnapshot() });
    return { value: derive([client.connection, isDown], make), start: () => watchDown(client, isDown.set) };
  });
}

function watchDown({ connection }: TidingsClient, tell: (isDown: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    const { status, downSince, failure } = connection.getSnapshot();
    const isTrying = status === 'connecting' || status === 'waiting';
    const restMs = isTrying && downSince !== null ? downSince + unnoticedMs - Date.now() : null;
    tell((status === 'closed' && failure !== null) || (restMs !== null && restMs <= 0));
    if (restMs !== null && restMs > 0) timer = setTimeout(look, restMs);
  };
  const leave = connection.subscribe(look);
  look();
  return () => {
    clearTimeout(timer);
    leave();
  };
}

/** Before anybody has connected. */
export const notBegun: ConnectionView = {
  ...{ status: 'idle', transport: null, attempts: 0, retryAt: null, failure: null },
  ...{ pingMs: null, quality: null, lastPongAt: null, downSince: null, isDown: false },
};
