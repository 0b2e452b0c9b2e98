import { AppError } from '../errors.ts';
import type { Lane, Rows } from './lane.ts';

/** A statement under way. Drizzle asks by `values()` for rows as arrays, in the same turn. */
export type Statement = Promise<Rows> & { values(): Statement };

/** Runs statements, in the driver's words that Drizzle uses. */
export interface Client {
  unsafe(text: string, parameters?: unknown[]): Statement;
  options: Lane['options'];
}

export interface TransactionClient extends Client {
  savepoint<T>(work: (client: TransactionClient) => Promise<T>): Promise<T>;
}

/** Some connections, each made when it is needed and made anew when it was lost. */
export interface Pool extends Client {
  begin<T>(work: (client: TransactionClient) => Promise<T>): Promise<T>;
  /** Waits for what is under way, for `graceMs` at most, and disconnects. */
  close(graceMs?: number): Promise<void>;
}

export interface PoolOptions {
  /** Connections at most. */
  max: number;
  /** Statements outside transactions that may be under way on one connection: they need no answer to be sent. */
  statementsPerLaneMax: number;
  /** How long a statement or a transaction waits for a connection; then it is UNAVAILABLE. */
  acquireTimeoutMs: number;
  /** A statement without an answer for so long has lost its connection: the other side is gone without a word. */
  statementTimeoutMs: number;
  /** A transaction that runs no statement for so long is broken off, since it holds locks. */
  idleInTransactionTimeoutMs: number;
  open: (onLost: (lane: Lane) => void) => Promise<Lane>;
}

interface Slot {
  lane: Lane;
  /** Statements outside transactions. */
  inFlight: number;
  isExclusive: boolean;
}

interface Waiter {
  isExclusive: boolean;
  take: (slot: Slot) => void;
  refuse: (error: unknown) => void;
}

/** Opens the first connection at once, so that a bad address is known at the start. */
export async function createPool(options: PoolOptions): Promise<Pool> {
  const slots = new Map<Lane, Slot>();
  const waiters = new Set<Waiter>();
  let opening = 0;
  let isClosing = false;
  let onIdle = () => {};

  const forget = (lane: Lane) => {
    slots.delete(lane);
    dispatch();
  };

  async function openSlot(): Promise<void> {
    opening += 1;
    try {
      const lane = await options.open(forget);
      if (isClosing) return lane.destroy();
      if (!lane.isLost()) slots.set(lane, { lane, inFlight: 0, isExclusive: false });
    } finally {
      opening -= 1;
    }
    dispatch();
  }

  function mayTake(slot: Slot, isExclusive: boolean): boolean {
    return !slot.isExclusive && slot.inFlight < (isExclusive ? 1 : options.statementsPerLaneMax);
  }

  function findSlot(isExclusive: boolean): Slot | undefined {
    let found: Slot | undefined;
    for (const slot of slots.values()) {
      if (mayTake(slot, isExclusive) && (found === undefined || slot.inFlight < found.inFlight)) found = slot;
    }
    return found;
  }

  /** Serves whoever waits, in the order of their coming: a transaction is not overtaken for ever by single statements. */
  function dispatch(): void {
    for (const waiter of waiters) {
      const slot = findSlot(waiter.isExclusive);
      if (slot === undefined) break;
      waiters.delete(waiter);
      waiter.take(slot);
    }
    while (!isClosing && opening < waiters.size && slots.size + opening < options.max) {
      openSlot().catch((error: unknown) => {
        // With other connections at work, those who wait may still be served in time.
        if (slots.size > 0) return;
        for (const waiter of [...waiters]) waiter.refuse(error);
      });
    }
    if (isClosing && [...slots.values()].every((slot) => slot.inFlight === 0 && !slot.isExclusive)) onIdle();
  }

  function acquire(isExclusive: boolean): Promise<Slot> {
    return new Promise((resolve, reject) => {
      if (isClosing) return reject(new AppError('UNAVAILABLE', 'The server is shutting down.'));
      const timer = setTimeout(
        () => waiter.refuse(new AppError('UNAVAILABLE', 'The database is too busy now.')),
        options.acquireTimeoutMs,
      );
      const waiter: Waiter = {
        isExclusive,
        take: (slot) => {
          clearTimeout(timer);
          if (isExclusive) slot.isExclusive = true;
          else slot.inFlight += 1;
          resolve(slot);
        },
        refuse: (error) => {
          clearTimeout(timer);
          waiters.delete(waiter);
          reject(error);
        },
      };
      waiters.add(waiter);
      dispatch();
    });
  }

  async function runOnce(text: string, parameters: unknown[], form: 'objects' | 'arrays'): Promise<Rows> {
    const slot = await acquire(false);
    try {
      return await slot.lane.run(text, parameters, form);
    } finally {
      slot.inFlight -= 1;
      dispatch();
    }
  }

  async function begin<T>(work: (client: TransactionClient) => Promise<T>): Promise<T> {
    const slot = await acquire(true);
    try {
      return await runTransaction(slot.lane, work);
    } finally {
      slot.isExclusive = false;
      dispatch();
    }
  }

  const sweep = setInterval(() => {
    const now = Date.now();
    for (const { lane, isExclusive } of [...slots.values()]) {
      const since = lane.busySince();
      const isMute = since !== null && now - since > options.statementTimeoutMs;
      const isForgotten = isExclusive && since === null && now - lane.activeAt() > options.idleInTransactionTimeoutMs;
      if (isMute || isForgotten) lane.destroy();
    }
  }, 1_000).unref();

  async function close(graceMs = 5_000): Promise<void> {
    if (isClosing) return;
    isClosing = true;
    for (const waiter of [...waiters]) waiter.refuse(new AppError('UNAVAILABLE', 'The server is shutting down.'));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, graceMs);
      onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
      dispatch();
    });
    clearInterval(sweep);
    for (const lane of [...slots.keys()]) lane.destroy();
  }

  try {
    await openSlot();
  } catch (error) {
    clearInterval(sweep);
    throw error;
  }
  const [first] = slots.keys();
  if (first === undefined) throw new AppError('UNAVAILABLE', 'The database closed the connection at once.');
  return {
    unsafe: (text, parameters = []) => asStatement((form) => runOnce(text, parameters, form)),
    begin,
    close,
    options: first.options,
  };
}

/** Runs when the turn's synchronous part is over, when it is known in which form the rows are wanted. */
function asStatement(run: (form: 'objects' | 'arrays') => Promise<Rows>): Statement {
  let form: 'objects' | 'arrays' = 'objects';
  const statement = Promise.resolve().then(() => run(form));
  return Object.assign(statement, {
    values(): Statement {
      form = 'arrays';
      return statement as Statement;
    },
  });
}

async function runTransaction<T>(lane: Lane, work: (client: TransactionClient) => Promise<T>): Promise<T> {
  let isOver = false;
  let savepoints = 0;
  let failure: unknown;

  const run = async (text: string, parameters: unknown[], form: 'objects' | 'arrays') => {
    // The connection may be another transaction's by now.
    if (isOver) throw new Error('The transaction is over: a statement came after its end.');
    try {
      return await lane.run(text, parameters, form);
    } catch (error) {
      failure ??= error;
      throw error;
    }
  };

  const client: TransactionClient = {
    options: lane.options,
    unsafe: (text, parameters = []) => asStatement((form) => run(text, parameters, form)),
    async savepoint(inner) {
      savepoints += 1;
      const name = `s${savepoints}`;
      await run(`savepoint ${name}`, [], 'objects');
      try {
        const result = await inner(client);
        await run(`release savepoint ${name}`, [], 'objects');
        return result;
      } catch (error) {
        await run(`rollback to savepoint ${name}`, [], 'objects');
        failure = undefined;
        throw error;
      }
    },
  };

  let result: T;
  try {
    await lane.run('begin');
    result = await work(client);
  } catch (error) {
    isOver = true;
    await lane.run('rollback').catch(() => lane.destroy());
    throw error;
  }
  isOver = true;
  // A transaction in which a statement failed is rolled back by its commit, without an error.
  const { command } = await lane.run('commit');
  if (command !== 'COMMIT') throw failure ?? new Error(`The commit was answered by ${command}.`);
  return result;
}
