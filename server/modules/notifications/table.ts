import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import { users } from '../users/table.ts';
import {
  type ChannelDecision,
  type NotificationChannel,
  type NotificationType,
  notificationPriorities,
  notificationTypes,
  type QuietHours,
  type StoredAction,
  type StoredNotificationDelivery,
} from './notification.ts';

/** Users' inboxes. What was written in messages is not in here: it is read from them when it is shown. */
export const notifications = pgTable(
  'notifications',
  {
    tenantId: key('tenant_id').notNull(),
    id: key('id').notNull(),
    userId: key('user_id').notNull(),
    type: text('type', { enum: notificationTypes }).notNull(),
    category: text('category'),
    priority: text('priority', { enum: notificationPriorities }).notNull(),
    /** One of a user with the same key takes the other's place; begins with whose key it is. Null: it stands alone. */
    collapseKey: key('collapse_key'),
    /** Where its message stands; of a collapsed MESSAGE, the first that it tells of. */
    conversationId: key('conversation_id'),
    threadRootSeq: integer('thread_root_seq'),
    messageSeq: integer('message_seq'),
    /** Who caused it; null: the application. */
    actorId: key('actor_id'),
    /** The application's own; null where it is made of the message. */
    title: text('title'),
    body: text('body'),
    data: jsonb('data').notNull().default({}).$type<Record<string, unknown>>(),
    actions: jsonb('actions').notNull().default([]).$type<StoredAction[]>(),
    imageUrl: text('image_url'),
    actionUrl: text('action_url'),
    /** What each channel did with it, by which rule. */
    decisions: jsonb('decisions').notNull().$type<ChannelDecision[]>(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    seenAt: instant('seen_at'),
    /** Marked as read. One of a message is read by the member's position too, which is not written down here. */
    readAt: instant('read_at'),
    archivedAt: instant('archived_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('notifications_collapse').on(t.tenantId, t.userId, t.collapseKey),
    index('notifications_newest').on(t.tenantId, t.userId, t.createdAt, t.id),
    index('notifications_message')
      .on(t.tenantId, t.conversationId, t.messageSeq)
      .where(sql`conversation_id is not null`),
    index('notifications_actor').on(t.tenantId, t.actorId).where(sql`actor_id is not null`),
    index('notifications_expiry').on(t.expiresAt),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
  ],
);

/** What users want to be told; without a row, the defaults hold. */
export const notificationPreferences = pgTable(
  'notification_preferences',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    /** Of the types that he has changed. */
    types: jsonb('types')
      .notNull()
      .default({})
      .$type<Partial<Record<NotificationType, readonly NotificationChannel[]>>>(),
    quietHours: jsonb('quiet_hours').$type<QuietHours>(),
    doNotDisturbUntil: instant('do_not_disturb_until'),
    mutedUserIds: jsonb('muted_user_ids').notNull().default([]).$type<readonly string[]>(),
    minimumPriority: text('minimum_priority', { enum: notificationPriorities }).notNull().default('LOW'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
  ],
);

/** What a sending's client id was used for: retries return the first result for ever. */
export const notificationRequests = pgTable(
  'notification_requests',
  {
    tenantId: key('tenant_id').notNull(),
    creatorId: key('creator_id').notNull(),
    clientId: key('client_id').notNull(),
    requestHash: text('request_hash').notNull(),
    deliveries: jsonb('deliveries').notNull().default([]).$type<StoredNotificationDelivery[]>(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.creatorId, t.clientId] })],
);
