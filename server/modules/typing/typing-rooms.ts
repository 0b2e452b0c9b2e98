import type { Config } from '../../config.ts';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { LogEvent } from '../../realtime/log-event.ts';
import type { Realtime, SignalStream } from '../../realtime/realtime.ts';
import type { SignalRoom, Watch } from '../../realtime/signals.ts';
import { circleReader } from '../privacy/read-circles.ts';
import { createHeldLeases, type HeldLeases, type Line } from './held-leases.ts';
import { createKnownCircles, type KnownCircles } from './known-circles.ts';
import { leasesIn, memberOf, userOf } from './typing-members.ts';
import { hearsOf, isOpenTo, seesTyping } from './typing-sight.ts';
import { createTypingView, type TypingView, type Typist } from './typing-view.ts';

/** A conversation or a thread of it. */
export interface TypingPlace {
  tenantId: string;
  conversationId: string;
  threadRootId: string | null;
}

/** Who types where, as this node knows it: the rooms that somebody looks into, or types in, here. */
export interface TypingRooms {
  /**
   * Shows a viewer's stream who types, as far as he may see it, until it is over. Fulfilled once that is known, and a removal
   * would be heard.
   */
  enter(place: TypingPlace, viewer: { userId: string; isDirect: boolean }, stream: SignalStream): Promise<void>;
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
  tenantId: string;
  conversationId: string;
  /** A conversation of two; told by whoever looks. */
  isDirect: boolean;
  signalRoom: SignalRoom;
  watch: Watch | null;
  /** By the thread's root; '' for the conversation itself. */
  views: Map<string, TypingView>;
  streams: Map<SignalStream, string>;
  held: HeldLeases;
  /** Of those who type, and in a DIRECT of those who look; of nobody while nobody looks. */
  circles: KnownCircles;
  /** Removed while the room is open: what he said just before and comes after does not count. */
  gone: Set<string>;
  /** Fulfilled once the leases are known and the conversation is followed. */
  ready: Promise<void>;
  unfollow: () => void;
  unwatchPrivacy: () => void;
  sweep: NodeJS.Timeout;
  isClosed: boolean;
}

function createTypingRooms(realtime: Realtime, config: Config, db: Db): TypingRooms {
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
      tenantId,
      conversationId,
      isDirect: false,
      signalRoom,
      watch: null,
      views: new Map(),
      streams: new Map(),
      held: createHeldLeases({ signals: realtime.signals, room: signalRoom, intervalMs, leaseMs }),
      circles: createKnownCircles({
        read: (userId) => circleReader(db)({ tenantId, userId }),
        onChange: () => changeAll(room),
      }),
      gone: new Set(),
      ready: Promise.resolve(),
      unfollow: () => {},
      unwatchPrivacy: () => {},
      sweep: setInterval(() => sweep(room), leaseMs).unref(),
      isClosed: false,
    };
    rooms.set(key, room);
    room.ready = prepare(room);
    // Whoever waits for it is told; whoever only types here does not.
    room.ready.catch(() => close(room));
    return room;
  }

  async function prepare(room: Room): Promise<void> {
    const { tenantId } = room;
    const follower = { onEvent: (event: LogEvent) => hear(room, event), onLost: () => endAll(room) };
    await Promise.all([
      realtime.follow(tenantId, room.conversationId, follower).then((unfollow) => {
        room.unfollow = unfollow;
      }),
      realtime
        .watchPrivacy(tenantId, (userId) => room.circles.renew(userId))
        .then((unwatch) => {
          room.unwatchPrivacy = unwatch;
          if (room.isClosed) unwatch();
        }),
      realtime.signals
        .watch(room.signalRoom, () => hearLeases(room))
        .then((watch) => {
          room.watch = watch;
          // Where following failed meanwhile, nobody else ends it.
          if (room.isClosed) watch.close();
        }),
    ]);
    if (room.isClosed) release(room);
  }

  /** Who is new here is seen once it is known by whom. */
  function hearLeases(room: Room): void {
    changeAll(room);
    // Whoever could not be read stays out of sight, and is asked for again when he says again that he types.
    if (room.streams.size > 0) loadCircles(room).catch(() => {});
  }

  const loadCircles = (room: Room): Promise<void> => room.circles.load(concerned(room));

  function concerned(room: Room): Set<string> {
    const typists = [...(room.watch?.leases.keys() ?? [])].map(userOf);
    return new Set(room.isDirect ? [...typists, ...room.streams.values()] : typists);
  }

  function* typistsIn(room: Room, thread: string): Generator<Typist> {
    let viewers: Set<string> | null = null;
    const readViewers = (): Set<string> => {
      viewers ??= new Set(room.streams.values());
      return viewers;
    };
    for (const [userId, { endsAt }] of leasesIn(room.watch, thread)) {
      const circle = room.circles.get(userId);
      if (circle !== undefined) yield { userId, endsAt, isOpen: !room.isDirect && isOpenTo(circle, readViewers) };
    }
  }

  function maySee(room: Room, viewerId: string, typistId: string): boolean {
    const [typist, viewer] = [room.circles.get(typistId), room.circles.get(viewerId)];
    if (typist === undefined || !seesTyping(typist, viewerId)) return false;
    return !room.isDirect || (viewer !== undefined && hearsOf(viewer, typistId));
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
      readTypists: () => typistsIn(room, name),
      maySee: (viewerId, typistId) => maySee(room, viewerId, typistId),
      intervalMs,
      leaseMs,
      usersMax,
    });
    room.views.set(name, view);
    return view;
  }

  function sweep(room: Room): void {
    room.circles.keep(concerned(room));
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
    room.unwatchPrivacy();
    room.watch?.close();
  }

  return {
    async enter(place, { userId, isDirect }, stream) {
      const room = roomOf(place);
      room.isDirect = isDirect;
      room.streams.set(stream, userId);
      await room.ready;
      await loadCircles(room);
      if (!room.streams.has(stream)) return;
      // Whoever types and has blocked him was one whom all who looked might see.
      if ([...concerned(room)].some((id) => room.circles.get(id)?.blockedIds.has(userId))) changeAll(room);
      viewOf(room, place.threadRootId).enter(stream, userId);
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

const roomsBy = perKey((config: Config) =>
  perKey((realtime: Realtime) => perKey((db: Db) => createTypingRooms(realtime, config, db))),
);

/** Those of this node. */
export const typingRoomsOf = ({ config, realtime, db }: Context): TypingRooms => roomsBy(config)(realtime)(db);
