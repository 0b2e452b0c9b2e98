import { WebSocket } from 'ws';
import {
  type ClientOptions,
  createClient,
  memoryStorage,
  type Readable,
  type TidingsClient,
} from '../../client/index.ts';
import type { TestApp } from './start-app.ts';

/** A device's network: it can be taken away, for what is open as well as for what would be opened. */
export interface Network {
  webSocketImpl: NonNullable<ClientOptions['webSocketImpl']>;
  fetch: NonNullable<ClientOptions['fetch']>;
  /** How many sockets were begun. */
  sockets(): number;
  goOffline(): void;
  goOnline(): void;
}

interface NetworkOptions {
  /** A proxy on the way lets no WebSocket through. */
  blocksSockets?: boolean;
}

export function createNetwork({ blocksSockets = false }: NetworkOptions = {}): Network {
  const open = new Set<WebSocket>();
  const requests = new Set<AbortController>();
  let isOnline = true;
  let begun = 0;

  class GatedSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      // A port where nothing listens.
      super(isOnline && !blocksSockets ? url : 'ws://127.0.0.1:1/', protocols);
      begun += 1;
      open.add(this);
      this.once('close', () => open.delete(this));
    }
  }

  return {
    webSocketImpl: GatedSocket as unknown as Network['webSocketImpl'],
    sockets: () => begun,
    async fetch(input, init) {
      if (!isOnline) throw new TypeError('There is no network.');
      const cut = new AbortController();
      requests.add(cut);
      return fetch(input, { ...init, signal: AbortSignal.any([cut.signal, ...(init.signal ? [init.signal] : [])]) });
    },
    goOffline() {
      isOnline = false;
      for (const socket of open) socket.terminate();
      for (const request of requests) request.abort();
      requests.clear();
    },
    goOnline() {
      isOnline = true;
    },
  };
}

interface Device extends Partial<ClientOptions> {
  network?: Network;
}

/** A client of a user on a device, connected. It tries again quickly, as nobody is to wait. */
export function connectDevice(app: Pick<TestApp, 'url'>, token: string, device: Device = {}): TidingsClient {
  const { network = createNetwork(), ...options } = device;
  const client = createClient({
    url: `${app.url}/graphql`,
    getToken: () => token,
    storage: memoryStorage(),
    webSocketImpl: network.webSocketImpl,
    fetch: network.fetch,
    random: () => 0,
    ...options,
  });
  client.connect();
  return client;
}

/** Waits until a value fits. Fails after 20 s, with the value. */
export function until<T, S extends T>(readable: Readable<T>, fits: (value: T) => value is S): Promise<S>;
export function until<T>(readable: Readable<T>, fits: (value: T) => boolean): Promise<T>;
export function until<T>(readable: Readable<T>, fits: (value: T) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    let leave = () => {};
    const timer = setTimeout(() => {
      leave();
      reject(new Error(`The value never fitted: ${JSON.stringify(readable.getSnapshot())}`));
    }, 20_000);
    const look = () => {
      const value = readable.getSnapshot();
      if (!fits(value)) return;
      clearTimeout(timer);
      leave();
      resolve(value);
    };
    leave = readable.subscribe(look);
    look();
  });
}

/** The state is read, and the stream live. */
export const isLive = (client: TidingsClient): Promise<unknown> =>
  until(client.state, (state) => state?.isCaughtUp === true);
