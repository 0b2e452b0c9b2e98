import type { UserKey } from './user-key.ts';

/** What a user's devices amount to while he has any: active on one of them, or idle on all. */
export type Activity = 'ONLINE' | 'AWAY';

/** Where a user is, over the devices of all nodes. */
export interface Whereabouts {
  /** Null: on no device. */
  activity: Activity | null;
  /** Of two answers about a user, the one with the higher version is the newer. 0: nothing is known of him. */
  version: number;
  /**
   * When he went away the last time, in milliseconds of `Date.now`, also where he is back since; null where that is too
   * long ago to be remembered here.
   */
  seenAt: number | null;
}

/** What one node has of a user; null: nothing any more. */
export interface Put {
  user: UserKey;
  activity: Activity | null;
  /** The conversations that he has open on devices there that are not idle. @default none */
  open?: readonly string[];
}

/** What became of a put. */
export interface Outcome extends Whereabouts {
  /** The user is somewhere else than before: whoever watches him is to be told. */
  isChanged: boolean;
}

/** Somebody who is not where he was, since a node is gone. */
export interface Moved extends Whereabouts {
  user: UserKey;
}

/** What a node learns by giving its sign of life. */
export interface Beat {
  /** The store knew nothing of this node (any more): everything has to be put again. */
  isNew: boolean;
  /** Nodes that have given no sign for too long, and whose users are still there: `reap` them. */
  dead: string[];
}

/**
 * Keeps who is there where every node sees it. A node says which users it has, and only that it is alive is said again and
 * again; what a dead node had is taken away by the others, and each of its users is handed to one of them. Nothing here
 * throws: where the other side is away, or does not answer within a second, the answer is null. Two twins, in memory and
 * over Redis, pass one suite.
 */
export interface PresenceStore {
  /** What it keeps is there for others when this process has ended. */
  readonly outlivesProcess: boolean;
  /** Says what this node has of some users, none twice, in the order in which it became so. Null: it may not be kept. */
  put(puts: readonly Put[]): Promise<Outcome[] | null>;
  /** Where these users are, in the order asked for. */
  read(users: readonly UserKey[]): Promise<Whereabouts[] | null>;
  /** The conversations that these users have open on devices that are not idle, in the order asked for. */
  readOpen(users: readonly UserKey[]): Promise<string[][] | null>;
  /** Who of a tenant is there, in no order. */
  readThere(tenantId: string): Promise<string[] | null>;
  /** Gives the sign of life, which holds for `lifeMs`. */
  beat(): Promise<Beat | null>;
  /** Takes away what a dead node had. `onMoved` is called with those to whom that made a difference, each once over all nodes. */
  reap(nodeId: string, onMoved: (moved: Moved[]) => void): Promise<void>;
  /** Goes away in good order: unless a user turns up elsewhere, he is gone after `graceMs`. */
  leave(graceMs: number): Promise<void>;
  close(): Promise<void>;
}

/** The most active of them. */
export function mostActive(activities: Iterable<Activity>): Activity | null {
  let most: Activity | null = null;
  for (const activity of activities) {
    if (activity === 'ONLINE') return activity;
    most = activity;
  }
  return most;
}

/** So long a store remembers when somebody was last there: until that is in the database, and everybody has heard of it. */
export const seenKeptMs = 120_000;

/** Where somebody is of whom nothing is known. */
export const nowhere: Whereabouts = { activity: null, version: 0, seenAt: null };
