import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { joinSettings, sharesReceipts } from '../privacy/queries.ts';
import { type OwnPosition, type PositionRow, positionColumns, positionOf } from './own-position.ts';
import { shownDeliveredSeq, shownReadSeq } from './queries.ts';

interface Wanted {
  conversationId: string;
  deliveredSeq: number;
  readSeq: number;
  /** Others may see of him that this has reached one of his devices. */
  isDeliveryShown: boolean;
  /** And how far he reads from now on. */
  isReadingShown: boolean;
}

/** The actor's own position in a conversation, with what decides on who is told. */
export interface AdvancedConversation extends OwnPosition {
  conversationId: string;
  threadRootId: null;
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
  /** It was marked as unread up to where he has read now. */
  hasEndedMark: boolean;
}

/**
 * Clamps, advances and counts the actor's positions in conversations, in one statement. Its snapshot holds the heads, the
 * messages and the memberships, which are locked, alike.
 */
export async function advanceConversations(
  tx: Tx,
  tenantId: string,
  userId: string,
  wanted: Wanted[],
): Promise<AdvancedConversation[]> {
  interface Row extends PositionRow {
    conversation_id: string;
    member_count: number;
    is_shared: boolean;
    has_advanced: boolean;
    shown_delivered_seq: number;
    shown_read_seq: number;
    has_shown: boolean;
    has_ended: boolean;
  }
  const rows = await tx.execute<Row>(sql`
    with counted as (
      select w.at, m.tenant_id, m.conversation_id, m.user_id, n.delivered_seq, n.read_seq, c.member_count,
        n.delivered_seq > m.delivered_seq or n.read_seq > m.read_seq as has_advanced,
        s.delivered_seq as shown_delivered_seq, nullif(s.read_seq, n.read_seq) as shown_read_seq,
        s.read_seq > ${shownReadSeq('m')} or greatest(s.delivered_seq, s.read_seq) > ${shownDeliveredSeq('m')} as has_shown,
        e.has_ended, case when not e.has_ended then m.unread_from_seq end as unread_from_seq,
        case when not e.has_ended then m.unread_from_count end as unread_from_count,
        greatest(m.read_count, coalesce((
          select t.count_at from messages t
          where t.tenant_id = m.tenant_id and t.conversation_id = m.conversation_id and t.seq <= n.read_seq
          order by t.seq desc limit 1), 0)) as read_count
      from rows from (jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as ("conversationId" text, "deliveredSeq" int, "readSeq" int, "isDeliveryShown" boolean,
          "isReadingShown" boolean)) with ordinality
        as w(conversation_id, delivered_seq, read_seq, is_delivery_shown, is_reading_shown, at)
      join memberships m on m.tenant_id = ${tenantId} and m.conversation_id = w.conversation_id collate "C"
        and m.user_id = ${userId}
      join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
      join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
      cross join lateral (
        select greatest(m.delivered_seq, least(w.delivered_seq, h.last_seq)) as delivered_seq,
          greatest(m.read_seq, least(w.read_seq, h.last_seq)) as read_seq) n
      cross join lateral (
        select case when w.is_delivery_shown then n.delivered_seq else m.shown_delivered_seq end as delivered_seq,
          case when w.is_reading_shown and n.read_seq > m.read_seq then n.read_seq else ${shownReadSeq('m')} end as read_seq) s
      cross join lateral (select coalesce(w.read_seq >= m.unread_from_seq, false) as has_ended) e
    ), moved as (
      update memberships m set delivered_seq = n.delivered_seq, read_seq = n.read_seq, read_count = n.read_count,
        unread_from_seq = n.unread_from_seq, unread_from_count = n.unread_from_count,
        shown_delivered_seq = n.shown_delivered_seq, shown_read_seq = n.shown_read_seq,
        read_at = case when n.read_seq > m.read_seq then now() else m.read_at end,
        receipts_tx = case when n.has_shown then pg_current_xact_id() else m.receipts_tx end,
        marked_tx = case when n.has_shown then m.marked_tx else pg_current_xact_id() end
      from counted n
      where (n.has_advanced or n.has_ended or n.has_shown)
        and m.tenant_id = n.tenant_id and m.conversation_id = n.conversation_id and m.user_id = n.user_id
    )
    select m.conversation_id, ${positionColumns()}, m.member_count, m.has_advanced, m.has_ended,
      m.has_shown, ${shownDeliveredSeq('m')} as shown_delivered_seq, ${shownReadSeq('m')} as shown_read_seq,
      ${sharesReceipts('p')} as is_shared
    from counted m join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
    ${joinSettings('p', sql`m.tenant_id`, sql`m.user_id`)}
    order by m.at`);
  return rows.map((row) => ({
    ...{ conversationId: row.conversation_id, threadRootId: null, ...positionOf(row) },
    memberCount: row.member_count,
    isShared: row.is_shared,
    hasAdvanced: row.has_advanced,
    shownDeliveredSeq: row.shown_delivered_seq,
    shownReadSeq: row.shown_read_seq,
    hasShown: row.has_shown,
    hasEndedMark: row.has_ended,
  }));
}
