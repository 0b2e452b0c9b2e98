import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import type { AuditAction } from './audit-actions.ts';
import { auditEntries } from './table.ts';

/** An entry as the API shows it. */
export interface StoredAuditEntry {
  at: string;
  actorId: string;
  action: AuditAction;
  subjectId: string | null;
  details: Record<string, unknown>;
}

const auditColumns = {
  id: auditEntries.id,
  at: auditEntries.at,
  actorId: auditEntries.actorId,
  action: auditEntries.action,
  subjectId: auditEntries.subjectId,
  details: auditEntries.details,
};

/**
 * What was done in a conversation, newest first, but not who reported what. The caller has checked that the viewer may
 * know it.
 */
export async function listAuditEntries(
  ctx: Context,
  conversationId: string,
  args: PageArgs,
): Promise<Connection<StoredAuditEntry>> {
  const options = {
    ...{ codec: ctx.cursors, tenantId: ctx.actor.tenantId },
    ...{ kind: `audit/${conversationId}`, sizeMax: ctx.config.limits.pageSizeMax },
  };
  const page = parsePage<[at: string, id: string]>(args, options);
  const isBeyond = (from: [string, string]): SQL => {
    const key = sql`(${auditEntries.at}, ${auditEntries.id})`;
    const bound = sql`(${from[0]}::timestamptz, ${from[1]})`;
    return page.isBackward ? sql`${key} > ${bound}` : sql`${key} < ${bound}`;
  };
  const inOrder = page.isBackward ? asc : desc;
  const rows = await ctx.db
    .select(auditColumns)
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.tenantId, ctx.actor.tenantId),
        eq(auditEntries.conversationId, conversationId),
        // Written out, so that the partial index serves it whatever plan is used.
        sql`${auditEntries.action} <> 'MESSAGE_REPORTED'`,
        page.from === null ? undefined : isBeyond(page.from),
      ),
    )
    .orderBy(inOrder(auditEntries.at), inOrder(auditEntries.id))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row): [string, string] => [row.at, row.id]);
}
