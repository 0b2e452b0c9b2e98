import { notFound } from '../../errors.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { assertId } from '../../lib/ids.ts';
import { userLoader } from '../users/queries.ts';
import { addMembers } from './add-members.ts';
import { createConversation } from './create-conversation.ts';
import { joinConversation } from './join-conversation.ts';
import { leaveConversation } from './leave-conversation.ts';
import { listChannels, listConversations, listMembers } from './lists.ts';
import { assertMember } from './policy.ts';
import { lastActivityLoader, lastSeqLoader, requireVisible, viewerMembershipLoader } from './queries.ts';
import { removeMember } from './remove-member.ts';
import { setConversationPreferences } from './set-conversation-preferences.ts';
import { setMemberRole } from './set-member-role.ts';
import { updateConversation } from './update-conversation.ts';

export const conversationsResolvers = {
  Query: {
    conversation: async (_parent, { id }, ctx) => {
      assertId('conv', id, 'id');
      return (await requireVisible(ctx.db, ctx.actor.tenantId, id, ctx.actor.userId, 'id')).conversation;
    },
    channels: (_parent, args, ctx) => listChannels(ctx, args),
  },
  Mutation: {
    createConversation: async (_parent, { input }, ctx) => ({ conversation: await createConversation(ctx, input) }),
    updateConversation: async (_parent, { input }, ctx) => ({ conversation: await updateConversation(ctx, input) }),
    joinConversation: async (_parent, { input }, ctx) => ({ conversation: await joinConversation(ctx, input) }),
    leaveConversation: async (_parent, { input }, ctx) => ({ conversationId: await leaveConversation(ctx, input) }),
    addMembers: (_parent, { input }, ctx) => addMembers(ctx, input),
    removeMember: async (_parent, { input }, ctx) => ({ conversation: await removeMember(ctx, input) }),
    setMemberRole: async (_parent, { input }, ctx) => ({ member: await setMemberRole(ctx, input) }),
    setConversationPreferences: async (_parent, { input }, ctx) => ({
      conversation: await setConversationPreferences(ctx, input),
    }),
  },
  Viewer: {
    conversations: (_actor, args, ctx) => listConversations(ctx, args),
  },
  Conversation: {
    // Brought along, where it was read with the conversation.
    lastSeq: ({ id, lastSeq }, _args, ctx) => lastSeq ?? lastSeqLoader(ctx).load(id),
    lastActivityAt: ({ id, lastActivityAt }, _args, ctx) => lastActivityAt ?? lastActivityLoader(ctx).load(id),
    // The object may have been reached through an answer or an event that says nothing about the viewer's membership.
    members: async (conversation, args, ctx) => {
      const membership = await viewerMembershipLoader(ctx).load(conversation.id);
      assertMember({ conversation, membership }, null);
      return listMembers(ctx, conversation.id, args);
    },
    viewerMembership: (conversation, _args, ctx) => viewerMembershipLoader(ctx).load(conversation.id),
  },
  Member: {
    user: async (member, _args, ctx) => {
      const user = await userLoader(ctx).load(member.userId);
      if (user === null) throw notFound('user');
      return user;
    },
  },
  ViewerMembership: {
    preferences: ({ mutedUntil, pinned, archived }) => ({ mutedUntil, pinned, archived }),
  },
} satisfies Resolvers;
