import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { EventsSubscription } from '../../client/generated/operations.ts';
import { EventsDocument, type StreamItem } from '../../client/index.ts';

interface FollowOptions {
  /** The node to connect to, asked anew with each attempt. */
  url: () => string;
  token: string;
  /** What to select, as a text. @default all fields that do not depend on the viewer */
  query?: string;
  /** Where the next stream begins, asked anew with each attempt. */
  cursor: () => string | null;
  /** A stream begins: at first, and after every cut. */
  onOpened: (after: string | null) => void;
  onItem: (item: StreamItem) => void;
  /** A connection is gone, before the next attempt. */
  onRetry?: () => void;
  /** Told of an end that the client takes for final. */
  onDied: (reason: string) => void;
}

export interface Follower {
  /** Cuts the connection without a word to either side. */
  cut(): void;
  stop(): Promise<void>;
}

const eventsText = String(EventsDocument);

/** Follows a user's events with the stock client, over whatever happens to the connection. */
export function followEvents(options: FollowOptions): Follower {
  const { url, token, query = eventsText, cursor, onOpened, onItem, onRetry, onDied } = options;
  const sockets = new Set<WebSocket>();
  let isStopped = false;

  class CountedSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      sockets.add(this);
      this.once('close', () => sockets.delete(this));
    }
  }

  const client: Client = createClient({
    url: () => `${url().replace('http', 'ws')}/graphql`,
    connectionParams: { authorization: `Bearer ${token}` },
    webSocketImpl: CountedSocket,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async () => {
      onRetry?.();
      await sleep(20 + Math.random() * 300);
    },
  });

  /** The stock client writes its payload anew with each retry: read as it is written, it holds the newest cursor. */
  const variables = {
    get after(): string | null {
      const after = cursor();
      onOpened(after);
      return after;
    },
  };

  const cut = () => {
    for (const socket of sockets) socket.terminate();
  };

  function subscribe(): void {
    if (isStopped) return;
    client.subscribe<EventsSubscription>(
      { query, variables },
      {
        next({ data, errors }) {
          // What could not be shown is asked for again, from the last cursor.
          if (data == null || errors !== undefined) cut();
          else onItem(data.events);
        },
        error(reason) {
          if (isStopped) return;
          // A list is the server's refusal of the subscription, such as UNAVAILABLE; anything else is the client's own.
          if (!Array.isArray(reason)) onDied(reason instanceof Error ? reason.message : JSON.stringify(reason));
          setTimeout(subscribe, 200);
        },
        complete: () => setTimeout(subscribe, 50),
      },
    );
  }

  subscribe();
  return {
    cut,
    async stop() {
      isStopped = true;
      await client.dispose();
    },
  };
}
