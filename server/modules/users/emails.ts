import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Db, Tx } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { assertMayReadEmails } from './policy.ts';
import { users } from './table.ts';

/** A user's address, as the backend gave it. */
export interface StoredEmail {
  address: string;
  /** When mail to it was refused for good; null: it was not. */
  bouncedAt: string | null;
}

/** A path of SMTP has 256 characters, two of them its angle brackets (RFC 5321, 4.5.3.1.3). */
const emailLengthMax = 254;

/** An address as browsers' forms take them. Neither spaces nor line breaks are among its characters. */
export const emailInput = z
  .email({ pattern: z.regexes.html5Email, error: 'takes an address such as alice@example.com' })
  .max(emailLengthMax, `takes at most ${emailLengthMax} characters`);

const emailColumns = { address: users.email, bouncedAt: users.emailBouncedAt };

/**
 * Sets users' addresses; null removes one. An address that is there already is left alone, and with it that it bounced: who
 * tells the same with every login has not mended it. Nobody is told, and no profile changes.
 */
export async function setEmails(
  tx: Tx,
  tenantId: string,
  changes: readonly { id: string; email?: string | null | undefined }[],
): Promise<void> {
  const given = changes.flatMap(({ id, email }) => (email === undefined ? [] : [{ id, email }]));
  if (given.length === 0) return;
  await tx.execute(sql`
    update users u set email = g.email, email_bounced_at = null
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(id text, email text)
    where u.tenant_id = ${tenantId} and u.id = g.id collate "C" and u.email is distinct from g.email`);
}

/** A user's address; null: he has none. `field` is the input that names him. Throws NOT_FOUND. */
export async function readEmail(
  db: Db,
  { tenantId, userId }: { tenantId: string; userId: string },
  field?: string,
): Promise<StoredEmail | null> {
  const [row] = await db
    .select(emailColumns)
    .from(users)
    .where(and(eq(users.tenantId, tenantId), eq(users.id, userId)));
  if (row === undefined) throw notFound('user', field);
  const { address, bouncedAt } = row;
  return address === null ? null : { address, bouncedAt };
}

/** Of these users, those whom mail reaches, with address and name. One statement. */
export async function readMailable(
  db: Db,
  tenantId: string,
  userIds: readonly string[],
): Promise<Map<string, { address: string; name: string | null }>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, address: users.email, name: users.name })
    .from(users)
    .where(
      and(
        eq(users.tenantId, tenantId),
        sql`${users.id} = any(array(select i.id collate "C" from jsonb_array_elements_text(${JSON.stringify(userIds)}::jsonb) as i(id)))`,
        isNotNull(users.email),
        isNull(users.emailBouncedAt),
      ),
    );
  return new Map(rows.flatMap(({ id, address, name }) => (address === null ? [] : [[id, { address, name }]])));
}

/** Notes that mail to a user's address is refused for good, if it is still his. */
export async function markBounced(
  db: Db,
  { tenantId, userId, address }: { tenantId: string; userId: string; address: string },
): Promise<void> {
  await db
    .update(users)
    .set({ emailBouncedAt: sql`clock_timestamp()` })
    .where(and(eq(users.tenantId, tenantId), eq(users.id, userId), eq(users.email, address)));
}

const userEmailInput = z.object({ userId: userIdInput });

/** A user's address, for the backend. Throws NOT_FOUND. */
export async function requireUserEmail(
  ctx: Context,
  input: z.input<typeof userEmailInput>,
): Promise<StoredEmail | null> {
  assertMayReadEmails(ctx.actor);
  const { userId } = parseInput(userEmailInput, input);
  return readEmail(ctx.db, { tenantId: ctx.actor.tenantId, userId }, 'userId');
}
