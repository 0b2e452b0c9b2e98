import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { readUsers } from '../users/queries.ts';
import { assertMayErase } from './policy.ts';
import { type eraseScopes, userErasures } from './table.ts';

/** An erasure as the API shows it. */
export interface StoredErasure {
  userId: string;
  scope: (typeof eraseScopes)[number];
  requestedAt: string;
  membershipsEnded: number;
  messagesErased: number;
  finishedAt: string | null;
}

export const erasureColumns = {
  userId: userErasures.userId,
  scope: userErasures.scope,
  requestedAt: userErasures.requestedAt,
  membershipsEnded: userErasures.membershipsEnded,
  messagesErased: userErasures.messagesErased,
  finishedAt: userErasures.finishedAt,
};

export const isErasureOf = (tenantId: string, userId: string) =>
  and(eq(userErasures.tenantId, tenantId), eq(userErasures.userId, userId));

const userErasureInput = z.object({ userId: userIdInput });

/** How far the last erasure of a user has got; null where there was none. */
export async function findErasure(
  ctx: Context,
  input: z.input<typeof userErasureInput>,
): Promise<StoredErasure | null> {
  assertMayErase(ctx.actor);
  const { tenantId } = ctx.actor;
  const { userId } = parseInput(userErasureInput, input);
  const [erasure] = await ctx.db.select(erasureColumns).from(userErasures).where(isErasureOf(tenantId, userId));
  if (erasure !== undefined) return erasure;
  if (!(await readUsers(ctx.db, tenantId, [userId])).has(userId)) throw notFound('user', 'userId');
  return null;
}
