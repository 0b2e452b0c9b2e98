import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { profilesTopic, type StoredUser } from '../../realtime/log-event.ts';
import { emailInput, setEmails } from './emails.ts';
import { assertMayUpsertUsers } from './policy.ts';
import { changeProfile, profileInput } from './profile.ts';
import { userColumns } from './queries.ts';
import { users } from './table.ts';

const usersPerRequestMax = 100;

const upsertUsersInput = perKey((limits: Limits) =>
  z.object({
    users: z
      .array(z.object({ id: userIdInput, ...profileInput(limits), email: emailInput.nullish() }))
      .min(1, 'takes at least one user')
      .max(usersPerRequestMax, `takes at most ${usersPerRequestMax} users; send them in parts`)
      .superRefine((wanted, check) => {
        const seen = new Set<string>();
        wanted.forEach(({ id }, at) => {
          if (seen.has(id))
            check.addIssue({ code: 'custom', path: [at, 'id'], message: 'names a user twice; name him once' });
          seen.add(id);
        });
      }),
  }),
);

type UpsertUsersInput = z.input<ReturnType<typeof upsertUsersInput>>;

/** Creates users or sets their profiles and addresses, all or none. What is there already is not written, and nobody is told of it. */
export async function upsertUsers(ctx: Context, input: UpsertUsersInput): Promise<StoredUser[]> {
  assertMayUpsertUsers(ctx.actor);
  const { tenantId } = ctx.actor;
  const { users: wanted } = parseInput(upsertUsersInput(ctx.config.limits), input);
  // Everybody locks users in the order of their ids, so that two batches cannot wait for each other.
  const sorted = wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1));

  return withTransaction(ctx.db, async (tx) => {
    const created = await insertMissing(
      tx,
      tenantId,
      sorted.map((user) => user.id),
    );
    const stored = await lockUsers(
      tx,
      tenantId,
      sorted.map((user) => user.id),
    );
    await setEmails(tx, tenantId, sorted);
    for (const { id, ...change } of sorted) {
      const before = stored.get(id);
      const profile = before && changeProfile(before, change);
      if (!profile) continue;
      const [user] = await tx
        .update(users)
        .set({ ...profile, updatedAt: sql`now()`, tx: sql`pg_current_xact_id()` })
        .where(and(eq(users.tenantId, tenantId), eq(users.id, id)))
        .returning(userColumns);
      if (user === undefined) continue;
      stored.set(id, user);
      // Nobody shares a conversation yet with a user who did not exist.
      if (!created.has(id)) ctx.realtime.announce(tenantId, profilesTopic, { type: 'UserChanged', user });
    }
    return wanted.flatMap(({ id }) => stored.get(id) ?? []);
  });
}

async function insertMissing(tx: Tx, tenantId: string, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .insert(users)
    .values(ids.map((id) => ({ tenantId, id })))
    .onConflictDoNothing()
    .returning({ id: users.id });
  return new Set(rows.map((row) => row.id));
}

async function lockUsers(tx: Tx, tenantId: string, ids: string[]): Promise<Map<string, StoredUser>> {
  const rows = await tx
    .select(userColumns)
    .from(users)
    .where(and(eq(users.tenantId, tenantId), inArray(users.id, ids)))
    .orderBy(asc(users.id))
    .for('no key update');
  return new Map(rows.map((row) => [row.id, row]));
}
