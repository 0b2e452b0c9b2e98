import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { lockHead } from '../../realtime/append.ts';
import { conversationTopic, type StoredLinkPreview, type StoredMessage } from '../../realtime/log-event.ts';
import { changeMessage } from './change-message.ts';
import { readMessage } from './queries.ts';

/** Adds previews to a message, unless it was edited or deleted meanwhile, or has some. The system does it, for nobody. */
export async function addLinkPreviews(
  { db, realtime }: Pick<Services, 'db' | 'realtime'>,
  tenantId: string,
  { id, conversationId, version }: Pick<StoredMessage, 'id' | 'conversationId' | 'version'>,
  linkPreviews: StoredLinkPreview[],
): Promise<void> {
  await withTransaction(db, async (tx) => {
    const nextSeq = (await lockHead(tx, tenantId, conversationId)).lastSeq + 1;
    const before = await readMessage(tx, tenantId, id);
    if (before?.version !== version || before.deletedAt !== null || before.details?.linkPreviews !== undefined) return;
    const details = { ...before.details, linkPreviews, changedSeq: nextSeq };
    const message = await changeMessage(tx, tenantId, { message: before, nextSeq }, { details });
    const topic = conversationTopic(conversationId);
    await realtime.append(tx, tenantId, [
      { topic, type: 'LinkPreviewsAdded', actorId: null, payload: { messageSeq: message.seq }, carried: { message } },
    ]);
  });
}
