import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { placeKey } from '../messages/queries.ts';
import { joinSettings, sharesReceipts } from '../privacy/queries.ts';
import { shownDeliveredSeq, shownReadSeq } from './queries.ts';

/** Members who stand at one place: one of them, by name, or how many there are. */
export interface Standing {
  userId: string | null;
  count: number;
  /** The first message that they may read; 0: all. */
  fromSeq: number;
  deliveredSeq: number;
  readSeq: number;
}

type Asked = Pick<StoredMessage, 'conversationId' | 'senderId' | 'threadRootSeq'>;

interface Row extends Record<string, unknown> {
  conversation_id: string;
  root_seq: number;
  sender_id: string | null;
  from_seq: number;
  delivered_seq: number;
  read_seq: number;
  count: number;
}

/** A thread, or with 0 the conversation itself: no message has that number. */
const placeOf = ({ conversationId, threadRootSeq }: Asked) => ({ conversationId, seq: threadRootSeq ?? 0 });

/**
 * Gathers one turn's questions for where the members stand with regard to messages into one read: in conversations with
 * too many to be told by name, and few enough to be counted; null in larger ones, and where the viewer is no member or
 * keeps his own position to himself. Members come as numbers at each place, but for the messages' senders. It reads each
 * membership once, however many messages of a conversation are asked for, and remembers nothing.
 */
export const countedReceiptsLoader = perKey(
  (ctx: Context) =>
    new DataLoader<Asked, Standing[] | null>(
      async (asked) => {
        const rows = await readStanding(ctx, asked);
        const found = Map.groupBy(rows, (row) => placeKey({ conversationId: row.conversation_id, seq: row.root_seq }));
        return asked.map((message) => found.get(placeKey(placeOf(message)))?.map(standingOf) ?? null);
      },
      { cache: false, maxBatchSize: 1_000 },
    ),
);

const standingOf = (row: Row): Standing => ({
  userId: row.sender_id,
  count: row.count,
  fromSeq: row.from_seq,
  deliveredSeq: row.delivered_seq,
  readSeq: row.read_seq,
});

function readStanding(ctx: Context, asked: readonly Asked[]): Promise<Row[]> {
  const { tenantId, userId } = ctx.actor;
  const { namedReceiptsMembersMax, countedReceiptsMembersMax } = ctx.config.limits;
  const places = JSON.stringify(asked.map(placeOf));
  const senderIds = JSON.stringify([...new Set(asked.map(({ senderId }) => senderId))]);
  return ctx.db.execute<Row>(sql`
    with places as materialized (
      select distinct a."conversationId" collate "C" as conversation_id, a.seq as root_seq
      from jsonb_to_recordset(${places}::jsonb) as a("conversationId" text, seq int)
    ), senders as materialized (
      select s.id collate "C" as id from jsonb_array_elements_text(${senderIds}::jsonb) as s(id)
    )
    select a.conversation_id, a.root_seq, s.id as sender_id, f.from_seq, f.delivered_seq, f.read_seq,
      count(*)::int as count
    from places a
    join conversations c on c.tenant_id = ${tenantId} and c.id = a.conversation_id
      and c.member_count > ${namedReceiptsMembersMax} and c.member_count <= ${countedReceiptsMembersMax}
    join memberships v on v.tenant_id = c.tenant_id and v.conversation_id = c.id and v.user_id = ${userId}
    ${joinSettings('q', sql`v.tenant_id`, sql`v.user_id`)}
    join memberships m on m.tenant_id = c.tenant_id and m.conversation_id = c.id
    ${joinSettings('p', sql`m.tenant_id`, sql`m.user_id`)}
    left join thread_positions tp on tp.tenant_id = m.tenant_id and tp.conversation_id = m.conversation_id
      and tp.root_seq = a.root_seq and tp.user_id = m.user_id
    left join senders s on s.id = m.user_id
    cross join lateral (select m.user_id = v.user_id as is_own) o
    cross join lateral (
      select case when c.history_visibility = 'ALL' then 0 else m.joined_seq end as from_seq,
        case when a.root_seq = 0 then ${shownDeliveredSeq('m', sql`case when o.is_own then m.delivered_seq end`)}
          else greatest(tp.shown_delivered_seq, ${shownReadSeq('tp')}, m.joined_seq, case when o.is_own then tp.delivered_seq end)
          end as delivered_seq,
        case when a.root_seq = 0 then case when o.is_own then m.read_seq else ${shownReadSeq('m')} end
          else greatest(case when o.is_own then tp.read_seq else ${shownReadSeq('tp')} end, m.joined_seq) end as read_seq) f
    where ${sharesReceipts('q')} and ${sharesReceipts('p')} and (a.root_seq = 0 or f.from_seq <= a.root_seq)
    group by 1, 2, 3, 4, 5, 6`);
}
