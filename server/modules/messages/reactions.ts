import DataLoader from 'dataloader';
import { and, asc, desc, eq, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredMessage, StoredReaction } from '../../realtime/log-event.ts';
import { readAccess } from '../conversations/queries.ts';
import { mayRead } from './policy.ts';
import { isOf } from './queries.ts';
import { reactions } from './table.ts';

/** How many of those who reacted with an emoji a message shows by itself. */
export const reactorsShownMax = 5;

/** What resolvers of a count are handed. */
export interface ReactionParent extends StoredReaction {
  message: StoredMessage;
}

/** One user's reaction, as the API shows it. */
export interface StoredReactor {
  userId: string;
  createdAt: string;
}

/** A message's reactions with one more. The user has not reacted so before. */
export function withReaction(before: StoredReaction[] | null, emoji: string, userId: string): StoredReaction[] {
  const known = before ?? [];
  if (!known.some((each) => each.emoji === emoji)) return [...known, { emoji, count: 1, userIds: [userId] }];
  return known.map((each) => {
    if (each.emoji !== emoji) return each;
    const userIds = each.userIds.length < reactorsShownMax ? [...each.userIds, userId] : each.userIds;
    return { emoji, count: each.count + 1, userIds };
  });
}

/** A message's reactions with one fewer, which is gone from the table already; null: none is left. */
export async function withoutReaction(
  tx: Tx,
  tenantId: string,
  message: StoredMessage,
  { emoji, userId }: { emoji: string; userId: string },
): Promise<StoredReaction[] | null> {
  const left: StoredReaction[] = [];
  for (const each of message.reactions ?? []) {
    if (each.emoji !== emoji) left.push(each);
    else if (each.count > 1) {
      const userIds = each.userIds.filter((id) => id !== userId);
      const hasMore = each.count - 1 > userIds.length && userIds.length < reactorsShownMax;
      const next = hasMore ? await readNextReactor(tx, tenantId, message, emoji, userIds) : [];
      left.push({ emoji, count: each.count - 1, userIds: [...userIds, ...next] });
    }
  }
  return left.length === 0 ? null : left;
}

/** The first who reacted with this emoji, besides those who are shown. */
async function readNextReactor(
  tx: Tx,
  tenantId: string,
  message: StoredMessage,
  emoji: string,
  shown: string[],
): Promise<string[]> {
  const rows = await tx
    .select({ userId: reactions.userId })
    .from(reactions)
    .where(
      and(isReactionTo(tenantId, message, emoji), shown.length === 0 ? undefined : notInArray(reactions.userId, shown)),
    )
    .orderBy(asc(reactions.createdAt), asc(reactions.userId))
    .limit(1);
  return rows.map((row) => row.userId);
}

/** All reactions to a message with one emoji. */
export const isReactionTo = (tenantId: string, { conversationId, seq }: StoredMessage, emoji: string) =>
  and(isOf(reactions, { tenantId, conversationId }), eq(reactions.messageSeq, seq), eq(reactions.emoji, emoji));

/** Everybody who reacted to a message with one emoji, the earliest first. For whoever may read the message now. */
export async function listReactors(
  ctx: Context,
  message: StoredMessage,
  emoji: string,
  args: PageArgs,
): Promise<Connection<StoredReactor>> {
  const { tenantId, userId } = ctx.actor;
  const options = {
    codec: ctx.cursors,
    tenantId,
    kind: `reactors/${message.id}/${emoji}`,
    sizeMax: ctx.config.limits.pageSizeMax,
  };
  const page = parsePage<[createdAt: string, userId: string]>(args, options);
  // A message is also the answer to a retry of whoever lost access since.
  if (!mayRead(await readAccess(ctx.db, tenantId, message.conversationId, userId), message)) throw notFound('message');
  const isBeyond = (from: [string, string]): SQL => {
    const key = sql`(${reactions.createdAt}, ${reactions.userId})`;
    const bound = sql`(${from[0]}::timestamptz, ${from[1]})`;
    return page.isBackward ? sql`${key} < ${bound}` : sql`${key} > ${bound}`;
  };
  const inOrder = page.isBackward ? desc : asc;
  const rows = await ctx.db
    .select({ userId: reactions.userId, createdAt: reactions.createdAt })
    .from(reactions)
    .where(and(isReactionTo(tenantId, message, emoji), page.from === null ? undefined : isBeyond(page.from)))
    .orderBy(inOrder(reactions.createdAt), inOrder(reactions.userId))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row): [string, string] => [row.createdAt, row.userId]);
}

/** Whether the viewer is among those who reacted so. Most often the message itself tells. */
export function hasReacted(ctx: Context, reaction: ReactionParent): boolean | Promise<boolean> {
  if (reaction.userIds.includes(ctx.actor.userId)) return true;
  return reaction.count > reaction.userIds.length && ownReactionLoader(ctx).load(reaction);
}

/** Gathers one turn's questions for the viewer's own reactions into one read. It remembers nothing. */
const ownReactionLoader = perKey(
  (ctx: Context) =>
    new DataLoader<ReactionParent, boolean>(
      async (asked) => {
        const { tenantId, userId } = ctx.actor;
        const places = asked.map(({ message: { conversationId, seq }, emoji }) => ({ conversationId, seq, emoji }));
        const rows = await ctx.db.execute<{ place: number }>(sql`
          select a.place::int as place
          from rows from (jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
              as ("conversationId" text, seq int, emoji text)) with ordinality as a(conversation_id, seq, emoji, place)
          join reactions r on r.tenant_id = ${tenantId} and r.conversation_id = a.conversation_id collate "C"
            and r.message_seq = a.seq and r.emoji = a.emoji and r.user_id = ${userId}`);
        const found = new Set(rows.map((row) => row.place));
        return asked.map((_, at) => found.has(at + 1));
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);
