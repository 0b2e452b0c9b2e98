import { AppError } from '../errors.ts';
import { sqlState } from './sql-state.ts';
import { assertOutside } from './transaction.ts';
import { isUnavailable } from './unavailable.ts';

/** Gathers requests that come at the same time into one statement, each with its own answer. */
export type Batcher<Row, Answer> = (row: Row) => Promise<Answer>;

export interface BatcherOptions<Row, Answer> {
  /**
   * Runs a batch and answers every row in its order. Repeating it must be safe. A row whose answer takes longer than the
   * others' gets a promise: its lane is free all the same.
   */
  run: (rows: Row[]) => Promise<(Answer | Promise<Answer>)[]>;
  /** Batches under way at once. Embedded, with its one connection, gains nothing from a second. @default 2 */
  lanes?: number;
  /** Rows in a batch. @default 256 */
  rowsMax?: number;
  /** How long at most a lane rests after a batch of so many rows, while more and more gathers for its next. @default none */
  restMs?: (rows: number) => number;
}

interface Waiting<Row, Answer> {
  row: Row;
  resolve: (answer: Answer | Promise<Answer>) => void;
  reject: (error: unknown) => void;
}

/** Below this, what waits goes in one batch; above, the free lanes share it, or the first would take all. */
const shareMin = 16;
const triesMax = 3;
/** What rests looks so often whether more has come. */
const restStepMs = 8;

/** Errors of the data: one row of the batch is at fault, and halving finds it. */
const dataErrorClasses = new Set(['22', '23', '42', '54']);

/**
 * No timer: a free lane takes what waits at once, and what comes while all are busy gathers. Under load batches grow by
 * themselves, and a single request waits for nothing.
 */
export function createBatcher<Row, Answer>(options: BatcherOptions<Row, Answer>): Batcher<Row, Answer> {
  const { run, lanes = 2, rowsMax = 256, restMs = () => 0 } = options;
  const waiting: Waiting<Row, Answer>[] = [];
  let busy = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || busy === lanes || waiting.length === 0) return;
    isScheduled = true;
    // After this turn, so that requests that came in one read of a socket go together.
    setImmediate(dispatch);
  }

  function dispatch(): void {
    isScheduled = false;
    while (busy < lanes && waiting.length > 0) {
      const freeLanes = lanes - busy;
      const share = waiting.length > shareMin ? Math.ceil(waiting.length / freeLanes) : waiting.length;
      const batch = waiting.splice(0, Math.min(share, rowsMax));
      busy += 1;
      const free = (): void => {
        busy -= 1;
        schedule();
      };
      void settle(batch).finally(() => {
        rest(Date.now() + restMs(batch.length), free);
      });
    }
  }

  /** Until the time, or until nothing more comes: those who wait for their answers before they go on are not held up. */
  function rest(until: number, free: () => void, before = 0): void {
    if (Date.now() >= until || waiting.length === before) free();
    else setTimeout(rest, restStepMs, until, free, waiting.length);
  }

  async function settle(batch: Waiting<Row, Answer>[], attempt = 1): Promise<void> {
    try {
      const answers = await run(batch.map(({ row }) => row));
      for (const [at, { resolve, reject }] of batch.entries()) {
        const answer = answers[at];
        if (answer === undefined) reject(new Error('A row of a batch got no answer.'));
        else resolve(answer);
      }
    } catch (error) {
      await recover(batch, attempt, error);
    }
  }

  async function recover(batch: Waiting<Row, Answer>[], attempt: number, error: unknown): Promise<void> {
    const state = sqlState(error) ?? '';
    const isDataError = dataErrorClasses.has(state.slice(0, 2)) || state === '08P01';
    if (isDataError && batch.length > 1) {
      const middle = Math.ceil(batch.length / 2);
      await settle(batch.slice(0, middle));
      await settle(batch.slice(middle));
    } else if (isPassing(error, state) && attempt < triesMax) {
      await settle(batch, attempt + 1);
    } else {
      for (const { reject } of batch) reject(error);
    }
  }

  return (row) => {
    assertOutside();
    return new Promise((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      schedule();
    });
  };
}

/** A deadlock, or a connection that was lost with the answer: the same batch again tells what became of it. */
function isPassing(error: unknown, state: string): boolean {
  const hasWaited = error instanceof AppError;
  return state === '40P01' || state === '40001' || (isUnavailable(error) && !hasWaited);
}
