import { and, eq, isNull, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError, notFound } from '../../errors.ts';
import { assertId, createId } from '../../lib/ids.ts';
import { clientIdInput, hashRequest, parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockMessage } from '../messages/lock-message.ts';
import { mayRead } from '../messages/policy.ts';
import { remarkInput } from './inputs.ts';
import { reportColumns, type StoredReport } from './reports.ts';
import { messageReports, reportReasons } from './table.ts';

const reportMessageInput = perKey((limits: Limits) =>
  z.object({
    clientId: clientIdInput,
    messageId: z.string(),
    reason: z.enum(reportReasons),
    comment: remarkInput(limits),
  }),
);

type ReportMessageInput = z.input<ReturnType<typeof reportMessageInput>>;

/**
 * Reports a message and keeps what it says now. The head is locked although the log is not written: what is erased under
 * that lock must not be copied beside it.
 */
export async function reportMessage(ctx: Context, input: ReportMessageInput): Promise<StoredReport> {
  const { clientId, ...request } = parseInput(reportMessageInput(ctx.config.limits), input);
  const { messageId, reason, comment } = request;
  assertId('msg', messageId, 'messageId');
  const requestHash = hashRequest(request);

  return withTransaction(ctx.db, async (tx) => {
    const { tenantId, userId: reporterId } = ctx.actor;
    const known = await findReport(ctx, tx, clientId, requestHash);
    if (known !== undefined) return known;
    const { message, access } = await lockMessage(ctx, tx, messageId);
    if (!mayRead(access, message)) throw notFound('message', 'messageId');
    const open = await findReport(ctx, tx, clientId, requestHash, messageId);
    if (open !== undefined) return open;
    assertReportable(message, reporterId);

    const { conversationId, senderId } = message;
    const id = createId('rpt');
    const [report] = await tx
      .insert(messageReports)
      .values({
        ...{ tenantId, id, conversationId, messageId, messageSeq: message.seq, senderId },
        ...{ messageText: message.text, messageVersion: message.version },
        ...{ reporterId, clientId, requestHash, reason, comment },
      })
      .returning(reportColumns);
    if (report === undefined) throw new Error('A report was made and is gone.');
    const details = { reportId: id, messageId, reason };
    await recordAudit(ctx, tx, { action: 'MESSAGE_REPORTED', conversationId, subjectId: senderId, details });
    return report;
  });
}

/**
 * What the client id was used for, or the open report of this message by the same reporter, if `messageId` is given: it
 * is asked for under the lock, where no other can be made. Throws CONFLICT where the client id was for another request.
 */
async function findReport(
  ctx: Context,
  tx: Tx,
  clientId: string,
  requestHash: string,
  messageId?: string,
): Promise<StoredReport | undefined> {
  const isFirst = eq(messageReports.clientId, clientId);
  const rows = await tx
    .select({ report: reportColumns, clientId: messageReports.clientId, requestHash: messageReports.requestHash })
    .from(messageReports)
    .where(
      and(
        eq(messageReports.tenantId, ctx.actor.tenantId),
        eq(messageReports.reporterId, ctx.actor.userId),
        messageId === undefined
          ? isFirst
          : or(isFirst, and(eq(messageReports.messageId, messageId), isNull(messageReports.resolvedAt))),
      ),
    );
  const first = rows.find((row) => row.clientId === clientId);
  if (first !== undefined && first.requestHash !== requestHash) {
    const cure = 'Take a new one, or send the same request.';
    throw new AppError('CONFLICT', `\`clientId\` was used for another report. ${cure}`, { field: 'clientId' });
  }
  return (first ?? rows[0])?.report;
}

function assertReportable({ senderId, deletedAt }: StoredMessage, reporterId: string): void {
  if (senderId === reporterId) {
    throw new AppError('BAD_USER_INPUT', 'This message is your own. Delete it with `deleteMessage`.', {
      field: 'messageId',
    });
  }
  if (deletedAt === null) return;
  throw new AppError('CONFLICT', 'The message was deleted; nothing of it is left to report.', { field: 'messageId' });
}
