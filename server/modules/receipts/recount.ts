import { type SQL, sql } from 'drizzle-orm';
import { type Db, type Tx, withTransaction } from '../../db/transaction.ts';
import { threadJoins, unreadReplies, unreadReplyMentions } from '../messages/thread-queries.ts';
import { positionColumns } from './own-position.ts';

/** What is recounted: positions in conversations, or in threads. */
export type RecountOf = 'conversations' | 'threads';

/** A member's position whose running numbers are not what counting one by one gives. */
export interface Drift {
  tenantId: string;
  conversationId: string;
  userId: string;
  /** The thread's first message; null: the conversation itself. */
  rootSeq: number | null;
  running: { unread: number; mentions: number };
  counted: { unread: number; mentions: number };
}

export interface RecountBatch {
  checked: number;
  /** Positions that are too far behind to be counted one by one. */
  skipped: number;
  drifts: Drift[];
  /** Where the next batch goes on; null: that was the last. */
  next: string[] | null;
}

/** Positions in one statement, and messages that each of them is counted over, at most: it must not run for long. */
const positionsMax = 200;
const messagesMax = 10_000;

interface Row extends Record<string, unknown> {
  tenant_id: string;
  conversation_id: string;
  user_id: string;
  root_seq: number;
  is_far: boolean;
  unread: number;
  unread_mentions: number;
  counted_unread: number | null;
  counted_mentions: number | null;
}

/** Others' undeleted messages after a place, looked at one by one; `ofPlace` says which stand there. */
const counted = (ofPlace: SQL, afterSeq: SQL, isNear: SQL): SQL => sql`
  left join lateral (
    select count(*)::int as unread,
      (count(*) filter (where t.details ? 'mentionsEveryone' or t.details->'mentionedUserIds' ? m.user_id))::int as mentions
    from messages t
    where t.tenant_id = m.tenant_id and t.conversation_id = m.conversation_id and t.seq > ${afterSeq} and ${ofPlace}
      and t.deleted_at is null and t.sender_id <> m.user_id
      and (t.conversation_id, t.seq) not in (
        select d.conversation_id, d.seq from hidden_messages d
        where d.tenant_id = m.tenant_id and d.user_id = m.user_id and d.conversation_id = m.conversation_id)
  ) s on ${isNear}`;

const keyOf = ({ tenant_id, conversation_id, user_id, root_seq }: Row) => [
  ...[tenant_id, conversation_id, user_id],
  String(root_seq),
];

/** Recounts the next positions after a place, in the order of their keys. One statement, so all numbers are of one moment. */
export async function recountBatch(db: Db, of: RecountOf, after: string[] | null): Promise<RecountBatch> {
  const [tenantId = '', conversationId = '', userId = '', rootSeq = '0'] = after ?? [];
  const rows = await db.execute<Row>(
    of === 'conversations'
      ? conversationRows(sql`
          where (tenant_id, conversation_id, user_id) > (${tenantId}, ${conversationId}, ${userId})
          order by tenant_id, conversation_id, user_id limit ${positionsMax}`)
      : threadRows(sql`
          where (tenant_id, conversation_id, root_seq, user_id)
            > (${tenantId}, ${conversationId}, ${Number(rootSeq)}::int, ${userId})
          order by tenant_id, conversation_id, root_seq, user_id limit ${positionsMax}`),
  );
  const last = rows.at(-1);
  return {
    checked: rows.length,
    skipped: rows.filter((row) => row.is_far).length,
    drifts: rows.flatMap(driftOf),
    next: rows.length === positionsMax && last !== undefined ? keyOf(last) : null,
  };
}

/** Memberships in a stretch of their key; a row for each. */
function conversationRows(stretch: SQL): SQL {
  const afterSeq = sql`least(m.read_seq, m.unread_from_seq - 1)`;
  const isNear = sql`h.last_seq - ${afterSeq} <= ${messagesMax}`;
  return sql`
    select m.tenant_id, m.conversation_id, m.user_id, 0 as root_seq, not (${isNear}) as is_far,
      ${positionColumns(isNear)}, s.unread as counted_unread, s.mentions as counted_mentions
    from (
      select tenant_id, conversation_id, user_id, delivered_seq, read_seq, read_count, unread_from_seq, unread_from_count
      from memberships ${stretch}) m
    join heads h on h.tenant_id = m.tenant_id and h.topic = m.conversation_id
    ${counted(sql`t.thread_root_seq is null`, afterSeq, isNear)}
    order by m.tenant_id, m.conversation_id, m.user_id`;
}

/** Positions in threads in a stretch of their key; a row for each, though those of who has left count nothing. */
function threadRows(stretch: SQL): SQL {
  const isNear = sql`h.last_seq - at.read_seq <= ${messagesMax}`;
  return sql`
    select k.tenant_id, k.conversation_id, k.user_id, k.root_seq, coalesce(n.is_far, false) as is_far,
      coalesce(n.unread, 0) as unread, coalesce(n.unread_mentions, 0) as unread_mentions, n.counted_unread, n.counted_mentions
    from (select tenant_id, conversation_id, root_seq, user_id from thread_positions ${stretch}) k
    left join lateral (
      select not (${isNear}) as is_far, ${unreadReplies(sql`at.read_seq`, sql`at.read_count`)} as unread,
        ${unreadReplyMentions(sql`at.read_seq`)} as unread_mentions,
        s.unread as counted_unread, s.mentions as counted_mentions
      from threads th
      join memberships m on m.tenant_id = k.tenant_id and m.conversation_id = k.conversation_id and m.user_id = k.user_id
      ${threadJoins}
      ${counted(sql`t.thread_root_seq = th.root_seq`, sql`at.read_seq`, isNear)}
      where th.tenant_id = k.tenant_id and th.conversation_id = k.conversation_id and th.root_seq = k.root_seq
    ) n on true
    order by k.tenant_id, k.conversation_id, k.root_seq, k.user_id`;
}

function driftOf(row: Row): Drift[] {
  const running = { unread: row.unread, mentions: row.unread_mentions };
  if (row.counted_unread === null || row.counted_mentions === null) return [];
  const exact = { unread: row.counted_unread, mentions: row.counted_mentions };
  if (running.unread === exact.unread && running.mentions === exact.mentions) return [];
  const { tenant_id: tenantId, conversation_id: conversationId, user_id: userId } = row;
  return [
    { tenantId, conversationId, userId, rootSeq: row.root_seq === 0 ? null : row.root_seq, running, counted: exact },
  ];
}

/**
 * Sets a position's running count to what counting one by one gives; false where that is not needed any more. Mentions are
 * rows, and are left to whoever finds out why they are wrong.
 */
export function repairDrift(db: Db, { tenantId, conversationId, userId, rootSeq }: Drift): Promise<boolean> {
  const ofMember = sql`tenant_id = ${tenantId} and conversation_id = ${conversationId} and user_id = ${userId}`;
  return withTransaction(db, async (tx) => {
    // Whoever moves his positions holds this lock; sends of others raise both numbers alike.
    await tx.execute(sql`select from memberships where ${ofMember} for no key update`);
    const ofThread = sql`${ofMember} and root_seq = ${rootSeq}::int`;
    const stretch = rootSeq === null ? conversationRows(sql`where ${ofMember}`) : threadRows(sql`where ${ofThread}`);
    const [drift] = (await tx.execute<Row>(stretch)).flatMap(driftOf);
    const excess = drift === undefined ? 0 : drift.running.unread - drift.counted.unread;
    if (excess === 0) return false;
    await addToCount(tx, rootSeq === null ? { ofMember } : { ofThread }, excess);
    return true;
  });
}

async function addToCount(tx: Tx, of: { ofMember: SQL } | { ofThread: SQL }, excess: number): Promise<void> {
  await tx.execute(
    'ofMember' in of
      ? sql`update memberships set
          read_count = read_count + case when unread_from_count is null then ${excess}::int else 0 end,
          unread_from_count = unread_from_count + ${excess}::int, marked_tx = pg_current_xact_id()
        where ${of.ofMember}`
      : sql`update thread_positions set read_count = read_count + ${excess}::int where ${of.ofThread}`,
  );
}
