import type { Logger } from 'pino';
import { closeCodes } from './close-codes.ts';
import type { Connections } from './connections.ts';

/** Whether this node still takes work, and what it has under way. */
export interface Drain {
  isDraining(): boolean;
  /** Counts an operation until it has ended. */
  track<T>(work: Promise<T>): Promise<T>;
  /**
   * Refuses new work, sends the live connections away one after the other, and waits for what is under way. Ends before
   * `deadline`, a time in milliseconds, whatever happens.
   */
  begin(deadline: number): Promise<void>;
}

/** Connections are sent away at this pace, so that they do not all arrive at the other nodes at once. */
const connectionsPerSecond = 500;
const waitStepMs = 20;

export function createDrain(connections: Connections, log: Logger): Drain {
  let isDraining = false;
  let running = 0;

  async function closeSpread(until: number): Promise<void> {
    const closing = connections.all();
    const perStep = Math.max(1, Math.ceil((connectionsPerSecond * waitStepMs) / 1_000));
    const steps = Math.max(1, (until - Date.now()) / waitStepMs);
    const count = Math.max(perStep, Math.ceil(closing.length / steps));
    for (let at = 0; at < closing.length; at += count) {
      for (const each of closing.slice(at, at + count))
        each.close(closeCodes.restart, 'The server restarts; connect again.');
      await pause(waitStepMs);
    }
  }

  return {
    isDraining: () => isDraining,
    async track(work) {
      running += 1;
      try {
        return await work;
      } finally {
        running -= 1;
      }
    },
    async begin(deadline) {
      isDraining = true;
      log.info({ connections: connections.all().length, running }, 'Draining: no new work is taken.');
      await closeSpread(Date.now() + (deadline - Date.now()) / 2);
      // Whoever was connecting meanwhile goes too.
      while ((running > 0 || connections.all().length > 0) && Date.now() < deadline) {
        for (const each of connections.all()) each.close(closeCodes.restart, 'The server restarts; connect again.');
        await pause(waitStepMs);
      }
      if (running > 0) log.warn({ running }, 'The drain window is over; what still runs is cut off.');
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
