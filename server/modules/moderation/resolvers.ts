import type { Context } from '../../context.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { listAuditEntries } from '../audit/list-audit-entries.ts';
import { listBans } from '../conversations/bans.ts';
import { viewerMembershipLoader } from '../conversations/queries.ts';
import type { Access, ConversationParent } from '../conversations/rows.ts';
import { userLoader } from '../users/queries.ts';
import { banMember } from './ban-member.ts';
import { muteMember } from './mute-member.ts';
import { assertModerator } from './policy.ts';
import { reportMessage } from './report-message.ts';
import { listReports } from './reports.ts';
import { resolveReport } from './resolve-report.ts';
import { setSlowMode } from './set-slow-mode.ts';
import { unbanMember } from './unban-member.ts';
import { unmuteMember } from './unmute-member.ts';

/** The object may have been reached through an answer or an event that says nothing about the viewer's membership. */
async function requireModerator(ctx: Context, conversation: ConversationParent, what: string): Promise<Access> {
  const access = { conversation, membership: await viewerMembershipLoader(ctx).load(conversation.id) };
  assertModerator(ctx.actor, access, what, null);
  return access;
}

export const moderationResolvers = {
  Mutation: {
    reportMessage: async (_parent, { input }, ctx) => ({ report: await reportMessage(ctx, input) }),
    resolveReport: async (_parent, { input }, ctx) => ({ report: await resolveReport(ctx, input) }),
    muteMember: async (_parent, { input }, ctx) => ({ member: await muteMember(ctx, input) }),
    unmuteMember: async (_parent, { input }, ctx) => ({ member: await unmuteMember(ctx, input) }),
    banMember: (_parent, { input }, ctx) => banMember(ctx, input),
    unbanMember: async (_parent, { input }, ctx) => ({ conversation: await unbanMember(ctx, input) }),
    setSlowMode: async (_parent, { input }, ctx) => ({ conversation: await setSlowMode(ctx, input) }),
  },
  Conversation: {
    reports: async (conversation, args, ctx) =>
      listReports(ctx, await requireModerator(ctx, conversation, 'Seeing reports'), args),
    bans: async (conversation, args, ctx) => {
      await requireModerator(ctx, conversation, 'Seeing bans');
      return listBans(ctx, conversation.id, args);
    },
    auditEntries: async (conversation, args, ctx) => {
      await requireModerator(ctx, conversation, 'Seeing the audit log');
      return listAuditEntries(ctx, conversation.id, args);
    },
  },
  MessageReport: {
    sender: ({ senderId }, _args, ctx) => userLoader(ctx).load(senderId),
    reporter: ({ reporterId }, _args, ctx) => userLoader(ctx).load(reporterId),
    resolvedBy: ({ resolvedById }, _args, ctx) => (resolvedById === null ? null : userLoader(ctx).load(resolvedById)),
  },
  ConversationBan: {
    user: ({ userId }, _args, ctx) => userLoader(ctx).load(userId),
    bannedBy: ({ bannedById }, _args, ctx) => userLoader(ctx).load(bannedById),
  },
  AuditEntry: {
    actor: ({ actorId }, _args, ctx) => userLoader(ctx).load(actorId),
    subject: ({ subjectId }, _args, ctx) => (subjectId === null ? null : userLoader(ctx).load(subjectId)),
  },
} satisfies Resolvers;
