/** What is to be written at the end of this turn of the event loop. */
export interface Flushable {
  flush(): void;
}

let due: Flushable[] = [];

/**
 * Calls `flush` once all that came in this turn has been handled: what one read of Redis or one commit brings leaves in
 * one write for each socket, and nothing waits for longer than the turn.
 */
export function flushAfterTurn(flushable: Flushable): void {
  if (due.push(flushable) === 1) setImmediate(flushAll);
}

function flushAll(): void {
  const flushables = due;
  due = [];
  for (const flushable of flushables) flushable.flush();
}
