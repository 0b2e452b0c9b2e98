/**
 * What it costs to show thousands of connected users to those who watch them: a change, an hour in which nothing happens, and the
 * return of all of them. Tidings beside a naive implementation. See README.md. Exits with 1 where a change of Tidings
 * costs more than one publication and a delivery for each watcher, or keeping users alive costs commands for each.
 */
import { parseArgs } from 'node:util';
import { type Child, cores, startChild, stopChildren } from './lib/child.ts';
import { startPeer } from './lib/contestants.ts';
import { startOwnRedis } from './lib/own-redis.ts';
import type { Usage } from './lib/report-usage.ts';
import { medians, report } from './lib/statistics.ts';
import { openStorage, startTidings, subscriberId, tokenFor } from './lib/tidings.ts';
import type { Changes, OpenPresence, Settled } from './load/presence.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    users: { type: 'string' },
    rounds: { type: 'string' },
  },
});
const users = Number(flags.users ?? (flags.smoke ? 100 : 5_000));
const rounds = Number(flags.rounds ?? (flags.smoke ? 1 : 3));
const watchedByEach = 50;
const changes = flags.smoke ? 5 : 100;
const idleMs = flags.smoke ? 3_000 : 30_000;
/** Beyond the grace, so that all are gone. */
const goneMs = 8_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Whoever comes watches the next fifty, so that everybody is watched by fifty. */
const clients: OpenPresence['clients'] = Array.from({ length: users }, (_, index) => ({
  userId: subscriberId(index),
  token: tokenFor(subscriberId(index)),
  watched: Array.from({ length: watchedByEach }, (_, step) => subscriberId((index + step + 1) % users)),
}));

interface Figures {
  publishesPerChange: number;
  deliveriesPerChange: number;
  changeP50Ms: number;
  changeP99Ms: number;
  cpuMsPerChange: number;
  idleCommandsPerSecond: number;
  /** Per cent of one core, and what of it the same process takes when nobody is connected. */
  idleCpuPercent: number;
  emptyCpuPercent: number;
  returnSeconds: number;
  returnCpuSeconds: number;
  returnCommands: number;
  returnPublishes: number;
}

interface Contestant {
  dialect: OpenPresence['dialect'];
  start(): Promise<{ child: Child; port: number; close(): Promise<void> }>;
}

const redis = await startOwnRedis();
const contestants: Record<string, Contestant> = {
  Tidings: {
    dialect: 'graphql',
    async start() {
      const storage = await openStorage('postgres');
      const env = { REDIS_URL: redis.url, SOCKET_SILENCE_MS_MAX: '60000' };
      const tidings = await startTidings({ storage, env });
      return {
        ...tidings,
        async close() {
          await tidings.close();
          await storage.remove();
        },
      };
    },
  },
  naive: {
    dialect: 'plain',
    async start() {
      const peer = await startPeer(['naive-presence.ts'], { REDIS_URL: redis.url });
      return { ...peer, close: () => peer.child.stop() };
    },
  },
};

async function measure({ dialect, start }: Contestant): Promise<Figures> {
  await redis.empty();
  const { child, port, close } = await start();
  const cpu = async () => (await child.ask<Usage>('usage')).cpuUs / 1_000;
  await pause(flags.smoke ? 500 : 5_000);
  const empty = await cpu();
  await pause(idleMs / 3);
  const emptyMs = (await cpu()) - empty;
  const load = startChild({ file: 'bench/load/presence.ts', core: cores.load });
  await load.ready();
  await load.ask<Settled>('open', { port, dialect, clients } satisfies OpenPresence);
  await pause(flags.smoke ? 1_500 : 5_000);

  const during = async <T>(act: () => Promise<T>) => {
    const before = await cpu();
    await redis.takeCommands();
    const result = await act();
    const commands = await redis.takeCommands();
    return {
      result,
      commands,
      publishes: (commands.publish ?? 0) + (commands.spublish ?? 0),
      cpuMs: (await cpu()) - before,
    };
  };
  const changed = await during(() => load.ask<Changes>('change', { first: 0, count: changes }));
  const idle = await during(() => pause(idleMs));
  await load.ask('cut');
  await pause(goneMs);
  const back = await during(() => load.ask<Settled>('comeBack'));
  await load.stop();
  await close();
  const { deliveries, p50Ms, p99Ms } = changed.result;
  return {
    publishesPerChange: changed.publishes / changes,
    deliveriesPerChange: deliveries / changes,
    changeP50Ms: p50Ms,
    changeP99Ms: p99Ms,
    cpuMsPerChange: changed.cpuMs / changes,
    idleCommandsPerSecond: (sumOf(idle.commands) / idleMs) * 1_000,
    idleCpuPercent: (idle.cpuMs / idleMs) * 100,
    emptyCpuPercent: (emptyMs / (idleMs / 3)) * 100,
    returnSeconds: back.result.seconds,
    returnCpuSeconds: back.cpuMs / 1_000,
    returnCommands: sumOf(back.commands),
    returnPublishes: back.publishes,
  };
}

const results = new Map<string, Figures[]>();
try {
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, contestant] of Object.entries(contestants)) {
      results.set(name, [...(results.get(name) ?? []), await measure(contestant)]);
      console.error(`round ${round + 1} of ${rounds}: ${name}`);
    }
  }
} finally {
  await stopChildren();
  await redis.close();
}

const outcomes = [...results].map(([who, all]) => ({ who, median: medians(all), all }));
const rows = outcomes.map(({ who, median }) => ({ who, ...median }));
await report('presence', rows, { users, watchedByEach, changes, idleMs, rounds, outcomes }, flags.record);

/** Commands a second that keep one node and its connections alive: a beat in ten seconds, and signs of life in five. */
const housekeepingPerSecondMax = 3;
/** What thousands of connected users take beside what an empty process does: presence, and the pings to their sockets. */
const idleCpuPercentMax = flags.smoke ? 100 : 3;
const faults = (results.get('Tidings') ?? []).flatMap((figures) => [
  ...(figures.publishesPerChange === 1 ? [] : [`A change cost ${figures.publishesPerChange} publications.`]),
  ...(figures.deliveriesPerChange === watchedByEach
    ? []
    : [`A change made ${figures.deliveriesPerChange} deliveries.`]),
  ...(figures.idleCommandsPerSecond <= housekeepingPerSecondMax
    ? []
    : [`${figures.idleCommandsPerSecond} commands a second while nothing happens.`]),
  ...(figures.idleCpuPercent - figures.emptyCpuPercent <= idleCpuPercentMax
    ? []
    : [
        `${figures.idleCpuPercent - figures.emptyCpuPercent} % of a core more than nobody takes, while nothing happens.`,
      ]),
]);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
