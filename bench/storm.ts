/**
 * Everybody is cut off at once and comes back with his cursor, while messages are sent: how long it takes, what it asks of
 * the database, and whether anything is lost. See README.md. Exits with 1 if a single message is lost or doubled.
 */
import { parseArgs } from 'node:util';
import { cores, startChild, stopChildren } from './lib/child.ts';
import { countStatements } from './lib/count-statements.ts';
import { rounded } from './lib/numbers.ts';
import type { Usage } from './lib/report-usage.ts';
import { medians, report } from './lib/statistics.ts';
import { openStorage, seedPairs, sender, startTidings, subscriberId, tokenFor } from './lib/tidings.ts';
import type { CheckResult, OpenCommand, StormResult } from './load/storm.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    clients: { type: 'string' },
  },
});
const clients = Number(flags.clients ?? (flags.smoke ? 100 : 5_000));
const rounds = flags.smoke ? 1 : 3;
/** What sends and the audit ask of the database without a storm is seen in this time before each. */
const calmMs = flags.smoke ? 500 : 5_000;
const shownStatements = 8;

interface Round {
  seconds: number;
  p50Ms: number;
  retries: number;
  /** Less what is asked without a storm. */
  statementsPer100Clients: number;
  cpuSeconds: number;
}

type Counts = Map<string, number>;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Sends share more statements the busier the server is: counted in, a storm would seem to ask for less than nothing. */
const withoutSends = (counts: Counts) =>
  [...counts].reduce((sum, [text, count]) => sum + (text.includes('send_batch') ? 0 : count), 0);

function difference(after: Counts, before: Counts): Counts {
  return new Map([...after].map(([text, count]) => [text, count - (before.get(text) ?? 0)]));
}

/** The statements that a storm asks most, so that a figure that is too high says why. */
function busiest(storm: Counts): Record<string, number> {
  const sorted = [...storm].sort(([, a], [, b]) => b - a).slice(0, shownStatements);
  return Object.fromEntries(sorted.map(([text, count]) => [text.replace(/\s+/g, ' ').slice(0, 120), count]));
}

const storage = await openStorage('postgres');
const counter = await countStatements(storage.url ?? '');
try {
  const tidings = await startTidings({ storage, env: { DATABASE_URL: counter.url } });
  const conversationIds = await seedPairs(tidings, clients);
  console.error(`${clients} users are there`);
  const load = startChild({ file: 'bench/load/storm.ts', core: cores.load });
  await load.ready();
  const opening = load.ask('open', {
    port: tidings.port,
    clients: conversationIds.map((ids, index) => ({ token: tokenFor(subscriberId(index)), conversationIds: ids })),
    senderToken: tokenFor(sender),
  } satisfies OpenCommand);
  await opening.catch((error: unknown) => {
    console.error(tidings.child.output().slice(-4_000));
    throw error;
  });

  console.error('all are connected');
  const all: Round[] = [];
  let statements: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1) {
    await pause(calmMs);
    const before = counter.counts();
    await pause(calmMs);
    const calm = counter.counts();
    const usage = await tidings.child.ask<Usage>('usage');
    const { seconds, p50Ms, retries } = await load.ask<StormResult>('storm');
    const after = counter.counts();
    const { cpuUs } = await tidings.child.ask<Usage>('usage');
    const expected = (withoutSends(difference(calm, before)) / calmMs) * seconds * 1_000;
    const storm = difference(after, calm);
    statements = busiest(storm);
    all.push({
      seconds,
      p50Ms,
      retries,
      statementsPer100Clients: ((withoutSends(storm) - expected) / clients) * 100,
      cpuSeconds: (cpuUs - usage.cpuUs) / 1_000_000,
    });
    console.error(`round ${round + 1} of ${rounds}: all caught up after ${rounded(seconds)} s`);
  }
  await pause(calmMs);
  const check = await load.ask<CheckResult>('check');
  await load.stop();
  await tidings.close();

  const median = medians(all);
  const lost = check.expected - check.received;
  const { acknowledged, sendP50Ms, sendP99Ms } = check;
  const row = { clients, ...median, acknowledged, lost, sendP50Ms: rounded(sendP50Ms), sendP99Ms: rounded(sendP99Ms) };
  await report('storm', [row], { clients, rounds, median, all, statements, check }, flags.record);
  for (const [text, count] of Object.entries(statements)) console.error(`${count} x ${text}`);
  for (const fault of check.faults) console.error(fault);
  process.exitCode = check.faults.length === 0 && lost === 0 ? 0 : 1;
} finally {
  await stopChildren();
  counter.close();
  await storage.remove();
}
