import { and, eq, ne, sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import type { JobRun } from '../../jobs/jobs.ts';
import { type StoredConversation, userTopic } from '../../realtime/log-event.ts';
import { readAccess } from '../conversations/queries.ts';
import { firstReadableSeq } from '../messages/policy.ts';
import { readTranscript } from '../messages/read-transcript.ts';
import { conversationLine, messageLine } from './export-lines.ts';
import { type ExportRow, isExport, partKey, readExport } from './queries.ts';
import { writeExportQueue } from './queues.ts';
import { conversationExports } from './table.ts';

type ExportServices = Pick<Services, 'db' | 'jobs' | 'realtime' | 'storage'>;

/** Messages of one part. */
const partMessagesMax = 1_000;
/** Parts of one job; the next job goes on. */
const partsPerJob = 20;

/** Writes the next parts of an export. What a job that was cut off wrote of a part is written again under the same name. */
export async function writeExport(
  services: ExportServices,
  { tenantId, exportId }: { tenantId: string; exportId: string },
  { signal, isLast }: Pick<JobRun, 'signal' | 'isLast'>,
): Promise<void> {
  try {
    for (let parts = 0; parts < partsPerJob; parts += 1) {
      signal.throwIfAborted();
      const row = await readExport(services.db, tenantId, exportId);
      if (row === undefined || row.status === 'READY' || row.status === 'FAILED') return;
      if (!(await writePart(services, row))) return;
    }
    await withTransaction(services.db, (tx) => services.jobs.enqueue(tx, writeExportQueue, { tenantId, exportId }));
  } catch (error) {
    if (isLast) await withTransaction(services.db, (tx) => finish(services, tx, { tenantId, id: exportId }, 'FAILED'));
    throw error;
  }
}

/** Writes one part, and says whether more are to come. Access is asked anew for each. */
async function writePart(services: ExportServices, row: ExportRow): Promise<boolean> {
  const { tenantId, id, conversationId, requesterId, writtenSeq, upToSeq } = row;
  const access = await readAccess(services.db, tenantId, conversationId, requesterId);
  if (access === undefined || access.membership === null) {
    await withTransaction(services.db, (tx) => finish(services, tx, row, 'FAILED'));
    return false;
  }
  const messages = await readTranscript(services.db, {
    ...{ tenantId, conversationId, viewerId: requesterId, upToSeq, beyondSeq: writtenSeq, limit: partMessagesMax },
    fromSeq: firstReadableSeq(access.conversation, access.membership),
  });
  const bytes = Buffer.from(toLines(row, access.conversation, messages));
  await services.storage.write(partKey(id, row.partCount), bytes);

  const lastSeq = messages.at(-1)?.seq ?? upToSeq;
  const isWhole = messages.length < partMessagesMax;
  const goesOn = await withTransaction(services.db, async (tx) => {
    const [moved] = await tx
      .update(conversationExports)
      .set({
        ...{ status: 'RUNNING', writtenSeq: isWhole ? upToSeq : lastSeq, partCount: row.partCount + 1 },
        messageCount: row.messageCount + messages.length,
        sizeBytes: row.sizeBytes + bytes.length,
      })
      // Another job of the same export may have been quicker, or the export is gone.
      .where(
        and(
          isExport(tenantId, id),
          eq(conversationExports.partCount, row.partCount),
          ne(conversationExports.status, 'READY'),
        ),
      )
      .returning({ id: conversationExports.id });
    if (moved === undefined) return false;
    if (isWhole) await finish(services, tx, row, 'READY');
    return !isWhole;
  });
  // Gone meanwhile, as when somebody is erased: what was read before that must not lie on.
  if (!goesOn && (await readExport(services.db, tenantId, id)) === undefined) {
    await services.storage.remove(partKey(id, row.partCount));
  }
  return goesOn;
}

function toLines(
  row: ExportRow,
  conversation: StoredConversation,
  messages: Parameters<typeof messageLine>[0][],
): string {
  const first = row.partCount === 0 ? [conversationLine(conversation, row)] : [];
  return [...first, ...messages.map(messageLine)].map((line) => `${JSON.stringify(line)}\n`).join('');
}

async function finish(
  { realtime }: Pick<Services, 'realtime'>,
  tx: Tx,
  { tenantId, id }: Pick<ExportRow, 'tenantId' | 'id'>,
  status: 'READY' | 'FAILED',
): Promise<void> {
  const [row] = await tx
    .update(conversationExports)
    .set({ status, finishedAt: sql`clock_timestamp()` })
    .where(and(isExport(tenantId, id), sql`${conversationExports.finishedAt} is null`))
    .returning({ requesterId: conversationExports.requesterId });
  if (row === undefined) return;
  const topic = userTopic(row.requesterId);
  const payload = { exportId: id, status };
  await realtime.append(tx, tenantId, [
    { topic, type: 'ConversationExportFinished', actorId: null, payload, carried: null },
  ]);
}
