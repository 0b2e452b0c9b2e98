import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { eventually } from '../testing/eventually.ts';
import type { FanOut } from './fan-out.ts';
import type { LeaseStore } from './lease-store.ts';
import { createSignals, type RunningSignals, type SignalRoom } from './signals.ts';

const log = pino({ level: 'silent' });
let engine: TestEngine;
let here: RunningSignals;
let there: RunningSignals;
let count = 0;

beforeAll(async () => {
  engine = await openTestEngine();
  [here, there] = [await openNode(), await openNode()];
});
afterAll(() => engine.close());

async function openNode(fanOut?: FanOut): Promise<RunningSignals> {
  const [store, own] = [engine.createLeaseStore(), fanOut ?? engine.createFanOut()];
  await untilReached(store, own, fanOut !== undefined);
  return createSignals({ store, fanOut: own, prefix: engine.redisKeyPrefix, log });
}

async function untilReached(store: LeaseStore, fanOut: FanOut, isDeaf: boolean) {
  const name = `${engine.redisKeyPrefix}:probe`;
  await vi.waitFor(async () => {
    store.hold(name, 'probe', '', 60_000);
    expect([isDeaf || fanOut.isHealthy(), (await store.read(name)).length]).toEqual([true, 1]);
  }, eventually);
}

const roomOf = (tenantId = 'acme'): SignalRoom => {
  count += 1;
  return { tenantId, name: `room ${count}` };
};

async function watch(node: RunningSignals, room: SignalRoom) {
  const onChange = vi.fn();
  const watched = await node.watch(room, onChange);
  return { ...watched, onChange, members: () => [...watched.leases.keys()] };
}

test('a lease is known on every node that watches the room, and gone there when it is ended or over', async () => {
  const room = roomOf();
  const [near, far] = [await watch(here, room), await watch(there, room)];
  here.hold(room, 'alice', 'phone', 60_000);
  there.hold(room, 'bob', '', 400);
  await vi.waitFor(
    () => expect([near.members().sort(), far.members().sort()]).toEqual(Array(2).fill(['alice', 'bob'])),
    eventually,
  );
  expect(near.onChange).toHaveBeenCalledTimes(2);
  there.end(room, 'alice', 'laptop');
  await vi.waitFor(() => expect([near.members(), far.members()]).toEqual([['alice'], ['alice']]), eventually);
  there.end(room, 'alice', 'phone');
  await vi.waitFor(() => expect([near.members(), far.members()]).toEqual([[], []]), eventually);
});

test('who begins to watch knows what is held, and for how long', async () => {
  const room = roomOf();
  here.hold(room, 'alice', 'phone', 60_000);
  here.hold(room, 'bob', '', 500);
  await delay(100);
  const far = await watch(there, room);
  expect(far.members().sort()).toEqual(['alice', 'bob']);
  expect(far.leases.get('alice')?.value).toBe('phone');
  await vi.waitFor(() => expect(far.members()).toEqual(['alice']), eventually);
});

test('a node that no word reaches knows what is held when it begins, and forgets it in time', async () => {
  const deaf = await openNode({ ...engine.createFanOut(), listen: async () => () => {} });
  const room = roomOf();
  here.hold(room, 'alice', '', 600);
  await delay(100);
  const far = await watch(deaf, room);
  expect(far.members()).toEqual(['alice']);
  here.end(room, 'alice', null);
  await vi.waitFor(() => expect(far.members()).toEqual([]), eventually);
});

test('what was said while words were lost is made good when they flow again', async () => {
  let restore = () => {};
  const deaf = await openNode({
    ...engine.createFanOut(),
    listen: async () => () => {},
    onRestored(callback) {
      restore = callback;
    },
  });
  const room = roomOf();
  const far = await watch(deaf, room);
  here.hold(room, 'alice', '', 60_000);
  await delay(100);
  expect(far.members()).toEqual([]);
  restore();
  await vi.waitFor(() => expect(far.members()).toEqual(['alice']), eventually);
});

test('what is dropped is out of sight on this node until it is held anew', async () => {
  const room = roomOf();
  const near = await watch(here, room);
  here.hold(room, 'alice', '', 60_000);
  near.drop('alice');
  expect(near.members()).toEqual([]);
  here.hold(room, 'alice', '', 60_000);
  expect(near.members()).toEqual(['alice']);
});

test('two tenants with rooms and members of the same names see nothing of each other', async () => {
  const { name } = roomOf();
  const odd = ['acme', 'acme:signals', 'acme%3A', ''];
  const watched = await Promise.all(odd.map((tenantId) => watch(there, { tenantId, name })));
  here.hold({ tenantId: 'acme', name }, 'alice', '', 60_000);
  await vi.waitFor(() => expect(watched[0]?.members()).toEqual(['alice']), eventually);
  expect(watched.slice(1).map((each) => each.members())).toEqual([[], [], []]);
  for (const tenantId of odd.slice(1)) expect((await watch(here, { tenantId, name })).members()).toEqual([]);
});

test('who has left hears nothing more, and the others do', async () => {
  const room = roomOf();
  const [leaving, staying] = [await watch(here, room), await watch(here, room)];
  leaving.close();
  leaving.close();
  there.hold(room, 'alice', '', 60_000);
  await vi.waitFor(() => expect(staying.onChange).toHaveBeenCalled(), eventually);
  expect(leaving.onChange).not.toHaveBeenCalled();
});
