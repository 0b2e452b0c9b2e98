/** An iterable that brings nothing: for a protocol that has to know when something ends, but not what it says. */
export interface NeverYielding extends AsyncIterableIterator<never> {
  return(): Promise<IteratorResult<never>>;
  end(): void;
  fail(error: unknown): void;
}

/** `onReturn` is called when the protocol wants no more. */
export function createNeverYielding(onReturn: () => void): NeverYielding {
  const over = Promise.withResolvers<IteratorResult<never>>();
  const end = () => over.resolve({ done: true, value: undefined });
  const iterable: NeverYielding = {
    [Symbol.asyncIterator]: () => iterable,
    next: () => over.promise,
    async return() {
      onReturn();
      end();
      return over.promise;
    },
    end,
    fail: (error) => over.reject(error),
  };
  return iterable;
}
