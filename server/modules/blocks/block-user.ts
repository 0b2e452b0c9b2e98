import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { type NewEvent, userTopic } from '../../realtime/log-event.ts';
import { putBlock } from '../contacts/queries.ts';
import { incomingOf, outgoingOf, putRequest, requestEvent } from '../contacts/requests.ts';
import type { BlockedUserParent } from '../contacts/rows.ts';
import { setWithheld } from '../conversations/withhold.ts';
import { announcePrivacy } from '../users/announce-privacy.ts';
import { type PairWithDirect, withPairAndDirect } from './lock-pair-with-direct.ts';

const blockUserInput = z.object({ userId: userIdInput });

/**
 * Blocks a user. He is told nothing, and all that he sees stays as it would be if the actor kept silent: their contact, his
 * request, his answers. Who is blocked already stays it.
 */
export async function blockUser(ctx: Context, input: z.input<typeof blockUserInput>): Promise<BlockedUserParent> {
  const { userId: otherId } = parseInput(blockUserInput, input);

  return withPairAndDirect(ctx, otherId, async (tx, pair) => {
    const { tenantId, userId, directId } = pair;
    if (pair.blockedAt !== null) return { userId: otherId, blockedAt: pair.blockedAt };
    const blockedAt = new Date().toISOString();
    await putBlock(tx, pair, blockedAt);
    if (directId !== null) {
      const place = { tenantId, conversationId: directId };
      await setWithheld(tx, place, { of: otherId, from: userId, isWithheld: true });
    }
    const blocked: NewEvent = {
      ...{ topic: userTopic(userId), type: 'UserBlocked', actorId: userId, carried: null },
      payload: { userId: otherId, blockedAt },
    };
    await ctx.realtime.append(tx, tenantId, [...(await closeRequests(tx, pair)), blocked]);
    await announcePrivacy(ctx, tx, [userId, otherId]);
    return { userId: otherId, blockedAt };
  });
}

/** Requests between the two go from the actor's view, and stay in the other's. */
async function closeRequests(tx: Tx, pair: PairWithDirect): Promise<NewEvent[]> {
  const { userId, otherId, incoming, outgoing } = pair;
  const events: NewEvent[] = [];
  const tell = (direction: 'INCOMING' | 'OUTGOING') =>
    events.push(requestEvent('ContactRequestRemoved', userId, { actorId: userId, userId: otherId, direction }));
  if (incoming?.isShown) {
    await putRequest(tx, incomingOf(pair), { ...incoming, isShown: false });
    tell('INCOMING');
  }
  if (outgoing?.isOpen) {
    await putRequest(tx, outgoingOf(pair), { ...outgoing, isOpen: false });
    tell('OUTGOING');
  }
  return events;
}
