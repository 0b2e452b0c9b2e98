import { expect, test, vi } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import type { StreamItem, TypingNow } from './log-event.ts';
import { createSignalStream } from './signal-stream.ts';
import type { Sink } from './sink.ts';

const signal = (userCount: number): TypingNow => ({
  type: 'TypingSignal',
  conversationId: 'conv_1',
  threadRootId: null,
  userIds: [],
  userCount,
  expiresAt: null,
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
    counts: () => taken.map((item) => (item as TypingNow).userCount),
    fill() {
      room = taken.length;
    },
    drain() {
      room = Number.POSITIVE_INFINITY;
      drained.resolve();
      drained = Promise.withResolvers();
    },
  };
}

function seedStream(stallMsMax = 30_000) {
  const [onTooSlow, onEnd] = [vi.fn(), vi.fn()];
  return { stream: createSignalStream({ queueBytesMax: 1_000, stallMsMax, onTooSlow, onEnd }), onTooSlow, onEnd };
}

test('a reader who is behind gets the newest once he has room, and not what has passed', async () => {
  const { stream } = seedStream();
  const reader = seedSink();
  stream.pipe(reader.sink);
  stream.push(signal(1));
  reader.fill();
  for (const count of [2, 3, 4]) stream.push(signal(count));
  expect(reader.counts()).toEqual([1]);
  reader.drain();
  await vi.waitFor(() => expect(reader.counts()).toEqual([1, 4]), eventually);
  stream.push(signal(5));
  expect(reader.counts()).toEqual([1, 4, 5]);
});

test('of several that replace only their like, each is brought as it is at last', async () => {
  const keyOf = (item: StreamItem) => (item as TypingNow).conversationId;
  const stream = createSignalStream({ queueBytesMax: 1_000, stallMsMax: 30_000, keyOf, onTooSlow() {}, onEnd() {} });
  const reader = seedSink();
  stream.pipe(reader.sink);
  reader.fill();
  const inOther = (userCount: number): TypingNow => ({ ...signal(userCount), conversationId: 'conv_2' });
  for (const item of [signal(1), inOther(2), signal(3)]) stream.push(item);
  reader.drain();
  await vi.waitFor(() => expect(reader.counts()).toEqual([2, 3]), eventually);
});

test('what was said before there is a reader is the newest of it', () => {
  const { stream } = seedStream();
  stream.push(signal(1));
  stream.push(signal(2));
  const reader = seedSink();
  stream.pipe(reader.sink);
  expect(reader.counts()).toEqual([2]);
});

test('a reader who stands still is sent away', async () => {
  const { stream, onTooSlow, onEnd } = seedStream(20);
  const reader = seedSink();
  stream.pipe(reader.sink);
  reader.fill();
  stream.push(signal(1));
  await vi.waitFor(() => expect(onTooSlow).toHaveBeenCalledTimes(1), eventually);
  expect(onEnd).toHaveBeenCalledTimes(1);
  expect(reader.counts()).toEqual([]);
});

test('after its end nothing is pushed, and a reader who comes later is told', () => {
  const { stream, onEnd } = seedStream();
  stream.close();
  stream.close();
  stream.push(signal(1));
  const reader = seedSink();
  stream.pipe(reader.sink);
  expect(reader.sink.end).toHaveBeenCalledTimes(1);
  expect([onEnd.mock.calls.length, reader.counts()]).toEqual([1, []]);
});
