/** One run as an observer timed it: whether what he looks for was so, and milliseconds of everything that he did. */
export interface TimedRun {
  isSo: boolean;
  ms: Record<string, number>;
}

/** What was the best guess on one half of the runs, and how it fared on the other. */
export interface Verdict {
  /** Of what the guess was made. */
  by: string;
  thresholdMs: number;
  /** Share of right guesses on the half that it was chosen on, and on the other; 0.5 is chance. */
  chosenOn: number;
  onOthers: number;
  /** Of a share of so many guesses that are made by chance. */
  standardError: number;
}

/**
 * Chooses, of all that was timed and all thresholds, the one that tells the runs of one half apart best, and tries it on
 * the other half. Runs alternate between the halves, so that what drifts is in both.
 */
export function guessByTiming(runs: readonly TimedRun[]): Verdict {
  const halves = [0, 1].map((half) => runs.filter((_, at) => Math.floor(at / 2) % 2 === half));
  const [first = [], second = []] = halves;
  let best = { by: '', thresholdMs: 0, isAbove: true, chosenOn: 0 };
  for (const by of Object.keys(first[0]?.ms ?? {})) {
    for (const { ms } of first) {
      const thresholdMs = ms[by] ?? 0;
      const above = shareOf(first, by, thresholdMs, true);
      for (const [isAbove, chosenOn] of [[true, above] as const, [false, 1 - above] as const]) {
        if (chosenOn > best.chosenOn) best = { by, thresholdMs, isAbove, chosenOn };
      }
    }
  }
  const { isAbove, ...chosen } = best;
  const onOthers = shareOf(second, best.by, best.thresholdMs, isAbove);
  return { ...chosen, onOthers, standardError: Math.sqrt(0.25 / second.length) };
}

/** How many of the runs are guessed right by "it is so where this took longer" (or where it did not). */
function shareOf(runs: readonly TimedRun[], by: string, thresholdMs: number, isAbove: boolean): number {
  const right = runs.filter(({ isSo, ms }) => (ms[by] ?? 0) > thresholdMs === (isSo === isAbove));
  return right.length / runs.length;
}
