import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { profilesTopic } from '../../realtime/log-event.ts';
import { userColumns } from './queries.ts';
import { users } from './table.ts';

/**
 * Empties a user's profile and ends his sessions, in the transaction of the erasure. The row stays: what he was in points
 * to it, and it is what his old tokens are refused by. Throws NOT_FOUND.
 */
export async function eraseProfile(ctx: Context, tx: Tx, userId: string): Promise<void> {
  const { tenantId } = ctx.actor;
  const now = sql`clock_timestamp()`;
  const [user] = await tx
    .update(users)
    .set({
      ...{ name: null, pictureUrl: null, metadata: {}, updatedAt: now, signedOutAt: now },
      ...{ email: null, emailBouncedAt: null },
      tx: sql`pg_current_xact_id()`,
    })
    .where(and(eq(users.tenantId, tenantId), eq(users.id, userId)))
    .returning(userColumns);
  if (user === undefined) throw notFound('user', 'userId');
  ctx.realtime.announce(tenantId, profilesTopic, { type: 'UserChanged', user });
  ctx.realtime.announceSessions(tenantId, userId);
}
