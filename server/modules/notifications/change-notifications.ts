import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { type EventTypes, userTopic } from '../../realtime/log-event.ts';
import { countUnread, idsIn, notificationLoader } from './queries.ts';
import { fromNotifications, isRead, type StoredNotification } from './rows.ts';

const chosenInput = perKey(({ notificationsPerRequestMax: max }: Limits) =>
  z
    .object({
      ids: z.array(z.string()).max(max, `takes at most ${max} ids; ask in parts, or for all`).nullish(),
      all: z.boolean().nullish(),
    })
    .refine(({ ids, all }) => (ids == null) === (all === true), {
      path: ['ids'],
      message: 'give `ids`, or `all: true`, and not both',
    }),
);

/** Which of his notifications a user means: some, or all. */
export type ChosenInput = z.input<ReturnType<typeof chosenInput>>;

/** A change of the viewer's notifications, and how many he has not read after it. */
export interface ChangedNotifications {
  notifications: StoredNotification[];
  unreadNotificationCount: number;
}

/** Those that are not seen, not read, or not put away yet; with what is set then. Whoever reads one has seen it. */
const changes = {
  seen: { isDue: sql`n.seen_at is null`, set: sql`seen_at = c.now` },
  read: {
    isDue: sql`not ${isRead}`,
    set: sql`read_at = c.now, seen_at = coalesce(x.seen_at, c.now)`,
  },
  archived: {
    isDue: sql`n.archived_at is null`,
    set: sql`archived_at = c.now, seen_at = coalesce(x.seen_at, c.now)`,
  },
};

/** Ids of an event; a list may be longer. */
const idsPerEvent = 100;

/**
 * Marks the viewer's notifications. What is so already is passed over, and so is an id that he does not have: it may have
 * been one that is over, and a retry must not fail by that.
 */
export async function changeNotifications(
  ctx: Context,
  change: keyof typeof changes,
  input: ChosenInput,
): Promise<ChangedNotifications> {
  const { isDue, set } = changes[change];
  const ids = parseChosen(ctx, input);
  const changed = await withTransaction(ctx.db, async (tx) => {
    const rows = await tx.execute<{ id: string }>(sql`
      with c as materialized (
        select n.tenant_id, n.id, date_trunc('milliseconds', clock_timestamp()) as now from ${fromNotifications}
        where ${isChosen(ctx, ids)} and ${isDue})
      update notifications x set ${set} from c where x.tenant_id = c.tenant_id and x.id = c.id returning x.id`);
    return tell(ctx, tx, 'NotificationsChanged', rows);
  });
  return { notifications: await notificationLoader(ctx).loadMany(changed), ...(await readCount(ctx)) };
}

/** Deletes the viewer's notifications, those that are put away too. */
export async function deleteNotifications(
  ctx: Context,
  input: ChosenInput,
): Promise<{ notificationIds: string[]; unreadNotificationCount: number }> {
  const ids = parseChosen(ctx, input);
  const notificationIds = await withTransaction(ctx.db, async (tx) => {
    const rows = await tx.execute<{ id: string }>(
      sql`delete from notifications n where ${isChosen(ctx, ids)} returning n.id`,
    );
    return tell(ctx, tx, 'NotificationsRemoved', rows);
  });
  return { notificationIds, ...(await readCount(ctx)) };
}

function parseChosen(ctx: Context, input: ChosenInput): readonly string[] | null {
  const { ids } = parseInput(chosenInput(ctx.config.limits), input);
  for (const [at, id] of (ids ?? []).entries()) assertId('ntf', id, `ids.${at}`);
  return ids ?? null;
}

const isChosen = ({ actor }: Context, ids: readonly string[] | null): SQL => sql`
  n.tenant_id = ${actor.tenantId} and n.user_id = ${actor.userId} and ${ids === null ? sql`true` : sql`n.id = any(${idsIn(ids)})`}`;

async function tell(
  ctx: Context,
  tx: Tx,
  type: 'NotificationsChanged' | 'NotificationsRemoved',
  rows: readonly { id: string }[],
): Promise<string[]> {
  const { tenantId, userId } = ctx.actor;
  const ids = rows.map(({ id }) => id).sort();
  const payloads: EventTypes[typeof type]['payload'][] = [];
  for (let at = 0; at < ids.length; at += idsPerEvent) {
    payloads.push({ notificationIds: ids.slice(at, at + idsPerEvent) });
  }
  const about = { topic: userTopic(userId), type, actorId: userId, carried: null };
  if (payloads.length > 0) {
    await ctx.realtime.append(
      tx,
      tenantId,
      payloads.map((payload) => ({ ...about, payload })),
    );
  }
  return ids;
}

const readCount = async ({ db, actor }: Context) => ({
  unreadNotificationCount: await countUnread(db, actor.tenantId, actor.userId, new Date()),
});
