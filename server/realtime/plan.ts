import { notFound } from '../errors.ts';
import { conversationTopic, type ResyncReason, type StateItem, type Topic, userTopic } from './log-event.ts';
import type { Bounds, PlanFacts } from './read-plans.ts';
import type { Interval } from './realtime.ts';
import { compareTopics, type StreamCursor } from './stream-cursor.ts';

/** A stretch of a log to send. */
export interface EventsStep {
  kind: 'events';
  topic: Topic;
  after: number;
  upTo: number;
  /** How far the log had got when this was planned: whoever shows it from memory must know it so far. */
  head: number;
  /** The viewer may have deleted messages of it for himself. */
  mayHide: boolean;
}

/** One step of a replay: a stretch of a log to send, or the word that it ends here for this viewer. */
export type Step = EventsStep | { kind: 'revoked'; topic: Topic; conversationId: string; seq: number };

/** Steps between two snapshots: after each page, a cursor of `from`, `to` and the place reached is valid. */
export interface Phase {
  from: string;
  to: string;
  /** The place that an earlier replay of it has reached; null: it begins here. */
  progress: StreamCursor['progress'];
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
  /** The viewer is told of others' receipts. */
  hearsReceipts: boolean;
}

/** What the viewer's one stream has to send after `cursor`; null: nothing, from now. */
export function planEvents(facts: PlanFacts, userId: string, epoch: string, cursor: StreamCursor | null): Plan {
  const { snapshot, intervals, bounds, isHider, hearsReceipts, state } = facts;
  const reason = cursor === null ? null : findResyncReason(facts, epoch, cursor);
  const valid = reason === null ? cursor : null;
  const ownTopic = userTopic(userId);
  const positions = new Map<Topic, number>([[ownTopic, bounds.get(ownTopic)?.lastSeq ?? 0]]);
  for (const { conversationId, toSeq } of intervals) {
    const topic = conversationTopic(conversationId);
    if (toSeq === null) positions.set(topic, bounds.get(topic)?.lastSeq ?? 0);
  }
  return {
    snapshot,
    resync: reason === null ? null : { reason, conversationId: null },
    phases: valid === null ? [] : planPhases(valid, snapshot, ownTopic, bounds, intervals, isHider),
    positions,
    state: valid === null ? [] : state,
    hearsReceipts,
  };
}

/**
 * What a stream of one conversation has to send after `afterSeq`; null: nothing, from now. Throws NOT_FOUND where there
 * is no membership, nor one that ended since the snapshot that the facts were asked from.
 */
export function planConversation(facts: PlanFacts, conversationId: string, afterSeq: number | null): Plan {
  const { snapshot, intervals, bounds, isHider, hearsReceipts } = facts;
  if (intervals.length === 0) throw notFound('conversation', 'conversationId');
  const topic = conversationTopic(conversationId);
  const isMember = intervals.some((each) => each.toSeq === null);
  const { firstSeq, lastSeq } = bounds.get(topic) ?? { firstSeq: 1, lastSeq: 0 };
  const reason = afterSeq === null ? null : seqFault(afterSeq, firstSeq, lastSeq);
  const after = reason === null ? (afterSeq ?? lastSeq) : lastSeq;
  const stretch = { topic, after, upTo: lastSeq, head: lastSeq, mayHide: isHider };
  return {
    snapshot,
    resync: reason === null ? null : { reason, conversationId },
    phases: [{ from: snapshot, to: snapshot, progress: null, steps: clip(stretch, intervals) }],
    positions: new Map(isMember ? [[topic, lastSeq]] : []),
    state: [],
    hearsReceipts,
  };
}

function seqFault(afterSeq: number, firstSeq: number, lastSeq: number): ResyncReason | null {
  if (afterSeq > lastSeq) return 'SEQ_AHEAD';
  return afterSeq < firstSeq - 1 ? 'SEQ_TOO_OLD' : null;
}

function findResyncReason({ isTooOld }: PlanFacts, epoch: string, cursor: StreamCursor): ResyncReason | null {
  if (cursor.epoch !== epoch) return 'EPOCH_CHANGED';
  return isTooOld ? 'CURSOR_TOO_OLD' : null;
}

function planPhases(
  cursor: StreamCursor,
  snapshot: string,
  ownTopic: Topic,
  bounds: ReadonlyMap<Topic, Bounds>,
  intervals: Interval[],
  mayHide: boolean,
): Phase[] {
  const byTopic = Map.groupBy(intervals, (each) => conversationTopic(each.conversationId));
  const topics = [ownTopic, ...byTopic.keys()].sort(compareTopics);
  const stepsOf = (span: (topic: Topic, bound: Bounds) => [after: number, upTo: number]): Step[] =>
    topics.flatMap((topic) => {
      const bound = bounds.get(topic);
      if (bound === undefined) return [];
      const [after, upTo] = span(topic, bound);
      return clip({ topic, after, upTo, head: bound.lastSeq, mayHide }, byTopic.get(topic) ?? null);
    });

  const { progress } = cursor;
  if (progress === null) {
    const steps = stepsOf((_, bound) => [bound.covered, bound.lastSeq]);
    return [{ from: cursor.from, to: snapshot, progress, steps }];
  }
  const rest = stepsOf((topic, bound) => {
    const order = compareTopics(topic, progress.topic);
    if (order < 0) return [bound.coveredTo, bound.coveredTo];
    return [order === 0 ? Math.max(progress.seq, bound.covered) : bound.covered, bound.coveredTo];
  });
  return [
    { from: cursor.from, to: progress.to, progress, steps: rest },
    {
      ...{ from: progress.to, to: snapshot, progress: null },
      steps: stepsOf((_, bound) => [bound.coveredTo, bound.lastSeq]),
    },
  ];
}

/** The parts of a stretch that fall into the viewer's intervals; `intervals` null: all of it is his. */
function clip(stretch: Omit<EventsStep, 'kind'>, intervals: Interval[] | null): Step[] {
  const { topic, after, upTo } = stretch;
  if (after >= upTo) return [];
  if (intervals === null) return [{ kind: 'events', ...stretch }];
  return intervals.flatMap(({ conversationId, fromSeq, toSeq }) => {
    const begin = Math.max(after, fromSeq - 1);
    const end = Math.min(upTo, toSeq === null ? upTo : toSeq - 1);
    const steps: Step[] = begin < end ? [{ kind: 'events', ...stretch, after: begin, upTo: end }] : [];
    if (toSeq !== null && toSeq > after && toSeq <= upTo)
      steps.push({ kind: 'revoked', topic, conversationId, seq: toSeq });
    return steps;
  });
}
