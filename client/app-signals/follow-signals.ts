import type { TidingsClient } from '../create-client.ts';
import type { Failure } from '../errors.ts';
import { ApplicationSignalsDocument, type ApplicationSignalsSubscription } from '../generated/operations.ts';

/** Something of the application's own. */
export type ApplicationSignal = ApplicationSignalsSubscription['applicationSignals'];

/** What is told beside the signals. */
interface SignalListeners {
  /**
   * The topics are about to be heard: at first, and after each break. What was published before is not sent: read here what
   * is so now, and where a signal's `droppedCount` is not 0.
   */
  onBegin?: () => void;
  /** The server does not let the viewer hear a topic (`FORBIDDEN`), or no longer. The next connection asks again. */
  onEnd?: (failure: Failure | null) => void;
}

/** Hears what the application publishes to topics, over all connections. Returns how to leave. */
export function followSignals(
  client: TidingsClient,
  topics: readonly string[],
  onSignal: (signal: ApplicationSignal) => void,
  { onBegin = () => {}, onEnd = () => {} }: SignalListeners = {},
): () => void {
  const isOpen = client.connection.select(({ status }) => status === 'open');
  const begin = () => {
    if (isOpen.getSnapshot()) onBegin();
  };
  const variables = { topics: [...topics] };
  const leave = client.follow(
    ApplicationSignalsDocument,
    variables,
    ({ applicationSignals }) => onSignal(applicationSignals),
    onEnd,
  );
  const stop = isOpen.subscribe(begin);
  begin();
  return () => {
    stop();
    leave();
  };
}
