import type { LogEvent, StreamItem, Topic } from './log-event.ts';
import type { Stretch, ViewerEvent } from './log-reader.ts';
import type { EventsStep, Phase, Step } from './plan.ts';
import type { StreamCursor } from './stream-cursor.ts';

/** What a replay needs of its stream. */
interface Replayer {
  /** The last number of each log that was sent; moved on here. */
  positions: Map<Topic, number>;
  pageSize: number;
  readPage: (stretches: Stretch[]) => Promise<ViewerEvent[]>;
  /** Waits for room: the reader sets the pace. */
  push: (item: StreamItem) => Promise<void>;
  waitForReader: () => Promise<void>;
  sealCursor: (cursor: Omit<StreamCursor, 'epoch'>) => string;
  isClosed: () => boolean;
}

/** Sends the steps of a phase, page by page, with a `Checkpoint` after each page but the last. */
export async function replay(phase: Phase, replayer: Replayer): Promise<void> {
  const { positions, push } = replayer;
  let { steps, progress: reached } = phase;
  while (steps.length > 0 && !replayer.isClosed()) {
    const until = steps.findIndex((step) => step.kind === 'revoked');
    const spans = steps.slice(0, until === -1 ? undefined : until).filter((step) => step.kind === 'events');
    if (spans.length === 0) {
      await replayRevocation(steps[0], replayer);
      steps = steps.slice(1);
      continue;
    }
    const page = await replayer.readPage(spans);
    const { rest, lost } = splitAfter(
      spans,
      page.map(({ event }) => event),
      replayer.pageSize,
    );
    // No further than what has been sent: whoever is cut off after this still has the other logs before him.
    const cursor = replayer.sealCursor({ from: phase.from, progress: reached });
    for (const topic of lost) await push(lostItem(topic, cursor));
    for (const { event, isHidden } of page) {
      if (event.seq <= (positions.get(event.topic) ?? 0)) continue;
      await push(isHidden ? withheld(event) : event);
      positions.set(event.topic, event.seq);
    }
    steps = [...rest, ...steps.slice(spans.length)];
    const last = page.at(-1)?.event;
    if (rest.length === 0 || last === undefined) continue;
    reached = { to: phase.to, topic: last.topic, seq: last.seq };
    await push({ type: 'Checkpoint', cursor: replayer.sealCursor({ from: phase.from, progress: reached }) });
    await replayer.waitForReader();
  }
}

async function replayRevocation(step: Step | undefined, { positions, push }: Replayer): Promise<void> {
  if (step?.kind !== 'revoked' || step.seq <= (positions.get(step.topic) ?? 0)) return;
  await push({ type: 'AccessRevoked', conversationId: step.conversationId });
  positions.set(step.topic, step.seq);
}

/** Retention was faster than the replay: the conversation is to be read afresh, or everything, if it was his own log. */
function lostItem(topic: Topic, cursor: string): StreamItem {
  const conversationId = topic.includes('/') ? null : topic;
  return { type: 'ResyncRequired', cursor, reason: 'CURSOR_TOO_OLD', conversationId };
}

export function withheld(event: LogEvent): StreamItem {
  return { type: 'EventWithheld', conversationId: event.topic, seq: event.seq };
}

/**
 * What is left of the spans after a page of them, and the logs of which the page does not have all that it passed: no
 * number is ever missing in a log, so what is missing in the page was dropped.
 */
export function splitAfter(
  spans: EventsStep[],
  page: LogEvent[],
  pageSize: number,
): { rest: Step[]; lost: Set<Topic> } {
  const lost = new Set<Topic>();
  const last = page.length === pageSize ? page.at(-1) : undefined;
  for (const [at, span] of spans.entries()) {
    const isWithin = (event: LogEvent) =>
      event.topic === span.topic && event.seq > span.after && event.seq <= span.upTo;
    const isLast = last !== undefined && isWithin(last);
    const end = isLast ? last.seq : span.upTo;
    if (page.filter(isWithin).length < end - span.after) lost.add(span.topic);
    if (!isLast) continue;
    const rest = spans.slice(at + 1);
    return { rest: last.seq < span.upTo ? [{ ...span, after: last.seq }, ...rest] : rest, lost };
  }
  return { rest: [], lost };
}
