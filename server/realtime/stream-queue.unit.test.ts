import { describe, expect, it } from 'vitest';
import type { StreamItem } from './log-event.ts';
import { createStreamQueue } from './stream-queue.ts';

const item = (cursor: string): StreamItem => ({ type: 'Checkpoint', cursor });

describe("a stream's queue", () => {
  it('hands items on in order, also to a reader that came first', async () => {
    const queue = createStreamQueue(10_000);
    const early = queue.next();
    queue.push(item('1'));
    queue.push(item('2'));
    expect(await early).toEqual({ done: false, value: item('1') });
    expect(await queue.next()).toEqual({ done: false, value: item('2') });
  });

  it('refuses what would pass the bound, but always holds one item', () => {
    const queue = createStreamQueue(500);
    expect(queue.push(item('1'))).toBe(true);
    expect(queue.push(item('2'))).toBe(false);
  });

  it('is drained when the reader has come back for more, not when he has taken the last item', async () => {
    const queue = createStreamQueue(10_000);
    let drained = false;
    queue.push(item('1'));
    void queue.drained().then(() => {
      drained = true;
    });
    await queue.next();
    await Promise.resolve();
    expect(drained).toBe(false);
    void queue.next();
    await Promise.resolve();
    expect(drained).toBe(true);
  });

  it('ends after what is queued', async () => {
    const queue = createStreamQueue(10_000);
    queue.push(item('1'));
    queue.end();
    queue.push(item('2'));
    expect(await queue.next()).toEqual({ done: false, value: item('1') });
    expect(await queue.next()).toEqual({ done: true, value: undefined });
  });

  it('fails after what is queued, and then is at its end', async () => {
    const queue = createStreamQueue(10_000);
    queue.push(item('1'));
    queue.fail(new Error('away'));
    expect(await queue.next()).toMatchObject({ done: false });
    await expect(queue.next()).rejects.toThrow('away');
    expect(await queue.next()).toEqual({ done: true, value: undefined });
  });
});
