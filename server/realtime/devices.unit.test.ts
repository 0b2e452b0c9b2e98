import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDevices } from './devices.ts';

const alice = { tenantId: 'acme', userId: 'alice' };
const bob = { tenantId: 'acme', userId: 'bob' };
const minuteMs = 60_000;

let told: string[];

const create = () =>
  createDevices({
    graceMs: 5_000,
    awayAfterMs: 5 * minuteMs,
    onChange: ({ userId }, activity) => told.push(`${userId} ${activity ?? 'gone'}`),
  });

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
});
afterEach(() => vi.useRealTimers());

test('a user is there with his first device, and a grace longer than his last', () => {
  const devices = create();
  const [phone, laptop] = [devices.enter(alice, {}), devices.enter(alice, {})];
  devices.enter(bob, {});
  phone.leave();
  vi.advanceTimersByTime(minuteMs);
  laptop.leave();
  laptop.leave();
  vi.advanceTimersByTime(4_999);
  expect(told).toEqual(['alice ONLINE', 'bob ONLINE']);
  expect(devices.activityOf(alice)).toBe('ONLINE');
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['alice ONLINE', 'bob ONLINE', 'alice gone']);
  expect([devices.activityOf(alice), [...devices.users()]]).toEqual([null, [bob]]);
});

test('twenty reconnects in a row tell nothing, whenever the last one ends', () => {
  const devices = create();
  for (let at = 0; at < 20; at += 1) {
    const device = devices.enter(alice, {});
    vi.advanceTimersByTime(200);
    device.leave();
    vi.advanceTimersByTime(50);
  }
  expect(told).toEqual(['alice ONLINE']);
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['alice ONLINE', 'alice gone']);
});

test('idle on all devices for five minutes, by what they report and by the time since, is AWAY', () => {
  const devices = create();
  const [phone, laptop] = [{}, {}];
  devices.enter(alice, phone);
  devices.enter(alice, laptop);
  devices.report(alice, phone, { idleMs: 10 * minuteMs });
  // The laptop has said nothing: it is in use, for ever.
  vi.advanceTimersByTime(60 * minuteMs);
  expect(told).toEqual(['alice ONLINE']);
  devices.report(alice, laptop, { idleMs: 4 * minuteMs });
  vi.advanceTimersByTime(minuteMs - 1);
  expect(told).toEqual(['alice ONLINE']);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['alice ONLINE', 'alice AWAY']);
  devices.report(alice, phone, { idleMs: 0 });
  devices.report(alice, phone, { idleMs: 0 });
  expect(told).toEqual(['alice ONLINE', 'alice AWAY', 'alice ONLINE']);
  vi.advanceTimersByTime(4 * minuteMs);
  devices.report(alice, phone, { idleMs: 0 });
  vi.advanceTimersByTime(5 * minuteMs - 1);
  expect(told).toHaveLength(3);
  vi.advanceTimersByTime(1);
  expect(told.at(-1)).toBe('alice AWAY');
});

test('when the device that was in use ends, the idle ones decide at once', () => {
  const devices = create();
  const phone = {};
  devices.enter(alice, phone);
  devices.report(alice, phone, { idleMs: 10 * minuteMs });
  devices.enter(alice, {}).leave();
  expect(told).toEqual(['alice ONLINE', 'alice AWAY', 'alice ONLINE', 'alice AWAY']);
});

test('who is AWAY and reconnects stays so; who comes back later is in use', () => {
  const devices = create();
  const phone = {};
  const first = devices.enter(alice, phone);
  devices.report(alice, phone, { idleMs: 10 * minuteMs });
  first.leave();
  vi.advanceTimersByTime(4_000);
  const second = devices.enter(alice, {});
  expect(told).toEqual(['alice ONLINE', 'alice AWAY']);
  // What he opens besides is new.
  devices.enter(alice, {}).leave();
  second.leave();
  vi.advanceTimersByTime(6_000);
  devices.enter(alice, {});
  expect(told.slice(2)).toEqual(['alice ONLINE', 'alice AWAY', 'alice gone', 'alice ONLINE']);
});

test('a report is of the devices of its line, and of no user who is not there', () => {
  const devices = create();
  devices.enter(alice, null);
  devices.enter(alice, null);
  devices.report(bob, null, { idleMs: 10 * minuteMs });
  devices.report(alice, {}, { idleMs: 10 * minuteMs });
  expect(told).toEqual(['alice ONLINE']);
  devices.report(alice, null, { idleMs: 10 * minuteMs });
  expect(told).toEqual(['alice ONLINE', 'alice AWAY']);
});

test('what is open is what the devices show that are not idle', () => {
  const open: string[] = [];
  const devices = createDevices({
    ...{ graceMs: 5_000, awayAfterMs: 5 * minuteMs },
    onChange: (_user, activity, shown) => open.push(`${activity}: ${shown.join(' ')}`),
  });
  const [phone, laptop] = [{}, {}];
  const onPhone = devices.enter(alice, phone);
  devices.enter(alice, laptop);
  devices.report(alice, phone, { idleMs: 0, openConversationId: 'conv_a' });
  devices.report(alice, laptop, { idleMs: 2 * minuteMs, openConversationId: 'conv_b' });
  // What says nothing of it shows the same as before.
  devices.report(alice, phone, { idleMs: 0 });
  expect([devices.openOf(alice), devices.openOf(bob)]).toEqual([['conv_a', 'conv_b'], []]);
  vi.advanceTimersByTime(3 * minuteMs);
  expect(devices.openOf(alice)).toEqual(['conv_a']);
  devices.report(alice, phone, { idleMs: 0, openConversationId: null });
  devices.report(alice, phone, { idleMs: 0, openConversationId: 'conv_c' });
  onPhone.leave();
  expect(open).toEqual([
    ...['ONLINE: ', 'ONLINE: conv_a', 'ONLINE: conv_a conv_b', 'ONLINE: conv_a', 'ONLINE: ', 'ONLINE: conv_c'],
    'AWAY: ',
  ]);
});
