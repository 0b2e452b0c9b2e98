import type { Tx } from '../../db/transaction.ts';
import { type NewEvent, type StoredMessage, userTopic } from '../../realtime/log-event.ts';
import { hiddenMessages } from './table.ts';

/** Takes a message out of one user's view, for good; gives the word of it to his devices, none where it was out of it. */
export async function hideMessage(
  tx: Tx,
  tenantId: string,
  userId: string,
  { id, conversationId, seq, threadRootId, threadRootSeq }: StoredMessage,
): Promise<NewEvent[]> {
  const added = await tx
    .insert(hiddenMessages)
    .values({ tenantId, userId, conversationId, seq })
    .onConflictDoNothing()
    .returning({ seq: hiddenMessages.seq });
  if (added.length === 0) return [];
  const thread = threadRootId === null || threadRootSeq === null ? {} : { threadRootId, threadRootSeq };
  const payload = { conversationId, messageId: id, messageSeq: seq, ...thread };
  return [{ topic: userTopic(userId), type: 'MessageHidden', actorId: userId, payload, carried: null }];
}
