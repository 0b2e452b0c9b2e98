import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput } from '../../lib/input.ts';

/** A day more or less makes no difference to anybody. */
const idleSecondsMax = 31_536_000;

const reportActivityInput = z.object({
  idleSeconds: z.int().min(0, 'must be 0 or more').max(idleSecondsMax, `must be at most ${idleSecondsMax}`),
});

/**
 * Says for how long nobody has touched the device: the one whose socket this came over; over plain HTTP, those of the
 * actor's SSE streams. Answers when it counts as idle, unless there is another word before; null: it does already.
 */
export async function reportActivity(
  ctx: Context,
  input: z.input<typeof reportActivityInput>,
): Promise<{ idleAt: string | null }> {
  const { tenantId, userId } = ctx.actor;
  const { idleSeconds } = parseInput(reportActivityInput, input);
  const idleMs = idleSeconds * 1_000;
  ctx.realtime.presence.report({ tenantId, userId }, ctx.connection, idleMs);
  const leftMs = ctx.config.limits.awayAfterIdleMs - idleMs;
  return { idleAt: leftMs > 0 ? new Date(Date.now() + leftMs).toISOString() : null };
}
