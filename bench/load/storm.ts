/** The load of the storm: clients that resume with their cursors, and one who sends all the while. Every event is kept. */
import { randomUUID } from 'node:crypto';
import { answer, sayReady } from '../lib/answer.ts';
import { eventsDocument } from '../lib/message.ts';
import { percentile } from '../lib/numbers.ts';
import { openSender } from './publishers.ts';
import { openWebsocket, type Wire } from './websocket.ts';

export interface OpenCommand {
  port: number;
  clients: { token: string; conversationIds: string[] }[];
  senderToken: string;
}

export interface StormResult {
  /** From the cut to the moment when the last client has caught up. */
  seconds: number;
  p50Ms: number;
  /** Connections that had to be tried again. */
  retries: number;
}

export interface CheckResult {
  acknowledged: number;
  /** Messages that each of their receivers should have got, all in all, and those that he got. */
  expected: number;
  received: number;
  sendP50Ms: number;
  sendP99Ms: number;
  faults: string[];
}

interface Client {
  token: string;
  conversationIds: string[];
  cursor: string | null;
  wire: Wire | null;
  /** The last number of each conversation, over all connections. */
  last: Map<string, number>;
  received: number;
}

/** Handshakes under way at once: what a listening socket's queue holds. */
const handshakesMax = 500;
const waitMsMax = 300_000;

const clients: Client[] = [];
const acknowledged = new Map<string, number[]>();
const sendTimes: number[] = [];
const faults: string[] = [];
let port = 0;
let retries = 0;
let sending: NodeJS.Timeout | undefined;
let unanswered = 0;

interface Item {
  __typename: string;
  conversationId?: string;
  seq?: number;
  cursor?: string;
}

function fault(what: string): void {
  if (faults.length < 20) faults.push(what);
}

/** One stream, from the client's cursor on; fulfilled with its `CaughtUp`. */
function resume(client: Client): Promise<void> {
  const inStream = new Map<string, number>();
  return new Promise((resolve, reject) => {
    openWebsocket({
      port,
      path: '/graphql',
      subprotocol: 'graphql-transport-ws',
      onOpen(wire) {
        client.wire = wire;
        wire.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${client.token}` } }));
      },
      onText(buffer, start, end) {
        const frame = JSON.parse(buffer.toString('utf8', start, end)) as {
          type: string;
          payload?: { data?: { events: Item } };
        };
        const item = frame.payload?.data?.events;
        if (frame.type === 'connection_ack') {
          const payload = { query: eventsDocument, variables: { after: client.cursor } };
          client.wire?.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload }));
        } else if (frame.type === 'ping') client.wire?.send('{"type":"pong"}');
        else if (item === undefined) fault(`Unexpected: ${buffer.toString('utf8', start, end)}`);
        else {
          take(client, inStream, item);
          if (item.__typename === 'CaughtUp') resolve();
        }
      },
      onClose(reason) {
        // After the catching up it is of no effect: it was cut.
        reject(new Error(reason));
      },
    });
  });
}

/** `UserChanged` is of other clients, whose profiles are made when they are first there. */
const expected = new Set(['CaughtUp', 'Checkpoint', 'UserChanged']);

/** A stream brings each number once and none too few; what came before the cut may come again after it. */
function take(client: Client, inStream: Map<string, number>, item: Item): void {
  if (item.cursor !== undefined) client.cursor = item.cursor;
  const { conversationId, seq } = item;
  if (conversationId === undefined || seq === undefined) {
    if (!expected.has(item.__typename)) fault(`A stream said ${item.__typename}.`);
    return;
  }
  const before = inStream.get(conversationId);
  const known = client.last.get(conversationId);
  if (before !== undefined && seq !== before + 1) fault(`In one stream, ${seq} came after ${before}.`);
  if (known !== undefined && seq > known + 1) fault(`After ${known}, a client got ${seq}.`);
  inStream.set(conversationId, seq);
  if (known !== undefined && seq <= known) return;
  client.last.set(conversationId, seq);
  client.received += 1;
}

/** Resumes all, trying again what is refused, as clients do. Gives the time that each took since `begun`. */
async function resumeAll(begun: number, atOnce: number): Promise<number[]> {
  const left = [...clients];
  const times: number[] = [];
  const lane = async () => {
    for (let client = left.pop(); client !== undefined; client = left.pop()) {
      try {
        await resume(client);
        times.push(performance.now() - begun);
      } catch (error) {
        retries += 1;
        if (performance.now() - begun > waitMsMax) throw error;
        await new Promise((done) => setTimeout(done, 200));
        left.push(client);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return times;
}

async function open(command: OpenCommand): Promise<void> {
  port = command.port;
  for (const { token, conversationIds } of command.clients) {
    clients.push({ token, conversationIds, cursor: null, wire: null, last: new Map(), received: 0 });
  }
  // The first coming is no storm.
  await resumeAll(performance.now(), 32);
  await startSends(command.senderToken);
}

const sendDocument = `mutation Send($input: SendMessageInput!) {
  sendMessage(input: $input) { message { conversationId seq } }
}`;

/** A hundred sends a second, whatever happens, to all conversations in turn. */
async function startSends(token: string): Promise<void> {
  const conversationIds = [...new Set(clients.flatMap((client) => client.conversationIds))];
  const sentAt = new Map<string, number>();
  const wire = await openSender(port, token, (received) => {
    const { type, id, payload } = JSON.parse(received) as {
      type: string;
      id?: string;
      payload?: { data?: { sendMessage: { message: { conversationId: string; seq: number } } | null } | null };
    };
    if (type === 'ping') wire.send('{"type":"pong"}');
    if (type === 'complete' || type === 'error') unanswered -= 1;
    if (type !== 'next') return;
    const message = payload?.data?.sendMessage?.message;
    if (message === undefined) return fault(`A send failed: ${received}`);
    sendTimes.push(performance.now() - (sentAt.get(id ?? '') ?? 0));
    acknowledged.set(message.conversationId, [...(acknowledged.get(message.conversationId) ?? []), message.seq]);
  });
  let sent = 0;
  const begun = performance.now();
  sending = setInterval(() => {
    // A busy process's timers are late; what is due is sent.
    while (sent < (performance.now() - begun) / 10) {
      const id = String(sent);
      const input = {
        conversationId: conversationIds[sent % conversationIds.length],
        clientMessageId: `storm-${sent}`,
        text: 'The storm goes on.',
      };
      sentAt.set(id, performance.now());
      sent += 1;
      unanswered += 1;
      wire.send(JSON.stringify({ id, type: 'subscribe', payload: { query: sendDocument, variables: { input } } }));
    }
  }, 10);
}

/** Cuts every connection in one turn, and comes back. */
async function storm(): Promise<StormResult> {
  retries = 0;
  const begun = performance.now();
  for (const { wire } of clients) wire?.cut();
  const times = await resumeAll(begun, handshakesMax);
  return { seconds: (performance.now() - begun) / 1_000, p50Ms: percentile(times, 0.5), retries };
}

/** Ends the sends, and compares what was acknowledged with what every single client has got. */
async function check(): Promise<CheckResult> {
  clearInterval(sending);
  const expectedOf = (client: Client) =>
    client.conversationIds.reduce((sum, id) => sum + (acknowledged.get(id)?.length ?? 0), 0);
  const until = Date.now() + 15_000;
  const isDone = () => unanswered === 0 && clients.every((client) => client.received >= expectedOf(client));
  while (!isDone() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const client of clients) {
    if (client.received !== expectedOf(client)) fault(`A client got ${client.received} of ${expectedOf(client)}.`);
    for (const id of client.conversationIds) {
      const newest = acknowledged.get(id)?.reduce((a, b) => Math.max(a, b));
      if (client.last.get(id) !== newest) fault(`A client is at ${client.last.get(id)}, and ${newest} was sent.`);
    }
  }
  return {
    acknowledged: sendTimes.length,
    expected: clients.reduce((sum, client) => sum + expectedOf(client), 0),
    received: clients.reduce((sum, client) => sum + client.received, 0),
    sendP50Ms: percentile(sendTimes, 0.5),
    sendP99Ms: percentile(sendTimes, 0.99),
    faults,
  };
}

answer({ open, storm, check });
sayReady();
