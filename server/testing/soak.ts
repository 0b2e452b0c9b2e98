import { mkdir, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSoak, type SoakOptions, type SoakResult } from './soak/run-soak.ts';

const usage = `npm run soak -- [options]
  --engine embedded|postgres   only this engine; without it, all that are there
  --seeds N                    this many runs an engine, each with a seed of its own (1)
  --seed N                     the first seed; a failed run's seed makes the same choices again (random)
  --seconds N                  how long clients act and things break (60)
  --short                      12 s a run, for CI
  --chaos                      with the chaos switch: hints dropped, doubled and delayed
  --record                     write the results to bench/results/soak.json`;

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    seed: { type: 'string' },
    seconds: { type: 'string' },
    short: { type: 'boolean', default: false },
    chaos: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

// The processes of a run go with this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

if (values.help) {
  console.log(usage);
} else {
  process.exitCode = (await soak()) ? 0 : 1;
}

/** True where every run kept all promises. */
async function soak(): Promise<boolean> {
  const durationMs = Number(values.seconds ?? (values.short ? 12 : 60)) * 1_000;
  const firstSeed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  const runs: object[] = [];
  let isGood = true;
  for (const engine of await chooseEngines()) {
    for (let seed = firstSeed; seed < firstSeed + Number(values.seeds); seed += 1) {
      const say = (text: string) => console.log(`${engine} ${seed}: ${text}`);
      const startedAt = Date.now();
      const result = await runSoak({
        engine,
        seed,
        durationMs,
        clients: 50,
        conversations: 20,
        hasChaos: values.chaos,
        say,
      });
      const summary = summarize(result);
      runs.push({
        engine,
        seed,
        chaos: values.chaos,
        seconds: Math.round((Date.now() - startedAt) / 1_000),
        ...summary,
      });
      say(JSON.stringify(summary));
      show(result, say);
      isGood &&= result.folder === null;
    }
  }
  console.log(isGood ? 'green: nothing lost, nothing twice, nothing out of order, nothing to outsiders' : 'RED');
  if (values.record) await record(runs);
  return isGood;
}

async function chooseEngines(): Promise<SoakOptions['engine'][]> {
  if (values.engine === 'embedded' || values.engine === 'postgres') return [values.engine];
  if (values.engine !== undefined) throw new Error(usage);
  const { hostname, port } = new URL(process.env.TEST_DATABASE_URL ?? 'postgres://127.0.0.1:5432');
  return (await answers(hostname, Number(port || 5432))) ? ['postgres', 'embedded'] : ['embedded'];
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 2_000 });
    const settle = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}

function summarize({ verdict, faults, complaints }: SoakResult) {
  return { ...verdict.counts, ...faults, violations: verdict.violations.length, complaints: complaints.length };
}

function show({ verdict, complaints, folder }: SoakResult, say: (text: string) => void): void {
  for (const { rule, user, detail } of verdict.violations.slice(0, 20)) say(`${rule}: ${user} ${detail}`);
  for (const complaint of complaints.slice(0, 20)) say(complaint);
  if (folder !== null) say(`the history is in ${folder}`);
}

async function record(runs: object[]): Promise<void> {
  const folder = join(import.meta.dirname, '../../bench/results');
  await mkdir(folder, { recursive: true });
  const result = { date: new Date().toISOString().slice(0, 10), node: process.version, runs };
  await writeFile(join(folder, 'soak.json'), `${JSON.stringify(result, null, 2)}\n`);
}
