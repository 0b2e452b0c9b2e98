import type { Logger } from 'pino';
import { createRandom } from '../lib/random.ts';
import type { FanOut } from './fan-out.ts';

/** A hint is delayed by at most this, in milliseconds. */
const delayMsMax = 500;

/**
 * Makes hints unreliable, for development: a fifth is dropped, a fifth doubled, a fifth delayed and so reordered. Since
 * hints promise nothing, no client may notice more than lateness. The seed is logged: the same seed makes the same faults.
 */
export function createChaosFanOut(inner: FanOut, seed: number, log: Logger): FanOut {
  const random = createRandom(seed);
  log.warn({ chaosSeed: seed }, 'Hints are dropped, doubled and delayed on purpose.');
  return {
    ...inner,
    publish(channel, text) {
      const fate = random();
      if (fate < 0.2) return;
      if (fate < 0.4) inner.publish(channel, text);
      if (fate < 0.6) setTimeout(() => inner.publish(channel, text), random() * delayMsMax).unref();
      else inner.publish(channel, text);
    },
  };
}
