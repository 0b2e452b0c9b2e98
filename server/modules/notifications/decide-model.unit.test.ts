import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from './decide.ts';
import {
  type ChannelDecision,
  notificationChannels,
  notificationPriorities,
  notificationTypes,
  type QuietHours,
  type StoredNotificationPreferences,
} from './notification.ts';
import { endOfQuietHours } from './quiet-hours.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Leaps forward and back by an hour and by half an hour, at night and at midnight, in both hemispheres; and none. */
const zones = [
  ...['Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Australia/Lord_Howe', 'America/Santiago'],
  ...['Africa/Cairo', 'Asia/Kathmandu', 'Asia/Tokyo', 'UTC'],
] as const;

const clocks = new Map(
  zones.map((timeZone) => [
    timeZone as string,
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  ]),
);

/** What the clock on the wall shows, `HH:MM`; by ICU, which the code under test does not ask. */
const clockAt = (timeZone: string, ms: number): string => clocks.get(timeZone)?.format(ms) ?? '';

/** Texts of the clock are in the order of time. */
function isQuietAt({ start, end, timeZone }: QuietHours, ms: number): boolean {
  const clock = clockAt(timeZone, ms);
  return start < end ? start <= clock && clock < end : start <= clock || clock < end;
}

/** Minute by minute. */
function firstFree(hours: QuietHours | null, ms: number): number {
  if (hours === null || !isQuietAt(hours, ms)) return ms;
  let next = ms - (ms % minuteMs) + minuteMs;
  while (isQuietAt(hours, next)) next += minuteMs;
  return next;
}

const dayOf = (ms: number) => ms - (ms % (24 * hourMs));
const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const offsetAt = (timeZone: string, ms: number) =>
  (minutesOf(clockAt(timeZone, ms)) - (ms - dayOf(ms)) / minuteMs + 2_880) % 1_440;

/** The minutes of two years in which the clocks of a zone leap, and the years' end. */
function leapsOf(timeZone: string): number[] {
  const leaps = [Date.UTC(2027, 0, 1)];
  for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2028, 0, 1); ms += hourMs) {
    if (offsetAt(timeZone, ms) === offsetAt(timeZone, ms + hourMs)) continue;
    let at = ms;
    while (offsetAt(timeZone, at) === offsetAt(timeZone, ms)) at += minuteMs;
    leaps.push(at);
  }
  return leaps;
}
const leaps = new Map(zones.map((zone) => [zone as string, leapsOf(zone)]));

const clock = fc
  .oneof(
    fc.integer({ min: 0, max: 1_439 }),
    fc.integer({ min: 0, max: 18 }).map((half) => (1_350 + half * 15) % 1_440),
  )
  .map((minute) => [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':'));

const quietHours: fc.Arbitrary<QuietHours> = fc
  .record({ start: clock, end: clock, timeZone: fc.constantFrom(...zones) })
  .filter(({ start, end }) => start !== end);

/** Around a leap of the zone, or anywhen. */
const timeIn = (timeZone: string): fc.Arbitrary<number> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...(leaps.get(timeZone) ?? [0])), fc.integer({ min: -30 * hourMs, max: 6 * hourMs }))
        .map(([leap, by]) => leap + by),
    },
    { weight: 1, arbitrary: fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) }) },
  );

describe('quiet hours', () => {
  test('the zones leap as they are known to', () => {
    expect(Object.fromEntries([...leaps].map(([zone, of]) => [zone, of.length - 1]))).toEqual({
      ...{ 'Europe/Berlin': 4, 'America/New_York': 4, 'Australia/Sydney': 4, 'Australia/Lord_Howe': 4 },
      ...{ 'America/Santiago': 4, 'Africa/Cairo': 4, 'Asia/Kathmandu': 0, 'Asia/Tokyo': 0, UTC: 0 },
    });
  });

  test('end with the first minute that is not quiet, and at most 25 hours away', () => {
    const cases = quietHours.chain((hours) => fc.tuple(fc.constant(hours), timeIn(hours.timeZone)));
    fc.assert(
      fc.property(cases, ([hours, ms]) => {
        const end = endOfQuietHours(hours, new Date(ms));
        const wanted = firstFree(hours, ms);
        expect(end?.toISOString() ?? null).toBe(wanted === ms ? null : new Date(wanted).toISOString());
        // Who is free for less than an hour a day may lose that hour to a leap.
        const freeMinutes = (minutesOf(hours.start) - minutesOf(hours.end) + 1_440) % 1_440;
        expect(wanted - ms).toBeLessThanOrEqual((freeMinutes > 60 ? 25 : 49) * hourMs);
      }),
      { numRuns: 600 },
    );
  });

  test.each([
    // On the day the clock leaps from 02:00 to 03:00, there is no free minute.
    ['America/New_York', '03:00', '02:30', '2026-03-08T06:30:00Z', '2026-03-09T06:30:00Z'],
    // The clock goes from 24:00 back to 23:00, so the morning's end comes again in the same night.
    ['America/Santiago', '23:40', '23:20', '2026-04-05T02:45:00Z', '2026-04-05T03:20:00Z'],
    // The clock skips midnight.
    ['Africa/Cairo', '22:00', '00:30', '2026-04-23T21:30:00Z', '2026-04-23T22:00:00Z'],
  ])('in %s from %s to %s, at %s, end at %s', (timeZone, start, end, now, wanted) => {
    expect(endOfQuietHours({ start, end, timeZone }, new Date(now))).toEqual(new Date(wanted));
  });
});

const around = (now: number) => fc.option(fc.integer({ min: -3, max: 30 }).map((hours) => now + hours * hourMs));
const isoOrNull = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

const situation = fc
  .tuple(fc.option(quietHours), fc.constantFrom(...zones))
  .chain(([hours, zone]) => fc.tuple(fc.constant(hours), timeIn(hours?.timeZone ?? zone)))
  .chain(([hours, now]) =>
    fc.record({
      hours: fc.constant(hours),
      now: fc.constant(now),
      type: fc.constantFrom(...notificationTypes),
      priority: fc.constantFrom(...notificationPriorities),
      minimum: fc.constantFrom(...notificationPriorities, 'LOW' as const, 'LOW' as const),
      channels: fc.subarray([...notificationChannels], { minLength: 1 }),
      isMuted: fc.boolean(),
      hasActor: fc.boolean(),
      mayNotify: fc.integer({ min: 0, max: 4 }).map((each) => each > 0),
      expiresAt: around(now),
      doNotDisturbUntil: around(now),
      mutedUntil: fc.option(around(now), { freq: 2 }),
    }),
  );
type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

/** The rules in words, from the first that applies; times as numbers. */
function specified(at: Situation, channel: ChannelDecision['channel']): Omit<ChannelDecision, 'channel'> {
  const drop = (rule: ChannelDecision['rule']) => ({ outcome: 'DROP' as const, rule, until: null });
  const deliver = (rule: ChannelDecision['rule']) => ({ outcome: 'DELIVER' as const, rule, until: null });
  const rank = { LOW: 0, NORMAL: 1, HIGH: 2, URGENT: 3 };
  if (!at.mayNotify) return drop('BLOCKED');
  if (at.hasActor && at.isMuted) return drop('MUTED_USER');
  if ((at.mutedUntil ?? 0) > at.now) return drop('MUTED_CONVERSATION');
  if (at.expiresAt !== null && at.expiresAt <= at.now) return drop('EXPIRED');
  if (rank[at.priority] < rank[at.minimum]) return drop('BELOW_MINIMUM_PRIORITY');
  if (!at.channels.includes(channel)) return drop('CHANNEL_OFF');
  if (channel === 'IN_APP') return deliver('ALLOWED');
  const isDisturbing = (at.doNotDisturbUntil ?? 0) > at.now;
  const from = isDisturbing ? (at.doNotDisturbUntil ?? 0) : at.now;
  const isNight = at.hours !== null && isQuietAt(at.hours, from);
  const until = at.priority === 'URGENT' ? from : firstFree(at.hours, from);
  if (until === at.now) return deliver(at.priority === 'URGENT' && isNight ? 'PASSES_QUIET_HOURS' : 'ALLOWED');
  if (at.expiresAt !== null && at.expiresAt <= until) return drop('EXPIRED');
  return {
    ...{ outcome: 'HOLD', rule: isDisturbing ? 'DO_NOT_DISTURB' : 'QUIET_HOURS' },
    until: new Date(until).toISOString(),
  };
}

function decided(at: Situation): ChannelDecision[] {
  const types = Object.fromEntries(notificationTypes.map((type) => [type, type === at.type ? at.channels : []]));
  const preferences: StoredNotificationPreferences = {
    ...{ types: types as unknown as StoredNotificationPreferences['types'], quietHours: at.hours },
    ...{ doNotDisturbUntil: isoOrNull(at.doNotDisturbUntil), minimumPriority: at.minimum },
    mutedUserIds: at.isMuted ? ['bob', 'carol'] : ['carol'],
  };
  const notification = { type: at.type, priority: at.priority, expiresAt: isoOrNull(at.expiresAt) };
  const user = { preferences, mayNotify: at.mayNotify, conversationMutedUntil: isoOrNull(at.mutedUntil) };
  return decide({ ...notification, actorId: at.hasActor ? 'bob' : null }, user, new Date(at.now));
}

test('decide is what its rules say in words, whatever is wanted and whenever it is', () => {
  const rulesSeen = new Set<string>();
  fc.assert(
    fc.property(situation, (at) => {
      const decisions = decided(at);
      expect(decisions).toEqual(notificationChannels.map((channel) => ({ channel, ...specified(at, channel) })));
      for (const { rule } of decisions) rulesSeen.add(rule);
    }),
    { numRuns: 1_500 },
  );
  expect([...rulesSeen].sort()).toEqual([
    ...['ALLOWED', 'BELOW_MINIMUM_PRIORITY', 'BLOCKED', 'CHANNEL_OFF', 'DO_NOT_DISTURB', 'EXPIRED'],
    ...['MUTED_CONVERSATION', 'MUTED_USER', 'PASSES_QUIET_HOURS', 'QUIET_HOURS'],
  ]);
});

test('What is held is held till a time when nothing holds it', () => {
  fc.assert(
    fc.property(situation, (at) => {
      for (const { outcome, until, channel } of decided(at)) {
        if (outcome !== 'HOLD' || until === null) continue;
        const then = Date.parse(until);
        if (at.priority !== 'URGENT' && at.hours !== null) expect(isQuietAt(at.hours, then)).toBe(false);
        const later = decided({ ...at, now: then }).find((each) => each.channel === channel);
        expect(later?.outcome).toBe('DELIVER');
      }
    }),
    { numRuns: 500 },
  );
});
