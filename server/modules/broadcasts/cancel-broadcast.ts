import { and, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { assertMayNotify } from '../notifications/policy.ts';
import { broadcastColumns, isBroadcast, requireBroadcast, type StoredBroadcast } from './queries.ts';
import { notificationBroadcasts } from './table.ts';

const cancelInput = z.object({ id: z.string() });

/** Stops a broadcast: the range that is under way is waited for, and there is no other. One that is over stays as it is. */
export async function cancelBroadcast(ctx: Context, input: z.input<typeof cancelInput>): Promise<StoredBroadcast> {
  assertMayNotify(ctx.actor);
  const { id } = parseInput(cancelInput, input);
  assertId('ntb', id, 'id');
  const isIt = isBroadcast({ tenantId: ctx.actor.tenantId, broadcastId: id });
  const [cancelled] = await ctx.db
    .update(notificationBroadcasts)
    .set({ status: 'CANCELLED', finishedAt: sql`clock_timestamp()`, userIds: null })
    .where(and(isIt, isNull(notificationBroadcasts.finishedAt)))
    .returning(broadcastColumns);
  return cancelled ?? requireBroadcast(ctx, id);
}
