import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { isMembershipOf } from './queries.ts';
import { memberships } from './table.ts';

/**
 * Sets whether what a user writes in a DIRECT is withheld from the other. The caller has locked the head, so what was sent
 * before is shown to him; the memberships are locked here, so that what he acknowledged before is shown too.
 */
export async function setWithheld(
  tx: Tx,
  { tenantId, conversationId }: { tenantId: string; conversationId: string },
  { of: userId, from: otherId, isWithheld }: { of: string; from: string; isWithheld: boolean },
): Promise<void> {
  await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        eq(memberships.conversationId, conversationId),
        inArray(memberships.userId, [userId, otherId]),
      ),
    )
    .orderBy(asc(memberships.userId))
    .for('no key update');
  await tx
    .update(memberships)
    .set({ withheldFrom: isWithheld ? otherId : null })
    .where(isMembershipOf(tenantId, conversationId, userId));
  if (!isWithheld) return;
  await tx
    .update(memberships)
    .set({ lacksMessages: true })
    .where(isMembershipOf(tenantId, conversationId, otherId));
}
