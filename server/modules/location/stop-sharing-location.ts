import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { lockUser } from '../users/queries.ts';
import { changeSharing } from './change-sharing.ts';
import { readSharing, type Sharing } from './queries.ts';
import { sharersOf } from './sharers.ts';

/** Ends the actor's share, if one runs: nobody sees him from then on, and his position is kept nowhere. */
export async function stopSharingLocation(ctx: Context): Promise<Sharing> {
  const { tenantId, userId } = ctx.actor;
  const { before, sharing } = await withTransaction(ctx.db, async (tx) => {
    await lockUser(tx, tenantId, userId);
    const before = await readSharing(tx, { tenantId, userId });
    return { before, sharing: await changeSharing(ctx, tx, before, { ...before, expiresAt: null, share: null }) };
  });
  // Also where nothing ran any more: what may be left of a share goes.
  const sharer = await sharersOf(ctx).open({ tenantId, userId });
  await sharer.follow(before.share);
  return sharing;
}
