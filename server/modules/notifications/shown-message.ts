import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { type MessagePlace, placeKey, readMessagesAt } from '../messages/queries.ts';
import { mayObserve } from '../privacy/may-observe.ts';
import { readPairs } from '../privacy/read-pairs.ts';
import type { StoredNotification } from './rows.ts';

/** Messages that are looked at for the newest that may be shown. */
const lookBackMax = 20;

type Asked = Pick<StoredNotification, 'id' | 'type' | 'conversationId' | 'messageSeq'>;

interface Row extends Record<string, unknown> {
  place: number;
  conversation_id: string;
  seq: number;
  sender_id: string;
}

/**
 * Gathers one turn's questions for the messages that notifications tell of, as the viewer may read them now: nothing of them
 * is kept in an inbox, so what is deleted, hidden or closed to him is not shown. Of a conversation's collapsed one it is the
 * newest. It remembers nothing.
 */
const loaderOf = perKey(
  (ctx: Context) =>
    new DataLoader<Asked, StoredMessage | null>(async (asked) => readShown(ctx, asked), {
      cache: false,
      maxBatchSize: 200,
    }),
);

/** The message that a notification tells of; null: none, or none that the viewer may read. */
export const readShownMessage = (ctx: Context, notification: Asked): Promise<StoredMessage | null> =>
  notification.messageSeq === null ? Promise.resolve(null) : loaderOf(ctx).load(notification);

async function readShown(ctx: Context, asked: readonly Asked[]): Promise<(StoredMessage | null)[]> {
  const { db } = ctx;
  const { tenantId, userId } = ctx.actor;
  const questions = asked.map(({ type, conversationId, messageSeq }, place) => [
    ...[place, type, conversationId, messageSeq],
  ]);
  const rows = await db.execute<Row>(sql`
    select a.place, m.conversation_id, t.seq, t.sender_id
    from (
      select (j->>0)::int as place, j->>1 as type, (j->>2) collate "C" as conversation_id, (j->>3)::int as seq
      from jsonb_array_elements(${JSON.stringify(questions)}::jsonb) as j) a
    join memberships m on m.tenant_id = ${tenantId} and m.conversation_id = a.conversation_id and m.user_id = ${userId}
    cross join lateral (
      select t.seq, t.sender_id from messages t
      where t.tenant_id = m.tenant_id and t.conversation_id = m.conversation_id and t.seq = a.seq and a.type <> 'MESSAGE'
        and ${isShown}
      union all
      (select t.seq, t.sender_id from messages t
       where a.type = 'MESSAGE' and t.tenant_id = m.tenant_id and t.conversation_id = m.conversation_id
         and t.seq >= a.seq and t.thread_root_seq is null and t.sender_id <> m.user_id and ${isShown}
       order by t.seq desc limit ${lookBackMax})) t
    order by a.place, t.seq desc`);
  const senders = [...new Set(rows.map((row) => row.sender_id))].filter((id) => id !== userId);
  const pairs = await readPairs(
    db,
    senders.map((viewerId) => ({ tenantId, viewerId, subjectId: userId })),
  );
  const isTold = new Map(
    senders.map((id, at) => [id, mayObserve('NOTIFICATION', pairs[at]?.relation ?? 'BLOCKED', {})]),
  );
  const placeOf = new Map<number, MessagePlace>();
  for (const row of rows) {
    const mayTell = row.sender_id === userId || isTold.get(row.sender_id) === true;
    if (mayTell && !placeOf.has(row.place))
      placeOf.set(row.place, { conversationId: row.conversation_id, seq: row.seq });
  }
  const found = await readMessagesAt(db, tenantId, [...placeOf.values()]);
  return asked.map((_, place) => {
    const at = placeOf.get(place);
    const message = at === undefined ? undefined : found.get(placeKey(at));
    return message === undefined || message.deletedAt !== null ? null : message;
  });
}

/** Neither deleted for everyone, nor by the member `m` for himself, nor withheld from him. */
const isShown: SQL = sql`t.deleted_at is null and coalesce(t.details->>'withheldFrom' <> m.user_id, true) and not exists (
  select from hidden_messages d where d.tenant_id = m.tenant_id and d.user_id = m.user_id
    and d.conversation_id = m.conversation_id and d.seq = t.seq)`;

const segmenter = new Intl.Segmenter();
const previewLengthMax = 200;

/** The beginning of a message's text. */
export function previewOf({ text }: Pick<StoredMessage, 'text'>): string | null {
  if (text === null || text.length <= previewLengthMax) return text;
  let preview = '';
  let count = 0;
  for (const { segment } of segmenter.segment(text)) {
    count += 1;
    if (count === previewLengthMax) return `${preview}…`;
    preview += segment;
  }
  return preview;
}
