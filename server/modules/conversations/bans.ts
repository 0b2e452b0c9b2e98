import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db, Tx } from '../../db/transaction.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import { conversationBans } from './table.ts';

/** A ban as the API shows it. */
export interface StoredBan {
  conversationId: string;
  userId: string;
  bannedById: string;
  bannedAt: string;
  until: string | null;
  reason: string | null;
}

const banColumns = {
  conversationId: conversationBans.conversationId,
  userId: conversationBans.userId,
  bannedById: conversationBans.bannedById,
  bannedAt: conversationBans.bannedAt,
  until: conversationBans.until,
  reason: conversationBans.reason,
};

const isInForce = sql<boolean>`(${conversationBans.until} is null or ${conversationBans.until} > clock_timestamp())`;

const isBanOf = (tenantId: string, conversationId: string, userIds: readonly string[]) =>
  and(
    eq(conversationBans.tenantId, tenantId),
    eq(conversationBans.conversationId, conversationId),
    inArray(conversationBans.userId, [...userIds]),
  );

/** The bans in force of these users in a conversation, by user. In a writing verb they are read after `lockHead`. */
export async function readBans(
  db: Db,
  tenantId: string,
  conversationId: string,
  userIds: readonly string[],
): Promise<Map<string, StoredBan>> {
  const rows = await db
    .select(banColumns)
    .from(conversationBans)
    .where(and(isBanOf(tenantId, conversationId, userIds), isInForce));
  return new Map(rows.map((row) => [row.userId, row]));
}

/** Sets a ban, in the transaction of a verb that has locked the head and decided that it may be. */
export async function putBan(tx: Tx, tenantId: string, ban: Omit<StoredBan, 'bannedAt'>): Promise<StoredBan> {
  const { conversationId, userId, ...set } = ban;
  const setNow = { ...set, bannedAt: sql`clock_timestamp()` };
  const [row] = await tx
    .insert(conversationBans)
    .values({ tenantId, conversationId, userId, ...setNow })
    .onConflictDoUpdate({
      target: [conversationBans.tenantId, conversationBans.conversationId, conversationBans.userId],
      set: setNow,
    })
    .returning(banColumns);
  if (row === undefined) throw new Error('A ban was set and is gone.');
  return row;
}

/** Lifts a ban, in the same way. False where there was none in force. */
export async function liftBan(tx: Tx, tenantId: string, conversationId: string, userId: string): Promise<boolean> {
  const [row] = await tx
    .delete(conversationBans)
    .where(isBanOf(tenantId, conversationId, [userId]))
    .returning({ wasInForce: isInForce });
  return row?.wasInForce === true;
}

/** A conversation's bans in force, newest first. The caller has checked that the viewer may know them. */
export async function listBans(ctx: Context, conversationId: string, args: PageArgs): Promise<Connection<StoredBan>> {
  const options = {
    ...{ codec: ctx.cursors, tenantId: ctx.actor.tenantId },
    ...{ kind: `bans/${conversationId}`, sizeMax: ctx.config.limits.pageSizeMax },
  };
  const page = parsePage<[bannedAt: string, userId: string]>(args, options);
  const isBeyond = (from: [string, string]): SQL => {
    const key = sql`(${conversationBans.bannedAt}, ${conversationBans.userId})`;
    const bound = sql`(${from[0]}::timestamptz, ${from[1]})`;
    return page.isBackward ? sql`${key} > ${bound}` : sql`${key} < ${bound}`;
  };
  const inOrder = page.isBackward ? asc : desc;
  const rows = await ctx.db
    .select(banColumns)
    .from(conversationBans)
    .where(
      and(
        eq(conversationBans.tenantId, ctx.actor.tenantId),
        eq(conversationBans.conversationId, conversationId),
        isInForce,
        page.from === null ? undefined : isBeyond(page.from),
      ),
    )
    .orderBy(inOrder(conversationBans.bannedAt), inOrder(conversationBans.userId))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row): [string, string] => [row.bannedAt, row.userId]);
}
