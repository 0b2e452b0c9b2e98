import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../db/transaction.ts';
import { notFound } from '../errors.ts';
import { conversationTopic, type LogEvent, type NewEvent, type Topic } from './log-event.ts';

/** The tip of a conversation's log, locked. */
export interface Head {
  lastSeq: number;
  messageCount: number;
}

/**
 * Locks a conversation's head until the transaction ends. It comes first in every writing verb of a conversation:
 * commit order is then `seq` order, and what is read after it (the membership) is not changed meanwhile. Throws
 * NOT_FOUND where there is no such conversation.
 */
export async function lockHead(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  field = 'conversationId',
): Promise<Head> {
  const rows = await tx.execute<{ last_seq: number; message_count: number }>(sql`
    select last_seq, message_count from heads
    where tenant_id = ${tenantId} and topic = ${conversationTopic(conversationId)} for update`);
  const row = rows[0];
  if (row === undefined) throw notFound('conversation', field);
  return { lastSeq: row.last_seq, messageCount: row.message_count };
}

/** Makes the head of a new conversation. It is locked by being new. */
export async function createHead(tx: Tx, tenantId: string, conversationId: string): Promise<void> {
  await tx.execute(
    sql`insert into heads (tenant_id, topic) values (${tenantId}, ${conversationTopic(conversationId)})`,
  );
}

/** Numbers events and writes them, each to its own log; see `Realtime.append`. */
export async function writeEvents(tx: Tx, tenantId: string, added: NewEvent[]): Promise<LogEvent[]> {
  const nextSeq = await takeNumbers(tx, tenantId, added);
  const rows = added.map((event) => {
    const seq = nextSeq.get(event.topic) ?? 0;
    nextSeq.set(event.topic, seq + 1);
    return { topic: event.topic, seq, type: event.type, actorId: event.actorId, payload: event.payload };
  });
  // The clock is read once: what is told live and what the log says later is one moment for all of them.
  const [first] = await tx.execute<{ created_at: string }>(sql`
    insert into events (tenant_id, topic, seq, type, actor_id, payload, created_at)
    select ${tenantId}, e.topic, e.seq, e.type, e."actorId", e.payload, (select clock_timestamp())
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as e(topic text, seq int, type text, "actorId" text, payload jsonb)
    returning created_at`);
  const createdAt = new Date(first?.created_at ?? Number.NaN).toISOString();
  return added.map((event, at) => ({ ...event, tenantId, seq: rows[at]?.seq ?? 0, createdAt }));
}

/** Moves the heads on, users' made where there is none, in the order of their topics; returns each topic's first number. */
async function takeNumbers(tx: Tx, tenantId: string, added: NewEvent[]): Promise<Map<Topic, number>> {
  const counts = new Map<Topic, number>();
  for (const { topic } of added) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  const wanted = [...counts].map(([topic, count]) => ({ topic, count }));
  const rows = await tx.execute<{ topic: string; last_seq: number }>(sql`
    insert into heads as h (tenant_id, topic, last_seq)
    select ${tenantId}, w.topic, w.count
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(topic text, count int)
    order by w.topic collate "C"
    on conflict (tenant_id, topic) do update set last_seq = h.last_seq + excluded.last_seq, tx = pg_current_xact_id()
    returning topic, last_seq`);
  return new Map(rows.map((row) => [row.topic, row.last_seq - (counts.get(row.topic) ?? 0) + 1]));
}

/** A stretch of one log: what is above `after`, up to `upTo`. */
export interface Span {
  topic: Topic;
  after: number;
  upTo: number;
}

/** Reads stretches of a tenant's logs in the order given, `limit` events at most; `carried` is still to be put on. */
export async function readSpans(db: Db, tenantId: string, spans: Span[], limit: number): Promise<LogEvent[]> {
  const rows = await db.execute<{
    topic: Topic;
    seq: number;
    type: string;
    actor_id: string | null;
    payload: unknown;
    created_at: string;
  }>(sql`
    select e.topic, e.seq, e.type, e.actor_id, e.payload, e.created_at
    from rows from (jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as (topic text, after int, "upTo" int))
      with ordinality as s(topic, after, up_to, place)
    cross join lateral (
      select e.topic, e.seq, e.type, e.actor_id, e.payload, e.created_at from events e
      where e.tenant_id = ${tenantId} and e.topic = s.topic collate "C" and e.seq > s.after and e.seq <= s.up_to
      order by e.seq limit ${limit}
    ) e
    order by s.place, e.seq limit ${limit}`);
  return rows.map(
    (row) =>
      ({
        tenantId,
        topic: row.topic,
        seq: row.seq,
        type: row.type,
        actorId: row.actor_id,
        payload: row.payload,
        carried: null,
        createdAt: new Date(row.created_at).toISOString(),
      }) as LogEvent,
  );
}
