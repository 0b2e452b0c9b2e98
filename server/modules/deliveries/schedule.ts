const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The times between two attempts at one delivery. The last one is repeated. */
const retryDelaysMs = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 4 * hour];

/** A delivery that has failed for so long since its first attempt is given up: it is a dead letter. */
export const giveUpAfterMs = day;
/** Deliveries that have ended stay for so long, for those who ask what became of them. */
export const keepMs = 7 * day;

/** How long an attempt may take. */
export const attemptMsMax = 15 * second;
/** How long a job goes on with one tenant's channel; then others have their turn. */
export const shiftMs = 10 * second;
/** Whoever is at a delivery, or a tenant's channel, and gives no sign for so long is gone: others take over. */
export const leaseMs = 60 * second;
/** What comes to be due so soon is waited for, instead of by a job. */
export const lingerMs = 3 * second;

/**
 * How long a delivery waits after its attempt of this number, 1, 2, 3 …: up to a fifth longer than planned, so that what failed
 * at one moment does not come back at one moment, and never sooner than the other side asks for. `chance` is 0 to 1.
 */
export function retryDelayMs(attempt: number, retryAfterMs: number | null, chance: number): number {
  const planned = retryDelaysMs[Math.min(attempt, retryDelaysMs.length) - 1] ?? 0;
  const wanted = Math.max(planned, Math.min(retryAfterMs ?? 0, giveUpAfterMs));
  return Math.round(wanted * (1 + chance / 5));
}
