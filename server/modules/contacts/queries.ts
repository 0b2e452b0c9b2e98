import DataLoader from 'dataloader';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { ContactRequestParent } from './rows.ts';
import { contactRequests, contacts } from './table.ts';

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
