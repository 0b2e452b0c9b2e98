import { and, eq } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { putPresence, readRow, tellOwner } from './own-presence.ts';
import { emptyRow } from './queries.ts';
import { presences } from './table.ts';

/** For the erasure of a user who stays: takes away what he says of himself. */
export async function eraseCustomStatus(ctx: Context, tx: Tx, userId: string): Promise<void> {
  const user = { tenantId: ctx.actor.tenantId, userId };
  const { customStatus, shownCustomStatus } = await readRow(tx, user);
  if (customStatus === null && shownCustomStatus === null) return;
  await putPresence(tx, user, { customStatus: null, shownCustomStatus: null });
  await tellOwner(ctx, tx, userId);
}

/** For the erasure of an account: forgets when he was there, and what he had set. */
export async function erasePresence(ctx: Context, tx: Tx, userId: string): Promise<void> {
  const { tenantId } = ctx.actor;
  if ((await readRow(tx, { tenantId, userId })) === emptyRow) return;
  await tx.delete(presences).where(and(eq(presences.tenantId, tenantId), eq(presences.userId, userId)));
  await tellOwner(ctx, tx, userId);
}
