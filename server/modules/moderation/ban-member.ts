import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { conversationTopic, type StoredConversation } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { putBan, readBans, type StoredBan } from '../conversations/bans.ts';
import { dismissMember } from '../conversations/dismiss-member.ts';
import { assertOwnerRemains } from '../conversations/policy.ts';
import { hasOtherOwner, readMembership } from '../conversations/queries.ts';
import type { Membership } from '../conversations/rows.ts';
import { readUsers } from '../users/queries.ts';
import { memberInput, remarkInput, untilInput } from './inputs.ts';
import { assertAbove, assertNotOneself, assertToCome, type Rank } from './policy.ts';
import { requireModeration } from './require-moderation.ts';

const banMemberInput = perKey((limits: Limits) =>
  z.object({
    ...memberInput,
    until: untilInput.nullish().transform((until) => until ?? null),
    reason: remarkInput(limits),
  }),
);

type BanMemberInput = z.input<ReturnType<typeof banMemberInput>>;

interface Banned {
  ban: StoredBan;
  conversation: StoredConversation;
}

/** Removes a user from a conversation and keeps him out. Setting what is there changes nothing. */
export async function banMember(ctx: Context, input: BanMemberInput): Promise<Banned> {
  const { tenantId } = ctx.actor;
  const { conversationId, userId, until, reason } = parseInput(banMemberInput(ctx.config.limits), input);

  return withTransaction(ctx.db, async (tx) => {
    const { conversation, head, rank } = await requireModeration(ctx, tx, conversationId, 'Banning members');
    assertNotOneself(ctx.actor, userId, 'ban');
    const target = await readMembership(tx, tenantId, conversationId, userId);
    const known = (await readBans(tx, tenantId, conversationId, [userId])).get(userId);
    if (target !== undefined) await assertMayDismiss(ctx, tx, conversation, target, rank);
    else if (!(await readUsers(tx, tenantId, [userId])).has(userId)) throw notFound('user', 'userId');
    const isSame = known?.until === until && known.reason === reason;
    if (target === undefined && known !== undefined && isSame) return { ban: known, conversation };

    if (until !== null) assertToCome(until);
    const after = target === undefined ? conversation : await dismissMember(ctx, tx, { conversation, head, userId });
    const ban = await putBan(tx, tenantId, { conversationId, userId, bannedById: ctx.actor.userId, until, reason });
    await recordAudit(ctx, tx, {
      ...{ action: 'MEMBER_BANNED', conversationId, subjectId: userId },
      details: { until, wasMember: target !== undefined },
    });
    await ctx.realtime.append(tx, tenantId, [
      {
        ...{ topic: conversationTopic(conversationId), type: 'MemberBanned', actorId: ctx.actor.userId },
        ...{ payload: { userId, until }, carried: null },
      },
    ]);
    return { ban, conversation: after };
  });
}

async function assertMayDismiss(
  ctx: Context,
  tx: Tx,
  { id, memberCount }: StoredConversation,
  target: Membership,
  rank: Rank,
): Promise<void> {
  assertAbove(rank, target, 'ban');
  if (target.role !== 'OWNER' || memberCount === 1) return;
  assertOwnerRemains(await hasOtherOwner(tx, ctx.actor.tenantId, id, target.userId), 'userId');
}
