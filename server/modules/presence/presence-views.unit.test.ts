import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PresenceNow, StreamItem } from '../../realtime/log-event.ts';
import type { SignalStream } from '../../realtime/realtime.ts';
import type { Relation } from '../privacy/may-observe.ts';
import { createPresenceViews } from './presence-views.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** What each relation is shown can be set one by one. */
function seed() {
  const shown: Record<Relation, PresenceNow['status']> = {
    ...{ SELF: 'ONLINE', CONTACT: 'ONLINE', STRANGER: 'OFFLINE', BLOCKED: 'OFFLINE' },
  };
  const gate = { isHeld: false };
  const views = createPresenceViews({
    show: (relation) => ({
      ...{ type: 'Presence', userId: 'bob', lastSeenAt: null, customStatus: null },
      status: shown[relation],
    }),
    intervalMs: 1_000,
    isHeld: () => gate.isHeld,
  });
  const open = () => {
    const items: StreamItem[] = [];
    const stream = { push: (item: StreamItem) => items.push(item) } as unknown as SignalStream;
    return { stream, items, statuses: () => items.map((item) => (item.type === 'Presence' ? item.status : item.type)) };
  };
  return { shown, gate, views, open };
}

test('all of one view are told the same object, and those of the others nothing', () => {
  const { shown, views, open } = seed();
  const [first, second, stranger] = [open(), open(), open()];
  views.enter(first.stream, 'CONTACT');
  views.enter(second.stream, 'CONTACT');
  views.enter(stranger.stream, 'STRANGER');
  shown.CONTACT = 'AWAY';
  views.change();
  views.change();
  expect(first.statuses()).toEqual(['ONLINE', 'AWAY']);
  expect(second.items[1]).toBe(first.items[1]);
  expect(stranger.statuses()).toEqual(['OFFLINE']);
  views.leave(first.stream);
  vi.advanceTimersByTime(1_000);
  shown.CONTACT = 'BUSY';
  views.change();
  expect([first.items.length, second.statuses()]).toEqual([2, ['ONLINE', 'AWAY', 'BUSY']]);
});

test('the first change is told at once, then one an interval, the latest; there and back is none', () => {
  const { shown, views, open } = seed();
  const { stream, statuses } = open();
  views.enter(stream, 'CONTACT');
  for (const status of ['AWAY', 'BUSY', 'ONLINE', 'OFFLINE'] as const) {
    shown.CONTACT = status;
    views.change();
    vi.advanceTimersByTime(100);
  }
  expect(statuses()).toEqual(['ONLINE', 'AWAY']);
  vi.advanceTimersByTime(600);
  expect(statuses()).toEqual(['ONLINE', 'AWAY', 'OFFLINE']);
  shown.CONTACT = 'BUSY';
  views.change();
  shown.CONTACT = 'OFFLINE';
  views.change();
  vi.advanceTimersByTime(5_000);
  expect(statuses()).toEqual(['ONLINE', 'AWAY', 'OFFLINE']);
});

test('what one view is told delays nothing in another', () => {
  const { shown, views, open } = seed();
  const [contact, stranger] = [open(), open()];
  views.enter(contact.stream, 'CONTACT');
  views.enter(stranger.stream, 'STRANGER');
  shown.CONTACT = 'AWAY';
  views.change();
  shown.STRANGER = 'ONLINE';
  views.change();
  expect(stranger.statuses()).toEqual(['OFFLINE', 'ONLINE']);
});

test('where others may see less, that is told without delay; and who is another to him is told what differs', () => {
  const { shown, views, open } = seed();
  const [moved, other] = [open(), open()];
  views.enter(moved.stream, 'CONTACT');
  views.enter(other.stream, 'CONTACT');
  shown.CONTACT = 'AWAY';
  views.change();
  shown.CONTACT = 'OFFLINE';
  views.changeNow();
  expect(other.statuses()).toEqual(['ONLINE', 'AWAY', 'OFFLINE']);
  views.enter(moved.stream, 'BLOCKED');
  views.enter(moved.stream, 'BLOCKED');
  expect(moved.statuses()).toEqual(['ONLINE', 'AWAY', 'OFFLINE']);
  views.enter(moved.stream, 'SELF');
  expect(moved.statuses().slice(3)).toEqual(['ONLINE']);
});

test('nothing is told while it is not known who may see what, not even what was about to be', () => {
  const { shown, gate, views, open } = seed();
  const { stream, statuses } = open();
  views.enter(stream, 'CONTACT');
  shown.CONTACT = 'AWAY';
  views.change();
  shown.CONTACT = 'BUSY';
  views.change();
  gate.isHeld = true;
  vi.advanceTimersByTime(2_000);
  views.change();
  expect(statuses()).toEqual(['ONLINE', 'AWAY']);
  gate.isHeld = false;
  shown.CONTACT = 'OFFLINE';
  views.change();
  expect(statuses()).toEqual(['ONLINE', 'AWAY', 'OFFLINE']);
});
