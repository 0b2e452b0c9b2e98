import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closeCodes } from './close-codes.ts';
import type { Connections, LiveConnection } from './connections.ts';
import { cutSockets } from './cut-sockets.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function startCutting(seed: number): { cuts: number[]; stop: () => void } {
  const cuts: number[] = [];
  const live = Array.from({ length: 5 }, (_, at): LiveConnection => {
    const close = (code: number) => {
      expect(code).toBe(closeCodes.restart);
      cuts.push(at);
    };
    return { actor: null, isSocket: true, close };
  });
  const connections: Pick<Connections, 'all'> = { all: () => live };
  return { cuts, stop: cutSockets(connections, seed) };
}

it('cuts a connection every five seconds, the same ones for the same seed, until it is stopped', () => {
  const first = startCutting(7);
  const second = startCutting(7);
  const other = startCutting(8);
  vi.advanceTimersByTime(50_000);
  expect(first.cuts).toHaveLength(10);
  expect(second.cuts).toEqual(first.cuts);
  expect(other.cuts).not.toEqual(first.cuts);
  first.stop();
  vi.advanceTimersByTime(50_000);
  expect(first.cuts).toHaveLength(10);
});

it('does nothing where there is no connection', () => {
  const stop = cutSockets({ all: () => [] }, 1);
  expect(() => vi.advanceTimersByTime(20_000)).not.toThrow();
  stop();
});
