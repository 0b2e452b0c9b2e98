import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import type { Limits } from '../../limits.ts';
import { conversationTopic, type StateItem, type Topic, userTopic } from '../../realtime/log-event.ts';
import { isNews } from '../../realtime/read-plans.ts';
import type { StateSource } from '../../realtime/realtime.ts';
import { hasThread, threadJoins, unreadReplies, unreadReplyMentions } from '../messages/thread-queries.ts';
import { joinSettings, sharesReceipts } from '../privacy/queries.ts';
import { isSince } from './queries.ts';

/** The part of `Sources` that is about positions in threads; see there. */
interface ThreadSources {
  moved: StateSource;
  stateSince(db: Db, since: string): Promise<{ tenantId: string; topic: Topic; item: StateItem }[]>;
}

interface MovedRow extends Record<string, unknown> {
  tenant_id: string;
  conversation_id: string;
  root_id: string;
  root_seq: number;
  user_id: string;
  delivered_seq: number;
  shown_delivered_seq: number;
  shown_read_seq: number;
  read_seq: number;
  last_seq: number;
  unread: number | null;
  unread_mentions: number | null;
  is_named: boolean;
}

/** The thread, the membership and the position of a moved position `w`, unless it is of an earlier membership. */
const place: SQL = sql`
  cross join lateral (
    select t.tenant_id, t.conversation_id, t.root_seq, t.reply_count from threads t
    where t.tenant_id = w.tenant_id and t.conversation_id = w.conversation_id and t.root_seq = w.root_seq limit 1) th
  cross join lateral (
    select s.tenant_id, s.conversation_id, s.user_id, s.joined_seq, s.lacks_messages from memberships s
    where s.tenant_id = w.tenant_id and s.conversation_id = w.conversation_id and s.user_id = w.user_id limit 1) m
  ${threadJoins}
  cross join lateral (
    select r.id from messages r
    where r.tenant_id = th.tenant_id and r.conversation_id = th.conversation_id and r.seq = th.root_seq limit 1) r`;
const isOfNow: SQL = sql`${hasThread} and tp.delivered_seq >= m.joined_seq`;
/** Others are shown something of it. */
const isSeen: SQL = sql`at.shown_delivered_seq > m.joined_seq`;
/** A row that is news to its user alone, and to others, is one. */
const moves = sql`w.tenant_id, w.conversation_id, w.root_seq, w.user_id`;

/** `limits` say up to how many members receipts are told by name. */
export function createThreadSources({
  namedReceiptsMembersMax,
}: Pick<Limits, 'namedReceiptsMembersMax'>): ThreadSources {
  const isNamed = sql`c.member_count <= ${namedReceiptsMembersMax}`;
  /** What is told of a moved position; what is unread only to him whose it is. */
  const columns = (isHis: SQL, isShared: SQL) => sql`
    m.tenant_id, m.conversation_id, r.id as root_id, th.root_seq, m.user_id, at.delivered_seq, at.shown_delivered_seq, at.read_seq,
    at.shown_read_seq, h.last_seq,
    case when ${isHis} then ${unreadReplies(sql`at.read_seq`, sql`at.read_count`)} end as unread,
    case when ${isHis} then ${unreadReplyMentions(sql`at.read_seq`)} end as unread_mentions,
    w.is_receipt and ${isSeen} and ${isNamed} and ${isShared} as is_named`;

  return {
    moved: {
      // From the moved positions to those whom they are told to: so much is read as has moved or is told.
      select: (oldestTx) => sql`
        with moved as materialized (
          select tp.tenant_id, tp.conversation_id, tp.root_seq, tp.user_id, tp.receipts_tx as tx, ${isNamed} as is_named,
            true as is_receipt
          from thread_positions tp
          join conversations c on c.tenant_id = tp.tenant_id and c.id = tp.conversation_id
          where tp.receipts_tx >= ${oldestTx}::xid8
          union all
          select tp.tenant_id, tp.conversation_id, tp.root_seq, tp.user_id, tp.own_tx, false, false
          from thread_positions tp where tp.own_tx >= ${oldestTx}::xid8
        ), told as (
          select v.place, v.user_id as viewer_id, true as is_his, w.is_receipt, v.state_since as since, w.tx, ${moves}
          from moved w full join viewers v on v.tenant_id = w.tenant_id and v.user_id = w.user_id
          union all
          select i.place, i.user_id, false, true,
            case when i.to_seq is null and i.user_id <> w.user_id then i.state_since end, w.tx, ${moves}
          from (
            select m.tx, m.tenant_id, m.conversation_id, m.root_seq, m.user_id from moved m where m.is_named) w
          full join intervals i on i.tenant_id = w.tenant_id and i.conversation_id = w.conversation_id
        )
        select w.place, ${columns(sql`w.is_his`, sql`${sharesReceipts('p')} and ${sharesReceipts('q')}`)}
        from (
          select w.place, w.viewer_id, ${moves}, bool_or(w.is_his) as is_his, bool_or(w.is_receipt) as is_receipt
          from told w where ${isNews(sql`w.tx`, sql`w.since`)}
          group by w.place, w.viewer_id, ${moves}
        ) w ${place}
        ${joinSettings('p', sql`m.tenant_id`, sql`m.user_id`)}
        ${joinSettings('q', sql`m.tenant_id`, sql`w.viewer_id`)}
        where ${isOfNow} and (w.is_his or (${isSeen} and ${sharesReceipts('p')} and ${sharesReceipts('q')}))
        order by w.place, m.conversation_id, th.root_seq, m.user_id`,
      itemsOf: (rows: MovedRow[]) => itemsOf(rows).map(({ item }) => item),
    },
    async stateSince(db, since) {
      const rows = await db.execute<MovedRow>(sql`
        select ${columns(sql`true`, sharesReceipts('p'))}
        from (
          select ${moves}, bool_or(w.is_receipt) as is_receipt
          from (
            select ${moves}, true as is_receipt from thread_positions w where ${isSince(sql`w.receipts_tx`, since)}
            union all
            select ${moves}, false from thread_positions w where ${isSince(sql`w.own_tx`, since)}
          ) w
          group by ${moves}
        ) w ${place}
        ${joinSettings('p', sql`m.tenant_id`, sql`m.user_id`)}
        where ${isOfNow}
        order by m.tenant_id, m.conversation_id, th.root_seq, m.user_id`);
      return itemsOf(rows);
    },
  };
}

/** One ThreadReceiptsAdvanced for each thread that tells names, and a ThreadPositionChanged for each count that was read. */
function itemsOf(rows: MovedRow[]): { tenantId: string; topic: Topic; item: StateItem }[] {
  const named = Map.groupBy(
    rows.filter((row) => row.is_named),
    (row) => JSON.stringify([row.tenant_id, row.conversation_id, row.root_seq]),
  );
  const advanced = [...named.values()].flatMap((group) => group.slice(0, 1).map((first) => advancedItem(first, group)));
  return [...advanced, ...rows.flatMap((row) => (row.unread === null ? [] : [positionItem(row, row.unread)]))];
}

const threadOf = (row: MovedRow) => ({
  conversationId: row.conversation_id,
  threadRootId: row.root_id,
  threadRootSeq: row.root_seq,
});

function advancedItem(first: MovedRow, rows: MovedRow[]) {
  const receipts = rows.map((row) => ({
    userId: row.user_id,
    deliveredSeq: row.shown_delivered_seq,
    readSeq: row.shown_read_seq,
  }));
  const item: StateItem = { type: 'ThreadReceiptsAdvanced', ...threadOf(first), receipts };
  return { tenantId: first.tenant_id, topic: conversationTopic(first.conversation_id), item };
}

function positionItem(row: MovedRow, unreadCount: number) {
  const item: StateItem = {
    type: 'ThreadPositionChanged',
    ...threadOf(row),
    userId: row.user_id,
    deliveredSeq: row.delivered_seq,
    readSeq: row.read_seq,
    unreadCount,
    unreadMentionCount: row.unread_mentions ?? 0,
    lastSeq: row.last_seq,
  };
  return { tenantId: row.tenant_id, topic: userTopic(row.user_id), item };
}
