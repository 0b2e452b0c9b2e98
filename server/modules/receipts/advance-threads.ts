import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import {
  hasThread,
  threadCountAt,
  threadJoins,
  unreadReplies,
  unreadReplyMentions,
} from '../messages/thread-queries.ts';
import { joinSettings, sharesReceipts } from '../privacy/queries.ts';
import { ownLogSeq } from './own-position.ts';

interface WantedThread {
  conversationId: string;
  threadRootId: string | null;
  deliveredSeq: number;
  readSeq: number;
  /** Others may see of him that this has reached one of his devices. */
  isDeliveryShown: boolean;
  /** And how far he reads from now on. */
  isReadingShown: boolean;
}

/** The actor's own position in a thread, with what decides on who is told. */
export interface AdvancedThread {
  conversationId: string;
  threadRootId: string;
  threadRootSeq: number;
  deliveredSeq: number;
  readSeq: number;
  /** Threads have no marks. */
  markedUnreadFromSeq: null;
  unreadCount: number;
  unreadMentionCount: number;
  lastSeq: number;
  ownLogSeq: number;
  memberCount: number;
  /** The actor lets others see it, if not all of it. */
  isShared: boolean;
  hasAdvanced: boolean;
  /** What others see of `deliveredSeq`. */
  shownDeliveredSeq: number;
  /** What they see of `readSeq`. */
  shownReadSeq: number;
  /** They see a change. */
  hasShown: boolean;
}

/**
 * Clamps, advances and counts the actor's positions in threads, in one statement. A thread that he does not have is
 * missing in the answer. His memberships are locked: whoever moves his positions in threads has locked them first.
 */
export async function advanceThreads(
  tx: Tx,
  tenantId: string,
  userId: string,
  wanted: WantedThread[],
): Promise<AdvancedThread[]> {
  const rows = await tx.execute<{
    conversation_id: string;
    root_id: string;
    root_seq: number;
    delivered_seq: number;
    read_seq: number;
    unread: number;
    unread_mentions: number;
    last_seq: number;
    own_log_seq: number;
    member_count: number;
    is_shared: boolean;
    has_advanced: boolean;
    shown_delivered_seq: number;
    shown_read_seq: number;
    has_shown: boolean;
  }>(sql`
    with counted as (
      select th.tenant_id, th.conversation_id, th.root_seq, th.reply_count, r.id as root_id, m.user_id,
        n.delivered_seq, n.read_seq, h.last_seq, c.member_count,
        n.delivered_seq > at.delivered_seq or n.read_seq > at.read_seq as has_advanced,
        d.stored_seq, d.shown_seq as shown_delivered_seq,
        d.read_seq as shown_read_seq, d.read_seq > at.shown_read_seq or d.shown_seq > at.shown_delivered_seq as has_shown,
        case when n.read_seq > at.read_seq then ${threadCountAt(sql`n.read_seq`)} else at.read_count end as read_count
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as w("conversationId" text, "threadRootId" text, "deliveredSeq" int, "readSeq" int, "isDeliveryShown" boolean,
          "isReadingShown" boolean)
      join messages r on r.tenant_id = ${tenantId} and r.id = w."threadRootId" collate "C"
        and r.conversation_id = w."conversationId" and r.thread_root_seq is null
      left join threads s on s.tenant_id = r.tenant_id and s.conversation_id = r.conversation_id and s.root_seq = r.seq
      cross join lateral (
        select r.tenant_id, r.conversation_id, r.seq as root_seq, coalesce(s.reply_count, 0) as reply_count,
          coalesce(s.last_reply_seq, 0) as last_reply_seq) th
      join memberships m on m.tenant_id = th.tenant_id and m.conversation_id = th.conversation_id
        and m.user_id = ${userId}
      ${threadJoins}
      cross join lateral (
        select greatest(at.delivered_seq, least(w."deliveredSeq", th.last_reply_seq)) as delivered_seq,
          greatest(at.read_seq, least(w."readSeq", th.last_reply_seq)) as read_seq) n
      cross join lateral (
        select case when w."isDeliveryShown" then n.delivered_seq else tp.shown_delivered_seq end as stored_seq,
          case when w."isReadingShown" and n.read_seq > at.read_seq then n.read_seq else at.shown_read_seq end as read_seq) f
      cross join lateral (
        select f.stored_seq, f.read_seq, greatest(f.stored_seq, f.read_seq, m.joined_seq) as shown_seq) d
      where ${hasThread}
    ), moved as (
      insert into thread_positions
        (tenant_id, conversation_id, root_seq, user_id, delivered_seq, shown_delivered_seq, read_seq, shown_read_seq,
         read_count, read_at, receipts_tx, own_tx)
      select n.tenant_id, n.conversation_id, n.root_seq, n.user_id, n.delivered_seq, n.stored_seq, n.read_seq,
        nullif(n.shown_read_seq, n.read_seq), n.read_count, now(), case when n.has_shown then pg_current_xact_id() end,
        case when not n.has_shown then pg_current_xact_id() end
      from counted n where n.has_advanced or n.has_shown
      on conflict (tenant_id, conversation_id, root_seq, user_id) do update
      set delivered_seq = excluded.delivered_seq, read_seq = excluded.read_seq, read_count = excluded.read_count,
        shown_delivered_seq = excluded.shown_delivered_seq, shown_read_seq = excluded.shown_read_seq,
        read_at = case when excluded.read_seq > thread_positions.read_seq then excluded.read_at
          else thread_positions.read_at end,
        receipts_tx = coalesce(excluded.receipts_tx, thread_positions.receipts_tx),
        own_tx = coalesce(excluded.own_tx, thread_positions.own_tx)
    )
    select m.conversation_id, m.root_id, m.root_seq, m.delivered_seq, m.read_seq, m.last_seq, m.member_count,
      m.has_advanced, m.shown_delivered_seq, m.shown_read_seq, m.has_shown, ${ownLogSeq} as own_log_seq, ${sharesReceipts('p')} as is_shared,
      ${unreadReplies(sql`m.read_seq`, sql`m.read_count`)} as unread,
      ${unreadReplyMentions(sql`m.read_seq`)} as unread_mentions
    from counted m
    cross join lateral (select m.tenant_id, m.conversation_id, m.root_seq, m.reply_count) th
    ${joinSettings('p', sql`m.tenant_id`, sql`m.user_id`)}`);
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    threadRootId: row.root_id,
    threadRootSeq: row.root_seq,
    deliveredSeq: row.delivered_seq,
    readSeq: row.read_seq,
    markedUnreadFromSeq: null,
    unreadCount: row.unread,
    unreadMentionCount: row.unread_mentions,
    lastSeq: row.last_seq,
    ownLogSeq: row.own_log_seq,
    memberCount: row.member_count,
    isShared: row.is_shared,
    hasAdvanced: row.has_advanced,
    shownDeliveredSeq: row.shown_delivered_seq,
    shownReadSeq: row.shown_read_seq,
    hasShown: row.has_shown,
  }));
}
