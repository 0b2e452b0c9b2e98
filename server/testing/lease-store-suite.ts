import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { LeaseStore } from '../realtime/lease-store.ts';
import { eventually } from './eventually.ts';

/** Two nodes' stores that see each other's leases, ready, and names that no other test uses. */
export interface LeaseStoreNodes {
  here: LeaseStore;
  there: LeaseStore;
  nameOf(room: string): string;
}

const inRoom = async (store: LeaseStore, room: string) =>
  (await store.read(room)).map(({ member, value }) => `${member}=${value}`).sort();

/** What leases promise, over whichever twin is tested. */
export function describeLeases(seedStores: () => Promise<LeaseStoreNodes>): void {
  test('are seen by every node, in their room and in no other', async () => {
    const { here, there, nameOf } = await seedStores();
    here.hold(nameOf('a'), 'alice', 'one', 60_000);
    there.hold(nameOf('a'), 'bob / ünï 🦊', '{"two": 2}', 60_000);
    await vi.waitFor(async () => {
      for (const store of [here, there]) {
        expect(await inRoom(store, nameOf('a'))).toEqual(['alice=one', 'bob / ünï 🦊={"two": 2}']);
      }
    }, eventually);
    expect(await there.read(nameOf('b'))).toEqual([]);
  });

  test('end by themselves, each in its time, and the first to end is the first', async () => {
    const { here, there, nameOf } = await seedStores();
    here.hold(nameOf('a'), 'late', '', 60_000);
    here.hold(nameOf('a'), 'soon', '', 300);
    await vi.waitFor(
      async () => expect((await there.read(nameOf('a'))).map(({ member }) => member)).toEqual(['soon', 'late']),
      eventually,
    );
    const [soon, late] = await there.read(nameOf('a'));
    expect(soon?.leftMs).toBeLessThanOrEqual(300);
    expect(soon?.leftMs).toBeGreaterThan(0);
    expect(late?.leftMs).toBeGreaterThan(50_000);
    await delay(320);
    expect(await inRoom(there, nameOf('a'))).toEqual(['late=']);
  });

  test('last longer when they are held again, with the newest value, and do not end a longer one of another', async () => {
    const { here, there, nameOf } = await seedStores();
    here.hold(nameOf('a'), 'alice', 'one', 300);
    here.hold(nameOf('a'), 'bob', 'long', 60_000);
    await delay(200);
    here.hold(nameOf('a'), 'alice', 'two', 400);
    await delay(200);
    expect(await inRoom(there, nameOf('a'))).toEqual(['alice=two', 'bob=long']);
    await delay(250);
    expect(await inRoom(there, nameOf('a'))).toEqual(['bob=long']);
  });

  test('end before their time, where a value is named only with that one', async () => {
    const { here, there, nameOf } = await seedStores();
    for (const member of ['alice', 'bob', 'carol']) here.hold(nameOf('a'), member, 'phone', 60_000);
    await vi.waitFor(async () => expect(await there.read(nameOf('a'))).toHaveLength(3), eventually);
    there.end(nameOf('a'), 'alice', 'laptop');
    there.end(nameOf('a'), 'bob', 'phone');
    there.end(nameOf('a'), 'carol', null);
    there.end(nameOf('a'), 'nobody', null);
    await vi.waitFor(async () => expect(await inRoom(here, nameOf('a'))).toEqual(['alice=phone']), eventually);
  });

  test('are taken by one of all who want them, and by the next when they are over', async () => {
    const { here, there, nameOf } = await seedStores();
    const take = (ttlMs: number) =>
      Promise.all([here, there, here].map((store) => store.take(nameOf('a'), 'alice', 'one', ttlMs)));
    expect((await take(200)).filter(Boolean)).toHaveLength(1);
    expect(await inRoom(there, nameOf('a'))).toEqual(['alice=one']);
    expect(await there.take(nameOf('a'), 'alice', 'two', 60_000)).toBe(false);
    await delay(220);
    expect((await take(60_000)).filter(Boolean)).toHaveLength(1);
    expect(await there.take(nameOf('b'), 'alice', 'one', 60_000)).toBe(true);
  });

  test('of many rooms and members are kept apart, and what is over is not kept', async () => {
    const { here, there, nameOf } = await seedStores();
    for (let at = 0; at < 300; at += 1) here.hold(nameOf('busy'), `brief ${at}`, '', 50);
    await delay(80);
    for (let at = 0; at < 300; at += 1) here.hold(nameOf('busy'), `member ${at}`, `${at}`, 60_000);
    await vi.waitFor(async () => expect(await there.read(nameOf('busy'))).toHaveLength(300), eventually);
    const leases = await there.read(nameOf('busy'));
    expect(new Map(leases.map(({ member, value }) => [member, value])).get('member 299')).toBe('299');
  });

  test('are nothing to a store that was closed', async () => {
    const { here, nameOf } = await seedStores();
    await here.close();
    here.hold(nameOf('a'), 'alice', '', 60_000);
    here.end(nameOf('a'), 'alice', null);
    expect(await here.take(nameOf('a'), 'alice', '', 60_000)).toBe(false);
    expect(await here.read(nameOf('a'))).toEqual([]);
  });
}
