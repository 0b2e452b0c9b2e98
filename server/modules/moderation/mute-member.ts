import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { parseInput } from '../../lib/input.ts';
import type { StoredMember } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { readMembership } from '../conversations/queries.ts';
import { setSilence } from '../conversations/set-silence.ts';
import { memberInput, untilInput } from './inputs.ts';
import { assertAbove, assertNotOneself, assertToCome } from './policy.ts';
import { requireModeration } from './require-moderation.ts';

const muteMemberInput = z.object({ ...memberInput, until: untilInput });

/** Keeps a member from writing until a time to come. Setting what is there changes nothing. */
export async function muteMember(ctx: Context, input: z.input<typeof muteMemberInput>): Promise<StoredMember> {
  const { conversationId, userId, until } = parseInput(muteMemberInput, input);

  return withTransaction(ctx.db, async (tx) => {
    const { conversation, rank } = await requireModeration(ctx, tx, conversationId, 'Muting members');
    assertNotOneself(ctx.actor, userId, 'mute');
    const target = await readMembership(tx, ctx.actor.tenantId, conversationId, userId);
    if (target === undefined) throw notFound('member', 'userId');
    assertAbove(rank, target, 'mute');
    if (target.silencedUntil === until) return target;
    assertToCome(until);
    const details = { until };
    await recordAudit(ctx, tx, { action: 'MEMBER_MUTED', conversationId, subjectId: userId, details });
    return setSilence(ctx, tx, { conversation, userId, until });
  });
}
