import type { ErrorCode } from './generated/operations.ts';

/**
 * Why something failed: a union that `switch (failure.code)` takes apart. The first are the server's codes; then those that
 * only a client knows.
 */
export type Failure =
  | { code: 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'CONFLICT' | 'PAYLOAD_TOO_LARGE'; message: string }
  /** `field` names the part of the input, as `input.text`; null: none. */
  | { code: 'BAD_USER_INPUT'; message: string; field: string | null }
  /** Trying again after this time can succeed; null: the server named none. */
  | { code: 'RATE_LIMITED' | 'UNAVAILABLE'; message: string; retryAfterMs: number | null }
  /** `requestId` finds it in the server's log. */
  | { code: 'INTERNAL'; message: string; requestId: string | null }
  /** No answer came. A mutation may have been done all the same; each is safe to repeat. */
  | { code: 'OFFLINE'; message: string }
  /** The outbox holds as many messages as it may. */
  | { code: 'OUTBOX_FULL'; message: string }
  /** A code of a newer server. */
  | { code: 'UNKNOWN'; message: string; serverCode: string };

/** What the client throws and rejects with. */
export class TidingsError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'TidingsError';
    this.failure = failure;
  }
}

/** The part of a GraphQL error that is read. */
export interface GraphQLErrorShape {
  message: string;
  extensions?: Record<string, unknown> | undefined;
}

/** No answer came. */
export const offline = (message = 'There is no connection to the server.'): Failure => ({ code: 'OFFLINE', message });

/** The failure that a GraphQL error tells. */
export function failureOf({ message, extensions = {} }: GraphQLErrorShape): Failure {
  // OFFLINE is what a link ends its operations with.
  const code = (extensions.code ?? 'INTERNAL') as ErrorCode | 'OFFLINE';
  switch (code) {
    case 'UNAUTHENTICATED':
    case 'FORBIDDEN':
    case 'NOT_FOUND':
    case 'CONFLICT':
    case 'PAYLOAD_TOO_LARGE':
      return { code, message };
    case 'BAD_USER_INPUT':
      return { code, message, field: stringOf(extensions.field) };
    case 'RATE_LIMITED':
    case 'UNAVAILABLE': {
      const retryAfterMs = extensions.retryAfterMs;
      return { code, message, retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : null };
    }
    case 'INTERNAL':
      return { code, message, requestId: stringOf(extensions.requestId) };
    case 'OFFLINE':
      return { code, message };
    default:
      return { code: 'UNKNOWN', message, serverCode: String(code satisfies never) };
  }
}

const stringOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
