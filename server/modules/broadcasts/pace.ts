/** Users of the first range. */
export const usersAtFirst = 50;
const usersMin = 50;
const usersMax = 500;
/** What a range is to take. Longer, and those who wait for one of its locks, or for the one embedded connection, feel it. */
const rangeMs = 60;
/** For each millisecond of work so many of rest. */
const restFactor = 1;
const restMsMax = 2_000;

/**
 * How large the next range is, and how long to rest before it: as the last one took. A server that is busy is slow, so it gets
 * smaller ranges and longer rests.
 */
export function paceOf({ usersMax: asked, users, tookMs }: { usersMax: number; users: number; tookMs: number }): {
  usersMax: number;
  restMs: number;
} {
  // What came out small says little: its time is that of looking for it.
  const fitting = users < usersMin ? asked : (users * rangeMs) / Math.max(1, tookMs);
  // By and by: one slow range, or a quick one, is no reason to jump.
  const bounded = Math.min(asked * 1.5, Math.max(asked / 2, fitting));
  return {
    usersMax: Math.round(Math.min(usersMax, Math.max(usersMin, bounded))),
    restMs: Math.round(Math.min(restMsMax, restFactor * tookMs)),
  };
}
