import DataLoader from 'dataloader';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Db, Tx } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredUser } from '../../realtime/log-event.ts';
import { users } from './table.ts';

/** What others see of a user. */
export const userColumns = {
  id: users.id,
  name: users.name,
  pictureUrl: users.pictureUrl,
  metadata: users.metadata,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
};

/** Users of a tenant by id; who does not exist there is not in the map. */
export async function readUsers(db: Db, tenantId: string, ids: readonly string[]): Promise<Map<string, StoredUser>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select(userColumns)
    .from(users)
    .where(and(eq(users.tenantId, tenantId), inArray(users.id, [...new Set(ids)])));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Locks a user's row until the transaction ends: what is his own and stands elsewhere is then changed by one at a time. */
export async function lockUser(tx: Tx, tenantId: string, id: string): Promise<void> {
  const isUser = and(eq(users.tenantId, tenantId), eq(users.id, id));
  const rows = await tx.select({ id: users.id }).from(users).where(isUser).for('no key update');
  if (rows.length === 0) throw notFound('user');
}

/** The same of several users, in the order of their ids; gives those whom there are. */
export async function lockUsers(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.tenantId, tenantId), inArray(users.id, [...ids])))
    .orderBy(asc(users.id))
    .for('no key update');
  return new Set(rows.map(({ id }) => id));
}

interface UserKey {
  tenantId: string;
  id: string;
}

/**
 * Gathers the users that one turn's resolvers ask for into one read a tenant: those of all operations of the node, since
 * an event that a hundred streams show asks for its actor a hundred times. It remembers nothing: profiles change.
 */
const loaderOf = perKey(
  (db: Db) =>
    new DataLoader<UserKey, StoredUser | null>(
      async (keys) => {
        const asked = Map.groupBy(keys, ({ tenantId }) => tenantId);
        const found = new Map<string, Map<string, StoredUser>>();
        for (const [tenantId, of] of asked) {
          const ids = of.map(({ id }) => id);
          found.set(tenantId, await readUsers(db, tenantId, ids));
        }
        return keys.map(({ tenantId, id }) => found.get(tenantId)?.get(id) ?? null);
      },
      { cache: false, maxBatchSize: 10_000 },
    ),
);

/** Loads users of the caller's tenant; for an event without a promise where the profile is known. */
export const userLoader = ({ db, actor: { tenantId }, profiles }: Context) => ({
  load(id: string): MaybePromise<StoredUser | null> {
    const known = profiles?.get(tenantId, id);
    if (known !== undefined) return known;
    const loaded = loaderOf(db).load({ tenantId, id });
    if (profiles === null) return loaded;
    return loaded.then((user) => {
      if (user !== null) profiles.keep(tenantId, user);
      return user;
    });
  },
});

type MaybePromise<T> = T | Promise<T>;

const userInput = z.object({ id: userIdInput });

/** The user with this id, for `Query.user` and `Query.node`. Throws NOT_FOUND. */
export async function requireUser(ctx: Context, id: string): Promise<StoredUser> {
  parseInput(userInput, { id });
  const user = await userLoader(ctx).load(id);
  if (user === null) throw notFound('user', 'id');
  return user;
}

const usersPerRequestMax = 100;
const usersInput = z.object({
  ids: z.array(userIdInput).max(usersPerRequestMax, `takes at most ${usersPerRequestMax} ids; ask in parts`),
});

/** Users by id, in the order asked for; null where there is none. */
export async function listUsers(ctx: Context, input: z.input<typeof usersInput>): Promise<(StoredUser | null)[]> {
  const { ids } = parseInput(usersInput, input);
  const found = await readUsers(ctx.db, ctx.actor.tenantId, ids);
  return ids.map((id) => found.get(id) ?? null);
}
