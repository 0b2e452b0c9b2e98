import { onServer, type Reading, type Source } from './reading.ts';

/** What a hook gives once the first state is there. */
export type Settled<Result> = Extract<Result, { status: 'ready' }>;

/** How long what was waited for is kept for the component that waited: React shows it a little later. */
const lingerMs = 5_000;

/** Whether the hook that is being called is one of those that suspend. Hooks are called one after the other, and never wait. */
let isSuspending = false;

const promises = new WeakMap<Source<unknown>, Promise<void>>();

/** The same hook, but for this: while it is loading it suspends, and an error goes to the error boundary. */
export function suspending<Args extends unknown[], Result>(
  hook: (...args: Args) => Result,
): (...args: Args) => Settled<Result> {
  return (...args) => {
    const outer = isSuspending;
    isSuspending = true;
    try {
      // What is not ready was thrown.
      return hook(...args) as Settled<Result>;
    } finally {
      isSuspending = outer;
    }
  };
}

/** In a hook that suspends: throws what the component has to wait for, or what went wrong. React 18 has no other way. */
export function suspend(source: Source<unknown>, reading: Reading<unknown>): void {
  if (!isSuspending || reading.status === 'ready') return;
  if (reading.status === 'error') throw reading.error;
  // A server has nothing to wait for: React sends the fallback, and the browser renders what is in it.
  if (reading === onServer)
    throw new Error('Tidings has no data on a server: the nearest <Suspense> shows its fallback.');
  throw settled(source);
}

/** Fulfilled when a source is no longer loading. It is read until a little after. */
function settled(source: Source<unknown>): Promise<void> {
  const known = promises.get(source);
  if (known !== undefined) return known;
  const { promise, resolve } = Promise.withResolvers<void>();
  promises.set(source, promise);
  const leave = source.subscribe(look);
  function look(): void {
    if (source.getSnapshot().status === 'loading' || promises.get(source) !== promise) return;
    promises.delete(source);
    setTimeout(leave, lingerMs);
    resolve();
  }
  look();
  return promise;
}
