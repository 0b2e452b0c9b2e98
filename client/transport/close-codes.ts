/** What a close code says of coming back. The table of them is `docs/CLOSE_CODES.md`. */
export type Verdict =
  /** With backoff. */
  | 'retry'
  /** Another node takes over. */
  | 'now'
  /** Not before 5 s. */
  | 'later'
  /** With a new token. */
  | 'token'
  /** A fault of the client, that coming back would only repeat. */
  | 'never';

/** Takes codes that it does not know for an accident. */
export function verdictOf(code: number): Verdict {
  switch (code) {
    case 1012:
      return 'now';
    case 1013:
      return 'later';
    case 4403:
      return 'token';
    case 4400:
    case 4401:
    case 4406:
    case 4409:
    case 4429:
      return 'never';
    default:
      return 'retry';
  }
}
