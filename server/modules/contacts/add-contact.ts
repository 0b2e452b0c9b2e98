import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { type NewEvent, userTopic } from '../../realtime/log-event.ts';
import { announcePrivacy } from '../users/announce-privacy.ts';
import type { Pair } from './pair.ts';
import { dropRequest, incomingOf, outgoingOf } from './requests.ts';
import type { ContactParent } from './rows.ts';
import { contacts } from './table.ts';

/**
 * Makes the two contacts, in the transaction of a verb that has found that both want it. Where the other has blocked the
 * actor since he asked, he wants it no more: then he is the actor's contact, and the actor is not his.
 */
export async function addContact(ctx: Context, tx: Tx, pair: Pair): Promise<ContactParent> {
  const { tenantId, userId, otherId } = pair;
  const since = new Date().toISOString();
  const isMutual = !pair.isBlocked && pair.otherSince === null && pair.incoming?.isOpen === true;
  const rows = [
    { tenantId, userId, contactId: otherId, since },
    ...(isMutual ? [{ tenantId, userId: otherId, contactId: userId, since }] : []),
  ];
  await tx.insert(contacts).values(rows);
  if (pair.incoming !== null) await dropRequest(tx, incomingOf(pair));
  if (pair.outgoing !== null) await dropRequest(tx, outgoingOf(pair));
  await ctx.realtime.append(
    tx,
    tenantId,
    rows.map(
      (row): NewEvent => ({
        ...{ topic: userTopic(row.userId), type: 'ContactAdded', actorId: userId, carried: null },
        payload: { userId: row.contactId, since },
      }),
    ),
  );
  await announcePrivacy(ctx, tx, [userId, otherId]);
  return { userId: otherId, since };
}
