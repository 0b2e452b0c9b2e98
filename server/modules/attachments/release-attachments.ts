import { and, eq, inArray, lte, ne, sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { deleteRows, isClaimOf } from './queries.ts';
import { attachmentClaims, attachments } from './table.ts';

/** What was a deleted message's: attachments that no other message has are deleted, with their bytes. */
export function releaseAttachments(
  { db, jobs }: Pick<Services, 'db' | 'jobs'>,
  { tenantId, sendKey }: { tenantId: string; sendKey: string },
): Promise<void> {
  return withTransaction(db, async (tx) => {
    const mine = tx
      .select({ id: attachmentClaims.attachmentId })
      .from(attachmentClaims)
      .where(isClaimOf(tenantId, sendKey));
    // Whoever shares one at this moment waits, and finds it gone or keeps it.
    const locked = await tx
      .select({ id: attachments.id })
      .from(attachments)
      .where(and(eq(attachments.tenantId, tenantId), inArray(attachments.id, mine)))
      .orderBy(attachments.id)
      .for('update');
    const ids = locked.map(({ id }) => id);
    if (ids.length === 0) return;
    const kept = await tx
      .select({ id: attachmentClaims.attachmentId })
      .from(attachmentClaims)
      .where(
        and(
          eq(attachmentClaims.tenantId, tenantId),
          inArray(attachmentClaims.attachmentId, ids),
          ne(attachmentClaims.sendKey, sendKey),
        ),
      );
    const keptIds = new Set(kept.map(({ id }) => id));
    await tx.delete(attachmentClaims).where(isClaimOf(tenantId, sendKey));
    // A claim whose message never came must not keep it for ever: the sweep looks into what is unsent.
    if (keptIds.size > 0) {
      await tx
        .update(attachments)
        .set({ unsentSince: sql`now()` })
        .where(and(eq(attachments.tenantId, tenantId), inArray(attachments.id, [...keptIds])));
    }
    await deleteRows(
      jobs,
      tx,
      tenantId,
      ids.filter((id) => !keptIds.has(id)),
    );
  });
}

/** For the erasure of a user: deletes what he uploaded until then, wherever it was sent, up to `limit`; returns how many. */
export async function eraseAttachments(
  jobs: Jobs,
  tx: Tx,
  { tenantId, uploaderId, until, limit }: { tenantId: string; uploaderId: string; until: string; limit: number },
): Promise<number> {
  const rows = await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(
      and(
        eq(attachments.tenantId, tenantId),
        eq(attachments.uploaderId, uploaderId),
        lte(attachments.createdAt, sql`${until}`),
      ),
    )
    .orderBy(attachments.id)
    .limit(limit)
    .for('update');
  await deleteRows(
    jobs,
    tx,
    tenantId,
    rows.map(({ id }) => id),
  );
  return rows.length;
}
