import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import { assertMayManageWebhooks } from './policy.ts';
import {
  deliveryColumns,
  endpointColumns,
  requireEndpoint,
  type StoredDelivery,
  type StoredEndpoint,
} from './queries.ts';
import { webhookDeliveries, webhookEndpoints } from './table.ts';

const pageOptions = (ctx: Context, kind: string) => ({
  codec: ctx.cursors,
  tenantId: ctx.actor.tenantId,
  kind,
  sizeMax: ctx.config.limits.pageSizeMax,
});

/** The tenant's endpoints, oldest first. Throws FORBIDDEN for others than the backend. */
export async function listEndpoints(ctx: Context, args: PageArgs): Promise<Connection<StoredEndpoint>> {
  assertMayManageWebhooks(ctx.actor);
  const options = pageOptions(ctx, 'webhook-endpoints');
  const page = parsePage<string>(args, options);
  const isBeyond = (from: string): SQL =>
    page.isBackward ? sql`${webhookEndpoints.id} < ${from}` : sql`${webhookEndpoints.id} > ${from}`;
  const rows = await ctx.db
    .select(endpointColumns)
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.tenantId, ctx.actor.tenantId), page.from === null ? undefined : isBeyond(page.from)))
    // Ids begin with the time.
    .orderBy((page.isBackward ? desc : asc)(webhookEndpoints.id))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row) => row.id);
}

interface DeliveryArgs extends PageArgs {
  endpointId: string;
  status?: StoredDelivery['status'] | null;
}

/** What an endpoint was told and is to be told, the newest events first. Throws FORBIDDEN and NOT_FOUND. */
export async function listDeliveries(
  ctx: Context,
  { endpointId, status, ...args }: DeliveryArgs,
): Promise<Connection<StoredDelivery>> {
  await requireEndpoint(ctx, endpointId);
  const options = pageOptions(ctx, `webhook-deliveries/${endpointId}/${status ?? ''}`);
  const page = parsePage<[createdAt: string, id: string]>(args, options);
  const isBeyond = (from: [string, string]): SQL => {
    const key = sql`(${webhookDeliveries.createdAt}, ${webhookDeliveries.id})`;
    const bound = sql`(${from[0]}::timestamptz, ${from[1]})`;
    return page.isBackward ? sql`${key} > ${bound}` : sql`${key} < ${bound}`;
  };
  const inOrder = page.isBackward ? asc : desc;
  const rows = await ctx.db
    .select(deliveryColumns)
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.tenantId, ctx.actor.tenantId),
        eq(webhookDeliveries.endpointId, endpointId),
        status == null ? undefined : isStatus(status),
        page.from === null ? undefined : isBeyond(page.from),
      ),
    )
    .orderBy(inOrder(webhookDeliveries.createdAt), inOrder(webhookDeliveries.id))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row): [string, string] => [row.createdAt, row.id]);
}

/** Written out where there is a partial index, so that it serves whatever plan is used. */
function isStatus(status: StoredDelivery['status']): SQL {
  const isIt = sql`${webhookDeliveries.status} = ${status}`;
  return status === 'DELIVERED' ? isIt : sql`${webhookDeliveries.status} <> 'DELIVERED' and ${isIt}`;
}
