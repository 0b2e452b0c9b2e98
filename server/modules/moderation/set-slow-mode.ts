import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import type { StoredConversation } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { putSlowMode } from '../conversations/put-slow-mode.ts';
import { requireModeration } from './require-moderation.ts';

const intervalMsMin = 1_000;

const setSlowModeInput = perKey(({ slowModeMsMax }: Limits) =>
  z.object({
    conversationId: z.string(),
    intervalMs: z.int().refine((ms) => ms === 0 || (ms >= intervalMsMin && ms <= slowModeMsMax), {
      message: `takes 0, or ${intervalMsMin} to ${slowModeMsMax} milliseconds`,
    }),
  }),
);

type SetSlowModeInput = z.input<ReturnType<typeof setSlowModeInput>>;

/** Sets the time that must lie between two messages of a member. Setting what is there changes nothing. */
export async function setSlowMode(ctx: Context, input: SetSlowModeInput): Promise<StoredConversation> {
  const { conversationId, intervalMs } = parseInput(setSlowModeInput(ctx.config.limits), input);

  return withTransaction(ctx.db, async (tx) => {
    const { conversation } = await requireModeration(ctx, tx, conversationId, 'Setting slow mode');
    const { slowModeMs } = conversation;
    if (slowModeMs === intervalMs) return conversation;
    await recordAudit(ctx, tx, {
      ...{ action: 'SLOW_MODE_SET', conversationId, subjectId: null },
      details: { fromMs: slowModeMs, toMs: intervalMs },
    });
    return putSlowMode(ctx, tx, conversationId, intervalMs);
  });
}
