import { afterEach, describe, expect, vi } from 'vitest';
import { openTestEngine } from '../testing/engine.ts';
import { eventually } from '../testing/eventually.ts';
import { describeLeases } from '../testing/lease-store-suite.ts';
import { channelOf } from './channel.ts';
import type { LeaseStore } from './lease-store.ts';

const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A store that was not reached yet keeps nothing. */
async function untilReached(store: LeaseStore, name: string): Promise<void> {
  await vi.waitFor(async () => {
    store.hold(name, 'probe', '', 60_000);
    expect(await store.read(name)).toHaveLength(1);
  }, eventually);
}

describe('leases', () =>
  describeLeases(async () => {
    const engine = await openTestEngine();
    const nodes = { here: engine.createLeaseStore(), there: engine.createLeaseStore() };
    endings.push(engine.close, nodes.here.close, nodes.there.close);
    const nameOf = (room: string) => channelOf(engine.redisKeyPrefix, 'acme', room);
    await untilReached(nodes.here, nameOf('probe here'));
    await untilReached(nodes.there, nameOf('probe there'));
    return { ...nodes, nameOf };
  }));
