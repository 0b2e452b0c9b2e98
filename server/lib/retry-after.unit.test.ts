import { expect, test } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = new Date('2026-01-02T03:04:05Z');

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
  ['Fri, 02 Jan 2026 03:00:00 GMT', 0],
  ['Friday, 02-Jan-26 03:05:05 GMT', 60_000],
  ['Fri Jan  2 03:05:05 2026', null],
  ['-5', null],
  ['1.5', null],
  ['9999999999', null],
  ['soon', null],
  ['2026', 2_026_000],
  ['2026-01-02', null],
  ['', null],
  [null, null],
])('Retry-After %j is %j ms', (text, ms) => {
  expect(readRetryAfter(text, now)).toBe(ms);
});
