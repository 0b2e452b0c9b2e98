/**
 * Sends from client to client, on Postgres and Redis: how many a server takes over open sockets, and how soon and at
 * what cost 50 subscribers of each conversation have them, against a server of stock parts. See README.md.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SignJWT } from 'jose';
import { openDatabase } from '../server/db/open-database.ts';
import { runClosedLoop } from './sends/closed-loop.ts';
import { processCpuUs } from './sends/database.ts';
import { createHttpClient } from './sends/http-client.ts';
import { runPaced } from './sends/paced.ts';
import { writeRecord } from './sends/record.ts';
import { createScratchDatabase } from './sends/scratch-database.ts';
import { conversationId, memberOf, type Seed, seed, tenantId } from './sends/seed.ts';
import { type ServerProcess, startServer } from './sends/server-process.ts';
import { openSocketClient, type SocketClient } from './sends/socket-client.ts';
import { median, percentile, rounded } from './sends/statistics.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean' },
    record: { type: 'boolean' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    /** Options of Node for our server, such as `--cpu-prof`. */
    'node-options': { type: 'string' },
  },
});
const rounds = Number(flags.rounds ?? (flags.smoke ? 1 : 3));
const seconds = Number(flags.seconds ?? (flags.smoke ? 1 : 5));
const inFlight = 64;
const sendsPerSecond = 200;
const subscribersEach = 50;
/** Conversations with subscribers. */
const heard = flags.smoke ? 4 : 20;
const seeds: Seed = flags.smoke
  ? { conversations: 100, membersEach: subscribersEach, users: 1_000 }
  : { conversations: 1_000, membersEach: subscribersEach, users: 1_000 };
const redisUrl = process.env.BENCH_REDIS_URL ?? 'redis://127.0.0.1:6379';
const serverCore = 0;
const loadCore = 1;

const messageFields = 'id seq senderId kind text metadata createdAt conversationId';
const sendMutation = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { ${messageFields} } } }`;

/** A server under load, and how its clients send and hear. */
interface Contender {
  name: 'tidings' | 'stock';
  server: ServerProcess;
  /** Opens what `user` sends by; the function sends. */
  openSender(user: string): Promise<{ send(input: SendInput): Promise<unknown>; close(): void }>;
  subscription: string;
}

interface SendInput {
  conversationId: string;
  clientMessageId: string;
  text: string;
}

const jwtSecret = randomBytes(32).toString('hex');
const tokens = new Map<string, string>();

async function tokenOf(user: string): Promise<string> {
  const known = tokens.get(user);
  if (known !== undefined) return known;
  const token = await new SignJWT({ tenant: tenantId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(jwtSecret));
  tokens.set(user, token);
  return token;
}

async function startTidings(env: Record<string, string>): Promise<Contender> {
  const nodeOptions = flags['node-options']?.split(' ') ?? [];
  // The limits are for one user's haste; here a few users stand for many.
  const lifted = { RATE_LIMITS: 'off', SOCKETS_PER_USER_MAX: '10000', NOTIFICATIONS_INTERVAL_MS: '0' };
  const settings = {
    ...env,
    ...lifted,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    REDIS_KEY_PREFIX: 'bench',
  };
  const server = await startServer('server/main.ts', settings, { core: serverCore, nodeOptions });
  return {
    name: 'tidings',
    server,
    async openSender(user) {
      const client = await openSocketClient(server.port, await tokenOf(user));
      return {
        send: (input) => client.run({ query: sendMutation, variables: { input } }),
        close: () => client.close(),
      };
    },
    subscription: `subscription ($conversationId: ID!) {
      conversationEvents(conversationId: $conversationId) { __typename ... on MessageSent { message { ${messageFields} } } }
    }`,
  };
}

async function startStock(env: Record<string, string>): Promise<Contender> {
  const settings = { ...env, NODE_ENV: 'production', REDIS_KEY_PREFIX: 'bench-stock' };
  const server = await startServer('bench/end-to-end-stock-server.ts', settings, { core: serverCore });
  return {
    name: 'stock',
    server,
    async openSender(user) {
      const token = await tokenOf(user);
      const client = createHttpClient(server.port);
      return {
        send: (input) => client.run(token, { query: sendMutation, variables: { input } }),
        close: () => client.close(),
      };
    },
    subscription: `subscription ($conversationId: ID!) { messageSent(conversationId: $conversationId) { ${messageFields} } }`,
  };
}

const newInput = (conversation: number, text: string): SendInput => ({
  conversationId: conversationId(conversation),
  clientMessageId: randomUUID(),
  text,
});

interface SendsSample {
  contender: Contender['name'];
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  serverCpuUs: number;
}

/** 64 clients, each of which sends again once its send is answered. */
async function measureSends({ name, server, openSender }: Contender): Promise<SendsSample> {
  const places = Array.from({ length: inFlight }, (_, worker) => 1 + ((worker * 31) % seeds.conversations));
  const senders = await Promise.all(places.map((place, worker) => openSender(memberOf(seeds, place, worker % 10))));
  const cpu = processCpuUs(server.pid);
  const result = await runClosedLoop({
    inFlight,
    seconds,
    work: async (worker) =>
      senders[worker]?.send(newInput(places[worker] ?? 1, 'Shall we meet at seven, or is that too early for you?')),
  });
  const used = processCpuUs(server.pid) - cpu;
  for (const sender of senders) sender.close();
  return {
    contender: name,
    perSecond: Math.round(result.perSecond),
    p50Ms: rounded(percentile(result.latencies, 0.5)),
    p99Ms: rounded(percentile(result.latencies, 0.99)),
    serverCpuUs: rounded(used / result.done),
  };
}

interface DeliverySample {
  contender: Contender['name'];
  p50Ms: number;
  p99Ms: number;
  /** For each send, with its 50 deliveries. */
  serverCpuUs: number;
  deliveries: number;
}

/** 200 sends a second, whatever becomes of them, and the time until each of 50 subscribers has read them. */
async function measureDelivery({ name, server, openSender, subscription }: Contender): Promise<DeliverySample> {
  const latencies: number[] = [];
  const conversations = Array.from({ length: heard }, (_, at) => at + 1);
  const onFrame = (frame: string) => {
    const sentAt = /sent at (\d+(?:\.\d+)?)/.exec(frame)?.[1];
    if (sentAt !== undefined) latencies.push(performance.now() - Number(sentAt));
  };
  const subscribers: SocketClient[] = [];
  for (const conversation of conversations) {
    const opened = Array.from({ length: subscribersEach }, async (_, place) => {
      const client = await openSocketClient(server.port, await tokenOf(memberOf(seeds, conversation, place)));
      client.subscribe({ query: subscription, variables: { conversationId: conversationId(conversation) } }, onFrame);
      return client;
    });
    subscribers.push(...(await Promise.all(opened)));
  }
  const senders = await Promise.all(conversations.map((conversation) => openSender(memberOf(seeds, conversation, 0))));
  const sendTo = async (at: number) =>
    senders[at % heard]?.send(newInput((at % heard) + 1, `Shall we meet at seven? (sent at ${performance.now()})`));

  // Subscriptions have no answer of their own in the protocol: a send that all have heard says that they are there.
  await waitUntil(async () => {
    latencies.length = 0;
    await Promise.all(conversations.map((_, at) => sendTo(at)));
    return waitFor(() => latencies.length >= heard * subscribersEach, 500);
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  latencies.length = 0;

  const cpu = processCpuUs(server.pid);
  const sends = await runPaced({ perSecond: sendsPerSecond, seconds, work: sendTo });
  const expected = sends * subscribersEach;
  const isWhole = await waitFor(() => latencies.length >= expected, 5_000);
  const used = processCpuUs(server.pid) - cpu;
  if (!isWhole || latencies.length !== expected) {
    throw new Error(`${name}: ${latencies.length} deliveries instead of ${expected}.`);
  }
  for (const client of [...subscribers, ...senders]) client.close();
  return {
    contender: name,
    p50Ms: rounded(percentile(latencies, 0.5)),
    p99Ms: rounded(percentile(latencies, 0.99)),
    serverCpuUs: rounded(used / sends),
    deliveries: latencies.length,
  };
}

async function waitFor(isSo: () => boolean, timeoutMs: number): Promise<boolean> {
  for (const until = performance.now() + timeoutMs; performance.now() < until; ) {
    if (isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return isSo();
}

async function waitUntil(attempt: () => Promise<boolean>): Promise<void> {
  for (let tries = 1; !(await attempt()); tries += 1) if (tries === 20) throw new Error('Not all subscribers heard.');
}

/** Medians over the rounds; the ratios are the medians of each round's own. */
function compare<S extends { contender: string }>(samples: S[], fields: (keyof S & string)[]) {
  const [ours, stock] = ['tidings', 'stock'].map((name) => samples.filter(({ contender }) => contender === name));
  const read = (sample: S | undefined, field: keyof S) => Number(sample?.[field] ?? Number.NaN);
  return Object.fromEntries(
    fields.map((field) => [
      field,
      {
        tidings: rounded(median((ours ?? []).map((sample) => read(sample, field)))),
        stock: rounded(median((stock ?? []).map((sample) => read(sample, field)))),
        ratio: rounded(median((ours ?? []).map((sample, at) => read(sample, field) / read(stock?.[at], field)))),
      },
    ]),
  );
}

execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(loadCore), String(process.pid)]);
const database = await createScratchDatabase('end_to_end');
const contenders: Contender[] = [];
try {
  const seeding = await openDatabase({ url: database.url, dataDir: null, statementTimeoutMs: 120_000 });
  await seed(seeding.db, seeds);
  await seeding.close();
  const env = { DATABASE_URL: database.url, REDIS_URL: redisUrl, JWT_SECRET: jwtSecret };
  contenders.push(await startTidings(env), await startStock(env));

  const sends: SendsSample[] = [];
  const deliveries: DeliverySample[] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const contender of contenders) {
      const sample = await measureSends(contender);
      if (round > 0) sends.push(sample);
    }
    for (const contender of contenders) {
      const sample = await measureDelivery(contender);
      if (round > 0) deliveries.push(sample);
    }
  }

  const summary = {
    sends: compare(sends, ['perSecond', 'p50Ms', 'p99Ms', 'serverCpuUs']),
    delivery: compare(deliveries, ['p50Ms', 'p99Ms', 'serverCpuUs']),
  };
  console.log(`\nDurable sends, ${inFlight} in flight, medians of ${rounds} rounds of ${seconds} s`);
  console.table(summary.sends);
  console.log(`\n${sendsPerSecond} sends a second to ${subscribersEach} subscribers each`);
  console.table(summary.delivery);
  const settings = { inFlight, sendsPerSecond, subscribersEach, heard, rounds, seconds, seeds };
  const date = new Date().toISOString().slice(0, 10);
  const record = { date, node: process.version, ...settings, summary, samples: { sends, deliveries } };
  console.log(JSON.stringify(record));
  if (flags.record) await writeRecord('end-to-end', record);
} finally {
  await Promise.all(contenders.map(({ server }) => server.stop()));
  await database.drop();
}
