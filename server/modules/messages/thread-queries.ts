import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { type MessagePlace, placeKey, readHidden, readMessagesAt } from './queries.ts';

/** True for messages `r` that are not withheld from a member `m`. */
const isShownMessage: SQL = sql`coalesce(r.details->>'withheldFrom' <> m.user_id, true)`;

/** A thread as a member sees it, all of one moment. */
export interface Thread {
  conversationId: string;
  rootSeq: number;
  rootMessageId: string;
  /** Undeleted replies. */
  replyCount: number;
  lastReplySeq: number;
  lastReplyAt: string;
  /** Who has replied, sorted: `participantsCountedMax` at most. */
  participantIds: string[];
  deliveredSeq: number;
  readSeq: number;
  unreadCount: number;
  unreadMentionCount: number;
  /** The conversation's last `seq` when this was counted. */
  lastSeq: number;
}

/** Up to so many who have replied are counted; more are not told from that many. */
const participantsCountedMax = 100;

/**
 * Brings to the rows `th` (threads) and `m` (a membership there) what the columns below need: the conversation, its head
 * `h`, and as `at` the member's position, and what others are shown of it. Where he has none in this membership, he stands where he joined: what was there
 * before is read. Positions of an earlier membership are below that.
 *
 * Each is looked up by its key (`limit 1`), and no join: with six tables that share their keys, Postgres weighs so many
 * orders that planning took 90 ms, for a statement that runs for one.
 */
export const threadJoins: SQL = sql`
  cross join lateral (
    select c.history_visibility, c.member_count from conversations c
    where c.tenant_id = m.tenant_id and c.id = m.conversation_id limit 1) c
  cross join lateral (
    select h.last_seq from heads h where h.tenant_id = m.tenant_id and h.topic = m.conversation_id limit 1) h
  left join lateral (
    select p.delivered_seq, p.shown_delivered_seq, p.read_seq, p.shown_read_seq, p.read_count, p.is_participant from thread_positions p
    where p.tenant_id = th.tenant_id and p.conversation_id = th.conversation_id and p.root_seq = th.root_seq
      and p.user_id = m.user_id limit 1) tp on true
  cross join lateral (
    select greatest(tp.delivered_seq, m.joined_seq) as delivered_seq, greatest(tp.read_seq, m.joined_seq) as read_seq,
      greatest(tp.shown_delivered_seq, coalesce(tp.shown_read_seq, tp.read_seq), m.joined_seq) as shown_delivered_seq,
      greatest(coalesce(tp.shown_read_seq, tp.read_seq), m.joined_seq) as shown_read_seq,
      case when tp.read_seq >= m.joined_seq then tp.read_count else ${threadCountAt(sql`m.joined_seq`)} end as read_count
  ) at`;

/**
 * A member may read the root of `th`, and so has the thread. Whether it is withheld is asked for those alone from whom
 * something may be.
 */
export const hasThread: SQL = sql`(
  (c.history_visibility = 'ALL' or th.root_seq >= m.joined_seq)
  and (not m.lacks_messages or exists (
    select from messages r where r.tenant_id = th.tenant_id and r.conversation_id = th.conversation_id
      and r.seq = th.root_seq and ${isShownMessage})))`;

/** Of the replies of `th`, not all are withheld from the member. */
export const hasShownReplies: SQL = sql`(not m.lacks_messages or ${lastShownReply(sql`r.seq`)} is not null)`;

/** Of the last reply of `th`, a message `r`, that is not withheld from the member. */
function lastShownReply(column: SQL): SQL {
  return sql`(
    select ${column} from messages r
    where r.tenant_id = th.tenant_id and r.conversation_id = th.conversation_id and r.thread_root_seq = th.root_seq
      and ${isShownMessage}
    order by r.seq desc limit 1)`;
}

/** Replies of `th` that are withheld from the member, and not deleted. */
const withheldReplies: SQL = sql`(case when m.lacks_messages then (
  select count(*) from messages r
  where r.tenant_id = th.tenant_id and r.conversation_id = th.conversation_id and r.thread_root_seq = th.root_seq
    and r.deleted_at is null and not ${isShownMessage}) else 0 end)`;

/** The replies of `th` up to a `seq`, tombstones included: `threads.reply_count` as it was there. */
export function threadCountAt(seq: SQL): SQL {
  return sql`coalesce((
    select t.thread_count_at from messages t
    where t.tenant_id = th.tenant_id and t.conversation_id = th.conversation_id and t.thread_root_seq = th.root_seq
      and t.seq <= ${seq}
    order by t.seq desc limit 1), 0)`;
}

/** Replies of `th` after a `seq` that the member `m` has deleted for himself; `also` narrows them. */
const hiddenReplies = (readSeq: SQL, also: SQL): SQL => sql`(
  select count(*) from hidden_messages d
  join messages t on t.tenant_id = d.tenant_id and t.conversation_id = d.conversation_id and t.seq = d.seq
  where d.tenant_id = m.tenant_id and d.user_id = m.user_id and d.conversation_id = m.conversation_id
    and d.seq > ${readSeq} and t.thread_root_seq = th.root_seq and ${also})`;

/**
 * Others' undeleted replies after a member's position: all that came since, less the tombstones among them, less those
 * that he hid. His own are never among them, since sending moves his position. Exact, and proportional to what was deleted.
 */
export const unreadReplies = (readSeq: SQL, readCount: SQL): SQL => sql`(
  th.reply_count - ${readCount}
  - (select count(*) from messages t
     where t.tenant_id = th.tenant_id and t.conversation_id = th.conversation_id and t.thread_root_seq = th.root_seq
       and t.seq > ${readSeq} and t.deleted_at is not null and t.sender_id <> m.user_id)
  - ${hiddenReplies(readSeq, sql`t.deleted_at is null and t.sender_id <> m.user_id`)})::int`;

/** Those that mention the member or everyone; deleted messages mention nobody. */
export const unreadReplyMentions = (readSeq: SQL): SQL => sql`(
  select count(distinct n.seq) from mentions n
  where n.tenant_id = m.tenant_id and n.conversation_id = m.conversation_id and n.user_id in (m.user_id, '')
    and n.thread_root_seq = th.root_seq and n.seq > ${readSeq}
    and not exists (select from hidden_messages d where d.tenant_id = n.tenant_id and d.user_id = m.user_id
      and d.conversation_id = n.conversation_id and d.seq = n.seq))::int`;

const threadColumns: SQL = sql`
  case when m.lacks_messages then ${lastShownReply(sql`r.created_at`)} else th.last_reply_at end as last_reply_at,
  th.conversation_id, th.root_seq, th.last_reply_seq, h.last_seq, at.delivered_seq, at.read_seq,
  (select r.id from messages r where r.tenant_id = th.tenant_id and r.conversation_id = th.conversation_id
     and r.seq = th.root_seq) as root_id,
  (th.reply_count - (select count(*) from messages t
     where t.tenant_id = th.tenant_id and t.conversation_id = th.conversation_id and t.thread_root_seq = th.root_seq
       and t.deleted_at is not null) - ${withheldReplies})::int as reply_count,
  (select coalesce(json_agg(q.user_id), '[]') from (
     select q.user_id from thread_positions q
     where q.tenant_id = th.tenant_id and q.conversation_id = th.conversation_id and q.root_seq = th.root_seq
       and q.is_participant
       and (not m.lacks_messages or exists (
         select from messages r where r.tenant_id = th.tenant_id and r.conversation_id = th.conversation_id
           and r.thread_root_seq = th.root_seq and r.sender_id = q.user_id and ${isShownMessage}))
     order by q.user_id limit ${participantsCountedMax}) q) as participant_ids,
  ${unreadReplies(sql`at.read_seq`, sql`at.read_count`)} as unread,
  ${unreadReplyMentions(sql`at.read_seq`)} as unread_mentions`;

interface ThreadRow extends Record<string, unknown> {
  conversation_id: string;
  root_seq: number;
  root_id: string;
  reply_count: number;
  last_reply_seq: number;
  last_reply_at: string;
  participant_ids: string[];
  delivered_seq: number;
  read_seq: number;
  unread: number;
  unread_mentions: number;
  last_seq: number;
}

/** Threads `th` for a member `m`: `from` brings these rows together, and ends with a condition, an order, or a bound. */
export async function readThreads(db: Db, from: SQL): Promise<Thread[]> {
  const rows = await db.execute<ThreadRow>(sql`select ${threadColumns} ${from}`);
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    rootSeq: row.root_seq,
    rootMessageId: row.root_id,
    replyCount: row.reply_count,
    lastReplySeq: row.last_reply_seq,
    lastReplyAt: new Date(row.last_reply_at).toISOString(),
    participantIds: row.participant_ids,
    deliveredSeq: row.delivered_seq,
    readSeq: row.read_seq,
    unreadCount: row.unread,
    unreadMentionCount: row.unread_mentions,
    lastSeq: row.last_seq,
  }));
}

/**
 * Gathers one turn's questions for the threads of messages into one read; null where nobody has replied, and where the
 * viewer has no thread. It remembers nothing.
 */
export const threadLoader = perKey(
  (ctx: Context) =>
    new DataLoader<MessagePlace, Thread | null>(
      async (roots) => {
        const { tenantId, userId } = ctx.actor;
        const asked = roots.map(({ conversationId, seq }) => ({ conversationId, seq }));
        const threads = await readThreads(
          ctx.db,
          sql`from (
            select distinct a."conversationId" collate "C" as conversation_id, a.seq
            from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a("conversationId" text, seq int)) a
          join threads th on th.tenant_id = ${tenantId} and th.conversation_id = a.conversation_id and th.root_seq = a.seq
          join memberships m on m.tenant_id = th.tenant_id and m.conversation_id = th.conversation_id
            and m.user_id = ${userId}
          ${threadJoins}
          where ${hasThread} and ${hasShownReplies}`,
        );
        const found = new Map(threads.map((each) => [placeKey({ ...each, seq: each.rootSeq }), each]));
        return roots.map((root) => found.get(placeKey(root)) ?? null);
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

/**
 * Gathers one turn's questions for the first messages of threads into two reads; null for one that the viewer has deleted
 * for himself. Asked for threads that the viewer has. It remembers nothing.
 */
export const threadRootLoader = perKey(
  (ctx: Context) =>
    new DataLoader<Thread, StoredMessage | null>(
      async (threads) => {
        const { tenantId, userId } = ctx.actor;
        const places = threads.map(({ conversationId, rootSeq }) => ({ conversationId, seq: rootSeq }));
        const found = await readMessagesAt(ctx.db, tenantId, places);
        const [hidden] = await readHidden(ctx.db, [{ tenantId, userId, messages: places }]);
        return places.map((place) => (hidden?.has(placeKey(place)) ? null : (found.get(placeKey(place)) ?? null)));
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);
