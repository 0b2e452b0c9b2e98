import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { type NewEvent, userTopic } from '../../realtime/log-event.ts';
import { announcePrivacy } from '../users/announce-privacy.ts';
import { lockPair, type Pair } from './pair.ts';
import { dropContact } from './queries.ts';
import { outgoingOf, putRequest, requestEvent } from './requests.ts';

const removeContactInput = z.object({ userId: userIdInput });

/**
 * Ends what the actor has begun: the two are contacts no more, and a request of his that waits is taken back. Where there
 * is neither, nothing changes.
 */
export async function removeContact(ctx: Context, input: z.input<typeof removeContactInput>): Promise<string> {
  const { userId: otherId } = parseInput(removeContactInput, input);

  return withTransaction(ctx.db, async (tx) => {
    const pair = await lockPair(ctx, tx, otherId);
    const events = [...(await removeBoth(tx, pair)), ...(await takeBack(tx, pair))];
    if (events.length > 0) await ctx.realtime.append(tx, pair.tenantId, events);
    if (pair.since !== null) await announcePrivacy(ctx, tx, [pair.userId, otherId]);
    return otherId;
  });
}

/** Whom only the other has as a contact, without having him, has nothing to end. */
async function removeBoth(tx: Tx, { tenantId, userId, otherId, since, otherSince }: Pair): Promise<NewEvent[]> {
  if (since === null) return [];
  const ends: [string, string][] = [
    [userId, otherId],
    ...(otherSince === null ? [] : [[otherId, userId] as [string, string]]),
  ];
  for (const [owner, contactId] of ends) await dropContact(tx, { tenantId, userId: owner, contactId });
  return ends.map(([owner, contactId]) => ({
    ...{ topic: userTopic(owner), type: 'ContactRemoved', actorId: userId, carried: null },
    payload: { userId: contactId },
  }));
}

/** That it was declined is remembered: asking again does not show it at once. */
async function takeBack(tx: Tx, pair: Pair): Promise<NewEvent[]> {
  const { userId, otherId, outgoing } = pair;
  if (!outgoing?.isOpen) return [];
  await putRequest(tx, outgoingOf(pair), { ...outgoing, isOpen: false, isShown: false });
  const about = { actorId: userId, userId: otherId, direction: 'OUTGOING' as const };
  const toOther = { actorId: userId, userId, direction: 'INCOMING' as const };
  return [
    requestEvent('ContactRequestRemoved', userId, about),
    ...(outgoing.isShown ? [requestEvent('ContactRequestRemoved', otherId, toOther)] : []),
  ];
}
