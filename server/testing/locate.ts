import { randomUUID } from 'node:crypto';
import type {
  LocationFieldsFragment,
  LocationsSubscription,
  ShareLocationInput,
  UpdateLocationSharingInput,
} from '../../client/generated/operations.ts';
import {
  LocationsDocument,
  ShareLocationDocument,
  StopSharingLocationDocument,
  UpdateLocationSharingDocument,
  UpsertUsersDocument,
} from '../../client/index.ts';
import { relateIn } from './relate.ts';
import type { TestApp } from './start-app.ts';
import { runAs } from './verify-events.ts';

/** Short times, so that a test need not wait for long. */
export const locationEnv = {
  LOCATION_INTERVAL_MS: '300',
  LOCATION_REFRESH_MS: '600',
  LOCATION_STALE_MS: '1500',
  AUDIT_INTERVAL_MS: '50',
};

/** Users of a tenant of their own, on one of its nodes. */
export async function seedSharers<Name extends string>(app: TestApp, ...names: Name[]) {
  const tenant = `t-${randomUUID()}`;
  const backend = runAs(app, await app.token('backend', { tenant, role: 'service' }));
  await backend(UpsertUsersDocument, { input: { users: names.map((id) => ({ id })) } });
  const users = await Promise.all(names.map(async (name) => [name, await createUser(app, tenant, name)] as const));
  const by = Object.fromEntries(users) as Record<Name, Awaited<ReturnType<typeof createUser>>>;
  return { tenant, ...relateIn(app.app.services, tenant), ...by };
}

async function createUser(app: TestApp, tenant: string, name: string) {
  const token = await app.token(name, { tenant });
  const run = runAs(app, token);
  return {
    token,
    run,
    /** Sets to whom his position goes. */
    grant: (input: UpdateLocationSharingInput) => run(UpdateLocationSharingDocument, { input }),
    /** Says where he is: `at(52.52, 13.405)`. */
    at: async (latitude: number, longitude: number, more: Partial<ShareLocationInput> = {}) =>
      (await run(ShareLocationDocument, { input: { latitude, longitude, ...more } })).shareLocation,
    stop: () => run(StopSharingLocationDocument, {}),
    /** Looks where users are, over this node or another. */
    look: (userIds: readonly string[], node = app) => {
      const stream = node.subscribe<LocationsSubscription>(token, LocationsDocument, { userIds });
      const items = () => stream.results.map((result) => itemOf(result));
      return {
        ...stream,
        items,
        /** What he was told of a user, item by item: `52.52,13.405` or null. */
        places: (userId = userIds[0]) =>
          items().flatMap((item) => (item.userId === userId ? [placeOf(item.location)] : [])),
        /** Waits until he is told this of a user: `52.52,13.405` or null. */
        sees: (place: string | null, userId = userIds[0]) =>
          stream.until((result) => {
            const item = itemOf(result);
            return item.userId === userId && placeOf(item.location) === place;
          }),
      };
    },
  };
}

const placeOf = (location: LocationFieldsFragment | null): string | null =>
  location === null ? null : `${location.latitude},${location.longitude}`;

function itemOf(result: { data?: LocationsSubscription | null; errors?: unknown }) {
  if (result.data == null) throw new Error(`An item failed: ${JSON.stringify(result.errors)}`);
  return result.data.locations;
}
