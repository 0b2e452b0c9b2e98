import type { ClientOptions } from '../../client/index.ts';
import { derive, type Readable } from '../../client/index.ts';

/** What is done to this window's network. */
export interface ChaosSettings {
  isOffline: boolean;
  /** What the server says arrives so much later. */
  delayMs: number;
  /** The socket is cut every few seconds. */
  isUnsteady: boolean;
}

/** A network that can be troubled by hand, to see how the client gets over it. */
export interface Chaos {
  webSocketImpl: NonNullable<ClientOptions['webSocketImpl']>;
  fetch: NonNullable<ClientOptions['fetch']>;
  settings: Readable<ChaosSettings>;
  change(part: Partial<ChaosSettings>): void;
  /** Cuts what is open, as a tunnel does. */
  cut(): void;
}

/** An unsteady network holds so long, and up to twice that. */
const steadyMs = 3_000;

export function createChaos(): Chaos {
  const open = new Set<WebSocket>();
  const listeners = new Set<() => void>();
  let settings: ChaosSettings = { isOffline: false, delayMs: 0, isUnsteady: false };
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** An address at which the server takes no sockets stands for a network that is gone. */
  class TroubledSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(settings.isOffline ? new URL('/offline', url) : url, protocols);
      open.add(this);
      this.addEventListener('close', () => open.delete(this));
    }

    override set onmessage(listener: (event: MessageEvent) => void) {
      super.onmessage = (event) => {
        // In order, as a slow network is.
        if (settings.delayMs === 0) listener.call(this, event);
        else setTimeout(() => this.readyState === WebSocket.OPEN && listener.call(this, event), settings.delayMs);
      };
    }
  }

  const cut = () => {
    for (const socket of open) {
      // The client is told at once; a real close would wait for the other side.
      socket.onclose?.(new CloseEvent('close', { code: 1006 }));
      socket.onclose = null;
      socket.close();
    }
  };

  function unsettle(): void {
    clearTimeout(timer);
    if (!settings.isUnsteady) return;
    timer = setTimeout(
      () => {
        cut();
        unsettle();
      },
      steadyMs * (1 + Math.random()),
    );
  }

  const subscribe = (onChange: () => void) => {
    listeners.add(onChange);
    return () => void listeners.delete(onChange);
  };

  return {
    webSocketImpl: TroubledSocket,
    async fetch(input, init) {
      if (settings.isOffline) throw new TypeError('The network is switched off.');
      return fetch(input, init);
    },
    settings: derive([{ getSnapshot: () => settings, subscribe }], () => settings),
    change(part) {
      settings = { ...settings, ...part };
      if (settings.isOffline) cut();
      unsettle();
      for (const listener of listeners) listener();
    },
    cut,
  };
}
