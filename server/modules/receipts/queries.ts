import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredPresenceSettings } from '../../realtime/log-event.ts';
import { mayObserve } from '../privacy/may-observe.ts';
import { joinSettings, sharesReceipts } from '../privacy/queries.ts';

/** One member's positions as the viewer sees them, with what tells which messages they count for. */
export interface MemberReceipt {
  conversationId: string;
  userId: string;
  joinedSeq: number;
  deliveredSeq: number;
  readSeq: number;
  historyVisibility: 'ALL' | 'SINCE_JOIN';
  /** What decides on who is shown them. */
  settings: Pick<StoredPresenceSettings, 'shareReadReceipts'>;
}

/** How far others are shown that a member has read. */
export const shownReadSeq = (name: 'm' | 'tp'): SQL => {
  const row = sql.identifier(name);
  return sql`coalesce(${row}.shown_read_seq, ${row}.read_seq)`;
};

/** How far others are shown that a membership has got: at least to where they see that he has read. `also` is of no weight where it is null. */
export const shownDeliveredSeq = (name: 'm', also: SQL = sql`null`): SQL => {
  const row = sql.identifier(name);
  return sql`greatest(${row}.shown_delivered_seq, ${shownReadSeq(name)}, ${also})`;
};

/** Changed by a transaction that the snapshot does not see; the first half is what the index serves. */
export const isSince = (tx: SQL, since: string): SQL => sql`
  ${tx} >= pg_snapshot_xmin(${since}::pg_snapshot) and not pg_visible_in_snapshot(${tx}, ${since}::pg_snapshot)`;

/** A set of ids as rows; the text is compared as keys are, or the indexes would not serve. */
export const idsOf = (ids: readonly string[]): SQL => sql`
  select i.id collate "C" from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as i(id)`;

/**
 * Gathers one turn's questions for the positions that the viewer may see into one read: his own among them; null for a
 * conversation with more members than are told by name. It remembers nothing.
 */
export const namedReceiptsLoader = perKey(
  (ctx: Context) =>
    new DataLoader<string, MemberReceipt[] | null>(
      async (ids) => {
        const membersMax = ctx.config.limits.namedReceiptsMembersMax;
        const { tenantId, userId } = ctx.actor;
        const { viewer, named } = await readNamedReceipts(ctx.db, tenantId, userId, [...new Set(ids)], membersMax);
        // A block hides nothing that a member of one's group has read; in a DIRECT it stopped his position (see contacts).
        const isShown = ({ userId: subjectId, settings: subject }: MemberReceipt) =>
          mayObserve('READ_RECEIPT', subjectId === userId ? 'SELF' : 'STRANGER', { viewer, subject });
        return ids.map((id) => named.get(id)?.filter(isShown) ?? null);
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

async function readNamedReceipts(
  db: Db,
  tenantId: string,
  viewerId: string,
  conversationIds: string[],
  membersMax: number,
) {
  const rows = await db.execute<{
    conversation_id: string;
    user_id: string;
    joined_seq: number;
    delivered_seq: number;
    read_seq: number;
    history_visibility: 'ALL' | 'SINCE_JOIN';
    is_shared: boolean;
    is_viewers_shared: boolean;
  }>(sql`
    select m.conversation_id, m.user_id, m.joined_seq, c.history_visibility,
      case when m.user_id = ${viewerId} then m.read_seq else ${shownReadSeq('m')} end as read_seq,
      ${shownDeliveredSeq('m', sql`case when m.user_id = ${viewerId} then m.delivered_seq end`)} as delivered_seq,
      ${sharesReceipts('p')} as is_shared, ${sharesReceipts('q')} as is_viewers_shared
    from conversations c join memberships m on m.tenant_id = c.tenant_id and m.conversation_id = c.id
    ${joinSettings('p', sql`m.tenant_id`, sql`m.user_id`)}
    ${joinSettings('q', sql`c.tenant_id`, sql`${viewerId}`)}
    where c.tenant_id = ${tenantId} and c.member_count <= ${membersMax} and c.id in (${idsOf(conversationIds)})
    order by m.conversation_id, m.joined_seq, m.user_id`);
  const receipts = rows.map((row) => ({
    conversationId: row.conversation_id,
    userId: row.user_id,
    joinedSeq: row.joined_seq,
    deliveredSeq: row.delivered_seq,
    readSeq: row.read_seq,
    historyVisibility: row.history_visibility,
    settings: { shareReadReceipts: row.is_shared },
  }));
  const viewer = { shareReadReceipts: rows[0]?.is_viewers_shared ?? true };
  return { viewer, named: Map.groupBy(receipts, (receipt) => receipt.conversationId) };
}
