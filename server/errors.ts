/** The closed list of codes that a client may see; `enum ErrorCode` of the SDL is the same list. */
export const errorTable = {
  UNAUTHENTICATED: { httpStatus: 401, retryable: false, description: 'No valid token. Get a new one.' },
  FORBIDDEN: { httpStatus: 403, retryable: false, description: 'The viewer may see this, but not do it.' },
  NOT_FOUND: { httpStatus: 404, retryable: false, description: 'There is no such thing, or it is not for the viewer.' },
  BAD_USER_INPUT: { httpStatus: 400, retryable: false, description: 'The input is wrong; the message says how.' },
  CONFLICT: { httpStatus: 409, retryable: false, description: 'The request contradicts what is there.' },
  RATE_LIMITED: { httpStatus: 429, retryable: true, description: 'Too many requests; wait for retryAfterMs.' },
  PAYLOAD_TOO_LARGE: { httpStatus: 413, retryable: false, description: 'The request or its answer is too large.' },
  UNAVAILABLE: { httpStatus: 503, retryable: true, description: 'Not possible now; wait for retryAfterMs.' },
  INTERNAL: { httpStatus: 500, retryable: false, description: 'A fault of the server; quote the requestId.' },
} as const;

export type ErrorCode = keyof typeof errorTable;

interface AppErrorDetail {
  /** The input's field, as a path: `text`, `positions.3.readSeq`. */
  field?: string;
  /** When to try again; required by the contract for RATE_LIMITED and UNAVAILABLE. */
  retryAfterMs?: number;
  /** For the log only. */
  cause?: unknown;
}

/** An error that a client is told as it is. Whatever else is thrown reaches it as INTERNAL, without its text. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, detail: AppErrorDetail = {}) {
    super(message, { cause: detail.cause });
    this.name = 'AppError';
    this.code = code;
    this.field = detail.field;
    this.retryAfterMs = detail.retryAfterMs ?? (code === 'UNAVAILABLE' ? 1_000 : undefined);
  }
}

/** The one answer for what does not exist and for what the viewer may not see. `field` is the input that named it. */
export function notFound(what: string, field?: string): AppError {
  return new AppError('NOT_FOUND', `No such ${what}.`, field === undefined ? {} : { field });
}
