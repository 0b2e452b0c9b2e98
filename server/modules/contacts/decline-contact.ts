import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { lockPair } from './pair.ts';
import { incomingOf, putRequest, requestEvent } from './requests.ts';

const declineContactInput = z.object({ userId: userIdInput });

/**
 * Puts a request to the actor away. Its requester is told nothing: he goes on waiting, and for a while nobody is asked
 * whatever he does. Where there is no request, nothing changes.
 */
export async function declineContact(ctx: Context, input: z.input<typeof declineContactInput>): Promise<string> {
  const { userId: otherId } = parseInput(declineContactInput, input);

  return withTransaction(ctx.db, async (tx) => {
    const pair = await lockPair(ctx, tx, otherId);
    const { tenantId, userId, incoming } = pair;
    if (!incoming?.isShown) return otherId;
    await putRequest(tx, incomingOf(pair), { ...incoming, isShown: false, declinedAt: new Date().toISOString() });
    await ctx.realtime.append(tx, tenantId, [
      requestEvent('ContactRequestRemoved', userId, { actorId: userId, userId: otherId, direction: 'INCOMING' }),
    ]);
    return otherId;
  });
}
