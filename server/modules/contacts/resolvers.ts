import type { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { userLoader } from '../users/queries.ts';
import { acceptContact } from './accept-contact.ts';
import { declineContact } from './decline-contact.ts';
import { listBlockedUsers, listContactRequests, listContacts } from './lists.ts';
import { removeContact } from './remove-contact.ts';
import { requestContact } from './request-contact.ts';

async function readUser({ userId }: { userId: string }, _args: unknown, ctx: Context) {
  const user = await userLoader(ctx).load(userId);
  if (user === null) throw notFound('user');
  return user;
}

export const contactsResolvers = {
  Mutation: {
    requestContact: (_parent, { input }, ctx) => requestContact(ctx, input),
    acceptContact: async (_parent, { input }, ctx) => ({ contact: await acceptContact(ctx, input) }),
    declineContact: async (_parent, { input }, ctx) => ({ userId: await declineContact(ctx, input) }),
    removeContact: async (_parent, { input }, ctx) => ({ userId: await removeContact(ctx, input) }),
  },
  Viewer: {
    contacts: (_actor, args, ctx) => listContacts(ctx, args),
    contactRequests: (_actor, { direction, ...args }, ctx) => listContactRequests(ctx, direction, args),
    blockedUsers: (_actor, args, ctx) => listBlockedUsers(ctx, args),
  },
  Contact: { user: readUser },
  ContactRequest: { user: readUser },
  BlockedUser: { user: readUser },
} satisfies Resolvers;
