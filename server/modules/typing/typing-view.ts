import type { TypingNow } from '../../realtime/log-event.ts';
import type { SignalStream } from '../../realtime/realtime.ts';

/** Somebody who types here. */
export interface Typist {
  userId: string;
  /** When it ends by itself; milliseconds of `Date.now`. */
  endsAt: number;
  /** All who look may see him. */
  isOpen: boolean;
}

/** Who types in a conversation or thread, as its subscribers on this node are told. */
export interface TypingView {
  /** Tells the stream of a viewer who types now, and from then on what changes. */
  enter(stream: SignalStream, viewerId: string): void;
  /** True where it was the last one. */
  leave(stream: SignalStream): boolean;
  /** Others type, for longer, or are seen by others. */
  change(): void;
  close(): void;
}

interface TypingViewOptions {
  conversationId: string;
  threadRootId: string | null;
  /** Who types here, those who began first first. */
  readTypists: () => Iterable<Typist>;
  /** Whether a viewer may see a typist who is not open. */
  maySee: (viewerId: string, typistId: string) => boolean;
  intervalMs: number;
  /** How long somebody types after he last said so. @default 5_000 // 5 seconds */
  leaseMs: number;
  /** Users that are named. @default 20 */
  usersMax: number;
}

/** Streams that were told the same, at the same time. */
interface Group {
  viewers: Map<SignalStream, string>;
  told: TypingNow;
  toldAt: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * A change is told at once where none was for an interval, else at its end. Those who see the same are told by one item,
 * the same for all. Whoever may not see somebody is told nothing of him, and nothing later for his sake: each has the
 * rhythm of what he sees himself.
 */
export function createTypingView(options: TypingViewOptions): TypingView {
  const { conversationId, threadRootId, readTypists, maySee, intervalMs, leaseMs, usersMax } = options;
  const groups = new Set<Group>();
  const groupOf = new Map<SignalStream, Group>();
  /** Null: it has to be read anew. */
  let typists: { all: Typist[]; hidden: Typist[] } | null = null;
  /** What is so now, by who of the hidden is seen. */
  const items = new Map<string, TypingNow>();

  function read() {
    if (typists !== null) return typists;
    const all = [...readTypists()];
    typists = { all, hidden: all.filter(({ isOpen }) => !isOpen) };
    return typists;
  }

  function itemFor(viewerId: string): TypingNow {
    const { all, hidden } = read();
    const seen = hidden.filter(({ userId }) => maySee(viewerId, userId));
    const key = seen.map(({ userId }) => userId).join('\n');
    const item = items.get(key) ?? make(all.filter((typist) => typist.isOpen || seen.includes(typist)));
    items.set(key, item);
    return item;
  }

  function make(seen: Typist[]): TypingNow {
    const userIds = seen.slice(0, usersMax).map(({ userId }) => userId);
    const endsAt = Math.max(...seen.map((typist) => typist.endsAt));
    const expiresAt = seen.length === 0 ? null : new Date(endsAt).toISOString();
    return { type: 'TypingSignal', conversationId, threadRootId, userIds, userCount: seen.length, expiresAt };
  }

  /**
   * When what is so now is to be told; null: it has been. The same people for longer are told again shortly before what
   * was told is over: by a time of their own, so that it is not done sooner because somebody hidden types.
   */
  function dueAt(now: TypingNow, { told, toldAt }: Group): number | null {
    if (now === told) return null;
    const isOther = now.userCount !== told.userCount || now.userIds.some((id, at) => id !== told.userIds[at]);
    if (isOther) return toldAt + intervalMs;
    if (now.expiresAt === null || told.expiresAt === null || now.expiresAt <= told.expiresAt) return null;
    return Math.max(toldAt + intervalMs, Date.parse(told.expiresAt) - leaseMs / 3);
  }

  function openGroup(told: TypingNow, toldAt: number): Group {
    const group = { viewers: new Map(), told, toldAt, timer: undefined };
    groups.add(group);
    return group;
  }

  function drop(group: Group): void {
    clearTimeout(group.timer);
    groups.delete(group);
  }

  function move(stream: SignalStream, viewerId: string, to: Group): void {
    // A reader who ends while others are told may have been its last.
    groups.add(to);
    to.viewers.set(stream, viewerId);
    groupOf.set(stream, to);
  }

  const isFree = ({ toldAt }: Group): boolean => toldAt + intervalMs <= Date.now();

  /** Those who were told the same so long ago that their next change is told at once are one group again. */
  function merge(): void {
    const free = new Map<string, Group>();
    for (const group of groups) {
      if (!isFree(group)) continue;
      const key = JSON.stringify(group.told);
      const first = free.get(key);
      if (first === undefined) free.set(key, group);
      else {
        for (const [stream, viewerId] of group.viewers) move(stream, viewerId, first);
        drop(group);
      }
    }
  }

  /** The streams of a group by what is so for them now: all alike where all who type are open. */
  function partsOf(group: Group): [item: TypingNow, streams: [SignalStream, string][]][] {
    const [first] = group.viewers;
    if (first === undefined) return [];
    if (read().hidden.length > 0) return [...Map.groupBy(group.viewers, ([, viewerId]) => itemFor(viewerId))];
    const item = itemFor(first[1]);
    return [[item, dueAt(item, group) === null ? [] : [...group.viewers]]];
  }

  /** Tells what is due, and sets the time for the rest. `fresh`: the groups that were told just now, by their items. */
  function tell(group: Group, fresh: Map<TypingNow, Group>): void {
    clearTimeout(group.timer);
    group.timer = undefined;
    for (const [item, streams] of partsOf(group)) {
      const due = dueAt(item, group);
      if (due === null) continue;
      const isDue = due <= Date.now();
      const isWhole = streams.length === group.viewers.size;
      const known = isDue ? fresh.get(item) : undefined;
      const to = known ?? (isWhole ? group : openGroup(group.told, group.toldAt));
      for (const [stream, viewerId] of streams) {
        if (to !== group) group.viewers.delete(stream);
        move(stream, viewerId, to);
        if (isDue) stream.push(item);
      }
      if (isDue) {
        Object.assign(to, { told: item, toldAt: Date.now() });
        fresh.set(item, to);
      } else {
        to.timer = setTimeout(() => tell(to, new Map()), due - Date.now()).unref();
      }
    }
    if (group.viewers.size === 0) drop(group);
  }

  return {
    enter(stream, viewerId) {
      const now = itemFor(viewerId);
      // What others were told before is theirs: it would tell how long ago that was.
      const key = JSON.stringify(now);
      const alike = [...groups].find((group) => isFree(group) && JSON.stringify(group.told) === key);
      const group = alike ?? openGroup(now, 0);
      move(stream, viewerId, group);
      stream.push(group.told);
    },
    leave(stream) {
      const group = groupOf.get(stream);
      groupOf.delete(stream);
      group?.viewers.delete(stream);
      if (group?.viewers.size === 0) drop(group);
      return group !== undefined && groupOf.size === 0;
    },
    change() {
      typists = null;
      items.clear();
      merge();
      const fresh = new Map<TypingNow, Group>();
      for (const group of [...groups]) tell(group, fresh);
    },
    close() {
      for (const group of groups) drop(group);
    },
  };
}
