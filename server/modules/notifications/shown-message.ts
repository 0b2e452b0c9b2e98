import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { type MessagePlace, placeKey, readMessagesAt } from '../messages/queries.ts';
import { mayObserve } from '../privacy/may-observe.ts';
import { type PairKey, readPairs } from '../privacy/read-pairs.ts';
import type { StoredNotification } from './rows.ts';

/** Messages that are looked at for the newest that may be shown. */
const lookBackMax = 20;

/** What a notification tells of, and to whom. */
export interface Told extends Pick<StoredNotification, 'userId' | 'type' | 'conversationId' | 'messageSeq'> {
  tenantId: string;
}

interface Row extends Record<string, unknown> {
  place: number;
  conversation_id: string;
  seq: number;
  sender_id: string;
}

/** Gathers one turn's questions. It remembers nothing. */
const loaderOf = perKey(
  (db: Db) =>
    new DataLoader<Told, StoredMessage | null>((told) => readShownMessages(db, told), {
      cache: false,
      maxBatchSize: 200,
    }),
);

/** The message that a notification of the viewer's tells of; null: none, or none that he may read. */
export const readShownMessage = (
  { db, actor: { tenantId, userId } }: Context,
  notification: Omit<Told, 'tenantId' | 'userId'>,
): Promise<StoredMessage | null> =>
  notification.messageSeq === null ? Promise.resolve(null) : loaderOf(db).load({ ...notification, tenantId, userId });

/**
 * The messages that notifications tell of, as their users may read them now, in the order asked for: nothing of them is kept
 * in an inbox, so what is deleted, hidden or closed to a user is not shown to him. Of a conversation's collapsed one it is
 * the newest of those that it gathers. Null: there is none that may be shown.
 */
export async function readShownMessages(db: Db, told: readonly Told[]): Promise<(StoredMessage | null)[]> {
  const rows = await db.execute<Row>(sql`
    select a.place, m.conversation_id, t.seq, t.sender_id
    from (
      select (j->>0)::int as place, (j->>1) collate "C" as tenant_id, (j->>2) collate "C" as user_id, j->>3 as type,
        (j->>4) collate "C" as conversation_id, (j->>5)::int as seq
      from jsonb_array_elements(${JSON.stringify(told.map(questionOf))}::jsonb) as j) a
    join memberships m on m.tenant_id = a.tenant_id and m.conversation_id = a.conversation_id and m.user_id = a.user_id
    cross join lateral (
      select t.seq, t.sender_id from messages t
      where t.tenant_id = m.tenant_id and t.conversation_id = m.conversation_id and t.seq = a.seq and a.type <> 'MESSAGE'
        and ${isShown}
      union all
      (select t.seq, t.sender_id from messages t
       where a.type = 'MESSAGE' and t.tenant_id = m.tenant_id and t.conversation_id = m.conversation_id
         and t.seq >= a.seq and t.thread_root_seq is null and t.sender_id <> m.user_id and ${isShown}
         and (t.seq = a.seq or ${isCollapsed})
       order by t.seq desc limit ${lookBackMax})) t
    order by a.place, t.seq desc`);
  const mayTell = await readSenders(db, told, rows);
  const placeOf = new Map<number, MessagePlace>();
  for (const row of rows) {
    if (mayTell(row) && !placeOf.has(row.place))
      placeOf.set(row.place, { conversationId: row.conversation_id, seq: row.seq });
  }
  const found = await readByTenant(db, told, placeOf);
  return told.map((_, place) => {
    const message = found.get(place);
    return message === undefined || message.deletedAt !== null ? null : message;
  });
}

const questionOf = ({ tenantId, userId, type, conversationId, messageSeq }: Told, place: number) => [
  ...[place, tenantId, userId, type, conversationId, messageSeq],
];

/** Whether the user of a row's question may be told of what its sender does. */
async function readSenders(db: Db, told: readonly Told[], rows: readonly Row[]): Promise<(row: Row) => boolean> {
  const pairs = new Map<string, PairKey>();
  const keyOf = ({ place, sender_id }: Row): string => {
    const { tenantId = '', userId = '' } = told[place] ?? {};
    const key = JSON.stringify([tenantId, userId, sender_id]);
    if (sender_id !== userId) pairs.set(key, { tenantId, viewerId: sender_id, subjectId: userId });
    return key;
  };
  for (const row of rows) keyOf(row);
  const found = await readPairs(db, [...pairs.values()]);
  const isTold = new Map(
    [...pairs.keys()].map((key, at) => [key, mayObserve('NOTIFICATION', found[at]?.relation ?? 'BLOCKED', {})]),
  );
  return (row) => row.sender_id === told[row.place]?.userId || isTold.get(keyOf(row)) === true;
}

async function readByTenant(
  db: Db,
  told: readonly Told[],
  placeOf: ReadonlyMap<number, MessagePlace>,
): Promise<Map<number, StoredMessage>> {
  const found = new Map<number, StoredMessage>();
  for (const [tenantId, of] of Map.groupBy(placeOf, ([place]) => told[place]?.tenantId ?? '')) {
    const messages = await readMessagesAt(
      db,
      tenantId,
      of.map(([, at]) => at),
    );
    for (const [place, at] of of) {
      const message = messages.get(placeKey(at));
      if (message !== undefined) found.set(place, message);
    }
  }
  return found;
}

/** Neither deleted for everyone, nor by the member `m` for himself, nor withheld from him. */
const isShown: SQL = sql`t.deleted_at is null and coalesce(t.details->>'withheldFrom' <> m.user_id, true) and not exists (
  select from hidden_messages d where d.tenant_id = m.tenant_id and d.user_id = m.user_id
    and d.conversation_id = m.conversation_id and d.seq = t.seq)`;

/** What a conversation's one notification gathers: what is not worth one is not, and a mention of the member has its own. */
const isCollapsed: SQL = sql`t.priority <> 'LOW' and
  not coalesce(t.details->'mentionedUserIds' ? m.user_id or t.details ? 'mentionsEveryone', false)`;

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
