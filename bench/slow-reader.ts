/**
 * What one reader that stands still costs: the server's memory, and the others' latency, with him and without him. See
 * README.md. Exits with 1 if anything is lost, his own events included.
 */
import { parseArgs } from 'node:util';
import { cores, startChild, stopChildren } from './lib/child.ts';
import { conversationEventsDocument } from './lib/message.ts';
import type { Usage } from './lib/report-usage.ts';
import { medians, report } from './lib/statistics.ts';
import { openStorage, seed, sender, startTidings, subscriberId, tokenFor } from './lib/tidings.ts';
import type { ConnectCommand, RunCommand, RunResult } from './load/main.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    engine: { type: 'string', default: 'postgres' },
  },
});
const rounds = flags.smoke ? 1 : 3;
const events = flags.smoke ? 400 : 8_000;
const readers = 10;
/** Memory is looked at, after a collection, so many times on the way. */
const quarters = 4;
const inFlight = 4;
const text = 'ten bytes '.repeat(1_024);

interface Figures {
  /** What the heap and its buffers had grown by at most. */
  growthMb: number;
  p50Ms: number;
  p99Ms: number;
}

const faults: string[] = [];

function runOf(count: number): RunCommand {
  const steps = Array.from({ length: count / inFlight }, () => Array<number>(inFlight).fill(0));
  return { steps, hearers: readers };
}

async function measure(hasSlowReader: boolean): Promise<Figures> {
  const storage = await openStorage(flags.engine === 'embedded' ? 'embedded' : 'postgres');
  const tidings = await startTidings({
    storage,
    env: { MESSAGE_TEXT_LENGTH_MAX: '20000' },
    nodeFlags: ['--expose-gc'],
  });
  const load = startChild({ file: 'bench/load/main.ts', core: cores.load });
  await load.ready();
  const clients = readers + (hasSlowReader ? 1 : 0);
  const conversationIds = await seed(tidings, { conversations: 1, members: clients });
  const conversationId = conversationIds[0] ?? '';
  await load.ask('connect', {
    port: tidings.port,
    dialect: 'graphql-caught-up',
    subscribers: Array.from({ length: clients }, (_, index) => ({
      token: tokenFor(subscriberId(index)),
      conversationId,
      operation: { query: conversationEventsDocument, variables: { conversationId } },
    })),
    publisher: { kind: 'mutation', port: tidings.port, token: tokenFor(sender), conversationIds },
    text,
  } satisfies ConnectCommand);
  const readMemory = async () => {
    await tidings.child.ask('collect');
    const { heapBytes, externalBytes } = await tidings.child.ask<Usage>('usage');
    return (heapBytes + externalBytes) / 1_048_576;
  };

  // What is compiled and cached by the first events is not his; he reads them like all the others.
  await load.ask('run', { ...runOf(events / quarters), hearers: clients });
  const before = await readMemory();
  if (hasSlowReader) await load.ask('pauseOne');
  const memory: number[] = [];
  const results: RunResult[] = [];
  for (let quarter = 0; quarter < quarters; quarter += 1) {
    results.push(await load.ask<RunResult>('run', runOf(events / quarters)));
    memory.push(await readMemory());
  }
  const lastSeq = results.at(-1)?.lastSeq ?? 0;
  for (const result of results) faults.push(...result.faults);
  if (hasSlowReader) {
    const { seq, closed } = await load.ask<{ seq: number; closed: string | null }>('resumeOne', { lastSeq });
    // Sent away, he comes back with his cursor; that is what the code says.
    const isSentAway = closed?.startsWith('4410') ?? false;
    if (seq !== lastSeq && !isSentAway) faults.push(`The slow reader has ${seq} of ${lastSeq}: ${closed}`);
  }
  await load.stop();
  await tidings.close();
  await storage.remove();
  const { p50Ms, p99Ms } = medians(results.map(({ p50Ms, p99Ms }) => ({ p50Ms, p99Ms })));
  return { growthMb: Math.max(...memory) - before, p50Ms, p99Ms };
}

const without: Figures[] = [];
const withHim: Figures[] = [];
try {
  for (let round = 0; round < rounds; round += 1) {
    without.push(await measure(false));
    withHim.push(await measure(true));
    console.error(`round ${round + 1} of ${rounds}`);
  }
} finally {
  await stopChildren();
}
const [alone, beside] = [medians(without), medians(withHim)];
const result = {
  memoryOfTheSlowReaderMb: Number((beside.growthMb - alone.growthMb).toFixed(2)),
  p99Ratio: Number((beside.p99Ms / alone.p99Ms).toFixed(2)),
};
const rows = [
  { run: 'without him', ...alone },
  { run: 'with him', ...beside },
];
await report('slow-reader', rows, { rounds, events, ...result, alone, beside, without, withHim }, flags.record);
console.error(`The slow reader's memory: ${result.memoryOfTheSlowReaderMb} MB; others' p99: x ${result.p99Ratio}.`);
for (const fault of faults.slice(0, 20)) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
