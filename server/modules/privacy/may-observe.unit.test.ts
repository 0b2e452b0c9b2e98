import { describe, expect, test } from 'vitest';
import { mayObserve } from './may-observe.ts';
import { defaultSettings } from './queries.ts';

const everybodyElse = ['CONTACT', 'STRANGER', 'BLOCKED'] as const;
const hidden = { ...defaultSettings, visibility: 'NOBODY', invisible: true, shareTyping: false } as const;

/** To whom of the others something of this subject shows. */
const seenBy = (facet: 'STATUS' | 'LAST_SEEN' | 'CUSTOM_STATUS' | 'TYPING', changed: Partial<typeof defaultSettings>) =>
  everybodyElse.filter((relation) => mayObserve(facet, relation, { subject: { ...defaultSettings, ...changed } }));

test('one sees himself whatever he has set', () => {
  for (const facet of ['STATUS', 'LAST_SEEN', 'CUSTOM_STATUS', 'TYPING'] as const) {
    expect(mayObserve(facet, 'SELF', { subject: hidden })).toBe(true);
  }
  const off = { ...hidden, shareReadReceipts: false };
  expect(mayObserve('READ_RECEIPT', 'SELF', { viewer: off, subject: off })).toBe(true);
});

describe('presence is seen by', () => {
  test('everybody but the blocked, contacts, or nobody', () => {
    for (const facet of ['STATUS', 'LAST_SEEN', 'CUSTOM_STATUS', 'TYPING'] as const) {
      expect(seenBy(facet, {})).toEqual(['CONTACT', 'STRANGER']);
      expect(seenBy(facet, { visibility: 'CONTACTS' })).toEqual(['CONTACT']);
      expect(seenBy(facet, { visibility: 'NOBODY' })).toEqual([]);
    }
  });

  test('whom a part of it is not kept from', () => {
    expect(seenBy('STATUS', { showOnlineStatus: false })).toEqual([]);
    expect(seenBy('TYPING', { showOnlineStatus: false })).toEqual([]);
    expect(seenBy('TYPING', { shareTyping: false })).toEqual([]);
    expect(seenBy('LAST_SEEN', { showLastSeen: false })).toEqual([]);
    expect(seenBy('LAST_SEEN', { showOnlineStatus: false })).toEqual(['CONTACT', 'STRANGER']);
  });

  test('nobody, of whoever is invisible; what stays as it was stays', () => {
    expect(seenBy('STATUS', { invisible: true })).toEqual([]);
    expect(seenBy('TYPING', { invisible: true })).toEqual([]);
    expect(seenBy('CUSTOM_STATUS', { invisible: true })).toEqual(['CONTACT', 'STRANGER']);
  });
});

test('receipts are seen where both share them; delivery only of whom one may see whether he is there', () => {
  for (const viewers of [true, false]) {
    for (const subjects of [true, false]) {
      const viewer = { ...defaultSettings, shareReadReceipts: viewers };
      const subject = { ...defaultSettings, shareReadReceipts: subjects };
      expect(mayObserve('READ_RECEIPT', 'STRANGER', { viewer, subject })).toBe(viewers && subjects);
      expect(mayObserve('DELIVERED_RECEIPT', 'STRANGER', { viewer, subject })).toBe(viewers && subjects);
      const unseen = { viewer, subject: { ...subject, invisible: true } };
      expect(mayObserve('DELIVERED_RECEIPT', 'CONTACT', unseen)).toBe(false);
      expect(mayObserve('READ_RECEIPT', 'CONTACT', unseen)).toBe(viewers && subjects);
    }
  }
});

test('a position is seen by whom it is granted, never by the blocked', () => {
  const seen = (audience: 'NOBODY' | 'CONTACTS' | 'SELECTED' | 'EVERYONE', isSelected: boolean) =>
    everybodyElse.filter((relation) => mayObserve('LOCATION', relation, { subject: { audience, isSelected } }));
  expect(seen('NOBODY', true)).toEqual([]);
  expect(seen('CONTACTS', false)).toEqual(['CONTACT']);
  expect(seen('SELECTED', false)).toEqual([]);
  expect(seen('SELECTED', true)).toEqual(['CONTACT', 'STRANGER']);
  expect(seen('EVERYONE', false)).toEqual(['CONTACT', 'STRANGER']);
});
