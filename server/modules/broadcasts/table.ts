import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import type { OwnNotification } from '../notifications/own-notification.ts';
import { broadcastStatuses, type DecisionCounts, type StoredSegment } from './broadcast.ts';

/** Notifications that go to many, and how far they have got. */
export const notificationBroadcasts = pgTable(
  'notification_broadcasts',
  {
    tenantId: key('tenant_id').notNull(),
    id: key('id').notNull(),
    creatorId: key('creator_id').notNull(),
    clientId: key('client_id').notNull(),
    requestHash: text('request_hash').notNull(),
    status: text('status', { enum: broadcastStatuses }).notNull().default('PENDING'),
    segment: jsonb('segment').notNull().$type<StoredSegment>(),
    /** Who is named, until it is over; null: nobody is. */
    userIds: jsonb('user_ids').$type<readonly string[]>(),
    notification: jsonb('notification').notNull().$type<OwnNotification>(),
    /** Users who come later are not meant. */
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** Ranges that are done; a job does the one after so many, and no other. */
    step: integer('step').notNull().default(0),
    /** When that was last moved, or a job for it enqueued again. */
    movedAt: instant('moved_at').notNull().default(sql`clock_timestamp()`),
    /** The last user who has had his turn; null: nobody has. */
    afterUserId: key('after_user_id'),
    /** Users that are counted so far. */
    usersCounted: integer('users_counted').notNull().default(0),
    /** Null: they are being counted. */
    usersTotal: integer('users_total'),
    usersDone: integer('users_done').notNull().default(0),
    decisionCounts: jsonb('decision_counts').notNull().default({}).$type<DecisionCounts>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('notification_broadcasts_client_id').on(t.tenantId, t.creatorId, t.clientId),
    index('notification_broadcasts_moved_at').on(t.movedAt).where(sql`finished_at is null`),
  ],
);
