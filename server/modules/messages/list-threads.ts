import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import { requireMember } from '../conversations/queries.ts';
import { firstReadableSeq } from './policy.ts';
import { hasShownReplies, hasThread, readThreads, type Thread, threadJoins, unreadReplies } from './thread-queries.ts';

interface ThreadArgs extends PageArgs {
  unreadOnly?: boolean | null | undefined;
  mineOnly?: boolean | null | undefined;
}

/** A filter looks at no more threads than these, the latest: it costs the same in a conversation with many. */
const filteredThreadsMax = 1_000;

const columns: SQL = sql`th.tenant_id, th.conversation_id, th.root_seq, th.reply_count, th.last_reply_seq, th.last_reply_at`;

/** Threads with replies that the member has not read; the first half spares most of the counting. */
const isUnread: SQL = sql`
  th.last_reply_seq > at.read_seq and ${unreadReplies(sql`at.read_seq`, sql`at.read_count`)} > 0`;

const isMine: SQL = sql`(
  coalesce(tp.is_participant, false)
  or exists (select from messages r where r.tenant_id = th.tenant_id and r.conversation_id = th.conversation_id
    and r.seq = th.root_seq and r.sender_id = m.user_id)
  or exists (select from mentions n where n.tenant_id = th.tenant_id and n.conversation_id = th.conversation_id
    and n.user_id = m.user_id and n.thread_root_seq = th.root_seq))`;

/** A conversation's threads, the latest reply first. For members. */
export async function listThreads(
  ctx: Context,
  conversationId: string,
  { unreadOnly, mineOnly, ...args }: ThreadArgs,
): Promise<Connection<Thread>> {
  const { tenantId, userId } = ctx.actor;
  const { codec, sizeMax } = { codec: ctx.cursors, sizeMax: ctx.config.limits.pageSizeMax };
  const options = { codec, tenantId, kind: `threads/${conversationId}`, sizeMax };
  const page = parsePage<number>(args, options);
  const { conversation, membership } = await requireMember(ctx.db, tenantId, conversationId, userId);

  const filters = [
    ...(membership.lacksMessages ? [hasThread, hasShownReplies] : []),
    ...(unreadOnly ? [isUnread] : []),
    ...(mineOnly ? [isMine] : []),
  ];
  const latest = sql`
    select ${columns} from threads th where tenant_id = ${tenantId} and conversation_id = ${conversationId}
      and root_seq >= ${firstReadableSeq(conversation, membership)}
    order by last_reply_seq desc ${filters.length > 0 ? sql`limit ${filteredThreadsMax}` : sql``}`;
  const beyond =
    page.from === null ? [] : [sql`th.last_reply_seq ${page.isBackward ? sql`>` : sql`<`} ${page.from}::int`];
  const inOrder = sql`order by th.last_reply_seq ${page.isBackward ? sql`asc` : sql`desc`}`;
  const member = sql`
    join memberships m on m.tenant_id = th.tenant_id and m.conversation_id = th.conversation_id
      and m.user_id = ${userId} ${threadJoins}`;
  // What threads show is counted for those of the page alone.
  const threads = await readThreads(
    ctx.db,
    sql`from (
      select ${columns} from (${latest}) th ${filters.length > 0 ? member : sql``}
      where ${sql.join([sql`true`, ...beyond, ...filters], sql` and `)}
      ${inOrder} limit ${page.limit + 1}) th
    ${member} ${inOrder}`,
  );
  return toConnection(threads, page, options, (thread) => thread.lastReplySeq);
}
