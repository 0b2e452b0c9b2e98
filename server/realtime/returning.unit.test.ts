import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReturning } from './returning.ts';

const user = (at: number) => ({ tenantId: 't', userId: `u${at}` });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start(count: number) {
  const returning = createReturning({ windowMs: 30_000, topicsMax: 1_000 });
  for (let at = 0; at < count; at += 1) returning.enter();
  vi.advanceTimersByTime(5_000);
  return returning;
}

describe('a storm', () => {
  it('begins when many streams are gone at once, and ends when as many are live again', () => {
    const returning = start(1_000);
    for (let at = 0; at < 500; at += 1) returning.leave(user(at), []);
    expect(returning.isStorm()).toBe(true);
    for (let at = 0; at < 499; at += 1) returning.enter();
    expect(returning.isStorm()).toBe(true);
    returning.enter();
    expect(returning.isStorm()).toBe(false);
  });

  it('ends after a while for those who do not come back', () => {
    const returning = start(1_000);
    for (let at = 0; at < 500; at += 1) returning.leave(user(at), []);
    vi.advanceTimersByTime(29_999);
    expect(returning.isStorm()).toBe(true);
    vi.advanceTimersByTime(1);
    expect(returning.isStorm()).toBe(false);
  });

  it('is not the usual coming and going, however much it is', () => {
    const returning = start(1_000);
    for (let at = 0; at < 3_000; at += 1) {
      returning.leave(user(at), []);
      returning.enter();
      vi.advanceTimersByTime(1);
    }
    for (let at = 0; at < 900; at += 1) {
      returning.leave(user(at), []);
      vi.advanceTimersByTime(10);
    }
    expect(returning.isStorm()).toBe(false);
  });
});

describe('what a stream heard', () => {
  it('is known for a while, of the users who left last', () => {
    const returning = start(3);
    returning.leave(user(1), ['a', 'b']);
    expect(returning.find(user(1))).toEqual(['a', 'b']);
    expect(returning.find({ ...user(1), tenantId: 'other' })).toBeNull();
    returning.leave(user(2), Array(999).fill('c'));
    expect(returning.find(user(1))).toBeNull();
    expect(returning.find(user(2))).toHaveLength(999);
    vi.advanceTimersByTime(30_000);
    expect(returning.find(user(2))).toBeNull();
  });
});
