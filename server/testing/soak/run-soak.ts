import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT } from 'jose';
import postgres from 'postgres';
import type { CreateConversationInput } from '../../../client/generated/operations.ts';
import type { HistoryRecord } from '../history.ts';
import { checkHistory, type Verdict } from '../history-checker.ts';
import { act, create, type Stage } from './acts.ts';
import { type FaultCounts, makeFaults } from './faults.ts';
import { createSoakNode, createSoakRedis, type SoakNode, type SoakRedis } from './processes.ts';
import { createChoice } from './random-choice.ts';
import { createVirtualClient, type VirtualClient } from './virtual-client.ts';

export interface SoakOptions {
  engine: 'embedded' | 'postgres';
  seed: number;
  /** How long clients act and things break. */
  durationMs: number;
  clients: number;
  conversations: number;
  /** Hints are dropped, doubled and delayed besides, and sockets cut by the nodes themselves. @default false */
  hasChaos?: boolean;
  say: (text: string) => void;
}

export interface SoakResult {
  verdict: Verdict;
  faults: FaultCounts;
  /** What no fault explains, besides the checker's findings. */
  complaints: string[];
  /** Where the history and the nodes' output are; null where all is well, and nothing is kept. */
  folder: string | null;
}

/** A client pauses between two acts for up to this. */
const pauseMsMax = 600;
/** How long a commit waits for its publishing: long enough for a kill to come between. */
const pauseAfterCommitMs = 150;
const secret = randomBytes(32).toString('hex');

interface System {
  nodes: SoakNode[];
  redis: SoakRedis | null;
  close(): Promise<void>;
}

/** One run: a system of its own, clients, faults, quiet, and the checker's verdict. */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const { seed, durationMs, say } = options;
  const folder = await mkdtemp(join(tmpdir(), 'tidings-soak-'));
  const records: HistoryRecord[] = [];
  const complaints: string[] = [];
  const env = options.hasChaos === true ? { ...environment, CHAOS_SEED: `${seed}` } : environment;
  const system = options.engine === 'postgres' ? await startOnPostgres(folder, env) : await startEmbedded(folder, env);
  const clients: VirtualClient[] = [];
  let isKept = true;
  try {
    for (let at = 0; at < options.clients; at += 1) {
      const user = `user${String(at).padStart(2, '0')}`;
      clients.push(
        createVirtualClient({
          user,
          token: await signToken(user),
          nodes: system.nodes,
          choice: createChoice(seed * 1_000 + at),
          record: (record) => records.push(record),
          complain: (text) => complaints.push(text),
        }),
      );
    }
    await Promise.all(clients.map((client) => client.start()));
    const stage = await setStage(clients, options.conversations);
    say(`${clients.length} clients, ${options.conversations} conversations, ${durationMs / 1_000} s`);

    // Clients act until the last fault is over: a node is killed by the answer that one of them gets.
    const end = new AbortController();
    const breaking = makeFaults({ ...system, clients, choice: createChoice(seed * 1_000 - 1), durationMs, say });
    const acting = clients.map((client) => keepActing(client, stage, end.signal));
    const faults = await breaking.finally(() => end.abort());
    await Promise.all(acting);
    say('quiet; everybody reads afresh');
    await Promise.all(clients.map((client) => client.settle()));
    const verdict = checkHistory(records);
    const isGood = verdict.violations.length === 0 && complaints.length === 0;
    if (!isGood) await keepHistory(folder, records, verdict, complaints);
    isKept = !isGood;
    return { verdict, faults, complaints, folder: isKept ? folder : null };
  } finally {
    await Promise.all(clients.map((client) => client.stop()));
    await system.close();
    if (!isKept) await rm(folder, { recursive: true, force: true });
  }
}

async function keepActing(client: VirtualClient, stage: Stage, end: AbortSignal): Promise<void> {
  while (!end.aborted) {
    await sleep(client.choice.number(pauseMsMax));
    await act(client, stage);
  }
}

/** The conversations, each owned by another client: two DIRECTs, one third PUBLIC channels, the rest groups. */
async function setStage(clients: VirtualClient[], count: number): Promise<Stage> {
  const users = clients.map(({ user }) => user);
  const channelIds: string[] = [];
  await Promise.all(
    clients.slice(0, count).map(async (client, at) => {
      const others = users.filter((user) => user !== client.user);
      const memberIds = [...new Set(Array.from({ length: 12 }, () => client.choice.of(others) ?? client.user))];
      const input: CreateConversationInput = { clientId: `${at}`, kind: 'GROUP', memberIds };
      if (at < 2) await create(client, { ...input, kind: 'DIRECT', memberIds: memberIds.slice(0, 1) });
      else if (at % 3 > 0) await create(client, input);
      else
        channelIds.push(
          await create(client, { ...input, kind: 'CHANNEL', visibility: 'PUBLIC', title: `Channel ${at}` }),
        );
    }),
  );
  return { users, channelIds: channelIds.sort() };
}

const environment = {
  NODE_ENV: 'test',
  JWT_SECRET: secret,
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'warn',
  PAUSE_AFTER_COMMIT_MS: `${pauseAfterCommitMs}`,
  // Often enough for cursors to move on within a run.
  CHECKPOINT_INTERVAL_MS: '2000',
};

/** Two nodes on a database of their own, and a Redis of their own. */
async function startOnPostgres(folder: string, settings: Record<string, string>): Promise<System> {
  const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const name = `tidings_soak_${randomBytes(6).toString('hex')}`;
  await asAdmin(serverUrl, `create database ${name}`);
  const databaseUrl = new URL(serverUrl);
  databaseUrl.pathname = `/${name}`;
  const redis = await createSoakRedis(folder);
  await redis.start();
  const env = { ...settings, DATABASE_URL: databaseUrl.href, REDIS_URL: redis.url };
  const nodes = await Promise.all(['node a', 'node b'].map((node) => createSoakNode({ name: node, folder, env })));
  await Promise.all(nodes.map((node) => node.start()));
  return {
    nodes,
    redis,
    async close() {
      await Promise.all([...nodes, redis].map((program) => program.kill()));
      await asAdmin(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function asAdmin(serverUrl: string, statement: string): Promise<void> {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(statement).finally(() => admin.end());
}

/** One process, and a folder that outlives it. */
async function startEmbedded(folder: string, settings: Record<string, string>): Promise<System> {
  const env = { ...settings, DATA_DIR: join(folder, 'data') };
  const node = await createSoakNode({ name: 'node', folder, env });
  await node.start();
  return { nodes: [node], redis: null, close: () => node.kill() };
}

function signToken(sub: string): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ sub, tenant: 'soak', iat: now, exp: now + 3_600 })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));
}

async function keepHistory(
  folder: string,
  records: HistoryRecord[],
  verdict: Verdict,
  complaints: string[],
): Promise<void> {
  await writeFile(join(folder, 'history.jsonl'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  await writeFile(join(folder, 'violations.json'), JSON.stringify({ ...verdict, complaints }, null, 1));
}
