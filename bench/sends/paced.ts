/** A load that keeps its pace, however slow the answers are: so many works a second begin. */
export interface Paced {
  perSecond: number;
  seconds: number;
  /** One work, by its number from 0. */
  work: (at: number) => Promise<unknown>;
}

/** Runs the load for its time and waits for what it has begun; returns how many works that were. */
export async function runPaced({ perSecond, seconds, work }: Paced): Promise<number> {
  const begun = performance.now();
  const total = perSecond * seconds;
  const running: Promise<unknown>[] = [];
  while (running.length < total) {
    const due = begun + (running.length * 1_000) / perSecond;
    const waitMs = due - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    else running.push(work(running.length));
  }
  await Promise.all(running);
  return total;
}
