import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { AppError, notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { EndpointWithSecret } from './create-webhook-endpoint.ts';
import { assertMayManageWebhooks } from './policy.ts';
import { endpointColumns, isEndpoint } from './queries.ts';
import { createSecret, validAt } from './signatures.ts';
import { type EarlierSecret, webhookEndpoints } from './table.ts';

const graceSecondsMax = 7 * 86_400;
const earlierSecretsMax = 4;

const rotateInput = z.object({
  endpointId: z.string(),
  graceSeconds: z
    .number()
    .int()
    .min(0, 'must not be negative')
    .max(graceSecondsMax, `is ${graceSecondsMax} at most, which is 7 days`)
    .nullish(),
});

/**
 * Gives an endpoint a new secret. Those before it sign beside it for `graceSeconds`, or for what is left of their own time,
 * so a receiver that has missed an answer and asked again is not cut off.
 */
export async function rotateWebhookSecret(
  ctx: Context,
  input: z.input<typeof rotateInput>,
): Promise<EndpointWithSecret<string>> {
  assertMayManageWebhooks(ctx.actor);
  const { endpointId, graceSeconds } = parseInput(rotateInput, input);
  assertId('whk', endpointId, 'endpointId');
  const { tenantId } = ctx.actor;

  return withTransaction(ctx.db, async (tx) => {
    const isIt = isEndpoint(tenantId, endpointId);
    const [before] = await tx
      .select({ secret: webhookEndpoints.secret, earlierSecrets: webhookEndpoints.earlierSecrets })
      .from(webhookEndpoints)
      .where(isIt)
      .for('no key update');
    if (before === undefined) throw notFound('webhook endpoint', 'endpointId');
    const now = new Date();
    const until = new Date(now.getTime() + (graceSeconds ?? 86_400) * 1_000).toISOString();
    const earlier: EarlierSecret[] = validAt(now, before.earlierSecrets).map((each) => ({
      ...each,
      until: each.until < until ? each.until : until,
    }));
    const earlierSecrets = validAt(now, [...earlier, { secret: before.secret, until }]);
    if (earlierSecrets.length > earlierSecretsMax) throw tooMany();
    const secret = createSecret();
    const [endpoint] = await tx
      .update(webhookEndpoints)
      .set({ secret, earlierSecrets })
      .where(isIt)
      .returning(endpointColumns);
    if (endpoint === undefined) throw new Error('An endpoint was there and is gone.');
    await recordAudit(ctx, tx, {
      ...{ action: 'WEBHOOK_SECRET_ROTATED', conversationId: null, subjectId: null },
      details: { endpointId },
    });
    return { endpoint, secret };
  });
}

function tooMany(): AppError {
  const cure = 'Wait for the end of one, or set `graceSeconds` to 0, which ends them all.';
  return new AppError('CONFLICT', `${earlierSecretsMax} earlier secrets are still valid. ${cure}`, {
    field: 'graceSeconds',
  });
}
