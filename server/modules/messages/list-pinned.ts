import { and, asc, desc, gte, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { requireMember } from '../conversations/queries.ts';
import { firstReadableSeq } from './policy.ts';
import { isOf, isPinned, isShownTo, messageColumns } from './queries.ts';
import { messages } from './table.ts';

/** A conversation's pinned messages that the viewer may read, the newest pin first. For members. */
export async function listPinned(
  ctx: Context,
  conversationId: string,
  args: PageArgs,
): Promise<Connection<StoredMessage>> {
  const { tenantId, userId } = ctx.actor;
  const options = {
    codec: ctx.cursors,
    tenantId,
    kind: `pinned/${conversationId}`,
    sizeMax: ctx.config.limits.pageSizeMax,
  };
  const page = parsePage<[pinnedAt: string, seq: number]>(args, options);
  const { conversation, membership } = await requireMember(ctx.db, tenantId, conversationId, userId);
  const isBeyond = (from: [string, number]): SQL => {
    const key = sql`(${messages.pinnedAt}, ${messages.seq})`;
    const bound = sql`(${from[0]}::timestamptz, ${from[1]}::int)`;
    return page.isBackward ? sql`${key} > ${bound}` : sql`${key} < ${bound}`;
  };
  const inOrder = page.isBackward ? asc : desc;
  const rows = await ctx.db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        isOf(messages, { tenantId, conversationId }),
        isPinned,
        gte(messages.seq, firstReadableSeq(conversation, membership)),
        isShownTo(userId),
        page.from === null ? undefined : isBeyond(page.from),
      ),
    )
    .orderBy(inOrder(messages.pinnedAt), inOrder(messages.seq))
    .limit(page.limit + 1);
  return toConnection(rows, page, options, (row): [string, number] => [row.pinnedAt ?? '', row.seq]);
}
