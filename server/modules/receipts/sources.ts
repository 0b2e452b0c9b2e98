import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import type { Limits } from '../../limits.ts';
import { conversationTopic, type StateItem, type Topic, userTopic } from '../../realtime/log-event.ts';
import { isNews } from '../../realtime/read-plans.ts';
import type { StateSource } from '../../realtime/realtime.ts';
import { joinSettings, sharesReceipts } from '../privacy/queries.ts';
import { type PositionRow, positionColumns, positionOf } from './own-position.ts';
import { isSince, shownDeliveredSeq, shownReadSeq } from './queries.ts';

/** The part of `Sources` that is about positions; see there. */
interface ReceiptSources {
  moved: StateSource;
  stateSince(db: Db, since: string): Promise<{ tenantId: string; topic: Topic; item: StateItem }[]>;
}

interface MovedRow extends PositionRow {
  tenant_id: string;
  conversation_id: string;
  user_id: string;
  shown_delivered_seq: number;
  shown_read_seq: number;
  /** To be told to himself. */
  is_his: boolean;
  /** To be told by name. */
  is_named: boolean;
}

/** Of a membership `m`, what `positionColumns` and those who are told need. */
const position: SQL = sql`m.tenant_id, m.conversation_id, m.user_id, m.delivered_seq, m.shown_delivered_seq, m.read_seq,
  m.shown_read_seq, m.read_count, m.unread_from_seq, m.unread_from_count`;

const conversationOf: SQL = sql`conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id`;
const headOf: SQL = sql`heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id`;

/** `limits` say up to how many members receipts are told by name. */
export function createReceiptSources({
  namedReceiptsMembersMax,
}: Pick<Limits, 'namedReceiptsMembersMax'>): ReceiptSources {
  const isNamed = sql`c.member_count <= ${namedReceiptsMembersMax}`;
  /** What is told of moved positions `m`: by name where they are receipts, with the counts where he is told himself. */
  const columns = (isShared: SQL) => sql`
    m.tenant_id, m.conversation_id, m.user_id, ${positionColumns(sql`m.is_his`)}, m.is_his,
    ${shownDeliveredSeq('m')} as shown_delivered_seq, ${shownReadSeq('m')} as shown_read_seq, m.is_receipt and ${isNamed} and ${isShared} as is_named`;

  return {
    moved: {
      // From the moved positions to those whom they are told to: so much is read as has moved or is told. Who turns his
      // receipts on again is told of all others' positions, and they of his. A mark is nobody's business but his own.
      select: (oldestTx) => sql`
        with sharers as materialized (
          select p.tenant_id, p.user_id, p.receipts_tx as tx
          from privacy_settings p where p.receipts_tx >= ${oldestTx}::xid8 and p.share_read_receipts
        ), moved as materialized (
          select ${position}, m.receipts_tx as tx, ${isNamed} as is_named, true as is_his, true as is_receipt
          from memberships m join ${conversationOf}
          where m.receipts_tx >= ${oldestTx}::xid8
          union all
          select ${position}, m.marked_tx, false, true, false
          from memberships m where m.marked_tx >= ${oldestTx}::xid8
          union all
          select ${position}, s.tx, true, false, true
          from sharers s
          join memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
          join ${conversationOf} and ${isNamed}
        ), told as (
          select v.place, v.user_id as viewer_id, true as is_his, m.is_receipt, m.tx, v.state_since as since, ${position}
          from (select ${position}, m.tx, m.is_receipt from moved m where m.is_his) m
          full join viewers v on v.tenant_id = m.tenant_id and v.user_id = m.user_id
          union all
          select i.place, i.user_id, false, true, m.tx,
            case when i.to_seq is null and i.user_id <> m.user_id then i.state_since end, ${position}
          from (select ${position}, m.tx from moved m where m.is_named) m
          full join intervals i on i.tenant_id = m.tenant_id and i.conversation_id = m.conversation_id
          union all
          select i.place, i.viewer_id, false, true, i.tx, i.since, ${position}
          from (
            select i.place, i.tenant_id, i.user_id as viewer_id, i.conversation_id, i.state_since as since, s.tx
            from sharers s
            full join intervals i on i.tenant_id = s.tenant_id and i.user_id = s.user_id
            where i.to_seq is null and ${isNews(sql`s.tx`, sql`i.state_since`)}
          ) i
          join memberships m on m.tenant_id = i.tenant_id and m.conversation_id = i.conversation_id
          join ${conversationOf} and ${isNamed}
        )
        select m.place, ${columns(sql`${sharesReceipts('p')} and ${sharesReceipts('q')}`)}
        from (
          select m.place, m.viewer_id, ${position}, bool_or(m.is_his) as is_his, bool_or(m.is_receipt) as is_receipt
          from told m where ${isNews(sql`m.tx`, sql`m.since`)}
          group by m.place, m.viewer_id, ${position}
        ) m
        join ${conversationOf}
        join ${headOf}
        ${joinSettings('p', sql`m.tenant_id`, sql`m.user_id`)}
        ${joinSettings('q', sql`m.tenant_id`, sql`m.viewer_id`)}
        where m.is_his or (${sharesReceipts('p')} and ${sharesReceipts('q')})
        order by m.place, m.conversation_id, m.user_id`,
      itemsOf: (rows: MovedRow[]) => itemsOf(rows).map(({ item }) => item),
    },
    async stateSince(db, since) {
      const rows = await db.execute<MovedRow>(sql`
        with moved as (
          select ${position}, true as is_his, true as is_receipt
          from memberships m where ${isSince(sql`m.receipts_tx`, since)}
          union all
          select ${position}, true, false from memberships m where ${isSince(sql`m.marked_tx`, since)}
          union all
          select ${position}, false, true
          from privacy_settings s
          join memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
          join ${conversationOf} and ${isNamed}
          where s.share_read_receipts and ${isSince(sql`s.receipts_tx`, since)}
        )
        select ${columns(sharesReceipts('p'))}
        from (
          select ${position}, bool_or(m.is_his) as is_his, bool_or(m.is_receipt) as is_receipt
          from moved m group by ${position}
        ) m
        join ${conversationOf}
        join ${headOf}
        ${joinSettings('p', sql`m.tenant_id`, sql`m.user_id`)}
        order by m.tenant_id, m.conversation_id, m.user_id`);
      return itemsOf(rows);
    },
  };
}

/** One ReceiptsAdvanced for each conversation that tells names, and a ReadPositionChanged for each of whoever is told himself. */
function itemsOf(rows: MovedRow[]): { tenantId: string; topic: Topic; item: StateItem }[] {
  const named = Map.groupBy(
    rows.filter((row) => row.is_named),
    (row) => JSON.stringify([row.tenant_id, row.conversation_id]),
  );
  const advanced = [...named.values()].flatMap((group) => group.slice(0, 1).map((first) => advancedItem(first, group)));
  return [...advanced, ...rows.filter((row) => row.is_his).map(positionItem)];
}

function advancedItem({ tenant_id, conversation_id }: MovedRow, rows: MovedRow[]) {
  const receipts = rows.map((row) => ({
    userId: row.user_id,
    deliveredSeq: row.shown_delivered_seq,
    readSeq: row.shown_read_seq,
  }));
  const item: StateItem = { type: 'ReceiptsAdvanced', conversationId: conversation_id, receipts };
  return { tenantId: tenant_id, topic: conversationTopic(conversation_id), item };
}

function positionItem(row: MovedRow) {
  const { user_id: userId, conversation_id: conversationId } = row;
  const item: StateItem = { type: 'ReadPositionChanged', userId, conversationId, ...positionOf(row) };
  return { tenantId: row.tenant_id, topic: userTopic(userId), item };
}
