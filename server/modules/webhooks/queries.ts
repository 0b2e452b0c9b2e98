import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { assertMayManageWebhooks } from './policy.ts';
import { type Attempt, webhookDeliveries, webhookEndpoints, webhookLanes } from './table.ts';

/** An endpoint as the API shows it, without its secrets. */
export const endpointColumns = {
  id: webhookEndpoints.id,
  url: webhookEndpoints.url,
  events: webhookEndpoints.events,
  description: webhookEndpoints.description,
  createdAt: webhookEndpoints.createdAt,
  isEnabled: webhookEndpoints.isEnabled,
  disabledAt: webhookEndpoints.disabledAt,
  disabledReason: webhookEndpoints.disabledReason,
  failingSince: webhookEndpoints.failingSince,
  resumeAt: webhookEndpoints.resumeAt,
};

export type StoredEndpoint = Pick<typeof webhookEndpoints.$inferSelect, keyof typeof endpointColumns>;

export const isEndpoint = (tenantId: string, id: string) =>
  and(eq(webhookEndpoints.tenantId, tenantId), eq(webhookEndpoints.id, id));

/** A delivery as the API shows it. A waiting one is tried when its log is, which may be after others of that log. */
export const deliveryColumns = {
  id: webhookDeliveries.id,
  endpointId: webhookDeliveries.endpointId,
  topic: webhookDeliveries.topic,
  seq: webhookDeliveries.seq,
  type: webhookDeliveries.type,
  createdAt: webhookDeliveries.createdAt,
  status: webhookDeliveries.status,
  failure: webhookDeliveries.failure,
  attemptCount: webhookDeliveries.attemptCount,
  attempts: webhookDeliveries.attempts,
  finishedAt: webhookDeliveries.finishedAt,
  nextAttemptAt: sql<string | null>`case when ${webhookDeliveries.status} = 'PENDING' then (
    select greatest(l.due_at, e.resume_at)
    from webhook_lanes l join webhook_endpoints e on e.tenant_id = l.tenant_id and e.id = l.endpoint_id and e.is_enabled
    where l.tenant_id = webhook_deliveries.tenant_id and l.endpoint_id = webhook_deliveries.endpoint_id
      and l.topic = webhook_deliveries.topic) end`.mapWith((value: string | null) =>
    value === null ? null : new Date(value).toISOString(),
  ),
};

export type StoredDelivery = Pick<
  typeof webhookDeliveries.$inferSelect,
  Exclude<keyof typeof deliveryColumns, 'nextAttemptAt'>
> & { nextAttemptAt: string | null };

export type StoredAttempt = Attempt;

/** The logs that an endpoint has still to be told of. */
export const isLaneOf = (tenantId: string, endpointId: string) =>
  and(eq(webhookLanes.tenantId, tenantId), eq(webhookLanes.endpointId, endpointId));

export async function readEndpoint(db: Db, tenantId: string, id: string): Promise<StoredEndpoint | undefined> {
  const [row] = await db.select(endpointColumns).from(webhookEndpoints).where(isEndpoint(tenantId, id));
  return row;
}

/** Throws FORBIDDEN for others than the backend, and NOT_FOUND. */
export async function requireEndpoint(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  id: string,
  field = 'endpointId',
): Promise<StoredEndpoint> {
  assertMayManageWebhooks(actor);
  assertId('whk', id, field);
  const endpoint = await readEndpoint(db, actor.tenantId, id);
  if (endpoint === undefined) throw notFound('webhook endpoint', field);
  return endpoint;
}

/** An endpoint or a delivery by its id, for `node`: for others than the backend there is none. */
export async function requireWebhookNode(ctx: Context, id: string): Promise<StoredEndpoint | StoredDelivery> {
  const isOne = id.startsWith('whk_');
  const what = isOne ? 'webhook endpoint' : 'webhook delivery';
  const { role, tenantId } = ctx.actor;
  if (role !== 'service') throw notFound(what, 'id');
  if (isOne) return requireEndpoint(ctx, id, 'id');
  const [delivery] = await ctx.db
    .select(deliveryColumns)
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.id, id)));
  if (delivery === undefined) throw notFound(what, 'id');
  return delivery;
}
