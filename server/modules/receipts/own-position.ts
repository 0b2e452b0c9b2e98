import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import { userTopic } from '../../realtime/log-event.ts';
import { idsOf } from './queries.ts';

/** The viewer's own position in a conversation, with what is counted from it. */
export interface OwnPosition {
  deliveredSeq: number;
  readSeq: number;
  /** Unread from here on, by his own mark; null: from `readSeq` on. */
  markedUnreadFromSeq: number | null;
  unreadCount: number;
  unreadMentionCount: number;
  /** The conversation's last `seq` at the time of the counts. */
  lastSeq: number;
  /** The last `seq` of his own log at that time. */
  ownLogSeq: number;
}

/** How far a member `m` has read for what counts as unread: up to where he has marked it as unread himself, if he has. */
const countedSeq: SQL = sql`least(m.read_seq, m.unread_from_seq - 1)`;

/** True for messages `seq` that the member `m` has not deleted for himself: a probe of an index for each. */
const isShown = (seq: SQL): SQL => sql`not coalesce((
  select true from hidden_messages d
  where d.tenant_id = m.tenant_id and d.user_id = m.user_id and d.conversation_id = m.conversation_id and d.seq = ${seq}
  ), false)`;

/**
 * Others' undeleted messages after a member's position, out of the rows `m` (memberships) and `h` (the conversation's
 * heads): all that came since, less the tombstones among them, less those that he hid; replies in threads are counted
 * there. His own are never among them: sending moves his position, and a mark of his own leaves them out. Exact, and
 * proportional to what was deleted, not to what was sent.
 */
const unreadCount: SQL = sql`(
  h.message_count - coalesce(m.unread_from_count, m.read_count)
  - (select count(*) from messages t
     where t.tenant_id = m.tenant_id and t.conversation_id = m.conversation_id and t.seq > ${countedSeq}
       and t.deleted_at is not null and t.thread_root_seq is null and t.sender_id <> m.user_id)
  - (select count(*) from hidden_messages d
     join messages t on t.tenant_id = d.tenant_id and t.conversation_id = d.conversation_id and t.seq = d.seq
     where d.tenant_id = m.tenant_id and d.user_id = m.user_id and d.conversation_id = m.conversation_id
       and d.seq > ${countedSeq} and t.deleted_at is null and t.thread_root_seq is null and t.sender_id <> m.user_id))::int`;

/**
 * Those of them that mention the member by name or everyone. A message that does both counts once. What is deleted has
 * no rows; who mentions himself has none either, but everyone is everyone's.
 */
const unreadMentionCount: SQL = sql`(
  select count(distinct n.seq)::int from mentions n
  where n.tenant_id = m.tenant_id and n.conversation_id = m.conversation_id and n.user_id in (m.user_id, '')
    and n.seq > ${countedSeq} and n.thread_root_seq is null and ${isShown(sql`n.seq`)}
    and (n.user_id <> '' or (
      select t.sender_id from messages t
      where t.tenant_id = n.tenant_id and t.conversation_id = n.conversation_id and t.seq = n.seq) <> m.user_id))`;

/** The last `seq` of the own log of `m`, a member. */
export const ownLogSeq: SQL = sql`coalesce((
  select u.last_seq from heads u where u.tenant_id = m.tenant_id and u.topic = ${userTopic('')}::text || m.user_id), 0)`;

/**
 * What `positionOf` reads: of `m`, which has the columns of `memberships`, and its conversation's head `h`. Counting is
 * left out where nobody asks for it.
 */
export const positionColumns = (isCounted: SQL = sql`true`): SQL => sql`
  m.delivered_seq, m.read_seq, m.unread_from_seq, h.last_seq,
  case when ${isCounted} then ${unreadCount} end as unread,
  case when ${isCounted} then ${unreadMentionCount} end as unread_mentions,
  case when ${isCounted} then ${ownLogSeq} end as own_log_seq`;

/** A row of `positionColumns`. */
export interface PositionRow extends Record<string, unknown> {
  delivered_seq: number;
  read_seq: number;
  unread_from_seq: number | null;
  unread: number;
  unread_mentions: number;
  last_seq: number;
  own_log_seq: number;
}

export function positionOf(row: PositionRow): OwnPosition {
  return {
    deliveredSeq: row.delivered_seq,
    readSeq: row.read_seq,
    markedUnreadFromSeq: row.unread_from_seq,
    unreadCount: row.unread,
    unreadMentionCount: row.unread_mentions,
    lastSeq: row.last_seq,
    ownLogSeq: row.own_log_seq,
  };
}

/**
 * Gathers one turn's questions for the viewer's own positions into one read; null where he is no member any more. One
 * statement reads all of a position, so that its parts are of one moment. It remembers nothing.
 */
export const ownPositionLoader = perKey(
  (ctx: Context) =>
    new DataLoader<string, OwnPosition | null>(
      async (ids) => {
        const { tenantId, userId } = ctx.actor;
        const rows = await ctx.db.execute<PositionRow & { conversation_id: string }>(sql`
          select m.conversation_id, ${positionColumns()}
          from memberships m join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
          where m.tenant_id = ${tenantId} and m.user_id = ${userId}
            and m.conversation_id in (${idsOf([...new Set(ids)])})`);
        const found = new Map(rows.map((row) => [row.conversation_id, positionOf(row)]));
        return ids.map((id) => found.get(id) ?? null);
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/** What a user has not read, over all of his conversations that he has not muted. */
interface UnreadTotals {
  unreadCount: number;
  unreadMentionCount: number;
}

/** Gathers one turn's questions for the viewer's own totals into one read. It remembers nothing. */
export const unreadTotalsLoader = perKey(
  (ctx: Context) =>
    new DataLoader<string, UnreadTotals>(
      async (asked) => {
        const totals = await readUnreadTotals(ctx.db, ctx.actor.tenantId, ctx.actor.userId);
        return asked.map(() => totals);
      },
      { cache: false },
    ),
);

/** The sums over all of a user's conversations that he has not muted. */
export async function readUnreadTotals(db: Db, tenantId: string, userId: string): Promise<UnreadTotals> {
  const [row] = await db.execute<{ unread: number; unread_mentions: number }>(sql`
    select coalesce(sum(${unreadCount}), 0)::int as unread, coalesce(sum(${unreadMentionCount}), 0)::int as unread_mentions
    from memberships m join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
    where m.tenant_id = ${tenantId} and m.user_id = ${userId}
      and (m.muted_until is null or m.muted_until <= now())`);
  return { unreadCount: row?.unread ?? 0, unreadMentionCount: row?.unread_mentions ?? 0 };
}
