/** Loaded by `--import` into a server under test: tells what it used, whenever it is asked. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
import { answer } from './answer.ts';

/** What a server has used so far. */
export interface Usage {
  /** CPU time of all its threads. */
  cpuUs: number;
  rssBytes: number;
  heapBytes: number;
  /** Buffers and the like. */
  externalBytes: number;
}

/** Runs from when it is first asked for. */
let delays: ReturnType<typeof monitorEventLoopDelay> | null = null;

/** The longest time since it was asked the last time in which the server answered nobody, in milliseconds. */
function readStall(): number {
  const longestMs = delays === null || delays.count === 0 ? 0 : delays.max / 1e6;
  if (delays === null) {
    delays = monitorEventLoopDelay({ resolution: 10 });
    delays.enable();
  }
  delays.reset();
  return longestMs;
}

if (isMainThread) {
  answer({
    stall: readStall,
    usage(): Usage {
      const { user, system } = process.cpuUsage();
      const { rss, heapUsed, external } = process.memoryUsage();
      return { cpuUs: user + system, rssBytes: rss, heapBytes: heapUsed, externalBytes: external };
    },
    /** Collects garbage, where the process was started with `--expose-gc`. */
    async collect() {
      for (let round = 0; round < 4; round += 1) {
        globalThis.gc?.();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  });
  // Whoever asks must not keep a server alive.
  process.channel?.unref();
}
