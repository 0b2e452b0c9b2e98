import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { lockHead } from '../../realtime/append.ts';
import { lockPair, type Pair } from '../contacts/pair.ts';
import { findDirect } from '../conversations/queries.ts';

/** Two users under a lock, with the conversation that they have alone. */
export interface PairWithDirect extends Pair {
  /** Its head is locked. Null: they have none. */
  directId: string | null;
}

/**
 * Runs `work` in a transaction that holds the head of the pair's DIRECT, as always first, and then both users. Whoever
 * creates their DIRECT locks the users too: if that came between the look and the lock, it begins anew, once, as a DIRECT stays.
 */
export async function withPairAndDirect<T>(
  ctx: Context,
  otherId: string,
  work: (tx: Tx, pair: PairWithDirect) => Promise<T>,
): Promise<T> {
  const { tenantId, userId } = ctx.actor;
  for (;;) {
    const directId = await findDirect(ctx.db, tenantId, [userId, otherId]);
    const done = await withTransaction(ctx.db, async (tx) => {
      if (directId !== null) await lockHead(tx, tenantId, directId);
      const pair = await lockPair(ctx, tx, otherId);
      const isSame = (await findDirect(tx, tenantId, [userId, otherId])) === directId;
      return isSame ? { result: await work(tx, { ...pair, directId }) } : null;
    });
    if (done !== null) return done.result;
  }
}
