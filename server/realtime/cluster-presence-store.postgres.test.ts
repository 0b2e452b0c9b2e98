import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { type OwnCluster, startOwnCluster } from '../testing/own-cluster.ts';
import { describePresenceStore } from '../testing/presence-store-suite.ts';
import { createRedisPresenceStore } from './redis-presence-store.ts';

let cluster: OwnCluster;
const endings: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  cluster = await startOwnCluster();
}, 120_000);
afterAll(async () => {
  for (const end of endings.splice(0)) await end();
  await cluster?.close();
});

const lifeMs = 1_000;

describe('a store of presence over a Redis Cluster', () =>
  describePresenceStore(async () => {
    // A place of its own for each test: what others left there would be dead nodes.
    const prefix = randomUUID();
    const open = async () => {
      const log = pino({ level: 'silent' });
      const store = createRedisPresenceStore({ url: cluster.url, isCluster: true, prefix, lifeMs, log });
      endings.push(store.close);
      await vi.waitFor(async () => expect(await store.readThere('acme')).not.toBeNull(), eventually);
      return store;
    };
    return { here: await open(), there: await open(), tenantId: 'acme', lifeMs };
  }));
