import { type SQL, sql } from 'drizzle-orm';
import type { Limits } from '../../config.ts';
import type { Db } from '../../db/transaction.ts';
import { conversationTopic, type StateItem, type Topic, userTopic } from '../../realtime/log-event.ts';
import { isNews } from '../../realtime/read-plans.ts';
import type { StateSource } from '../../realtime/realtime.ts';
import { unreadCount } from './queries.ts';

/** The part of `Sources` that is about positions; see there. */
interface ReceiptSources {
  moved: StateSource;
  stateSince(db: Db, since: string): Promise<{ tenantId: string; topic: Topic; item: StateItem }[]>;
}

interface MovedRow extends Record<string, unknown> {
  tenant_id: string;
  conversation_id: string;
  user_id: string;
  delivered_seq: number;
  read_seq: number;
  last_seq: number;
  unread: number | null;
  is_named: boolean;
}

/** Memberships `m` whose position was acknowledged by a transaction that the snapshot does not see; the first half is what the index serves. */
const isMovedSince = (since: string): SQL => sql`
  m.receipts_tx >= pg_snapshot_xmin(${since}::pg_snapshot)
  and not pg_visible_in_snapshot(m.receipts_tx, ${since}::pg_snapshot)`;

/** Of a membership `m`, what `unreadCount` and those who are told need. */
const position: SQL = sql`m.tenant_id, m.conversation_id, m.user_id, m.delivered_seq, m.read_seq, m.read_count,
  m.unread_from_seq, m.unread_from_count, m.receipts_tx`;

/** `limits` say up to how many members receipts are told by name. */
export function createReceiptSources({
  namedReceiptsMembersMax,
}: Pick<Limits, 'namedReceiptsMembersMax'>): ReceiptSources {
  /** What is told of moved positions `m`; the unread messages only where `isCounted`. */
  const columns = (isCounted: SQL) => sql`
    m.tenant_id, m.conversation_id, m.user_id, m.delivered_seq, m.read_seq, h.last_seq,
    case when ${isCounted} then ${unreadCount()} end as unread,
    c.member_count <= ${namedReceiptsMembersMax} as is_named`;

  return {
    moved: {
      // From the moved positions to those whom they are told to: so much is read as has moved or is told.
      select: (oldestTx) => sql`
        with moved as materialized (
          select ${position}, c.member_count <= ${namedReceiptsMembersMax} as is_named
          from memberships m
          join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
          where m.receipts_tx >= ${oldestTx}::xid8
        ), told as (
          select v.place, true as is_his, v.state_since, ${position} from moved m
          full join viewers v on v.tenant_id = m.tenant_id and v.user_id = m.user_id
          union all
          select i.place, false, case when i.to_seq is null and i.user_id <> m.user_id then i.state_since end, ${position}
          from (select ${position} from moved m where m.is_named) m
          full join intervals i on i.tenant_id = m.tenant_id and i.conversation_id = m.conversation_id
        )
        select m.place, ${columns(sql`m.is_his`)}
        from told m
        join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
        join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
        where ${isNews(sql`m.receipts_tx`, sql`m.state_since`)}
        order by m.place, m.conversation_id, m.user_id`,
      itemsOf: (rows: MovedRow[]) => itemsOf(rows).map(({ item }) => item),
    },
    async stateSince(db, since) {
      const rows = await db.execute<MovedRow>(sql`
        select ${columns(sql`true`)}
        from memberships m
        join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
        join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
        where ${isMovedSince(since)}
        order by m.tenant_id, m.conversation_id, m.user_id`);
      return itemsOf(rows);
    },
  };
}

/** One ReceiptsAdvanced for each conversation that tells names, and a ReadPositionChanged for each count that was read. */
function itemsOf(rows: MovedRow[]): { tenantId: string; topic: Topic; item: StateItem }[] {
  const named = Map.groupBy(
    rows.filter((row) => row.is_named),
    (row) => JSON.stringify([row.tenant_id, row.conversation_id]),
  );
  const advanced = [...named.values()].flatMap((group) => group.slice(0, 1).map((first) => advancedItem(first, group)));
  return [...advanced, ...rows.flatMap((row) => (row.unread === null ? [] : [positionItem(row, row.unread)]))];
}

function advancedItem({ tenant_id, conversation_id }: MovedRow, rows: MovedRow[]) {
  const receipts = rows.map((row) => ({ userId: row.user_id, deliveredSeq: row.delivered_seq, readSeq: row.read_seq }));
  const item: StateItem = { type: 'ReceiptsAdvanced', conversationId: conversation_id, receipts };
  return { tenantId: tenant_id, topic: conversationTopic(conversation_id), item };
}

function positionItem(row: MovedRow, unreadCount: number) {
  const item: StateItem = {
    type: 'ReadPositionChanged',
    userId: row.user_id,
    conversationId: row.conversation_id,
    deliveredSeq: row.delivered_seq,
    readSeq: row.read_seq,
    unreadCount,
    lastSeq: row.last_seq,
  };
  return { tenantId: row.tenant_id, topic: userTopic(row.user_id), item };
}
