/** Who takes part in the fan-out benchmark: each is a server, a maker of events and a load of its own, kept for all rounds. */

import type { DialectName } from '../load/dialects.ts';
import type { ConnectCommand, RunCommand, RunResult } from '../load/main.ts';
import { type Child, cores, startChild } from './child.ts';
import { conversationEventsDocument, eventsDocument, peerConversationId, text } from './message.ts';
import type { Usage } from './report-usage.ts';
import {
  openStorage,
  redisUrl,
  seed,
  seedSilence,
  sender,
  startTidings,
  subscriberId,
  takeCursors,
  tokenFor,
} from './tidings.ts';

/** How many hear what. */
export interface Shape {
  conversations: number;
  subscribers: number;
}

interface Kind {
  dialect: DialectName;
  /** A peer's script and its arguments; absent: Tidings. */
  peer?: string[];
  /** How its events are made; see peers/maker.ts. */
  maker?: string[];
  stream?: 'conversationEvents' | 'events';
  /** As it is in the tree that `--before` names. */
  isBefore?: boolean;
  /** Its events are stored, in a database of its own. */
  stores?: boolean;
}

export const kinds = {
  'raw socket': { dialect: 'plain', peer: ['raw-socket.ts'], maker: ['frame'] },
  'Tidings conversationEvents': { dialect: 'graphql-caught-up', stream: 'conversationEvents' },
  'Tidings events': { dialect: 'graphql-caught-up', stream: 'events' },
  'before conversationEvents': { dialect: 'graphql-caught-up', stream: 'conversationEvents', isBefore: true },
  'before events': { dialect: 'graphql-caught-up', stream: 'events', isBefore: true },
  'raw socket, stored': { dialect: 'plain', peer: ['raw-socket.ts'], maker: ['frame', '--store'], stores: true },
  'ws.send': { dialect: 'plain', peer: ['ws-send.ts'], maker: ['frame'] },
  'socket.io': { dialect: 'socket.io', peer: ['socket-io.ts'], maker: ['arguments'] },
  'socket.io + adapter': { dialect: 'socket.io', peer: ['socket-io.ts', '--adapter'], maker: ['socket.io'] },
  'Yoga + graphql-ws': { dialect: 'graphql', peer: ['yoga.ts'], maker: ['event'] },
  Mercurius: { dialect: 'graphql', peer: ['mercurius.ts'], maker: ['mqemitter'] },
  'Apollo style': { dialect: 'graphql', peer: ['apollo-style.ts'], maker: ['event'] },
  'Tidings SSE': { dialect: 'sse-caught-up', stream: 'conversationEvents' },
  'Yoga SSE': { dialect: 'sse', peer: ['yoga.ts'], maker: ['event'] },
} satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

/** How the measured servers are started. */
export interface Setup {
  nodeFlags: string[];
  /** Another tree of Tidings to be measured beside this one. */
  before: string | undefined;
}

export interface Contestant {
  name: KindName;
  /** Of what is measured. */
  pid: number;
  /** One measured run. */
  run(command: RunCommand): Promise<RunResult & { cpuUs: number }>;
  close(): Promise<void>;
}

interface Backend {
  /** What is measured. */
  child: Child;
  connect: ConnectCommand;
  close(): Promise<void>;
}

export async function startContestant(name: KindName, shape: Shape, setup: Setup): Promise<Contestant> {
  const kind: Kind = kinds[name];
  const backend =
    kind.peer === undefined ? await startOurs(kind, shape, setup) : await startTheirs(kind, kind.peer, shape, setup);
  const load = startChild({ file: 'bench/load/main.ts', core: cores.load });
  await load.ready();
  await load.ask('connect', backend.connect);
  const everyone = Array.from({ length: shape.conversations }, (_, index) => index);
  await load.ask('awaitLive', { conversations: everyone });
  const usage = () => backend.child.ask<Usage>('usage');
  return {
    name,
    pid: backend.child.pid,
    async run(command) {
      const before = await usage();
      const result = await load.ask<RunResult>('run', command);
      const after = await usage();
      return { ...result, cpuUs: after.cpuUs - before.cpuUs };
    },
    async close() {
      await load.stop();
      await backend.close();
    },
  };
}

/** Starts one of `peers/`. */
export async function startPeer(
  [script, ...args]: string[],
  env: Record<string, string> = {},
  nodeFlags: string[] = [],
): Promise<{ child: Child; port: number }> {
  const child = startChild({
    file: `bench/peers/${script}`,
    args,
    nodeFlags: ['--import', new URL('report-usage.ts', import.meta.url).href, ...nodeFlags],
    env: { NODE_ENV: 'production', REDIS_URL: redisUrl, ...env },
    core: cores.server,
  });
  return { child, ...(await child.ready<{ port: number }>()) };
}

let peers = 0;

async function startTheirs(kind: Kind, peer: string[], shape: Shape, { nodeFlags }: Setup): Promise<Backend> {
  const storage = kind.stores === true ? await openStorage('postgres') : null;
  peers += 1;
  const env = { REDIS_URL: redisUrl, CHANNEL_PREFIX: `tidings-bench-${process.pid}-${peers}`, ...storage?.env };
  const maker = startChild({ file: 'bench/peers/maker.ts', args: kind.maker ?? [], env, core: cores.load });
  const { port: controlPort } = await maker.ready<{ port: number }>();
  const { child, port } = await startPeer(peer, env, nodeFlags);
  const members = shape.subscribers / shape.conversations;
  const subscribers = Array.from({ length: shape.subscribers }, (_, index) => {
    const conversationId = peerConversationId(Math.floor(index / members));
    return {
      token: tokenFor(subscriberId(index)),
      conversationId,
      operation: { query: conversationEventsDocument, variables: { conversationId } },
    };
  });
  return {
    child,
    connect: { port, dialect: kind.dialect, subscribers, publisher: { kind: 'control', port: controlPort }, text },
    async close() {
      await child.stop();
      await maker.stop();
      await storage?.remove();
    },
  };
}

/** The index of search is kept by whichever node comes first, and is no part of a delivery: the other node keeps it. */
const deliversOnly = { SEARCH_INTERVAL_MS: '60000' };

/** Two nodes: the sends go to one that nobody listens to, and everybody listens to the one that is measured. */
async function startOurs(kind: Kind, shape: Shape, { nodeFlags, before }: Setup): Promise<Backend> {
  const storage = await openStorage('postgres');
  const sending = await startTidings({ storage, core: cores.load });
  const tidings = await startTidings({
    storage,
    env: deliversOnly,
    nodeFlags,
    tree: kind.isBefore === true ? before : undefined,
  });
  const { port, child } = tidings;
  const members = shape.subscribers / shape.conversations;
  const conversationIds = await seed(sending, { conversations: shape.conversations, members });
  const silentId = await seedSilence(sending);
  const hasCursors = kind.stream === 'events';
  const cursors = hasCursors ? await takeCursors(sending, silentId, shape.subscribers) : [];
  const subscribers = Array.from({ length: shape.subscribers }, (_, index) => {
    const conversationId = conversationIds[Math.floor(index / members)] ?? '';
    return {
      token: tokenFor(subscriberId(index)),
      conversationId,
      operation: hasCursors
        ? { query: eventsDocument, variables: { after: cursors[index] } }
        : { query: conversationEventsDocument, variables: { conversationId } },
    };
  });
  return {
    child,
    connect: {
      port,
      dialect: kind.dialect,
      subscribers,
      publisher: {
        kind: 'mutation',
        port: sending.port,
        token: tokenFor(sender),
        conversationIds: [...conversationIds, silentId],
      },
      text,
    },
    async close() {
      await tidings.close();
      await sending.close();
      await storage.remove();
    },
  };
}
