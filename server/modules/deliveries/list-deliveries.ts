import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import { notificationChannels } from '../notifications/notification.ts';
import { assertMayNotify } from '../notifications/policy.ts';
import { type ChannelDeliveryRow, deliveryColumns } from './queries.ts';
import { deliveryStatuses, notificationDeliveries } from './table.ts';

const filterInput = z.object({
  userId: userIdInput.nullish(),
  status: z.enum(deliveryStatuses).nullish(),
  channel: z.enum(notificationChannels).nullish(),
});

type DeliveryFilter = z.input<typeof filterInput>;

/** What goes out and went out to the tenant's users, the newest first. Throws FORBIDDEN for others than the backend. */
export async function listDeliveries(
  ctx: Context,
  { filter, ...args }: PageArgs & { filter?: DeliveryFilter | null },
): Promise<Connection<ChannelDeliveryRow>> {
  assertMayNotify(ctx.actor);
  const { tenantId } = ctx.actor;
  const wanted = parseInput(filterInput, filter ?? {});
  const kind = `notification-deliveries/${JSON.stringify([wanted.userId, wanted.status, wanted.channel])}`;
  const options = { codec: ctx.cursors, tenantId, kind, sizeMax: ctx.config.limits.pageSizeMax };
  const page = parsePage<[createdAt: string, id: string]>(args, options);
  const isBeyond = (from: [string, string]): SQL => {
    const place = sql`(${notificationDeliveries.createdAt}, ${notificationDeliveries.id})`;
    const bound = sql`(${from[0]}::timestamptz, ${from[1]})`;
    return page.isBackward ? sql`${place} > ${bound}` : sql`${place} < ${bound}`;
  };
  const inOrder = page.isBackward ? asc : desc;
  const rows = await ctx.db
    .select(deliveryColumns)
    .from(notificationDeliveries)
    .where(
      and(
        eq(notificationDeliveries.tenantId, tenantId),
        isWanted(wanted),
        page.from === null ? undefined : isBeyond(page.from),
      ),
    )
    .orderBy(inOrder(notificationDeliveries.createdAt), inOrder(notificationDeliveries.id))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row): [string, string] => [row.createdAt, row.id]);
}

function isWanted({ userId, status, channel }: z.output<typeof filterInput>): SQL | undefined {
  return and(
    userId == null ? undefined : eq(notificationDeliveries.userId, userId),
    channel == null ? undefined : sql`${notificationDeliveries.channel} = ${channel}`,
    // Written out where there is a partial index, so that it serves whatever plan is used.
    status === 'FAILED' ? sql`${notificationDeliveries.status} = 'FAILED'` : undefined,
    status == null || status === 'FAILED' ? undefined : eq(notificationDeliveries.status, status),
  );
}
