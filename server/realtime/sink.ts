import type { Batch } from './batch.ts';
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
  /** How it takes what is shown to many; null: it shows nothing like anybody else. */
  readonly shared: SharedSink | null;
}

/** A sink of a group that is shown everything alike: what is made for one of them serves all. */
export interface SharedSink {
  readonly renderer: Renderer;
  /** The logs for which it is seated. Counted by audience.ts. */
  seats: number;
  /** False while what was pushed is still being asked for: whatever comes next has to be pushed too. */
  isSettled(): boolean;
  /** False where `push` would refuse: then it is not to be given anything. */
  hasRoom(): boolean;
  /** Writes a batch of the group, after all that was pushed. */
  write(batch: Batch): void;
  /** The same, but leaves the writing to the end of the turn. */
  append(batch: Batch): void;
}

/** How a group's items look. */
export interface Renderer {
  /**
   * The item as it is shown; a promise where it had to be asked for. The same buffer for everybody, and kept for as
   * long as the item lives, save for what is given to all of the group at once. Never throws.
   */
  render(item: StreamItem, isGivenToAll?: boolean): Buffer | Promise<Buffer>;
  /** Where every turn begins. */
  readonly start: Batch;
  /** More than one may be shown what it makes. */
  readonly isShared: boolean;
}
