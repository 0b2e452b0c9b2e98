import { sql } from 'drizzle-orm';
import { type Db, withSnapshot } from '../db/transaction.ts';
import { notFound } from '../errors.ts';
import { conversationTopic, type ResyncReason, type StateItem, type Topic, userTopic } from './log-event.ts';
import type { Interval, Sources, StreamActor } from './realtime.ts';
import { compareTopics, type StreamCursor } from './stream-cursor.ts';

/** One step of a replay: a stretch of a log to send, or the word that it ends here for this viewer. */
export type Step =
  | { kind: 'events'; topic: Topic; after: number; upTo: number }
  | { kind: 'revoked'; topic: Topic; conversationId: string; seq: number };

/** Steps between two snapshots: after each page, a cursor of `from`, `to` and the place reached is valid. */
export interface Phase {
  from: string;
  to: string;
  steps: Step[];
}

/** All that a stream has to send to be where the database is, as one snapshot of it shows. */
export interface Plan {
  snapshot: string;
  resync: { reason: ResyncReason; conversationId: string | null } | null;
  phases: Phase[];
  /** What the viewer hears now, and up to where the plan brings each log. */
  positions: Map<Topic, number>;
  state: StateItem[];
}

interface Bounds {
  lastSeq: number;
  /** The last number that the cursor covers. */
  covered: number;
  /** The last number below `progress.to`; equal to `covered` where the cursor has no progress. */
  coveredTo: number;
}

/** What the viewer's one stream has to send after `cursor`; null: nothing, from now. */
export function planEvents(
  db: Db,
  sources: Sources,
  epoch: string,
  actor: StreamActor,
  cursor: StreamCursor | null,
): Promise<Plan> {
  const { tenantId, userId } = actor;
  return withSnapshot(db, async (tx) => {
    // A dropped day is gone from snapshots that are open already, and `dropped_tx` as they see it would not tell: what
    // drops waits for this lock, or is seen. Locking takes no snapshot.
    if (cursor !== null) await tx.execute(sql`lock table events in access share mode`);
    const { snapshot, droppedTx } = await readSnapshot(tx);
    const reason = cursor === null ? null : await findResyncReason(tx, epoch, droppedTx, cursor);
    const valid = reason === null ? cursor : null;
    const intervals = await sources.readIntervals(tx, tenantId, userId, valid?.from ?? null);
    const topics = new Set([
      userTopic(userId),
      ...intervals.map((interval) => conversationTopic(interval.conversationId)),
    ]);
    const bounds = await readBounds(tx, tenantId, [...topics], valid);

    const positions = new Map<Topic, number>([[userTopic(userId), bounds.get(userTopic(userId))?.lastSeq ?? 0]]);
    for (const { conversationId, toSeq } of intervals) {
      if (toSeq === null) positions.set(conversationTopic(conversationId), bounds.get(conversationId)?.lastSeq ?? 0);
    }
    return {
      snapshot,
      resync: reason === null ? null : { reason, conversationId: null },
      phases: valid === null ? [] : planPhases(valid, snapshot, bounds, intervals),
      positions,
      state: valid === null ? [] : await sources.stateForUser(tx, tenantId, userId, valid.from),
    };
  });
}

/**
 * What a stream of one conversation has to send after `afterSeq`; null: nothing, from now. A membership that ended after
 * the snapshot `since` counts: the stream is then told so. Throws NOT_FOUND where there is none.
 */
export function planConversation(
  db: Db,
  sources: Sources,
  actor: StreamActor,
  conversationId: string,
  afterSeq: number | null,
  since: string | null,
): Promise<Plan> {
  const { tenantId, userId } = actor;
  const topic = conversationTopic(conversationId);
  return withSnapshot(db, async (tx) => {
    const { snapshot } = await readSnapshot(tx);
    const all = await sources.readIntervals(tx, tenantId, userId, since);
    const intervals = all.filter((each) => each.conversationId === conversationId);
    if (intervals.length === 0) throw notFound('conversation', 'conversationId');
    const isMember = intervals.some((each) => each.toSeq === null);

    const { firstSeq, lastSeq } = await readEnds(tx, tenantId, topic);
    const reason = afterSeq === null ? null : seqFault(afterSeq, firstSeq, lastSeq);
    const after = reason === null ? (afterSeq ?? lastSeq) : lastSeq;
    const steps = clip(topic, after, lastSeq, intervals);
    return {
      snapshot,
      resync: reason === null ? null : { reason, conversationId },
      phases: [{ from: snapshot, to: snapshot, steps }],
      positions: new Map(isMember ? [[topic, lastSeq]] : []),
      state: [],
    };
  });
}

function seqFault(afterSeq: number, firstSeq: number, lastSeq: number): ResyncReason | null {
  if (afterSeq > lastSeq) return 'SEQ_AHEAD';
  return afterSeq < firstSeq - 1 ? 'SEQ_TOO_OLD' : null;
}

/** A log's first number that retention has left, and its last. */
async function readEnds(tx: Db, tenantId: string, topic: Topic): Promise<{ firstSeq: number; lastSeq: number }> {
  const [row] = await tx.execute<{ first_seq: number; last_seq: number }>(sql`
    select h.last_seq, coalesce(
      (select e.seq from events e where e.tenant_id = h.tenant_id and e.topic = h.topic order by e.seq limit 1),
      h.last_seq + 1) as first_seq
    from heads h where h.tenant_id = ${tenantId} and h.topic = ${topic}`);
  return { firstSeq: row?.first_seq ?? 1, lastSeq: row?.last_seq ?? 0 };
}

async function readSnapshot(tx: Db): Promise<{ snapshot: string; droppedTx: string }> {
  const [row] = await tx.execute<{ snapshot: string; dropped_tx: string }>(sql`
    select pg_current_snapshot()::text as snapshot, dropped_tx::text from installation`);
  if (row === undefined) throw new Error('The installation has no row.');
  return { snapshot: row.snapshot, droppedTx: row.dropped_tx };
}

async function findResyncReason(
  tx: Db,
  epoch: string,
  droppedTx: string,
  cursor: StreamCursor,
): Promise<ResyncReason | null> {
  if (cursor.epoch !== epoch) return 'EPOCH_CHANGED';
  // Everything up to the newest dropped transaction had ended when the cursor was taken: then it was visible in it.
  const [row] = await tx.execute<{ reaches: boolean }>(sql`
    select pg_snapshot_xmin(${cursor.from}::pg_snapshot) > ${droppedTx}::xid8 as reaches`);
  return row?.reaches === true ? null : 'CURSOR_TOO_OLD';
}

/**
 * How far each log has got, and how far the cursor covers it. Within one log commit order is `seq` order, so what a
 * snapshot sees of it is a beginning of it: the backward scan ends at its last number, after as many rows as are new.
 */
async function readBounds(
  tx: Db,
  tenantId: string,
  topics: Topic[],
  cursor: StreamCursor | null,
): Promise<Map<Topic, Bounds>> {
  const from = cursor?.from ?? null;
  const to = cursor?.progress?.to ?? from;
  const lastVisible = (snapshot: string | null) => sql`case
    when ${snapshot}::pg_snapshot is null or pg_visible_in_snapshot(h.tx, ${snapshot}::pg_snapshot) then h.last_seq
    else coalesce(
      (select e.seq from events e where e.tenant_id = h.tenant_id and e.topic = h.topic
        and pg_visible_in_snapshot(e.tx, ${snapshot}::pg_snapshot) order by e.seq desc limit 1),
      (select e.seq - 1 from events e where e.tenant_id = h.tenant_id and e.topic = h.topic order by e.seq limit 1),
      h.last_seq)
    end`;
  const rows = await tx.execute<{ topic: Topic; last_seq: number; covered: number; covered_to: number }>(sql`
    select h.topic, h.last_seq, ${lastVisible(from)} as covered, ${lastVisible(to)} as covered_to
    from heads h where h.tenant_id = ${tenantId} and h.topic in ${topics}`);
  return new Map(
    rows.map((row) => [row.topic, { lastSeq: row.last_seq, covered: row.covered, coveredTo: row.covered_to }]),
  );
}

function planPhases(
  cursor: StreamCursor,
  snapshot: string,
  bounds: Map<Topic, Bounds>,
  intervals: Interval[],
): Phase[] {
  const topics = [...bounds.keys()].sort(compareTopics);
  const stepsOf = (span: (topic: Topic, bound: Bounds) => [after: number, upTo: number]): Step[] =>
    topics.flatMap((topic) => {
      const bound = bounds.get(topic);
      if (bound === undefined) return [];
      const [after, upTo] = span(topic, bound);
      return clip(
        topic,
        after,
        upTo,
        topic.includes('/') ? null : intervals.filter((each) => each.conversationId === topic),
      );
    });

  const { progress } = cursor;
  if (progress === null) {
    return [{ from: cursor.from, to: snapshot, steps: stepsOf((_, bound) => [bound.covered, bound.lastSeq]) }];
  }
  const rest = stepsOf((topic, bound) => {
    const order = compareTopics(topic, progress.topic);
    if (order < 0) return [bound.coveredTo, bound.coveredTo];
    return [order === 0 ? Math.max(progress.seq, bound.covered) : bound.covered, bound.coveredTo];
  });
  return [
    { from: cursor.from, to: progress.to, steps: rest },
    { from: progress.to, to: snapshot, steps: stepsOf((_, bound) => [bound.coveredTo, bound.lastSeq]) },
  ];
}

/** The parts of a stretch that fall into the viewer's intervals; `intervals` null: all of it is his. */
function clip(topic: Topic, after: number, upTo: number, intervals: Interval[] | null): Step[] {
  if (intervals === null) return after < upTo ? [{ kind: 'events', topic, after, upTo }] : [];
  return intervals.flatMap(({ conversationId, fromSeq, toSeq }) => {
    const begin = Math.max(after, fromSeq - 1);
    const end = Math.min(upTo, toSeq === null ? upTo : toSeq - 1);
    const steps: Step[] = begin < end ? [{ kind: 'events', topic, after: begin, upTo: end }] : [];
    if (toSeq !== null && toSeq > after && toSeq <= upTo)
      steps.push({ kind: 'revoked', topic, conversationId, seq: toSeq });
    return steps;
  });
}
