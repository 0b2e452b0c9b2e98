import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { lockHead } from '../../realtime/append.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { readAccess } from '../conversations/queries.ts';
import type { Access } from '../conversations/rows.ts';
import { assertMayReach } from './policy.ts';
import { readMessage } from './queries.ts';

/** A message as it is under the lock of its conversation's head. */
export interface LockedMessage {
  message: StoredMessage;
  /** Undefined where the actor is no member and the conversation is gone. */
  access: Access | undefined;
  /** The number of the next event of the conversation. */
  nextSeq: number;
}

/**
 * Locks the head of the message's conversation, then reads the message and the actor's access as they are under that
 * lock. Throws NOT_FOUND where he may not read the message.
 */
export async function lockMessage(ctx: Context, tx: Tx, messageId: string): Promise<LockedMessage> {
  const { tenantId, userId } = ctx.actor;
  // A message never changes its conversation, so this read needs no lock; all else of it may have changed by then.
  const place = await readMessage(tx, tenantId, messageId);
  if (place === undefined) throw notFound('message', 'messageId');
  const { lastSeq } = await lockHead(tx, tenantId, place.conversationId, 'messageId');
  const message = await readMessage(tx, tenantId, messageId);
  if (message === undefined) throw notFound('message', 'messageId');
  const access = await readAccess(tx, tenantId, place.conversationId, userId);
  assertMayReach(ctx.actor, access, message, 'messageId');
  return { message, access, nextSeq: lastSeq + 1 };
}
