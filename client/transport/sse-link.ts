import type { TidingsError } from '../errors.ts';
import { SyncCursorDocument } from '../generated/operations.ts';
import { executeByHttp, type Fetch, post } from './http.ts';
import { type Closing, type Link, OpenError, type Operation, type Result, type Sink } from './link.ts';
import { readEventStream } from './read-event-stream.ts';
import { offlineError } from './socket-link.ts';

interface SseLinkOptions {
  url: string;
  token: string;
  fetch: Fetch;
  now: () => number;
  onPong: (pingMs: number) => void;
  /** A stream that is silent for so long is taken for gone; the server sends an empty line every 12 s. */
  silentMsMax: number;
}

/** Asked to see whether the server is there and takes the token. */
const reach: Operation = { query: SyncCursorDocument.toString(), variables: {} };

/** For networks that let no WebSocket through: operations by HTTP, each subscription a stream of Server-Sent Events. */
export async function openSseLink(options: SseLinkOptions): Promise<Link> {
  const { url, fetch, now, onPong, silentMsMax } = options;
  let { token } = options;
  const closed = Promise.withResolvers<Closing>();
  const ended = new AbortController();

  const close = (code = 1000, reason = '') => {
    closed.resolve({ code, reason });
    ended.abort();
  };
  const execute = (operation: Operation) => executeByHttp({ url, token, fetch }, operation, ended.signal);

  const startedAt = now();
  const { errors } = await execute(reach).catch((error: TidingsError) => {
    throw new OpenError({ code: 1006, reason: error.message });
  });
  if (errors !== undefined) throw new OpenError(closingBy(errors));
  onPong(now() - startedAt);

  async function follow(operation: Operation, sink: Sink, left: AbortController): Promise<void> {
    const signal = AbortSignal.any([left.signal, ended.signal]);
    const response = await post({ url, token, fetch }, operation, { accept: 'text/event-stream', signal });
    const { body } = response;
    // A refusal before the stream begins is an answer like any other.
    if (body === null || response.headers.get('content-type')?.startsWith('text/event-stream') !== true) {
      return sink.end(((await response.json()) as Result).errors ?? null);
    }
    let silent: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      clearTimeout(silent);
      silent = setTimeout(() => left.abort(), silentMsMax);
    };
    try {
      heard();
      for await (const { event, data } of readEventStream(body, heard)) {
        if (event === 'complete') return sink.end(null);
        sink.next(JSON.parse(data));
      }
    } finally {
      clearTimeout(silent);
    }
    sink.end([offlineError]);
  }

  return {
    kind: 'sse',
    closed: closed.promise,
    close,
    execute,
    subscribe(operation, sink) {
      const left = new AbortController();
      let isLeft = false;
      const guarded: Sink = {
        next: (result) => isLeft || sink.next(result),
        end: (reason) => isLeft || sink.end(reason),
      };
      follow(operation, guarded, left).catch(() => guarded.end([offlineError]));
      return () => {
        isLeft = true;
        left.abort();
      };
    },
    // Streams end with the token that they were opened with; new ones, and the operations, go by the new one.
    renew: async (fresh) => {
      token = fresh;
      close(1012, 'The token is renewed.');
    },
  };
}

/** The close code that a socket would have ended with. */
export function closingBy(errors: NonNullable<Result['errors']>): Closing {
  const [{ message, extensions } = { message: '' }] = errors as readonly { message: string; extensions?: object }[];
  const code = (extensions as { code?: string } | undefined)?.code;
  if (code === 'UNAUTHENTICATED') return { code: 4403, reason: message };
  return { code: code === 'RATE_LIMITED' ? 1013 : 1006, reason: message };
}
