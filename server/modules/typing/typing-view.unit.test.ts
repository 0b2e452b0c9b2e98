import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TypingNow } from '../../realtime/log-event.ts';
import type { SignalStream } from '../../realtime/realtime.ts';
import { createTypingView } from './typing-view.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function seedView() {
  const leases = new Map<string, number>();
  /** Those who are seen by few, and by whom. */
  const seenBy = new Map<string, string[]>();
  const view = createTypingView({
    conversationId: 'conv_1',
    threadRootId: null,
    readTypists: () => [...leases].map(([userId, endsAt]) => ({ userId, endsAt, isOpen: !seenBy.has(userId) })),
    maySee: (viewerId, typistId) => seenBy.get(typistId)?.includes(viewerId) ?? true,
    intervalMs: 1_000,
    leaseMs: 5_000,
    usersMax: 3,
  });
  const subscribe = (viewerId = 'viewer') => {
    const items: TypingNow[] = [];
    const times: number[] = [];
    const push = (item: TypingNow) => {
      items.push(item);
      times.push(Date.now());
    };
    const stream = { push } as unknown as SignalStream;
    view.enter(stream, viewerId);
    return { items, times, stream };
  };
  const type = (userId: string) => {
    leases.set(userId, Date.now() + 5_000);
    view.change();
  };
  const stop = (userId: string) => {
    leases.delete(userId);
    view.change();
  };
  const showTo = (userId: string, viewerIds: string[] | null) => {
    if (viewerIds === null) seenBy.delete(userId);
    else seenBy.set(userId, viewerIds);
    view.change();
  };
  return { view, leases, subscribe, type, stop, showTo };
}

const namesIn = (items: TypingNow[]) => items.map(({ userIds, userCount }) => `${userIds.join(' ')} (${userCount})`);

test('who looks is told who types now, then what changes, once a second at most', () => {
  const { leases, subscribe, type } = seedView();
  leases.set('alice', Date.now() + 5_000);
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

test('who may not see somebody is told nothing of him, nor is anything told to him later for his sake', () => {
  const { subscribe, type, stop, showTo } = seedView();
  showTo('bob', ['alice']);
  const [alice, carol] = [subscribe('alice'), subscribe('carol')];
  type('bob');
  vi.advanceTimersByTime(300);
  type('dave');
  expect(namesIn(carol.items)).toEqual([' (0)', 'dave (1)']);
  expect(namesIn(alice.items)).toEqual([' (0)', 'bob (1)']);
  vi.advanceTimersByTime(700);
  expect(namesIn(alice.items)).toEqual([' (0)', 'bob (1)', 'bob dave (2)']);
  stop('bob');
  vi.advanceTimersByTime(1_000);
  expect(namesIn(carol.items)).toEqual([' (0)', 'dave (1)']);
  expect(namesIn(alice.items).at(-1)).toBe('dave (1)');
});

test('who is no longer shown to somebody is out of his sight, and of nobody else’s', () => {
  const { subscribe, type, showTo } = seedView();
  const [alice, carol] = [subscribe('alice'), subscribe('carol')];
  type('bob');
  vi.advanceTimersByTime(1_000);
  showTo('bob', ['alice']);
  expect([namesIn(alice.items), namesIn(carol.items)]).toEqual([
    [' (0)', 'bob (1)'],
    [' (0)', 'bob (1)', ' (0)'],
  ]);
  vi.advanceTimersByTime(1_000);
  showTo('bob', null);
  expect(namesIn(carol.items).at(-1)).toBe('bob (1)');
});

test('those who see the same are told by one object, also after one of them saw something else', () => {
  const { subscribe, type, stop, showTo } = seedView();
  const viewers = ['alice', 'carol', 'dave'].map((id) => subscribe(id));
  showTo('bob', ['alice', 'carol']);
  type('bob');
  vi.advanceTimersByTime(1_000);
  expect(viewers.map(({ items }) => items.length)).toEqual([2, 2, 1]);
  expect(viewers[0]?.items[1]).toBe(viewers[1]?.items[1]);
  stop('bob');
  vi.advanceTimersByTime(2_000);
  type('erin');
  expect(new Set(viewers.map(({ items }) => items.at(-1))).size).toBe(1);
});

test('whatever the hidden do, what others are told, and when, is as if they were not there', () => {
  const viewerIds = ['alice', 'carol'];
  const act = fc.record({
    who: fc.constantFrom('bob', 'erin', 'hidden', 'known to alice'),
    what: fc.constantFrom('type', 'type', 'stop', 'enter', 'leave'),
    afterMs: fc.nat({ max: 1_500 }),
    viewer: fc.nat({ max: 1 }),
  });
  const run = (
    acts: { who: string; what: string; afterMs: number; viewer: number }[],
    isThere: (who: string) => boolean,
  ) => {
    vi.setSystemTime(0);
    const { view, leases, subscribe, type, stop, showTo } = seedView();
    showTo('hidden', []);
    showTo('known to alice', ['alice']);
    const seats = viewerIds.map((id) => [subscribe(id)]);
    for (const { who, what, afterMs, viewer } of acts) {
      vi.advanceTimersByTime(afterMs);
      if (what === 'enter') seats[viewer]?.push(subscribe(viewerIds[viewer]));
      const last = seats[viewer]?.at(-1);
      if (what === 'leave' && last !== undefined) view.leave(last.stream);
      if (!isThere(who)) continue;
      if (what === 'type') type(who);
      if (what === 'stop' && leases.has(who)) stop(who);
    }
    vi.advanceTimersByTime(3_000);
    view.close();
    return seats.map((streams) => streams.map(({ items, times }) => items.map((item, at) => [times[at], item])));
  };
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const all = run(acts, () => true);
      expect(all[0]).toEqual(run(acts, (who) => who !== 'hidden')[0]);
      expect(all[1]).toEqual(run(acts, (who) => who === 'bob' || who === 'erin')[1]);
    }),
    { numRuns: 300 },
  );
});
