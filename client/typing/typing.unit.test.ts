import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeClient } from '../../server/testing/fake-client.ts';
import type { OutboxEntry } from '../outbox/outbox-state.ts';
import type { ClientState } from '../store/state.ts';
import { createTyping } from './create-typing.ts';
import { watchTyping } from './watch-typing.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

/** What was said, each with the ms since the beginning. */
function begin() {
  const startedAt = Date.now();
  const said: [atMs: number, isTyping: boolean][] = [];
  const fake = createFakeClient(({ variables }) => {
    said.push([Date.now() - startedAt, (variables.input as { isTyping: boolean }).isTyping]);
  });
  return { ...fake, said, typing: createTyping(fake.client, 'conv_1') };
}

async function typeFor(typing: { typed(): void }, durationMs: number, everyMs = 100) {
  for (let past = 0; past < durationMs; past += everyMs) {
    typing.typed();
    await vi.advanceTimersByTimeAsync(everyMs);
  }
}

test('Who types is told 300 ms after he began, again while he goes on, and once when he was silent for 3 s', async () => {
  const { typing, said } = begin();
  await typeFor(typing, 6_000);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual([
    [300, true],
    [2_300, true],
    [4_300, true],
    [8_900, false],
  ]);
});

test('What is typed and deleted at once is not told', async () => {
  const { typing, said } = begin();
  typing.typed();
  typing.stopped();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual([]);
});

test('However often he begins and stops, no more than one word a second is said, and the last holds', async () => {
  const { typing, said } = begin();
  for (let round = 0; round < 10; round += 1) {
    await typeFor(typing, 400);
    typing.stopped();
  }
  await vi.advanceTimersByTimeAsync(60_000);
  const gaps = said.slice(1).map(([atMs], index) => atMs - (said[index]?.[0] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  expect(said.at(-1)?.[1]).toBe(false);
});

test('A key at least every 3 s keeps it from running out, with the longest pauses that there may be', async () => {
  const { typing, said } = begin();
  await typeFor(typing, 30_000, 2_900);
  const gaps = said.slice(1).map(([atMs], index) => atMs - (said[index]?.[0] ?? 0));
  expect(said.every(([, isTyping]) => isTyping)).toBe(true);
  expect(Math.max(...gaps)).toBeLessThan(5_000);
});

test('A message that he sends there ends it without a word', async () => {
  const { typing, said, outbox } = begin();
  await typeFor(typing, 400);
  outbox.set([{ clientMessageId: 'm1', input: { conversationId: 'conv_1' } } as OutboxEntry]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual([[300, true]]);
  typing.typed();
  await vi.advanceTimersByTimeAsync(300);
  expect(said).toHaveLength(2);
});

test('What is sent elsewhere does not end it, and closing says that it is over', async () => {
  const { typing, said, outbox } = begin();
  await typeFor(typing, 400);
  outbox.set([{ clientMessageId: 'm1', input: { conversationId: 'conv_1', threadRootId: 'msg_1' } } as OutboxEntry]);
  typing.close();
  expect(said.map(([, isTyping]) => isTyping)).toEqual([true, false]);
});

test('Who does not share that he is typing tells nothing', async () => {
  const { typing, said, state } = begin();
  state.set({ presenceSettings: { shareTyping: false } } as ClientState);
  await typeFor(typing, 5_000);
  expect(said).toEqual([]);
});

const listOf = (userIds: string[], leftMs: number) => ({
  typing: { userIds, userCount: userIds.length, expiresAt: new Date(Date.now() + leftMs).toISOString() },
});

test('Who types elsewhere is asked for once for all who look, while they do, and without oneself', async () => {
  const { client, open, state } = createFakeClient();
  state.set({ viewerId: 'alice' } as ClientState);
  const stops = [watchTyping(client, 'conv_1'), watchTyping(client, 'conv_1')].map((each) => each.subscribe(() => {}));
  expect(open.map(({ variables }) => variables)).toEqual([{ conversationId: 'conv_1', threadRootId: null }]);
  open[0]?.bring(listOf(['bob', 'alice'], 5_000));
  expect(watchTyping(client, 'conv_1').getSnapshot()).toEqual(['bob']);
  stops[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(open).toHaveLength(1);
  stops[1]?.();
  const again = watchTyping(client, 'conv_1').subscribe(() => {});
  await vi.advanceTimersByTimeAsync(0);
  expect(open).toHaveLength(1);
  again();
  await vi.advanceTimersByTimeAsync(0);
  expect(open).toHaveLength(0);
  expect(watchTyping(client, 'conv_1').getSnapshot()).toEqual([]);
});

test.each([
  ['by its own time', 2_000, 2_000],
  ['after 5 s where the clock is behind', 3_600_000, 5_000],
  ['after 5 s where the clock is ahead', -3_600_000, 5_000],
])('A list that no other follows is over %s', async (_, expiresInMs, overAfterMs) => {
  const { client, open } = createFakeClient();
  const watched = watchTyping(client, 'conv_1');
  watched.subscribe(() => {});
  open[0]?.bring(listOf(['bob'], expiresInMs));
  await vi.advanceTimersByTimeAsync(overAfterMs - 1);
  expect(watched.getSnapshot()).toEqual(['bob']);
  await vi.advanceTimersByTimeAsync(1);
  expect(watched.getSnapshot()).toEqual([]);
});
