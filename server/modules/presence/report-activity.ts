import { z } from 'zod';
import type { Context } from '../../context.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';

/** A day more or less makes no difference to anybody. */
const idleSecondsMax = 31_536_000;

const reportActivityInput = z.object({
  idleSeconds: z.int().min(0, 'must be 0 or more').max(idleSecondsMax, `must be at most ${idleSecondsMax}`),
  openConversationId: z.string().nullish(),
});

/**
 * Says for how long nobody has touched the device: the one whose socket this came over; over plain HTTP, those of the
 * actor's SSE streams. It may say which conversation it shows as well, about whose messages nothing is sent then to his devices.
 * Answers when it counts as idle, unless there is another word before; null: it does already.
 */
export async function reportActivity(
  ctx: Context,
  input: z.input<typeof reportActivityInput>,
): Promise<{ idleAt: string | null }> {
  const { tenantId, userId } = ctx.actor;
  const { idleSeconds, openConversationId } = parseInput(reportActivityInput, input);
  if (openConversationId != null) assertId('conv', openConversationId, 'openConversationId');
  const idleMs = idleSeconds * 1_000;
  const open = openConversationId === undefined ? {} : { openConversationId };
  ctx.realtime.presence.report({ tenantId, userId }, ctx.connection, { idleMs, ...open });
  const leftMs = ctx.config.limits.awayAfterIdleMs - idleMs;
  return { idleAt: leftMs > 0 ? new Date(Date.now() + leftMs).toISOString() : null };
}
