import type { Resolvers } from '../../generated/resolvers.ts';
import { userLoader } from '../users/queries.ts';
import { readOnlineMembers } from './online-members.ts';
import { ownPresenceLoader } from './own-presence.ts';
import { loadPresence, readPresences } from './read-presence.ts';
import { reportActivity } from './report-activity.ts';
import { setCustomStatus } from './set-custom-status.ts';
import { setPresence } from './set-presence.ts';

export const presenceResolvers = {
  Query: {
    presence: (_parent, args, ctx) => readPresences(ctx, args),
  },
  Mutation: {
    setPresence: async (_parent, { input }, ctx) => ({ ownPresence: await setPresence(ctx, input) }),
    setCustomStatus: async (_parent, { input }, ctx) => ({ ownPresence: await setCustomStatus(ctx, input) }),
    reportActivity: (_parent, { input }, ctx) => reportActivity(ctx, input),
  },
  User: {
    presence: ({ id }, _args, ctx) => loadPresence(ctx, id),
  },
  Viewer: {
    ownPresence: ({ tenantId, userId }, _args, ctx) => ownPresenceLoader(ctx.db).load({ tenantId, userId }),
  },
  Conversation: {
    onlineMembers: (conversation, args, ctx) => readOnlineMembers(ctx, conversation, args),
  },
  OnlineMembers: {
    users: async ({ userIds }, _args, ctx) => {
      const loader = userLoader(ctx);
      const users = await Promise.all(userIds.map((id) => loader.load(id)));
      return users.filter((user) => user !== null);
    },
  },
} satisfies Resolvers;
