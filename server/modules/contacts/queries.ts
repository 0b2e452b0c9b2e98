import DataLoader from 'dataloader';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Pair } from './pair.ts';
import type { ContactRequestParent } from './rows.ts';
import { blocks, contactRequests, contacts } from './table.ts';

/** Takes one user out of another's contacts; false where he was not in them. */
export async function dropContact(
  tx: Tx,
  { tenantId, userId, contactId }: { tenantId: string; userId: string; contactId: string },
): Promise<boolean> {
  const rows = await tx
    .delete(contacts)
    .where(and(eq(contacts.tenantId, tenantId), eq(contacts.userId, userId), eq(contacts.contactId, contactId)))
    .returning({ since: contacts.since });
  return rows.length > 0;
}

/** Of two users, those who block the other. */
export async function readBlockers(tx: Tx, tenantId: string, pair: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ blockerId: blocks.blockerId })
    .from(blocks)
    .where(
      and(eq(blocks.tenantId, tenantId), inArray(blocks.blockerId, [...pair]), inArray(blocks.blockedId, [...pair])),
    );
  return new Set(rows.map(({ blockerId }) => blockerId));
}

/** Writes a block, or lifts it. Both users are locked. */
export async function putBlock(tx: Tx, { tenantId, userId, otherId }: Pair, blockedAt: string | null): Promise<void> {
  const row = { tenantId, blockerId: userId, blockedId: otherId };
  if (blockedAt !== null) {
    await tx.insert(blocks).values({ ...row, blockedAt });
    return;
  }
  await tx
    .delete(blocks)
    .where(and(eq(blocks.tenantId, tenantId), eq(blocks.blockerId, userId), eq(blocks.blockedId, otherId)));
}

/** Of the viewer's requests, those with these users in one direction. */
export async function readRequests(
  ctx: Context,
  direction: ContactRequestParent['direction'],
  otherIds: readonly string[],
): Promise<ContactRequestParent[]> {
  const { tenantId, userId } = ctx.actor;
  const [own, other] =
    direction === 'INCOMING'
      ? [contactRequests.addresseeId, contactRequests.requesterId]
      : [contactRequests.requesterId, contactRequests.addresseeId];
  const rows = await ctx.db
    .select({ userId: other, message: contactRequests.message, requestedAt: contactRequests.requestedAt })
    .from(contactRequests)
    .where(
      and(
        eq(contactRequests.tenantId, tenantId),
        eq(own, userId),
        inArray(other, [...otherIds]),
        direction === 'INCOMING' ? sql`is_shown` : sql`is_open`,
      ),
    );
  return rows.map((row) => ({ ...row, direction }));
}

/** Gathers one turn's questions for the viewer's requests, as events name them, into two reads. It remembers nothing. */
export const requestLoader = perKey(
  (ctx: Context) =>
    new DataLoader<Pick<ContactRequestParent, 'userId' | 'direction'>, ContactRequestParent | null>(
      async (asked) => {
        const found: ContactRequestParent[] = [];
        for (const [direction, of] of Map.groupBy(asked, (each) => each.direction)) {
          const ids = of.map((each) => each.userId);
          found.push(...(await readRequests(ctx, direction, ids)));
        }
        return asked.map(
          ({ userId, direction }) =>
            found.find((request) => request.userId === userId && request.direction === direction) ?? null,
        );
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);
