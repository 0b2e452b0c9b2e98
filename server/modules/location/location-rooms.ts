import type { Context } from '../../context.ts';
import type { SignalStream } from '../../realtime/realtime.ts';
import type { Watch } from '../../realtime/signals.ts';
import { createLocationView, type LocationView } from './location-view.ts';
import { readSights, type Sight } from './read-sights.ts';
import { roomOf } from './sharers.ts';

/** Who looks where somebody is, on this node: a room a user who is looked for, whether there is such a user or not. */
export interface LocationRooms {
  /**
   * Shows the stream where these users are, each once and in this order, and then what changes. Fulfilled once all of the
   * first has been told.
   */
  enter(
    stream: SignalStream,
    viewer: { tenantId: string; viewerId: string },
    userIds: readonly string[],
  ): Promise<void>;
  leave(stream: SignalStream): void;
}

interface Room {
  key: string;
  tenantId: string;
  userId: string;
  view: LocationView;
  watch: Watch | null;
  /** Fulfilled once the lease is known. */
  ready: Promise<void>;
  /** Rises whenever it has to be decided anew. */
  version: number;
  isDeciding: boolean;
  isClosed: boolean;
}

interface LocationRoomsOptions extends Pick<Context, 'db' | 'realtime' | 'log'> {
  staleMs: number;
}

const retryMs = 1_000;

function createLocationRooms({ db, realtime, log, staleMs }: LocationRoomsOptions): LocationRooms {
  const rooms = new Map<string, Room>();
  const entered = new Map<SignalStream, { tenantId: string; viewerId: string; rooms: Room[] }>();
  const tenants = new Map<string, Promise<unknown>>();
  const keyOf = (tenantId: string, userId: string): string => `${tenantId}\n${userId}`;

  /** From the first who looks on, changes of what a tenant's users show are heard for good. */
  function listen(tenantId: string): Promise<unknown> {
    const known = tenants.get(tenantId);
    if (known !== undefined) return known;
    const heard = realtime.watchPrivacy(tenantId, (userId) => hear(tenantId, userId));
    tenants.set(tenantId, heard);
    heard.catch(() => tenants.delete(tenantId));
    return heard;
  }

  /** Others may see more or less of him: what he is to those whom he looks for may be another thing too. */
  function hear(tenantId: string, userId: string): void {
    const concerned = new Set<Room>();
    const own = rooms.get(keyOf(tenantId, userId));
    if (own !== undefined) concerned.add(own);
    for (const each of entered.values()) {
      if (each.tenantId === tenantId && each.viewerId === userId) for (const room of each.rooms) concerned.add(room);
    }
    for (const room of concerned) void decideAnew(room);
  }

  async function decideAnew(room: Room): Promise<void> {
    room.version += 1;
    if (room.isDeciding) return;
    room.isDeciding = true;
    for (let decided = 0; decided < room.version && !room.isClosed; ) {
      decided = room.version;
      const viewers = room.view.viewers();
      try {
        const sights = await readOf(viewers.map((viewer) => ({ ...viewer, room })));
        room.view.decide(new Map(sights.map(({ stream, sight }) => [stream, sight])));
      } catch (error) {
        log.warn({ err: error }, 'Who sees where a user is could not be read: nobody does; trying again.');
        room.view.decide(new Map(viewers.map(({ stream }) => [stream, unseen])));
        setTimeout(() => void decideAnew(room), retryMs).unref();
      }
    }
    room.isDeciding = false;
  }

  async function readOf(asked: { stream: SignalStream; viewerId: string; room: Room }[]) {
    const pairs = asked.map(({ viewerId, room }) => ({ tenantId: room.tenantId, viewerId, subjectId: room.userId }));
    const sights = await readSights(db, pairs);
    return asked.map(({ stream, room }, at) => ({ stream, room, sight: sights[at] ?? unseen }));
  }

  function open(tenantId: string, userId: string): Room {
    const key = keyOf(tenantId, userId);
    const known = rooms.get(key);
    if (known !== undefined) return known;
    const room: Room = {
      ...{ key, tenantId, userId },
      view: createLocationView({ userId, readLease: (shareId) => room.watch?.leases.get(shareId), staleMs }),
      watch: null,
      ready: Promise.resolve(),
      version: 0,
      isDeciding: false,
      isClosed: false,
    };
    rooms.set(key, room);
    room.ready = realtime.signals
      .watch(roomOf({ tenantId, userId }), () => room.view.change())
      .then((watch) => {
        room.watch = watch;
        if (room.isClosed) watch.close();
      });
    // Whoever waits for it is told.
    room.ready.catch(() => {});
    return room;
  }

  function close(room: Room): void {
    room.isClosed = true;
    rooms.delete(room.key);
    room.view.close();
    room.watch?.close();
  }

  return {
    async enter(stream, { tenantId, viewerId }, userIds) {
      const own = [...new Set(userIds)].map((userId) => open(tenantId, userId));
      entered.set(stream, { tenantId, viewerId, rooms: own });
      for (const room of own) room.view.enter(stream, viewerId);
      await Promise.all([listen(tenantId), ...own.map(({ ready }) => ready)]);
      const versions = own.map(({ version }) => version);
      const decided = await readOf(own.map((room) => ({ stream, viewerId, room })));
      // All of it at once, so that no delay tells one from another.
      for (const { room, sight } of decided) room.view.admit(stream, sight);
      for (const [at, room] of own.entries()) if (room.version !== versions[at]) void decideAnew(room);
    },
    leave(stream) {
      for (const room of entered.get(stream)?.rooms ?? []) if (room.view.leave(stream)) close(room);
      entered.delete(stream);
    },
  };
}

/** What is shown where it cannot be found out what may be. */
const unseen: Sight = { relation: 'BLOCKED', isSeen: false, precision: 'CITY', share: null };

const roomsBy = new WeakMap<Context['realtime'], LocationRooms>();

/** Those of this node. */
export function locationRoomsOf({ db, realtime, log, config }: Context): LocationRooms {
  const known = roomsBy.get(realtime);
  if (known !== undefined) return known;
  const made = createLocationRooms({ db, realtime, log, staleMs: config.limits.locationStaleMs });
  roomsBy.set(realtime, made);
  return made;
}
