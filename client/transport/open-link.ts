import type { Fetch } from './http.ts';
import { type Link, OpenError } from './link.ts';
import { openSocketLink, type WebSocketImpl } from './socket-link.ts';
import { openSseLink } from './sse-link.ts';

interface OpenLinkOptions {
  /** The GraphQL endpoint, `http:` or `https:`. */
  url: string;
  transports: readonly ('websocket' | 'sse')[];
  webSocketImpl: WebSocketImpl;
  fetch: Fetch;
  now: () => number;
  pingIntervalMs: number;
  answerMsMax: number;
}

type Open = (token: string, onPong: (pingMs: number) => void) => Promise<Link>;

/** A WebSocket that failed so often without ever having opened may be blocked on the way. */
const failuresMax = 2;
/** How long a network is taken for one that blocks WebSockets. */
const blockedMs = 300_000;
/** Five of the server's signs of life. */
const silentMsMax = 60_000;

/** Opens links: WebSockets, and Server-Sent Events where WebSockets do not come through. */
export function createOpener(options: OpenLinkOptions): Open {
  const { url, transports, fetch, now } = options;
  const mayUse = (transport: 'websocket' | 'sse') => transports.includes(transport);
  let failures = 0;
  let blockedUntil = 0;

  const openSocket: Open = (token, onPong) =>
    openSocketLink({ ...options, url: url.replace(/^http/, 'ws'), token, onPong });
  const openSse: Open = (token, onPong) => openSseLink({ url, token, fetch, now, onPong, silentMsMax });

  return async (token, onPong) => {
    if (!mayUse('websocket') || (mayUse('sse') && now() < blockedUntil)) return openSse(token, onPong);
    try {
      const link = await openSocket(token, onPong);
      failures = 0;
      return link;
    } catch (error) {
      // A code of the server's came through a WebSocket: nothing blocks it.
      const isBlocked = error instanceof OpenError && error.closing.code === 1006;
      failures = isBlocked ? failures + 1 : 0;
      if (failures < failuresMax || !mayUse('sse')) throw error;
      const link = await openSse(token, onPong);
      failures = 0;
      blockedUntil = now() + blockedMs;
      return link;
    }
  };
}
