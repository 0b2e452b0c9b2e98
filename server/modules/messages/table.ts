import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import { conversations } from '../conversations/table.ts';

export const messages = pgTable(
  'messages',
  {
    tenantId: key('tenant_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    /** The position of its sending in the conversation's log. */
    seq: integer('seq').notNull(),
    id: key('id').notNull(),
    senderId: key('sender_id').notNull(),
    clientMessageId: key('client_message_id').notNull(),
    /** A hash of tenant, conversation, sender and `clientMessageId`: one narrow unique index instead of a wide one. */
    sendKey: uuid('send_key').notNull(),
    /** A hash of the request: the same client id with another request is a conflict. */
    requestHash: text('request_hash').notNull(),
    kind: text('kind', { enum: ['TEXT', 'SYSTEM'] }).notNull(),
    priority: text('priority', { enum: ['LOW', 'NORMAL', 'HIGH', 'URGENT'] }).notNull(),
    /** Null in a tombstone. */
    text: text('text'),
    metadata: jsonb('metadata').notNull().default({}).$type<Record<string, unknown>>(),
    /** Messages of the conversation up to this one; see `heads.messageCount`. */
    countAt: integer('count_at').notNull(),
    version: integer('version').notNull().default(0),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.conversationId, t.seq] }),
    uniqueIndex('messages_id').on(t.tenantId, t.id),
    uniqueIndex('messages_send_key').on(t.sendKey),
    index('messages_tombstones').on(t.tenantId, t.conversationId, t.seq).where(sql`deleted_at is not null`),
    foreignKey({ columns: [t.tenantId, t.conversationId], foreignColumns: [conversations.tenantId, conversations.id] }),
  ],
);

/** What edited messages said before. Deleting a message for everyone deletes its rows here. */
export const messageVersions = pgTable(
  'message_versions',
  {
    tenantId: key('tenant_id').notNull(),
    messageId: key('message_id').notNull(),
    version: integer('version').notNull(),
    text: text('text').notNull(),
    replacedAt: instant('replaced_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.messageId, t.version] })],
);

/** Messages that a user deleted for himself alone. */
export const hiddenMessages = pgTable(
  'hidden_messages',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    seq: integer('seq').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId, t.conversationId, t.seq] })],
);
