import type { Resolvers } from '../../generated/resolvers.ts';
import { eraseUser } from './erase-user.ts';
import { findErasure } from './queries.ts';

export const erasureResolvers = {
  Query: {
    userErasure: (_parent, args, ctx) => findErasure(ctx, args),
  },
  Mutation: {
    eraseUser: async (_parent, { input }, ctx) => ({ erasure: await eraseUser(ctx, input) }),
  },
} satisfies Resolvers;
