/** The part of the Web Locks API that is used. */
export interface Locks {
  /** `held` is called with null where the lock is not free and `ifAvailable` was asked for. */
  request(
    name: string,
    options: { signal?: AbortSignal; ifAvailable?: boolean },
    held: (lock: object | null) => Promise<void>,
  ): Promise<unknown>;
}

/** Which of a user's tabs holds the connection. */
export interface Leadership {
  /** It is known whether this tab leads from the start. */
  decided: Promise<void>;
  isLeader(): boolean;
  resign(): void;
}

/**
 * Leads as soon as no other tab does. The browser hands the lock to the next tab when a leader is closed or crashes. Without
 * Web Locks every tab leads itself: each has a connection, and as sends are idempotent and wait for those before them, what
 * several tabs send arrives once and in order all the same.
 */
export function runForLeader(locks: Locks | null, name: string, onElected: () => void): Leadership {
  if (locks === null) return { decided: Promise.resolve(), isLeader: () => true, resign: () => {} };
  const decided = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const ended = new AbortController();
  let isLeader = false;
  const lead = (): Promise<void> => {
    isLeader = !ended.signal.aborted;
    if (isLeader) onElected();
    return released.promise;
  };

  void locks.request(name, { ifAvailable: true }, (lock) => {
    decided.resolve();
    if (lock !== null) return lead();
    // Rejected where it is resigned before it is elected.
    locks.request(name, { signal: ended.signal }, lead).catch(() => {});
    return Promise.resolve();
  });
  return {
    decided: decided.promise,
    isLeader: () => isLeader,
    resign() {
      isLeader = false;
      ended.abort();
      released.resolve();
    },
  };
}
