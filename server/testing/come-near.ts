import type { Context } from '../context.ts';
import { withTransaction } from '../db/transaction.ts';
import { userTopic } from '../realtime/log-event.ts';

/** Tells two users that they are near each other, as they are told when their positions say so. */
export async function comeNear(one: Context, other: Context): Promise<void> {
  const event = (of: Context, near: Context) => ({
    ...{ topic: userTopic(of.actor.userId), type: 'ContactNearby' as const, actorId: null, carried: null },
    payload: { userId: near.actor.userId },
  });
  await withTransaction(one.db, async (tx) => {
    await one.realtime.append(tx, one.actor.tenantId, [event(one, other), event(other, one)]);
  });
}
