import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import type { MessagePlace } from '../messages/queries.ts';
import { mentionKey, messageKey } from './collapse-keys.ts';
import type { Draft, Judgement } from './draft.ts';
import { type NotificationPriority, notificationPriorities, rankOf } from './notification.ts';

interface Row extends Record<string, unknown> {
  user_id: string;
  conversation_id: string;
  seq: number;
  thread_root_seq: number | null;
  sender_id: string;
  priority: NotificationPriority;
  muted_until: string | null;
  is_mention: boolean;
}

/** The messages of `places` that may notify: those that are there and are not LOW. */
const sentAt = (tenantId: string, places: readonly MessagePlace[]): SQL => sql`
  select t.tenant_id, t.conversation_id, t.seq, t.thread_root_seq, t.sender_id, t.priority,
    c.kind in ('DIRECT', 'GROUP') and t.thread_root_seq is null as is_for_all,
    coalesce(t.details->'mentionedUserIds', '[]'::jsonb) as mentioned,
    coalesce((t.details->'mentionsEveryone')::boolean, false) as is_everyones, t.details->>'withheldFrom' as withheld_from
  from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p("conversationId" text, seq int)
  join messages t on t.tenant_id = ${tenantId} and t.conversation_id = p."conversationId" collate "C" and t.seq = p.seq
  join conversations c on c.tenant_id = t.tenant_id and c.id = t.conversation_id
  where t.deleted_at is null and t.priority <> 'LOW'`;

/** Members `m` who have not read the message `s` yet, which was sent in their time and by somebody else. */
const isNews: SQL = sql`
  m.user_id <> s.sender_id and m.joined_seq < s.seq and m.user_id is distinct from s.withheld_from
  and coalesce(case when s.thread_root_seq is null then m.read_seq else (
    select p.read_seq from thread_positions p
    where p.tenant_id = m.tenant_id and p.conversation_id = m.conversation_id and p.root_seq = s.thread_root_seq
      and p.user_id = m.user_id) end, 0) < s.seq
  and not exists (
    select from hidden_messages d where d.tenant_id = m.tenant_id and d.user_id = m.user_id
      and d.conversation_id = m.conversation_id and d.seq = s.seq)`;

const columns: SQL = sql`
  m.user_id, s.conversation_id, s.seq, s.thread_root_seq, s.sender_id, s.priority, m.muted_until`;

/** Those whom messages mention by name. Each is a lookup, however large the conversation. */
export async function readMentioned(tx: Tx, tenantId: string, places: readonly MessagePlace[]): Promise<Draft[]> {
  const rows = await tx.execute<Row>(sql`
    with sent as materialized (${sentAt(tenantId, places)})
    select ${columns}, true as is_mention
    from sent s cross join lateral jsonb_array_elements_text(s.mentioned) as who(user_id)
    join memberships m on m.tenant_id = s.tenant_id and m.conversation_id = s.conversation_id
      and m.user_id = who.user_id collate "C"
    where not s.is_everyones and ${isNews}`);
  return rows.map(draftOf);
}

/** A part of a conversation's members, by their ids. */
export interface MemberRange {
  conversationId: string;
  /** Beyond this one. Null: from the first on. */
  afterUserId: string | null;
  limit: number;
}

/**
 * What a range of a conversation's members may be told of messages there that are for all of them: of everyone's mentions,
 * and in DIRECT and GROUP of the others, the first of each sender and priority. Who has a notification of the conversation
 * that he has not looked at is told no more by it: what it shows is read from the messages.
 */
export async function readForMembers(
  tx: Tx,
  tenantId: string,
  seqs: readonly number[],
  { conversationId, afterUserId, limit }: MemberRange,
  now: Date,
): Promise<{ drafts: Draft[]; lastUserId: string | null }> {
  const places = seqs.map((seq) => ({ conversationId, seq }));
  const rows = await tx.execute<Row & { is_last: boolean }>(sql`
    with sent as materialized (${sentAt(tenantId, places)}
    ), range as materialized (
      select m.tenant_id, m.conversation_id, m.user_id, m.joined_seq, m.read_seq, m.muted_until from memberships m
      where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.user_id > ${afterUserId ?? ''}
      order by m.user_id limit ${limit}
    )
    select distinct on (m.user_id, (case when b.is_mention then s.seq end), s.sender_id, s.priority)
      ${columns}, b.is_mention
    from range m cross join sent s
    cross join lateral (select s.is_everyones or s.mentioned ? m.user_id as is_mention) b
    left join notifications n on n.tenant_id = m.tenant_id and n.user_id = m.user_id
      and n.collapse_key = ${messageKey(conversationId)}
    where ${isNews} and case when b.is_mention then s.is_everyones else s.is_for_all and ${tellsMore(now)} end
    order by m.user_id, (case when b.is_mention then s.seq end), s.sender_id, s.priority, s.seq`);
  const [last] = await tx.execute<{ user_id: string | null; members: number }>(sql`
    select max(r.user_id collate "C") as user_id, count(*)::int as members from (
      select m.user_id from memberships m
      where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.user_id > ${afterUserId ?? ''}
      order by m.user_id limit ${limit}) r`);
  const isWhole = (last?.members ?? 0) < limit;
  return { drafts: rows.map(draftOf), lastUserId: isWhole ? null : (last?.user_id ?? null) };
}

/** Whether the message `s` is more than what the notification `n` of its conversation tells the member `m` already. */
const tellsMore = (now: Date): SQL => sql`(n.id is null or (s.seq > n.message_seq and (
  n.seen_at is not null or n.read_at is not null or n.archived_at is not null or n.message_seq <= m.read_seq
  or n.expires_at <= ${now.toISOString()}::timestamptz or ${rankIn(sql`s.priority`)} > ${rankIn(sql`n.priority`)})))`;

const rankIn = (priority: SQL): SQL =>
  sql`array_position(array(select jsonb_array_elements_text(${JSON.stringify(notificationPriorities)}::jsonb)), ${priority})`;

function draftOf(row: Row): Draft {
  const { user_id: userId, conversation_id: conversationId, seq: messageSeq, priority } = row;
  const muted = row.muted_until;
  return {
    ...{ userId, conversationId, messageSeq, priority, actorId: row.sender_id, threadRootSeq: row.thread_root_seq },
    type: row.is_mention ? 'MENTION' : 'MESSAGE',
    collapseKey: row.is_mention ? mentionKey(conversationId, messageSeq) : messageKey(conversationId),
    conversationMutedUntil: muted === null ? null : new Date(muted).toISOString(),
  };
}

/**
 * Of a user's judged messages of one conversation, the one that is told: the first that tells him on any channel, as important as
 * the most important of them.
 */
export function collapse(judged: readonly Judgement[]): Judgement[] {
  const told = judged.filter(({ isTold }) => isTold);
  const groups = Map.groupBy(told, ({ draft }) => JSON.stringify([draft.userId, draft.collapseKey]));
  return [...groups.values()].map((group) => {
    const [first, ...others] = group.toSorted((a, b) => (a.draft.messageSeq ?? 0) - (b.draft.messageSeq ?? 0));
    if (first === undefined) throw new Error('A group has a member.');
    const most = others.reduce((a, b) => (rankOf(b.draft.priority) > rankOf(a.draft.priority) ? b : a), first);
    return { ...most, draft: { ...first.draft, priority: most.draft.priority } };
  });
}
