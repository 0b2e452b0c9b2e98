import { and, asc, eq, gte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { sqlState } from '../../db/sql-state.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError, notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { notificationChannels } from '../notifications/notification.ts';
import { assertMayNotify } from '../notifications/policy.ts';
import type { OutgoingChannel } from './channel.ts';
import { deliverQueues } from './queues.ts';
import { notificationDeliveries } from './table.ts';

const idsMax = 100;
/** Deliveries that one request with `since` looks at; the next goes on where it ended. */
const sinceMax = 1_000;

const replayInput = z.object({
  ids: z.array(z.string()).min(1, 'names no delivery').max(idsMax, `names ${idsMax} deliveries at most`).nullish(),
  since: z.iso.datetime().nullish(),
  channel: z.enum(notificationChannels).nullish(),
});

interface Replay {
  replayedCount: number;
  /** Where the next request goes on; null: nothing is left. */
  nextSince: string | null;
}

/**
 * Takes up deliveries again that were given up, those named or those told since a time, under the ids that they have. One that
 * the same is told by meanwhile stays as it is, and so does what has not failed: it may be asked for again and again.
 */
export async function replayDeliveries(ctx: Context, input: z.input<typeof replayInput>): Promise<Replay> {
  assertMayNotify(ctx.actor);
  const { ids, since, channel } = parseInput(replayInput, input);
  if ((ids == null) === (since == null)) {
    throw new AppError('BAD_USER_INPUT', 'Give `ids` or `since`, and not both.', { field: 'ids' });
  }
  for (const [at, id] of (ids ?? []).entries()) assertId('ntd', id, `ids.${at}`);
  return unlessToldMeanwhile(() => replay(ctx, { ids, since, channel }));
}

/** Times that a request is begun anew, since something that it takes up was told anew at the same moment. */
const roundsMax = 5;
const uniqueViolation = '23505';

/** Whoever is told anew while this runs is seen by the next round, and stays as he is. */
async function unlessToldMeanwhile(round: () => Promise<Replay>): Promise<Replay> {
  for (let rounds = 1; ; rounds += 1) {
    try {
      return await round();
    } catch (error) {
      if (sqlState(error) !== uniqueViolation) throw error;
      if (rounds === roundsMax) throw new AppError('UNAVAILABLE', 'The same is told all the time; ask again for less.');
    }
  }
}

function replay(ctx: Context, { ids, since, channel }: z.output<typeof replayInput>): Promise<Replay> {
  const { tenantId } = ctx.actor;
  return withTransaction(ctx.db, async (tx) => {
    const found = await (ids == null ? findSince(tx, tenantId, since ?? '', channel) : findNamed(tx, tenantId, ids));
    const chosen = found.slice(0, sinceMax);
    const channels = await takeUp(
      tx,
      tenantId,
      chosen.map(({ id }) => id),
    );
    for (const each of new Set(channels)) await ctx.jobs.enqueue(tx, deliverQueues[each], { tenantId, channel: each });
    await recordAudit(ctx, tx, {
      ...{ action: 'NOTIFICATIONS_REPLAYED', conversationId: null, subjectId: null },
      details: { since: since ?? null, count: channels.length },
    });
    return { replayedCount: channels.length, nextSince: found[sinceMax]?.createdAt ?? null };
  });
}

const columns = { id: notificationDeliveries.id, createdAt: notificationDeliveries.createdAt };

/** Throws NOT_FOUND if one of them is not there, and does none then. */
async function findNamed(tx: Tx, tenantId: string, ids: readonly string[]) {
  const rows = await tx
    .select(columns)
    .from(notificationDeliveries)
    .where(
      and(
        eq(notificationDeliveries.tenantId, tenantId),
        sql`${notificationDeliveries.id} in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`,
      ),
    );
  const known = new Set(rows.map(({ id }) => id));
  const missing = ids.findIndex((id) => !known.has(id));
  if (missing >= 0) throw notFound('notification delivery', `ids.${missing}`);
  return rows;
}

function findSince(tx: Tx, tenantId: string, since: string, channel: string | null | undefined) {
  return tx
    .select(columns)
    .from(notificationDeliveries)
    .where(
      and(
        eq(notificationDeliveries.tenantId, tenantId),
        sql`${notificationDeliveries.status} = 'FAILED'`,
        channel == null ? undefined : sql`${notificationDeliveries.channel} = ${channel}`,
        gte(notificationDeliveries.createdAt, since),
      ),
    )
    .orderBy(asc(notificationDeliveries.createdAt), asc(notificationDeliveries.id))
    .limit(sinceMax + 1);
}

/** Returns the channel of each that waits again. Of several of the same, the newest does. */
async function takeUp(tx: Tx, tenantId: string, ids: readonly string[]): Promise<OutgoingChannel[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<{ channel: OutgoingChannel }>(sql`
    with failed as materialized (
      select d.id, d.user_id, d.channel, d.target_id, d.told_key, d.created_at from notification_deliveries d
      where d.tenant_id = ${tenantId} and d.status = 'FAILED'
        and d.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) collate "C")
      order by d.id for update
    ), chosen as (
      select distinct on (f.user_id, f.channel, f.target_id, f.told_key) f.id from failed f
      where not exists (
        select from notification_deliveries w
        where w.tenant_id = ${tenantId} and w.user_id = f.user_id and w.channel = f.channel and w.target_id = f.target_id
          and w.told_key = f.told_key and w.status = 'PENDING' and w.lease_id is null)
      order by f.user_id, f.channel, f.target_id, f.told_key, f.created_at desc, f.id desc)
    update notification_deliveries d
    -- The day in which it is tried begins anew.
    set status = 'PENDING', rule = null, due_at = clock_timestamp(), first_attempt_at = null, settled_at = null
    from chosen c where d.tenant_id = ${tenantId} and d.id = c.id
    returning d.channel`);
  return rows.map(({ channel }) => channel);
}
