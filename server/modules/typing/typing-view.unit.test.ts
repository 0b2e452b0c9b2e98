import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TypingNow } from '../../realtime/log-event.ts';
import type { SignalStream } from '../../realtime/realtime.ts';
import type { KnownLease } from '../../realtime/signals.ts';
import { createTypingView } from './typing-view.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function seedView() {
  const leases = new Map<string, KnownLease>();
  const view = createTypingView({
    conversationId: 'conv_1',
    threadRootId: null,
    readLeases: () => leases,
    intervalMs: 1_000,
    leaseMs: 5_000,
    usersMax: 3,
  });
  const subscribe = () => {
    const items: TypingNow[] = [];
    const stream = { push: (item: TypingNow) => items.push(item) } as unknown as SignalStream;
    view.enter(stream);
    return { items, stream };
  };
  const type = (userId: string) => {
    leases.set(userId, { value: '', endsAt: Date.now() + 5_000 });
    view.change();
  };
  return { view, leases, subscribe, type };
}

const namesIn = (items: TypingNow[]) => items.map(({ userIds, userCount }) => `${userIds.join(' ')} (${userCount})`);

test('who looks is told who types now, then what changes, once a second at most', () => {
  const { leases, subscribe, type } = seedView();
  leases.set('alice', { value: '', endsAt: Date.now() + 5_000 });
  const { items } = subscribe();
  type('bob');
  type('carol');
  vi.advanceTimersByTime(999);
  expect(namesIn(items)).toEqual(['alice (1)', 'alice bob (2)']);
  vi.advanceTimersByTime(1);
  type('dave');
  expect(namesIn(items)).toEqual(['alice (1)', 'alice bob (2)', 'alice bob carol (3)']);
  vi.advanceTimersByTime(1_000);
  expect(namesIn(items).at(-1)).toBe('alice bob carol (4)');
});

test('one item is the same object for all', () => {
  const { subscribe, type } = seedView();
  const [first, second] = [subscribe(), subscribe()];
  type('alice');
  expect(first.items[0]).toBe(second.items[0]);
  expect(first.items[1]).toBe(second.items[1]);
  expect(first.items).toHaveLength(2);
});

test('nothing is told where nothing has changed in the end', () => {
  const { leases, view, subscribe, type } = seedView();
  const { items } = subscribe();
  type('alice');
  type('bob');
  leases.delete('bob');
  view.change();
  vi.advanceTimersByTime(5_000);
  expect(namesIn(items)).toEqual([' (0)', 'alice (1)']);
});

test('who types on is told again before what was told expires, and not each time', () => {
  const { subscribe, type } = seedView();
  const { items } = subscribe();
  for (let second = 0; second < 12; second += 1) {
    type('alice');
    vi.advanceTimersByTime(1_000);
  }
  expect(namesIn(items)).toEqual([' (0)', 'alice (1)', 'alice (1)', 'alice (1)', 'alice (1)']);
  // Never is there a time at which a client would take the list for over.
  for (const [at, item] of items.slice(2).entries()) {
    const before = items[at + 1]?.expiresAt ?? '';
    expect(Date.parse(item.expiresAt ?? '') - 5_000).toBeLessThan(Date.parse(before));
  }
});

test('an empty list says that nobody is typing, and has no end', () => {
  const { leases, view, subscribe, type } = seedView();
  const { items } = subscribe();
  type('alice');
  leases.clear();
  view.change();
  vi.advanceTimersByTime(1_000);
  expect(items.at(-1)).toMatchObject({ userIds: [], userCount: 0, expiresAt: null });
});

test('who has left is told nothing more, and the last one is known for it', () => {
  const { view, subscribe, type } = seedView();
  const [first, second] = [subscribe(), subscribe()];
  expect(view.leave(first.stream)).toBe(false);
  type('alice');
  expect([first.items.length, second.items.length]).toEqual([1, 2]);
  expect(view.leave(second.stream)).toBe(true);
});
