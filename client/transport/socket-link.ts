import { createClient } from 'graphql-ws';
import { offline, TidingsError } from '../errors.ts';
import { RefreshSessionDocument } from '../generated/operations.ts';
import { type Closing, type Link, OpenError, type Operation, type Result, type Sink } from './link.ts';

/** A WebSocket's constructor. */
export type WebSocketImpl = new (url: string, protocols?: string | string[]) => WebSocket;

interface SocketLinkOptions {
  /** `ws:` or `wss:`. */
  url: string;
  token: string;
  webSocketImpl: WebSocketImpl;
  /** Time between pings. */
  pingIntervalMs: number;
  /** A server that does not answer a ping, or a connection that is not accepted, within this time is taken for gone. */
  answerMsMax: number;
  now: () => number;
  /** A ping was answered, so many ms after it was sent. */
  onPong: (pingMs: number) => void;
}

/**
 * Opens a WebSocket that speaks `graphql-transport-ws`. graphql-ws keeps the protocol; coming back is left to the
 * connection, since its own retries stop at close codes after which we come back (4500), and know no other transport.
 */
export function openSocketLink(options: SocketLinkOptions): Promise<Link> {
  const { url, token, webSocketImpl, pingIntervalMs, answerMsMax, now, onPong } = options;
  const opened = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<Closing>();
  let socket: WebSocket | null = null;
  let pingedAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const finish = (closing: Closing) => {
    if (isClosed) return;
    isClosed = true;
    clearTimeout(timer);
    closed.resolve(closing);
    opened.reject(new OpenError(closing));
  };

  const client = createClient({
    url,
    connectionParams: { authorization: `Bearer ${token}` },
    webSocketImpl,
    lazy: false,
    retryAttempts: 0,
    connectionAckWaitTimeout: answerMsMax,
    onNonLazyError: () => {},
    on: {
      opened: (raw) => {
        socket = raw as WebSocket;
      },
      connected: () => {
        opened.resolve();
        ping();
      },
      pong: (isReceived) => {
        if (!isReceived || pingedAt === null) return;
        onPong(now() - pingedAt);
        pingedAt = null;
        clearTimeout(timer);
        timer = setTimeout(ping, pingIntervalMs);
      },
      closed: (event) => finish(closingOf(event)),
    },
  });

  function ping(): void {
    if (isClosed || socket === null) return;
    clearTimeout(timer);
    pingedAt = now();
    socket.send('{"type":"ping"}');
    timer = setTimeout(() => close(4499, 'No answer to a ping.'), answerMsMax);
  }

  /** A network that is gone lets a socket stay in its closing for long: nobody waits for that. */
  function close(code = 1000, reason = ''): void {
    if (isClosed) return;
    finish({ code, reason });
    socket?.close(1000, reason);
    client.terminate();
  }

  const link: Link = {
    kind: 'websocket',
    closed: closed.promise,
    close,
    execute: (operation) => executeBySubscribing(link, operation),
    subscribe: (operation, sink) => subscribe(operation, sink),
    async renew(fresh) {
      const variables = { input: { token: fresh } };
      const { errors } = await link.execute({ query: RefreshSessionDocument.toString(), variables });
      if (errors !== undefined) close(4403, 'The new token was not accepted.');
    },
  };

  function subscribe({ query, variables }: Operation, sink: Sink): () => void {
    let hasEnded = false;
    const end: Sink['end'] = (errors) => {
      if (hasEnded) return;
      hasEnded = true;
      sink.end(errors);
    };
    const leave = client.subscribe(
      { query, variables },
      {
        next: (result) => {
          if (!hasEnded) sink.next(result as Result);
        },
        // A list is the server's answer; anything else is the end of the socket.
        error: (reason) => end(Array.isArray(reason) ? reason : [offlineError]),
        complete: () => end(isClosed ? [offlineError] : null),
      },
    );
    return () => {
      hasEnded = true;
      leave();
    };
  }

  // A socket may hang while it opens.
  timer = setTimeout(() => close(1006, 'The connection was not opened in time.'), answerMsMax);
  return opened.promise.then(() => link);
}

/** What ends an operation whose link ended. */
export const offlineError = { message: offline().message, extensions: { code: 'OFFLINE' } };

const isOffline = ({ extensions }: { extensions?: Record<string, unknown> | undefined }) =>
  extensions?.code === 'OFFLINE';

/** A query or a mutation as a subscription of one result. */
export function executeBySubscribing(link: Pick<Link, 'subscribe'>, operation: Operation): Promise<Result> {
  return new Promise((resolve, reject) => {
    let result: Result | null = null;
    link.subscribe(operation, {
      next: (one) => {
        result = one;
      },
      end: (errors) => {
        if (result !== null) resolve(result);
        else if (errors?.some(isOffline) !== false) reject(new TidingsError(offline()));
        else resolve({ errors });
      },
    });
  });
}

function closingOf(event: unknown): Closing {
  const { code, reason } = event as Partial<Closing>;
  return { code: code ?? 1006, reason: reason ?? '' };
}
