import type { Resolvers } from '../../generated/resolvers.ts';
import { blockUser } from './block-user.ts';
import { unblockUser } from './unblock-user.ts';

export const blocksResolvers = {
  Mutation: {
    blockUser: async (_parent, { input }, ctx) => ({ blockedUser: await blockUser(ctx, input) }),
    unblockUser: async (_parent, { input }, ctx) => ({ userId: await unblockUser(ctx, input) }),
  },
} satisfies Resolvers;
