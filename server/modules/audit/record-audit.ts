import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { createId } from '../../lib/ids.ts';
import type { AuditAction } from './audit-actions.ts';
import { auditEntries } from './table.ts';

interface NewAuditEntry {
  action: AuditAction;
  conversationId: string | null;
  /** The user whom it was done to; null: nobody. */
  subjectId: string | null;
  /** Ids, times and choices; never what people wrote, since the entry outlives it. */
  details?: Record<string, unknown>;
}

/** Writes down what the actor does, in the transaction that does it: neither is there without the other. */
export async function recordAudit(ctx: Context, tx: Tx, entry: NewAuditEntry): Promise<void> {
  const { tenantId, userId: actorId } = ctx.actor;
  await tx.insert(auditEntries).values({ tenantId, id: createId('aud'), actorId, ...entry });
}
