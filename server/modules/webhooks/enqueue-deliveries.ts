import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { createId } from '../../lib/ids.ts';
import type { LogConsumer } from '../../realtime/log-consumer.ts';
import type { LogEvent } from '../../realtime/log-event.ts';
import { toldTypes, type WebhookEventType, webhookEventTypeOf } from './event-names.ts';
import { keepMs } from './schedule.ts';
import { wakeEndpoints } from './wake-endpoints.ts';

/** Rows that one statement adds. */
const rowsAtOnce = 1_000;

/** A disabled endpoint is still kept up with for as long as deliveries are kept, so that it may go on where it stood. */
const isFollowed = () => sql`(is_enabled or disabled_at > ${new Date(Date.now() - keepMs).toISOString()}::timestamptz)`;

/** Writes down, for each event of the log and each endpoint that wants it, that it is to be told. */
export function createWebhookConsumer(jobs: Jobs): LogConsumer {
  return {
    name: 'webhooks',
    types: toldTypes,
    async tenants(tx) {
      const rows = await tx.execute<{ tenant_id: string }>(
        sql`select distinct tenant_id from webhook_endpoints where ${isFollowed()}`,
      );
      return rows.map((row) => row.tenant_id);
    },
    async handle(tx, events) {
      const endpoints = await lockEndpoints(tx, [...new Set(events.map((event) => event.tenantId))]);
      const deliveries = events.flatMap((event) => deliveriesOf(event, endpoints.get(event.tenantId) ?? []));
      for (let at = 0; at < deliveries.length; at += rowsAtOnce) {
        await addDeliveries(tx, deliveries.slice(at, at + rowsAtOnce));
      }
      const told = Map.groupBy(deliveries, ({ tenantId, endpointId }) => `${tenantId}\n${endpointId}`);
      const keys = [...told.values()].flatMap((ofOne) => ofOne.slice(0, 1));
      await wakeEndpoints(
        jobs,
        tx,
        keys.map(({ tenantId, endpointId }) => ({ tenantId, endpointId })),
        new Date(),
      );
    },
  };
}

interface Follower extends Record<string, unknown> {
  tenant_id: string;
  id: string;
  events: WebhookEventType[] | null;
  created_at: string;
}

/** In the order of their keys; with the lock, none is deleted meanwhile, and none stops delivering unseen. */
async function lockEndpoints(tx: Tx, tenantIds: string[]): Promise<Map<string, Follower[]>> {
  const rows = await tx.execute<Follower>(sql`
    select tenant_id, id, events, created_at from webhook_endpoints
    where tenant_id in (select jsonb_array_elements_text(${JSON.stringify(tenantIds)}::jsonb)) and ${isFollowed()}
    order by tenant_id, id for no key update`);
  return Map.groupBy(rows, (row) => row.tenant_id);
}

function deliveriesOf(event: LogEvent, endpoints: readonly Follower[]) {
  const type = webhookEventTypeOf(event.type);
  if (type === null) return [];
  const { tenantId, topic, seq, createdAt } = event;
  return endpoints
    .filter(({ events, created_at }) => {
      const isAfter = Date.parse(createdAt) >= Date.parse(created_at);
      return isAfter && (events === null || events.includes(type));
    })
    .map(({ id }) => ({ id: createId('whd'), tenantId, endpointId: id, topic, seq, type, createdAt }));
}

async function addDeliveries(tx: Tx, deliveries: ReturnType<typeof deliveriesOf>): Promise<void> {
  const given = JSON.stringify(deliveries);
  await tx.execute(sql`
    insert into webhook_deliveries (tenant_id, id, endpoint_id, topic, seq, type, created_at)
    select "tenantId", id, "endpointId", topic, seq, type, "createdAt"
    from jsonb_to_recordset(${given}::jsonb)
      as d("tenantId" text, id text, "endpointId" text, topic text, seq int, type text, "createdAt" timestamptz)`);
  // The update is for its lock: a lane is taken away under one, by whoever sees nothing left in it.
  await tx.execute(sql`
    insert into webhook_lanes as l (tenant_id, endpoint_id, topic, due_at)
    select distinct "tenantId" collate "C", "endpointId" collate "C", topic collate "C", ${new Date().toISOString()}::timestamptz
    from jsonb_to_recordset(${given}::jsonb) as d("tenantId" text, "endpointId" text, topic text)
    order by 1, 2, 3
    on conflict (tenant_id, endpoint_id, topic) do update set due_at = l.due_at`);
}
