/** The load: many subscribers, and one who makes events, in a process of their own. */
import { answer, sayReady } from '../lib/answer.ts';
import { percentile } from '../lib/numbers.ts';
import { createCounter, type Tally } from './counter.ts';
import { type DialectName, dialects, type Subscriber } from './dialects.ts';
import { openEventStream } from './event-stream.ts';
import { createPublisher, type Publisher, type PublisherOptions } from './publishers.ts';
import { openWebsocket, type Wire, type WireOptions } from './websocket.ts';

export interface ConnectCommand {
  port: number;
  dialect: DialectName;
  subscribers: Subscriber[];
  /** Null: nothing is sent. */
  publisher: PublisherOptions | null;
  /** Of every event. */
  text: string;
  /** 127.0.0.1 has 28,000 ports to connect from; each further address has as many. @default 1 */
  localAddresses?: number;
}

export interface ConnectResult {
  seconds: number;
  p50Ms: number;
  p99Ms: number;
}

export interface RunCommand {
  /** The conversations, by their index, that get one event each in a step; a step begins when the one before is done. */
  steps: number[][];
  /** How many subscribers of each conversation are to get its events; 0: nobody hears any of them. */
  hearers: number;
  /** The shortest time between the beginnings of two steps. @default 0 */
  paceMs?: number;
}

export interface RunResult {
  deliveries: number;
  bytes: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
  /** The highest number that anybody has got. */
  lastSeq: number;
  faults: string[];
}

/** Handshakes that are under way at once. */
const connectingMax = 256;
const stepMsMax = 60_000;
const bucketUs = 20;
const buckets = new Uint32Array(1_000_000);

interface Client {
  tally: Tally;
  wire: Wire | null;
  isPaused: boolean;
  closed: Promise<string>;
}

const clients: Client[] = [];
const faults: string[] = [];
let isCutting = false;
let counter = createCounter(() => null, '');
let publisher: Publisher = {
  publish: () => Promise.reject(new Error('There is nobody who sends.')),
};
/** Of the current step. */
let missing = 0;
let stepDone = () => {};
let stepAt = 0;
let bytes = 0;

function takeDelivery(size: number): void {
  bytes += size;
  missing -= 1;
  const bucket = Math.min(buckets.length - 1, Math.floor(((performance.now() - stepAt) * 1_000) / bucketUs));
  buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  if (missing === 0) stepDone();
}

function subscribe(command: ConnectCommand, subscriber: Subscriber): Promise<void> {
  const dialect = dialects[command.dialect];
  const isSse = command.dialect.startsWith('sse');
  const tally: Tally = { conversationId: subscriber.conversationId, seq: 0, count: 0, expected: 0 };
  const closed = Promise.withResolvers<string>();
  const client: Client = { tally, wire: null, isPaused: false, closed: closed.promise };
  clients.push(client);
  const address = clients.length % (command.localAddresses ?? 1);
  return new Promise((resolve, reject) => {
    const options: WireOptions = {
      port: command.port,
      path: dialect.path,
      ...(dialect.subprotocol !== undefined && { subprotocol: dialect.subprotocol }),
      ...(address > 0 && { localAddress: `127.0.0.${1 + address}` }),
      onOpen(wire) {
        client.wire = wire;
        dialect.open(wire, subscriber);
        // Such a stream is asked for in the request itself.
        if (isSse && dialect.answer(wire, subscriber, '')) resolve();
      },
      onText(buffer, start, end) {
        if (counter.take(tally, buffer, start, end)) return takeDelivery(end - start);
        try {
          if (client.wire !== null && dialect.answer(client.wire, subscriber, buffer.toString('utf8', start, end)))
            resolve();
        } catch (error) {
          faults.push(String(error));
          reject(error);
        }
      },
      onClose(reason) {
        if (!isCutting && !client.isPaused) faults.push(`A subscriber's connection ended: ${reason}`);
        closed.resolve(reason);
        reject(new Error(`A connection ended: ${reason}`));
      },
    };
    if (!isSse) return openWebsocket(options);
    openEventStream({ ...options, token: subscriber.token, body: JSON.stringify(subscriber.operation) });
    return undefined;
  });
}

/** Opens all connections, as fast as they are accepted. */
async function connectAll(command: ConnectCommand): Promise<ConnectResult> {
  counter = createCounter(dialects[command.dialect].eventOf, command.text);
  if (command.publisher !== null) publisher = await createPublisher(command.publisher, command.text);
  const left = [...command.subscribers];
  const times: number[] = [];
  const lane = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const at = performance.now();
      await subscribe(command, next);
      times.push(performance.now() - at);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connectingMax }, lane));
  const seconds = (performance.now() - begun) / 1_000;
  return { seconds, p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) };
}

/** Cuts all connections off, and forgets them. */
async function cutAll(): Promise<void> {
  isCutting = true;
  for (const { wire } of clients) wire?.cut();
  await Promise.all(clients.map((client) => client.closed));
  clients.length = 0;
  isCutting = false;
}

/** Some servers do not say when a subscription has begun: events are made until everyone has got one. */
async function awaitLive({ conversations }: { conversations: number[] }): Promise<void> {
  const until = Date.now() + stepMsMax;
  for (;;) {
    const deaf = clients.filter(({ tally }) => tally.seq === 0).length;
    if (deaf === 0) break;
    if (Date.now() > until) throw new Error(`${deaf} subscribers hear nothing. ${faults[0] ?? ''}`);
    // A socket may have only so many operations at once.
    for (let at = 0; at < conversations.length; at += 50) await publisher.publish(conversations.slice(at, at + 50));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  // What was made last may still be under way.
  await new Promise((resolve) => setTimeout(resolve, 500));
}

async function step(conversations: number[], deliveries: number): Promise<void> {
  missing = deliveries;
  stepAt = performance.now();
  if (deliveries === 0) return publisher.publish(conversations);
  let timer: NodeJS.Timeout | undefined;
  const received = new Promise<void>((resolve, reject) => {
    stepDone = resolve;
    timer = setTimeout(() => reject(new Error(`${missing} of ${deliveries} deliveries are missing.`)), stepMsMax);
  });
  await Promise.all([publisher.publish(conversations), received]);
  clearTimeout(timer);
}

async function run({ steps, hearers, paceMs = 0 }: RunCommand): Promise<RunResult> {
  const events = steps.reduce((sum, conversations) => sum + conversations.length, 0);
  const perConversation = events / new Set(steps.flat()).size;
  for (const { tally, isPaused } of clients) {
    tally.count = 0;
    tally.expected = isPaused || hearers === 0 ? 0 : perConversation;
  }
  buckets.fill(0);
  bytes = 0;
  const begun = performance.now();
  for (const conversations of steps) {
    await step(conversations, conversations.length * hearers);
    const restMs = stepAt + paceMs - performance.now();
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
  }
  const seconds = (performance.now() - begun) / 1_000;
  const wrong = clients.filter(({ tally, isPaused }) => !isPaused && tally.count !== tally.expected);
  if (wrong.length > 0) {
    const [{ tally } = { tally: undefined }] = wrong;
    faults.push(`${wrong.length} clients got another number of events: ${tally?.count} of ${tally?.expected}`);
  }
  const deliveries = clients.reduce((sum, { tally }) => sum + tally.count, 0);
  return {
    deliveries,
    bytes,
    seconds,
    p50Ms: percentileMs(deliveries, 0.5),
    p99Ms: percentileMs(deliveries, 0.99),
    lastSeq: Math.max(...clients.map(({ tally }) => tally.seq)),
    faults: [...faults, ...counter.faults],
  };
}

function percentileMs(total: number, part: number): number {
  let seen = 0;
  for (const [index, count] of buckets.entries()) {
    seen += count;
    if (seen >= total * part) return ((index + 0.5) * bucketUs) / 1_000;
  }
  return Number.NaN;
}

/** Stops reading at one client, as an application does that hangs. */
function pauseOne(): void {
  const [client] = clients;
  if (client === undefined) return;
  client.isPaused = true;
  client.wire?.pause();
}

/** Reads on, and waits for the last event or for the end; says how many events came, and why it ended. */
async function resumeOne({ lastSeq }: { lastSeq: number }): Promise<{ seq: number; closed: string | null }> {
  const [client] = clients;
  if (client === undefined) throw new Error('There is no client.');
  client.wire?.resume();
  const caughtUp = (async () => {
    const until = Date.now() + stepMsMax;
    while (client.tally.seq < lastSeq && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    return null;
  })();
  const closed = await Promise.race([caughtUp, client.closed]);
  client.isPaused = false;
  return { seq: client.tally.seq, closed };
}

answer({ connect: connectAll, cut: cutAll, awaitLive, run, pauseOne, resumeOne });
sayReady();
