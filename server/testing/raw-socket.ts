import WebSocket from 'ws';

type Frame = Record<string, unknown> & { type?: string; id?: string; payload?: unknown };

/** A client that says what it is told, whether the protocol allows it or not. */
export interface RawSocket {
  readonly frames: Frame[];
  send(frame: unknown): void;
  sendText(text: string | Buffer): void;
  /** `connection_init`, and its answer. */
  init(authorization?: string): Promise<void>;
  /** Waits for a frame that fits; fails if the socket closes before. */
  until(fits: (frame: Frame) => boolean): Promise<Frame>;
  /** Fulfilled with code and reason once the socket is closed. */
  closed: Promise<{ code: number; reason: string }>;
  /** Stops reading from the network, as a client that hangs. */
  pause(): void;
  resume(): void;
  close(): void;
  /** Goes without a word. */
  terminate(): void;
}

interface RawSocketOptions {
  protocol?: string;
  origin?: string;
  /** Whether pings of the server are answered. @default true */
  autoPong?: boolean;
}

/** Connects; rejects with the HTTP status of a refused upgrade. */
export function openRawSocket(port: number, options: RawSocketOptions = {}): Promise<RawSocket> {
  const { protocol = 'graphql-transport-ws', origin, autoPong = true } = options;
  const ws = new WebSocket(`ws://127.0.0.1:${port}/graphql`, protocol, { autoPong, ...(origin && { origin }) });
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  let isClosed = false;
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.once('close', (code, reason) => {
      isClosed = true;
      resolve({ code, reason: String(reason) });
      for (const wake of waiting) wake();
    });
  });
  ws.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as Frame);
    for (const wake of waiting) wake();
  });

  const socket: RawSocket = {
    frames,
    closed,
    send: (frame) => ws.send(JSON.stringify(frame)),
    sendText: (text) => ws.send(text),
    async init(authorization) {
      socket.send({ type: 'connection_init', ...(authorization !== undefined && { payload: { authorization } }) });
      await socket.until((frame) => frame.type === 'connection_ack');
    },
    until: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = frames.find(fits);
          if (found === undefined && !isClosed) return;
          waiting.delete(look);
          if (found !== undefined) resolve(found);
          else void closed.then((end) => reject(new Error(`The socket was closed: ${JSON.stringify(end)}`)));
        };
        waiting.add(look);
        look();
      }),
    pause: () => ws.pause(),
    resume: () => ws.resume(),
    close: () => ws.close(),
    terminate: () => ws.terminate(),
  };
  return new Promise((resolve, reject) => {
    ws.once('open', () => {
      ws.on('error', () => {});
      resolve(socket);
    });
    ws.once('unexpected-response', (_request, response) => reject(new Error(`HTTP ${response.statusCode}`)));
    ws.once('error', reject);
  });
}

/** A `subscribe` frame. */
export function operation(id: string, query: string, variables: Record<string, unknown> = {}) {
  return { type: 'subscribe', id, payload: { query, variables } };
}
