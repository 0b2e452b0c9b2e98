import type { Verdict } from './close-codes.ts';

/** Bounds of the wait before another attempt. */
const waitMsMin = 1_000;
const waitMsMax = 30_000;
/** A server that asks for fewer connections is left alone for this long at least. */
const laterMsMin = 5_000;

/**
 * How long to wait before attempt number `attempt` (1 and up) in ms: anywhere between 1 s and a bound that doubles up to
 * 30 s, so that clients that were cut off together come back one by one.
 *
 * @param random 0 to below 1
 */
export function waitBefore(attempt: number, verdict: Verdict, random: number): number {
  if (verdict === 'now' && attempt === 1) return 0;
  const bound = Math.min(waitMsMax, waitMsMin * 2 ** Math.min(attempt, 10));
  const waitMs = Math.round(waitMsMin + random * (bound - waitMsMin));
  return verdict === 'later' ? laterMsMin + waitMs : waitMs;
}
