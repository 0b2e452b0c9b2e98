import type { LeaseStore } from './lease-store.ts';

type Room = Map<string, { value: string; endsAt: number }>;

/** What several twins in one process share, so that tests can run several nodes in one. */
export type MemoryLeases = Map<string, Room>;

const sweepIntervalMs = 10_000;

/** The twin without Redis: leases stay in the process. */
export function createMemoryLeaseStore(rooms: MemoryLeases = new Map()): LeaseStore {
  let sweep: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** The room without what is over; one that is empty then is forgotten. */
  function look(name: string): Room | undefined {
    const room = rooms.get(name);
    const now = Date.now();
    for (const [member, { endsAt }] of room ?? []) if (endsAt <= now) room?.delete(member);
    if (room?.size === 0) rooms.delete(name);
    return rooms.get(name);
  }

  /** Into some rooms nobody may ever look again. */
  function sweepAll(): void {
    for (const name of rooms.keys()) look(name);
    sweep = rooms.size === 0 || isClosed ? undefined : setTimeout(sweepAll, sweepIntervalMs).unref();
  }

  function hold(name: string, member: string, value: string, ttlMs: number): void {
    if (isClosed) return;
    const room = look(name) ?? new Map();
    rooms.set(name, room.set(member, { value, endsAt: Date.now() + ttlMs }));
    sweep ??= setTimeout(sweepAll, sweepIntervalMs).unref();
  }

  return {
    hold,
    async take(name, member, value, ttlMs) {
      if (isClosed || look(name)?.has(member) === true) return false;
      hold(name, member, value, ttlMs);
      return true;
    },
    end(name, member, value) {
      const room = look(name);
      if (isClosed || (value !== null && room?.get(member)?.value !== value)) return;
      room?.delete(member);
      look(name);
    },
    async read(name) {
      const now = Date.now();
      const leases = [...(look(name) ?? [])].map(([member, { value, endsAt }]) => ({
        member,
        value,
        leftMs: endsAt - now,
      }));
      return leases.sort((a, b) => a.leftMs - b.leftMs);
    },
    async close() {
      isClosed = true;
      clearTimeout(sweep);
    },
  };
}
