import type { TidingsClient } from '../create-client.ts';
import { type LocationFieldsFragment, LocationsDocument } from '../generated/operations.ts';
import type { Readable } from '../store/create-store.ts';
import { createUsersWatch } from '../store/watch-users.ts';
import { perClient } from '../store/while-watched.ts';

/** Where a user is, as exactly as he shows it. `isStale`: he has not reported for a minute. */
export type LocationState = LocationFieldsFragment;

const usersMax = 100;

const watchOf = perClient((client) =>
  createUsersWatch<LocationState | null>({
    idsMax: usersMax,
    follow: (userIds, onNext) =>
      client.follow(LocationsDocument, { userIds }, ({ locations }) => onNext(locations.userId, locations.location)),
  }),
);

/**
 * Where users are, by their ids: null for those of whom the viewer sees nothing, and no entry for those of whom nothing is known
 * yet. It is asked for while somebody subscribes, over one subscription for all who watch anybody. Without a connection it stays
 * what it was: show none whose `expiresAt` is past.
 */
export function watchLocations(
  client: TidingsClient,
  userIds: readonly string[],
): Readable<ReadonlyMap<string, LocationState | null>> {
  return watchOf(client)(userIds);
}
