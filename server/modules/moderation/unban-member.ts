import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { parseInput } from '../../lib/input.ts';
import { conversationTopic, type StoredConversation } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { liftBan } from '../conversations/bans.ts';
import { readUsers } from '../users/queries.ts';
import { memberInput } from './inputs.ts';
import { requireModeration } from './require-moderation.ts';

const unbanMemberInput = z.object(memberInput);

/** Lifts a ban. For who is not banned, nothing changes. */
export async function unbanMember(ctx: Context, input: z.input<typeof unbanMemberInput>): Promise<StoredConversation> {
  const { tenantId } = ctx.actor;
  const { conversationId, userId } = parseInput(unbanMemberInput, input);

  return withTransaction(ctx.db, async (tx) => {
    const { conversation } = await requireModeration(ctx, tx, conversationId, 'Lifting bans');
    if (!(await readUsers(tx, tenantId, [userId])).has(userId)) throw notFound('user', 'userId');
    if (!(await liftBan(tx, tenantId, conversationId, userId))) return conversation;
    await recordAudit(ctx, tx, { action: 'MEMBER_UNBANNED', conversationId, subjectId: userId });
    await ctx.realtime.append(tx, tenantId, [
      {
        ...{ topic: conversationTopic(conversationId), type: 'MemberUnbanned', actorId: ctx.actor.userId },
        ...{ payload: { userId }, carried: null },
      },
    ]);
    return conversation;
  });
}
