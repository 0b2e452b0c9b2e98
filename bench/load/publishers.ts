import { once } from 'node:events';
import { connect } from 'node:net';
import { clientMessageIdOf } from '../lib/message.ts';
import { openWebsocket, type Wire } from './websocket.ts';

/** Makes events. */
export interface Publisher {
  /** One event to each of these conversations, in this order; fulfilled once the server has answered for all. */
  publish(conversations: number[]): Promise<void>;
}

/** Where events are made: a peer's control port, or Tidings' own mutation over a socket. */
export type PublisherOptions =
  | { kind: 'control'; port: number }
  | { kind: 'mutation'; port: number; token: string; conversationIds: string[] };

export function createPublisher(options: PublisherOptions, text: string): Promise<Publisher> {
  return options.kind === 'control' ? controlPeer(options.port) : sendMessages({ ...options, text });
}

/** A peer publishes in its own process, at a word: `3,4,5` and a line's end. It answers with one byte. */
async function controlPeer(port: number): Promise<Publisher> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let done = () => {};
  socket.on('data', () => done());
  return {
    publish: (conversations) =>
      new Promise((resolve) => {
        done = resolve;
        socket.write(`${conversations.join(',')}\n`);
      }),
  };
}

const sendDocument = 'mutation Send($input: SendMessageInput!) { sendMessage(input: $input) { message { seq } } }';

interface SendOptions {
  port: number;
  token: string;
  conversationIds: string[];
  text: string;
}

/** Real sends, all of a step in flight at once. */
async function sendMessages({ port, token, conversationIds, text }: SendOptions): Promise<Publisher> {
  let sent = 0;
  let open = 0;
  let settle: { resolve(): void; reject(error: Error): void } = { resolve() {}, reject() {} };
  const wire = await openSender(port, token, (received) => {
    const { type, payload } = JSON.parse(received) as { type: string; payload?: { data?: unknown; errors?: unknown } };
    if (type === 'ping') wire.send('{"type":"pong"}');
    const isRefused = type === 'error' || (type === 'next' && (payload?.data ?? null) === null);
    if (isRefused || payload?.errors !== undefined) settle.reject(new Error(`A send failed: ${received}`));
    if (type !== 'complete') return;
    open -= 1;
    if (open === 0) settle.resolve();
  });
  // A run's keys differ from those of the process before it.
  const firstIndex = (process.pid % 1_000_000) * 1_000_000;
  const operationOf = (index: number): string => {
    sent += 1;
    const clientMessageId = clientMessageIdOf(firstIndex + sent);
    const input = { conversationId: conversationIds[index], clientMessageId, text };
    return JSON.stringify({
      id: String(sent),
      type: 'subscribe',
      payload: { query: sendDocument, variables: { input } },
    });
  };
  return {
    publish: (conversations) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        open = conversations.length;
        wire.send(...conversations.map(operationOf));
      }),
  };
}

/** A socket that is ready for operations; `onText` gets every answer. */
export function openSender(port: number, token: string, onText: (text: string) => void): Promise<Wire> {
  return new Promise((resolve, reject) => {
    let wire: Wire | null = null;
    openWebsocket({
      port,
      path: '/graphql',
      subprotocol: 'graphql-transport-ws',
      onOpen(opened) {
        wire = opened;
        opened.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
      },
      onText(buffer, start, end) {
        const text = buffer.toString('utf8', start, end);
        if (wire !== null && text.includes('"connection_ack"')) resolve(wire);
        else onText(text);
      },
      onClose: (reason) => reject(new Error(`The sender's socket: ${reason}`)),
    });
  });
}
