import type { PresenceNow, StoredCustomStatus, StoredPresenceSettings } from '../../realtime/log-event.ts';
import type { Whereabouts } from '../../realtime/presence-store.ts';
import { mayObserve, type Relation } from '../privacy/may-observe.ts';
import type { PresenceRow } from './queries.ts';

/** All that presence is made of. */
export interface Subject {
  userId: string;
  settings: StoredPresenceSettings;
  whereabouts: Whereabouts;
  row: PresenceRow;
}

/**
 * A user's presence, as it is seen by whoever is this to him. Whoever may not see something is shown what he would be of a
 * user who is offline and has shown nothing of it.
 */
export function showPresence(relation: Relation, subject: Subject, now: number): PresenceNow {
  const { userId, settings, row } = subject;
  const of = { subject: settings };
  // What others saw when he became invisible is what they go on seeing.
  const isFrozen = settings.invisible && relation !== 'SELF';
  const status = mayObserve('STATUS', relation, of) ? statusOf(subject, now) : 'OFFLINE';
  const customStatus = isFrozen ? row.shownCustomStatus : row.customStatus;
  const lastSeenAt = isFrozen ? row.shownLastSeenAt : lastSeenAtOf(subject);
  return {
    type: 'Presence',
    userId,
    status,
    lastSeenAt: status === 'OFFLINE' && mayObserve('LAST_SEEN', relation, of) ? lastSeenAt : null,
    customStatus: mayObserve('CUSTOM_STATUS', relation, of) ? unexpired(customStatus, now) : null,
  };
}

/** What he has set wins while he is there at all. */
function statusOf({ whereabouts: { activity }, row }: Subject, now: number): PresenceNow['status'] {
  if (activity === null) return 'OFFLINE';
  return manualOf(row, now)?.status ?? activity;
}

/** The manual status and its end; null where there is none, or it is over. */
export function manualOf({ manualStatus, manualUntil }: PresenceRow, now: number) {
  if (manualStatus === null || !isAhead(manualUntil, now)) return null;
  return { status: manualStatus, expiresAt: manualUntil };
}

/** The database learns of it a little after the other nodes. */
function lastSeenAtOf({ whereabouts: { seenAt }, row: { lastSeenAt } }: Subject): string | null {
  if (seenAt === null) return lastSeenAt;
  const seen = toSeconds(seenAt);
  return lastSeenAt === null || lastSeenAt < seen ? seen : lastSeenAt;
}

/**
 * Somebody is somewhere else. When he went away before stays known, though nodes may have forgotten it by the time that he
 * is back: fallen back to an earlier time, it would tell that he is.
 */
export function moveTo(subject: Subject, whereabouts: Whereabouts): void {
  subject.row = { ...subject.row, lastSeenAt: lastSeenAtOf(subject) };
  subject.whereabouts = whereabouts;
}

/** Whole seconds: nobody is told more precisely when somebody has gone. */
const toSeconds = (time: number): string => new Date(Math.floor(time / 1_000) * 1_000).toISOString();

/** A custom status, if it is not over. */
export function unexpired(status: StoredCustomStatus | null, now: number): StoredCustomStatus | null {
  return status !== null && isAhead(status.expiresAt, now) ? status : null;
}

const isAhead = (at: string | null, now: number): boolean => at === null || Date.parse(at) > now;

/** When something of it is over next; null: nothing is. */
export function nextExpiry({ manualUntil, customStatus, shownCustomStatus }: PresenceRow, now: number): number | null {
  const ends = [manualUntil, customStatus?.expiresAt, shownCustomStatus?.expiresAt]
    .map((at) => (at == null ? 0 : Date.parse(at)))
    .filter((at) => at > now);
  return ends.length === 0 ? null : Math.min(...ends);
}
