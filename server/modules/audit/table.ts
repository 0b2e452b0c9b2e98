import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import { auditActions } from './audit-actions.ts';

/**
 * Who did what to whom. Rows are only ever added (a trigger sees to it), so none holds what people wrote: that has to go
 * when it is deleted or erased.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    tenantId: key('tenant_id').notNull(),
    /** A UUIDv7 in TypeID form: among entries of one time, ids keep their order. */
    id: key('id').notNull(),
    at: instant('at').notNull().default(sql`clock_timestamp()`),
    actorId: key('actor_id').notNull(),
    action: text('action', { enum: auditActions }).notNull(),
    /** Null: it was about no conversation. */
    conversationId: key('conversation_id'),
    /** The user whom it was done to; null: nobody. */
    subjectId: key('subject_id'),
    details: jsonb('details').notNull().default({}).$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('audit_entries_at').on(t.tenantId, t.at, t.id),
    // Who reported a message is for the operator: the reported may be an admin himself.
    index('audit_entries_conversation')
      .on(t.tenantId, t.conversationId, t.at, t.id)
      .where(sql`conversation_id is not null and action <> 'MESSAGE_REPORTED'`),
  ],
);
