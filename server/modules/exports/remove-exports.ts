import { and, eq, lt, sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { type ExportRow, isExport, partKey } from './queries.ts';
import { conversationExports } from './table.ts';

/** Deletes exports that have expired, file and row; returns how many. */
export async function sweepExports(services: Pick<Services, 'db' | 'storage'>, now: Date): Promise<number> {
  const expired = await services.db
    .select()
    .from(conversationExports)
    .where(lt(conversationExports.expiresAt, sql`${now.toISOString()}`))
    .limit(100);
  for (const row of expired) await removeExport(services, row);
  return expired.length;
}

/** Deletes all exports of a conversation: for the erasure of what is in them. Safe to repeat. */
export async function removeExportsOf(
  services: Pick<Services, 'db' | 'storage'>,
  tenantId: string,
  conversationId: string,
): Promise<void> {
  const rows = await services.db
    .select()
    .from(conversationExports)
    .where(and(eq(conversationExports.tenantId, tenantId), eq(conversationExports.conversationId, conversationId)));
  for (const row of rows) await removeExport(services, row);
}

async function removeExport({ db, storage }: Pick<Services, 'db' | 'storage'>, row: ExportRow): Promise<void> {
  // One part more than is counted: a job may just have written it.
  for (let part = 0; part <= row.partCount; part += 1) await storage.remove(partKey(row.id, part));
  await db.delete(conversationExports).where(isExport(row.tenantId, row.id));
}
