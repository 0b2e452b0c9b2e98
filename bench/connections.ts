/**
 * How many connections a second, and what an idle one takes: Tidings beside `ws` by hand, socket.io and stock Yoga with
 * graphql-ws. See README.md. Exits with 1 if a connection fails.
 */
import { parseArgs } from 'node:util';
import { type Child, cores, startChild, stopChildren } from './lib/child.ts';
import { startPeer } from './lib/contestants.ts';
import { eventsDocument } from './lib/message.ts';
import type { Usage } from './lib/report-usage.ts';
import { medians, report } from './lib/statistics.ts';
import { openStorage, type Storage, seedPairs, startTidings, subscriberId, tokenFor } from './lib/tidings.ts';
import type { DialectName, Subscriber } from './load/dialects.ts';
import type { ConnectCommand, ConnectResult } from './load/main.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    /** Connections for the memory of one. */
    idle: { type: 'string' },
    rounds: { type: 'string' },
  },
});
const rounds = Number(flags.rounds ?? (flags.smoke ? 1 : 3));
const connectionsOfARun = flags.smoke ? 100 : 2_000;
const idleConnections = Number(flags.idle ?? (flags.smoke ? 200 : 10_000));
/** Before memory is looked at, so that what is loaded and compiled once is no connection's. */
const warmConnections = flags.smoke ? 50 : 500;

interface Contestant {
  dialect: DialectName;
  start(storage: Storage): Promise<{ child: Child; port: number }>;
}

const nodeFlags = ['--expose-gc'];
const contestants: Record<string, Contestant> = {
  'ws by hand': { dialect: 'plain', start: () => startPeer(['ws-send.ts'], {}, nodeFlags) },
  Tidings: { dialect: 'graphql-caught-up', start: (storage) => startTidings({ storage, nodeFlags }) },
  'Yoga + graphql-ws': {
    dialect: 'graphql-caught-up',
    start: ({ url }) => startPeer(['yoga.ts'], { DATABASE_URL: url ?? '' }, nodeFlags),
  },
  'socket.io': { dialect: 'socket.io', start: () => startPeer(['socket-io.ts'], {}, nodeFlags) },
};

interface Pair {
  server: Child;
  load: Child;
  connect(first: number, count: number): Promise<ConnectResult>;
  close(): Promise<void>;
}

async function start({ dialect, start: startServer }: Contestant, storage: Storage): Promise<Pair> {
  const { child: server, port } = await startServer(storage);
  const load = startChild({ file: 'bench/load/main.ts', core: cores.load });
  await load.ready();
  return {
    server,
    load,
    connect(first, count) {
      const subscribers = Array.from(
        { length: count },
        (_, index): Subscriber => ({
          token: tokenFor(subscriberId(first + index)),
          conversationId: `conversation-${first + index}`,
          operation: { query: eventsDocument, variables: {} },
        }),
      );
      const command: ConnectCommand = { port, dialect, subscribers, publisher: null, text: '', localAddresses: 4 };
      return load.ask<ConnectResult>('connect', command);
    },
    async close() {
      await load.stop();
      await server.stop();
    },
  };
}

/** All servers live through all rounds; in each they are connected to and left again, one after the other. */
async function measureRates(storage: Storage) {
  const results = new Map<string, Record<string, number>[]>();
  const pairs = new Map<string, Pair>();
  for (const [name, contestant] of Object.entries(contestants)) pairs.set(name, await start(contestant, storage));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, pair] of pairs) {
      const before = await pair.server.ask<Usage>('usage');
      const { seconds, p50Ms, p99Ms } = await pair.connect(0, connectionsOfARun);
      const after = await pair.server.ask<Usage>('usage');
      await pair.load.ask('cut');
      // Its server cleans up after them; that is nobody else's time.
      await new Promise((resolve) => setTimeout(resolve, flags.smoke ? 100 : 1_500));
      const figures = {
        connectionsPerSecond: connectionsOfARun / seconds,
        cpuMs: (after.cpuUs - before.cpuUs) / 1_000 / connectionsOfARun,
        p50Ms,
        p99Ms,
      };
      // The first time is for the compiler.
      if (round >= 0) results.set(name, [...(results.get(name) ?? []), figures]);
    }
    console.error(`connections a second: round ${round + 1} of ${rounds}`);
  }
  for (const pair of pairs.values()) await pair.close();
  return results;
}

/** A process of its own for each round and contestant: what has been given back to the system is hard to see otherwise. */
async function measureMemory(storage: Storage) {
  const results = new Map<string, Record<string, number>[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, contestant] of Object.entries(contestants)) {
      const pair = await start(contestant, storage);
      const collected = async () => {
        await pair.server.ask('collect');
        return pair.server.ask<Usage>('usage');
      };
      await pair.connect(0, warmConnections);
      const before = await collected();
      await pair.connect(warmConnections, idleConnections - warmConnections);
      await new Promise((resolve) => setTimeout(resolve, flags.smoke ? 200 : 2_000));
      const after = await collected();
      await pair.close();
      const kilobytes = (use: (usage: Usage) => number) =>
        (use(after) - use(before)) / 1_024 / (idleConnections - warmConnections);
      const figures = {
        rssKb: kilobytes((usage) => usage.rssBytes),
        heapKb: kilobytes((usage) => usage.heapBytes + usage.externalBytes),
      };
      results.set(name, [...(results.get(name) ?? []), figures]);
    }
    console.error(`memory: round ${round + 1} of ${rounds}`);
  }
  return results;
}

function ratio(value: number | undefined, to: number | undefined): number {
  return Number(((value ?? Number.NaN) / (to ?? Number.NaN)).toFixed(2));
}

const storage = await openStorage('postgres');
try {
  const seeder = await startTidings({ storage });
  await seedPairs(seeder, Math.max(connectionsOfARun, idleConnections));
  await seeder.close();
  const rates = await measureRates(storage);
  const memory = await measureMemory(storage);
  const outcomes = Object.keys(contestants).map((who) => ({
    who,
    median: { ...medians(rates.get(who) ?? []), ...medians(memory.get(who) ?? []) } as Record<string, number>,
    rates: rates.get(who),
    memory: memory.get(who),
  }));
  const medianOf = (who: string) => outcomes.find((outcome) => outcome.who === who)?.median ?? {};
  const rows = outcomes.map(({ who, median }) => ({
    who,
    'connections/s': median.connectionsPerSecond,
    'x Yoga': ratio(median.connectionsPerSecond, medianOf('Yoga + graphql-ws').connectionsPerSecond),
    'CPU ms each': median.cpuMs,
    'p99 ms': median.p99Ms,
    'RSS kB each': median.rssKb,
    'x ws': ratio(median.rssKb, medianOf('ws by hand').rssKb),
    'heap kB each': median.heapKb,
  }));
  await report('connections', rows, { rounds, connectionsOfARun, idleConnections, outcomes }, flags.record);
} finally {
  await stopChildren();
  await storage.remove();
}
