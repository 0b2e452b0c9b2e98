import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { createId } from '../../lib/ids.ts';
import { type NewEvent, userTopic } from '../../realtime/log-event.ts';
import { mayObserve } from '../privacy/may-observe.ts';
import { readPairs } from '../privacy/read-pairs.ts';
import { decide, delivers } from './decide.ts';
import { type Bounds, type Draft, endOf, type Judgement } from './draft.ts';
import type { ChannelDecision } from './notification.ts';
import { readPreferences } from './preferences.ts';
import { outgoingOf, reachUsers } from './reach-users.ts';
import { fromNotifications, isRead } from './rows.ts';

/** What adding did. */
interface Added {
  /** Of those in the inbox. */
  ids: Map<Draft, string>;
  /** Of all that were judged, as they are for who can be reached. */
  decisions: Map<Draft, ChannelDecision[]>;
  /** What the caller appends. */
  events: NewEvent[];
}

/** Judges drafts by what their users want at this time. Two statements, however many they are. */
export async function judgeDrafts(tx: Tx, tenantId: string, drafts: readonly Draft[], now: Date): Promise<Judgement[]> {
  const acted = drafts.flatMap(({ actorId, userId }) => (actorId === null ? [] : [{ actorId, userId }]));
  const pairKeys = [...new Map(acted.map((pair) => [pairKey(pair.actorId, pair.userId), pair])).entries()];
  // The one who acts is the viewer of whom his act is told to: what he does may reach that user, or not.
  const pairs = await readPairs(
    tx,
    pairKeys.map(([, { actorId, userId }]) => ({ tenantId, viewerId: actorId, subjectId: userId })),
  );
  const mayNotify = new Map(
    pairKeys.map(([key], at) => [key, mayObserve('NOTIFICATION', pairs[at]?.relation ?? 'BLOCKED', {})]),
  );
  const userIds = [...new Set(drafts.map(({ userId }) => userId))];
  const read = await readPreferences(
    tx,
    userIds.map((userId) => ({ tenantId, userId })),
  );
  const preferencesOf = new Map(userIds.map((userId, at) => [userId, read[at]]));
  return drafts.map((draft) => {
    const { actorId, userId, expiresAt = null, conversationMutedUntil = null } = draft;
    const preferences = preferencesOf.get(userId);
    if (preferences === undefined) throw new Error('A question for preferences got no answer.');
    const isFree = actorId === null || mayNotify.get(pairKey(actorId, userId)) === true;
    const decisions = decide({ ...draft, expiresAt }, { preferences, mayNotify: isFree, conversationMutedUntil }, now);
    const isTold = decisions.some(({ outcome }) => outcome !== 'DROP');
    return { draft, decisions, isDelivered: delivers(decisions, 'IN_APP'), isTold };
  });
}

const keyOf = (userId: string, collapseKey: string | null): string | null =>
  collapseKey === null ? null : JSON.stringify([userId, collapseKey]);

const pairKey = (actorId: string, userId: string): string => JSON.stringify([actorId, userId]);

/**
 * Puts what was judged into the inboxes and on its way out, and returns the events that tell of it, which the caller appends,
 * all of a transaction's at once. A user's notification with the same key is told anew, under its id; no user has two of a key
 * among them. What exceeds a user's room goes: first what is put away, then what is read, then what is oldest.
 */
export async function addNotifications(
  tx: Tx,
  tenantId: string,
  judged: readonly Judgement[],
  bounds: Bounds,
): Promise<Added> {
  const reached = await reachUsers(tx, tenantId, judged, bounds.outgoing);
  const kept = reached.filter(({ isDelivered }) => isDelivered);
  const ids = await storeNotifications(tx, tenantId, kept, bounds);
  await bounds.outgoing.add(tx, tenantId, outgoingOf(reached, ids, bounds));
  const added = kept.map(
    ({ draft }): NewEvent => ({
      ...{ topic: userTopic(draft.userId), type: 'NotificationAdded', actorId: draft.actorId, carried: null },
      payload: { notificationId: ids.get(draft) ?? '' },
    }),
  );
  const userIds = [...new Set(kept.map(({ draft }) => draft.userId))];
  const removed = await trim(tx, tenantId, userIds, bounds.limits.notificationsPerUserMax);
  const decisions = new Map(reached.map((each) => [each.draft, each.decisions]));
  return { ids, decisions, events: [...added, ...removed] };
}

async function storeNotifications(
  tx: Tx,
  tenantId: string,
  told: readonly Judgement[],
  { limits, now }: Bounds,
): Promise<Map<Draft, string>> {
  if (told.length === 0) return new Map();
  const kept = told.toSorted((a, b) => (a.draft.userId < b.draft.userId ? -1 : 1));
  const rows = kept.map(({ draft, decisions }, place) => ({ place, ...rowOf(draft, decisions, limits, now) }));
  const stored = await tx.execute<{ id: string; user_id: string; collapse_key: string | null }>(sql`
    with given as (
      select g.place, g.id, g."userId", g.type, g.category, g.priority, g."collapseKey", g."conversationId",
        g."threadRootSeq", g."messageSeq", g."actorId", g.title, g.body, g.data, g.actions, g."imageUrl", g."actionUrl",
        g.decisions, g."expiresAt"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(place int, id text, "userId" text, type text,
        category text, priority text, "collapseKey" text, "conversationId" text, "threadRootSeq" int, "messageSeq" int,
        "actorId" text, title text, body text, data jsonb, actions jsonb, "imageUrl" text, "actionUrl" text,
        decisions jsonb, "expiresAt" timestamptz)
    )
      insert into notifications (tenant_id, id, user_id, type, category, priority, collapse_key, conversation_id,
        thread_root_seq, message_seq, actor_id, title, body, data, actions, image_url, action_url, decisions, created_at,
        expires_at)
      select ${tenantId}, g.id, g."userId", g.type, g.category, g.priority, g."collapseKey", g."conversationId",
        g."threadRootSeq", g."messageSeq", g."actorId", g.title, g.body, g.data, g.actions, g."imageUrl", g."actionUrl",
        g.decisions, ${now.toISOString()}::timestamptz, g."expiresAt"
      from given g order by g.place
      on conflict (tenant_id, user_id, collapse_key) do update
      set type = excluded.type, category = excluded.category, priority = excluded.priority,
        conversation_id = excluded.conversation_id, thread_root_seq = excluded.thread_root_seq,
        message_seq = excluded.message_seq, actor_id = excluded.actor_id, title = excluded.title, body = excluded.body,
        data = excluded.data, actions = excluded.actions, image_url = excluded.image_url,
        action_url = excluded.action_url, decisions = excluded.decisions, created_at = excluded.created_at,
        expires_at = excluded.expires_at, seen_at = null, read_at = null, archived_at = null
      returning id, user_id, collapse_key`);
  const idOf = new Map(stored.map((row) => [keyOf(row.user_id, row.collapse_key) ?? row.id, row.id]));
  return new Map(
    kept.map(({ draft }, place) => {
      const id = idOf.get(keyOf(draft.userId, draft.collapseKey) ?? rows[place]?.id ?? '');
      if (id === undefined) throw new Error('A notification was not stored.');
      return [draft, id];
    }),
  );
}

function rowOf(draft: Draft, decisions: ChannelDecision[], limits: Bounds['limits'], now: Date) {
  const { content, conversationMutedUntil: _muted, ...row } = draft;
  const nothing = { category: null, title: null, body: null, data: {}, actions: [], imageUrl: null, actionUrl: null };
  return {
    ...{ id: createId('ntf'), ...row, ...(content ?? nothing), decisions },
    expiresAt: endOf(draft, { limits, now }),
  };
}

async function trim(tx: Tx, tenantId: string, userIds: string[], max: number): Promise<NewEvent[]> {
  if (userIds.length === 0) return [];
  const rows = await tx.execute<{ user_id: string; id: string }>(sql`
    with crowded as materialized (
      select u.user_id
      from (select i.id collate "C" as user_id from jsonb_array_elements_text(${JSON.stringify(userIds)}::jsonb) as i(id)) u
      where (
        select count(*) from (
          select from notifications n where n.tenant_id = ${tenantId} and n.user_id = u.user_id limit ${max + 1}) n) > ${max}
    ), surplus as materialized (
      select s.id from crowded c cross join lateral (
        select n.id from ${fromNotifications} where n.tenant_id = ${tenantId} and n.user_id = c.user_id
        order by n.archived_at is not null, ${isRead}, n.created_at desc, n.id desc offset ${max}) s
    )
    delete from notifications n where n.tenant_id = ${tenantId} and n.id = any(array(select s.id from surplus s))
    returning n.user_id, n.id`);
  return removedEvents(rows);
}

/** The words that notifications are gone, one a user. */
export function removedEvents(rows: readonly { user_id: string; id: string }[]): NewEvent[] {
  return [...Map.groupBy(rows, (row) => row.user_id)].map(([userId, of]) => ({
    ...{ topic: userTopic(userId), type: 'NotificationsRemoved', actorId: null, carried: null },
    payload: { notificationIds: of.map(({ id }) => id).sort() },
  }));
}
