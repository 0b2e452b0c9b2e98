import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { type Db, type Tx, withTransaction } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import { type PresenceNow, type StoredCustomStatus, userTopic } from '../../realtime/log-event.ts';
import type { UserKey } from '../../realtime/user-key.ts';
import { announcePrivacy } from '../users/announce-privacy.ts';
import { lockUser } from '../users/queries.ts';
import { type PresenceRow, readPresenceRows } from './queries.ts';
import { manualOf, unexpired } from './show-presence.ts';
import { presences } from './table.ts';

/** What a user has set of his presence himself, without what is over. */
export interface OwnPresence {
  /** ONLINE: his devices decide. */
  status: PresenceNow['status'];
  statusExpiresAt: string | null;
  customStatus: StoredCustomStatus | null;
}

export function ownPresenceOf(row: PresenceRow, now = Date.now()): OwnPresence {
  const manual = manualOf(row, now);
  return {
    status: manual?.status ?? 'ONLINE',
    statusExpiresAt: manual?.expiresAt ?? null,
    customStatus: unexpired(row.customStatus, now),
  };
}

/** Gathers one turn's questions. It remembers nothing. */
export const ownPresenceLoader = perKey(
  (db: Db) =>
    new DataLoader<UserKey, OwnPresence>(
      async (users) => (await readPresenceRows(db, users)).map((row) => ownPresenceOf(row)),
      { cache: false, maxBatchSize: 1_000 },
    ),
);

type Change = Partial<Pick<PresenceRow, 'manualStatus' | 'manualUntil' | 'customStatus'>>;

/**
 * Changes what the actor has set, as `change` says of what is there; null: it is so already, and nobody is told. His
 * devices are told by an event, and all nodes to look at him again: those who may see it are told as of any change.
 */
export function changeOwnPresence(ctx: Context, change: (before: OwnPresence) => Change | null): Promise<OwnPresence> {
  const { tenantId, userId } = ctx.actor;
  return withTransaction(ctx.db, async (tx) => {
    // He may have no row yet: his user's row keeps two devices in order.
    await lockUser(tx, tenantId, userId);
    const row = await readRow(tx, { tenantId, userId });
    const before = ownPresenceOf(row);
    const set = change(before);
    if (set === null) return before;
    await putPresence(tx, { tenantId, userId }, set);
    await tellOwner(ctx, tx, userId);
    return ownPresenceOf({ ...row, ...set });
  });
}

/** Tells a user's devices, and after the commit all nodes, that what he has set is otherwise. */
export async function tellOwner(ctx: Context, tx: Tx, userId: string): Promise<void> {
  await ctx.realtime.append(tx, ctx.actor.tenantId, [
    { topic: userTopic(userId), type: 'OwnPresenceChanged', actorId: ctx.actor.userId, payload: {}, carried: null },
  ]);
  await announcePrivacy(ctx, tx, [userId]);
}

export async function readRow(tx: Tx, user: UserKey): Promise<PresenceRow> {
  const [row] = await readPresenceRows(tx, [user]);
  if (row === undefined) throw new Error('A question for presence got no answer.');
  return row;
}

/** Whoever had no row gets one. */
export async function putPresence(tx: Tx, { tenantId, userId }: UserKey, set: Partial<PresenceRow>): Promise<void> {
  const { customStatus, shownCustomStatus } = set;
  // JSON's null is not SQL's.
  const values = {
    ...set,
    ...(customStatus === null && { customStatus: sql`null` }),
    ...(shownCustomStatus === null && { shownCustomStatus: sql`null` }),
  };
  await tx
    .insert(presences)
    .values({ tenantId, userId, ...values })
    .onConflictDoUpdate({ target: [presences.tenantId, presences.userId], set: values });
}
