import type { Logger } from 'pino';
import { createBatcher } from '../db/batcher.ts';
import { channelOf } from './channel.ts';
import { createDevices, type Device, type DeviceReport } from './devices.ts';
import type { FanOut } from './fan-out.ts';
import { createPresenceBeat } from './presence-beat.ts';
import { createPresencePuts } from './presence-puts.ts';
import { type Activity, nowhere, type PresenceStore, type Whereabouts } from './presence-store.ts';
import type { UserKey } from './user-key.ts';

/**
 * Who is there, over all nodes, and when he was last there. What of it anybody may see is no concern of this. A word that is
 * lost is made good when the connection to Redis is back; while that is away a node knows its own users.
 */
export interface Presence {
  /** A user has one more device on this node; see `Devices`. */
  enter(user: UserKey, line: object | null): Device;
  /** What is known of the devices of this line; of those without a line on all nodes. */
  report(user: UserKey, line: object | null, report: DeviceReport): void;
  /** Fulfilled once it is known where the user is; `onChange` is called whenever he is somewhere else after that. */
  watch(user: UserKey, onChange: () => void): Promise<PresenceWatch>;
  /** Where users are, in the order asked for. */
  read(users: readonly UserKey[]): Promise<Whereabouts[]>;
  /** The conversations that users have open on devices that are not idle, in the order asked for. */
  readOpen(users: readonly UserKey[]): Promise<(readonly string[])[]>;
  /** Who of a tenant is there. */
  readThere(tenantId: string): Promise<string[]>;
}

export interface PresenceWatch {
  readonly now: Whereabouts;
  close(): void;
}

/** The presence of one node. */
export interface RunningPresence extends Presence {
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A user who is nowhere any more. */
export interface Left {
  user: UserKey;
  seenAt: number;
}

interface PresenceOptions {
  store: PresenceStore;
  fanOut: FanOut;
  /** Of all channels. */
  prefix: string;
  graceMs: number;
  awayAfterMs: number;
  /** The shortest time between two changes of one user that are told. @default 1_000 // 1 second */
  intervalMs: number;
  /** The time between two signs of life of this node. @default 10_000 // 10 seconds */
  beatMs: number;
  /** Told of everybody who went, on this node or with a node that died: each by one node. */
  onLeft: (left: Left[]) => void;
  log: Logger;
}

interface Watched {
  user: UserKey;
  now: Whereabouts;
  watchers: Set<() => void>;
  /** Fulfilled once it is heard and was read. */
  ready: Promise<void>;
  unlisten: () => void;
}

/** Users that are asked for at once. */
const readMax = 1_000;

export function createPresence(options: PresenceOptions): RunningPresence {
  const { store, fanOut, prefix, graceMs, awayAfterMs, intervalMs, beatMs, onLeft, log } = options;
  const watched = new Map<string, Watched>();
  const devices = createDevices({
    graceMs,
    awayAfterMs,
    onChange: (user, activity, open) => puts.set(user, activity, open),
  });
  const puts = createPresencePuts({ store, intervalMs, onMoved: tell, onAway: takeAlone });
  const beats = createPresenceBeat({
    store,
    intervalMs: beatMs,
    onBack: (isEmpty) => puts.resume(isEmpty),
    onMoved: ({ user, ...whereabouts }) => tell(user, whereabouts),
    // Had a node died while it took those of another away, some words would be missing.
    onReaped: readAgainLater,
  });
  const reader = createBatcher<UserKey, Whereabouts>({ run: read, lanes: 1, rowsMax: readMax });
  let againTimer: NodeJS.Timeout | undefined;
  let isClosed = false;
  fanOut.onRestored(() => {
    void beats.beat();
    readAgainLater();
  });

  const channelFor = ({ tenantId, userId }: UserKey): string => channelOf(prefix, tenantId, `presence/${userId}`);

  /** One word, however many watch. */
  function tell(user: UserKey, whereabouts: Whereabouts): void {
    const channel = channelFor(user);
    take(channel, whereabouts);
    fanOut.publish(channel, JSON.stringify(whereabouts));
    if (whereabouts.activity === null && whereabouts.seenAt !== null) onLeft([{ user, seenAt: whereabouts.seenAt }]);
  }

  /** What this node has is all that is known: not put above what the store says when it is back. */
  function takeAlone(user: UserKey, activity: Activity | null): void {
    beats.lose();
    const known = watched.get(channelFor(user));
    const now = Date.now();
    if (known !== undefined) {
      set(known, { activity, version: known.now.version, seenAt: activity === null ? now : known.now.seenAt });
    }
    if (activity === null) onLeft([{ user, seenAt: now }]);
  }

  function hear(channel: string, text: string): void {
    try {
      take(channel, JSON.parse(text) as Whereabouts);
    } catch (error) {
      log.debug({ err: error }, 'A word about who is there could not be understood.');
    }
  }

  function take(channel: string, whereabouts: Whereabouts): void {
    const known = watched.get(channel);
    if (known !== undefined && whereabouts.version > known.now.version) set(known, whereabouts);
  }

  function set(known: Watched, whereabouts: Whereabouts): void {
    const { activity, seenAt } = known.now;
    known.now = whereabouts;
    if (activity === whereabouts.activity && seenAt === whereabouts.seenAt) return;
    for (const onChange of known.watchers) onChange();
  }

  /** Without the store each node knows what is on it, and what it has heard before. */
  function guess(user: UserKey): Whereabouts {
    const known = watched.get(channelFor(user))?.now ?? nowhere;
    return { ...known, activity: devices.activityOf(user) ?? known.activity };
  }

  async function read(users: readonly UserKey[]): Promise<Whereabouts[]> {
    const found = await store.read(users);
    return found ?? users.map(guess);
  }

  function open(channel: string, user: UserKey): Watched {
    const known: Watched = {
      user,
      now: nowhere,
      watchers: new Set(),
      ready: Promise.resolve(),
      unlisten: () => {},
    };
    watched.set(channel, known);
    known.ready = fanOut
      .listen(channel, (text) => hear(channel, text))
      .then(async (unlisten) => {
        known.unlisten = unlisten;
        if (watched.get(channel) !== known) return unlisten();
        const whereabouts = await reader(user);
        if (whereabouts.version > known.now.version || known.now.version === 0) set(known, whereabouts);
      });
    return known;
  }

  function leave(channel: string, known: Watched, watcher: () => void): void {
    if (!known.watchers.delete(watcher) || known.watchers.size > 0 || watched.get(channel) !== known) return;
    watched.delete(channel);
    known.unlisten();
  }

  /** Not at once: where the store has lost what it knew, the other nodes are just saying it again. */
  function readAgainLater(): void {
    againTimer ??= setTimeout(() => {
      againTimer = undefined;
      void readAgain();
    }, graceMs).unref();
  }

  async function readAgain(): Promise<void> {
    const all = [...watched];
    for (let at = 0; at < all.length && !isClosed; at += readMax) {
      const some = all.slice(at, at + readMax).map(([channel, known]) => ({ channel, known, before: known.now }));
      const found = await store.read(some.map(({ known }) => known.user));
      some.forEach(({ channel, known, before }, of) => {
        const whereabouts = found?.[of];
        // Nothing is known of him: he has been nowhere for long, unless something was said meanwhile.
        if (whereabouts?.version === 0 && known.now === before) set(known, { ...nowhere, version: before.version });
        else if (whereabouts !== undefined) take(channel, whereabouts);
      });
    }
  }

  const activityChannel = ({ tenantId, userId }: UserKey) => channelOf(prefix, tenantId, `activity/${userId}`);

  function hearReport(user: UserKey, text: string): void {
    try {
      devices.report(user, null, JSON.parse(text) as DeviceReport);
    } catch (error) {
      log.debug({ err: error }, 'A word about a device could not be understood.');
    }
  }

  /** A stream has no line: what is reported of it may come in on any node. */
  function enterStream(user: UserKey): Device {
    const device = devices.enter(user, null);
    const listening = fanOut.listen(activityChannel(user), (text) => hearReport(user, text));
    return {
      leave() {
        device.leave();
        void listening.then((unlisten) => unlisten());
      },
    };
  }

  return {
    enter: (user, line) => (line === null ? enterStream(user) : devices.enter(user, line)),
    report(user, line, report) {
      devices.report(user, line, report);
      if (line === null) fanOut.publish(activityChannel(user), JSON.stringify(report));
    },
    async watch(user, onChange) {
      const channel = channelFor(user);
      const known = watched.get(channel) ?? open(channel, user);
      let isReady = false;
      const watcher = (): void => {
        if (isReady) onChange();
      };
      known.watchers.add(watcher);
      await known.ready;
      isReady = true;
      return {
        get now() {
          return known.now;
        },
        close: () => leave(channel, known, watcher),
      };
    },
    read,
    // Without the store each node knows what is on it.
    readOpen: async (users) => (await store.readOpen(users)) ?? users.map((user) => devices.openOf(user)),
    async readThere(tenantId) {
      const found = await store.readThere(tenantId);
      if (found !== null) return found;
      return [...devices.users()].filter((user) => user.tenantId === tenantId).map(({ userId }) => userId);
    },
    start: () => beats.beat(),
    async close() {
      isClosed = true;
      clearTimeout(againTimer);
      await beats.stop();
      puts.close();
      const seenAt = Date.now();
      // What outlives the process is left for as long as its users may take to turn up elsewhere; others tell of the rest.
      if (store.outlivesProcess) await store.leave(graceMs);
      else onLeft([...devices.users()].map((user) => ({ user, seenAt })));
      devices.close();
      for (const { unlisten } of watched.values()) unlisten();
      watched.clear();
    },
  };
}
