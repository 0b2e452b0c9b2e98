/** Why the server can't start, in one line that says what to do. `main.ts` prints the line and nothing else. */
export class StartError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StartError';
  }
}
