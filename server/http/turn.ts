/** Has something to write at the end of this turn of the event loop. */
export interface Flushable {
  flush(): void;
}

let due: Flushable[] = [];
let afterwards: (() => void)[] = [];

/**
 * Calls `flush` once all that came in this turn has been handled: what one read of Redis or one commit brings leaves in
 * one write, and nothing waits for longer than the turn.
 */
export function flushAfterTurn(flushable: Flushable): void {
  if (due.push(flushable) === 1) setImmediate(flushAll);
}

/** Calls `act` when everything that is due has been flushed. To be used by what is flushed. */
export function afterFlush(act: () => void): void {
  afterwards.push(act);
}

function flushAll(): void {
  const flushables = due;
  due = [];
  for (const flushable of flushables) flushable.flush();
  if (afterwards.length === 0) return;
  const acts = afterwards;
  afterwards = [];
  for (const act of acts) act();
}
