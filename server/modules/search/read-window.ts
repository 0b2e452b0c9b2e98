import { type SQL, sql } from 'drizzle-orm';
import { type Db, withSnapshot } from '../../db/transaction.ts';
import { blocksOf, toArray } from './marks.ts';
import type { SearchQuery } from './to-tsquery.ts';

/** Where a page goes on: below this rank or, at the same rank, below this id. */
export interface SearchKey {
  rank: number;
  id: string;
}

/** A message that was found. */
export interface SearchHit extends SearchKey {
  conversationId: string;
  seq: number;
}

/** What a search looks for, and who looks. */
export interface Search {
  tenantId: string;
  viewerId: string;
  query: SearchQuery;
  /** Marks of which a message has one each: of the conversations, and of what else is asked for. */
  marks: string[][];
  /** Conversations of which the viewer reads no more than from this `seq` on. */
  closed: { conversationId: string; fromSeq: number }[];
  /** Bounds of `createdAt`: not before and not after. */
  from: string | null;
  to: string;
  /** Go on beyond this one. */
  beyond: SearchKey | null;
  /** From the worst to the best. */
  isBackward: boolean;
  /** Rows to return. */
  limit: number;
}

/** A stretch of the tenant's messages, by their positions; it begins at a block's border. */
export interface Window {
  from: number;
  to: number;
  /** Rows that may be read in it. */
  rowsMax: number;
}

interface WindowAnswer {
  /** How many rows were read and ranked. */
  read: number;
  /** The first of them, in the order asked for, that the viewer may see now. */
  shown: SearchHit[];
}

/**
 * Ranks what a stretch of messages has for a search. The index answers the words, the conversations and the stretch
 * together, so the rows that are read are those that match. Then, in the order of their ranks, each is compared with the
 * message, the membership and the viewer's deletions as they are at this moment, until the page is full.
 */
export async function readWindow(db: Db, search: Search, window: Window): Promise<WindowAnswer> {
  return withSnapshot(db, async (tx) => {
    await tx.execute(windowSettings);
    const [row] = await tx.execute<{ read: number; shown: SearchHit[] }>(windowQuery(search, window));
    if (row === undefined) throw new Error('A window of a search had no answer.');
    return { read: row.read, shown: row.shown };
  });
}

/**
 * The index is the way, whatever the planner's guesses say of the words; and a beginning that many words have is
 * gathered exactly, or rows would be read to see whether they match.
 */
export const windowSettings: SQL = sql`
  select set_config('enable_seqscan', 'off', true), set_config('work_mem', '32MB', true),
    set_config('max_parallel_workers_per_gather', '0', true)`;

export function windowQuery(search: Search, window: Window): SQL {
  const { tenantId, viewerId, query, beyond, isBackward } = search;
  const direction = isBackward ? sql`asc` : sql`desc`;
  const gates = query.gates.map((gate) => sql`t.document @@ ${gate}::tsquery`);
  const marks = [...search.marks, blocksOf(tenantId, window.from, window.to)].map(
    (each) => sql`t.marks && ${toArray(each)}::bigint[]`,
  );
  const check = query.check === null ? sql`true` : sql`t.document @@ ${query.check}::tsquery`;
  const closed = sql`
    left join jsonb_to_recordset(${JSON.stringify(search.closed)}::jsonb) as j("conversationId" text, "fromSeq" int)
      on j."conversationId" = c.conversation_id`;
  return sql`
    with candidates as materialized (
      select t.tenant_id, t.message_id, t.conversation_id, t.seq, t.version, t.created_at, ${check} as fits,
        ts_rank_cd(t.document, ${query.ranked}::tsquery, 1) as rank
      from message_texts t
      where ${sql.join([...gates, ...marks], sql` and `)}
      limit ${window.rowsMax}
    ), ordered as (
      select c.message_id, c.conversation_id, c.seq, c.version, c.rank from candidates c
      ${search.closed.length > 0 ? closed : sql``}
      where c.fits and c.tenant_id = ${tenantId} and c.created_at <= ${search.to}::timestamptz
        ${search.from === null ? sql`` : sql`and c.created_at >= ${search.from}::timestamptz`}
        ${beyond === null ? sql`` : sql`and (c.rank, c.message_id) ${isBackward ? sql`>` : sql`<`} (${beyond.rank}::float4, ${beyond.id}::text collate "C")`}
        ${search.closed.length > 0 ? sql`and c.seq >= coalesce(j."fromSeq", 0)` : sql``}
      order by c.rank ${direction}, c.message_id ${direction}
    ), shown as (
      select c.message_id, c.conversation_id, c.seq, c.rank from ordered c
      cross join lateral (
        select from messages m
        join memberships v on v.tenant_id = m.tenant_id and v.conversation_id = m.conversation_id
          and v.user_id = ${viewerId}
        join conversations p on p.tenant_id = m.tenant_id and p.id = m.conversation_id
        where m.tenant_id = ${tenantId} and m.conversation_id = c.conversation_id and m.seq = c.seq
          and m.version = c.version and m.text is not null and m.deleted_at is null
          and m.seq >= case when p.history_visibility = 'SINCE_JOIN' then v.joined_seq else 0 end
          and not coalesce((
            select true from hidden_messages h where h.tenant_id = m.tenant_id and h.user_id = v.user_id
              and h.conversation_id = m.conversation_id and h.seq = m.seq), false)
        limit 1) m
      order by c.rank ${direction}, c.message_id ${direction}
      limit ${search.limit}
    )
    select (select count(*)::int from candidates) as read,
      (select coalesce(json_agg(json_build_object(
        'id', s.message_id, 'rank', s.rank, 'conversationId', s.conversation_id, 'seq', s.seq)), '[]')
       from shown s) as shown`;
}
