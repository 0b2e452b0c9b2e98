import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { parseInput, textInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { addContact } from './add-contact.ts';
import { lockPair, type Pair } from './pair.ts';
import { assertRoomForRequest, outgoingOf, putRequest, requestEvent } from './requests.ts';
import type { ContactParent, ContactRequestParent } from './rows.ts';

const requestContactInput = perKey((limits: Limits) =>
  z.object({
    userId: userIdInput,
    message: textInput({ lengthMax: limits.contactMessageLengthMax })
      .nullish()
      .transform((given) => given ?? null),
  }),
);

/** What a request has come to: one that waits, or a contact. */
interface Requested {
  request: ContactRequestParent | null;
  contact: ContactParent | null;
}

/**
 * Asks a user to be the actor's contact; who has asked the actor himself is one by that. A request that waits stays as it
 * is. Whoever is blocked, or was declined, is answered like everybody else, and nobody is asked.
 */
export async function requestContact(ctx: Context, input: z.input<ReturnType<typeof requestContactInput>>) {
  const { userId: otherId, message } = parseInput(requestContactInput(ctx.config.limits), input);

  return withTransaction(ctx.db, async (tx): Promise<Requested> => {
    const pair = await lockPair(ctx, tx, otherId);
    if (pair.since !== null) return { request: null, contact: { userId: otherId, since: pair.since } };
    assertNotBlocking(pair);
    const isWanted = pair.otherSince !== null || pair.incoming?.isOpen === true || pair.incoming?.isShown === true;
    if (isWanted) return { request: null, contact: await addContact(ctx, tx, pair) };
    return { request: await request(ctx, tx, pair, message), contact: null };
  });
}

function assertNotBlocking({ blockedAt }: Pair): void {
  if (blockedAt === null) return;
  throw new AppError('CONFLICT', 'You have blocked this user. Unblock him first, with `unblockUser`.', {
    field: 'userId',
  });
}

async function request(ctx: Context, tx: Tx, pair: Pair, message: string | null): Promise<ContactRequestParent> {
  const { tenantId, userId, otherId, outgoing } = pair;
  const answer = { userId: otherId, direction: 'OUTGOING' as const };
  if (outgoing?.isOpen) return { ...answer, message: outgoing.message, requestedAt: outgoing.requestedAt };

  await assertRoomForRequest(tx, pair, ctx.config.limits.pendingContactRequestsMax);
  const requestedAt = new Date().toISOString();
  const declinedAt = outgoing?.declinedAt ?? null;
  const isQuiet = declinedAt !== null && Date.parse(declinedAt) > Date.now() - ctx.config.declinedContactQuietMs;
  const isShown = !pair.isBlocked && !isQuiet;
  const next = { message, requestedAt, isOpen: true, isShown, declinedAt: isQuiet ? declinedAt : null };
  await putRequest(tx, outgoingOf(pair), next);
  await ctx.realtime.append(tx, tenantId, [
    requestEvent('ContactRequested', userId, { actorId: userId, ...answer }),
    ...(isShown ? [requestEvent('ContactRequested', otherId, { actorId: userId, userId, direction: 'INCOMING' })] : []),
  ]);
  return { ...answer, message, requestedAt };
}
