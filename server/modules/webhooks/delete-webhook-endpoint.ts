import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { assertMayManageWebhooks } from './policy.ts';
import { isEndpoint } from './queries.ts';
import { removeDeliveriesQueue } from './queues.ts';
import { webhookEndpoints } from './table.ts';

const deleteInput = z.object({ endpointId: z.string() });

/** Deletes an endpoint with its secrets at once, and its deliveries by a job. Returns its id. */
export async function deleteWebhookEndpoint(ctx: Context, input: z.input<typeof deleteInput>): Promise<string> {
  assertMayManageWebhooks(ctx.actor);
  const { endpointId } = parseInput(deleteInput, input);
  assertId('whk', endpointId, 'endpointId');
  const { tenantId } = ctx.actor;
  return withTransaction(ctx.db, async (tx) => {
    // Whoever adds deliveries holds its row, so none comes after this.
    const deleted = await tx
      .delete(webhookEndpoints)
      .where(isEndpoint(tenantId, endpointId))
      .returning({ id: webhookEndpoints.id });
    if (deleted.length === 0) throw notFound('webhook endpoint', 'endpointId');
    await ctx.jobs.enqueue(tx, removeDeliveriesQueue, { tenantId, endpointId });
    await recordAudit(ctx, tx, {
      ...{ action: 'WEBHOOK_DELETED', conversationId: null, subjectId: null },
      details: { endpointId },
    });
    return endpointId;
  });
}
