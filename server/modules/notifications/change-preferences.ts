import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { userTopic } from '../../realtime/log-event.ts';
import { lockUser } from '../users/queries.ts';
import { type NotificationType, notificationTypes, type StoredNotificationPreferences } from './notification.ts';
import { defaultPreferences, readPreferences } from './preferences.ts';
import { notificationPreferences } from './table.ts';

/**
 * Changes what the actor wants to be told to what `change` makes of it, and tells his devices; where that is the same, nothing
 * is written and nobody is told. Throws NOT_FOUND for a user who is not there, and what `change` throws.
 */
export async function changePreferences(
  ctx: Context,
  change: (tx: Tx, before: StoredNotificationPreferences) => Promise<StoredNotificationPreferences>,
): Promise<StoredNotificationPreferences> {
  const { tenantId, userId } = ctx.actor;
  return withTransaction(ctx.db, async (tx) => {
    // He may have no preferences yet: his user's row keeps two devices in order.
    await lockUser(tx, tenantId, userId);
    const [before] = await readPreferences(tx, [{ tenantId, userId }]);
    if (before === undefined) throw new Error('A question for preferences got no answer.');
    const after = await change(tx, before);
    if (isDeepStrictEqual(after, before)) return before;

    const set = { ...after, types: unusual(after.types) };
    await tx
      .insert(notificationPreferences)
      .values({ tenantId, userId, ...set })
      .onConflictDoUpdate({ target: [notificationPreferences.tenantId, notificationPreferences.userId], set });
    await ctx.realtime.append(tx, tenantId, [
      {
        ...{ topic: userTopic(userId), type: 'NotificationPreferencesChanged', actorId: userId },
        ...{ payload: {}, carried: null },
      },
    ]);
    return after;
  });
}

/** What is not as it is for whoever changed nothing: a default that changes is to reach the others. */
function unusual(types: StoredNotificationPreferences['types']): Partial<StoredNotificationPreferences['types']> {
  const isUnusual = (type: NotificationType) => !isDeepStrictEqual(types[type], defaultPreferences.types[type]);
  return Object.fromEntries(notificationTypes.filter(isUnusual).map((type) => [type, types[type]]));
}
