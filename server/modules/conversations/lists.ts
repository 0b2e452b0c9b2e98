import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput, textInput } from '../../lib/input.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import type { StoredConversation, StoredMember } from '../../realtime/log-event.ts';
import { conversationColumns, memberColumns } from './queries.ts';
import type { ConversationParent } from './rows.ts';
import { shownActivity } from './shown-activity.ts';
import { conversations, memberships } from './table.ts';

const pageOptions = (ctx: Context, kind: string) => ({
  codec: ctx.cursors,
  tenantId: ctx.actor.tenantId,
  kind,
  sizeMax: ctx.config.limits.pageSizeMax,
});

/** The tips of the logs, by the name that the log's own layer gives them. A conversation's topic is its id. */
const heads = {
  table: sql`heads h`,
  isTipOf: sql`h.tenant_id = ${memberships.tenantId} and h.topic = ${memberships.conversationId}`,
  lastSeq: sql<number>`h.last_seq`,
  lastActivityAt: shownActivity(memberships).mapWith((value: string) => new Date(value).toISOString()),
};

/** The viewer's conversations, latest activity first. A conversation that moves while one pages may be met twice. */
export async function listConversations(ctx: Context, args: PageArgs): Promise<Connection<ConversationParent>> {
  const options = pageOptions(ctx, 'conversations');
  const page = parsePage<[activeAt: string, id: string]>(args, options);
  const isBeyond = (from: [string, string]): SQL => {
    const key = sql`(${heads.lastActivityAt}, ${memberships.conversationId})`;
    const bound = sql`(${from[0]}::timestamptz, ${from[1]})`;
    return page.isBackward ? sql`${key} > ${bound}` : sql`${key} < ${bound}`;
  };
  const inOrder = page.isBackward ? asc : desc;
  const rows = await ctx.db
    .select({ conversation: conversationColumns, lastSeq: heads.lastSeq, lastActivityAt: heads.lastActivityAt })
    .from(memberships)
    .innerJoin(heads.table, heads.isTipOf)
    .innerJoin(
      conversations,
      and(eq(conversations.tenantId, memberships.tenantId), eq(conversations.id, memberships.conversationId)),
    )
    .where(
      and(
        eq(memberships.tenantId, ctx.actor.tenantId),
        eq(memberships.userId, ctx.actor.userId),
        page.from === null ? undefined : isBeyond(page.from),
      ),
    )
    .orderBy(inOrder(heads.lastActivityAt), inOrder(memberships.conversationId))
    .limit(page.limit + 1);
  const found = rows.map(({ conversation, ...tip }) => ({ ...conversation, ...tip }));
  return toConnection(found, page, options, (row): [string, string] => [row.lastActivityAt, row.id]);
}

const queryInput = perKey(({ titleLengthMax }: Limits) =>
  z.object({ query: textInput({ lengthMax: titleLengthMax }).nullish() }),
);

/** The tenant's PUBLIC channels, newest first; `query` narrows them to titles that contain it. */
export async function listChannels(
  ctx: Context,
  { query: asked, ...args }: PageArgs & { query?: string | null },
): Promise<Connection<StoredConversation>> {
  // A search box that was emptied asks for all.
  const { query } = parseInput(queryInput(ctx.config.limits), { query: asked?.trim() === '' ? null : asked });
  const options = pageOptions(ctx, 'channels');
  const page = parsePage<string>(args, options);
  const isBeyond = (from: string): SQL =>
    page.isBackward ? sql`${conversations.id} > ${from}` : sql`${conversations.id} < ${from}`;
  const rows = await ctx.db
    .select(conversationColumns)
    .from(conversations)
    .where(
      and(
        eq(conversations.tenantId, ctx.actor.tenantId),
        // Written out, so that the partial index serves it whatever plan is used.
        sql`${conversations.visibility} = 'PUBLIC'`,
        query == null ? undefined : sql`${conversations.title} ilike ${`%${escapePattern(query)}%`}`,
        page.from === null ? undefined : isBeyond(page.from),
      ),
    )
    // Ids begin with the time.
    .orderBy((page.isBackward ? asc : desc)(conversations.id))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row) => row.id);
}

/** Makes LIKE's wildcards the characters that they are. */
function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** A conversation's members, longest first. The caller has checked that the viewer is one. */
export async function listMembers(
  ctx: Context,
  conversationId: string,
  args: PageArgs,
): Promise<Connection<StoredMember>> {
  const options = pageOptions(ctx, `members/${conversationId}`);
  const page = parsePage<[joinedSeq: number, userId: string]>(args, options);
  const isBeyond = (from: [number, string]): SQL => {
    const key = sql`(${memberships.joinedSeq}, ${memberships.userId})`;
    const bound = sql`(${from[0]}::int, ${from[1]})`;
    return page.isBackward ? sql`${key} < ${bound}` : sql`${key} > ${bound}`;
  };
  const inOrder = page.isBackward ? desc : asc;
  const rows = await ctx.db
    .select(memberColumns)
    .from(memberships)
    .where(
      and(
        eq(memberships.tenantId, ctx.actor.tenantId),
        eq(memberships.conversationId, conversationId),
        page.from === null ? undefined : isBeyond(page.from),
      ),
    )
    .orderBy(inOrder(memberships.joinedSeq), inOrder(memberships.userId))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row): [number, string] => [row.joinedSeq, row.userId]);
}
