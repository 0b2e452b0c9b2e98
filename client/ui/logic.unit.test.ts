import { expect, test } from 'vitest';
import { readDraft, writeDraft } from './composer/drafts.ts';
import { findEmoji, parseEmoji } from './composer/find-emoji.ts';
import { completeMention, findMention, mentionedIds, suggestPeople } from './composer/mentions.ts';
import { charactersLeft } from './composer/text-length.ts';
import { filterConversations } from './conversations/filter-conversations.ts';
import { beginsDay, dayText, goesOn } from './message/days.ts';
import { appendedTo, isShifted } from './message/list-changes.ts';
import { hueOf, initialsOf } from './people/initials.ts';
import { lastSeenText } from './people/last-seen-text.ts';
import { typingText } from './people/typing-text.ts';
import { projectPlaces } from './place/project-places.ts';
import { splitHighlights } from './search/split-highlights.ts';
import { badgeText } from './shared/count-badge.tsx';
import { distanceText, sizeText } from './shared/formats.ts';
import { placePopover } from './shared/place-popover.ts';
import { nextIndex } from './shared/use-roving.ts';
import { englishMessages } from './ui-messages.ts';

const person = (name: string) => ({ id: name.toLowerCase(), name });
const [ada, bob, cleo, dora] = [person('Ada Lovelace'), person('Bob'), person('Cleo'), person('Dora')];
const now = new Date(2_026, 10, 22, 12, 0).getTime();
const ago = (ms: number) => new Date(now - ms).toISOString();
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

test.each([
  [-5_000, 'Just now'],
  [59_999, 'Just now'],
  [minute, '1m ago'],
  [59 * minute, '59m ago'],
  [hour, '1h ago'],
  [day - 1, '23h ago'],
  [day, '1d ago'],
  [7 * day - 1, '6d ago'],
  [7 * day, 'Nov 15, 2026'],
])('Who was there %i ms ago was last seen %j', (ms, text) => {
  expect(lastSeenText(ago(ms), now, englishMessages, 'en-US')).toBe(text);
});

test.each([
  [[], ''],
  [[ada], 'Ada Lovelace is typing'],
  [[ada, bob], 'Ada Lovelace and Bob are typing'],
  [[ada, bob, cleo], 'Ada Lovelace, Bob and 1 other are typing'],
  [[ada, bob, cleo, dora], 'Ada Lovelace, Bob and 2 others are typing'],
])('Of %j typing it is said %j', (people, text) => {
  expect(typingText(people, englishMessages)).toBe(text);
});

test.each([
  [1, '1'],
  [99, '99'],
  [100, '99+'],
])('A badge shows %i as %j', (count, text) => {
  expect(badgeText(count)).toBe(text);
});

test('A day begins with the first message and at midnight, and is named for how near it is', () => {
  const at = (...date: [number, number, number, number?]) => new Date(...date).toISOString();
  expect(beginsDay(undefined, at(2_026, 10, 22))).toBe(true);
  expect(beginsDay(at(2_026, 10, 21, 23), at(2_026, 10, 22, 0))).toBe(true);
  expect(beginsDay(at(2_026, 10, 22, 0), at(2_026, 10, 22, 23))).toBe(false);
  const named = (date: string) => dayText(date, now, englishMessages, 'en-US');
  expect(named(at(2_026, 10, 22, 1))).toBe('Today');
  expect(named(at(2_026, 10, 21, 23))).toBe('Yesterday');
  expect(named(at(2_026, 10, 20, 23))).toBe('Friday, November 20');
  expect(named(at(2_025, 10, 20, 23))).toBe('Thursday, November 20, 2025');
});

test('Messages of one author within five minutes of one day stand together', () => {
  const message = (id: string, ms: number) => ({ author: { id }, createdAt: ago(ms) });
  expect(goesOn(message('a', 2 * minute), message('a', 0))).toBe(true);
  expect(goesOn(message('a', 5 * minute), message('a', 0))).toBe(false);
  expect(goesOn(message('b', minute), message('a', 0))).toBe(false);
  expect(goesOn(undefined, message('a', 0))).toBe(false);
});

test.each([
  ['@', 1, { query: '', start: 0 }],
  ['hi @Ad', 6, { query: 'Ad', start: 3 }],
  ['hi @Ada L', 9, { query: 'Ada L', start: 3 }],
  ['hi @Ada', 2, null],
  ['a@b.example', 8, null],
  ['@Ada\nso', 7, null],
  ['@ so', 4, null],
  [`@${'a'.repeat(50)}`, 51, null],
])('In %j with the caret at %i the mention %j is being written', (text, caret, mention) => {
  expect(findMention(text, caret)).toEqual(mention);
});

test('A mention is completed with the name and a space, and counts while it stands in the text', () => {
  expect(suggestPeople([ada, bob], 'love')).toEqual([ada]);
  expect(suggestPeople([ada, bob], 'ovel')).toEqual([]);
  const done = completeMention('hi @Ad there', 6, { query: 'Ad', start: 3 }, ada);
  expect(done).toEqual({ text: 'hi @Ada Lovelace there', caret: 17 });
  expect(mentionedIds(done.text, [ada, ada, bob])).toEqual([ada.id]);
});

test('A counter appears below a hundred characters, which are counted as people see them', () => {
  expect(charactersLeft('a'.repeat(400), 500)).toBe(null);
  expect(charactersLeft('a'.repeat(401), 500)).toBe(99);
  expect(charactersLeft('a'.repeat(503), 500)).toBe(-3);
  expect(charactersLeft('👨‍👩‍👧'.repeat(450), 500)).toBe(50);
  expect(charactersLeft('👨‍👩‍👧'.repeat(100), 500)).toBe(null);
});

test('A draft is kept for its place alone, dropped when it is sent, and its loss breaks nothing', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  writeDraft(storage, 'alice/one', 'half a sent');
  expect([readDraft(storage, 'alice/one'), readDraft(storage, 'alice/two')]).toEqual(['half a sent', '']);
  writeDraft(storage, 'alice/one', '');
  expect(kept.size).toBe(0);
  const fail = () => {
    throw new Error('QuotaExceeded');
  };
  const full = { getItem: fail, setItem: fail, removeItem: fail };
  writeDraft(full, 'alice/one', 'text');
  expect(readDraft(full, 'alice/one')).toBe('');
});

test('What has come at the end is news, and what has come at the start moves the list', () => {
  const keys = (text: string) => [...text].map((key) => ({ key }));
  expect(appendedTo(keys('bc'), keys('abcde'))).toEqual(keys('de'));
  expect(appendedTo([], keys('abc'))).toEqual([]);
  expect(appendedTo(keys('xy'), keys('abc'))).toEqual([]);
  expect(isShifted(keys('bc'), keys('abc'))).toBe(true);
  expect(isShifted(keys('abc'), keys('bc'))).toBe(true);
  expect(isShifted(keys('bc'), keys('bcd'))).toBe(false);
  expect(isShifted(keys('bc'), keys('xyz'))).toBe(false);
});

test('Conversations are found without case and accents, by all words', () => {
  const conversation = (title: string) => ({ id: title, title, unreadCount: 0 });
  const all = [conversation('Résumé club'), conversation('Club of readers')];
  const found = (query: string) => filterConversations(all, query).map(({ title }) => title);
  expect(found('RESUME')).toEqual(['Résumé club']);
  expect(found('read club')).toEqual(['Club of readers']);
  expect(found(' ')).toHaveLength(2);
});

test('Initials are letters as people see them', () => {
  expect(['Ada Lovelace', 'ada', ' ', '𝒜da von B'].map(initialsOf)).toEqual(['AL', 'A', '', '𝒜B']);
  expect(hueOf('ada')).toBe(hueOf('ada'));
});

test('Emoji are found by the beginnings of their words', () => {
  const all = ['😀 grinning face, happy', '🐱 cat face, pet'].map(parseEmoji);
  const found = (query: string) => findEmoji(all, query, 10).map(({ emoji }) => emoji);
  expect([found('face'), found('hap'), found('face cat'), found('inning'), found('')]).toEqual([
    ['😀', '🐱'],
    ['😀'],
    ['🐱'],
    [],
    ['😀', '🐱'],
  ]);
});

test('Highlights are marked, whatever ranges a server sends', () => {
  const text = 'one two three';
  const ranges = [
    { start: 4, end: 7 },
    { start: 5, end: 9 },
    { start: 90, end: 99 },
  ];
  const pieces = splitHighlights(text, ranges);
  expect(pieces.map((piece) => piece.text)).toEqual(['one ', 'two', ' three']);
  const long = splitHighlights(`${'a'.repeat(500)}b`, [{ start: 500, end: 501 }]);
  expect(long.map((piece) => piece.text.length)).toEqual([1, 60, 1]);
});

test('A map keeps directions, proportions and circles, also over the date line, and has a round scale', () => {
  const place = (name: string, latitude: number, longitude: number, accuracyMeters = 0) => ({
    ...{ person: person(name), latitude, longitude, accuracyMeters },
  });
  const { people, scale } = projectPlaces([place('W', 0, 179.999, 50), place('E', 0.001, -179.999)], 480, 280);
  const [west, east] = people;
  expect((east?.x ?? 0) - (west?.x ?? 0)).toBeGreaterThan(0);
  expect((west?.y ?? 0) - (east?.y ?? 0)).toBeGreaterThan(0);
  const unitsPerMeter = ((east?.x ?? 0) - (west?.x ?? 0)) / 222.39;
  expect(west?.radius).toBeCloseTo(50 * unitsPerMeter, 1);
  expect(scale.length).toBeCloseTo(scale.meters * unitsPerMeter, 1);
  expect(String(scale.meters)).toMatch(/^[125]0*$/u);
  for (const each of people) {
    expect(each.x - each.radius).toBeGreaterThanOrEqual(0);
    expect(each.x + each.radius).toBeLessThanOrEqual(480);
  }
  expect(projectPlaces([], 480, 280).people).toEqual([]);
});

test('A popover stands above its button where there is room, and always within the view', () => {
  const view = { width: 400, height: 300 };
  const at = (left: number, top: number) =>
    placePopover({ left, top, right: left + 30, bottom: top + 30 }, { width: 200, height: 150 }, view);
  expect(at(10, 200)).toEqual({ left: 10, top: 44 });
  expect(at(10, 20)).toEqual({ left: 10, top: 56 });
  expect(at(390, 140)).toEqual({ left: 194, top: 144 });
});

test('Arrow keys stop at the ends of a list', () => {
  expect([nextIndex('ArrowDown', 2, 3), nextIndex('ArrowUp', 0, 3), nextIndex('End', 0, 3)]).toEqual([2, 0, 2]);
  expect([nextIndex('a', 0, 3), nextIndex('Home', 0, 0)]).toEqual([null, null]);
});

test('Sizes and distances are said in the unit that suits them', () => {
  expect([sizeText(0, 'en'), sizeText(1_500, 'en'), sizeText(26_214_400, 'en')]).toEqual([
    '0 byte',
    '1.5 kB',
    '26.2 MB',
  ]);
  expect([distanceText(80, 'en'), distanceText(1_234, 'en')]).toEqual(['80 m', '1.23 km']);
});
