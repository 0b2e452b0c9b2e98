import type { GraphQLErrorShape } from '../errors.ts';

/** An operation as it is sent. */
export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

/** What the server answers to an operation, or one item of a subscription. */
export interface Result {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly GraphQLErrorShape[] | undefined;
}

/** Where a subscription's items go. Exactly one `end` comes, unless the subscriber left before. */
export interface Sink {
  next(result: Result): void;
  /** Null: the server has completed it. */
  end(errors: readonly GraphQLErrorShape[] | null): void;
}

/** Why a link ended: a WebSocket's close code; links of other kinds use the code that means the same. */
export interface Closing {
  code: number;
  reason: string;
}

export type LinkKind = 'websocket' | 'sse' | 'tab';

/** One connection to the server, from its opening to its end. It is never reopened: the next one is another link. */
export interface Link {
  readonly kind: LinkKind;
  /** Runs a query or a mutation. Rejects with OFFLINE where the link ends before the answer. */
  execute(operation: Operation): Promise<Result>;
  /** Returns how to leave. */
  subscribe(operation: Operation, sink: Sink): () => void;
  /** A new token of the same user. */
  renew(token: string): Promise<void>;
  /** Fulfilled once, when the link has ended, whoever ended it. */
  readonly closed: Promise<Closing>;
  close(code?: number, reason?: string): void;
}

/** Rejected with where a link could not be opened. */
export class OpenError extends Error {
  readonly closing: Closing;

  constructor(closing: Closing) {
    super(closing.reason);
    this.closing = closing;
  }
}
