import { notFound } from '../../errors.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { readEmail, requireUserEmail } from './emails.ts';
import { listUsers, requireUser, userLoader } from './queries.ts';
import { updateProfile } from './update-profile.ts';
import { upsertUsers } from './upsert-users.ts';

export const usersResolvers = {
  Query: {
    viewer: (_parent, _args, ctx) => ctx.actor,
    user: (_parent, { id }, ctx) => requireUser(ctx, id),
    users: (_parent, args, ctx) => listUsers(ctx, args),
    userEmail: (_parent, args, ctx) => requireUserEmail(ctx, args),
  },
  Mutation: {
    updateProfile: async (_parent, { input }, ctx) => ({ user: await updateProfile(ctx, input) }),
    upsertUsers: async (_parent, { input }, ctx) => ({ users: await upsertUsers(ctx, input) }),
  },
  Viewer: {
    user: async (actor, _args, ctx) => {
      const user = await userLoader(ctx).load(actor.userId);
      if (user === null) throw notFound('user');
      return user;
    },
    tenantId: (actor) => actor.tenantId,
    email: (actor, _args, ctx) => readEmail(ctx.db, actor),
  },
} satisfies Resolvers;
