import { and, count, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { createId } from '../../lib/ids.ts';
import { clientIdInput, hashRequest, parseInput } from '../../lib/input.ts';
import { checkUrl } from '../../outbound/check-url.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { descriptionInput, eventsInput } from './inputs.ts';
import { assertMayManageWebhooks } from './policy.ts';
import { endpointColumns, type StoredEndpoint } from './queries.ts';
import { createSecret } from './signatures.ts';
import { webhookEndpoints } from './table.ts';

const createInput = z.object({
  clientId: clientIdInput,
  url: z.string(),
  events: eventsInput.optional(),
  description: descriptionInput,
});

/** Whoever did not get the answer, and asks again so soon, gets the secret once more. */
const secretShownMs = 3_600_000;
/** With the tenant's hash, the lock of whoever makes an endpoint. Any number, the same on every node. */
const creationLock = 7_316_527;

export interface EndpointWithSecret<Secret extends string | null = string | null> {
  endpoint: StoredEndpoint;
  /** Null: it has been shown. */
  secret: Secret;
}

/** Makes an endpoint, which is told of what is committed from now on. A retry returns the first result. */
export async function createWebhookEndpoint(
  ctx: Context,
  input: z.input<typeof createInput>,
): Promise<EndpointWithSecret> {
  assertMayManageWebhooks(ctx.actor);
  const { clientId, events = null, description = null, ...given } = parseInput(createInput, input);
  const url = await checkUrl(given.url, ctx.config);
  const requestHash = hashRequest({ url, events, description });
  const { tenantId } = ctx.actor;

  return withTransaction(ctx.db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${creationLock}::int, hashtext(${tenantId}))`);
    const [first] = await tx
      .select({ endpoint: endpointColumns, secret: webhookEndpoints.secret, hash: webhookEndpoints.requestHash })
      .from(webhookEndpoints)
      .where(and(eq(webhookEndpoints.tenantId, tenantId), eq(webhookEndpoints.clientId, clientId)));
    if (first !== undefined) {
      if (first.hash !== requestHash) throw usedOtherwise();
      const isFresh = Date.parse(first.endpoint.createdAt) > Date.now() - secretShownMs;
      return { endpoint: first.endpoint, secret: isFresh ? first.secret : null };
    }
    await assertRoom(tx, tenantId, ctx.config.limits.webhookEndpointsMax);
    const secret = createSecret();
    const [endpoint] = await tx
      .insert(webhookEndpoints)
      .values({ tenantId, id: createId('whk'), clientId, requestHash, url, events, description, secret })
      .returning(endpointColumns);
    if (endpoint === undefined) throw new Error('An endpoint was not inserted.');
    await recordAudit(ctx, tx, {
      ...{ action: 'WEBHOOK_CREATED', conversationId: null, subjectId: null },
      details: { endpointId: endpoint.id },
    });
    return { endpoint, secret };
  });
}

async function assertRoom(tx: Tx, tenantId: string, max: number): Promise<void> {
  const [row] = await tx
    .select({ count: count() })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.tenantId, tenantId));
  if ((row?.count ?? 0) < max) return;
  throw new AppError('CONFLICT', `The tenant has ${max} webhook endpoints. Delete one first.`);
}

function usedOtherwise(): AppError {
  const cure = 'Take a new one, or send the same request.';
  return new AppError('CONFLICT', `\`clientId\` was used for another endpoint. ${cure}`, { field: 'clientId' });
}
