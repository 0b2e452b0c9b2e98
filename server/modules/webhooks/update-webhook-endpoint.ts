import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { checkUrl } from '../../outbound/check-url.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { descriptionInput, eventsInput } from './inputs.ts';
import { assertMayManageWebhooks } from './policy.ts';
import { endpointColumns, isEndpoint, isLaneOf, type StoredEndpoint } from './queries.ts';
import { webhookEndpoints, webhookLanes } from './table.ts';
import { wakeEndpoints } from './wake-endpoints.ts';

const updateInput = z.object({
  endpointId: z.string(),
  url: z.string().nullish(),
  events: eventsInput.optional(),
  description: descriptionInput,
  isEnabled: z.boolean().nullish(),
});

/** Enabled, or at another address: what failed before says nothing any more. */
const asNew = { failures: 0, failingSince: null, resumeAt: null };

/**
 * Sets what is given. An endpoint that is enabled again goes on with what waits for it; what it asks for from now on holds
 * for what is committed from now on.
 */
export async function updateWebhookEndpoint(ctx: Context, input: z.input<typeof updateInput>): Promise<StoredEndpoint> {
  assertMayManageWebhooks(ctx.actor);
  const { endpointId, url: given, events, description, isEnabled } = parseInput(updateInput, input);
  assertId('whk', endpointId, 'endpointId');
  const url = given == null ? undefined : await checkUrl(given, ctx.config);
  const { tenantId } = ctx.actor;

  return withTransaction(ctx.db, async (tx) => {
    const isIt = isEndpoint(tenantId, endpointId);
    const [before] = await tx.select(endpointColumns).from(webhookEndpoints).where(isIt).for('no key update');
    if (before === undefined) throw notFound('webhook endpoint', 'endpointId');
    const enables = isEnabled === true && !before.isEnabled;
    const disables = isEnabled === false && before.isEnabled;
    const moves = url !== undefined && url !== before.url;
    const [endpoint] = await tx
      .update(webhookEndpoints)
      .set({
        // Something is always set.
        url: url ?? before.url,
        ...(events === undefined ? {} : { events }),
        ...(description === undefined ? {} : { description }),
        ...(enables || moves ? asNew : {}),
        ...(enables ? { isEnabled: true, disabledAt: null, disabledReason: null } : {}),
        ...(disables
          ? { isEnabled: false, disabledAt: sql`clock_timestamp()`, disabledReason: 'REQUESTED' as const }
          : {}),
      })
      .where(isIt)
      .returning(endpointColumns);
    if (endpoint === undefined) throw new Error('An endpoint was there and is gone.');
    if (enables || moves) {
      const now = new Date();
      await tx
        .update(webhookLanes)
        .set({ dueAt: now.toISOString(), failures: 0 })
        .where(isLaneOf(tenantId, endpointId));
      await wakeEndpoints(ctx.jobs, tx, [{ tenantId, endpointId }], now);
    }
    await recordAudit(ctx, tx, {
      ...{ action: 'WEBHOOK_UPDATED', conversationId: null, subjectId: null },
      details: { endpointId, fields: Object.keys(input).filter((name) => name !== 'endpointId') },
    });
    return endpoint;
  });
}
