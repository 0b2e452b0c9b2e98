import type { TidingsClient } from '../../create-client.ts';
import { TidingsError } from '../../errors.ts';

interface Answered<T> {
  done: (answer: T) => void;
  refused: (error: TidingsError) => void;
}

/** Asks the server once there is a connection, and again after a break, until it has answered. Returns how to stop. */
export function ask<T>(
  { connection }: Pick<TidingsClient, 'connection'>,
  question: () => Promise<T>,
  { done, refused }: Answered<T>,
): () => void {
  let isOver = false;
  let isAsking = false;
  const stop = () => {
    isOver = true;
    leave();
  };
  const isOpen = connection.select(({ status }) => status === 'open');
  const look = async () => {
    if (isOver || isAsking || !isOpen.getSnapshot()) return;
    isAsking = true;
    // Of those who hear that it is open, the client's own parts may not have been the first.
    await Promise.resolve();
    if (isOver) return;
    try {
      const answer = await question();
      if (isOver) return;
      stop();
      done(answer);
    } catch (thrown) {
      isAsking = false;
      const error = errorOf(thrown);
      // Without an answer, the next connection asks again.
      if (isOver || error.failure.code === 'OFFLINE') return;
      stop();
      refused(error);
    }
  };
  const leave = isOpen.subscribe(() => void look());
  void look();
  return stop;
}

const errorOf = (thrown: unknown): TidingsError =>
  thrown instanceof TidingsError
    ? thrown
    : new TidingsError({ code: 'INTERNAL', message: String(thrown), requestId: null });
