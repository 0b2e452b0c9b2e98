import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { profilesTopic, type StoredUser } from '../../realtime/log-event.ts';
import { changeProfile, profileInput } from './profile.ts';
import { userColumns } from './queries.ts';
import { users } from './table.ts';

const updateProfileInput = perKey((limits: Limits) => z.object(profileInput(limits)));

type UpdateProfileInput = z.input<ReturnType<typeof updateProfileInput>>;

/** Changes the actor's own profile. Setting what is there changes nothing and tells nobody. */
export async function updateProfile(ctx: Context, input: UpdateProfileInput): Promise<StoredUser> {
  const { tenantId, userId } = ctx.actor;
  const change = parseInput(updateProfileInput(ctx.config.limits), input);
  const isSelf = and(eq(users.tenantId, tenantId), eq(users.id, userId));

  return withTransaction(ctx.db, async (tx) => {
    const [before] = await tx.select(userColumns).from(users).where(isSelf).for('no key update');
    if (before === undefined) throw notFound('user');
    const profile = changeProfile(before, change);
    if (profile === null) return before;

    const [user] = await tx
      .update(users)
      .set({ ...profile, updatedAt: sql`now()`, tx: sql`pg_current_xact_id()` })
      .where(isSelf)
      .returning(userColumns);
    if (user === undefined) throw notFound('user');
    ctx.realtime.announce(tenantId, profilesTopic, { type: 'UserChanged', user });
    return user;
  });
}
