import { and, eq } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { readAccess } from '../conversations/queries.ts';
import { conversationExports } from './table.ts';

export type ExportRow = typeof conversationExports.$inferSelect;

export const isExport = (tenantId: string, id: string) =>
  and(eq(conversationExports.tenantId, tenantId), eq(conversationExports.id, id));

export async function readExport(db: Db, tenantId: string, id: string): Promise<ExportRow | undefined> {
  const [row] = await db.select().from(conversationExports).where(isExport(tenantId, id));
  return row;
}

/**
 * An export of the actor's own, of a conversation in which he still is. Throws NOT_FOUND otherwise, and for one that has
 * expired.
 */
export async function requireExport({ db, actor }: Pick<Context, 'db' | 'actor'>, id: string): Promise<ExportRow> {
  assertId('exp', id, 'id');
  const row = await readExport(db, actor.tenantId, id);
  const isOwn = row?.requesterId === actor.userId && Date.parse(row.expiresAt) > Date.now();
  if (row === undefined || !isOwn) throw notFound('export', 'id');
  const access = await readAccess(db, actor.tenantId, row.conversationId, actor.userId);
  if (access === undefined || access.membership === null) throw notFound('export', 'id');
  return row;
}

/** Where the parts of an export lie in the storage. */
export const partKey = (exportId: string, part: number): string => `${exportId}.${part}.jsonl`;
