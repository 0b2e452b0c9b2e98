import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { messageReports } from './table.ts';

/** For the erasure of a user: takes away what reports have kept of these messages. */
export async function eraseReportedTexts(tx: Tx, tenantId: string, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await tx
    .update(messageReports)
    .set({ messageText: null })
    .where(and(eq(messageReports.tenantId, tenantId), inArray(messageReports.messageId, [...messageIds])));
}

/** The same for what he said in his own reports. That he made them stays: the reported know nothing of it. */
export async function eraseComments(tx: Tx, tenantId: string, reporterId: string): Promise<void> {
  await tx
    .update(messageReports)
    .set({ comment: null, requestHash: '' })
    .where(and(eq(messageReports.tenantId, tenantId), eq(messageReports.reporterId, reporterId)));
}
