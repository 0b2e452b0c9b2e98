import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHeldLeases, type Line } from './held-leases.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The leases of a room, and what was said of them to the others. */
function seedHeld() {
  const said: string[] = [];
  const signals = {
    hold: (_room: unknown, member: string, value: string, ttlMs: number) =>
      void said.push(`hold ${member} ${value} ${ttlMs}`),
    end: (_room: unknown, member: string, value: string | null) => void said.push(`end ${member} ${value}`),
    take: () => Promise.reject(new Error('Nobody takes here.')),
    watch: () => Promise.reject(new Error('Nobody watches here.')),
  };
  const room = { tenantId: 'acme', name: 'typing/conv_1' };
  return { said, held: createHeldLeases({ signals, room, intervalMs: 1_000, leaseMs: 5_000 }) };
}

function seedLine(id: string) {
  const ends = new Set<() => void>();
  const line = { id, isClosed: false, remember: (end) => ends.add(end), forget: (end) => ends.delete(end) } as Line;
  const close = () => {
    Object.assign(line, { isClosed: true });
    for (const end of ends) end();
  };
  return { line, close };
}

test('what a user says twenty times a second is told once a second, and lasts from the last time', () => {
  const { held, said } = seedHeld();
  for (let at = 0; at < 60; at += 1) {
    held.set('alice', true, null);
    vi.advanceTimersByTime(50);
  }
  // At 0, and at the end of each second with what was said last, 50 ms before.
  expect(said).toEqual(['hold alice  5000', 'hold alice  4950', 'hold alice  4950', 'hold alice  4950']);
});

test('of what comes within a second the latest wins', () => {
  const { held, said } = seedHeld();
  for (const isTyping of [true, false, true, false]) held.set('alice', isTyping, null);
  expect(said).toEqual(['hold alice  5000']);
  vi.advanceTimersByTime(1_000);
  expect(said).toEqual(['hold alice  5000', 'end alice null']);
  vi.advanceTimersByTime(10_000);
  expect(said).toHaveLength(2);
});

test('an end is said at once, and what waited is forgotten', () => {
  const { held, said } = seedHeld();
  held.set('alice', true, null);
  held.set('alice', true, null);
  held.end('alice');
  vi.advanceTimersByTime(10_000);
  expect(said).toEqual(['hold alice  5000', 'end alice null']);
  held.end('bob');
  expect(said).toHaveLength(2);
});

test('a closed socket ends what was held over it, and not what another has taken over', () => {
  const { held, said } = seedHeld();
  const [phone, laptop] = [seedLine('phone'), seedLine('laptop')];
  held.set('alice', true, phone.line);
  held.set('bob', true, phone.line);
  vi.advanceTimersByTime(1_000);
  held.set('alice', true, laptop.line);
  phone.close();
  expect(said).toEqual(['hold alice phone 5000', 'hold bob phone 5000', 'hold alice laptop 5000', 'end bob phone']);
  held.set('carol', true, phone.line);
  laptop.close();
  expect(said.slice(4)).toEqual(['end alice laptop']);
});

test('what is over is forgotten, also by its socket', () => {
  const { held, said } = seedHeld();
  const phone = seedLine('phone');
  held.set('alice', true, phone.line);
  vi.advanceTimersByTime(4_000);
  expect(held.sweep()).toBe(true);
  vi.advanceTimersByTime(1_001);
  expect(held.sweep()).toBe(false);
  phone.close();
  expect(said).toEqual(['hold alice phone 5000']);
});

test('that somebody types no longer is passed on also where another node holds it', () => {
  const { held, said } = seedHeld();
  held.set('alice', false, null);
  expect(said).toEqual(['end alice null']);
});
