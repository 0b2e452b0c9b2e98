import { expect, test } from 'vitest';
import { createRandom } from '../../lib/random.ts';
import { guessByTiming, type TimedRun } from './timing.ts';

const runsOf = (leakMs: number): TimedRun[] => {
  const random = createRandom(7);
  return Array.from({ length: 400 }, () => {
    const isSo = random() < 0.5;
    return { isSo, ms: { query: 5 + random() * 4, stream: 5 + random() * 4 + (isSo ? leakMs : 0) } };
  });
};

test('what takes longer when it is so is found out', () => {
  const verdict = guessByTiming(runsOf(3));
  expect(verdict.by).toBe('stream');
  expect(verdict.onOthers).toBeGreaterThan(0.5 + 4 * verdict.standardError);
});

test('what takes as long tells nothing', () => {
  const { onOthers, standardError } = guessByTiming(runsOf(0));
  expect(Math.abs(onOthers - 0.5)).toBeLessThan(2 * standardError);
});
