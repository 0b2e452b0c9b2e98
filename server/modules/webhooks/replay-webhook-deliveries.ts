import { and, asc, eq, gte, inArray, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError, notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { assertMayManageWebhooks } from './policy.ts';
import { isEndpoint } from './queries.ts';
import { webhookDeliveries, webhookEndpoints } from './table.ts';
import { wakeEndpoints } from './wake-endpoints.ts';

const idsMax = 100;
/** Deliveries that one request with `since` looks at; the next goes on where it ended. */
const sinceMax = 1_000;

const replayInput = z.object({
  endpointId: z.string(),
  ids: z.array(z.string()).min(1, 'names no delivery').max(idsMax, `names ${idsMax} deliveries at most`).nullish(),
  since: z.iso.datetime().nullish(),
  includeDelivered: z.boolean().nullish(),
});

export interface Replay {
  replayedCount: number;
  /** Where the next request goes on; null: nothing is left. */
  nextSince: string | null;
}

/**
 * Enqueues deliveries once more, under the ids that they have: those named, or those of events since a time that failed for
 * good, or arrived as well. What waits already is left as it is, so it may be asked for again and again.
 */
export async function replayWebhookDeliveries(ctx: Context, input: z.input<typeof replayInput>): Promise<Replay> {
  assertMayManageWebhooks(ctx.actor);
  const { endpointId, ids, since, includeDelivered } = parseInput(replayInput, input);
  assertId('whk', endpointId, 'endpointId');
  if ((ids == null) === (since == null)) {
    throw new AppError('BAD_USER_INPUT', 'Give `ids` or `since`, and not both.', { field: 'ids' });
  }
  for (const [at, id] of (ids ?? []).entries()) assertId('whd', id, `ids.${at}`);
  const { tenantId } = ctx.actor;

  return withTransaction(ctx.db, async (tx) => {
    const [endpoint] = await tx
      .select({ id: webhookEndpoints.id })
      .from(webhookEndpoints)
      .where(isEndpoint(tenantId, endpointId))
      .for('no key update');
    if (endpoint === undefined) throw notFound('webhook endpoint', 'endpointId');
    const isOf = and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.endpointId, endpointId));
    const found = await (ids == null
      ? findSince(tx, isOf, since ?? '', includeDelivered === true)
      : findNamed(tx, isOf, ids));
    const chosen = found.slice(0, sinceMax);
    await enqueue(tx, tenantId, endpointId, chosen);
    await wakeEndpoints(ctx.jobs, tx, [{ tenantId, endpointId }], new Date());
    await recordAudit(ctx, tx, {
      ...{ action: 'WEBHOOK_REPLAYED', conversationId: null, subjectId: null },
      details: { endpointId, since: since ?? null, count: chosen.length },
    });
    return { replayedCount: chosen.length, nextSince: found[sinceMax]?.createdAt ?? null };
  });
}

const placeColumns = {
  id: webhookDeliveries.id,
  topic: webhookDeliveries.topic,
  createdAt: webhookDeliveries.createdAt,
};

/** Throws NOT_FOUND if one of them is not there, and does none then. */
async function findNamed(tx: Tx, isOf: SQL | undefined, ids: readonly string[]) {
  const rows = await tx
    .select({ ...placeColumns, status: webhookDeliveries.status })
    .from(webhookDeliveries)
    .where(and(isOf, inArray(webhookDeliveries.id, [...ids])));
  const known = new Set(rows.map(({ id }) => id));
  const at = ids.findIndex((id) => !known.has(id));
  if (at !== -1) throw notFound('webhook delivery', `ids.${at}`);
  return rows.filter(({ status }) => status !== 'PENDING');
}

/** The oldest first, and one more than is done at once. */
function findSince(tx: Tx, isOf: SQL | undefined, since: string, includeDelivered: boolean) {
  const isWanted = includeDelivered
    ? ne(webhookDeliveries.status, 'PENDING')
    : sql`${webhookDeliveries.status} <> 'DELIVERED' and ${webhookDeliveries.status} = 'FAILED'`;
  return tx
    .select(placeColumns)
    .from(webhookDeliveries)
    .where(and(isOf, isWanted, gte(webhookDeliveries.createdAt, since)))
    .orderBy(asc(webhookDeliveries.createdAt), asc(webhookDeliveries.id))
    .limit(sinceMax + 1);
}

async function enqueue(tx: Tx, tenantId: string, endpointId: string, chosen: { id: string; topic: string }[]) {
  if (chosen.length === 0) return;
  await tx
    .update(webhookDeliveries)
    // The days in which it is tried begin anew.
    .set({ status: 'PENDING', failure: null, finishedAt: null, firstAttemptAt: null })
    .where(
      and(
        eq(webhookDeliveries.tenantId, tenantId),
        sql`${webhookDeliveries.id} in (select jsonb_array_elements_text(${JSON.stringify(chosen.map(({ id }) => id))}::jsonb))`,
      ),
    );
  const topics = JSON.stringify([...new Set(chosen.map(({ topic }) => topic))].sort());
  // The update is for its lock; what waits there for a later try goes on waiting, and these with it.
  await tx.execute(sql`
    insert into webhook_lanes as l (tenant_id, endpoint_id, topic, due_at)
    select ${tenantId}, ${endpointId}, t.topic, clock_timestamp()
    from jsonb_array_elements_text(${topics}::jsonb) as t(topic) order by t.topic collate "C"
    on conflict (tenant_id, endpoint_id, topic) do update set due_at = l.due_at`);
}
