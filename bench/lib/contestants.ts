/** Who takes part in the fan-out benchmark: each is a server and a load of its own, kept for all rounds. */

import type { DialectName } from '../load/dialects.ts';
import type { ConnectCommand, RunCommand, RunResult } from '../load/main.ts';
import { type Child, cores, startChild } from './child.ts';
import { conversationEventsDocument, eventsDocument, peerConversationId, text } from './message.ts';
import type { Usage } from './report-usage.ts';
import {
  type Engine,
  openStorage,
  redisUrl,
  seed,
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
  stream?: 'conversationEvents' | 'events';
  /** A peer that gets a database of its own. */
  stores?: boolean;
}

export const kinds = {
  'raw socket': { dialect: 'plain', peer: ['raw-socket.ts'] },
  'Tidings conversationEvents': { dialect: 'graphql-caught-up', stream: 'conversationEvents' },
  'Tidings events': { dialect: 'graphql-caught-up', stream: 'events' },
  'raw socket, stored': { dialect: 'plain', peer: ['raw-socket.ts', '--store'], stores: true },
  'ws.send': { dialect: 'plain', peer: ['ws-send.ts'] },
  'socket.io': { dialect: 'socket.io', peer: ['socket-io.ts'] },
  'socket.io + Redis': { dialect: 'socket.io', peer: ['socket-io.ts', '--redis'] },
  'Yoga + graphql-ws': { dialect: 'graphql', peer: ['yoga.ts'] },
  Mercurius: { dialect: 'graphql', peer: ['mercurius.ts'] },
  'Apollo style': { dialect: 'graphql', peer: ['apollo-style.ts'] },
  'Tidings SSE': { dialect: 'sse-caught-up', stream: 'conversationEvents' },
  'Yoga SSE': { dialect: 'sse', peer: ['yoga.ts'] },
} satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

export interface Contestant {
  name: KindName;
  /** One measured run. */
  run(command: RunCommand): Promise<RunResult & { cpuUs: number }>;
  close(): Promise<void>;
}

interface Backend {
  child: Child;
  connect: ConnectCommand;
  close(): Promise<void>;
}

export async function startContestant(name: KindName, shape: Shape, engine: Engine): Promise<Contestant> {
  const kind: Kind = kinds[name];
  const backend =
    kind.peer === undefined ? await startOurs(kind, shape, engine) : await startTheirs(kind, kind.peer, shape);
  const load = startChild({ file: 'bench/load/main.ts', core: cores.load });
  await load.ready();
  await load.ask('connect', backend.connect);
  const everyone = Array.from({ length: shape.conversations }, (_, index) => index);
  await load.ask('awaitLive', { conversations: everyone });
  const usage = () => backend.child.ask<Usage>('usage');
  return {
    name,
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
): Promise<{ child: Child; port: number; controlPort: number }> {
  const child = startChild({
    file: `bench/peers/${script}`,
    args,
    nodeFlags: ['--import', new URL('report-usage.ts', import.meta.url).href, ...nodeFlags],
    env: { NODE_ENV: 'production', REDIS_URL: redisUrl, ...env },
    core: cores.server,
  });
  return { child, ...(await child.ready<{ port: number; controlPort: number }>()) };
}

async function startTheirs(kind: Kind, peer: string[], shape: Shape): Promise<Backend> {
  const storage = kind.stores === true ? await openStorage('postgres') : null;
  const { child, port, controlPort } = await startPeer(peer, storage?.env);
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
      await storage?.remove();
    },
  };
}

async function startOurs(kind: Kind, shape: Shape, engine: Engine): Promise<Backend> {
  const storage = await openStorage(engine);
  const tidings = await startTidings({ storage });
  const { port, child } = tidings;
  const members = shape.subscribers / shape.conversations;
  const conversationIds = await seed(tidings, { conversations: shape.conversations, members });
  const hasCursors = kind.stream === 'events';
  const cursors = hasCursors ? await takeCursors(tidings, conversationIds.at(-1) ?? '', shape.subscribers) : [];
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
      publisher: { kind: 'mutation', port, token: tokenFor(sender), conversationIds },
      text,
    },
    async close() {
      await tidings.close();
      await storage.remove();
    },
  };
}
