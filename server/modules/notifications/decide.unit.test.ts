import { describe, expect, test } from 'vitest';
import { decide } from './decide.ts';
import type { NotificationPriority, QuietHours } from './notification.ts';
import { defaultPreferences } from './preferences.ts';
import { endOfQuietHours, isTimeZone } from './quiet-hours.ts';

const at = (text: string) => new Date(text);
const night = (timeZone: string, start = '22:00', end = '07:00'): QuietHours => ({ start, end, timeZone });
const notification = {
  type: 'ALERT' as const,
  priority: 'NORMAL' as NotificationPriority,
  actorId: 'bob',
  expiresAt: null,
};
const user = { preferences: defaultPreferences, mayNotify: true, conversationMutedUntil: null };
const outcomes = (decisions: ReturnType<typeof decide>) =>
  Object.fromEntries(decisions.map(({ channel, outcome, rule }) => [channel, `${outcome} ${rule}`]));
const everywhere = (what: string) => ({ IN_APP: what, WEB_PUSH: what, EMAIL: what, WEBHOOK: what });
const outside = (what: string) => ({ ...everywhere(what), IN_APP: 'DELIVER ALLOWED' });
const noon = at('2026-06-01T12:00:00Z');
const midnight = at('2026-06-01T23:00:00Z');
const preferring = (over: Partial<typeof defaultPreferences>) => ({
  ...user,
  preferences: { ...defaultPreferences, ...over },
});
const sleeping = preferring({ quietHours: night('UTC') });

describe('decide says for each channel what is done, and by which rule', () => {
  const past = '2026-06-01T11:59:59.000Z';
  const future = '2026-06-01T12:30:00.000Z';
  const urgent = { priority: 'URGENT' as const };
  test.each([
    ['nothing is set', {}, user, noon, everywhere('DELIVER ALLOWED')],
    ['the actor is blocked', {}, { ...user, mayNotify: false }, noon, everywhere('DROP BLOCKED')],
    ['the actor is blocked, urgently', urgent, { ...user, mayNotify: false }, noon, everywhere('DROP BLOCKED')],
    [
      'the actor is muted, urgently',
      urgent,
      preferring({ mutedUserIds: ['bob'] }),
      noon,
      everywhere('DROP MUTED_USER'),
    ],
    ['somebody else is muted', {}, preferring({ mutedUserIds: ['carol'] }), noon, everywhere('DELIVER ALLOWED')],
    [
      'the conversation is muted, urgently',
      urgent,
      { ...user, conversationMutedUntil: future },
      noon,
      everywhere('DROP MUTED_CONVERSATION'),
    ],
    ['the conversation was muted', {}, { ...user, conversationMutedUntil: past }, noon, everywhere('DELIVER ALLOWED')],
    ['it has expired', { expiresAt: past }, user, noon, everywhere('DROP EXPIRED')],
    [
      'it is below the minimum',
      {},
      preferring({ minimumPriority: 'HIGH' }),
      noon,
      everywhere('DROP BELOW_MINIMUM_PRIORITY'),
    ],
    [
      'it is the minimum',
      { priority: 'HIGH' as const },
      preferring({ minimumPriority: 'HIGH' }),
      noon,
      everywhere('DELIVER ALLOWED'),
    ],
    ['it is not to disturb', {}, preferring({ doNotDisturbUntil: future }), noon, outside('HOLD DO_NOT_DISTURB')],
    [
      'it is not to disturb, urgently',
      urgent,
      preferring({ doNotDisturbUntil: future }),
      noon,
      outside('HOLD DO_NOT_DISTURB'),
    ],
    ['that is over', {}, preferring({ doNotDisturbUntil: past }), noon, everywhere('DELIVER ALLOWED')],
    ['it is night', {}, sleeping, midnight, outside('HOLD QUIET_HOURS')],
    ['it is night, urgently', urgent, sleeping, midnight, outside('DELIVER PASSES_QUIET_HOURS')],
    ['it is day', {}, sleeping, noon, everywhere('DELIVER ALLOWED')],
    ['it expires in the night', { expiresAt: '2026-06-02T06:00:00.000Z' }, sleeping, midnight, outside('DROP EXPIRED')],
    [
      'only the inbox is on',
      {},
      preferring({ types: { ...defaultPreferences.types, ALERT: ['IN_APP'] } }),
      noon,
      outside('DROP CHANNEL_OFF'),
    ],
  ])('when %s', (_when, over, state, now, wanted) => {
    expect(outcomes(decide({ ...notification, ...over }, state, now))).toEqual(wanted);
  });

  test('what is held by both is held until both are over', () => {
    const both = preferring({ quietHours: night('UTC'), doNotDisturbUntil: '2026-06-02T03:00:00.000Z' });
    expect(decide(notification, both, noon).at(1)).toEqual({
      ...{ channel: 'WEB_PUSH', outcome: 'HOLD', rule: 'DO_NOT_DISTURB', until: '2026-06-02T07:00:00.000Z' },
    });
  });
});

describe('quiet hours follow the clock on the wall', () => {
  test.each([
    ['a usual night in winter', night('Europe/Berlin'), '2026-01-10T22:30:00Z', '2026-01-11T06:00:00Z'],
    ['a usual night in summer', night('Europe/Berlin'), '2026-07-10T22:30:00Z', '2026-07-11T05:00:00Z'],
    [
      'the night the clock goes forward, in the north',
      night('Europe/Berlin'),
      '2026-03-28T22:00:00Z',
      '2026-03-29T05:00:00Z',
    ],
    ['the night it goes back, in the north', night('Europe/Berlin'), '2026-10-24T21:00:00Z', '2026-10-25T06:00:00Z'],
    [
      'the night it goes forward, in the south',
      night('Australia/Sydney'),
      '2026-10-03T13:00:00Z',
      '2026-10-03T20:00:00Z',
    ],
    ['the night it goes back, in the south', night('Australia/Sydney'), '2026-04-04T12:00:00Z', '2026-04-04T21:00:00Z'],
    ['half an hour forward', night('Australia/Lord_Howe'), '2026-10-03T13:00:00Z', '2026-10-03T20:00:00Z'],
    [
      'an end that the clock skips',
      night('America/New_York', '22:00', '02:30'),
      '2026-03-08T06:00:00Z',
      '2026-03-08T07:00:00Z',
    ],
    [
      'an end that comes twice, before the first',
      night('America/New_York', '22:00', '01:30'),
      '2026-11-01T05:10:00Z',
      '2026-11-01T05:30:00Z',
    ],
    [
      'an end that comes twice, before the second',
      night('America/New_York', '22:00', '01:30'),
      '2026-11-01T06:10:00Z',
      '2026-11-01T06:30:00Z',
    ],
    ['hours of the day', night('Asia/Tokyo', '12:00', '13:00'), '2026-05-05T03:59:00Z', '2026-05-05T04:00:00Z'],
    ['a minute before them', night('Asia/Tokyo', '12:00', '13:00'), '2026-05-05T02:59:00Z', null],
    ['their end', night('Asia/Tokyo', '12:00', '13:00'), '2026-05-05T04:00:00Z', null],
    [
      'between an end that came and the clock going back',
      night('America/New_York', '22:00', '01:30'),
      '2026-11-01T05:45:00Z',
      null,
    ],
  ])('%s', (_when, hours, now, end) => {
    expect(endOfQuietHours(hours, at(now))).toEqual(end === null ? null : at(end));
  });

  test('an offset is no time zone, and neither is a name that nobody knows', () => {
    expect(['Europe/Berlin', 'UTC', '+02:00', 'Mars/Base', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
