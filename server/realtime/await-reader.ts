import type { Sink } from './sink.ts';

/**
 * Fulfilled once the reader has taken everything, or is gone. `onStall` is called where he has taken nothing for
 * `stallMsMax`, with something to take.
 */
export async function awaitReader(sink: Sink, stallMsMax: number, onStall: () => void): Promise<void> {
  const timer = setInterval(() => {
    if (Date.now() - sink.lastTakenAt() >= stallMsMax) onStall();
  }, stallMsMax / 4);
  await sink.drained().finally(() => clearInterval(timer));
}
