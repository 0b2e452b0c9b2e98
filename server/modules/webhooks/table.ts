import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import type { PostResult } from '../../outbound/create-poster.ts';
import { type WebhookEventType, webhookEventTypes } from './event-names.ts';

export const disabledReasons = ['REQUESTED', 'GONE', 'FAILING'] as const;
export const deliveryStatuses = ['PENDING', 'DELIVERED', 'FAILED'] as const;
export const deliveryFailures = ['GAVE_UP', 'EXPIRED'] as const;

/** A secret that still signs beside the present one. */
export interface EarlierSecret {
  secret: string;
  until: string;
}

/** One request to an endpoint. */
export interface Attempt extends Pick<PostResult, 'status' | 'error' | 'latencyMs'> {
  at: string;
}

/** Where an application wants to be told of events. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    tenantId: key('tenant_id').notNull(),
    id: key('id').notNull(),
    clientId: key('client_id').notNull(),
    requestHash: text('request_hash').notNull(),
    url: text('url').notNull(),
    /** Null: all. */
    events: jsonb('events').$type<WebhookEventType[]>(),
    description: text('description'),
    secret: text('secret').notNull(),
    earlierSecrets: jsonb('earlier_secrets').notNull().default([]).$type<EarlierSecret[]>(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    isEnabled: boolean('is_enabled').notNull().default(true),
    disabledAt: instant('disabled_at'),
    disabledReason: text('disabled_reason', { enum: disabledReasons }),
    /** Attempts that failed since the last that did not. */
    failures: integer('failures').notNull().default(0),
    failingSince: instant('failing_since'),
    /** It is down: one delivery tries it then, and no other before. Null: it is not. */
    resumeAt: instant('resume_at'),
    /** Whoever delivers to it at present: one node at a time, so that its bounds hold. */
    leaseId: uuid('lease_id'),
    leaseUntil: instant('lease_until'),
    /** When the next job for it begins, where one is enqueued and has not begun. */
    wakeAt: instant('wake_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('webhook_endpoints_client_id').on(t.tenantId, t.clientId),
  ],
);

/** The logs of which an endpoint has still to be told. Each is told in order, whatever becomes of the others. */
export const webhookLanes = pgTable(
  'webhook_lanes',
  {
    tenantId: key('tenant_id').notNull(),
    endpointId: key('endpoint_id').notNull(),
    topic: key('topic').notNull(),
    /** Its first delivery is not tried before. */
    dueAt: instant('due_at').notNull(),
    /** Attempts at its first delivery that failed in a row. */
    failures: integer('failures').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.endpointId, t.topic] }),
    index('webhook_lanes_due_at').on(t.tenantId, t.endpointId, t.dueAt),
  ],
);

/**
 * What an endpoint is told: which event, and how that went. What the event says is read when it is sent, so what was
 * deleted or erased until then is not.
 */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    tenantId: key('tenant_id').notNull(),
    /** The `webhook-id` of each attempt. */
    id: key('id').notNull(),
    endpointId: key('endpoint_id').notNull(),
    topic: key('topic').notNull(),
    seq: integer('seq').notNull(),
    type: text('type', { enum: webhookEventTypes }).notNull(),
    /** Of a notification, the delivery by which it is told; null: it is an event of the log. */
    notificationDeliveryId: key('notification_delivery_id'),
    /** When the event was committed. */
    createdAt: instant('created_at').notNull(),
    status: text('status', { enum: deliveryStatuses }).notNull().default('PENDING'),
    failure: text('failure', { enum: deliveryFailures }),
    attemptCount: integer('attempt_count').notNull().default(0),
    /** Of those since it was enqueued, or asked for again. */
    firstAttemptAt: instant('first_attempt_at'),
    /** The last of them, the newest at the end. */
    attempts: jsonb('attempts').notNull().default([]).$type<Attempt[]>(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('webhook_deliveries_endpoint').on(t.tenantId, t.endpointId, t.createdAt, t.id),
    index('webhook_deliveries_open')
      .on(t.tenantId, t.endpointId, t.status, t.createdAt, t.id)
      .where(sql`status <> 'DELIVERED'`),
    uniqueIndex('webhook_deliveries_notification')
      .on(t.tenantId, t.notificationDeliveryId, t.endpointId)
      .where(sql`notification_delivery_id is not null`),
    index('webhook_deliveries_pending').on(t.tenantId, t.endpointId, t.topic, t.seq).where(sql`status = 'PENDING'`),
    index('webhook_deliveries_own').on(t.tenantId, t.topic).where(sql`topic like 'user/%'`),
    index('webhook_deliveries_finished_at').on(t.finishedAt).where(sql`finished_at is not null`),
  ],
);
