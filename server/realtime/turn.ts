/** Has something to write at the end of this turn of the event loop. */
export interface Flushable {
  flush(): void;
}

/** Has something for many to write. */
export interface Spreadable extends Flushable {
  /** Leaves it to each of them to write it with what else he gets in this turn. */
  spread(): void;
}

let due: Flushable[] = [];
let dueToMany: Spreadable[] = [];
let afterwards: (() => void)[] = [];
let isScheduled = false;

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  setImmediate(flushAll);
}

/**
 * Calls `flush` once all that came in this turn has been handled: what one read of Redis or one commit brings leaves in
 * one write, and nothing waits for longer than the turn.
 */
export function flushAfterTurn(flushable: Flushable): void {
  due.push(flushable);
  schedule();
}

/** The same for what many get: it is written at once, or, where more than one has something, by those who get it. */
export function spreadAfterTurn(spreadable: Spreadable): void {
  dueToMany.push(spreadable);
  schedule();
}

/** Hands on now what is due to many: to be called before one of them is given something else. */
export function settleTurn(): void {
  const [only] = dueToMany;
  if (only === undefined) return;
  const spreadables = dueToMany;
  dueToMany = [];
  if (spreadables.length === 1) only.flush();
  else for (const spreadable of spreadables) spreadable.spread();
}

/** Calls `act` when everything that is due has been flushed. To be used by what is flushed. */
export function afterFlush(act: () => void): void {
  afterwards.push(act);
}

function flushAll(): void {
  isScheduled = false;
  settleTurn();
  const flushables = due;
  due = [];
  for (const flushable of flushables) flushable.flush();
  if (afterwards.length === 0) return;
  const acts = afterwards;
  afterwards = [];
  for (const act of acts) act();
}
