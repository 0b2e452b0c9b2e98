import type { StreamItem } from './log-event.ts';

/** Where a stream's items go: a socket, a response, or a queue. It is pushed to, and says when it is full. */
export interface Sink {
  /** Takes an item, in order; false, and nothing is taken, while its reader is behind by more than the bound. Never throws. */
  push(item: StreamItem): boolean;
  /** Fulfilled once the reader has taken everything, or is gone. */
  drained(): Promise<void>;
  /** When the reader last took something; milliseconds of `Date.now`. */
  lastTakenAt(): number;
  /** Nothing more comes. What was pushed is still handed on. */
  end(): void;
  /** Nothing more comes, because of this. What was pushed is still handed on. */
  fail(error: unknown): void;
}
