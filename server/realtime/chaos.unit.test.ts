import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createChaosFanOut } from './chaos.ts';
import { createMemoryFanOut } from './memory-fan-out.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function hear(seed: number): Promise<string[]> {
  const fanOut = createChaosFanOut(createMemoryFanOut(), seed, pino({ level: 'silent' }));
  const heard: string[] = [];
  await fanOut.listen('c', (text) => heard.push(text));
  for (let at = 0; at < 200; at += 1) fanOut.publish('c', String(at));
  await vi.advanceTimersByTimeAsync(1_000);
  return heard;
}

it('drops, doubles and reorders hints, the same ones for the same seed', async () => {
  const heard = await hear(3);
  const numbers = heard.map(Number);
  expect(new Set(heard).size).toBeLessThan(200);
  expect(heard.length).toBeGreaterThan(new Set(heard).size);
  expect(numbers).not.toEqual(numbers.toSorted((a, b) => a - b));
  expect(await hear(3)).toEqual(heard);
  expect(await hear(4)).not.toEqual(heard);
});
