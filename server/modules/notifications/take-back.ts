import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { type NewEvent, userTopic } from '../../realtime/log-event.ts';
import { judgeDrafts, removedEvents } from './add-notifications.ts';
import { messageKey } from './collapse-keys.ts';
import type { Draft } from './draft.ts';
import type { NotificationPriority } from './notification.ts';
import { idsIn } from './queries.ts';

/** Messages that are looked at for the next one to tell of. */
const lookAheadMax = 50;

interface Row extends Record<string, unknown> {
  id: string;
  user_id: string;
  type: string;
  conversation_id: string;
  message_seq: number;
}

/** Notifications `n` that are of these messages, for these users. */
export const aboutMessages = (tenantId: string, places: readonly LostPlace[]): SQL => sql`
  n.id = any(array(
    select x.id from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as g("conversationId" text, seq int, "userId" text)
    join notifications x on x.tenant_id = ${tenantId} and x.conversation_id = g."conversationId" collate "C"
      and x.message_seq = g.seq and (g."userId" is null or x.user_id = g."userId" collate "C")))`;

/** A message that somebody is told no more of. */
export interface LostPlace {
  conversationId: string;
  seq: number;
  /** For whom; null: for everybody. */
  userId: string | null;
}

/**
 * Takes back notifications `n` whose message is gone for their users: mentions and reactions go, and a conversation's
 * collapsed one goes on to the next message that it may tell of, or goes if there is none. At most `limit` of them, and says
 * whether that was all: those that were dealt with match no more.
 */
export async function takeBack(
  tx: Tx,
  tenantId: string,
  isLost: SQL,
  { limit, now }: { limit: number; now: Date },
): Promise<{ events: NewEvent[]; isWhole: boolean }> {
  const rows = await tx.execute<Row>(sql`
    select n.id, n.user_id, n.type, n.conversation_id, n.message_seq from notifications n
    where n.tenant_id = ${tenantId} and n.conversation_id is not null and ${isLost}
    order by n.user_id, n.id limit ${limit} for update`);
  const nextOf = await readNext(tx, tenantId, rows, now);
  const moved = rows.flatMap((row) => {
    const seq = nextOf.get(row.id);
    return seq === undefined ? [] : [{ id: row.id, userId: row.user_id, ...seq }];
  });
  const removed = rows.filter(({ id }) => !nextOf.has(id));
  await move(tx, tenantId, moved);
  await remove(tx, tenantId, removed);
  const changed = moved.map(
    ({ id, userId }): NewEvent => ({
      ...{ topic: userTopic(userId), type: 'NotificationsChanged', actorId: null, carried: null },
      payload: { notificationIds: [id] },
    }),
  );
  return { events: [...changed, ...removedEvents(removed)], isWhole: rows.length < limit };
}

/** For collapsed ones, the next message that may be told of, by their ids. */
async function readNext(tx: Tx, tenantId: string, rows: readonly Row[], now: Date) {
  const collapsed = rows.filter(({ type }) => type === 'MESSAGE');
  const drafts = new Map<Draft, string>();
  for (const [conversationId, of] of Map.groupBy(collapsed, (row) => row.conversation_id)) {
    for (const [seq, ofSeq] of Map.groupBy(of, (row) => row.message_seq)) {
      const ids = new Map(ofSeq.map((row) => [row.user_id, row.id]));
      for (const draft of await readAfter(tx, tenantId, { conversationId, seq, userIds: [...ids.keys()] })) {
        drafts.set(draft, ids.get(draft.userId) ?? '');
      }
    }
  }
  const next = new Map<string, { seq: number; actorId: string | null }>();
  const judged = drafts.size === 0 ? [] : await judgeDrafts(tx, tenantId, [...drafts.keys()], now);
  for (const { draft, isDelivered } of judged) {
    const id = drafts.get(draft);
    // In the order of the messages.
    if (isDelivered && id !== undefined && !next.has(id)) {
      next.set(id, { seq: draft.messageSeq ?? 0, actorId: draft.actorId });
    }
  }
  return next;
}

async function readAfter(
  tx: Tx,
  tenantId: string,
  { conversationId, seq, userIds }: { conversationId: string; seq: number; userIds: readonly string[] },
): Promise<Draft[]> {
  const rows = await tx.execute<{
    user_id: string;
    seq: number;
    sender_id: string;
    priority: NotificationPriority;
  }>(sql`
    select distinct on (m.user_id, t.sender_id) m.user_id, t.seq, t.sender_id, t.priority
    from jsonb_array_elements_text(${JSON.stringify(userIds)}::jsonb) as who(user_id)
    join memberships m on m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId}
      and m.user_id = who.user_id collate "C"
    cross join (
      select t.seq, t.sender_id, t.priority, t.details from messages t
      where t.tenant_id = ${tenantId} and t.conversation_id = ${conversationId} and t.seq > ${seq}
        and t.thread_root_seq is null and t.deleted_at is null and t.priority <> 'LOW'
      order by t.seq limit ${lookAheadMax}) t
    where t.sender_id <> m.user_id and t.seq > m.read_seq and coalesce(t.details->>'withheldFrom' <> m.user_id, true)
      and not coalesce(t.details->'mentionedUserIds' ? m.user_id or t.details ? 'mentionsEveryone', false)
      and not exists (
        select from hidden_messages d where d.tenant_id = m.tenant_id and d.user_id = m.user_id
          and d.conversation_id = m.conversation_id and d.seq = t.seq)
    order by m.user_id, t.sender_id, t.seq`);
  return rows
    .toSorted((a, b) => a.seq - b.seq)
    .map((row) => ({
      ...{ userId: row.user_id, type: 'MESSAGE', priority: row.priority, actorId: row.sender_id },
      ...{ conversationId, messageSeq: row.seq, collapseKey: messageKey(conversationId) },
    }));
}

async function move(
  tx: Tx,
  tenantId: string,
  moved: readonly { id: string; seq: number; actorId: string | null }[],
): Promise<void> {
  if (moved.length === 0) return;
  await tx.execute(sql`
    update notifications n set message_seq = g.seq, actor_id = g."actorId"
    from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as g(id text, seq int, "actorId" text)
    where n.tenant_id = ${tenantId} and n.id = g.id collate "C"`);
}

async function remove(tx: Tx, tenantId: string, removed: readonly Row[]): Promise<void> {
  if (removed.length === 0) return;
  await tx.execute(sql`
    delete from notifications n where n.tenant_id = ${tenantId} and n.id = any(${idsIn(removed.map(({ id }) => id))})`);
}

/** Deletes notifications `n` and returns the words of it. */
export async function removeWhere(tx: Tx, tenantId: string, isLost: SQL): Promise<NewEvent[]> {
  const rows = await tx.execute<{ user_id: string; id: string }>(sql`
    delete from notifications n where n.tenant_id = ${tenantId} and ${isLost} returning n.user_id, n.id`);
  return removedEvents(rows);
}
