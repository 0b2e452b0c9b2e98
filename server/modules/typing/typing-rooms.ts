import type { Config } from '../../config.ts';
import type { Context } from '../../context.ts';
import { perKey } from '../../lib/per-key.ts';
import type { LogEvent } from '../../realtime/log-event.ts';
import type { Realtime, SignalStream } from '../../realtime/realtime.ts';
import type { KnownLease, SignalRoom, Watch } from '../../realtime/signals.ts';
import { createHeldLeases, type HeldLeases, type Line } from './held-leases.ts';
import { createTypingView, type TypingView } from './typing-view.ts';

/** A conversation or a thread of it. */
export interface TypingPlace {
  tenantId: string;
  conversationId: string;
  threadRootId: string | null;
}

/** Who types where, as this node knows it: the rooms that somebody looks into, or types in, here. */
export interface TypingRooms {
  /** Shows the stream who types, until it is over. Fulfilled once that is known, and a removal would be heard. */
  enter(place: TypingPlace, userId: string, stream: SignalStream): Promise<void>;
  leave(place: TypingPlace, stream: SignalStream): void;
  /** The user types there, or no longer does. */
  set(place: TypingPlace, userId: string, isTyping: boolean, line: Line | null): void;
  /** Whether he said something here so shortly ago that `set` would only wait. */
  isRecent(place: TypingPlace, userId: string): boolean;
}

/**
 * One a conversation: its threads are in it, so that whoever loses his membership is out of all of them, and a node hears
 * one channel for it.
 */
interface Room {
  key: string;
  conversationId: string;
  signalRoom: SignalRoom;
  watch: Watch | null;
  /** By the thread's root; '' for the conversation itself. */
  views: Map<string, TypingView>;
  streams: Map<SignalStream, string>;
  held: HeldLeases;
  /** Removed while the room is open: what he said just before and comes after does not count. */
  gone: Set<string>;
  /** Fulfilled once the leases are known and the conversation is followed. */
  ready: Promise<void>;
  unfollow: () => void;
  sweep: NodeJS.Timeout;
  isClosed: boolean;
}

function createTypingRooms(realtime: Realtime, config: Config): TypingRooms {
  const { signalIntervalMs: intervalMs } = config;
  const { typingLeaseMs: leaseMs, typingUsersMax: usersMax } = config.limits;
  const rooms = new Map<string, Room>();

  function roomOf({ tenantId, conversationId }: TypingPlace): Room {
    const key = `${tenantId}\n${conversationId}`;
    const known = rooms.get(key);
    if (known !== undefined) return known;
    const signalRoom = { tenantId, name: `typing/${conversationId}` };
    const room: Room = {
      key,
      conversationId,
      signalRoom,
      watch: null,
      views: new Map(),
      streams: new Map(),
      held: createHeldLeases({ signals: realtime.signals, room: signalRoom, intervalMs, leaseMs }),
      gone: new Set(),
      ready: Promise.resolve(),
      unfollow: () => {},
      sweep: setInterval(() => sweep(room), leaseMs).unref(),
      isClosed: false,
    };
    rooms.set(key, room);
    room.ready = prepare(room, tenantId);
    // Whoever waits for it is told; whoever only types here does not.
    room.ready.catch(() => close(room));
    return room;
  }

  async function prepare(room: Room, tenantId: string): Promise<void> {
    const follower = { onEvent: (event: LogEvent) => hear(room, event), onLost: () => endAll(room) };
    await Promise.all([
      realtime.follow(tenantId, room.conversationId, follower).then((unfollow) => {
        room.unfollow = unfollow;
      }),
      realtime.signals
        .watch(room.signalRoom, () => changeAll(room))
        .then((watch) => {
          room.watch = watch;
          // Where following failed meanwhile, nobody else ends it.
          if (room.isClosed) watch.close();
        }),
    ]);
    if (room.isClosed) release(room);
  }

  function hear(room: Room, event: LogEvent): void {
    if (event.type === 'MessageSent') {
      const { senderId, threadRootId } = event.carried.message;
      end(room, memberOf(threadRootId, senderId));
    } else if (event.type === 'MemberAdded') {
      room.gone.delete(event.payload.member.userId);
    } else if (event.type === 'MemberRemoved') {
      remove(room, event.payload.userId);
    }
  }

  function remove(room: Room, userId: string): void {
    room.gone.add(userId);
    for (const [stream, of] of room.streams) if (of === userId) stream.close();
    for (const member of room.watch?.leases.keys() ?? []) if (userOf(member) === userId) end(room, member);
  }

  /** Out of sight on this node at once; on the others by their own hearing of the event, and by the word of who holds it. */
  function end(room: Room, member: string): void {
    room.held.end(member);
    room.watch?.drop(member);
  }

  function endAll(room: Room): void {
    // He who is missing may be back as well.
    room.gone.clear();
    for (const stream of room.streams.keys()) stream.close();
  }

  function changeAll(room: Room): void {
    for (const view of room.views.values()) view.change();
  }

  function viewOf(room: Room, threadRootId: string | null): TypingView {
    const name = threadRootId ?? '';
    const known = room.views.get(name);
    if (known !== undefined) return known;
    const view = createTypingView({
      conversationId: room.conversationId,
      threadRootId,
      readLeases: () => leasesIn(room.watch, name),
      intervalMs,
      leaseMs,
      usersMax,
    });
    room.views.set(name, view);
    return view;
  }

  function sweep(room: Room): void {
    if (!room.held.sweep() && room.streams.size === 0) close(room);
  }

  function close(room: Room): void {
    if (room.isClosed) return;
    room.isClosed = true;
    if (rooms.get(room.key) === room) rooms.delete(room.key);
    clearInterval(room.sweep);
    for (const view of room.views.values()) view.close();
    room.held.close();
    release(room);
  }

  function release(room: Room): void {
    room.unfollow();
    room.watch?.close();
  }

  return {
    async enter(place, userId, stream) {
      const room = roomOf(place);
      room.streams.set(stream, userId);
      await room.ready;
      if (room.streams.has(stream)) viewOf(room, place.threadRootId).enter(stream);
    },
    leave(place, stream) {
      const room = rooms.get(`${place.tenantId}\n${place.conversationId}`);
      const view = room?.views.get(place.threadRootId ?? '');
      room?.streams.delete(stream);
      if (!view?.leave(stream)) return;
      view.close();
      room?.views.delete(place.threadRootId ?? '');
    },
    set(place, userId, isTyping, line) {
      const room = roomOf(place);
      if (!isTyping || !room.gone.has(userId)) room.held.set(memberOf(place.threadRootId, userId), isTyping, line);
    },
    isRecent(place, userId) {
      const room = rooms.get(`${place.tenantId}\n${place.conversationId}`);
      return room !== undefined && !room.gone.has(userId) && room.held.isRecent(memberOf(place.threadRootId, userId));
    },
  };
}

const roomsBy = perKey((config: Config) => perKey((realtime: Realtime) => createTypingRooms(realtime, config)));

/** Those of this node. */
export const typingRoomsOf = ({ config, realtime }: Context): TypingRooms => roomsBy(config)(realtime);

/** A message's id has no slash; a user's may have. */
const memberOf = (threadRootId: string | null, userId: string): string => `${threadRootId ?? ''}/${userId}`;
const userOf = (member: string): string => member.slice(member.indexOf('/') + 1);

function* leasesIn(watch: Watch | null, thread: string): Generator<[string, KnownLease]> {
  for (const [member, lease] of watch?.leases ?? []) {
    if (member.startsWith(`${thread}/`)) yield [userOf(member), lease];
  }
}
