/** A load in which so many works are always under way: the next begins when one ends. */
export interface ClosedLoop {
  inFlight: number;
  seconds: number;
  /** One work; `worker` tells those under way apart. */
  work: (worker: number) => Promise<unknown>;
}

export interface LoopResult {
  done: number;
  perSecond: number;
  /** Milliseconds of each work. */
  latencies: number[];
}

/** Runs the load for its time. A work that fails fails the whole. */
export async function runClosedLoop({ inFlight, seconds, work }: ClosedLoop): Promise<LoopResult> {
  const latencies: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1_000;

  async function runWorker(worker: number): Promise<void> {
    for (let now = performance.now(); now < until; ) {
      await work(worker);
      const ended = performance.now();
      latencies.push(ended - now);
      now = ended;
    }
  }

  await Promise.all(Array.from({ length: inFlight }, (_, worker) => runWorker(worker)));
  return {
    done: latencies.length,
    perSecond: (latencies.length * 1_000) / (performance.now() - begun),
    latencies,
  };
}
