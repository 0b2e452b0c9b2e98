import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { addContact } from './add-contact.ts';
import { lockPair } from './pair.ts';
import type { ContactParent } from './rows.ts';

const acceptContactInput = z.object({ userId: userIdInput });

/** Accepts a request to the actor. Who is his contact stays it; without a request it is NOT_FOUND. */
export async function acceptContact(ctx: Context, input: z.input<typeof acceptContactInput>): Promise<ContactParent> {
  const { userId: otherId } = parseInput(acceptContactInput, input);

  return withTransaction(ctx.db, async (tx) => {
    const pair = await lockPair(ctx, tx, otherId);
    if (pair.since !== null) return { userId: otherId, since: pair.since };
    if (pair.incoming?.isShown !== true) throw notFound('contact request', 'userId');
    return addContact(ctx, tx, pair);
  });
}
