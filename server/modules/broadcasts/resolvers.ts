import type { Resolvers } from '../../generated/resolvers.ts';
import { countDelivered, listDecisions } from './broadcast.ts';
import { broadcastNotification } from './broadcast-notification.ts';
import { cancelBroadcast } from './cancel-broadcast.ts';
import { listBroadcasts, requireBroadcast } from './queries.ts';

export const broadcastsResolvers = {
  Query: {
    notificationBroadcast: (_parent, { id }, ctx) => requireBroadcast(ctx, id),
    notificationBroadcasts: (_parent, args, ctx) => listBroadcasts(ctx, args),
  },
  Mutation: {
    broadcastNotification: async (_parent, { input }, ctx) => ({ broadcast: await broadcastNotification(ctx, input) }),
    cancelNotificationBroadcast: async (_parent, { input }, ctx) => ({ broadcast: await cancelBroadcast(ctx, input) }),
  },
  NotificationBroadcast: {
    segment: ({ segment }) => ({ ...segment, all: Object.values(segment).every((each) => each === null) }),
    type: ({ notification }) => notification.type,
    priority: ({ notification }) => notification.priority ?? 'NORMAL',
    title: ({ notification }) => notification.title,
    notificationsDelivered: ({ decisionCounts }) => countDelivered(decisionCounts),
    usersWithheld: ({ usersDone, decisionCounts }) => usersDone - countDelivered(decisionCounts),
    decisions: ({ decisionCounts }) => listDecisions(decisionCounts),
  },
} satisfies Resolvers;
