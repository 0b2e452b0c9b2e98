import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { withTransaction } from '../db/transaction.ts';
import { changeSharing } from '../modules/location/change-sharing.ts';
import { readSharing } from '../modules/location/queries.ts';

/** Shares where a user is with those whom he selects, or with all of his contacts (null), till then; null: no more. */
export async function shareWith(
  user: Context,
  userIds: readonly string[] | null,
  endsAt: number | null,
): Promise<void> {
  const { tenantId, userId } = user.actor;
  await withTransaction(user.db, async (tx) => {
    const before = await readSharing(tx, { tenantId, userId });
    await changeSharing(user, tx, before, {
      ...before,
      audience: userIds === null ? 'CONTACTS' : 'SELECTED',
      userIds: [...(userIds ?? [])],
      expiresAt: endsAt === null ? null : new Date(endsAt).toISOString(),
      share: endsAt === null ? null : { id: before.share?.id ?? randomUUID(), endsAt },
    });
  });
}
