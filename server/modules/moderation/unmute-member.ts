import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { parseInput } from '../../lib/input.ts';
import type { StoredMember } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { readMembership } from '../conversations/queries.ts';
import { setSilence } from '../conversations/set-silence.ts';
import { memberInput } from './inputs.ts';
import { assertAbove, assertNotOneself } from './policy.ts';
import { requireModeration } from './require-moderation.ts';

const unmuteMemberInput = z.object(memberInput);

/** Lets a muted member write again. For who may already, nothing changes. */
export async function unmuteMember(ctx: Context, input: z.input<typeof unmuteMemberInput>): Promise<StoredMember> {
  const { conversationId, userId } = parseInput(unmuteMemberInput, input);

  return withTransaction(ctx.db, async (tx) => {
    const { conversation, rank } = await requireModeration(ctx, tx, conversationId, 'Letting members write');
    assertNotOneself(ctx.actor, userId, 'unmute');
    const target = await readMembership(tx, ctx.actor.tenantId, conversationId, userId);
    if (target === undefined) throw notFound('member', 'userId');
    assertAbove(rank, target, 'unmute');
    if (target.silencedUntil === null || Date.parse(target.silencedUntil) <= Date.now()) return target;
    await recordAudit(ctx, tx, { action: 'MEMBER_UNMUTED', conversationId, subjectId: userId });
    return setSilence(ctx, tx, { conversation, userId, until: null });
  });
}
