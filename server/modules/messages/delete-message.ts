import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { hideMessage } from './hide-message.ts';
import { leaveTombstones } from './leave-tombstones.ts';
import { lockMessage } from './lock-message.ts';
import { assertMayDelete } from './policy.ts';

const deleteMessageInput = z.object({ messageId: z.string(), scope: z.enum(['EVERYONE', 'ME']) });

type DeleteMessageInput = z.input<typeof deleteMessageInput>;

/** Deletes a message for everyone, leaving a tombstone, or for the actor alone. Repeating it changes nothing. */
export async function deleteMessage(ctx: Context, input: DeleteMessageInput): Promise<StoredMessage> {
  const { messageId, scope } = parseInput(deleteMessageInput, input);
  assertId('msg', messageId, 'messageId');

  return withTransaction(ctx.db, async (tx) => {
    const { message, access } = await lockMessage(ctx, tx, messageId);
    if (scope === 'ME') {
      await hide(ctx, tx, message);
      return message;
    }
    assertMayDelete(ctx.actor, access, message);
    if (message.deletedAt !== null) return message;
    if (message.senderId !== ctx.actor.userId) {
      await recordAudit(ctx, tx, {
        ...{ action: 'MESSAGE_DELETED', conversationId: message.conversationId, subjectId: message.senderId },
        details: { messageId, messageSeq: message.seq },
      });
    }
    const [tombstone = message] = await leaveTombstones(ctx, tx, message.conversationId, [message]);
    return tombstone;
  });
}

async function hide(ctx: Context, tx: Tx, message: StoredMessage): Promise<void> {
  const { tenantId, userId } = ctx.actor;
  const events = await hideMessage(tx, tenantId, userId, message);
  if (events.length === 0) return;
  // His sending moved his position. Now that it is withheld, a resume has to tell that by itself.
  if (message.senderId === userId) await noteOwnPosition(tx, tenantId, message.conversationId, userId);
  await ctx.realtime.append(tx, tenantId, events);
}

/** See `memberships.markedTx`. */
async function noteOwnPosition(tx: Tx, tenantId: string, conversationId: string, userId: string): Promise<void> {
  await tx.execute(sql`
    update memberships set marked_tx = pg_current_xact_id()
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and user_id = ${userId}`);
}
