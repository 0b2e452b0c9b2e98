import { bigint, customType, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';

const tsvector = customType<{ data: string; driverData: string }>({ dataType: () => 'tsvector' });
const bigints = customType<{ data: string; driverData: string }>({ dataType: () => 'bigint[]' });

/**
 * The words of the messages that can be found, beside the messages and not on them: a send writes none of it. A consumer
 * of the log fills it (`index-messages.ts`); whoever reads it compares it with the message as it is now, so what lags
 * behind is not found, and never shown.
 */
export const messageTexts = pgTable(
  'message_texts',
  {
    tenantId: key('tenant_id').notNull(),
    messageId: key('message_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    seq: integer('seq').notNull(),
    /** The message's `version` that this was made of: another one is not found by it. */
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    /** 0, 1, 2 … in the tenant, in the order of sending, give or take a second. */
    position: bigint('position', { mode: 'number' }).notNull(),
    /** The text's lexemes, with their places among its words. */
    document: tsvector('document').notNull(),
    /** Where it stands and whose it is, as numbers that the index can be asked for; see `marks.ts`. */
    marks: bigints('marks').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.messageId] }),
    // A short list of what waits to be sorted in: each search reads through it.
    index('message_texts_words').using('gin', t.document, t.marks).with({ gin_pending_list_limit: 512 }),
  ],
);

/** What search knows of a tenant. A row is made with its first indexed message or its first setting. */
export const searchTenants = pgTable('search_tenants', {
  tenantId: key('tenant_id').primaryKey(),
  /** Null: the server's, `SEARCH_LANGUAGE`. */
  language: text('language'),
  /** What its documents are made by, or are being made again by; null before the first. */
  indexedLanguage: text('indexed_language'),
  /** The message id up to which its documents have been made again; null: nothing is to be done. */
  reindexedTo: key('reindexed_to'),
  nextPosition: bigint('next_position', { mode: 'number' }).notNull().default(0),
});

/** How far the index has come in the log: one row. */
export const searchProgress = pgTable('search_progress', {
  id: integer('id').primaryKey().default(1),
  /** The installation's; in another one `since` means nothing. */
  epoch: uuid('epoch').notNull(),
  /** The snapshot whose events are all done. */
  since: text('since').notNull(),
  /** All messages are looked through first, up to this one so far; null: that is done. */
  walkedTenantId: key('walked_tenant_id'),
  walkedMessageId: key('walked_message_id'),
});
