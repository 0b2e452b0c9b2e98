import { vi } from 'vitest';

/** Moves the clock of this process on, and the model's with it. Timers stay as they are, and so does the database's clock. */
export function travel(model: { now: number }, ms: number): void {
  model.now += ms;
  vi.setSystemTime(model.now);
}
