import type { Resolvers } from '../../generated/resolvers.ts';
import type { StoredUser } from '../../realtime/log-event.ts';
import { listUsers, userLoader } from '../users/queries.ts';
import { findNearbyUsers } from './find-nearby-users.ts';
import { listLocationViewers } from './list-location-viewers.ts';
import { sharingReader } from './queries.ts';
import { shareLocation } from './share-location.ts';
import { stopSharingLocation } from './stop-sharing-location.ts';
import { updateLocationSharing } from './update-location-sharing.ts';

export const locationResolvers = {
  Query: {
    nearbyUsers: (_root, args, ctx) => findNearbyUsers(ctx, args),
  },
  Mutation: {
    shareLocation: async (_parent, { input }, ctx) => {
      const { location, sharing } = await shareLocation(ctx, input);
      return { location, locationSharing: sharing };
    },
    stopSharingLocation: async (_parent, _args, ctx) => ({ locationSharing: await stopSharingLocation(ctx) }),
    updateLocationSharing: async (_parent, { input }, ctx) => ({
      locationSharing: await updateLocationSharing(ctx, input),
    }),
  },
  Viewer: {
    locationSharing: ({ tenantId, userId }, _args, ctx) => sharingReader(ctx.db)({ tenantId, userId }),
  },
  NearbyUser: {
    // Users are never deleted.
    user: ({ userId }, _args, ctx) => userLoader(ctx).load(userId) as Promise<StoredUser>,
  },
  LocationSharing: {
    // Users are never deleted.
    users: async ({ userIds }, _args, ctx) => (await listUsers(ctx, { ids: userIds })).filter((user) => user !== null),
    isSharing: ({ expiresAt }) => expiresAt !== null && Date.parse(expiresAt) > Date.now(),
    viewers: (sharing, args, ctx) => listLocationViewers(ctx, sharing, args),
  },
} satisfies Resolvers;
