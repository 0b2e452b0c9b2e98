import type { Resolvers } from '../../generated/resolvers.ts';
import { listDeliveries } from './list-deliveries.ts';
import { readDeliveriesOf } from './queries.ts';
import { replayDeliveries } from './replay-deliveries.ts';

export const deliveriesResolvers = {
  Query: {
    notificationDeliveries: (_parent, args, ctx) => listDeliveries(ctx, args),
  },
  Mutation: {
    replayNotificationDeliveries: (_parent, { input }, ctx) => replayDeliveries(ctx, input),
  },
  NotificationDelivery: {
    channelDeliveries: ({ notificationId }, _args, ctx) =>
      notificationId === null ? [] : readDeliveriesOf(ctx, notificationId),
  },
  ChannelDelivery: {
    nextAttemptAt: ({ status, dueAt }) => (status === 'PENDING' ? dueAt : null),
  },
} satisfies Resolvers;
