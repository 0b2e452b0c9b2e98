/** The load of the fan-out benchmark: many subscribers and one publisher, in a process of their own. */
import { answer, sayReady } from '../lib/answer.ts';
import { createCounter, type Tally } from './counter.ts';
import { type DialectName, dialects, type Subscriber } from './dialects.ts';
import { openEventStream } from './event-stream.ts';
import { createPublisher, type Publisher, type PublisherOptions } from './publishers.ts';
import { openWebsocket, type WireOptions } from './websocket.ts';

export interface ConnectCommand {
  port: number;
  dialect: DialectName;
  subscribers: Subscriber[];
  publisher: PublisherOptions;
}

export interface RunCommand {
  /** The conversations, by their index, that get one event each in a step; a step begins when the one before is done. */
  steps: number[][];
  /** How many subscribers each conversation has. */
  subscribersOf: number;
  /** Nobody hears them: what is measured is the making of the events. */
  isSilent: boolean;
}

export interface RunResult {
  deliveries: number;
  bytes: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
  faults: string[];
}

/** Handshakes that are under way at once. */
const connectingMax = 64;
const stepMsMax = 60_000;
const bucketUs = 20;
const buckets = new Uint32Array(1_000_000);

const tallies: Tally[] = [];
const faults: string[] = [];
let counter = createCounter(() => null);
let publisher: Publisher;
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
  tallies.push(tally);
  return new Promise((resolve, reject) => {
    let wire: Parameters<WireOptions['onOpen']>[0];
    const options: WireOptions = {
      port: command.port,
      path: dialect.path,
      ...(dialect.subprotocol !== undefined && { subprotocol: dialect.subprotocol }),
      onOpen(opened) {
        wire = opened;
        dialect.open(opened, subscriber);
        // Such a stream is asked for in the request itself.
        if (isSse && dialect.answer(opened, subscriber, '')) resolve();
      },
      onText(buffer, start, end) {
        if (counter.take(tally, buffer, start, end)) return takeDelivery(end - start);
        try {
          if (dialect.answer(wire, subscriber, buffer.toString('utf8', start, end))) resolve();
        } catch (error) {
          faults.push(String(error));
          reject(error);
        }
      },
      onClose(reason) {
        faults.push(`A subscriber's connection ended: ${reason}`);
        reject(new Error(`A connection ended: ${reason}`));
      },
    };
    if (!isSse) return openWebsocket(options);
    openEventStream({ ...options, token: subscriber.token, body: JSON.stringify(subscriber.operation) });
    return undefined;
  });
}

async function connectAll(command: ConnectCommand): Promise<void> {
  counter = createCounter(dialects[command.dialect].eventOf);
  publisher = await createPublisher(command.publisher);
  const left = [...command.subscribers];
  const lane = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await subscribe(command, next);
  };
  await Promise.all(Array.from({ length: connectingMax }, lane));
}

/** Some servers do not say when a subscription has begun: events are made until everyone has got one. */
async function awaitLive({ conversations }: { conversations: number[] }): Promise<void> {
  const until = Date.now() + stepMsMax;
  for (;;) {
    const deaf = tallies.filter((tally) => tally.seq === 0).length;
    if (deaf === 0) break;
    if (Date.now() > until) throw new Error(`${deaf} subscribers hear nothing. ${faults[0] ?? ''}`);
    await publisher.publish(conversations);
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

async function run({ steps, subscribersOf, isSilent }: RunCommand): Promise<RunResult> {
  const events = steps.reduce((sum, conversations) => sum + conversations.length, 0);
  const perConversation = events / new Set(steps.flat()).size;
  for (const tally of tallies) {
    tally.count = 0;
    tally.expected = isSilent ? 0 : perConversation;
  }
  buckets.fill(0);
  bytes = 0;
  const begun = performance.now();
  for (const conversations of steps) await step(conversations, isSilent ? 0 : conversations.length * subscribersOf);
  const seconds = (performance.now() - begun) / 1_000;
  const wrong = tallies.filter((tally) => tally.count !== tally.expected);
  if (wrong.length > 0) {
    faults.push(`${wrong.length} clients got another number of events: ${wrong[0]?.count} of ${wrong[0]?.expected}`);
  }
  const deliveries = tallies.reduce((sum, tally) => sum + tally.count, 0);
  return {
    deliveries,
    bytes,
    seconds,
    p50Ms: percentileMs(deliveries, 0.5),
    p99Ms: percentileMs(deliveries, 0.99),
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

answer({ connect: connectAll, awaitLive, run });
sayReady();
