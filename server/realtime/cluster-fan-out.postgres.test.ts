import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { describeHints, hear } from '../testing/fan-out-suite.ts';
import { describeLeases } from '../testing/lease-store-suite.ts';
import { type ClusterMember, type OwnCluster, startOwnCluster } from '../testing/own-cluster.ts';
import { describePlaces } from '../testing/place-index-suite.ts';
import { startStopwatch } from '../testing/stopwatch.ts';
import { channelOf } from './channel.ts';
import type { FanOut } from './fan-out.ts';
import { createRedisFanOut } from './redis-fan-out.ts';
import { createRedisLeaseStore } from './redis-lease-store.ts';
import { createRedisPlaceIndex } from './redis-place-index.ts';

vi.setConfig({ testTimeout: 120_000 });

const log = pino({ level: 'silent' });
const masters = [0, 1, 2] as const;
let cluster: OwnCluster;

beforeAll(async () => {
  cluster = await startOwnCluster();
});
afterAll(() => cluster?.close());
// Whatever a test did to the cluster, the next one finds it whole.
afterEach(() => cluster.untilOk());

function openNode(url = cluster.url): FanOut {
  const node = createRedisFanOut({ url, isCluster: true, log });
  onTestFinished(() => node.close());
  return node;
}

const untilHealthy = (...nodes: FanOut[]) =>
  vi.waitFor(() => expect(nodes.map((node) => node.isHealthy())).toEqual(nodes.map(() => true)), eventually);

async function seedNodes() {
  const prefix = randomBytes(6).toString('hex');
  const nodes = { here: openNode(), there: openNode() };
  await untilHealthy(nodes.here, nodes.there);
  return { ...nodes, nameOf: (topic: string) => channelOf(prefix, 'acme', topic) };
}

/** Two nodes, and one of them hears a channel of each master. */
async function seedListening() {
  const { here, there } = await seedNodes();
  const beginning = randomBytes(6).toString('hex');
  const names = masters.map((at) => cluster.channelOf(at, beginning));
  const heard = await Promise.all(names.map((name) => hear(there, name)));
  const restored = vi.fn();
  there.onRestored(restored);
  const publish = (text: string) => {
    for (const name of names) here.publish(name, text);
  };
  const texts = () => heard.map((each) => each.texts);
  return { here, there, names, publish, texts, restored, first: names[0] ?? '' };
}

/** Sends until a text arrives on every channel: from then on hints flow. Nothing sent in an outage need arrive. */
async function untilFlowing(publish: (text: string) => void, texts: () => string[][]) {
  let round = 0;
  await vi.waitFor(
    () => {
      round += 1;
      publish(`flowing ${round}`);
      expect(texts().map((each) => each.some((text) => text.startsWith('flowing')))).toEqual(texts().map(() => true));
    },
    { timeout: 30_000, interval: 50 },
  );
}

describe('hints over a cluster', () => describeHints(seedNodes));

describe('leases over a cluster', () =>
  describeLeases(async () => {
    const prefix = randomBytes(6).toString('hex');
    const open = () => {
      const store = createRedisLeaseStore({ url: cluster.url, isCluster: true, log });
      onTestFinished(() => store.close());
      return store;
    };
    const stores = { here: open(), there: open() };
    const nameOf = (room: string) => channelOf(prefix, 'acme', room);
    const probes = masters.map((at) => cluster.channelOf(at, prefix));
    for (const store of Object.values(stores)) {
      for (const probe of probes) {
        await vi.waitFor(async () => {
          store.hold(probe, 'probe', '', 60_000);
          expect(await store.read(probe)).toHaveLength(1);
        }, eventually);
      }
    }
    return { ...stores, nameOf };
  }));

describe('places over a cluster', () =>
  describePlaces(async () => {
    const prefix = randomBytes(6).toString('hex');
    const open = () => {
      const index = createRedisPlaceIndex({ url: cluster.url, isCluster: true, log });
      onTestFinished(() => index.close());
      return index;
    };
    const indexes = { here: open(), there: open() };
    const nameOf = (room: string) => channelOf(prefix, 'acme', room);
    for (const index of Object.values(indexes)) {
      for (const at of masters) {
        const probe = cluster.channelOf(at, prefix);
        await vi.waitFor(async () => expect(await index.read(probe, ['probe'])).toEqual([null]), eventually);
      }
    }
    return { ...indexes, nameOf };
  }));

test('Channels of all masters are heard, thousands of them at once, each by its own', async () => {
  const { here, there, nameOf } = await seedNodes();
  const names = Array.from({ length: 3_000 }, (_, at) => nameOf(`conversation:${at}`));
  expect(new Set(names.map((name) => cluster.masterOf(name).port)).size).toBe(3);
  const heard = await Promise.all(names.map((name) => hear(there, name)));
  for (const name of names) here.publish(name, name);
  await vi.waitFor(() => expect(heard.map(({ texts }) => texts)).toEqual(names.map((name) => [name])), eventually);
});

test('One address of the cluster is enough, and one that nobody has does no harm', async () => {
  const [first = ''] = cluster.url.split(',');
  const nodes = [openNode(first), openNode(`redis://no-such-host.invalid:6379,redis://127.0.0.1:1,${first}`)] as const;
  await untilHealthy(...nodes);
  const beginning = randomBytes(6).toString('hex');
  for (const at of masters) {
    const { texts } = await hear(nodes[1], cluster.channelOf(at, beginning));
    nodes[0].publish(cluster.channelOf(at, beginning), 'hello');
    await vi.waitFor(() => expect(texts).toEqual(['hello']), eventually);
  }
});

test('The password of the first address opens every node', async () => {
  const setPassword = (password: string) =>
    Promise.all(cluster.masters.map(({ admin }) => admin.config('SET', 'requirepass', password)));
  await setPassword('p@ss word');
  onTestFinished(async () => {
    await setPassword('');
  });
  const [first = '', second = ''] = cluster.url.split(',');
  const [here, there] = [0, 1].map(() => openNode(`${first.replace('//', '//:p%40ss%20word@')},${second}`));
  if (here === undefined || there === undefined) throw new Error('There are two nodes.');
  await untilHealthy(here, there);
  const beginning = randomBytes(6).toString('hex');
  for (const at of masters) {
    const { texts } = await hear(there, cluster.channelOf(at, beginning));
    here.publish(cluster.channelOf(at, beginning), 'hello');
    await vi.waitFor(() => expect(texts).toEqual(['hello']), eventually);
  }
});

test('Who takes a cluster for a single Redis is told how to set it', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const node = createRedisFanOut({ url: cluster.url.split(',')[0] ?? '', isCluster: false, log });
  onTestFinished(() => node.close());
  await hear(node, cluster.channelOf(1));
  await vi.waitFor(() => expect(lines.join('')).toContain('set REDIS_CLUSTER=on'), eventually);
  await hear(node, cluster.channelOf(2));
  expect(lines).toHaveLength(1);
});

test('A slot that moves goes on to be heard, by its new master, and so do the others; the move is told', async () => {
  const { there, names, publish, texts, restored, first } = await seedListening();
  const [from, to] = cluster.masters;
  await cluster.moveSlot(first, from, to);
  onTestFinished(() => cluster.moveSlot(first, to, from));
  await vi.waitFor(() => expect(restored).toHaveBeenCalled(), eventually);
  await untilHealthy(there);
  for (const each of texts()) each.length = 0;
  publish('after');
  await vi.waitFor(() => expect(texts()).toEqual(names.map(() => ['after'])), eventually);
  const again = await hear(there, `{${first}}again`);
  publish('later');
  await vi.waitFor(() => expect(texts()).toEqual(names.map(() => ['after', 'later'])), eventually);
  again.unlisten();
});

test('A slot that moves to and fro, told to its two masters only, stays heard', async () => {
  const { there, names, publish, texts, restored, first } = await seedListening();
  const [one, two] = cluster.masters;
  for (let round = 0; round < 6; round += 1) {
    const [from, to]: [ClusterMember, ClusterMember] = round % 2 === 0 ? [one, two] : [two, one];
    restored.mockClear();
    await cluster.handOver(first, from, to);
    // Without a word between: the second move of a pair comes before the first one was dealt with.
    if (round % 2 === 0) continue;
    await vi.waitFor(() => expect(restored).toHaveBeenCalled(), eventually);
    await untilHealthy(there);
    for (const each of texts()) each.length = 0;
    publish(`round ${round}`);
    await vi.waitFor(() => expect(texts()).toEqual(names.map(() => [`round ${round}`])), eventually);
  }
});

test('A master is killed and comes back: nobody waits meanwhile, the rest is heard again, and it is told', async () => {
  const { here, there, publish, texts, restored, first } = await seedListening();
  const [master] = cluster.masters;
  await master.kill();
  await vi.waitFor(() => expect([here.isHealthy(), there.isHealthy()]).toEqual([false, false]), eventually);
  expect(restored).not.toHaveBeenCalled();
  const publishing = startStopwatch();
  for (let at = 0; at < 5_000; at += 1) publish('lost');
  expect(publishing()).toBeLessThan(2_000);
  const asked = performance.now();
  const asking = startStopwatch();
  const fresh = await hear(there, `{${first}}fresh`);
  expect(performance.now() - asked).toBeGreaterThan(900);
  expect(asking()).toBeLessThan(2_000);

  await master.start();
  await untilHealthy(here, there);
  expect(restored).toHaveBeenCalled();
  for (const each of texts()) each.length = 0;
  publish('after');
  here.publish(`{${first}}fresh`, 'after');
  await vi.waitFor(() => expect(texts()).toEqual([['after'], ['after'], ['after']]), eventually);
  expect(fresh.texts).toEqual(['after']);
});

test('A master that stands still without closing its connections is noticed, and used again afterwards', async () => {
  const { here, there, publish, texts } = await seedListening();
  const [master] = cluster.masters;
  master.signal('SIGSTOP');
  onTestFinished(() => master.signal('SIGCONT'));
  for (let at = 0; at < 10_000; at += 1) publish('lost');
  await vi.waitFor(() => expect([here.isHealthy(), there.isHealthy()]).toEqual([false, false]), eventually);
  master.signal('SIGCONT');
  await untilHealthy(here, there);
  for (const each of texts()) each.length = 0;
  publish('after');
  await vi.waitFor(() => expect(texts()).toEqual([['after'], ['after'], ['after']]), eventually);
});

test('With the whole cluster gone and back, hints flow on old channels and new ones, and it is told', async () => {
  const { here, there, publish, texts, restored, first } = await seedListening();
  await Promise.all(cluster.masters.map((master) => master.kill()));
  await vi.waitFor(() => expect([here.isHealthy(), there.isHealthy()]).toEqual([false, false]), eventually);
  for (let at = 0; at < 10_000; at += 1) publish('lost');
  const fresh = await hear(there, `{${first}}fresh`);
  await Promise.all(cluster.masters.map((master) => master.start()));
  await untilHealthy(here, there);
  expect(restored).toHaveBeenCalled();
  await untilFlowing(publish, texts);
  here.publish(`{${first}}fresh`, 'after');
  await vi.waitFor(() => expect(fresh.texts).toEqual(['after']), eventually);
});

test('A cluster that is away from the start is found once it comes', async () => {
  await Promise.all(cluster.masters.map((master) => master.kill()));
  const node = openNode();
  const restored = vi.fn();
  node.onRestored(restored);
  const { texts } = await hear(node, 'a');
  node.publish('a', 'lost');
  await Promise.all(cluster.masters.map((master) => master.start()));
  await vi.waitFor(() => expect(restored).toHaveBeenCalled(), eventually);
  node.publish('a', 'found');
  await vi.waitFor(() => expect(texts).toEqual(['found']), eventually);
});

test('Closing ends every connection, also while the cluster is away', async () => {
  const count = async () => {
    const lists = await Promise.all(cluster.masters.map(({ admin }) => admin.client('LIST')));
    return String(lists).match(/name=\S*tidings-/g)?.length ?? 0;
  };
  await vi.waitFor(async () => expect(await count()).toBe(0), eventually);
  const node = openNode();
  await untilHealthy(node);
  expect(await count()).toBe(6);
  await node.close();
  await vi.waitFor(async () => expect(await count()).toBe(0), eventually);

  const away = createRedisFanOut({ url: 'redis://127.0.0.1:1,redis://127.0.0.1:2', isCluster: true, log });
  await away.listen('a', () => {});
  await away.close();
});

test('A master is killed and its replica takes over: its channels are heard there', async () => {
  const replica = await cluster.addReplica(cluster.masters[2]);
  const { here, there, publish, texts, restored } = await seedListening();
  await cluster.masters[2].kill();
  await vi.waitFor(() => expect(there.isHealthy()).toBe(false), eventually);
  await untilHealthy(here, there);
  expect((await replica.admin.role())[0]).toBe('master');
  expect(restored).toHaveBeenCalled();
  await untilFlowing(publish, texts);
  // The old master comes back as a replica of its replica, and nothing changes for those who listen.
  await cluster.masters[2].start();
  await vi.waitFor(async () => expect((await cluster.masters[2].admin.role())[0]).toBe('slave'), eventually);
  for (const each of texts()) each.length = 0;
  publish('after');
  await vi.waitFor(() => expect(texts()).toEqual([['after'], ['after'], ['after']]), eventually);
});
