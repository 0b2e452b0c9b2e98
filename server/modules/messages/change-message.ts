import type { SQL } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import type { LockedMessage } from './lock-message.ts';
import { isMessage, messageColumns } from './queries.ts';
import { messages } from './table.ts';

type Change = { [K in keyof typeof messages.$inferInsert]?: (typeof messages.$inferInsert)[K] | SQL };

/**
 * Writes what the conversation's next event changes of a message, with that event's number, by which clients tell which
 * of two copies of a message is the newer. The event is to be appended in the same transaction, before any other.
 */
export async function changeMessage(
  tx: Tx,
  tenantId: string,
  { message: before, nextSeq }: Pick<LockedMessage, 'message' | 'nextSeq'>,
  change: Change,
): Promise<StoredMessage> {
  const [message] = await tx
    .update(messages)
    .set({ details: { ...before.details, changedSeq: nextSeq }, ...change })
    .where(isMessage(tenantId, before.id))
    .returning(messageColumns);
  if (message === undefined) throw new Error(`The message ${before.id} went under the lock of its conversation.`);
  return message;
}
