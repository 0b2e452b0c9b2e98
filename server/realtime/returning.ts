import type { Topic } from './log-event.ts';
import type { UserKey } from './user-key.ts';

/** Remembers for a while whose streams have ended, and what they heard: most come back, and after a cut all at once. */
export interface Returning {
  /** A stream has begun. */
  enter(): void;
  /** A stream has ended. */
  leave(user: UserKey, topics: Topic[]): void;
  /** What a user's last stream heard; null where it is not known. */
  find(user: UserKey): Topic[] | null;
  /** Many have been cut at once and are not back yet. */
  isStorm(): boolean;
}

interface ReturningOptions {
  /** How long a stream that has ended is waited for. @default 30_000 // 30 seconds */
  windowMs?: number;
  /** Topics that are remembered in all. @default 1_000_000 */
  topicsMax?: number;
}

/** So many streams less than a second ago are a cut; fewer are the usual coming and going. */
const cutMin = 200;
const markMs = 1_000;

export function createReturning({ windowMs = 30_000, topicsMax = 1_000_000 }: ReturningOptions = {}): Returning {
  /** The first to be forgotten first. */
  const left = new Map<string, { topics: Topic[]; goodUntil: number }>();
  let topicCount = 0;
  let live = 0;
  /** How many were live at a time within the last second. */
  let mark = { live: 0, at: 0 };
  /** How many were live before the cut, and how long they are waited for. */
  let cut = { live: 0, until: 0 };

  const keyOf = ({ tenantId, userId }: UserKey): string => `${tenantId}\n${userId}`;

  function forget(key: string): void {
    topicCount -= left.get(key)?.topics.length ?? 0;
    left.delete(key);
  }

  function forgetOld(now: number): void {
    for (const [key, { goodUntil }] of left) {
      if (goodUntil > now && topicCount <= topicsMax) break;
      forget(key);
    }
  }

  function count(by: number, now: number): void {
    if (now - mark.at >= markMs) mark = { live, at: now };
    live += by;
    if (mark.live - live >= cutMin)
      cut = { live: Math.max(mark.live, now < cut.until ? cut.live : 0), until: now + windowMs };
  }

  return {
    enter() {
      count(1, Date.now());
    },
    leave(user, topics) {
      const now = Date.now();
      count(-1, now);
      const key = keyOf(user);
      forget(key);
      left.set(key, { topics, goodUntil: now + windowMs });
      topicCount += topics.length;
      forgetOld(now);
    },
    find(user) {
      forgetOld(Date.now());
      return left.get(keyOf(user))?.topics ?? null;
    },
    isStorm: () => live < cut.live && Date.now() < cut.until,
  };
}
