import type { OutboxStorage } from './outbox/storage.ts';
import type { Locks } from './tabs/leadership.ts';
import type { Channel } from './tabs/tab-messages.ts';
import type { Fetch } from './transport/http.ts';
import type { WebSocketImpl } from './transport/socket-link.ts';
import type { GetToken } from './transport/tokens.ts';

/** How a client is made. */
export interface ClientOptions {
  /** The server's GraphQL endpoint, such as `https://chat.example.com/graphql`. */
  url: string;
  /**
   * Gives the user's token; called before each attempt to connect, and when the token in use is about to end. Null: nobody is
   * signed in, and the client closes. Throwing: it is asked again with backoff.
   */
  getToken: GetToken;
  /** Where unsent messages are kept. @default IndexedDB, else localStorage, else memory */
  storage?: OutboxStorage;
  /** Messages that may wait in the outbox; one more is refused with OUTBOX_FULL. @default 100 */
  outboxEntriesMax?: number;
  /** What may be used, in this order. @default ['websocket', 'sse'], the second where the first is blocked */
  transports?: readonly ('websocket' | 'sse')[];
  /** @default the global WebSocket */
  webSocketImpl?: WebSocketImpl;
  /** @default the global fetch */
  fetch?: Fetch;
  /** Time between pings, which the quality is told from. @default 25_000 // 25 seconds */
  pingIntervalMs?: number;
  /** A server that takes longer to answer a ping, or to accept a connection, is taken for gone. @default 10_000 // 10 seconds */
  answerMsMax?: number;
  /** Messages that a conversation keeps in memory when nobody looks at it. @default 50 */
  messagesKept?: number;
  /**
   * What lets the tabs of a user share one connection: the browser's by default, null for none.
   * @default navigator.locks and BroadcastChannel, where both are there
   */
  tabs?: { locks: Locks; createChannel: (name: string) => Channel } | null;
  /**
   * Told what of a newer server this client does not know: kinds of items, such as `CallStarted`, which are passed over, and values
   * of enums, such as `kind POLL`, each once. These stand in the state as they came, so give a `switch` over them a default.
   */
  onUnknown?: (name: string) => void;
  /** Told when the outbox cannot be stored: its messages then last as long as the page. */
  onStorageFailure?: (error: unknown) => void;
  /** The time in ms since 1970. @default Date.now */
  now?: () => number;
  /** 0 to below 1. @default Math.random */
  random?: () => number;
  /** Makes retry keys. @default random UUIDs */
  createId?: () => string;
}

/** The options with what stands for those that are absent. */
export function withDefaults(options: ClientOptions): Required<Omit<ClientOptions, 'storage'>> {
  return {
    outboxEntriesMax: 100,
    transports: ['websocket', 'sse'],
    webSocketImpl: globalThis.WebSocket,
    fetch: (input, init) => globalThis.fetch(input, init),
    pingIntervalMs: 25_000,
    answerMsMax: 10_000,
    messagesKept: 50,
    tabs: browserTabs(),
    onUnknown: () => {},
    onStorageFailure: () => {},
    now: Date.now,
    random: Math.random,
    createId: randomUuid,
    ...options,
  };
}

function browserTabs(): (ClientOptions['tabs'] & {}) | null {
  // Node has both as well, but its processes are no tabs.
  if (typeof document === 'undefined' || typeof BroadcastChannel === 'undefined') return null;
  const { locks } = navigator as { locks?: unknown };
  if (locks === undefined) return null;
  return { locks: locks as Locks, createChannel: (name) => new BroadcastChannel(name) };
}

/** `crypto.randomUUID` is there on pages by HTTPS alone. */
function randomUuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
