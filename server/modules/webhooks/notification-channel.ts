import { sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { createId } from '../../lib/ids.ts';
import { userTopic } from '../../realtime/log-event.ts';
import type { DeliveryChannel, Outgoing } from '../deliveries/channel.ts';
import { wakeEndpoints } from './wake-endpoints.ts';

/**
 * The channel WEBHOOK: an application that names NOTIFICATION_REQUESTED at an endpoint is told whom to notify of what, and does it
 * as it likes, by SMS for example. What is told goes through the queue of webhooks, which has retries of its own: here a delivery
 * is sent when it is in there.
 */
export function createWebhookChannel({ db, jobs }: Pick<Services, 'db' | 'jobs'>): DeliveryChannel {
  return {
    name: 'WEBHOOK',
    windowMs: 0,
    atOnceMax: 1,
    async targetsOf(tx, tenantId, userIds) {
      const isThere = await tx.execute(sql`select 1 from webhook_endpoints e where ${isAsking(tenantId)} limit 1`);
      return new Map(isThere.length === 0 ? [] : userIds.map((userId) => [userId, ['']]));
    },
    async send(outgoing) {
      await withTransaction(db, async (tx) => {
        const endpointIds = await addDeliveries(tx, outgoing);
        const keys = endpointIds.map((endpointId) => ({ tenantId: outgoing.tenantId, endpointId }));
        await wakeEndpoints(jobs, tx, keys, new Date());
      });
      return { kind: 'SENT', code: null };
    },
  };
}

/** Only those that name it: there may be as many as members of all conversations together. */
const isAsking = (tenantId: string) => sql`
  e.tenant_id = ${tenantId} and e.is_enabled and e.events ? 'NOTIFICATION_REQUESTED'`;

/** Once for each endpoint that asks for it, however often it is tried. Returns which ones. */
async function addDeliveries(tx: Tx, { tenantId, userId, items }: Outgoing): Promise<string[]> {
  // With the lock none is deleted meanwhile.
  const endpoints = await tx.execute<{ id: string }>(sql`
    select e.id from webhook_endpoints e where ${isAsking(tenantId)} order by e.id for no key update`);
  const topic = userTopic(userId);
  const createdAt = new Date().toISOString();
  const rows = endpoints.flatMap(({ id: endpointId }) =>
    items.map(({ deliveryId }) => ({ id: createId('whd'), endpointId, deliveryId })),
  );
  // It stands in no log: it is told with what else is told of its user.
  await tx.execute(sql`
    insert into webhook_deliveries (tenant_id, id, endpoint_id, topic, seq, type, notification_delivery_id, created_at)
    select ${tenantId}, g.id, g."endpointId", ${topic}, 0, 'NOTIFICATION_REQUESTED', g."deliveryId", ${createdAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id text, "endpointId" text, "deliveryId" text)
    on conflict (tenant_id, notification_delivery_id, endpoint_id) where notification_delivery_id is not null do nothing`);
  await tx.execute(sql`
    insert into webhook_lanes as l (tenant_id, endpoint_id, topic, due_at)
    select distinct ${tenantId}, g."endpointId" collate "C", ${topic}, ${createdAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g("endpointId" text)
    order by 2
    on conflict (tenant_id, endpoint_id, topic) do update set due_at = l.due_at`);
  return endpoints.map(({ id }) => id);
}
