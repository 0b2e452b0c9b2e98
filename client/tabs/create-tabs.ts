import type { Link } from '../transport/link.ts';
import { type Leadership, type Locks, runForLeader } from './leadership.ts';
import { createTabHost } from './tab-host.ts';
import { openTabLink } from './tab-link.ts';
import type { Channel, TabMessage } from './tab-messages.ts';

interface TabsOptions {
  /** The same for all tabs of one user at one server, and for nobody else. */
  name: string;
  tabId: string;
  /** Null: there are none here, and every tab is by itself. */
  locks: Locks | null;
  createChannel: ((name: string) => Channel) | null;
  answerMsMax: number;
  /** This tab leads from now on. */
  onElected: () => void;
  /** Another tab has changed the outbox's storage. */
  onStored: () => void;
  /** Another tab has told something of a feature's own. */
  onTold: (topic: string, what: unknown) => void;
}

/** The tabs of one user: one of them has the connection and sends the outbox, the others go through it. */
export interface Tabs {
  /** It is known whether this tab leads from the start. */
  decided: Promise<void>;
  isLeader(): boolean;
  /** Opens a link over the leader's. */
  open(): Promise<Link>;
  /** Gives the other tabs this tab's link. */
  offer(link: Link): void;
  /** The outbox's storage has changed. */
  tellStored(): void;
  /** Tells the other tabs something of a feature's own. */
  tell(topic: string, what: unknown): void;
  close(): void;
}

/** Why a tab's link ends when another tab takes over: it comes back at once. */
const takenOver = { code: 1012, reason: 'Another tab leads.' };

export function createTabs(options: TabsOptions): Tabs {
  const { name, tabId, createChannel, answerMsMax, onElected, onStored, onTold } = options;
  // Tabs that cannot speak to each other cannot share a connection.
  const locks = createChannel === null ? null : options.locks;
  const channel = createChannel?.(name) ?? null;
  const listeners = new Set<(message: TabMessage) => void>();
  const lockOf = (id: string) => `${name} ${id}`;
  let isClosed = false;
  const say = (message: TabMessage) => {
    if (!isClosed) channel?.postMessage(message);
  };
  const host = createTabHost({ say, locks, lockOf });
  const alive = Promise.withResolvers<void>();
  void locks?.request(lockOf(tabId), {}, () => alive.promise);

  const leadership: Leadership = runForLeader(locks, name, () => {
    say({ kind: 'closed', to: null, closing: takenOver });
    for (const listener of [...listeners]) listener({ kind: 'closed', to: null, closing: takenOver });
    onElected();
  });
  if (channel !== null) {
    channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      if (data.kind === 'stored') return onStored();
      if (data.kind === 'told') return onTold(data.topic, data.what);
      if (leadership.isLeader()) host.hear(data);
      for (const listener of [...listeners]) listener(data);
    };
  }

  return {
    decided: leadership.decided,
    isLeader: () => leadership.isLeader(),
    offer: (link) => host.offer(link),
    tellStored: () => say({ kind: 'stored' }),
    tell: (topic, what) => say({ kind: 'told', topic, what }),
    open: () =>
      openTabLink({
        ...{ tabId, say, answerMsMax },
        listen(onMessage) {
          listeners.add(onMessage);
          return () => void listeners.delete(onMessage);
        },
      }),
    close() {
      say({ kind: 'bye', from: tabId });
      isClosed = true;
      leadership.resign();
      alive.resolve();
      channel?.close();
    },
  };
}
