import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { AppError, notFound } from '../../errors.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import type { StoredUser } from '../../realtime/log-event.ts';
import { endSession } from '../auth/sessions.ts';
import { userColumns } from './queries.ts';
import { users } from './table.ts';

const revokeSessionsInput = z.object({
  userId: userIdInput,
  sid: z.string().min(1, 'must not be empty').max(256, 'takes at most 256 characters').nullish(),
});

/** Ends one session of a user, or all whose token was issued before now. His live streams end within 2 s. */
export async function revokeSessions(ctx: Context, input: z.input<typeof revokeSessionsInput>): Promise<StoredUser> {
  const { tenantId, role } = ctx.actor;
  if (role !== 'service') throw new AppError('FORBIDDEN', 'Only the role `service` may end sessions.');
  const { userId, sid } = parseInput(revokeSessionsInput, input);

  return withTransaction(ctx.db, async (tx) => {
    const isUser = and(eq(users.tenantId, tenantId), eq(users.id, userId));
    const [user] = await tx.select(userColumns).from(users).where(isUser).for('update');
    if (user === undefined) throw notFound('user', 'userId');
    if (sid != null) await endSession(tx, tenantId, userId, sid);
    // The transaction's number lets the audit find the user, so that streams elsewhere end also when no hint arrives.
    const change = { tx: sql`pg_current_xact_id()`, ...(sid == null && { signedOutAt: sql`clock_timestamp()` }) };
    await tx.update(users).set(change).where(isUser);
    ctx.realtime.announceSessions(tenantId, userId);
    return user;
  });
}
