import { and, asc, desc, eq, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import { readAccess } from '../conversations/queries.ts';
import type { Access } from '../conversations/rows.ts';
import { firstReadableSeq } from '../messages/policy.ts';
import { messageReports, type reportReasons, type reportResolutions } from './table.ts';

/** A report as the API shows it. */
export interface StoredReport {
  id: string;
  conversationId: string;
  messageId: string;
  messageSeq: number;
  senderId: string;
  messageText: string | null;
  messageVersion: number;
  reporterId: string;
  reason: (typeof reportReasons)[number];
  comment: string | null;
  createdAt: string;
  resolvedAt: string | null;
  resolvedById: string | null;
  resolution: (typeof reportResolutions)[number] | null;
}

export const reportColumns = {
  id: messageReports.id,
  conversationId: messageReports.conversationId,
  messageId: messageReports.messageId,
  messageSeq: messageReports.messageSeq,
  senderId: messageReports.senderId,
  messageText: messageReports.messageText,
  messageVersion: messageReports.messageVersion,
  reporterId: messageReports.reporterId,
  reason: messageReports.reason,
  comment: messageReports.comment,
  createdAt: messageReports.createdAt,
  resolvedAt: messageReports.resolvedAt,
  resolvedById: messageReports.resolvedById,
  resolution: messageReports.resolution,
};

export const isReport = (tenantId: string, id: string) =>
  and(eq(messageReports.tenantId, tenantId), eq(messageReports.id, id));

/** A report by id, whoever asks. */
export async function readReport(db: Db, tenantId: string, id: string): Promise<StoredReport | undefined> {
  const [row] = await db.select(reportColumns).from(messageReports).where(isReport(tenantId, id));
  return row;
}

/**
 * Whether a report is for this viewer as a moderator: not one of his own messages, and not of a message from before he
 * joined where the past is closed. An admin whose message is reported shall not learn by whom.
 */
export function mayModerate(ctx: Context, access: Access | undefined, report: StoredReport): boolean {
  if (access === undefined) return false;
  if (ctx.actor.role === 'service') return true;
  const { conversation, membership } = access;
  if (membership === null || membership.role === 'MEMBER' || conversation.kind === 'DIRECT') return false;
  return report.senderId !== ctx.actor.userId && report.messageSeq >= firstReadableSeq(conversation, membership);
}

/** The report with this id, for `Query.node`: for moderators, and for who made it. Throws NOT_FOUND. */
export async function requireReport(ctx: Context, id: string): Promise<StoredReport> {
  assertId('rpt', id, 'id');
  const { tenantId, userId } = ctx.actor;
  const report = await readReport(ctx.db, tenantId, id);
  if (report === undefined) throw notFound('report', 'id');
  const access = await readAccess(ctx.db, tenantId, report.conversationId, userId);
  const isOwn = report.reporterId === userId && access?.membership != null;
  if (!isOwn && !mayModerate(ctx, access, report)) throw notFound('report', 'id');
  return report;
}

/** Reports of a conversation, newest first. The caller has checked that the viewer moderates it. */
export async function listReports(
  ctx: Context,
  { conversation, membership }: Access,
  { openOnly, ...args }: PageArgs & { openOnly?: boolean | null },
): Promise<Connection<StoredReport>> {
  const { tenantId, userId, role } = ctx.actor;
  const isAdmin = role !== 'service' && membership !== null;
  const options = {
    ...{ codec: ctx.cursors, tenantId },
    ...{ kind: `reports/${conversation.id}`, sizeMax: ctx.config.limits.pageSizeMax },
  };
  const page = parsePage<string>(args, options);
  const isBeyond = (from: string): SQL =>
    page.isBackward ? sql`${messageReports.id} > ${from}` : sql`${messageReports.id} < ${from}`;
  const rows = await ctx.db
    .select(reportColumns)
    .from(messageReports)
    .where(
      and(
        eq(messageReports.tenantId, tenantId),
        eq(messageReports.conversationId, conversation.id),
        isAdmin ? ne(messageReports.senderId, userId) : undefined,
        isAdmin ? sql`${messageReports.messageSeq} >= ${firstReadableSeq(conversation, membership)}` : undefined,
        openOnly === true ? isNull(messageReports.resolvedAt) : undefined,
        page.from === null ? undefined : isBeyond(page.from),
      ),
    )
    // Ids begin with the time.
    .orderBy((page.isBackward ? asc : desc)(messageReports.id))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row) => row.id);
}
