import { describe, expect, test } from 'vitest';
import { type Relation, relations } from '../privacy/may-observe.ts';
import { defaultSettings } from '../privacy/queries.ts';
import { emptyRow } from './queries.ts';
import { moveTo, nextExpiry, type Subject, showPresence } from './show-presence.ts';

const now = Date.parse('2026-05-01T12:00:00.500Z');
const at = (ms: number) => new Date(now + ms).toISOString();
const secret = { text: 'Secret', emoji: null, expiresAt: null };

/** Bob is there, busy, and says something of himself. */
const bob = (over: Partial<Subject> = {}): Subject => ({
  userId: 'bob',
  settings: defaultSettings,
  whereabouts: { activity: 'ONLINE', version: 1, seenAt: null },
  row: { ...emptyRow, manualStatus: 'BUSY', customStatus: secret, lastSeenAt: '2026-04-30T10:00:00.000Z' },
  ...over,
});
const away = { activity: null, version: 2, seenAt: null };
const nothing = { type: 'Presence', userId: 'bob', status: 'OFFLINE', lastSeenAt: null, customStatus: null };
const others = relations.filter((relation) => relation !== 'SELF');

describe('whoever may not see', () => {
  test.each(others)('as a %s is shown the same whatever he is and does, if he shows himself to nobody', (relation) => {
    const settings = { ...defaultSettings, visibility: 'NOBODY' as const };
    for (const whereabouts of [bob().whereabouts, away, { ...away, seenAt: now }]) {
      for (const row of [bob().row, emptyRow]) {
        expect(showPresence(relation, bob({ settings, whereabouts, row }), now)).toEqual(nothing);
      }
    }
  });

  test('a blocked one is shown nothing, by whatever settings', () => {
    for (const visibility of ['EVERYONE', 'CONTACTS', 'NOBODY'] as const) {
      expect(showPresence('BLOCKED', bob({ settings: { ...defaultSettings, visibility } }), now)).toEqual(nothing);
    }
  });

  test.each([
    ['CONTACT', 'BUSY'],
    ['STRANGER', 'OFFLINE'],
  ] as const)('of one who shows himself to contacts, a %s is shown %s', (relation, status) => {
    const subject = bob({ settings: { ...defaultSettings, visibility: 'CONTACTS' } });
    expect(showPresence(relation, subject, now).status).toBe(status);
  });

  test('whether he is online still sees when he was last seen, if that is shown, and his custom status', () => {
    const subject = bob({ settings: { ...defaultSettings, showOnlineStatus: false } });
    expect(showPresence('STRANGER', subject, now)).toEqual({
      ...{ ...nothing, lastSeenAt: subject.row.lastSeenAt, customStatus: secret },
    });
    const settings = { ...defaultSettings, showLastSeen: false };
    expect(showPresence('STRANGER', bob({ settings, whereabouts: away }), now)).toEqual({
      ...{ ...nothing, customStatus: secret },
    });
  });
});

test('an invisible one is what he was shown as when he turned it on; he himself sees how it is', () => {
  const subject = bob({
    settings: { ...defaultSettings, invisible: true },
    row: { ...bob().row, shownCustomStatus: { ...secret, text: 'Before' }, shownLastSeenAt: at(-60_000) },
  });
  const shown = { ...nothing, lastSeenAt: at(-60_000), customStatus: { ...secret, text: 'Before' } };
  expect(showPresence('CONTACT', subject, now)).toEqual(shown);
  expect(showPresence('CONTACT', { ...subject, whereabouts: { ...away, seenAt: now } }, now)).toEqual(shown);
  expect(showPresence('SELF', subject, now)).toMatchObject({ status: 'BUSY', customStatus: secret });
});

test.each([
  ['ONLINE', { activity: 'ONLINE' }, { manualStatus: null }],
  ['AWAY', { activity: 'AWAY' }, { manualStatus: null }],
  ['BUSY', { activity: 'AWAY' }, { manualUntil: at(1) }],
  ['AWAY', { activity: 'AWAY' }, { manualUntil: at(0) }],
  ['AWAY', { activity: 'ONLINE' }, { manualStatus: 'AWAY' }],
  ['OFFLINE', { activity: null }, {}],
] as const)('%s, since his devices are %j and he has set %j', (status, whereabouts, row) => {
  const subject = bob({ whereabouts: { ...bob().whereabouts, ...whereabouts }, row: { ...bob().row, ...row } });
  expect(showPresence('STRANGER', subject, now).status).toBe(status);
});

test.each<[string | null, number | null, string | null]>([
  [null, null, null],
  ['2026-05-01T11:00:00.000Z', null, '2026-05-01T11:00:00.000Z'],
  [null, now, '2026-05-01T12:00:00.000Z'],
  ['2026-05-01T11:00:00.000Z', now, '2026-05-01T12:00:00.000Z'],
  ['2026-05-01T13:00:00.000Z', now, '2026-05-01T13:00:00.000Z'],
])('last seen is the later of what the database has, %s, and what nodes have said, %s', (lastSeenAt, seenAt, shown) => {
  const subject = bob({ whereabouts: { ...away, seenAt }, row: { ...emptyRow, lastSeenAt } });
  expect(showPresence('STRANGER', subject, now).lastSeenAt).toBe(shown);
});

test('when somebody was last seen does not fall back when he returns, though nodes have forgotten that he was away', () => {
  const subject = bob({ settings: { ...defaultSettings, showOnlineStatus: false } });
  moveTo(subject, { ...away, seenAt: now });
  const before = showPresence('STRANGER', subject, now);
  expect(before.lastSeenAt).toBe('2026-05-01T12:00:00.000Z');
  moveTo(subject, { activity: 'ONLINE', version: 3, seenAt: null });
  expect(showPresence('STRANGER', subject, now)).toEqual(before);
});

test('while his status is shown, and he is there, it is not told when he was last seen', () => {
  const shown = (relation: Relation) => showPresence(relation, bob(), now).lastSeenAt;
  expect(relations.map(shown)).toEqual([null, null, null, null]);
});

test('what is over next decides when to look again, and what is over is not shown', () => {
  const customStatus = { ...secret, expiresAt: at(0) };
  expect(showPresence('STRANGER', bob({ row: { ...bob().row, customStatus } }), now).customStatus).toBeNull();
  expect(nextExpiry({ ...emptyRow, customStatus }, now)).toBeNull();
  const shownCustomStatus = { ...secret, expiresAt: at(500) };
  expect(nextExpiry({ ...emptyRow, customStatus, shownCustomStatus, manualUntil: at(900) }, now)).toBe(now + 500);
});
