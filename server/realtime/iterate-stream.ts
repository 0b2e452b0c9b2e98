import type { StreamItem } from './log-event.ts';
import type { Stream } from './realtime.ts';
import { createStreamQueue } from './stream-queue.ts';

/** For a reader who asks for items one by one, with at most so many bytes waiting for him. He closes the stream by leaving. */
export function iterateStream(
  stream: Pick<Stream, 'pipe' | 'close'>,
  queueBytesMax: number,
): AsyncIterator<StreamItem> {
  const queue = createStreamQueue(queueBytesMax);
  stream.pipe(queue);
  return {
    next: () => queue.next(),
    async return() {
      stream.close();
      return { done: true, value: undefined };
    },
  };
}
