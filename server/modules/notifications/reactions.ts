import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { type LogEventOf, type NewEvent, userTopic } from '../../realtime/log-event.ts';
import { addNotifications, judgeDrafts } from './add-notifications.ts';
import { reactionKey, reactionKeyOf } from './collapse-keys.ts';
import type { Bounds, Draft, Judgement } from './draft.ts';
import { removeWhere } from './take-back.ts';

/** Reactions that are looked at for another to tell of. */
const reactorsMax = 20;

interface Row extends Record<string, unknown> {
  conversation_id: string;
  message_seq: number;
  owner_id: string;
  user_id: string;
  muted_until: string | null;
}

/**
 * Brings the notifications of reactions to messages to what these are now: whose message it is, is told of the first
 * reactions of others until he looks, and of none that is gone.
 */
export async function notifyOfReactions(
  tx: Tx,
  tenantId: string,
  events: readonly LogEventOf<'ReactionAdded' | 'ReactionRemoved'>[],
  bounds: Bounds,
): Promise<NewEvent[]> {
  const added = events.filter(({ type }) => type === 'ReactionAdded').map(placeOf);
  const removed = events.filter(({ type }) => type === 'ReactionRemoved').map(placeOf);
  // A reaction that is new, to whom it tells something.
  const fresh = await readReactions(tx, tenantId, added, {
    among: sql`r.user_id = g."userId" collate "C"`,
    isWanted: tellsMore(bounds.now),
  });
  const judged = await judgeDrafts(tx, tenantId, fresh, bounds.now);
  const first = new Map<string, Judgement>();
  for (const each of judged.toReversed()) if (each.isTold) first.set(keyOf(each.draft), each);
  const { events: told } = await addNotifications(tx, tenantId, [...first.values()], bounds);
  return [...told, ...(await tellOfOthers(tx, tenantId, removed, bounds.now))];
}

const placeOf = (event: LogEventOf<'ReactionAdded' | 'ReactionRemoved'>) => ({
  ...{ conversationId: event.topic, seq: event.payload.messageSeq, userId: event.payload.userId },
});

const keyOf = ({ userId, collapseKey }: Draft): string => JSON.stringify([userId, collapseKey]);

const tellsMore = (now: Date): SQL => sql`(n.id is null or n.seen_at is not null or n.read_at is not null
  or n.archived_at is not null or n.expires_at <= ${now.toISOString()}::timestamptz)`;

/** Whether who took a reaction back has another on the message. */
const reactsStill: SQL = sql`exists (
  select from reactions x where x.tenant_id = n.tenant_id and x.conversation_id = n.conversation_id
    and x.message_seq = n.message_seq and x.user_id = g."userId" collate "C")`;

/**
 * Who reacts to the messages of `places` now, those whose message it is apart, and the first of each message first; with the
 * notification `n` of whose message it is.
 */
async function readReactions(
  tx: Tx,
  tenantId: string,
  places: readonly ReturnType<typeof placeOf>[],
  { among, isWanted }: { among: SQL; isWanted: SQL },
): Promise<Draft[]> {
  if (places.length === 0) return [];
  const rows = await tx.execute<Row>(sql`
    select t.conversation_id, t.seq as message_seq, t.sender_id as owner_id, r.user_id, m.muted_until
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as g("conversationId" text, seq int, "userId" text)
    join messages t on t.tenant_id = ${tenantId} and t.conversation_id = g."conversationId" collate "C" and t.seq = g.seq
      and t.deleted_at is null
    join memberships m on m.tenant_id = t.tenant_id and m.conversation_id = t.conversation_id and m.user_id = t.sender_id
    left join notifications n on n.tenant_id = t.tenant_id and n.user_id = t.sender_id
      and n.collapse_key = ${reactionKeyOf(sql`t.conversation_id`, sql`t.seq`)}
    cross join lateral (
      select r.user_id, r.created_at from reactions r
      where r.tenant_id = t.tenant_id and r.conversation_id = t.conversation_id and r.message_seq = t.seq
        and r.user_id <> t.sender_id and ${among}
      order by r.created_at limit ${reactorsMax}) r
    where ${isWanted} and not exists (
      select from hidden_messages d where d.tenant_id = m.tenant_id and d.user_id = m.user_id
        and d.conversation_id = m.conversation_id and d.seq = t.seq)
    group by t.conversation_id, t.seq, t.sender_id, r.user_id, m.muted_until
    order by min(r.created_at), r.user_id`);
  return rows.map((row) => ({
    ...{ userId: row.owner_id, type: 'REACTION', priority: 'LOW', actorId: row.user_id },
    ...{ conversationId: row.conversation_id, messageSeq: row.message_seq },
    collapseKey: reactionKey(row.conversation_id, row.message_seq),
    conversationMutedUntil: row.muted_until === null ? null : new Date(row.muted_until).toISOString(),
  }));
}

/** Those whose reactor has taken his back tell of another one, or go. */
async function tellOfOthers(
  tx: Tx,
  tenantId: string,
  removed: readonly ReturnType<typeof placeOf>[],
  now: Date,
): Promise<NewEvent[]> {
  if (removed.length === 0) return [];
  const others = await readReactions(tx, tenantId, removed, {
    among: sql`true`,
    isWanted: sql`n.actor_id = g."userId" collate "C" and not ${reactsStill}`,
  });
  const judged = await judgeDrafts(tx, tenantId, others, now);
  const isWelcome = ({ decisions }: Judgement) =>
    decisions.every(({ rule }) => rule !== 'BLOCKED' && rule !== 'MUTED_USER');
  // The first of each is the last that is put in.
  const next = new Map(
    judged
      .filter(isWelcome)
      .toReversed()
      .map(({ draft }) => [keyOf(draft), draft]),
  );
  const changed = await tx.execute<{ id: string; user_id: string }>(sql`
    update notifications n set actor_id = g."actorId"
    from jsonb_to_recordset(${JSON.stringify([...next.values()])}::jsonb) as g("userId" text, "collapseKey" text, "actorId" text)
    where n.tenant_id = ${tenantId} and n.user_id = g."userId" collate "C" and n.collapse_key = g."collapseKey" collate "C"
      and n.actor_id <> g."actorId" collate "C"
    returning n.id, n.user_id`);
  const gone = await removeWhere(
    tx,
    tenantId,
    sql`n.id = any(array(
      select n.id from jsonb_to_recordset(${JSON.stringify(removed)}::jsonb) as g("conversationId" text, seq int, "userId" text)
      join notifications n on n.tenant_id = ${tenantId} and n.conversation_id = g."conversationId" collate "C"
        and n.message_seq = g.seq and n.type = 'REACTION' and n.actor_id = g."userId" collate "C"
      where not ${reactsStill}))`,
  );
  const told = changed.map(
    ({ id, user_id }): NewEvent => ({
      ...{ topic: userTopic(user_id), type: 'NotificationsChanged', actorId: null, carried: null },
      payload: { notificationIds: [id] },
    }),
  );
  return [...told, ...gone];
}
