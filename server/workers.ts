import cluster from 'node:cluster';
import type { Config } from './config.ts';
import { createLog } from './log.ts';

/** A dead worker is replaced after so long, */
const restartDelayMs = 1_000;
/** and, where its successors die before they serve, later and later: starting must not keep the machine busy. */
const restartDelayMsMax = 30_000;
/** A worker ends itself when the drain window is over. One that could not is killed so much later. */
const overdueMs = 2_000;

/** Several processes on one port: each is a whole node, and a dead one is replaced. This process serves nobody. */
export function startWorkers({ workers, drainWindowMs, logLevel }: Config): void {
  const log = createLog(logLevel);
  const restarts = new Set<NodeJS.Timeout>();
  let isStopping = false;
  let hasServed = false;
  let delayMs = restartDelayMs;

  cluster.on('listening', () => {
    delayMs = restartDelayMs;
    if (hasServed || isStopping) return;
    hasServed = true;
    for (let count = 1; count < workers; count += 1) cluster.fork();
  });

  cluster.on('exit', ({ process: { pid } }, code: number | null, signal: string | null) => {
    if (isStopping) {
      // One that had not come to serve is ended by the signal itself.
      if (code !== 0 && signal !== 'SIGTERM' && signal !== 'SIGINT') process.exitCode = 1;
      return;
    }
    if (!hasServed) {
      // It has said why, unless it was killed.
      if (code === null) log.error({ worker: pid, signal }, 'The first worker was killed before it served.');
      process.exitCode = code ?? 1;
      return;
    }
    log.warn({ worker: pid, code, signal, delayMs }, 'A worker ended and is replaced.');
    const restart = setTimeout(() => {
      restarts.delete(restart);
      cluster.fork();
    }, delayMs);
    restarts.add(restart);
    delayMs = Math.min(delayMs * 2, restartDelayMsMax);
  });

  const tell = (signal: NodeJS.Signals) => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(signal);
  };
  const stop = (signal: NodeJS.Signals) => {
    isStopping = true;
    for (const restart of restarts) clearTimeout(restart);
    setTimeout(() => tell('SIGKILL'), drainWindowMs + overdueMs).unref();
    tell(signal);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  // The first one starts alone: what it cannot do, no other could, and it is said once. A signal may follow at once.
  cluster.fork();
}
