import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPresencePuts } from './presence-puts.ts';
import type { Activity, Outcome, Put } from './presence-store.ts';

const userOf = (userId: string) => ({ tenantId: 'acme', userId });

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'Date'] }));
afterEach(() => vi.useRealTimers());

/** A store of one node, which answers when it is told to. */
function seed() {
  const rounds: { puts: readonly Put[]; answer: (isThere: boolean) => Promise<void> }[] = [];
  const told: string[] = [];
  const alone: string[] = [];
  let version = 0;
  const known = new Map<string, Activity | null>();
  const outcomeOf = ({ user, activity }: Put): Outcome => {
    version += 1;
    const isChanged = (known.get(user.userId) ?? null) !== activity;
    known.set(user.userId, activity);
    return { activity, version, seenAt: null, isChanged };
  };
  const puts = createPresencePuts({
    store: {
      put: (some) =>
        new Promise((resolve) => {
          const answer = async (isThere: boolean) => {
            resolve(isThere ? some.map(outcomeOf) : null);
            await Promise.resolve();
            await Promise.resolve();
          };
          rounds.push({ puts: some, answer });
        }),
    },
    intervalMs: 1_000,
    onMoved: ({ userId }, { activity }) => told.push(`${userId} ${activity ?? 'gone'}`),
    onAway: ({ userId }, activity) => alone.push(`${userId} ${activity ?? 'gone'}`),
  });
  const sent = () => rounds.map((round) => round.puts.map(({ user, activity }) => `${user.userId} ${activity}`));
  const answerAll = async (isThere = true) => {
    // What a fake timer does at once comes a millisecond later.
    vi.advanceTimersByTime(1);
    for (let at = 0; at < rounds.length; at += 1) await rounds[at]?.answer(isThere);
  };
  return { puts, rounds, told, alone, sent, answerAll, lose: () => known.clear() };
}

test('what is said in a turn, and while another round is under way, goes together', async () => {
  const { puts, rounds, sent } = seed();
  for (let at = 0; at < 3; at += 1) puts.set(userOf(`early ${at}`), 'ONLINE');
  vi.advanceTimersByTime(0);
  for (let at = 0; at < 1_500; at += 1) puts.set(userOf(`late ${at}`), 'ONLINE');
  vi.advanceTimersByTime(100);
  expect(sent().map((round) => round.length)).toEqual([3]);
  for (let at = 0; at < 3; at += 1) {
    await rounds[at]?.answer(true);
    vi.advanceTimersByTime(0);
  }
  expect(sent().map((round) => round.length)).toEqual([3, 1_000, 500]);
});

test('the first change goes at once, the next after an interval, and the latest wins', async () => {
  const { puts, sent, told, answerAll } = seed();
  puts.set(userOf('alice'), 'ONLINE');
  await answerAll();
  expect(told).toEqual(['alice ONLINE']);
  vi.advanceTimersByTime(300);
  puts.set(userOf('alice'), 'AWAY');
  puts.set(userOf('alice'), null);
  puts.set(userOf('alice'), 'AWAY');
  vi.advanceTimersByTime(690);
  await answerAll();
  expect(told).toEqual(['alice ONLINE']);
  vi.advanceTimersByTime(10);
  await answerAll();
  expect(told).toEqual(['alice ONLINE', 'alice AWAY']);
  // There and back within the interval is nothing.
  puts.set(userOf('alice'), 'ONLINE');
  puts.set(userOf('alice'), 'AWAY');
  vi.advanceTimersByTime(5_000);
  await answerAll();
  expect(sent()).toEqual([['alice ONLINE'], ['alice AWAY']]);
});

test('what changes while it is under way is said after it, in order', async () => {
  const { puts, sent, told, answerAll } = seed();
  puts.set(userOf('alice'), 'ONLINE');
  vi.advanceTimersByTime(0);
  puts.set(userOf('alice'), null);
  await answerAll();
  puts.set(userOf('alice'), 'AWAY');
  vi.advanceTimersByTime(1_000);
  await answerAll();
  puts.set(userOf('alice'), null);
  vi.advanceTimersByTime(1_000);
  await answerAll();
  expect(sent()).toEqual([['alice ONLINE'], ['alice AWAY'], ['alice null']]);
  expect(told).toEqual(['alice ONLINE', 'alice AWAY', 'alice gone']);
});

test('what the store did not take is said when it is back, as it is then, and told though it is no change there', async () => {
  const { puts, rounds, sent, told, alone, answerAll } = seed();
  puts.set(userOf('alice'), 'ONLINE');
  puts.set(userOf('bob'), 'ONLINE');
  await answerAll();
  vi.advanceTimersByTime(1_000);
  puts.set(userOf('alice'), null);
  vi.advanceTimersByTime(0);
  await rounds[1]?.answer(false);
  expect(alone).toEqual(['alice gone']);
  vi.advanceTimersByTime(1_000);
  puts.set(userOf('alice'), 'ONLINE');
  vi.advanceTimersByTime(1_000);
  await rounds[2]?.answer(false);
  expect(alone).toEqual(['alice gone', 'alice ONLINE']);
  puts.resume(false);
  await answerAll();
  expect(sent().slice(3)).toEqual([['alice ONLINE']]);
  expect(told).toEqual(['alice ONLINE', 'bob ONLINE', 'alice ONLINE']);
});

test('a store that has lost everything is told everything, also what was under way', async () => {
  const { puts, rounds, sent, told, answerAll, lose } = seed();
  puts.set(userOf('alice'), 'ONLINE');
  await answerAll();
  puts.set(userOf('bob'), 'ONLINE');
  vi.advanceTimersByTime(0);
  lose();
  puts.resume(true);
  await rounds[1]?.answer(true);
  for (let at = 0; at < 3; at += 1) {
    vi.advanceTimersByTime(1_000);
    await answerAll();
  }
  expect(sent().slice(2).flat().sort()).toEqual(['alice ONLINE', 'bob ONLINE']);
  expect(new Set(told)).toEqual(new Set(['alice ONLINE', 'bob ONLINE']));
});
