import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { lockHead } from '../../realtime/append.ts';
import type { StoredConversation } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { readUsers } from '../users/queries.ts';
import { dismissMember } from './dismiss-member.ts';
import { assertMayRemove, assertNotDirect, assertNotSelf } from './policy.ts';
import { readMembership, requireMember } from './queries.ts';

const removeMemberInput = z.object({ conversationId: z.string(), userId: userIdInput });

/** Removes a member. A user of the tenant who is none is not there afterwards either, so retrying is safe. */
export async function removeMember(
  ctx: Context,
  input: z.input<typeof removeMemberInput>,
): Promise<StoredConversation> {
  const { tenantId } = ctx.actor;
  const { conversationId, userId } = parseInput(removeMemberInput, input);
  assertId('conv', conversationId, 'conversationId');

  return withTransaction(ctx.db, async (tx) => {
    const head = await lockHead(tx, tenantId, conversationId);
    const { conversation, membership } = await requireMember(tx, tenantId, conversationId, ctx.actor.userId);
    assertNotDirect(conversation, 'has two members for ever', 'Archive it with `setConversationPreferences`.');
    assertNotSelf(ctx.actor.userId, userId);
    const target = await readMembership(tx, tenantId, conversationId, userId);
    assertMayRemove(membership, target);
    if (target === undefined) {
      if (!(await readUsers(tx, tenantId, [userId])).has(userId)) throw notFound('user', 'userId');
      return conversation;
    }
    await recordAudit(ctx, tx, { action: 'MEMBER_REMOVED', conversationId, subjectId: userId });
    return dismissMember(ctx, tx, { conversation, head, userId });
  });
}
