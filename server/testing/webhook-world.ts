import { randomUUID } from 'node:crypto';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { createWebhookEndpoint } from '../modules/webhooks/create-webhook-endpoint.ts';
import { createWebhookConsumer } from '../modules/webhooks/enqueue-deliveries.ts';
import { isEndpoint } from '../modules/webhooks/queries.ts';
import { webhookDeliveries, webhookEndpoints } from '../modules/webhooks/table.ts';
import { tellEndpoint } from '../modules/webhooks/tell-endpoint.ts';
import { takeTurn } from '../realtime/log-consumer.ts';
import { createCast } from './cast.ts';
import { contextOf, type TestServices } from './test-context.ts';
import type { WebhookReceiver } from './webhook-receiver.ts';

const hour = 3_600_000;
const never = new AbortController().signal;

/** A tenant with an endpoint at the receiver, and a clock that may be moved on. */
export async function createWebhookWorld(
  services: TestServices,
  receiver: WebhookReceiver,
  input: Partial<Parameters<typeof createWebhookEndpoint>[1]> = {},
) {
  const { alice, bob } = await createCast(services, 'alice', 'bob');
  const { tenantId } = alice.actor;
  const backend = contextOf(services, 'backend', { tenantId, role: 'service' });
  await takeAll(services);
  const { endpoint, secret } = await createWebhookEndpoint(backend, {
    clientId: randomUUID(),
    url: receiver.url,
    ...input,
  });
  const key = { tenantId, endpointId: endpoint.id };
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const moveTo = (time: number) => {
    aheadMs = Math.max(aheadMs, time - Date.now());
  };
  const wakeAt = async () => {
    const [row] = await services.db
      .select({ wakeAt: webhookEndpoints.wakeAt })
      .from(webhookEndpoints)
      .where(isEndpoint(tenantId, endpoint.id));
    return row?.wakeAt == null ? null : Date.parse(row.wakeAt);
  };
  const world = {
    ...{ alice, bob, backend, key, secret: secret ?? '', now },
    /** What was committed is enqueued. */
    enqueue: () => takeAll(services),
    /** One job. */
    tell: (signal = never, draining = never) => tellEndpoint({ ...services, now }, key, { signal, draining }),
    /** The jobs that are due until so many hours have passed, or come to be due meanwhile, each at its time. Returns how many there were. */
    async pass(hours: number): Promise<number> {
      const end = now().getTime() + hours * hour;
      let jobs = 0;
      for (let at = await wakeAt(); at !== null && at <= Math.max(end, now().getTime()); at = await wakeAt()) {
        moveTo(at);
        await world.tell();
        jobs += 1;
      }
      moveTo(end);
      return jobs;
    },
    readEndpoint: async () => {
      const [row] = await services.db.select().from(webhookEndpoints).where(isEndpoint(tenantId, endpoint.id));
      if (row === undefined) throw new Error('The endpoint is gone.');
      return row;
    },
    readDeliveries: () =>
      services.db
        .select()
        .from(webhookDeliveries)
        .where(and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.endpointId, endpoint.id)))
        .orderBy(asc(webhookDeliveries.topic), asc(webhookDeliveries.seq)),
    countLanes: async () => {
      const [row] = await services.db.execute<{ count: number }>(
        sql`select count(*)::int as count from webhook_lanes where tenant_id = ${tenantId}`,
      );
      return row?.count ?? 0;
    },
  };
  return world;
}

/** Lets the consumer hand over all that there is. */
async function takeAll({ db, jobs }: Pick<Context, 'db' | 'jobs'>): Promise<void> {
  while (await takeTurn(db, createWebhookConsumer(jobs)));
}
