import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { lockHead } from '../../realtime/append.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { readAccess } from '../conversations/queries.ts';
import { isReport, mayModerate, readReport, reportColumns, type StoredReport } from './reports.ts';
import { messageReports, reportResolutions } from './table.ts';

const resolveReportInput = z.object({ reportId: z.string(), resolution: z.enum(reportResolutions) });

/** Says what became of a report. Setting what is there changes nothing. */
export async function resolveReport(ctx: Context, input: z.input<typeof resolveReportInput>): Promise<StoredReport> {
  const { reportId, resolution } = parseInput(resolveReportInput, input);
  assertId('rpt', reportId, 'reportId');
  const { tenantId, userId } = ctx.actor;

  return withTransaction(ctx.db, async (tx) => {
    // A report never changes its conversation, so this read needs no lock.
    const place = await readReport(tx, tenantId, reportId);
    if (place === undefined) throw notFound('report', 'reportId');
    await lockHead(tx, tenantId, place.conversationId, 'reportId');
    const report = await readReport(tx, tenantId, reportId);
    const access = await readAccess(tx, tenantId, place.conversationId, userId);
    if (report === undefined || !mayModerate(ctx, access, report)) throw notFound('report', 'reportId');
    if (report.resolution === resolution) return report;

    const [resolved] = await tx
      .update(messageReports)
      .set({ resolution, resolvedById: userId, resolvedAt: sql`clock_timestamp()` })
      .where(isReport(tenantId, reportId))
      .returning(reportColumns);
    if (resolved === undefined) throw notFound('report', 'reportId');
    const { conversationId, senderId, messageId } = report;
    const details = { reportId, messageId, resolution };
    await recordAudit(ctx, tx, { action: 'REPORT_RESOLVED', conversationId, subjectId: senderId, details });
    return resolved;
  });
}
