import { afterEach, describe, expect, vi } from 'vitest';
import { openTestEngine } from '../testing/engine.ts';
import { eventually } from '../testing/eventually.ts';
import { describePresenceStore } from '../testing/presence-store-suite.ts';
import type { PresenceStore } from './presence-store.ts';

const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const lifeMs = 1_000;

const untilReached = (store: PresenceStore) =>
  vi.waitFor(async () => expect(await store.readThere('acme')).not.toBeNull(), eventually);

describe('a store of presence', () =>
  describePresenceStore(async () => {
    const engine = await openTestEngine();
    const nodes = { here: engine.createPresenceStore(lifeMs), there: engine.createPresenceStore(lifeMs) };
    endings.push(engine.close, nodes.here.close, nodes.there.close);
    await untilReached(nodes.here);
    await untilReached(nodes.there);
    return { ...nodes, tenantId: 'acme', lifeMs };
  }));
