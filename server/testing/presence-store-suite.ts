import { expect, test, vi } from 'vitest';
import type { Activity, Moved, PresenceStore } from '../realtime/presence-store.ts';

/** Two nodes' stores that see each other, ready, with a tenant that no other test uses. A sign of life holds for `lifeMs`. */
export interface PresenceStoreNodes {
  here: PresenceStore;
  there: PresenceStore;
  tenantId: string;
  lifeMs: number;
}

/** What a store that keeps presence promises, over whichever twin is tested. */
export function describePresenceStore(seedStores: () => Promise<PresenceStoreNodes>): void {
  const seed = async () => {
    const nodes = await seedStores();
    const { tenantId, here } = nodes;
    const userOf = (userId: string) => ({ tenantId, userId });
    return {
      ...nodes,
      userOf,
      async put(store: PresenceStore, userId: string, activity: Activity | null) {
        const [outcome] = (await store.put([{ user: userOf(userId), activity }])) ?? [];
        return outcome ?? expect.fail('The store is away.');
      },
      async activityOf(userId: string, store = here) {
        const [where] = (await store.read([userOf(userId)])) ?? [];
        return where?.activity;
      },
    };
  };

  test('the most active device of all nodes decides, and what makes no difference is no change', async () => {
    const { here, there, put, activityOf } = await seed();
    expect(await put(here, 'alice', 'AWAY')).toMatchObject({ activity: 'AWAY', isChanged: true });
    expect(await put(there, 'alice', 'ONLINE')).toMatchObject({ activity: 'ONLINE', isChanged: true });
    expect(await put(here, 'alice', null)).toMatchObject({ activity: 'ONLINE', isChanged: false });
    expect(await put(here, 'alice', 'ONLINE')).toMatchObject({ activity: 'ONLINE', isChanged: false });
    expect(await put(there, 'alice', null)).toMatchObject({ activity: 'ONLINE', isChanged: false });
    expect(await put(here, 'alice', 'AWAY')).toMatchObject({ activity: 'AWAY', isChanged: true });
    expect([await activityOf('alice', here), await activityOf('alice', there)]).toEqual(['AWAY', 'AWAY']);
  });

  test('what a user has open is that of all nodes, is no change of where he is, and goes with its node', async () => {
    const { here, there, userOf, put } = await seed();
    const [user, other] = [userOf('alice'), userOf('bob')];
    await here.beat();
    await put(here, 'alice', 'ONLINE');
    const open = ['conv_b', 'conv_a'];
    expect(await here.put([{ user, activity: 'ONLINE', open }])).toMatchObject([{ isChanged: false }]);
    await there.put([{ user, activity: 'AWAY', open: ['conv_c', 'conv_a'] }]);
    expect(await there.readOpen([other, user])).toEqual([[], ['conv_a', 'conv_b', 'conv_c']]);
    expect(await here.read([user])).toMatchObject([{ activity: 'ONLINE' }]);
    await here.put([{ user, activity: 'ONLINE' }]);
    expect(await here.readOpen([user])).toEqual([['conv_a', 'conv_c']]);
    await put(there, 'alice', null);
    expect(await here.readOpen([user])).toEqual([[]]);
    expect(await here.read([user])).toMatchObject([{ activity: 'ONLINE' }]);
  });

  test('versions grow with every change, over all nodes', async () => {
    const { here, there, put } = await seed();
    const versions: number[] = [];
    for (const [store, activity] of [
      [here, 'ONLINE'],
      [here, null],
      [there, 'AWAY'],
      [there, 'ONLINE'],
      [here, 'AWAY'],
      [there, null],
      [here, null],
    ] as const) {
      const { version, isChanged } = await put(store, 'alice', activity);
      if (isChanged) versions.push(version);
    }
    expect(versions).toHaveLength(6);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  test('when somebody has gone is remembered, also when he is back', async () => {
    const { here, there, put, userOf } = await seed();
    const before = Date.now();
    await put(here, 'alice', 'ONLINE');
    const { seenAt } = await put(here, 'alice', null);
    // The clock may be another machine's.
    expect(Math.abs((seenAt ?? 0) - before)).toBeLessThan(5_000);
    expect((await put(there, 'alice', 'ONLINE')).seenAt).toBe(seenAt);
    expect(await here.read([userOf('alice'), userOf('nobody')])).toEqual([
      { activity: 'ONLINE', version: expect.any(Number), seenAt },
      { activity: null, version: 0, seenAt: null },
    ]);
  });

  test('who is there is known for each tenant, many at once, whatever their ids', async () => {
    const { here, there, put, tenantId } = await seed();
    const names = [...Array.from({ length: 700 }, (_, at) => `user ${at}`), 'ünï / 🦊', 'a:{b}', 'constructor'];
    const put700 = await here.put(names.map((userId) => ({ user: { tenantId, userId }, activity: 'ONLINE' })));
    expect(put700?.every(({ isChanged }) => isChanged)).toBe(true);
    await put(there, 'user 0', 'AWAY');
    await here.put(names.slice(0, 2).map((userId) => ({ user: { tenantId, userId }, activity: null })));
    expect((await there.readThere(tenantId))?.sort()).toEqual(names.filter((name) => name !== 'user 1').sort());
    expect(await there.readThere(`${tenantId}-other`)).toEqual([]);
    const read = await there.read(names.toReversed().map((userId) => ({ tenantId, userId })));
    expect(read?.map(({ activity }) => activity)).toEqual(
      names.map((name) => (name === 'user 0' ? 'AWAY' : name === 'user 1' ? null : 'ONLINE')).reverse(),
    );
  });

  test('a node that gives no sign of life loses its users to the others, each told once', async () => {
    const { here, there, put, userOf, activityOf, lifeMs } = await seed();
    expect((await here.beat())?.isNew).toBe(true);
    await there.beat();
    expect((await here.beat())?.isNew).toBe(false);
    for (const name of ['alice', 'bob', 'carol']) await put(there, name, 'ONLINE');
    await put(here, 'bob', 'AWAY');
    await put(here, 'carol', 'ONLINE');
    const moved: Moved[] = [];
    await vi.waitFor(
      async () => {
        const dead = (await here.beat())?.dead ?? [];
        expect(dead).toHaveLength(1);
        // Two nodes may find it at the same time.
        await Promise.all(dead.flatMap((id) => [1, 2].map(() => here.reap(id, (some) => moved.push(...some)))));
      },
      { timeout: lifeMs * 20 },
    );
    expect(moved.map(({ user, activity }) => [user.userId, activity]).sort()).toEqual([
      ['alice', null],
      ['bob', 'AWAY'],
    ]);
    expect(moved.find(({ activity }) => activity === null)?.user).toEqual(userOf('alice'));
    expect([await activityOf('alice'), await activityOf('bob'), await activityOf('carol')]).toEqual([
      ...[null, 'AWAY', 'ONLINE'],
    ]);
    expect((await here.beat())?.dead).toEqual([]);
    // It was taken for dead, and knows by that that it has to say everything again.
    expect((await there.beat())?.isNew).toBe(true);
    expect(await put(there, 'alice', 'ONLINE')).toMatchObject({ activity: 'ONLINE', isChanged: true });
  });

  test('a node that leaves in good order leaves its users for a grace, in which they may turn up elsewhere', async () => {
    const { here, there, put, activityOf, lifeMs } = await seed();
    await here.beat();
    await there.beat();
    await put(there, 'alice', 'ONLINE');
    await put(there, 'bob', 'ONLINE');
    const leftAt = Date.now();
    await there.leave(lifeMs / 2);
    expect((await here.beat())?.dead).toEqual([]);
    expect(await put(here, 'alice', 'ONLINE')).toMatchObject({ isChanged: false });
    const moved: Moved[] = [];
    await vi.waitFor(
      async () => {
        const dead = (await here.beat())?.dead ?? [];
        expect(dead).toHaveLength(1);
        for (const id of dead) await here.reap(id, (some) => moved.push(...some));
      },
      { timeout: lifeMs * 20 },
    );
    expect(moved.map(({ user }) => user.userId)).toEqual(['bob']);
    // Not when it was found out, but when he went.
    expect(Math.abs((moved[0]?.seenAt ?? 0) - leftAt)).toBeLessThan(lifeMs / 4);
    expect(await activityOf('alice')).toBe('ONLINE');
  });

  test('that somebody is gone of whom nothing is known counts as a change: others may think that he is there', async () => {
    const { here, put } = await seed();
    expect(await put(here, 'alice', null)).toMatchObject({ activity: null, isChanged: true });
  });

  test('a store that was closed answers nothing', async () => {
    const { here, tenantId, userOf } = await seed();
    await here.close();
    expect(await here.put([{ user: userOf('alice'), activity: 'ONLINE' }])).toBeNull();
    expect(await here.read([userOf('alice')])).toBeNull();
    expect(await here.readThere(tenantId)).toBeNull();
    expect(await here.beat()).toBeNull();
    await here.leave(0);
    await here.reap('nobody', () => expect.fail('Nobody was there.'));
  });
}
