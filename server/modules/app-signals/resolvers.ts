import type { Resolvers } from '../../generated/resolvers.ts';
import { publishSignal } from './publish-signal.ts';

export const appSignalsResolvers = {
  Mutation: {
    publishSignal: (_parent, { input }, ctx) => publishSignal(ctx, input),
  },
  ApplicationSignal: {
    topic: ({ name }) => name,
  },
} satisfies Resolvers;
