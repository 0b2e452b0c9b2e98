import { expect, test, vi } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { createFeedStream } from './feed-stream.ts';
import type { AppSignal, StreamItem } from './log-event.ts';
import type { Sink } from './sink.ts';

const signal = (at: number, bytes = 10): AppSignal => ({
  ...{ type: 'ApplicationSignal', name: 'orders', data: { at }, publishedAt: '2026-11-21T00:00:00.000Z' },
  ...{ droppedCount: 0, bytes },
});

/** A reader that takes what it has room for. */
function seedSink() {
  const taken: StreamItem[] = [];
  let room = Number.POSITIVE_INFINITY;
  let drained = Promise.withResolvers<void>();
  const sink: Sink = {
    shared: null,
    push(item) {
      if (taken.length >= room) return false;
      taken.push(item);
      return true;
    },
    drained: () => drained.promise,
    lastTakenAt: () => Date.now() - 1_000,
    end: vi.fn(() => drained.resolve()),
    fail: vi.fn(() => drained.resolve()),
  };
  return {
    sink,
    taken,
    told: () => (taken as AppSignal[]).map(({ data, droppedCount }) => [data.at, droppedCount]),
    fill() {
      room = taken.length;
    },
    /** Room for so many more. */
    drain(more = Number.POSITIVE_INFINITY) {
      room = taken.length + more;
      drained.resolve();
      drained = Promise.withResolvers();
    },
  };
}

function seedStream(options: { backlogMax?: number; backlogBytesMax?: number; stallMsMax?: number } = {}) {
  const [onTooSlow, onEnd] = [vi.fn(), vi.fn()];
  const bounds = { backlogMax: 3, backlogBytesMax: 1_000, stallMsMax: 30_000, ...options };
  return { stream: createFeedStream({ ...bounds, onTooSlow, onEnd }), onTooSlow, onEnd };
}

test('a reader who keeps up gets each, as the one object that all get', () => {
  const { stream } = seedStream();
  const reader = seedSink();
  stream.pipe(reader.sink);
  const signals = [1, 2, 3, 4, 5].map((at) => signal(at));
  for (const each of signals) stream.push(each);
  expect(reader.taken).toHaveLength(5);
  for (const [at, each] of signals.entries()) expect(reader.taken[at]).toBe(each);
});

test('a reader who is behind gets all that waited, in order, where it was not too much', async () => {
  const { stream } = seedStream();
  const reader = seedSink();
  stream.push(signal(1));
  stream.pipe(reader.sink);
  reader.fill();
  for (const at of [2, 3, 4]) stream.push(signal(at));
  reader.drain(1);
  await vi.waitFor(() => expect(reader.taken).toHaveLength(2), eventually);
  stream.push(signal(5));
  reader.drain();
  const all = [1, 2, 3, 4, 5].map((at) => [at, 0]);
  await vi.waitFor(() => expect(reader.told()).toEqual(all), eventually);
});

test.each([
  ['many', {}, 10],
  ['large', { backlogMax: 100, backlogBytesMax: 300 }, 100],
])(
  'of too %s for a reader the oldest are dropped, and the next that he gets says how many',
  async (_what, bounds, bytes) => {
    const { stream } = seedStream(bounds);
    const reader = seedSink();
    stream.pipe(reader.sink);
    stream.push(signal(0));
    reader.fill();
    for (let at = 1; at <= 10; at += 1) stream.push(signal(at, bytes));
    reader.drain(1);
    await vi.waitFor(
      () =>
        expect(reader.told()).toEqual([
          [0, 0],
          [8, 7],
        ]),
      eventually,
    );
    for (let at = 11; at <= 14; at += 1) stream.push(signal(at, bytes));
    reader.drain();
    await vi.waitFor(
      () =>
        expect(reader.told().slice(2)).toEqual([
          [12, 3],
          [13, 0],
          [14, 0],
        ]),
      eventually,
    );
    stream.push(signal(15));
    expect(reader.told().at(-1)).toEqual([15, 0]);
  },
);

test('one that is larger than the bound may wait all the same', async () => {
  const { stream } = seedStream({ backlogBytesMax: 50 });
  const reader = seedSink();
  stream.pipe(reader.sink);
  reader.fill();
  stream.push(signal(1, 500));
  reader.drain();
  await vi.waitFor(() => expect(reader.told()).toEqual([[1, 0]]), eventually);
});

test('a reader who takes nothing for too long is sent away, once, and is kept nothing', async () => {
  const { stream, onTooSlow, onEnd } = seedStream({ stallMsMax: 20 });
  const reader = seedSink();
  stream.pipe(reader.sink);
  reader.fill();
  stream.push(signal(1));
  await vi.waitFor(() => expect(onTooSlow).toHaveBeenCalledOnce(), eventually);
  expect(onEnd).toHaveBeenCalledOnce();
  stream.push(signal(2));
  expect(reader.taken).toEqual([]);
});

test('its reader is told why it ends', () => {
  const { stream, onEnd } = seedStream();
  const reader = seedSink();
  stream.pipe(reader.sink);
  const error = new Error('no longer granted');
  stream.close(error);
  stream.close();
  expect(reader.sink.fail).toHaveBeenCalledWith(error);
  expect(onEnd).toHaveBeenCalledOnce();
});
