import type { Resolvers } from '../../generated/resolvers.ts';
import { presenceSettingsLoader } from './queries.ts';
import { updatePresenceSettings } from './update-presence-settings.ts';

export const privacyResolvers = {
  Mutation: {
    updatePresenceSettings: async (_parent, { input }, ctx) => ({
      presenceSettings: await updatePresenceSettings(ctx, input),
    }),
  },
  Viewer: {
    presenceSettings: ({ tenantId, userId }, _args, ctx) => presenceSettingsLoader(ctx.db).load({ tenantId, userId }),
  },
} satisfies Resolvers;
