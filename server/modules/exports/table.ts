import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';

export const exportStatuses = ['PENDING', 'RUNNING', 'READY', 'FAILED'] as const;

/** Conversations that were asked for as files. What is written so far lies in the storage, part by part. */
export const conversationExports = pgTable(
  'conversation_exports',
  {
    tenantId: key('tenant_id').notNull(),
    id: key('id').notNull(),
    requesterId: key('requester_id').notNull(),
    clientId: key('client_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    status: text('status', { enum: exportStatuses }).notNull().default('PENDING'),
    /** Events up to here are contained; those that came after the request are not. */
    upToSeq: integer('up_to_seq').notNull(),
    /** The last message that is written. */
    writtenSeq: integer('written_seq').notNull().default(0),
    messageCount: integer('message_count').notNull().default(0),
    partCount: integer('part_count').notNull().default(0),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull().default(0),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    finishedAt: instant('finished_at'),
    /** When row and file are deleted. */
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('conversation_exports_client_id').on(t.tenantId, t.requesterId, t.clientId),
    index('conversation_exports_conversation').on(t.tenantId, t.conversationId),
    index('conversation_exports_expires_at').on(t.expiresAt),
  ],
);
