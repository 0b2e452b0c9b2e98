/**
 * Durable sends at the storage layer: the verb `sendMessage` in this process with all its duties, 64 in flight, against
 * the same function called once for each send. On Postgres, pgbench of that call is the reference. See README.md.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type App, createApp } from '../server/app.ts';
import { loadConfig } from '../server/config.ts';
import type { Context } from '../server/context.ts';
import { runSends } from '../server/modules/messages/send-batch.ts';
import { sendMessage, sentMessage, toSendRow } from '../server/modules/messages/send-message.ts';
import { runClosedLoop } from './sends/closed-loop.ts';
import { backendsCpu, readDatabaseVersion } from './sends/database.ts';
import { runPgbench, sendScript } from './sends/pgbench.ts';
import { writeRecord } from './sends/record.ts';
import { createScratchDatabase } from './sends/scratch-database.ts';
import { conversationId, memberOf, type Seed, seed, tenantId, userId } from './sends/seed.ts';
import { median, percentile, rounded } from './sends/statistics.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean' },
    record: { type: 'boolean' },
    engine: { type: 'string', default: 'postgres,embedded' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    // How often the index of search looks at the log; 60000 is never, within a run.
    'search-interval-ms': { type: 'string', default: '500' },
  },
});
const rounds = Number(flags.rounds ?? (flags.smoke ? 1 : 5));
const seconds = Number(flags.seconds ?? (flags.smoke ? 0.5 : 3));
const inFlight = 64;
const membersEach = 10;
const seeds: Seed = flags.smoke
  ? { conversations: 200, membersEach, users: 100 }
  : { conversations: 5_000, membersEach, users: 1_000 };
/** As many as a node has by default. */
const pgbenchClients = 10;

type EngineName = 'postgres' | 'embedded';
type Input = Parameters<typeof sendMessage>[1];

/** Who sends what where: many conversations, or one. */
const loads = {
  many: () => {
    const conversation = 1 + Math.floor(Math.random() * seeds.conversations);
    return {
      to: conversationId(conversation),
      from: memberOf(seeds, conversation, Math.floor(Math.random() * membersEach)),
    };
  },
  hot: () => ({ to: conversationId(0), from: userId(Math.floor(Math.random() * seeds.users)) }),
};
type LoadName = keyof typeof loads;

/** The ways to send. Both do everything that a send must: they differ in how many share a call and a commit. */
const contenders = {
  'sendMessage, batched': (ctx: Context, input: Input) => sendMessage(ctx, input),
  'one call per send': async (ctx: Context, input: Input) => {
    const [answer] = await runSends(ctx.db, ctx.realtime, [toSendRow(ctx, input)], 'long');
    if (answer === undefined || answer.outcome === 'busy') throw new Error('A send got no answer.');
    return sentMessage(answer);
  },
};
type ContenderName = keyof typeof contenders | 'pgbench of one call per send';

interface Sample {
  load: LoadName;
  contender: ContenderName;
  perSecond: number;
  p50Ms: number | null;
  p99Ms: number | null;
  /** Of this process, which drives the load as well. On the embedded engine that includes the database. */
  nodeCpuUs: number | null;
  postgresCpuUs: number | null;
}

async function measure(
  app: App,
  engine: EngineName,
  load: LoadName,
  contender: keyof typeof contenders,
): Promise<Sample> {
  const pick = loads[load];
  const send = contenders[contender];
  const contexts = new Map<string, Context>();
  const contextOf = (from: string): Context => {
    const known = contexts.get(from);
    if (known !== undefined) return known;
    const actor = {
      tenantId,
      userId: from,
      role: 'user' as const,
      sid: undefined,
      issuedAtMs: 0,
      expiresAtMs: 0,
      topics: [],
    };
    const made: Context = { ...app.services, actor, requestId: '', connection: null, profiles: null };
    contexts.set(from, made);
    return made;
  };
  const postgresCpu = engine === 'postgres' ? await backendsCpu(app.services.db) : null;
  const nodeCpu = process.cpuUsage();
  const result = await runClosedLoop({
    inFlight,
    seconds,
    work: (worker) => {
      const { to, from } = pick();
      const text = `Message of worker ${worker}: shall we meet at seven, or is that too early for you?`;
      return send(contextOf(from), { conversationId: to, clientMessageId: randomUUID(), text });
    },
  });
  const { user, system } = process.cpuUsage(nodeCpu);
  const postgresUs = await postgresCpu?.();
  return {
    load,
    contender,
    perSecond: Math.round(result.perSecond),
    p50Ms: rounded(percentile(result.latencies, 0.5)),
    p99Ms: rounded(percentile(result.latencies, 0.99)),
    nodeCpuUs: rounded((user + system) / result.done),
    postgresCpuUs: postgresUs === undefined ? null : rounded(postgresUs / result.done),
  };
}

async function measurePgbench(url: string, load: LoadName): Promise<Sample> {
  const script = sendScript(load === 'hot' ? null : seeds);
  const perSecond = await runPgbench({
    url,
    script,
    clients: pgbenchClients,
    seconds: Math.max(1, Math.round(seconds)),
  });
  const unknown = { p50Ms: null, p99Ms: null, nodeCpuUs: null, postgresCpuUs: null };
  return { load, contender: 'pgbench of one call per send', perSecond: Math.round(perSecond), ...unknown };
}

async function runEngine(engine: EngineName) {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-bench-'));
  const database = engine === 'postgres' ? await createScratchDatabase('sends') : null;
  const app = await createApp(
    loadConfig({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATA_DIR: folder,
      SEARCH_INTERVAL_MS: flags['search-interval-ms'],
      NOTIFICATIONS_INTERVAL_MS: '0',
      ...(database === null ? {} : { DATABASE_URL: database.url }),
    }),
  );
  try {
    await seed(app.services.db, seeds);
    const samples: Sample[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      for (const load of ['many', 'hot'] as const) {
        for (const contender of ['sendMessage, batched', 'one call per send'] as const) {
          const sample = await measure(app, engine, load, contender);
          // The first round warms up.
          if (round > 0) samples.push(sample);
        }
        if (database !== null && round > 0) samples.push(await measurePgbench(database.url, load));
      }
    }
    const version = await readDatabaseVersion(app.services.db);
    return { engine, version, summary: summarise(samples), samples };
  } finally {
    await app.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Medians over the rounds, and the ratio to one call per send: the median of each round's own ratio. */
function summarise(samples: Sample[]) {
  const groups = Map.groupBy(samples, ({ load, contender }) => `${load}\n${contender}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { load, contender } = first;
    const single = groups.get(`${load}\none call per send`) ?? [];
    const ratios = group.map(({ perSecond }, round) => perSecond / (single[round]?.perSecond ?? Number.NaN));
    const middle = (read: (sample: Sample) => number | null) => {
      const known = group.map(read).filter((value) => value !== null);
      return known.length === 0 ? null : rounded(median(known));
    };
    return [
      {
        load: load === 'hot' ? 'one hot conversation' : `${seeds.conversations} conversations`,
        contender,
        perSecond: Math.round(median(group.map(({ perSecond }) => perSecond))),
        ratio: rounded(median(ratios)),
        p50Ms: middle(({ p50Ms }) => p50Ms),
        p99Ms: middle(({ p99Ms }) => p99Ms),
        nodeCpuUs: middle(({ nodeCpuUs }) => nodeCpuUs),
        postgresCpuUs: middle(({ postgresCpuUs }) => postgresCpuUs),
      },
    ];
  });
}

const engines = flags.engine.split(',').filter((name) => name === 'postgres' || name === 'embedded');
const results = [];
for (const engine of engines) {
  const result = await runEngine(engine);
  console.log(
    `\n${engine} (${result.version}), ${inFlight} sends in flight, medians of ${rounds} rounds of ${seconds} s`,
  );
  console.table(result.summary);
  results.push(result);
}
const record = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  inFlight,
  rounds,
  seconds,
  seeds,
  results,
};
console.log(JSON.stringify(record));
if (flags.record) await writeRecord('sends', record);
