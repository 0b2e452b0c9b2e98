import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { readMessagesBySendKeys } from '../messages/queries.ts';
import { deleteRows, isAttachment, readSendKeys } from './queries.ts';
import { attachments } from './table.ts';

const deleteAttachmentInput = z.object({ attachmentId: z.string() });

/**
 * Deletes an attachment of one's own that is in no message, finished or not. One that is gone already is no error; returns
 * whether this request deleted it.
 */
export async function deleteAttachment(ctx: Context, input: z.input<typeof deleteAttachmentInput>): Promise<boolean> {
  const { attachmentId } = parseInput(deleteAttachmentInput, input);
  const field = 'attachmentId';
  assertId('att', attachmentId, field);
  const { tenantId, userId } = ctx.actor;

  return withTransaction(ctx.db, async (tx) => {
    const [row] = await tx
      .select({ uploaderId: attachments.uploaderId })
      .from(attachments)
      .where(isAttachment(tenantId, attachmentId))
      .for('update');
    // Others' are not told from those that are gone.
    if (row?.uploaderId !== userId) return false;
    const messages = await readMessagesBySendKeys(tx, tenantId, await readSendKeys(tx, tenantId, attachmentId));
    if (messages.some((message) => message.deletedAt === null)) {
      throw new AppError('CONFLICT', 'The attachment is in a message. Delete the message instead.', { field });
    }
    await deleteRows(ctx.jobs, tx, tenantId, [attachmentId]);
    return true;
  });
}
