const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The times between two attempts at one delivery. The last one is repeated. */
const retryDelaysMs = [
  ...[5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour],
  ...[2 * hour, 4 * hour, 8 * hour, 12 * hour, 20 * hour, 24 * hour],
];

/** A delivery that has failed for so long since its first attempt is given up. */
export const giveUpAfterMs = 3 * day;
/** An endpoint that has done nothing but fail for so long is disabled. */
export const disableAfterMs = 5 * day;
/** Deliveries stay for so long: those that wait, from their event on; the others, from their end. */
export const keepMs = 7 * day;

/** Attempts in a row, at more than one log, after which an endpoint counts as down. */
export const downAfterFailures = 5;
const probeDelayMs = 15 * second;
const probeDelayMsMax = 10 * minute;

/** The longest pause that an endpoint may ask for: a mistake of its own must not silence it for days. */
export const askedPauseMsMax = hour;

/** Up to a fifth more: what failed at one moment does not come back at one moment. `chance` is 0 to 1. */
const spread = (delayMs: number, chance: number): number => Math.round(delayMs * (1 + chance / 5));

/** How long a delivery waits after its attempt of this number: 1, 2, 3 … */
export function retryDelayMs(attempt: number, chance: number): number {
  const delays = retryDelaysMs;
  return spread(delays[Math.min(attempt, delays.length) - 1] ?? 0, chance);
}

/** How long an endpoint that is down is left alone, after so many failures in a row. */
export function probeDelayMsAfter(failures: number, chance: number): number {
  const doubled = probeDelayMs * 2 ** Math.min(20, Math.max(0, failures - downAfterFailures));
  return spread(Math.min(doubled, probeDelayMsMax), chance);
}

/**
 * How long an endpoint is left alone from now on: for as long as it asks, and if it goes on failing, at least for what it
 * would have without. `askedMs` is 0 where it does not ask.
 */
export function downMsAfter(failures: number, askedMs: number, chance: number): number {
  const isAsked = askedMs > 0 && failures < downAfterFailures;
  return isAsked ? askedMs : Math.max(askedMs, Math.min(probeDelayMsAfter(failures, chance), probeDelayMsMax));
}
