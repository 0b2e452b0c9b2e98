import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeClient } from '../../server/testing/fake-client.ts';
import { createFakePage } from '../../server/testing/fake-page.ts';
import { TidingsError } from '../errors.ts';
import { watchActivity } from './watch-activity.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const minuteMs = 60_000;

function begin(options: { idleMs?: number } = {}, refuse: () => void = () => {}) {
  const startedAt = Date.now();
  const said: [atMs: number, idleSeconds: number, openConversationId: string | null][] = [];
  const fake = createFakeClient(({ variables }) => {
    refuse();
    const { idleSeconds, openConversationId } = variables.input as { idleSeconds: number; openConversationId: string };
    said.push([Date.now() - startedAt, idleSeconds, openConversationId]);
  });
  const page = createFakePage();
  return { ...fake, page, said, stop: watchActivity(fake.client, { page, ...options }) };
}

test('A device is said to be in use at first, each minute in which it is touched, and idle after 5 minutes without', async () => {
  const { said, page } = begin();
  await vi.advanceTimersByTimeAsync(10_000);
  page.touch();
  await vi.advanceTimersByTimeAsync(30 * minuteMs);
  expect(said).toEqual([
    [0, 0, null],
    [minuteMs, 50, null],
    [10_000 + 5 * minuteMs, 300, null],
  ]);
  page.touch();
  await vi.advanceTimersByTimeAsync(200);
  expect(said.at(-1)?.[1]).toBe(0);
});

test('One that counts as idle sooner than the server thinks is said to be idle for as long as the server asks', async () => {
  const { said } = begin({ idleMs: minuteMs });
  await vi.advanceTimersByTimeAsync(30 * minuteMs);
  expect(said).toEqual([
    [0, 0, null],
    [minuteMs, 300, null],
  ]);
});

test('What is looked at is said when it changes, once for a change from one to the next, and not while the page is hidden', async () => {
  const { said, watched, page } = begin();
  await vi.advanceTimersByTimeAsync(1_000);
  watched.set(['conv_a']);
  watched.set([]);
  watched.set(['conv_b']);
  await vi.advanceTimersByTimeAsync(1_000);
  page.set('hidden');
  await vi.advanceTimersByTimeAsync(1_000);
  page.set('visible');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said.map(([, , open]) => open)).toEqual([null, 'conv_b', null, 'conv_b']);
});

test('Of several tabs the one that has the connection says what the user does in all', async () => {
  const { said, watched, page, tellFromOther } = begin();
  const other = (look: string, conversationIds: string[]) =>
    tellFromOther('whereabouts', { id: 'other', look, conversationIds, touchedAt: Date.now(), saidAt: Date.now() });
  watched.set(['conv_a']);
  await vi.advanceTimersByTimeAsync(1_000);
  // He goes to the other tab; which of the two says so first makes no difference.
  other('focused', ['conv_b']);
  page.set('hidden');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said.at(-1)).toEqual([1_200, 0, 'conv_b']);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  other('focused', ['conv_b']);
  await vi.advanceTimersByTimeAsync(3 * minuteMs);
  // Not idle: it was touched 3 minutes ago. But the other tab has said nothing since, and is taken for gone.
  expect(said.at(-1)?.[1]).toBeLessThan(300);
  expect(said.at(-1)?.[2]).toBe('conv_b');
});

test('A tab without the connection says nothing to the server, and all that it knows when the connection becomes its own', async () => {
  const { said, connection, told, watched } = begin();
  connection.update((before) => ({ ...before, transport: 'tab' }));
  await vi.advanceTimersByTimeAsync(1_000);
  watched.set(['conv_a']);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said).toEqual([]);
  expect(told.at(-1)?.what).toMatchObject({ look: 'focused', conversationIds: ['conv_a'] });
  connection.update((before) => ({ ...before, transport: 'websocket' }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said.map(([, , open]) => open)).toEqual(['conv_a']);
});

test('What could not be said is said again, and a new connection is told anew', async () => {
  let isDown = true;
  const { said, connection } = begin({}, () => {
    if (isDown) throw new TidingsError({ code: 'RATE_LIMITED', message: 'later', retryAfterMs: null });
  });
  await vi.advanceTimersByTimeAsync(1_000);
  isDown = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said).toHaveLength(1);
  connection.update((before) => ({ ...before, status: 'waiting' }));
  connection.update((before) => ({ ...before, status: 'open' }));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said).toHaveLength(2);
});

test('Who stops it has nothing open any more', async () => {
  const { said, watched, stop } = begin();
  watched.set(['conv_a']);
  await vi.advanceTimersByTimeAsync(1_000);
  stop();
  watched.set(['conv_b']);
  await vi.advanceTimersByTimeAsync(30 * minuteMs);
  expect(said.map(([, , open]) => open)).toEqual(['conv_a', null]);
});
