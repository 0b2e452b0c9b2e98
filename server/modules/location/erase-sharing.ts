import { and, eq, or } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { afterCommit, type Tx } from '../../db/transaction.ts';
import { announcePrivacy } from '../users/announce-privacy.ts';
import { sharersOf } from './sharers.ts';
import { locationSelected, locationSharing } from './table.ts';

/** Ends what a user shares of where he is, and takes him from those whom others have selected: for his erasure. */
export async function eraseSharing(ctx: Context, tx: Tx, userId: string): Promise<void> {
  const { tenantId } = ctx.actor;
  const isIn = and(
    eq(locationSelected.tenantId, tenantId),
    or(eq(locationSelected.userId, userId), eq(locationSelected.selectedId, userId)),
  );
  await tx.delete(locationSelected).where(isIn);
  await tx
    .delete(locationSharing)
    .where(and(eq(locationSharing.tenantId, tenantId), eq(locationSharing.userId, userId)));
  await announcePrivacy(ctx, tx, [userId]);
  // Nobody sees it any more, and nobody may be left who would end it.
  afterCommit(() => {
    sharersOf(ctx)
      .open({ tenantId, userId })
      .then((sharer) => sharer.follow())
      .catch((error: unknown) =>
        ctx.log.warn({ err: error }, 'A position that nobody sees stays until its share ends.'),
      );
  });
}
