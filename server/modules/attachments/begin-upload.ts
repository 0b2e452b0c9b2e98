import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { assertId, createId } from '../../lib/ids.ts';
import { requireMember } from '../conversations/queries.ts';
import { toFileName } from './file-name.ts';
import { attachmentClaims, attachments } from './table.ts';

interface BeginUploadInput {
  /** As the uploader calls it. Null: `file`. */
  name: string | null;
  sizeBytes: number;
  /** Where it is meant to go, so that who could not send there learns it before he uploads. Null: not said. */
  conversationId: string | null;
}

/** Makes the attachment that an upload begins, and returns its id. Throws RATE_LIMITED for one unsent too many. */
export async function beginUpload(ctx: Context, input: BeginUploadInput): Promise<string> {
  const { tenantId, userId } = ctx.actor;
  const { attachmentBytesMax, unsentAttachmentsMax } = ctx.config.limits;
  const { conversationId, sizeBytes } = input;
  if (conversationId !== null) {
    assertId('conv', conversationId, 'conversationId');
    await requireMember(ctx.db, tenantId, conversationId, userId);
  }
  if (sizeBytes > attachmentBytesMax) {
    const bound = `An attachment has at most ${attachmentBytesMax} bytes; see \`limits.attachmentBytesMax\`.`;
    throw new AppError('PAYLOAD_TOO_LARGE', bound, { field: 'Upload-Length' });
  }
  if (sizeBytes === 0) throw new AppError('BAD_USER_INPUT', 'The file is empty.', { field: 'Upload-Length' });

  return withTransaction(ctx.db, async (tx) => {
    // One beginning of a user's at a time, or several at once would each find room.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`uploads/${tenantId}/${userId}`}, 0))`);
    const unsent = await tx
      .select({ id: attachments.id })
      .from(attachments)
      .where(
        and(
          eq(attachments.tenantId, tenantId),
          eq(attachments.uploaderId, userId),
          isNotNull(attachments.unsentSince),
          sql`${attachments.status} <> 'FAILED'`,
          sql`not exists (select from ${attachmentClaims} where ${attachmentClaims.tenantId} = ${attachments.tenantId}
            and ${attachmentClaims.attachmentId} = ${attachments.id})`,
        ),
      )
      .limit(unsentAttachmentsMax);
    if (unsent.length === unsentAttachmentsMax) {
      const cure = 'Send some, or delete them with `deleteAttachment`.';
      throw new AppError('RATE_LIMITED', `You have ${unsentAttachmentsMax} attachments that are not sent. ${cure}`, {
        retryAfterMs: ctx.config.unsentAttachmentMs,
      });
    }
    const id = createId('att');
    const name = toFileName(input.name ?? '');
    await tx.insert(attachments).values({ tenantId, id, uploaderId: userId, name, status: 'UPLOADING', sizeBytes });
    return id;
  });
}
