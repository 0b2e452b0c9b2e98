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
} from 'drizzle-orm/pg-core';
import { instant, key, xid8 } from '../../db/columns.ts';
import { users } from '../users/table.ts';

export const conversations = pgTable(
  'conversations',
  {
    tenantId: key('tenant_id').notNull(),
    id: key('id').notNull(),
    kind: text('kind', { enum: ['DIRECT', 'GROUP', 'CHANNEL'] }).notNull(),
    visibility: text('visibility', { enum: ['PRIVATE', 'PUBLIC'] }).notNull(),
    historyVisibility: text('history_visibility', { enum: ['ALL', 'SINCE_JOIN'] }).notNull(),
    title: text('title'),
    metadata: jsonb('metadata').notNull().default({}).$type<Record<string, unknown>>(),
    creatorId: key('creator_id').notNull(),
    /** A DIRECT's two users, sorted, as a JSON array: one pair has one conversation. */
    directKey: key('direct_key'),
    memberCount: integer('member_count').notNull(),
    /** As `heads.slowModeMs`, which sends are judged by: the two are set together. */
    slowModeMs: integer('slow_mode_ms').notNull().default(0),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('conversations_direct_key').on(t.tenantId, t.directKey),
    index('conversations_public').on(t.tenantId, t.id).where(sql`visibility = 'PUBLIC'`),
  ],
);

/** What a creation's client id was used for: retries return the first result for ever. */
export const conversationRequests = pgTable(
  'conversation_requests',
  {
    tenantId: key('tenant_id').notNull(),
    creatorId: key('creator_id').notNull(),
    clientId: key('client_id').notNull(),
    requestHash: text('request_hash').notNull(),
    conversationId: key('conversation_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.creatorId, t.clientId] })],
);

/** Who is a member now. Leaving deletes the row; its interval stays. */
export const memberships = pgTable(
  'memberships',
  {
    tenantId: key('tenant_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    userId: key('user_id').notNull(),
    role: text('role', { enum: ['OWNER', 'ADMIN', 'MEMBER'] }).notNull(),
    joinedAt: instant('joined_at').notNull().default(sql`now()`),
    /** The `seq` of the MemberAdded that began this membership. */
    joinedSeq: integer('joined_seq').notNull(),
    deliveredSeq: integer('delivered_seq').notNull(),
    /**
     * As much of it as others are shown: how far he had got when they last might see whether he is there. Null, or below
     * `readSeq`: they see that, for reading is an act of his.
     */
    shownDeliveredSeq: integer('shown_delivered_seq'),
    /**
     * In a DIRECT with somebody whom he blocks: where the other sees him stand, which is where he stood before his first step
     * since then. Null: where he stands.
     */
    shownReadSeq: integer('shown_read_seq'),
    readSeq: integer('read_seq').notNull(),
    /** `heads.messageCount` as it was at `readSeq`. */
    readCount: integer('read_count').notNull(),
    /** Marked as unread from here on, by himself; null: not marked. Acknowledging this far, or sending, ends it. */
    unreadFromSeq: integer('unread_from_seq'),
    /** `heads.messageCount` as it was before `unreadFromSeq`, and his own messages since: what is not unread for him. */
    unreadFromCount: integer('unread_from_count'),
    /** The last acknowledgement that others are shown; null before the first. Sending moves positions without it. */
    receiptsTx: xid8('receipts_tx'),
    /**
     * The transaction that last made his position news for himself alone: a mark, or what others are not shown of a
     * delivery. Null: none.
     */
    markedTx: xid8('marked_tx'),
    /**
     * Of a DIRECT: the other member, who blocks him. What he writes while that is so is withheld from that one for good. Null:
     * nobody does.
     */
    withheldFrom: key('withheld_from'),
    /** Something of the conversation is withheld from him, or may be: what is last in it is asked of its messages. */
    lacksMessages: boolean('lacks_messages').notNull().default(false),
    /** When he last moved `readSeq` by an acknowledgement; sending moves it without this. */
    readAt: instant('read_at'),
    /** May not write before this time; null: may. */
    silencedUntil: instant('silenced_until'),
    mutedUntil: instant('muted_until'),
    pinned: boolean('pinned').notNull().default(false),
    archived: boolean('archived').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.conversationId, t.userId] }),
    index('memberships_user').on(t.tenantId, t.userId),
    index('memberships_joined').on(t.tenantId, t.conversationId, t.joinedSeq, t.userId),
    index('memberships_receipts_tx').on(t.receiptsTx),
    index('memberships_marked_tx').on(t.markedTx).where(sql`marked_tx is not null`),
    // Whether another owner is left is asked under the head's lock, also in a channel of 100,000.
    index('memberships_owners').on(t.tenantId, t.conversationId).where(sql`role = 'OWNER'`),
    foreignKey({ columns: [t.tenantId, t.conversationId], foreignColumns: [conversations.tenantId, conversations.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
  ],
);

/** When who was a member, in the conversation's own numbers: `fromSeq` included, `toSeq` (the MemberRemoved) not. */
export const membershipIntervals = pgTable(
  'membership_intervals',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    fromSeq: integer('from_seq').notNull(),
    /** Null while the membership lasts. */
    toSeq: integer('to_seq'),
    /** The transaction that ended it: a resume from before it is told `AccessRevoked`. */
    endedTx: xid8('ended_tx'),
    /** Until when he was muted as he went: going out and coming in again does not end it. */
    silencedUntil: instant('silenced_until'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId, t.conversationId, t.fromSeq] })],
);

/** Who may not be a member. A row whose time is over counts as none. */
export const conversationBans = pgTable(
  'conversation_bans',
  {
    tenantId: key('tenant_id').notNull(),
    conversationId: key('conversation_id').notNull(),
    userId: key('user_id').notNull(),
    bannedById: key('banned_by_id').notNull(),
    bannedAt: instant('banned_at').notNull(),
    /** Null: until somebody lifts it. */
    until: instant('until'),
    /** For the conversation's admins alone. */
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.conversationId, t.userId] }),
    index('conversation_bans_newest').on(t.tenantId, t.conversationId, t.bannedAt, t.userId),
    // For erasure, which takes away what was written about him, and by him.
    index('conversation_bans_user').on(t.tenantId, t.userId),
    index('conversation_bans_banned_by').on(t.tenantId, t.bannedById),
    foreignKey({ columns: [t.tenantId, t.conversationId], foreignColumns: [conversations.tenantId, conversations.id] }),
  ],
);
