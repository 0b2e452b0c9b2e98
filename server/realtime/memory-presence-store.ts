import { randomBytes } from 'node:crypto';
import {
  type Activity,
  type Moved,
  mostActive,
  nowhere,
  type Outcome,
  type PresenceStore,
  type Put,
  seenKeptMs,
  type Whereabouts,
} from './presence-store.ts';
import type { UserKey } from './user-key.ts';

interface Known {
  user: UserKey;
  byNode: Map<string, Activity>;
  openByNode: Map<string, readonly string[]>;
  version: number;
  seenAt: number | null;
}

interface KnownNode {
  beatAt: number;
  /** When it went away in good order. */
  leftAt: number | null;
  users: Set<string>;
}

/** What several twins in one process share, so that tests can run several nodes in one. */
export interface MemoryPresence {
  users: Map<string, Known>;
  nodes: Map<string, KnownNode>;
  /** Who is nowhere, and since when, those first who went first. */
  gone: Map<string, number>;
  /** By tenant. */
  there: Map<string, Set<string>>;
  version: number;
}

export const createMemoryPresence = (): MemoryPresence => ({
  users: new Map(),
  nodes: new Map(),
  gone: new Map(),
  there: new Map(),
  version: 0,
});

interface MemoryPresenceStoreOptions {
  shared?: MemoryPresence;
  /** How long a node's sign of life holds. */
  lifeMs: number;
}

/** The twin without Redis: it ends with the process. */
export function createMemoryPresenceStore({
  shared = createMemoryPresence(),
  lifeMs,
}: MemoryPresenceStoreOptions): PresenceStore {
  const nodeId = randomBytes(6).toString('hex');
  const { users, nodes, gone, there } = shared;
  let isClosed = false;

  const keyOf = ({ tenantId, userId }: UserKey): string => `${tenantId}\n${userId}`;

  function change(id: string, { user, activity, open = [] }: Put, seenAt: number, isReaped: boolean): Outcome {
    const key = keyOf(user);
    const known = users.get(key) ?? unknown(user);
    const before = mostActive(known.byNode.values());
    const wasKnown = known.byNode.has(id);
    if (activity === null) known.byNode.delete(id);
    else known.byNode.set(id, activity);
    if (activity === null || open.length === 0) known.openByNode.delete(id);
    else known.openByNode.set(id, open);
    if (activity === null) nodes.get(id)?.users.delete(key);
    else nodes.get(id)?.users.add(key);
    const after = mostActive(known.byNode.values());
    const isChanged = after !== before || (activity === null && !wasKnown && !isReaped);
    if (isChanged) {
      shared.version += 1;
      known.version = shared.version;
      if (after === null) known.seenAt = seenAt;
      users.set(key, known);
      settle(user, after !== null);
      gone.delete(key);
      if (after === null) gone.set(key, seenAt);
    }
    return { activity: after, version: known.version, seenAt: known.seenAt, isChanged };
  }

  const unknown = (user: UserKey): Known => ({
    ...{ user, byNode: new Map(), openByNode: new Map(), version: 0, seenAt: null },
  });

  function settle({ tenantId, userId }: UserKey, isThere: boolean): void {
    const ids = there.get(tenantId) ?? new Set();
    if (isThere) there.set(tenantId, ids.add(userId));
    else ids.delete(userId);
    if (ids.size === 0) there.delete(tenantId);
  }

  function forget(now: number): void {
    for (const [key, at] of gone) {
      if (at + seenKeptMs > now) return;
      gone.delete(key);
      users.delete(key);
    }
  }

  function whereaboutsOf(user: UserKey): Whereabouts {
    const known = users.get(keyOf(user));
    if (known === undefined) return nowhere;
    return { activity: mostActive(known.byNode.values()), version: known.version, seenAt: known.seenAt };
  }

  return {
    outlivesProcess: false,
    async put(puts) {
      if (isClosed) return null;
      if (!nodes.has(nodeId)) nodes.set(nodeId, { beatAt: Date.now(), leftAt: null, users: new Set() });
      return puts.map((put) => change(nodeId, put, Date.now(), false));
    },
    read: async (asked) => (isClosed ? null : asked.map(whereaboutsOf)),
    readOpen: async (asked) =>
      isClosed
        ? null
        : asked.map((user) => [...new Set([...(users.get(keyOf(user))?.openByNode.values() ?? [])].flat())].sort()),
    readThere: async (tenantId) => (isClosed ? null : [...(there.get(tenantId) ?? [])]),
    async beat() {
      if (isClosed) return null;
      const now = Date.now();
      forget(now);
      const own = nodes.get(nodeId);
      nodes.set(nodeId, { beatAt: now, leftAt: null, users: own?.users ?? new Set() });
      const dead = [...nodes].filter(([, { beatAt }]) => beatAt + lifeMs <= now).map(([id]) => id);
      return { isNew: own === undefined, dead };
    },
    async reap(id, onMoved) {
      const node = nodes.get(id);
      if (isClosed || node === undefined) return;
      const moved: Moved[] = [];
      for (const key of [...node.users]) {
        const user = users.get(key)?.user;
        if (user === undefined) continue;
        const { isChanged, ...whereabouts } = change(id, { user, activity: null }, node.leftAt ?? node.beatAt, true);
        if (isChanged) moved.push({ user, ...whereabouts });
      }
      nodes.delete(id);
      if (moved.length > 0) onMoved(moved);
    },
    async leave(graceMs) {
      const now = Date.now();
      const own = nodes.get(nodeId);
      if (!isClosed && own !== undefined) nodes.set(nodeId, { ...own, beatAt: now - lifeMs + graceMs, leftAt: now });
    },
    async close() {
      isClosed = true;
    },
  };
}
