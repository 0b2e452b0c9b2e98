import type { TypingNow } from '../../realtime/log-event.ts';
import type { SignalStream } from '../../realtime/realtime.ts';
import type { KnownLease } from '../../realtime/signals.ts';

/** Who types in a conversation or thread, as its subscribers on this node are told. */
export interface TypingView {
  /** Tells the stream who types now, and from then on what changes. */
  enter(stream: SignalStream): void;
  /** True where it was the last one. */
  leave(stream: SignalStream): boolean;
  /** The leases are others, or last longer. */
  change(): void;
  close(): void;
}

interface TypingViewOptions {
  conversationId: string;
  threadRootId: string | null;
  /** The users who type here and their leases, those who began first first. */
  readLeases: () => Iterable<[userId: string, lease: KnownLease]>;
  /** The shortest time between two changes that are told. @default 1_000 // 1 second */
  intervalMs: number;
  /** How long somebody types after he last said so. @default 5_000 // 5 seconds */
  leaseMs: number;
  /** Users that are named. @default 20 */
  usersMax: number;
}

/** A change is told at once where none was for an interval, else at its end: one item, the same for all. */
export function createTypingView(options: TypingViewOptions): TypingView {
  const { conversationId, threadRootId, readLeases, intervalMs, leaseMs, usersMax } = options;
  const streams = new Set<SignalStream>();
  /** Null: it has to be made anew. */
  let current: TypingNow | null = null;
  let told: TypingNow | null = null;
  let toldAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function make(): TypingNow {
    const userIds: string[] = [];
    let userCount = 0;
    let endsAt = 0;
    for (const [userId, lease] of readLeases()) {
      userCount += 1;
      if (userCount <= usersMax) userIds.push(userId);
      endsAt = Math.max(endsAt, lease.endsAt);
    }
    const expiresAt = userCount === 0 ? null : new Date(endsAt).toISOString();
    return { type: 'TypingSignal', conversationId, threadRootId, userIds, userCount, expiresAt };
  }

  function read(): TypingNow {
    current ??= make();
    return current;
  }

  /** Others, or the same for longer where what was told is about to expire. */
  function isNews(now: TypingNow): boolean {
    if (told === null || now.userCount !== told.userCount) return true;
    if (now.userIds.some((id, at) => id !== told?.userIds[at])) return true;
    if (now.expiresAt === null || told.expiresAt === null || now.expiresAt <= told.expiresAt) return false;
    return Date.parse(told.expiresAt) - Date.now() < leaseMs / 2;
  }

  function tell(): void {
    timer = undefined;
    const item = read();
    if (!isNews(item)) return;
    told = item;
    toldAt = Date.now();
    for (const stream of streams) stream.push(item);
  }

  return {
    enter(stream) {
      streams.add(stream);
      told ??= read();
      stream.push(read());
    },
    leave(stream) {
      return streams.delete(stream) && streams.size === 0;
    },
    change() {
      current = null;
      if (timer !== undefined) return;
      const waitMs = toldAt + intervalMs - Date.now();
      if (waitMs <= 0) tell();
      else timer = setTimeout(tell, waitMs).unref();
    },
    close: () => clearTimeout(timer),
  };
}
