import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { lockHead } from '../../realtime/append.ts';
import { conversationTopic, type StoredMember } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { roleInput } from './inputs.ts';
import { assertNotDirect, assertOwner, assertOwnerRemains } from './policy.ts';
import { hasOtherOwner, isMembershipOf, memberColumns, readMembership, requireMember } from './queries.ts';
import { memberships } from './table.ts';

const setMemberRoleInput = z.object({ conversationId: z.string(), userId: userIdInput, role: roleInput });

/** Sets a member's role. */
export async function setMemberRole(ctx: Context, input: z.input<typeof setMemberRoleInput>): Promise<StoredMember> {
  const { tenantId } = ctx.actor;
  const { conversationId, userId, role } = parseInput(setMemberRoleInput, input);
  assertId('conv', conversationId, 'conversationId');

  return withTransaction(ctx.db, async (tx) => {
    await lockHead(tx, tenantId, conversationId);
    const { conversation, membership } = await requireMember(tx, tenantId, conversationId, ctx.actor.userId);
    assertNotDirect(conversation, 'has no roles', 'Create a GROUP.');
    const target = await readMembership(tx, tenantId, conversationId, userId);
    if (target === undefined) throw notFound('member', 'userId');
    // Before the actor's role is looked at: an owner who stepped down may retry, and is an owner no more.
    if (target.role === role) return toMember(target);
    assertOwner(membership, 'Setting roles');
    if (target.role === 'OWNER') assertOwnerRemains(await hasOtherOwner(tx, tenantId, conversationId, userId), 'role');

    const [member] = await tx
      .update(memberships)
      .set({ role })
      .where(isMembershipOf(tenantId, conversationId, userId))
      .returning(memberColumns);
    if (member === undefined) throw notFound('member', 'userId');
    await recordAudit(ctx, tx, {
      ...{ action: 'MEMBER_ROLE_SET', conversationId, subjectId: userId },
      details: { from: target.role, to: role },
    });
    await ctx.realtime.append(tx, tenantId, [
      {
        topic: conversationTopic(conversationId),
        type: 'MemberChanged',
        actorId: ctx.actor.userId,
        payload: { member, memberCount: conversation.memberCount },
        carried: null,
      },
    ]);
    return member;
  });
}

function toMember({ conversationId, userId, role, joinedAt, joinedSeq, silencedUntil }: StoredMember): StoredMember {
  return { conversationId, userId, role, joinedAt, joinedSeq, silencedUntil };
}
