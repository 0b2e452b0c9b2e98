import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredPresenceSettings } from '../../realtime/log-event.ts';
import { mayObserve } from '../privacy/may-observe.ts';
import { joinSettings, sharesReceipts } from '../privacy/queries.ts';

/** One member's positions, with what tells which messages they count for. */
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

/** A set of ids as rows; the text is compared as keys are, or the indexes would not serve. */
const idsOf = (ids: readonly string[]): SQL => sql`
  select i.id collate "C" from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as i(id)`;

/** How far a member `m` has read for what counts as unread: up to where he has marked it as unread himself, if he has. */
const countedSeq: SQL = sql`least(m.read_seq, m.unread_from_seq - 1)`;
const countedCount: SQL = sql`coalesce(m.unread_from_count, m.read_count)`;

/**
 * Others' undeleted messages after a member's position, out of the rows `m` (memberships) and `h` (the conversation's
 * heads): all that came since, less the tombstones among them, less those that he hid; replies in threads are counted
 * there. His own are never among them: sending moves his position, and a mark of his own leaves them out. Exact, and proportional to what was deleted, not to what was sent.
 */
export const unreadCount = (readSeq: SQL = countedSeq, readCount: SQL = countedCount): SQL => sql`(
  h.message_count - ${readCount}
  - (select count(*) from messages t
     where t.tenant_id = m.tenant_id and t.conversation_id = m.conversation_id and t.seq > ${readSeq}
       and t.deleted_at is not null and t.thread_root_seq is null and t.sender_id <> m.user_id)
  - (select count(*) from hidden_messages d
     join messages t on t.tenant_id = d.tenant_id and t.conversation_id = d.conversation_id and t.seq = d.seq
     where d.tenant_id = m.tenant_id and d.user_id = m.user_id and d.conversation_id = m.conversation_id
       and d.seq > ${readSeq} and t.deleted_at is null and t.thread_root_seq is null and t.sender_id <> m.user_id))::int`;

/** The viewer's own position in a conversation, with what is counted from it. */
export interface OwnPosition {
  deliveredSeq: number;
  readSeq: number;
  unreadCount: number;
  /** The conversation's last `seq` when `unreadCount` was counted. */
  lastSeq: number;
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
        const rows = await ctx.db.execute<{
          conversation_id: string;
          delivered_seq: number;
          read_seq: number;
          unread: number;
          last_seq: number;
        }>(sql`
          select m.conversation_id, m.delivered_seq, m.read_seq, ${unreadCount()} as unread, h.last_seq
          from memberships m join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
          where m.tenant_id = ${tenantId} and m.user_id = ${userId}
            and m.conversation_id in (${idsOf([...new Set(ids)])})`);
        const found = new Map(
          rows.map((row) => [
            row.conversation_id,
            { deliveredSeq: row.delivered_seq, readSeq: row.read_seq, unreadCount: row.unread, lastSeq: row.last_seq },
          ]),
        );
        return ids.map((id) => found.get(id) ?? null);
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/** The sum over all of a user's conversations that he has not muted. */
export async function readUnreadTotal(db: Db, tenantId: string, userId: string): Promise<number> {
  const [row] = await db.execute<{ unread: number }>(sql`
    select coalesce(sum(${unreadCount()}), 0)::int as unread
    from memberships m join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
    where m.tenant_id = ${tenantId} and m.user_id = ${userId}
      and (m.muted_until is null or m.muted_until <= now())`);
  return row?.unread ?? 0;
}

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
        const isShown = (member: MemberReceipt) => mayObserve('READ_RECEIPTS', viewer, member);
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
    select m.conversation_id, m.user_id, m.joined_seq, m.delivered_seq, m.read_seq, c.history_visibility,
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
  const viewer = { userId: viewerId, settings: { shareReadReceipts: rows[0]?.is_viewers_shared ?? true } };
  return { viewer, named: Map.groupBy(receipts, (receipt) => receipt.conversationId) };
}
