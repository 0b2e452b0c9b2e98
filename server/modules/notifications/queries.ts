import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { perKey } from '../../lib/per-key.ts';
import {
  fromNotifications,
  isUnread,
  type NotificationRow,
  notificationColumns,
  notificationOf,
  type StoredNotification,
} from './rows.ts';

interface NotificationKey {
  tenantId: string;
  userId: string;
  id: string;
}

/** Texts as an array, compared as keys are: read once, so that an index serves it whatever the planner knows. */
export const idsIn = (ids: readonly string[]): SQL =>
  sql`array(select i.id collate "C" from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as i(id))`;

const loaderOf = perKey(
  (db: Db) =>
    new DataLoader<NotificationKey, StoredNotification | null>(
      async (keys) => {
        const asked = keys.map(({ tenantId, userId, id }, place) => [place, tenantId, userId, id]);
        const rows = await db.execute<NotificationRow & { place: number }>(sql`
          select a.place, ${notificationColumns}
          from (
            select (j->>0)::int as place, (j->>1) collate "C" as tenant_id, (j->>2) collate "C" as user_id,
              (j->>3) collate "C" as id
            from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j) a
          join ${fromNotifications} on n.tenant_id = a.tenant_id and n.id = a.id and n.user_id = a.user_id`);
        const found = new Map(rows.map((row) => [row.place, notificationOf(row)]));
        return keys.map((_, place) => found.get(place) ?? null);
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/** Loads the viewer's own notifications, those of all operations of a turn in one read; null for what is gone. */
export const notificationLoader = ({ db, actor: { tenantId, userId } }: Context) => ({
  load: (id: string): Promise<StoredNotification | null> => loaderOf(db).load({ tenantId, userId, id }),
  async loadMany(ids: readonly string[]): Promise<StoredNotification[]> {
    const found = await Promise.all(ids.map((id) => loaderOf(db).load({ tenantId, userId, id })));
    return found.filter((each) => each !== null);
  },
});

/** The viewer's notification, for `Query.node`. Throws NOT_FOUND. */
export async function requireNotification(ctx: Context, id: string): Promise<StoredNotification> {
  assertId('ntf', id, 'id');
  const found = await notificationLoader(ctx).load(id);
  if (found === null) throw notFound('notification', 'id');
  return found;
}

/**
 * How many a user has not read. It is counted, not kept: there are `notificationsPerUserMax` at most, so it costs the same
 * whatever he got, and nothing can drift.
 */
export async function countUnread(db: Db, tenantId: string, userId: string, now: Date): Promise<number> {
  const [row] = await db.execute<{ unread: number }>(sql`
    select count(*)::int as unread from ${fromNotifications}
    where n.tenant_id = ${tenantId} and n.user_id = ${userId} and ${isUnread(now)}`);
  return row?.unread ?? 0;
}
