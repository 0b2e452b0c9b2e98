import { type SQL, sql } from 'drizzle-orm';
import type { Limits } from '../../config.ts';
import type { Db } from '../../db/transaction.ts';
import { conversationTopic, type StateItem, type Topic, userTopic } from '../../realtime/log-event.ts';
import { unreadCount } from './queries.ts';

/** The part of `Sources` that is about positions; see there. */
interface ReceiptSources {
  stateForUser(db: Db, tenantId: string, userId: string, since: string): Promise<StateItem[]>;
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

/** `limits` say up to how many members receipts are told by name. */
export function createReceiptSources({
  namedReceiptsMembersMax,
}: Pick<Limits, 'namedReceiptsMembersMax'>): ReceiptSources {
  /** Moved positions; `whose` unread is counted only where it is told. */
  const readMoved = (db: Db, since: string, isHis: SQL, isConcerned: SQL) =>
    db.execute<MovedRow>(sql`
      select m.tenant_id, m.conversation_id, m.user_id, m.delivered_seq, m.read_seq, h.last_seq,
        case when ${isHis} then ${unreadCount()} end as unread,
        c.member_count <= ${namedReceiptsMembersMax} as is_named
      from memberships m
      join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
      join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
      where ${isMovedSince(since)} and ${isConcerned}
      order by m.tenant_id, m.conversation_id, m.user_id`);

  return {
    async stateForUser(db, tenantId, userId, since) {
      const isHis = sql`m.user_id = ${userId}`;
      const rows = await readMoved(
        db,
        since,
        isHis,
        sql`m.tenant_id = ${tenantId} and (${isHis} or c.member_count <= ${namedReceiptsMembersMax}
          and exists (select from memberships v where v.tenant_id = m.tenant_id
            and v.conversation_id = m.conversation_id and v.user_id = ${userId}))`,
      );
      return itemsOf(rows).map(({ item }) => item);
    },
    async stateSince(db, since) {
      return itemsOf(await readMoved(db, since, sql`true`, sql`true`));
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
