import { and, eq, inArray } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError, notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import type { StoredAttachment } from '../../realtime/log-event.ts';
import { readMessagesBySendKeys } from '../messages/queries.ts';
import { attachmentColumns } from './queries.ts';
import { attachmentClaims, attachments } from './table.ts';

interface ClaimAttachmentsInput {
  tenantId: string;
  uploaderId: string;
  /** Of the message that is going to have them: `messages.sendKey`. */
  sendKey: string;
  ids: readonly string[];
}

const field = 'attachmentIds';

/**
 * Claims uploads for a message that is sent next, all of them or none, and returns what the message keeps of them, in the
 * order given. The same message may claim again. A claim whose message never came hinders nobody. Throws NOT_FOUND for what
 * the sender did not upload, CONFLICT for what is not ready, or is in another message.
 */
export async function claimAttachments(
  { db, config }: Pick<Services, 'db' | 'config'>,
  { tenantId, uploaderId, sendKey, ids }: ClaimAttachmentsInput,
): Promise<StoredAttachment[]> {
  const { attachmentsPerMessageMax } = config.limits;
  if (ids.length > attachmentsPerMessageMax || new Set(ids).size !== ids.length) {
    const bound = `\`${field}\`: takes at most ${attachmentsPerMessageMax} attachments, each once`;
    throw new AppError('BAD_USER_INPUT', `${bound}.`, { field });
  }
  for (const [at, id] of ids.entries()) assertId('att', id, `${field}.${at}`);

  return withTransaction(db, async (tx) => {
    // Locked in one order, so that two sends of the same files wait for each other and not for ever.
    const rows = await tx
      .select({ ...attachmentColumns, uploaderId: attachments.uploaderId })
      .from(attachments)
      .where(and(eq(attachments.tenantId, tenantId), inArray(attachments.id, [...ids])))
      .orderBy(attachments.id)
      .for('update');
    const found = new Map(rows.map(({ uploaderId: owner, ...row }) => [row.id, { row, owner }]));
    const claimed = ids.map((id, at) => {
      const it = found.get(id);
      if (it === undefined || it.owner !== uploaderId) throw notFound('attachment', `${field}.${at}`);
      assertReady(it.row, `${field}.${at}`);
      return it.row;
    });
    await assertUnsent(tx, tenantId, sendKey, ids);
    await tx
      .insert(attachmentClaims)
      .values(ids.map((attachmentId) => ({ tenantId, attachmentId, sendKey })))
      .onConflictDoNothing();
    return claimed;
  });
}

function assertReady({ status }: StoredAttachment, at: string): void {
  if (status === 'READY') return;
  const cure = status === 'FAILED' ? 'Upload another file.' : 'Wait for `AttachmentProcessed`.';
  throw new AppError('CONFLICT', `The attachment is ${status}. ${cure}`, { field: at });
}

async function assertUnsent(tx: Tx, tenantId: string, sendKey: string, ids: readonly string[]): Promise<void> {
  const claims = await tx
    .select({ attachmentId: attachmentClaims.attachmentId, sendKey: attachmentClaims.sendKey })
    .from(attachmentClaims)
    .where(and(eq(attachmentClaims.tenantId, tenantId), inArray(attachmentClaims.attachmentId, [...ids])));
  const others = claims.filter((claim) => claim.sendKey !== sendKey);
  const sent = new Set(
    (
      await readMessagesBySendKeys(
        tx,
        tenantId,
        others.map((claim) => claim.sendKey),
      )
    ).map((message) => message.sendKey),
  );
  const taken = others.find((claim) => sent.has(claim.sendKey));
  if (taken === undefined) return;
  throw new AppError(
    'CONFLICT',
    'The attachment is in another message. Upload the file again, or forward the message.',
    {
      field: `${field}.${ids.indexOf(taken.attachmentId)}`,
    },
  );
}
