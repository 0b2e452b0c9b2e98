import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Context } from '../../context.ts';
import { type Connection, type Page, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import type { BlockedUserParent, ContactParent, ContactRequestParent } from './rows.ts';
import { blocks, contactRequests, contacts } from './table.ts';

/** A place in a list of users: since when he is in it, and who he is. */
type Key = [at: string, userId: string];

const pageOf = (ctx: Context, kind: string, args: PageArgs) => {
  const { tenantId, userId } = ctx.actor;
  // A cursor is of one user's list.
  const options = { codec: ctx.cursors, tenantId, kind: `${kind}/${userId}`, sizeMax: ctx.config.limits.pageSizeMax };
  return { options, page: parsePage<Key>(args, options) };
};

/** Newest first. */
const isBeyond = (page: Page<Key>, at: PgColumn, userId: PgColumn): SQL | undefined => {
  if (page.from === null) return undefined;
  const bound = sql`(${page.from[0]}::timestamptz, ${page.from[1]})`;
  return page.isBackward ? sql`(${at}, ${userId}) > ${bound}` : sql`(${at}, ${userId}) < ${bound}`;
};

const inOrder = (page: Page<Key>, ...columns: PgColumn[]) =>
  columns.map((column) => (page.isBackward ? asc(column) : desc(column)));

/** The viewer's contacts, the newest first; those whom he has blocked are among them. */
export async function listContacts(ctx: Context, args: PageArgs): Promise<Connection<ContactParent>> {
  const { options, page } = pageOf(ctx, 'contacts', args);
  const { since, contactId } = contacts;
  const rows = await ctx.db
    .select({ userId: contactId, since })
    .from(contacts)
    .where(
      and(
        eq(contacts.tenantId, ctx.actor.tenantId),
        eq(contacts.userId, ctx.actor.userId),
        isBeyond(page, since, contactId),
      ),
    )
    .orderBy(...inOrder(page, since, contactId))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row): Key => [row.since, row.userId]);
}

/** The requests that wait for the viewer's answer, or for which he waits, the newest first. */
export async function listContactRequests(
  ctx: Context,
  direction: ContactRequestParent['direction'],
  args: PageArgs,
): Promise<Connection<ContactRequestParent>> {
  const { options, page } = pageOf(ctx, `requests/${direction}`, args);
  const { requesterId, addresseeId, requestedAt, message } = contactRequests;
  const isIncoming = direction === 'INCOMING';
  const [own, other] = isIncoming ? [addresseeId, requesterId] : [requesterId, addresseeId];
  const rows = await ctx.db
    .select({ userId: other, message, requestedAt })
    .from(contactRequests)
    .where(
      and(
        eq(contactRequests.tenantId, ctx.actor.tenantId),
        eq(own, ctx.actor.userId),
        // Written out, so that the partial index serves it whatever plan is used.
        isIncoming ? sql`is_shown` : sql`is_open`,
        isBeyond(page, requestedAt, other),
      ),
    )
    .orderBy(...inOrder(page, requestedAt, other))
    .limit(page.limit + 1);
  const found = rows.map((row) => ({ ...row, direction }));
  return toConnection(found, page, options, (row): Key => [row.requestedAt, row.userId]);
}

/** Whom the viewer has blocked, the newest block first. */
export async function listBlockedUsers(ctx: Context, args: PageArgs): Promise<Connection<BlockedUserParent>> {
  const { options, page } = pageOf(ctx, 'blocks', args);
  const { blockedAt, blockedId } = blocks;
  const rows = await ctx.db
    .select({ userId: blockedId, blockedAt })
    .from(blocks)
    .where(
      and(
        eq(blocks.tenantId, ctx.actor.tenantId),
        eq(blocks.blockerId, ctx.actor.userId),
        isBeyond(page, blockedAt, blockedId),
      ),
    )
    .orderBy(...inOrder(page, blockedAt, blockedId))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row): Key => [row.blockedAt, row.userId]);
}
