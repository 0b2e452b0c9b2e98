import DataLoader from 'dataloader';
import { and, eq, inArray } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db, Tx } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { assertId } from '../../lib/ids.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredAttachment } from '../../realtime/log-event.ts';
import { readAccess } from '../conversations/queries.ts';
import { mayRead } from '../messages/policy.ts';
import { readMessagesBySendKeys } from '../messages/queries.ts';
import { fileKeys } from './file-keys.ts';
import { removeFilesQueue } from './queues.ts';
import { attachmentClaims, attachments } from './table.ts';

/** What the API shows of an attachment, and messages keep of it. */
export const attachmentColumns = {
  id: attachments.id,
  name: attachments.name,
  status: attachments.status,
  failure: attachments.failure,
  type: attachments.type,
  sizeBytes: attachments.sizeBytes,
  width: attachments.width,
  height: attachments.height,
  durationMs: attachments.durationMs,
  thumbHash: attachments.thumbHash,
  hasThumbnail: attachments.hasThumbnail,
};

const rowColumns = {
  ...attachmentColumns,
  uploaderId: attachments.uploaderId,
  isRewritten: attachments.isRewritten,
  createdAt: attachments.createdAt,
};

/** An attachment with what is nobody's to see. */
export interface AttachmentRow extends StoredAttachment {
  uploaderId: string;
  isRewritten: boolean;
  createdAt: string;
}

export const isAttachment = (tenantId: string, id: string) =>
  and(eq(attachments.tenantId, tenantId), eq(attachments.id, id));

/** The claims of one message. */
export const isClaimOf = (tenantId: string, sendKey: string) =>
  and(eq(attachmentClaims.tenantId, tenantId), eq(attachmentClaims.sendKey, sendKey));

/** An attachment by id, whoever asks. */
export async function readAttachment(db: Db, tenantId: string, id: string): Promise<AttachmentRow | undefined> {
  const [row] = await db.select(rowColumns).from(attachments).where(isAttachment(tenantId, id));
  return row;
}

/** Gathers one turn's questions for the viewer's own uploads into one read. It remembers nothing. */
export const attachmentLoader = perKey(
  ({ db, actor }: Context) =>
    new DataLoader<string, StoredAttachment | null>(
      async (ids) => {
        const rows = await db
          .select(attachmentColumns)
          .from(attachments)
          .where(
            and(
              eq(attachments.tenantId, actor.tenantId),
              inArray(attachments.id, [...new Set(ids)]),
              eq(attachments.uploaderId, actor.userId),
            ),
          );
        const found = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => found.get(id) ?? null);
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/**
 * The attachment with this id, as the actor may see it now: his own as long as no message has it, afterwards that of a
 * message that he may read. Throws NOT_FOUND.
 */
export async function requireAttachment(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  id: string,
  field = 'id',
): Promise<AttachmentRow> {
  assertId('att', id, field);
  const { tenantId, userId } = actor;
  const row = await readAttachment(db, tenantId, id);
  if (row === undefined) throw notFound('attachment', field);
  const messages = await readMessagesBySendKeys(db, tenantId, await readSendKeys(db, tenantId, id));
  if (messages.length === 0 && row.uploaderId === userId) return row;
  for (const message of messages) {
    if (message.deletedAt !== null) continue;
    if (mayRead(await readAccess(db, tenantId, message.conversationId, userId), message)) return row;
  }
  throw notFound('attachment', field);
}

/** The actor's own upload, whatever became of it. Throws NOT_FOUND. */
export async function requireOwnAttachment(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  id: string,
): Promise<AttachmentRow> {
  assertId('att', id, 'id');
  const row = await readAttachment(db, actor.tenantId, id);
  if (row?.uploaderId !== actor.userId) throw notFound('upload', 'id');
  return row;
}

/** The keys of the messages that claimed an attachment. */
export async function readSendKeys(db: Db, tenantId: string, id: string): Promise<string[]> {
  const rows = await db
    .select({ sendKey: attachmentClaims.sendKey })
    .from(attachmentClaims)
    .where(and(eq(attachmentClaims.tenantId, tenantId), eq(attachmentClaims.attachmentId, id)));
  return rows.map(({ sendKey }) => sendKey);
}

/** Deletes attachments' rows and claims, and has their bytes removed. */
export async function deleteRows(jobs: Jobs, tx: Tx, tenantId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const isAmong = inArray(attachmentClaims.attachmentId, [...ids]);
  await tx.delete(attachmentClaims).where(and(eq(attachmentClaims.tenantId, tenantId), isAmong));
  await tx.delete(attachments).where(and(eq(attachments.tenantId, tenantId), inArray(attachments.id, [...ids])));
  await jobs.enqueueAll(
    tx,
    removeFilesQueue,
    ids.map((id) => ({ keys: Object.values(fileKeys(id)) })),
  );
}
