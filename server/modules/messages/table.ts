import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, key, xid8 } from '../../db/columns.ts';
import { type MessageDetails, messageKinds, type StoredReaction } from '../../realtime/log-event.ts';
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
    kind: text('kind', { enum: messageKinds }).notNull(),
    priority: text('priority', { enum: ['LOW', 'NORMAL', 'HIGH', 'URGENT'] }).notNull(),
    /** Null in a tombstone. */
    text: text('text'),
    metadata: jsonb('metadata').notNull().default({}).$type<Record<string, unknown>>(),
    /** The message that began the thread in which this is a reply; null: it stands in the conversation itself. */
    threadRootId: key('thread_root_id'),
    threadRootSeq: integer('thread_root_seq'),
    /** The message that it quotes; what it quotes of it is in `details`. */
    replyToSeq: integer('reply_to_seq'),
    /** What only some messages have; null: nothing of it. */
    details: jsonb('details').$type<MessageDetails>(),
    /** Counts of `reactions` and who came first, kept here so that showing a message reads no other row; null: none. */
    reactions: jsonb('reactions').$type<StoredReaction[]>(),
    pinnedAt: instant('pinned_at'),
    pinnedById: key('pinned_by_id'),
    /** The conversation's messages up to this one, replies in threads left out; see `heads.messageCount`. */
    countAt: integer('count_at').notNull(),
    /** The thread's replies up to this one; see `threads.replyCount`. */
    threadCountAt: integer('thread_count_at'),
    version: integer('version').notNull().default(0),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.conversationId, t.seq] }),
    uniqueIndex('messages_id').on(t.tenantId, t.id),
    uniqueIndex('messages_send_key').on(t.sendKey),
    // A conversation's own pages must not read through the replies in its threads.
    index('messages_main').on(t.tenantId, t.conversationId, t.seq).where(sql`thread_root_seq is null`),
    index('messages_thread')
      .on(t.tenantId, t.conversationId, t.threadRootSeq, t.seq)
      .where(sql`thread_root_seq is not null`),
    index('messages_quotes').on(t.tenantId, t.conversationId, t.replyToSeq).where(sql`reply_to_seq is not null`),
    index('messages_pinned').on(t.tenantId, t.conversationId, t.pinnedAt, t.seq).where(sql`pinned_at is not null`),
    // What one user wrote: slow mode, search by author, export and erasure.
    index('messages_sender').on(t.tenantId, t.senderId, t.conversationId, t.seq),
    // Counting a thread reads none of the conversation's other tombstones.
    index('messages_thread_tombstones')
      .on(t.tenantId, t.conversationId, t.threadRootSeq, t.seq)
      .where(sql`thread_root_seq is not null and deleted_at is not null`),
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
    /** Null: it had no caption. */
    text: text('text'),
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

/** Messages with replies. */
export const threads = pgTable(
  'threads',
  {
    tenantId: key('tenant_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    rootSeq: integer('root_seq').notNull(),
    /** Replies sent so far. It never falls: unread counts are differences of it. */
    replyCount: integer('reply_count').notNull(),
    lastReplySeq: integer('last_reply_seq').notNull(),
    lastReplyAt: instant('last_reply_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.conversationId, t.rootSeq] }),
    index('threads_latest').on(t.tenantId, t.conversationId, t.lastReplySeq, t.rootSeq),
  ],
);

/** How far members have got in threads: of those who replied or acknowledged. Others stand where they joined. */
export const threadPositions = pgTable(
  'thread_positions',
  {
    tenantId: key('tenant_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    rootSeq: integer('root_seq').notNull(),
    userId: key('user_id').notNull(),
    deliveredSeq: integer('delivered_seq').notNull(),
    /** As much of it as others are shown; see `memberships.shownDeliveredSeq`. */
    shownDeliveredSeq: integer('shown_delivered_seq'),
    /** See `memberships.shownReadSeq`. */
    shownReadSeq: integer('shown_read_seq'),
    readSeq: integer('read_seq').notNull(),
    /** `threads.replyCount` as it was at `readSeq`. */
    readCount: integer('read_count').notNull(),
    /** When he last moved `readSeq` by an acknowledgement; replying moves it without this. */
    readAt: instant('read_at'),
    /** Has replied. */
    isParticipant: boolean('is_participant').notNull().default(false),
    /** The last acknowledgement that others are shown; null before the first. Sending moves positions without it. */
    receiptsTx: xid8('receipts_tx'),
    /** The transaction that last moved it where others are shown nothing of that. Null: none. */
    ownTx: xid8('own_tx'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.conversationId, t.rootSeq, t.userId] }),
    index('thread_positions_user').on(t.tenantId, t.userId, t.conversationId),
    index('thread_positions_receipts_tx').on(t.receiptsTx),
    index('thread_positions_own_tx').on(t.ownTx).where(sql`own_tx is not null`),
    // Who has replied, among all who have only read.
    index('thread_positions_participants')
      .on(t.tenantId, t.conversationId, t.rootSeq, t.userId)
      .where(sql`is_participant`),
  ],
);

/**
 * Who is mentioned where, for counting: members as they were at the sending. A deleted message has no rows here.
 * `userId` is empty for a mention of everyone: no user has such an id.
 */
export const mentions = pgTable(
  'mentions',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    seq: integer('seq').notNull(),
    /** Null: the message stands in the conversation itself. */
    threadRootSeq: integer('thread_root_seq'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.conversationId, t.userId, t.seq] }),
    index('mentions_thread')
      .on(t.tenantId, t.conversationId, t.userId, t.threadRootSeq, t.seq)
      .where(sql`thread_root_seq is not null`),
  ],
);

/** Reactions: one for each user, message and emoji. */
export const reactions = pgTable(
  'reactions',
  {
    tenantId: key('tenant_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    messageSeq: integer('message_seq').notNull(),
    emoji: text('emoji').notNull(),
    userId: key('user_id').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.conversationId, t.messageSeq, t.emoji, t.userId] }),
    // Who came first, of thousands: the first few are refilled from here when one of them takes his reaction back.
    index('reactions_order').on(t.tenantId, t.conversationId, t.messageSeq, t.emoji, t.createdAt, t.userId),
    index('reactions_user').on(t.tenantId, t.userId),
  ],
);
