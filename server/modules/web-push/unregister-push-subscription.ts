import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { isUsers } from './queries.ts';
import { hashEndpoint } from './register-push-subscription.ts';
import { pushSubscriptions } from './table.ts';

const unregisterInput = z
  .object({ id: z.string().nullish(), endpoint: z.string().nullish() })
  .refine(({ id, endpoint }) => (id == null) !== (endpoint == null), {
    path: ['id'],
    message: 'give `id` or `endpoint`, and not both',
  });

/** Deletes a subscription of the viewer's; returns its id, null where there is none. */
export async function unregisterPushSubscription(
  { db, actor }: Context,
  input: z.input<typeof unregisterInput>,
): Promise<string | null> {
  const { id, endpoint } = parseInput(unregisterInput, input);
  if (id != null) assertId('psh', id, 'id');
  const isIt =
    id != null
      ? eq(pushSubscriptions.id, id)
      : eq(pushSubscriptions.endpointHash, hashEndpoint(normalise(endpoint ?? '')));
  const [deleted] = await db
    .delete(pushSubscriptions)
    .where(and(isUsers(actor.tenantId, actor.userId), isIt))
    .returning({ id: pushSubscriptions.id });
  return deleted?.id ?? null;
}

/** As it was kept when it was registered. */
const normalise = (endpoint: string): string => (URL.canParse(endpoint) ? new URL(endpoint).href : endpoint);
