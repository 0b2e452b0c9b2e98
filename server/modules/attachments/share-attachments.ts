import { and, eq, inArray } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { attachmentClaims, attachments } from './table.ts';

interface ShareAttachmentsInput {
  tenantId: string;
  ids: readonly string[];
  /** Of the message that is going to have them too: `messages.sendKey`. */
  sendKey: string;
}

/**
 * Lets one more message have attachments, for forwarding: whoever may read it may then read them, and the bytes stay until
 * the last message with them is deleted. The caller has seen that the sender may read them. Returns whether all of them are
 * there; otherwise the message that they were in has just been deleted.
 */
export async function shareAttachments(
  { db }: Pick<Services, 'db'>,
  { tenantId, ids, sendKey }: ShareAttachmentsInput,
): Promise<boolean> {
  return withTransaction(db, async (tx) => {
    const there = await tx
      .select({ attachmentId: attachments.id })
      .from(attachments)
      .where(and(eq(attachments.tenantId, tenantId), inArray(attachments.id, [...ids])))
      .orderBy(attachments.id)
      .for('key share');
    if (there.length < ids.length) return false;
    const claims = there.map(({ attachmentId }) => ({ tenantId, attachmentId, sendKey }));
    await tx.insert(attachmentClaims).values(claims).onConflictDoNothing();
    return true;
  });
}
