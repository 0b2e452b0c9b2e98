import { expect, test } from 'vitest';
import { paceOf } from './pace.ts';

test('What goes quickly is followed by more at once, by and by, and up to a bound', () => {
  expect(paceOf({ usersMax: 100, users: 100, tookMs: 10 }).usersMax).toBe(150);
  expect(paceOf({ usersMax: 400, users: 400, tookMs: 10 }).usersMax).toBe(500);
});

test('What goes slowly is followed by less, down to a bound, and by a longer rest', () => {
  expect(paceOf({ usersMax: 400, users: 400, tookMs: 400 }).usersMax).toBe(200);
  expect(paceOf({ usersMax: 60, users: 60, tookMs: 5_000 }).usersMax).toBe(50);
  expect(paceOf({ usersMax: 100, users: 100, tookMs: 100 }).restMs).toBeGreaterThanOrEqual(100);
  expect(paceOf({ usersMax: 100, users: 100, tookMs: 60_000 }).restMs).toBe(2_000);
});

test('A range in which hardly anybody fits says nothing of what users cost', () => {
  expect(paceOf({ usersMax: 200, users: 0, tookMs: 30 }).usersMax).toBe(200);
  expect(paceOf({ usersMax: 200, users: 3, tookMs: 300 }).usersMax).toBe(200);
});
