import { sql } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import type { LogConsumer } from '../../realtime/log-consumer.ts';
import { type LogEvent, type LogEventOf, type NewEvent, userTopic } from '../../realtime/log-event.ts';
import { addNotifications, judgeDrafts } from './add-notifications.ts';
import { contactEventTypes, isContactEvent, notifyOfContacts } from './contacts.ts';
import type { Bounds } from './draft.ts';
import { notifyOfNearby, notifyOfSharing } from './locations.ts';
import { readMentioned } from './message-candidates.ts';
import { membersAtOnce, notifyMembersQueue, notifyRange } from './notify-members.ts';
import { notifyOfReactions } from './reactions.ts';
import { aboutMessages, type LostPlace, removeWhere, takeBack } from './take-back.ts';

type Parts = Pick<Services, 'realtime' | 'jobs' | 'outgoing' | 'config'>;

interface Turn extends Bounds {
  tx: Tx;
  tenantId: string;
  parts: Parts;
}

/**
 * Follows the log and brings inboxes up to it. What it writes is by the state as it is then, not as it was at the event: what is
 * read, deleted or muted meanwhile tells nobody. Its events are appended at the end of a tenant's part, all at once, so that
 * users' heads are locked in one order.
 */
export function createNotificationConsumer(parts: Parts, clock: () => Date = () => new Date()): LogConsumer {
  return {
    name: 'notifications',
    types: [
      ...(['MessageSent', 'MessageEdited', 'MessageDeleted', 'MessageHidden', 'MemberRemoved'] as const),
      ...(['ReactionAdded', 'ReactionRemoved'] as const),
      ...(['ContactNearby', 'LocationSharingChanged'] as const),
      ...contactEventTypes,
    ],
    async handle(tx, events) {
      const bounds = { limits: parts.config.limits, outgoing: parts.outgoing, now: clock() };
      for (const [tenantId, ofTenant] of Map.groupBy(events, (event) => event.tenantId)) {
        const told = await notify({ ...bounds, tx, tenantId, parts }, ofTenant);
        if (told.length > 0) await parts.realtime.append(tx, tenantId, told);
      }
    },
  };
}

async function notify(turn: Turn, events: readonly LogEvent[]): Promise<NewEvent[]> {
  const { tx, tenantId } = turn;
  const reactions = events.filter((event) => event.type === 'ReactionAdded' || event.type === 'ReactionRemoved');
  return [
    ...(await takeBackLost(turn, events)),
    ...(await tellOfMessages(
      turn,
      events.filter((event) => event.type === 'MessageSent'),
    )),
    ...(await notifyOfReactions(tx, tenantId, reactions, turn)),
    ...(await notifyOfNearby(
      tx,
      tenantId,
      events.filter((event) => event.type === 'ContactNearby'),
      turn,
    )),
    ...(await notifyOfSharing(
      tx,
      tenantId,
      events.filter((event) => event.type === 'LocationSharingChanged'),
      turn,
    )),
    ...(await notifyOfContacts(tx, tenantId, events.filter(isContactEvent), turn)),
  ];
}

async function tellOfMessages(turn: Turn, sent: readonly LogEventOf<'MessageSent'>[]): Promise<NewEvent[]> {
  const { tx, tenantId, parts, now } = turn;
  if (sent.length === 0) return [];
  const places = sent.map(({ topic: conversationId, seq }) => ({ conversationId, seq }));
  const judged = await judgeDrafts(tx, tenantId, await readMentioned(tx, tenantId, places), now);
  const { events } = await addNotifications(tx, tenantId, judged, turn);
  const forAll = await readForAll(tx, tenantId, places);
  for (const { conversationId, seqs } of forAll) {
    const range = { tenantId, conversationId, seqs, afterUserId: null };
    const { events: told, lastUserId } = await notifyRange(tx, range, turn);
    events.push(...told);
    // The rest of a large conversation is told by jobs, a transaction a range.
    if (lastUserId !== null) {
      await parts.jobs.enqueue(tx, notifyMembersQueue, { ...range, what: 'SENT', afterUserId: lastUserId });
    }
  }
  return events;
}

/** Those of the messages that all members may be told of, by their conversations. */
async function readForAll(tx: Tx, tenantId: string, places: readonly { conversationId: string; seq: number }[]) {
  const rows = await tx.execute<{ conversation_id: string; seqs: number[] }>(sql`
    select t.conversation_id, json_agg(t.seq order by t.seq) as seqs
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p("conversationId" text, seq int)
    join messages t on t.tenant_id = ${tenantId} and t.conversation_id = p."conversationId" collate "C" and t.seq = p.seq
    join conversations c on c.tenant_id = t.tenant_id and c.id = t.conversation_id
    where t.deleted_at is null and t.priority <> 'LOW'
      and (coalesce(t.details ? 'mentionsEveryone', false)
        or (c.kind in ('DIRECT', 'GROUP') and t.thread_root_seq is null))
    group by t.conversation_id order by t.conversation_id`);
  return rows.map((row) => ({ conversationId: row.conversation_id, seqs: row.seqs }));
}

/** What is told of messages that are gone, for all or for one, of mentions that are edited away, and to who has left. */
async function takeBackLost({ tx, tenantId, parts, now }: Turn, events: readonly LogEvent[]): Promise<NewEvent[]> {
  const told: NewEvent[] = [];
  const gone = events.flatMap((event): LostPlace[] => {
    if (event.type === 'MessageDeleted')
      return [{ conversationId: event.topic, seq: event.payload.messageSeq, userId: null }];
    if (event.type !== 'MessageHidden') return [];
    const { conversationId, messageSeq: seq } = event.payload;
    return [{ conversationId, seq, userId: event.topic.slice(userTopic('').length) }];
  });
  if (gone.length > 0) {
    const taken = await takeBack(tx, tenantId, aboutMessages(tenantId, gone), { limit: membersAtOnce, now });
    told.push(...taken.events);
    if (!taken.isWhole) {
      const jobs = gone.map(({ conversationId, seq }) => ({
        ...{ tenantId, conversationId, what: 'DELETED' as const, seqs: [seq], afterUserId: null },
      }));
      await parts.jobs.enqueueAll(tx, notifyMembersQueue, jobs);
    }
  }
  const edited = events.flatMap((event) =>
    event.type === 'MessageEdited'
      ? [{ conversationId: event.topic, seq: event.payload.messageSeq, userId: null }]
      : [],
  );
  if (edited.length > 0)
    told.push(...(await removeWhere(tx, tenantId, sql`${aboutMessages(tenantId, edited)} and ${isUnmentioned}`)));
  const left = events.flatMap(({ topic, seq, type, payload }) =>
    type === 'MemberRemoved' ? [{ conversationId: topic, seq, userId: payload.userId }] : [],
  );
  if (left.length > 0) told.push(...(await removeWhere(tx, tenantId, isOfLeavers(tenantId, left))));
  return told;
}

/** Mentions `n` whose message does not mention their user any more. */
const isUnmentioned = sql`n.type = 'MENTION' and not exists (
  select from mentions s where s.tenant_id = n.tenant_id and s.conversation_id = n.conversation_id
    and s.user_id in (n.user_id, '') and s.seq = n.message_seq)`;

/** Notifications `n` of messages from before their user left. He may be back, and told of others since. */
const isOfLeavers = (tenantId: string, left: readonly { conversationId: string; seq: number; userId: string }[]) => sql`
  n.id = any(array(
    select x.id from jsonb_to_recordset(${JSON.stringify(left)}::jsonb) as g("conversationId" text, seq int, "userId" text)
    join notifications x on x.tenant_id = ${tenantId} and x.user_id = g."userId" collate "C"
      and x.conversation_id = g."conversationId" collate "C" and x.message_seq < g.seq))`;
