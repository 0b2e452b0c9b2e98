import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { userTopic } from '../../realtime/log-event.ts';
import { putBlock } from '../contacts/queries.ts';
import { setWithheld } from '../conversations/withhold.ts';
import { announcePrivacy } from '../users/announce-privacy.ts';
import { withPairAndDirect } from './lock-pair-with-direct.ts';

const unblockUserInput = z.object({ userId: userIdInput });

/** Lifts a block, from now on: what was withheld stays so. Where there is none, nothing changes. */
export async function unblockUser(ctx: Context, input: z.input<typeof unblockUserInput>): Promise<string> {
  const { userId: otherId } = parseInput(unblockUserInput, input);

  return withPairAndDirect(ctx, otherId, async (tx, pair) => {
    const { tenantId, userId, directId } = pair;
    if (pair.blockedAt === null) return otherId;
    await putBlock(tx, pair, null);
    if (directId !== null) {
      const place = { tenantId, conversationId: directId };
      await setWithheld(tx, place, { of: otherId, from: userId, isWithheld: false });
    }
    await ctx.realtime.append(tx, tenantId, [
      {
        ...{ topic: userTopic(userId), type: 'UserUnblocked', actorId: userId, carried: null },
        payload: { userId: otherId },
      },
    ]);
    await announcePrivacy(ctx, tx, [userId, otherId]);
    return otherId;
  });
}
