import { createBatcher } from '../db/batcher.ts';
import type { Db } from '../db/transaction.ts';
import { readSpans, type Span } from './append.ts';
import type { Hub } from './hub.ts';
import { isWithheld, type LogEvent, type Topic } from './log-event.ts';
import type { EventsStep } from './plan.ts';
import type { HiddenQuestion, Sources } from './realtime.ts';
import { messageSeqOf } from './ring.ts';
import type { UserKey } from './user-key.ts';

/** An event as one viewer gets it: what he deleted for himself is withheld, and what those wrote whom he blocked. */
export interface ViewerEvent {
  event: LogEvent;
  isHidden: boolean;
}

/** A stretch to read; one that was planned says also how far the log had got, and whether the viewer hides messages. */
export type Stretch = Span & Partial<Pick<EventsStep, 'head' | 'mayHide'>>;

/**
 * Reads logs for streams. What many ask for at the same time is read once, and all get the same objects: what is made
 * of an event for one stream serves the others.
 */
export interface LogReader {
  /** The events of stretches in the order given, a page at most, as the viewer gets them. */
  readPage(viewer: UserKey, stretches: Stretch[]): Promise<ViewerEvent[]>;
}

interface LogReaderOptions {
  db: Db;
  hub: Pick<Hub, 'recent'>;
  sources: Pick<Sources, 'hydrate' | 'readHidden'>;
  /** Events in a page. */
  pageSize: number;
}

interface Window extends Span {
  tenantId: string;
}

/** A window of no more numbers is read together with many others. */
const shortWindow = 32;
const shortWindowsMax = 1_000;
/** Of longer ones only so many are held in memory at once. */
const longWindowsMax = 64;
/** Users whose own deletions are asked for in one statement. */
const questionsMax = 500;

export function createLogReader({ db, hub, sources, pageSize }: LogReaderOptions): LogReader {
  const createWindowBatcher = (rowsMax: number) =>
    createBatcher<Window, LogEvent[]>({ run: (windows) => readWindows(db, sources, windows), rowsMax });
  const readShort = createWindowBatcher(shortWindowsMax);
  const readLong = createWindowBatcher(longWindowsMax);
  const readHidden = createBatcher<HiddenQuestion, Set<string>>({
    run: (questions) => sources.readHidden(db, questions),
    rowsMax: questionsMax,
  });

  const readWindow = (window: Window): Promise<LogEvent[]> =>
    window.upTo - window.after <= shortWindow ? readShort(window) : readLong(window);

  async function readEvents(tenantId: string, stretches: Stretch[]): Promise<LogEvent[]> {
    const { taken, rest } = takeNumbers(stretches, pageSize);
    const parts = taken.map((stretch) => {
      const { topic, after, upTo, head } = stretch;
      const known = head === undefined ? null : hub.recent(tenantId, stretch, head);
      return known ?? readWindow({ tenantId, topic, after, upTo });
    });
    const page: LogEvent[] = [];
    for (const part of parts.some((each) => each instanceof Promise)
      ? await Promise.all(parts)
      : (parts as LogEvent[][]))
      page.push(...part);
    const wanted = taken.reduce((sum, { after, upTo }) => sum + upTo - after, 0);
    // Retention has dropped some of it, and numbers do not tell any more how many events make a page.
    if (page.length < wanted && rest.length > 0) {
      const more = await readSpans(db, tenantId, rest, pageSize - page.length);
      await sources.hydrate(db, tenantId, more);
      page.push(...more);
    }
    return page;
  }

  return {
    async readPage({ tenantId, userId }, stretches) {
      const page = await readEvents(tenantId, stretches);
      // A message may have come to be withheld since the stretches were planned: that is asked of the message itself.
      const asItIs = (event: LogEvent, isHidden: boolean) => ({
        event,
        isHidden: isHidden || isWithheld(event, userId),
      });
      if (stretches.every(({ mayHide }) => mayHide === false)) return page.map((event) => asItIs(event, false));
      const messages = page.flatMap((event) => {
        const seq = messageSeqOf(event);
        return seq === null ? [] : [{ conversationId: event.topic, seq }];
      });
      const hidden = messages.length === 0 ? new Set<string>() : await readHidden({ tenantId, userId, messages });
      return page.map((event) => asItIs(event, hidden.has(`${event.topic}/${messageSeqOf(event)}`)));
    },
  };
}

/** The beginning of the stretches that has so many numbers, and what is left of them. */
function takeNumbers(stretches: Stretch[], count: number): { taken: Stretch[]; rest: Stretch[] } {
  let room = count;
  for (const [at, stretch] of stretches.entries()) {
    const length = stretch.upTo - stretch.after;
    if (length > room) {
      const middle = stretch.after + room;
      const taken = stretches.slice(0, at);
      if (room > 0) taken.push({ ...stretch, upTo: middle });
      return { taken, rest: [{ ...stretch, after: middle }, ...stretches.slice(at + 1)] };
    }
    room -= length;
  }
  return { taken: stretches, rest: [] };
}

/** Reads many windows at once, those of one log that overlap as one. */
async function readWindows(db: Db, { hydrate }: Pick<Sources, 'hydrate'>, windows: Window[]): Promise<LogEvent[][]> {
  const logs = new Map<string, LogEvent[]>();
  const keyOf = (log: { tenantId: string; topic: Topic }): string => `${log.tenantId}\n${log.topic}`;
  for (const [tenantId, asked] of Map.groupBy(windows, (window) => window.tenantId)) {
    const unions: Span[] = [];
    for (const of of Map.groupBy(asked, (window) => window.topic).values()) unions.push(...unite(of));
    const numbers = unions.reduce((sum, { after, upTo }) => sum + upTo - after, 0);
    const events = await readSpans(db, tenantId, unions, numbers);
    await hydrate(db, tenantId, events);
    for (const [key, of] of Map.groupBy(events, keyOf)) logs.set(key, of);
  }
  return windows.map((window) => {
    const events = logs.get(keyOf(window)) ?? [];
    return events.slice(firstAbove(events, window.after), firstAbove(events, window.upTo));
  });
}

/** The fewest stretches that hold these of one log. */
function unite(spans: Span[]): Span[] {
  const united: Span[] = [];
  for (const { topic, after, upTo } of spans.toSorted((a, b) => a.after - b.after)) {
    const last = united.at(-1);
    if (last !== undefined && after <= last.upTo) last.upTo = Math.max(last.upTo, upTo);
    else united.push({ topic, after, upTo });
  }
  return united;
}

/** The place of the first event above `seq`, of events in their order. */
function firstAbove(events: LogEvent[], seq: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.seq ?? 0) > seq) high = middle;
    else low = middle + 1;
  }
  return low;
}
