import { and, asc, isNotNull, lt, sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { readMessagesBySendKeys } from '../messages/queries.ts';
import { deleteRows, isAttachment, readSendKeys } from './queries.ts';
import { attachments } from './table.ts';

type SweepServices = Pick<Services, 'db' | 'jobs' | 'config'>;

/** Rows that one look brings; more follow in the same sweep. */
const batch = 200;

/**
 * Deletes attachments that have been in no message for too long: uploads that never ended, what failed, what was never
 * sent, and what was claimed for a message that never came. Returns how many.
 */
export async function sweepAttachments(services: SweepServices, now: Date): Promise<number> {
  const cutoff = new Date(now.getTime() - services.config.unsentAttachmentMs).toISOString();
  let deleted = 0;
  for (;;) {
    const old = await services.db
      .select({ tenantId: attachments.tenantId, id: attachments.id })
      .from(attachments)
      .where(and(isNotNull(attachments.unsentSince), lt(attachments.unsentSince, sql`${cutoff}`)))
      .orderBy(asc(attachments.unsentSince))
      .limit(batch);
    for (const each of old) deleted += (await settle(services, each, cutoff)) ? 1 : 0;
    if (old.length < batch) return deleted;
  }
}

/** Deletes one, or finds that a message has it; each is then no more among the unsent. */
function settle({ db, jobs }: SweepServices, key: { tenantId: string; id: string }, cutoff: string): Promise<boolean> {
  const { tenantId, id } = key;
  return withTransaction(db, async (tx) => {
    // Under its lock nobody claims it; and it may have been claimed since it was found.
    const [row] = await tx
      .select({ unsentSince: attachments.unsentSince })
      .from(attachments)
      .where(and(isAttachment(tenantId, id), lt(attachments.unsentSince, sql`${cutoff}`)))
      .for('update');
    if (row === undefined) return false;
    const messages = await readMessagesBySendKeys(tx, tenantId, await readSendKeys(tx, tenantId, id));
    if (messages.some((message) => message.deletedAt === null)) {
      await tx.update(attachments).set({ unsentSince: null }).where(isAttachment(tenantId, id));
      return false;
    }
    await deleteRows(jobs, tx, tenantId, [id]);
    return true;
  });
}
