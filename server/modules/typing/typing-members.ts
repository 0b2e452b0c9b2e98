import type { KnownLease, Watch } from '../../realtime/signals.ts';

/** Who holds a lease in a conversation's room, and for which of its threads. A message's id has no slash; a user's may have. */
export const memberOf = (threadRootId: string | null, userId: string): string => `${threadRootId ?? ''}/${userId}`;
export const userOf = (member: string): string => member.slice(member.indexOf('/') + 1);

/** The leases of a thread by their users, '' for the conversation itself; those that began first first. */
export function* leasesIn(watch: Watch | null, thread: string): Generator<[string, KnownLease]> {
  for (const [member, lease] of watch?.leases ?? []) {
    if (member.startsWith(`${thread}/`)) yield [userOf(member), lease];
  }
}
