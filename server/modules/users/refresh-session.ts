import { z } from 'zod';
import type { Actor, Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { parseInput } from '../../lib/input.ts';
import { verifyToken } from '../auth/verify-token.ts';
import { readRevoked } from './sessions.ts';

const refreshSessionInput = z.object({ token: z.string().min(1, 'must not be empty') });

/** Puts the socket that this came over on a new token of the same user. Over HTTP the token is only checked. */
export async function refreshSession(
  ctx: Context,
  input: z.input<typeof refreshSessionInput>,
): Promise<{ expiresAt: string; renewed: boolean }> {
  const { token } = parseInput(refreshSessionInput, input);
  const { actor } = await verifyToken(ctx.config, token);
  assertSameUser(ctx.actor, actor);
  const revoked = await readRevoked(ctx.db, [actor]);
  if (revoked.size > 0) throw new AppError('UNAUTHENTICATED', 'The token is not accepted: its session was ended.');
  ctx.connection?.renew(actor);
  return { expiresAt: new Date(actor.expiresAtMs).toISOString(), renewed: ctx.connection !== null };
}

function assertSameUser(before: Actor, after: Actor): void {
  if (before.tenantId === after.tenantId && before.userId === after.userId) return;
  throw new AppError('FORBIDDEN', "The token is another user's; open a new connection for it.", { field: 'token' });
}
