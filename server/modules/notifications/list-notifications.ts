import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput } from '../../lib/input.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import { notificationPriorities, notificationTypes } from './notification.ts';
import { idsIn } from './queries.ts';
import {
  fromNotifications,
  isUnread,
  type NotificationRow,
  notificationColumns,
  notificationOf,
  type StoredNotification,
} from './rows.ts';

const filterInput = z.object({
  unreadOnly: z.boolean().nullish(),
  types: z.array(z.enum(notificationTypes)).nullish(),
  priorities: z.array(z.enum(notificationPriorities)).nullish(),
  archived: z.boolean().nullish(),
});

type NotificationFilter = z.input<typeof filterInput>;

/** The viewer's notifications, the newest first; those that are put away by themselves. What is over is not shown. */
export async function listNotifications(
  ctx: Context,
  { filter, ...args }: PageArgs & { filter?: NotificationFilter | null | undefined },
): Promise<Connection<StoredNotification>> {
  const { tenantId, userId } = ctx.actor;
  const options = { codec: ctx.cursors, tenantId, kind: 'notifications', sizeMax: ctx.config.limits.pageSizeMax };
  const page = parsePage<[createdAt: string, id: string]>(args, options);
  const [operator, order] = page.isBackward ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const isBeyond =
    page.from === null
      ? sql`true`
      : sql`(n.created_at, n.id) ${operator} (${page.from[0]}::timestamptz, ${page.from[1]} collate "C")`;
  const rows = await ctx.db.execute<NotificationRow>(sql`
    select ${notificationColumns} from ${fromNotifications}
    where n.tenant_id = ${tenantId} and n.user_id = ${userId} and ${isBeyond}
      and ${matches(parseInput(filterInput, filter ?? {}), new Date())}
    order by n.created_at ${order}, n.id ${order} limit ${page.limit + 1}`);
  const keyOf = ({ createdAt, id }: StoredNotification): [string, string] => [createdAt, id];
  return toConnection(rows.map(notificationOf), page, options, keyOf);
}

function matches({ unreadOnly, types, priorities, archived }: NotificationFilter, now: Date): SQL {
  const parts = [
    archived === true ? sql`n.archived_at is not null` : sql`n.archived_at is null`,
    sql`n.expires_at > ${now.toISOString()}::timestamptz`,
    ...(unreadOnly === true ? [isUnread(now)] : []),
    ...(types == null ? [] : [sql`n.type = any(${idsIn(types)})`]),
    ...(priorities == null ? [] : [sql`n.priority = any(${idsIn(priorities)})`]),
  ];
  return sql.join(parts, sql` and `);
}
