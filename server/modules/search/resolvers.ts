import type { Resolvers } from '../../generated/resolvers.ts';
import { searchMessages } from './search-messages.ts';
import { setSearchLanguage } from './set-search-language.ts';

export const searchResolvers = {
  Query: {
    searchMessages: (_parent, args, ctx) => searchMessages(ctx, args),
  },
  Mutation: {
    setSearchLanguage: async (_parent, { input }, ctx) => ({ language: await setSearchLanguage(ctx, input) }),
  },
} satisfies Resolvers;
