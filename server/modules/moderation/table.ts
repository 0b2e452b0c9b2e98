import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import { conversations } from '../conversations/table.ts';

export const reportReasons = [
  'SPAM',
  'HARASSMENT',
  'HATE',
  'VIOLENCE',
  'SEXUAL',
  'SELF_HARM',
  'ILLEGAL',
  'OTHER',
] as const;
export const reportResolutions = ['ACTION_TAKEN', 'DISMISSED'] as const;

/** Messages that members have reported, with what they said then: an edit or a deletion does not remove the evidence. */
export const messageReports = pgTable(
  'message_reports',
  {
    tenantId: key('tenant_id').notNull(),
    id: key('id').notNull(),
    conversationId: key('conversation_id').notNull(),
    messageId: key('message_id').notNull(),
    messageSeq: integer('message_seq').notNull(),
    /** Whose message it is. */
    senderId: key('sender_id').notNull(),
    /** The message's text as it was; null: it had none, or it was erased. */
    messageText: text('message_text'),
    messageVersion: integer('message_version').notNull(),
    reporterId: key('reporter_id').notNull(),
    clientId: key('client_id').notNull(),
    requestHash: text('request_hash').notNull(),
    reason: text('reason', { enum: reportReasons }).notNull(),
    comment: text('comment'),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    /** Null: it is open. */
    resolvedAt: instant('resolved_at'),
    resolvedById: key('resolved_by_id'),
    resolution: text('resolution', { enum: reportResolutions }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('message_reports_client_id').on(t.tenantId, t.reporterId, t.clientId),
    uniqueIndex('message_reports_open').on(t.tenantId, t.messageId, t.reporterId).where(sql`resolved_at is null`),
    index('message_reports_conversation').on(t.tenantId, t.conversationId, t.id),
    index('message_reports_unresolved').on(t.tenantId, t.conversationId, t.id).where(sql`resolved_at is null`),
    // For erasure.
    index('message_reports_message').on(t.tenantId, t.messageId),
    foreignKey({ columns: [t.tenantId, t.conversationId], foreignColumns: [conversations.tenantId, conversations.id] }),
  ],
);
