import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import type { FanOut } from './fan-out.ts';
import { createMemoryFanOut, type MemoryBus } from './memory-fan-out.ts';
import { createMemoryPresence, createMemoryPresenceStore } from './memory-presence-store.ts';
import { createPresence, type Left, type RunningPresence } from './presence.ts';
import type { PresenceStore } from './presence-store.ts';

// Nodes that wait for a core are not to be taken for dead.
const beatMs = 400;
const graceMs = 40;
const running: RunningPresence[] = [];

afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

const userOf = (userId: string) => ({ tenantId: 'acme', userId });

/** A store that can be cut off, as Redis can from one node. */
function cuttable(store: PresenceStore, state: { isCut: boolean }): PresenceStore {
  return {
    ...store,
    put: async (puts) => (state.isCut ? null : store.put(puts)),
    read: async (users) => (state.isCut ? null : store.read(users)),
    readThere: async (tenantId) => (state.isCut ? null : store.readThere(tenantId)),
    beat: async () => (state.isCut ? null : store.beat()),
    reap: async (id, onMoved) => (state.isCut ? undefined : store.reap(id, onMoved)),
  };
}

/** Nodes that share a store and a fan-out, each with what it has said. */
function seed() {
  const shared = createMemoryPresence();
  const bus: MemoryBus = new Map();
  return {
    shared,
    async start() {
      const state = { isCut: false, isDeaf: false };
      const words: string[] = [];
      const left: Left[] = [];
      const memory = createMemoryFanOut(bus);
      const restored: (() => void)[] = [];
      const fanOut: FanOut = {
        ...memory,
        publish(channel, text) {
          words.push(text);
          if (!state.isDeaf) memory.publish(channel, text);
        },
        listen: (channel, onText) => memory.listen(channel, (text) => (state.isDeaf ? undefined : onText(text))),
        onRestored: (callback) => void restored.push(callback),
      };
      const presence = createPresence({
        ...{ fanOut, prefix: 'test', graceMs, beatMs, awayAfterMs: 60_000, intervalMs: 10 },
        store: cuttable(createMemoryPresenceStore({ shared, lifeMs: 3 * beatMs }), state),
        onLeft: (some) => left.push(...some),
        log: pino({ level: 'silent' }),
      });
      running.push(presence);
      await presence.start();
      return { presence, state, words, left, restore: () => restored.map((callback) => callback()) };
    },
  };
}

/** What is seen of somebody on a node, in order. */
async function watch(presence: RunningPresence, userId: string) {
  const seen: (string | null)[] = [];
  const watched = await presence.watch(userOf(userId), () => seen.push(watched.now.activity));
  seen.push(watched.now.activity);
  return {
    seen,
    until: (wanted: (string | null)[]) => vi.waitFor(() => expect(seen).toEqual(wanted), eventually),
    close: watched.close,
  };
}

test('a change is one word, however many watch, and who has gone is written down by one node', async () => {
  const { start } = seed();
  const [here, there] = [await start(), await start()];
  const watches = await Promise.all([here, here, there, there].map(({ presence }) => watch(presence, 'alice')));
  const device = here.presence.enter(userOf('alice'), {});
  for (const { until } of watches) await until([null, 'ONLINE']);
  expect([here.words.length, there.words.length]).toEqual([1, 0]);
  // On the other node too: no difference, no word.
  const second = there.presence.enter(userOf('alice'), {});
  device.leave();
  await delay(graceMs * 2);
  second.leave();
  for (const { until } of watches) await until([null, 'ONLINE', null]);
  expect([here.words.length, there.words.length]).toEqual([1, 1]);
  expect([here.left.length, there.left.length]).toEqual([0, 1]);
  expect(there.left[0]).toEqual({ user: userOf('alice'), seenAt: expect.any(Number) });
});

test('whoever begins to look knows where the user is, and reads nothing where somebody looks already', async () => {
  const { start } = seed();
  const [here, there] = [await start(), await start()];
  here.presence.enter(userOf('alice'), {});
  await vi.waitFor(async () => expect(await there.presence.readThere('acme')).toEqual(['alice']), eventually);
  expect((await watch(there.presence, 'alice')).seen).toEqual(['ONLINE']);
  there.state.isCut = true;
  expect((await watch(there.presence, 'alice')).seen).toEqual(['ONLINE']);
});

test('a node without the store knows its own users, and says what was missed when it is back', async () => {
  const { start, shared } = seed();
  const [here, there] = [await start(), await start()];
  const staying = here.presence.enter(userOf('bob'), {});
  const [own, others] = [await watch(here.presence, 'alice'), await watch(there.presence, 'alice')];
  const bobs = await watch(there.presence, 'bob');
  await vi.waitFor(() => expect(bobs.seen.at(-1)).toBe('ONLINE'), eventually);
  here.state.isCut = true;
  here.presence.enter(userOf('alice'), {});
  staying.leave();
  await own.until([null, 'ONLINE']);
  expect(await here.presence.readThere('acme')).toEqual(expect.arrayContaining(['alice']));
  expect((await here.presence.read([userOf('alice'), userOf('nobody')])).map(({ activity }) => activity)).toEqual([
    ...['ONLINE', null],
  ]);
  await vi.waitFor(() => expect(here.left.map(({ user }) => user.userId)).toContain('bob'), eventually);
  expect(others.seen).toEqual([null]);
  here.state.isCut = false;
  await others.until([null, 'ONLINE']);
  await vi.waitFor(() => expect(bobs.seen.at(-1)).toBeNull(), eventually);
  await vi.waitFor(() => expect([...(shared.there.get('acme') ?? [])]).toEqual(['alice']), eventually);
});

test('a node that has lost words reads again where everybody is', async () => {
  const { start } = seed();
  const [here, there] = [await start(), await start()];
  const alice = here.presence.enter(userOf('alice'), {});
  const watches = [await watch(there.presence, 'alice'), await watch(there.presence, 'bob')];
  await vi.waitFor(() => expect(watches[0]?.seen.at(-1)).toBe('ONLINE'), eventually);
  there.state.isDeaf = true;
  alice.leave();
  here.presence.enter(userOf('bob'), {});
  await vi.waitFor(async () => expect(await here.presence.readThere('acme')).toEqual(['bob']), eventually);
  there.state.isDeaf = false;
  there.restore();
  await vi.waitFor(() => expect(watches.map(({ seen }) => seen.at(-1))).toEqual([null, 'ONLINE']), eventually);
});

test('a node that was taken for dead says everything again, and its users are back', async () => {
  const { start } = seed();
  const [here, there] = [await start(), await start()];
  there.presence.enter(userOf('alice'), {});
  const { seen } = await watch(here.presence, 'alice');
  await vi.waitFor(() => expect(seen.at(-1)).toBe('ONLINE'), eventually);
  there.state.isCut = true;
  await vi.waitFor(() => expect(seen.at(-1)).toBeNull(), eventually);
  expect(here.left.map(({ user }) => user.userId)).toEqual(['alice']);
  there.state.isCut = false;
  await vi.waitFor(() => expect(seen.at(-1)).toBe('ONLINE'), eventually);
});

test('what is reported of streams reaches whichever node has them', async () => {
  const { start } = seed();
  const [here, there] = [await start(), await start()];
  const stream = here.presence.enter(userOf('alice'), null);
  const { seen, until } = await watch(there.presence, 'alice');
  await vi.waitFor(() => expect(seen.at(-1)).toBe('ONLINE'), eventually);
  there.presence.report(userOf('alice'), null, { idleMs: 60_000 });
  await vi.waitFor(() => expect(seen.at(-1)).toBe('AWAY'), eventually);
  const before = [...seen];
  stream.leave();
  await until([...before, null]);
});
