import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import {
  type NotificationRule,
  notificationPriorities,
  notificationTypes,
  type StoredContent,
} from '../notifications/notification.ts';
import { outgoingChannels } from './channel.ts';

/** In the order of the SDL. */
export const deliveryStatuses = ['PENDING', 'SENT', 'SKIPPED', 'FAILED'] as const;

/** One try that did not end it. */
export interface StoredAttempt {
  at: string;
  /** What the other side answered; null: nothing. */
  code: number | null;
  /** Null: it went through. */
  error: string | null;
}

/**
 * What goes out to users beside the inbox, and what became of it. Of messages there is only the place: what one says is read
 * when it is sent, so what was deleted until then is not told.
 */
export const notificationDeliveries = pgTable(
  'notification_deliveries',
  {
    tenantId: key('tenant_id').notNull(),
    /** The same on every attempt. */
    id: key('id').notNull(),
    userId: key('user_id').notNull(),
    channel: text('channel', { enum: outgoingChannels }).notNull(),
    /** One of the user's devices; empty where the channel has one way to him. */
    targetId: key('target_id').notNull(),
    /** Null: the inbox is off for its type. */
    notificationId: key('notification_id'),
    collapseKey: key('collapse_key'),
    /** What it is joined by while it waits: the collapse key, or what is its own. */
    toldKey: key('told_key').notNull(),
    type: text('type', { enum: notificationTypes }).notNull(),
    priority: text('priority', { enum: notificationPriorities }).notNull(),
    actorId: key('actor_id'),
    conversationId: key('conversation_id'),
    threadRootSeq: integer('thread_root_seq'),
    messageSeq: integer('message_seq'),
    /** The application's own words; null: it is made of what it is about. */
    content: jsonb('content').$type<StoredContent>(),
    expiresAt: instant('expires_at').notNull(),
    status: text('status', { enum: deliveryStatuses }).notNull().default('PENDING'),
    /** Why it was skipped or failed, or waits. */
    rule: text('rule').$type<NotificationRule>(),
    /** When it is tried next; while somebody is at it, when his lease ends. */
    dueAt: instant('due_at').notNull(),
    /** Who is at it; null: nobody, and another telling of the same joins it. */
    leaseId: uuid('lease_id'),
    attemptCount: integer('attempt_count').notNull().default(0),
    /** Of those since it was enqueued, or asked for again. */
    firstAttemptAt: instant('first_attempt_at'),
    /** The last of them, the newest at the end. */
    attempts: jsonb('attempts').notNull().default([]).$type<StoredAttempt[]>(),
    createdAt: instant('created_at').notNull(),
    settledAt: instant('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('notification_deliveries_waiting')
      .on(t.tenantId, t.userId, t.channel, t.targetId, t.toldKey)
      .where(sql`status = 'PENDING' and lease_id is null`),
    index('notification_deliveries_due').on(t.tenantId, t.channel, t.dueAt).where(sql`status = 'PENDING'`),
    index('notification_deliveries_newest').on(t.tenantId, t.createdAt, t.id),
    index('notification_deliveries_user').on(t.tenantId, t.userId, t.createdAt, t.id),
    index('notification_deliveries_notification')
      .on(t.tenantId, t.notificationId)
      .where(sql`notification_id is not null`),
    index('notification_deliveries_actor').on(t.tenantId, t.actorId).where(sql`actor_id is not null`),
    index('notification_deliveries_failed').on(t.tenantId, t.createdAt, t.id).where(sql`status = 'FAILED'`),
    index('notification_deliveries_settled_at').on(t.settledAt).where(sql`settled_at is not null`),
  ],
);

/** A tenant's channels: one node at a time sends what is due on one, so that no tenant takes more than its share. */
export const notificationDeliveryLanes = pgTable(
  'notification_delivery_lanes',
  {
    tenantId: key('tenant_id').notNull(),
    channel: text('channel', { enum: outgoingChannels }).notNull(),
    leaseId: uuid('lease_id'),
    leaseUntil: instant('lease_until'),
    /** When the next job for it begins, where one is enqueued and has not begun. */
    wakeAt: instant('wake_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.channel] })],
);
