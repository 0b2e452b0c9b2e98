import { and, eq } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { isAttachment } from './queries.ts';
import { processAttachmentQueue } from './queues.ts';
import { attachments } from './table.ts';

/** Says that all bytes of an upload are here; what they are is looked at by a job. Repeating it changes nothing. */
export async function finishUpload(
  { db, jobs }: Pick<Services, 'db' | 'jobs'>,
  tenantId: string,
  attachmentId: string,
): Promise<void> {
  await withTransaction(db, async (tx) => {
    const finished = await tx
      .update(attachments)
      .set({ status: 'PROCESSING' })
      .where(and(isAttachment(tenantId, attachmentId), eq(attachments.status, 'UPLOADING')))
      .returning({ id: attachments.id });
    if (finished.length > 0) await jobs.enqueue(tx, processAttachmentQueue, { tenantId, attachmentId });
  });
}
