/** What a member of a room holds for a while. */
export interface Lease {
  member: string;
  /** Whatever was given with it. */
  value: string;
  /** Milliseconds until it ends by itself. */
  leftMs: number;
}

/**
 * Keeps leases where every node sees them: who is typing, who is there, who shares where he is. A lease ends by itself
 * when its time is over, also where the node that held it was killed. Beyond that it promises nothing: what is said while
 * the other side is away is lost, but for an end, which is said again, and nobody is made to wait for it. Two twins, in memory and over Redis, pass one suite.
 */
export interface LeaseStore {
  /** Gives a member of a room a lease, or the one that he has this value and this time. Never waits, never throws. */
  hold(room: string, member: string, value: string, ttlMs: number): void;
  /**
   * Gives a member of a room a lease, unless he has one: then, and after a second at most where the other side is away, false.
   * Of all who take one at a time, one is told true.
   */
  take(room: string, member: string, value: string, ttlMs: number): Promise<boolean>;
  /** Ends a lease before its time; `value` not null: only if it has that value. Never waits, never throws. */
  end(room: string, member: string, value: string | null): void;
  /** The leases of a room, those that end first first. None, after a second at most, where the other side is away. */
  read(room: string): Promise<Lease[]>;
  close(): Promise<void>;
}
