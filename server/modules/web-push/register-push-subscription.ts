import { hash } from 'node:crypto';
import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { createId } from '../../lib/ids.ts';
import { parseInput, textInput } from '../../lib/input.ts';
import { fromBase64Url, isPoint, pointBytes } from '../../lib/p256.ts';
import { checkUrlForm } from '../../outbound/check-url.ts';
import { lockUser } from '../users/queries.ts';
import { isOver, isUsers, type StoredPushSubscription, subscriptionColumns } from './queries.ts';
import { pushSubscriptions } from './table.ts';

const authBytes = 16;

/** Kept without padding, so that the same key is the same text. */
const keyInput = (fits: (bytes: Buffer) => boolean, message: string) =>
  z.string().transform((text, check) => {
    const bytes = fromBase64Url(text);
    if (bytes !== null && fits(bytes)) return bytes.toString('base64url');
    check.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const registerInput = z.object({
  endpoint: z.string(),
  keys: z.object({
    p256dh: keyInput(isPoint, `takes the ${pointBytes} bytes of a point on P-256, uncompressed, in base64url`),
    auth: keyInput(({ length }) => length === authBytes, `takes ${authBytes} bytes in base64url`),
  }),
  deviceName: textInput({ lengthMax: 100 }).nullish(),
  expiresAt: z
    .string()
    .transform((at) => new Date(at).toISOString())
    .refine((at) => Date.parse(at) > Date.now(), 'must be in the future')
    .nullish(),
});

/** With a hash of tenant and address, the lock of whoever registers it. Any number, the same on every node. */
const endpointLock = 2_114_903;

/**
 * Registers the viewer's browser, by what its push service gave it. The same again changes the row that is there. It is told
 * nothing any more for whoever of the tenant was signed in there before, and proves by its keys that it is that browser:
 * its address alone, which somebody may have seen, takes nothing from anybody. Other tenants' rows are not looked at.
 */
export async function registerPushSubscription(
  ctx: Context,
  input: z.input<typeof registerInput>,
): Promise<StoredPushSubscription> {
  const { keys, deviceName = null, expiresAt = null, ...given } = parseInput(registerInput, input);
  // Only the form: whoever is told where a name leads could ask for the names of the network behind the server. A connection
  // to a private address is not made.
  const endpoint = checkUrlForm(given.endpoint, ctx.config, 'endpoint').href;
  const endpointHash = hashEndpoint(endpoint);
  const { tenantId, userId, sid = null, issuedAtMs } = ctx.actor;
  const now = new Date();

  return withTransaction(ctx.db, async (tx) => {
    await lockUser(tx, tenantId, userId);
    await tx.execute(
      sql`select pg_advisory_xact_lock(${endpointLock}::int, hashtext(${`${tenantId}\n${endpointHash}`}))`,
    );
    await leaveOthers(tx, { tenantId, userId, endpointHash, ...keys });
    const newest = {
      ...{ ...keys, serverKey: ctx.webPush.publicKey, deviceName, sid, expiresAt },
      ...{ issuedAt: new Date(issuedAtMs).toISOString(), registeredAt: now.toISOString() },
    };
    const [registered] = await tx
      .insert(pushSubscriptions)
      .values({ tenantId, id: createId('psh'), userId, endpoint, endpointHash, ...newest })
      .onConflictDoUpdate({
        target: [pushSubscriptions.tenantId, pushSubscriptions.userId, pushSubscriptions.endpointHash],
        set: newest,
      })
      .returning(subscriptionColumns);
    if (registered === undefined) throw new Error('A push subscription was not inserted.');
    await keepNewest(tx, { tenantId, userId, max: ctx.config.limits.pushSubscriptionsMax, now });
    return registered;
  });
}

export const hashEndpoint = (endpoint: string): string => hash('sha256', endpoint, 'base64url');

/** The same browser of another user: he has signed out there, or his successor would read what comes for him. */
async function leaveOthers(
  tx: Tx,
  {
    tenantId,
    userId,
    endpointHash,
    p256dh,
    auth,
  }: Record<'tenantId' | 'userId' | 'endpointHash' | 'p256dh' | 'auth', string>,
): Promise<void> {
  await tx
    .delete(pushSubscriptions)
    .where(
      and(
        eq(pushSubscriptions.tenantId, tenantId),
        eq(pushSubscriptions.endpointHash, endpointHash),
        eq(pushSubscriptions.p256dh, p256dh),
        eq(pushSubscriptions.auth, auth),
        ne(pushSubscriptions.userId, userId),
      ),
    );
}

/** What is over goes first, so that it takes no place from what is not; then what was registered the longest ago. */
async function keepNewest(
  tx: Tx,
  { tenantId, userId, max, now }: { tenantId: string; userId: string; max: number; now: Date },
): Promise<void> {
  const excess = tx
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .where(isUsers(tenantId, userId))
    .orderBy(sql`${isOver(now)} is true`, desc(pushSubscriptions.registeredAt), desc(pushSubscriptions.id))
    .offset(max);
  await tx.delete(pushSubscriptions).where(and(isUsers(tenantId, userId), inArray(pushSubscriptions.id, excess)));
}
