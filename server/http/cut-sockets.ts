import { createRandom } from '../lib/random.ts';
import { closeCodes } from './close-codes.ts';
import type { Connections } from './connections.ts';

/** One live connection in each of these intervals. */
const cutIntervalMs = 5_000;

/** Cuts connections at random, for development: a client must come back by itself, and miss nothing. Returns how to stop. */
export function cutSockets(connections: Pick<Connections, 'all'>, seed: number): () => void {
  const random = createRandom(seed);
  const timer = setInterval(() => {
    const live = connections.all();
    live[Math.floor(random() * live.length)]?.close(closeCodes.restart, 'Cut on purpose, by CHAOS_SEED.');
  }, cutIntervalMs).unref();
  return () => clearInterval(timer);
}
