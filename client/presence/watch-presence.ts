import type { TidingsClient } from '../create-client.ts';
import { PresenceDocument, type PresenceFieldsFragment } from '../generated/operations.ts';
import type { Readable } from '../store/create-store.ts';
import { createUsersWatch } from '../store/watch-users.ts';
import { perClient } from '../store/while-watched.ts';

/** Whether a user is there, when he was last, and what he says of himself, as far as the viewer may see it. */
export type PresenceState = PresenceFieldsFragment;

const usersMax = 500;

const watchOf = perClient((client) =>
  createUsersWatch<PresenceState>({
    idsMax: usersMax,
    follow: (userIds, onNext) =>
      client.follow(PresenceDocument, { userIds }, ({ presence }) => onNext(presence.userId, presence)),
  }),
);

/**
 * The presence of users, by their ids; who is not in it is not known yet. It is asked for while somebody subscribes, over one
 * subscription for all who watch anybody. Without a connection it stays what it was: `client.connection` says so.
 */
export function watchPresence(
  client: TidingsClient,
  userIds: readonly string[],
): Readable<ReadonlyMap<string, PresenceState>> {
  return watchOf(client)(userIds);
}
