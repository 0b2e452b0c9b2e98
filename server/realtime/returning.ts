import type { Topic } from './log-event.ts';
import type { UserKey } from './realtime.ts';

/** Remembers for a while whose streams have ended, and what they heard: most come back, and after a cut all at once. */
export interface Returning {
  /** A stream has ended. */
  leave(user: UserKey, topics: Topic[]): void;
  /** What a user's last stream heard; null where it is not known. His coming back is counted. */
  take(user: UserKey): Topic[] | null;
  /** So many have left, and not come back yet, that their coming back is worth being waited for. */
  isStorm(): boolean;
}

interface ReturningOptions {
  /** How long a stream that has ended is waited for. @default 30_000 // 30 seconds */
  windowMs?: number;
  /** Topics that are remembered in all. @default 1_000_000 */
  topicsMax?: number;
}

/** Streams that have ended and not come back: from here on it is a storm. */
const stormMin = 200;

export function createReturning({ windowMs = 30_000, topicsMax = 1_000_000 }: ReturningOptions = {}): Returning {
  /** The first to be forgotten first. */
  const left = new Map<string, { topics: Topic[]; streams: number; goodUntil: number }>();
  let topicCount = 0;
  let streamCount = 0;

  const keyOf = ({ tenantId, userId }: UserKey): string => `${tenantId}\n${userId}`;

  function forget(key: string): void {
    const entry = left.get(key);
    if (entry === undefined) return;
    left.delete(key);
    topicCount -= entry.topics.length;
    streamCount -= entry.streams;
  }

  function forgetOld(): void {
    const now = Date.now();
    for (const [key, { goodUntil }] of left) {
      if (goodUntil > now && topicCount <= topicsMax) break;
      forget(key);
    }
  }

  return {
    leave(user, topics) {
      const key = keyOf(user);
      const streams = (left.get(key)?.streams ?? 0) + 1;
      forget(key);
      left.set(key, { topics, streams, goodUntil: Date.now() + windowMs });
      topicCount += topics.length;
      streamCount += streams;
      forgetOld();
    },
    take(user) {
      forgetOld();
      const entry = left.get(keyOf(user));
      if (entry === undefined) return null;
      if (entry.streams > 0) {
        entry.streams -= 1;
        streamCount -= 1;
      }
      return entry.topics;
    },
    isStorm() {
      forgetOld();
      return streamCount >= stormMin;
    },
  };
}
