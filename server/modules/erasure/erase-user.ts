import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { eraseSharing } from '../location/erase-sharing.ts';
import { erasePresence } from '../presence/erase-presence.ts';
import { eraseProfile } from '../users/erase-profile.ts';
import { readUsers } from '../users/queries.ts';
import { erasePushSubscriptions } from '../web-push/sweep-push-subscriptions.ts';
import { assertMayErase } from './policy.ts';
import { erasureColumns, isErasureOf, type StoredErasure } from './queries.ts';
import { eraseUserQueue } from './queues.ts';
import { eraseScopes, userErasures } from './table.ts';

const eraseUserInput = z.object({ userId: userIdInput, scope: z.enum(eraseScopes) });

/**
 * Begins to erase a user. While an erasure of the same or the wider scope is under way, nothing changes; after it, what has
 * come since is erased.
 */
export async function eraseUser(ctx: Context, input: z.input<typeof eraseUserInput>): Promise<StoredErasure> {
  assertMayErase(ctx.actor);
  const { tenantId, userId: requestedById } = ctx.actor;
  const { userId, scope } = parseInput(eraseUserInput, input);

  return withTransaction(ctx.db, async (tx) => {
    if (!(await readUsers(tx, tenantId, [userId])).has(userId)) throw notFound('user', 'userId');
    const isHis = isErasureOf(tenantId, userId);
    const anew = {
      ...{ scope, requestedById, requestedAt: sql`clock_timestamp()`, contentUntil: null },
      ...{
        phase: 'MESSAGES' as const,
        atConversationId: null,
        atSeq: null,
        membershipsEnded: 0,
        messagesErased: 0,
        finishedAt: null,
      },
    };
    // Who asks at the same time waits here.
    const made = await tx
      .insert(userErasures)
      .values({ tenantId, userId, ...anew })
      .onConflictDoNothing()
      .returning(erasureColumns);
    const [before] =
      made.length > 0 ? [] : await tx.select(erasureColumns).from(userErasures).where(isHis).for('update');
    const isContained = before?.finishedAt === null && (before.scope === scope || before.scope === 'ACCOUNT');
    if (before !== undefined && isContained) return before;

    const [erasure] =
      before === undefined ? made : await tx.update(userErasures).set(anew).where(isHis).returning(erasureColumns);
    if (erasure === undefined) throw new Error('An erasure was there and is gone.');
    if (scope === 'ACCOUNT') {
      await eraseProfile(ctx, tx, userId);
      await eraseSharing(ctx, tx, userId);
      await erasePresence(ctx, tx, userId);
      await erasePushSubscriptions(tx, tenantId, userId);
    }
    await recordAudit(ctx, tx, { action: 'USER_ERASED', conversationId: null, subjectId: userId, details: { scope } });
    // Every node shall know the empty profile, also where no hint arrives, before it tells that he is gone.
    const startAt = new Date(Date.now() + 2 * ctx.config.auditIntervalMs + ctx.config.stateIntervalMs);
    await ctx.jobs.enqueue(tx, eraseUserQueue, { tenantId, userId }, { startAt });
    return erasure;
  });
}
