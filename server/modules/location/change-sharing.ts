import { isDeepStrictEqual } from 'node:util';
import { and, eq, notInArray } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { userTopic } from '../../realtime/log-event.ts';
import { announcePrivacy } from '../users/announce-privacy.ts';
import type { Sharing } from './queries.ts';
import { locationSelected, locationSharing } from './table.ts';

/**
 * Writes what the actor shares from now on, tells his devices, and has every node decide anew who sees him. Where nothing
 * changes, nobody is told. The caller has locked his row.
 */
export async function changeSharing(ctx: Context, tx: Tx, before: Sharing, after: Sharing): Promise<Sharing> {
  if (isDeepStrictEqual(before, after)) return before;
  const { tenantId, userId } = ctx.actor;
  const { share, userIds, ...sharing } = after;
  // The last share keeps its name: what is left of it anywhere is known to be over.
  const set = { ...sharing, ...(share !== null && { shareId: share.id }) };
  await tx
    .insert(locationSharing)
    .values({ tenantId, userId, ...set })
    .onConflictDoUpdate({ target: [locationSharing.tenantId, locationSharing.userId], set });
  if (!isDeepStrictEqual(userIds, before.userIds)) {
    const isHis = and(eq(locationSelected.tenantId, tenantId), eq(locationSelected.userId, userId));
    await tx.delete(locationSelected).where(and(isHis, notInArray(locationSelected.selectedId, userIds)));
    const rows = userIds.map((selectedId) => ({ tenantId, userId, selectedId }));
    if (rows.length > 0) await tx.insert(locationSelected).values(rows).onConflictDoNothing();
  }
  await ctx.realtime.append(tx, tenantId, [
    {
      topic: userTopic(userId),
      type: 'LocationSharingChanged',
      actorId: userId,
      payload: { sharing: { ...sharing, userIds } },
      carried: null,
    },
  ]);
  await announcePrivacy(ctx, tx, [userId]);
  return after;
}
