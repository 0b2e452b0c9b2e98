/** The load of presence: users who each watch others over one socket, say that they are idle, are cut off and come back. */
import { answer, sayReady } from '../lib/answer.ts';
import { percentile } from '../lib/numbers.ts';
import { openWebsocket, type Wire } from './websocket.ts';

export interface OpenPresence {
  port: number;
  dialect: 'graphql' | 'plain';
  clients: { userId: string; token: string; watched: string[] }[];
}

export interface Settled {
  /** Until everybody saw everybody whom he watches as he should. */
  seconds: number;
  /** What came to all of them together. */
  deliveries: number;
}

export interface Changes {
  deliveries: number;
  /** From the word of the one who changed to the last of those who watch him. */
  p50Ms: number;
  p99Ms: number;
}

interface Client {
  userId: string;
  token: string;
  watched: string[];
  wire: Wire | null;
  seen: Map<string, string>;
}

const handshakesMax = 500;
const waitMsMax = 120_000;
const clients: Client[] = [];
let command: OpenPresence | null = null;
let deliveries = 0;
/** What everybody who watches anybody should see. */
const wanted = 'ONLINE';
/** Pairs of one who watches and one who is watched that are as wanted. */
let right = 0;
let onDelivery = () => {};

const subscription = 'subscription ($userIds: [ID!]!) { presence(userIds: $userIds) { userId status } }';
const report = 'mutation ($input: ReportActivityInput!) { reportActivity(input: $input) { idleAt } }';

const dialects = {
  graphql: {
    path: '/graphql',
    open: (wire: Wire, { token }: Client) =>
      wire.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
    acknowledged: (wire: Wire, { watched }: Client) => {
      const payload = { query: subscription, variables: { userIds: watched } };
      wire.send(JSON.stringify({ id: 'presence', type: 'subscribe', payload }));
    },
    idle: (wire: Wire) => {
      const payload = { query: report, variables: { input: { idleSeconds: 3_600 } } };
      wire.send(JSON.stringify({ id: 'idle', type: 'subscribe', payload }));
    },
  },
  plain: {
    path: '/',
    open: (wire: Wire, { token, watched }: Client) =>
      wire.send(JSON.stringify({ authorization: `Bearer ${token}`, userIds: watched })),
    acknowledged() {},
    idle: (wire: Wire) => wire.send(JSON.stringify({ status: 'AWAY' })),
  },
};

interface Frame {
  type: string;
  payload?: { data?: { presence?: { userId: string; status: string } }; errors?: unknown };
}

function see(client: Client, { userId, status }: { userId: string; status: string }): void {
  deliveries += 1;
  if (client.seen.get(userId) === wanted) right -= 1;
  if (status === wanted) right += 1;
  client.seen.set(userId, status);
  onDelivery();
}

/** Fulfilled once the first state of somebody has come. */
function connect(client: Client): Promise<void> {
  if (command === null) throw new Error('There is nowhere to connect to.');
  const { port } = command;
  const dialect = dialects[command.dialect];
  for (const status of client.seen.values()) if (status === wanted) right -= 1;
  client.seen.clear();
  return new Promise((resolve, reject) => {
    openWebsocket({
      port,
      path: dialect.path,
      ...(dialect.path === '/graphql' && { subprotocol: 'graphql-transport-ws' }),
      onOpen(wire) {
        client.wire = wire;
        dialect.open(wire, client);
      },
      onText(buffer, start, end) {
        const frame = JSON.parse(buffer.toString('utf8', start, end)) as Frame;
        const shown = frame.payload?.data?.presence;
        if (shown !== undefined) {
          see(client, shown);
          resolve();
        } else if (frame.type === 'connection_ack' && client.wire !== null) dialect.acknowledged(client.wire, client);
        else if (frame.type === 'ping') client.wire?.send('{"type":"pong"}');
        else if (frame.type === 'error' || frame.payload?.errors !== undefined)
          reject(new Error(JSON.stringify(frame)));
      },
      onClose: (reason) => reject(new Error(reason)),
    });
  });
}

async function connectAll(): Promise<void> {
  const left = [...clients];
  const begun = performance.now();
  const lane = async () => {
    for (let client = left.pop(); client !== undefined; client = left.pop()) {
      try {
        await connect(client);
      } catch (error) {
        if (performance.now() - begun > waitMsMax) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
        left.push(client);
      }
    }
  };
  await Promise.all(Array.from({ length: handshakesMax }, lane));
}

function until(isThere: () => boolean, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what}: ${right} pairs are right`)), waitMsMax);
    onDelivery = () => {
      if (!isThere()) return;
      onDelivery = () => {};
      clearTimeout(timer);
      resolve();
    };
    onDelivery();
  });
}

const pairs = () => clients.reduce((sum, { watched }) => sum + watched.length, 0);

async function settle(begun: number, before: number): Promise<Settled> {
  await until(() => right === pairs(), 'Not everybody saw everybody come');
  return { seconds: (performance.now() - begun) / 1_000, deliveries: deliveries - before };
}

async function open(given: OpenPresence): Promise<Settled> {
  command = given;
  for (const each of given.clients) clients.push({ ...each, wire: null, seen: new Map() });
  const [begun, before] = [performance.now(), deliveries];
  await connectAll();
  return settle(begun, before);
}

/** Some users become idle, one after the other; everybody who watches them is waited for. */
async function change({ first, count }: { first: number; count: number }): Promise<Changes> {
  const before = deliveries;
  const times: number[] = [];
  for (const client of clients.slice(first, first + count)) {
    const watchers = clients.filter(({ watched }) => watched.includes(client.userId));
    const begun = performance.now();
    if (client.wire !== null) dialects[command?.dialect ?? 'plain'].idle(client.wire);
    await until(() => watchers.every(({ seen }) => seen.get(client.userId) === 'AWAY'), 'A change was not told');
    times.push(performance.now() - begun);
  }
  // Whatever is told twice comes now.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return { deliveries: deliveries - before, p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) };
}

/** Cuts every connection in one turn. */
function cut(): void {
  for (const { wire } of clients) wire?.cut();
}

async function comeBack(): Promise<Settled> {
  const [begun, before] = [performance.now(), deliveries];
  await connectAll();
  return settle(begun, before);
}

answer({ open, change, cut, comeBack });
sayReady();
