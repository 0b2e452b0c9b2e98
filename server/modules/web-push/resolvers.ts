import type { Resolvers } from '../../generated/resolvers.ts';
import { listPushSubscriptions } from './queries.ts';
import { registerPushSubscription } from './register-push-subscription.ts';
import { unregisterPushSubscription } from './unregister-push-subscription.ts';

export const webPushResolvers = {
  Query: {
    webPushPublicKey: (_parent, _args, ctx) => ctx.webPush.publicKey,
  },
  Mutation: {
    registerPushSubscription: async (_parent, { input }, ctx) => ({
      pushSubscription: await registerPushSubscription(ctx, input),
    }),
    unregisterPushSubscription: async (_parent, { input }, ctx) => ({
      pushSubscriptionId: await unregisterPushSubscription(ctx, input),
    }),
  },
  Viewer: {
    pushSubscriptions: (_actor, _args, ctx) => listPushSubscriptions(ctx),
  },
} satisfies Resolvers;
