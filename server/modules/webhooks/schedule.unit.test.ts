import { describe, expect, it } from 'vitest';
import { giveUpAfterMs, probeDelayMsAfter, retryDelayMs } from './schedule.ts';

const minute = 60_000;

describe('the retries of a delivery', () => {
  it('come ever later, from seconds to a day, and reach over three days', () => {
    const delays = Array.from({ length: 12 }, (_, at) => retryDelayMs(at + 1, 0));
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(delays[0]).toBe(5_000);
    const all = delays.reduce((sum, delay) => sum + delay, 0);
    expect(all).toBeGreaterThan(giveUpAfterMs - 2 * 60 * minute);
    expect(retryDelayMs(50, 0)).toBe(24 * 60 * minute);
  });

  it('are spread over a fifth of their time', () => {
    expect(retryDelayMs(1, 0.5)).toBe(5_500);
    expect(retryDelayMs(1, 1)).toBe(6_000);
  });
});

describe('an endpoint that is down', () => {
  it('is tried within seconds first, and at most ten minutes apart however long it is down', () => {
    expect(probeDelayMsAfter(5, 0)).toBe(15_000);
    expect(probeDelayMsAfter(6, 0)).toBe(30_000);
    expect(probeDelayMsAfter(11, 0)).toBe(10 * minute);
    expect(probeDelayMsAfter(100_000, 0)).toBe(10 * minute);
    expect(probeDelayMsAfter(100_000, 1)).toBe(12 * minute);
  });
});
