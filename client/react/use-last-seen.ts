import { useMemo } from 'react';
import { mapReading, type Reading } from './reading.ts';
import { useElapsed } from './use-elapsed.ts';
import { usePresence } from './use-presence.ts';

/** When a user was there last. */
export interface LastSeen {
  /** He is there: ONLINE, AWAY or BUSY. */
  isPresent: boolean;
  /** RFC 3339; null: he is there, or does not say. */
  lastSeenAt: string | null;
  /** The time since then in ms, in whole minutes; null where `lastSeenAt` is. */
  elapsedMs: number | null;
}

const minuteMs = 60_000;

/** When a user was last there, as far as the viewer may see it. Renders once a minute while he is away, and when he comes or goes. */
export function useLastSeen(userId: string): Reading<LastSeen> {
  const reading = usePresence(userId);
  const isPresent = reading.data !== null && reading.data.status !== 'OFFLINE';
  const lastSeenAt = isPresent ? null : (reading.data?.lastSeenAt ?? null);
  const elapsedMs = useElapsed(lastSeenAt === null ? null : Date.parse(lastSeenAt), minuteMs);
  const { status, error } = reading;
  return useMemo(
    () => mapReading({ data: {}, status, error } as Reading<object>, () => ({ isPresent, lastSeenAt, elapsedMs })),
    [status, error, isPresent, lastSeenAt, elapsedMs],
  );
}
