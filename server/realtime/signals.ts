import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { channelOf } from './channel.ts';
import type { FanOut } from './fan-out.ts';
import type { LeaseStore } from './lease-store.ts';

/** Where leases are held: a name of the caller's, of whatever tenant. */
export interface SignalRoom {
  tenantId: string;
  name: string;
}

/** A lease as this node knows it. */
export interface KnownLease {
  value: string;
  /** When it ends by itself, by this node's clock; milliseconds of `Date.now`. */
  endsAt: number;
}

/**
 * What is so at the moment and is told to whoever looks: leases that end by themselves, with a value each. Every node that
 * watches a room knows its leases, as new as the last word of the others; a word that is lost is made good by the next
 * renewal, or by the lease's end. There is no log, no number and no resume.
 */
export interface Signals {
  /** Holds a lease for so long, or renews it. Never waits, never throws. */
  hold(room: SignalRoom, member: string, value: string, ttlMs: number): void;
  /** Holds a lease that nobody holds; false: somebody does, or it could not be found out. See `LeaseStore.take`. */
  take(room: SignalRoom, member: string, value: string, ttlMs: number): Promise<boolean>;
  /** Ends a lease before its time; `value` not null: only if it has that value. Never waits, never throws. */
  end(room: SignalRoom, member: string, value: string | null): void;
  /** Fulfilled once the room's leases are known; `onChange` is called whenever they are others, or last longer. */
  watch(room: SignalRoom, onChange: () => void): Promise<Watch>;
}

export interface Watch {
  /** The room's leases by member, those that began first first. */
  readonly leases: ReadonlyMap<string, KnownLease>;
  /** Takes a lease out of this node's sight, until it is held anew: for what the caller knows earlier than whoever holds it. */
  drop(member: string): void;
  close(): void;
}

/** What nodes tell each other; the time is what is left of the lease. */
type Word = { hold: string; value: string; ttlMs: number } | { end: string; value: string | null };

interface Watched {
  channel: string;
  leases: Map<string, KnownLease>;
  watchers: Set<() => void>;
  /** Fulfilled once it is heard and was read. */
  ready: Promise<void>;
  /** Members of whom something was said while the room is read: that is newer. Null: it is not being read. */
  said: Set<string> | null;
  timer: NodeJS.Timeout | undefined;
  /** When the timer goes off; never: Infinity. */
  wakesAt: number;
  unlisten: () => void;
}

interface SignalsOptions {
  store: LeaseStore;
  fanOut: FanOut;
  /** Of all channels and keys. */
  prefix: string;
  log: Logger;
}

/** The signals of one node. */
export interface RunningSignals extends Signals {
  close(): void;
}

const nodeIdLength = 12;

export function createSignals({ store, fanOut, prefix, log }: SignalsOptions): RunningSignals {
  const nodeId = randomBytes(nodeIdLength / 2).toString('hex');
  const rooms = new Map<string, Watched>();
  // What was said while hints were lost is in the store.
  fanOut.onRestored(() => {
    for (const room of rooms.values()) void readAgain(room);
  });

  const nameOf = ({ tenantId, name }: SignalRoom): string => channelOf(prefix, tenantId, `signals/${name}`);

  function tell(channel: string, word: Word): void {
    const room = rooms.get(channel);
    if (room !== undefined) take(room, word);
    fanOut.publish(channel, nodeId + JSON.stringify(word));
  }

  function hear(room: Watched, text: string): void {
    if (text.startsWith(nodeId)) return;
    try {
      take(room, JSON.parse(text.slice(nodeIdLength)) as Word);
    } catch (error) {
      log.debug({ err: error }, 'A word about a lease could not be understood.');
    }
  }

  function take(room: Watched, word: Word): void {
    const member = 'hold' in word ? word.hold : word.end;
    room.said?.add(member);
    if ('hold' in word) {
      know(room, member, word.value, word.ttlMs);
    } else {
      const known = room.leases.get(member);
      if (known === undefined || (word.value !== null && known.value !== word.value)) return;
      room.leases.delete(member);
    }
    change(room);
  }

  function change(room: Watched): void {
    for (const onChange of room.watchers) onChange();
  }

  function know(room: Watched, member: string, value: string, ttlMs: number): void {
    const endsAt = Date.now() + ttlMs;
    room.leases.set(member, { value, endsAt });
    expireAt(room, endsAt);
  }

  /** One timer a room. Where leases were renewed it comes too early, and is set again. */
  function expireAt(room: Watched, at: number): void {
    if (at >= room.wakesAt) return;
    clearTimeout(room.timer);
    room.wakesAt = at;
    room.timer = setTimeout(() => expire(room), Math.max(1, at - Date.now())).unref();
  }

  function expire(room: Watched): void {
    const now = Date.now();
    const { size } = room.leases;
    let first = Number.POSITIVE_INFINITY;
    for (const [member, { endsAt }] of room.leases) {
      if (endsAt <= now) room.leases.delete(member);
      else first = Math.min(first, endsAt);
    }
    room.wakesAt = Number.POSITIVE_INFINITY;
    if (first < Number.POSITIVE_INFINITY) expireAt(room, first);
    if (room.leases.size < size) change(room);
  }

  function open(channel: string): Watched {
    const room: Watched = {
      channel,
      leases: new Map(),
      watchers: new Set(),
      ready: Promise.resolve(),
      said: null,
      timer: undefined,
      wakesAt: Number.POSITIVE_INFINITY,
      unlisten: () => {},
    };
    rooms.set(channel, room);
    room.ready = fanOut
      .listen(channel, (text) => hear(room, text))
      .then(async (unlisten) => {
        room.unlisten = unlisten;
        if (rooms.get(channel) !== room) unlisten();
        else await readAgain(room);
      });
    return room;
  }

  async function readAgain(room: Watched): Promise<void> {
    const said = new Set<string>();
    room.said = said;
    const leases = await store.read(room.channel);
    if (room.said !== said) return;
    room.said = null;
    for (const { member, value, leftMs } of leases) {
      if (!said.has(member)) know(room, member, value, leftMs);
    }
    if (leases.length > 0) change(room);
  }

  function leave(room: Watched, onChange: () => void): void {
    if (!room.watchers.delete(onChange) || room.watchers.size > 0 || rooms.get(room.channel) !== room) return;
    rooms.delete(room.channel);
    clearTimeout(room.timer);
    room.unlisten();
  }

  return {
    hold(room, member, value, ttlMs) {
      const name = nameOf(room);
      store.hold(name, member, value, ttlMs);
      tell(name, { hold: member, value, ttlMs });
    },
    async take(room, member, value, ttlMs) {
      const name = nameOf(room);
      const isTaken = await store.take(name, member, value, ttlMs);
      if (isTaken) tell(name, { hold: member, value, ttlMs });
      return isTaken;
    },
    end(room, member, value) {
      const name = nameOf(room);
      store.end(name, member, value);
      tell(name, { end: member, value });
    },
    async watch(place, onChange) {
      const name = nameOf(place);
      const room = rooms.get(name) ?? open(name);
      const watcher = () => onChange();
      room.watchers.add(watcher);
      await room.ready;
      return {
        leases: room.leases,
        drop(member) {
          if (room.leases.delete(member)) change(room);
        },
        close: () => leave(room, watcher),
      };
    },
    close() {
      for (const room of rooms.values()) {
        clearTimeout(room.timer);
        room.unlisten();
      }
      rooms.clear();
    },
  };
}
