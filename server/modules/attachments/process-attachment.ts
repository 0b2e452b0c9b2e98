import { buffer } from 'node:stream/consumers';
import { and, eq } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import type { JobRun } from '../../jobs/jobs.ts';
import { type StoredAttachment, userTopic } from '../../realtime/log-event.ts';
import { cleanImage, ImageError } from './clean-image.ts';
import { cleanMovie } from './clean-movie.ts';
import { fileKeys } from './file-keys.ts';
import { readFileKind } from './file-kind.ts';
import { isAttachment, readAttachment } from './queries.ts';
import { removeFilesQueue } from './queues.ts';
import { attachments } from './table.ts';

type ProcessServices = Pick<Services, 'db' | 'jobs' | 'realtime' | 'storage' | 'config'>;

/** What a file turned out to be. */
type Finding = Partial<Pick<StoredAttachment, 'failure' | 'type' | 'width' | 'height' | 'durationMs' | 'thumbHash'>> & {
  /** What is kept instead of the upload. */
  file?: Buffer;
  thumbnail?: Buffer;
};

/** Movies, and sound in the same box. */
const movieTypes = /^(video\/(mp4|quicktime|x-m4v|3gpp2?)|audio\/(mp4|x-m4a|aac))$/;

/** Looks at what was uploaded, cleans it, and says that it is ready, or why it is not. Done again, it does nothing. */
export async function processAttachment(
  services: ProcessServices,
  { tenantId, attachmentId }: { tenantId: string; attachmentId: string },
  run: Pick<JobRun, 'isLast'>,
): Promise<void> {
  const row = await readAttachment(services.db, tenantId, attachmentId);
  if (row?.status !== 'PROCESSING') return;
  try {
    const finding = await examine(services, attachmentId);
    await keep(services, attachmentId, finding);
    await settle(services, tenantId, attachmentId, finding);
  } catch (error) {
    if (run.isLast) await settle(services, tenantId, attachmentId, { failure: 'NOT_PROCESSED' });
    throw error;
  }
}

async function examine({ storage, config }: ProcessServices, attachmentId: string): Promise<Finding> {
  const stream = await storage.read(fileKeys(attachmentId).upload);
  // Of several machines without a common disk, this is not the one that has it.
  if (stream === null) throw new Error(`The upload ${attachmentId} is not in the storage of this node.`);
  const bytes = await buffer(stream);
  const found = await readFileKind(bytes);
  if (found.kind === 'closed image') return { failure: 'UNSUPPORTED_IMAGE' };
  if (found.kind === 'image') {
    const { type } = found;
    try {
      return { type, ...(await cleanImage(bytes, type, config.limits.imagePixelsMax)) };
    } catch (error) {
      if (error instanceof ImageError) return { failure: error.failure };
      throw error;
    }
  }
  if (!movieTypes.test(found.type)) return { type: found.type };
  const { file, durationMs } = cleanMovie(bytes);
  return { type: found.type, durationMs, ...(file === null ? {} : { file }) };
}

async function keep({ storage }: ProcessServices, attachmentId: string, finding: Finding): Promise<void> {
  const keys = fileKeys(attachmentId);
  if (finding.file !== undefined) await storage.write(keys.file, finding.file);
  if (finding.thumbnail !== undefined) await storage.write(keys.thumbnail, finding.thumbnail);
}

async function settle(
  services: ProcessServices,
  tenantId: string,
  attachmentId: string,
  { file, thumbnail, failure = null, ...shown }: Finding,
): Promise<void> {
  const keys = fileKeys(attachmentId);
  await withTransaction(services.db, async (tx) => {
    const [settled] = await tx
      .update(attachments)
      .set({
        ...{ ...shown, failure, status: failure === null ? 'READY' : 'FAILED' },
        ...{ isRewritten: file !== undefined, hasThumbnail: thumbnail !== undefined },
        ...(file === undefined ? {} : { sizeBytes: file.length }),
      })
      .where(and(isAttachment(tenantId, attachmentId), eq(attachments.status, 'PROCESSING')))
      .returning({ uploaderId: attachments.uploaderId });
    if (settled === undefined) {
      // It was deleted meanwhile; its bytes were removed before the last of them were written.
      await services.jobs.enqueue(tx, removeFilesQueue, { keys: Object.values(keys) });
      return;
    }
    if (file !== undefined || failure !== null) {
      await services.jobs.enqueue(tx, removeFilesQueue, { keys: [keys.upload] });
    }
    await services.realtime.append(tx, tenantId, [
      {
        topic: userTopic(settled.uploaderId),
        type: 'AttachmentProcessed',
        actorId: null,
        payload: { attachmentId },
        carried: null,
      },
    ]);
  });
}
