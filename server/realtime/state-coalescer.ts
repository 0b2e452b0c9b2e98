import type { Logger } from 'pino';
import { isReceiptsItem, type StateItem, type Topic } from './log-event.ts';

/** Holds state items back so that each place has at most one in an interval, the newest. */
export interface StateCoalescer {
  offer(tenantId: string, topic: Topic, item: StateItem): void;
  /** Fulfilled once all that was offered until now has been delivered. */
  settled(): Promise<void>;
  close(): void;
}

interface StateCoalescerOptions {
  /** The shortest time between two items of one place. @default 1_000 // 1 second */
  intervalMs: number;
  deliver: (tenantId: string, topic: Topic, item: StateItem) => Promise<void>;
  log: Logger;
}

interface Place {
  tenantId: string;
  topic: Topic;
  pending: StateItem | null;
  /** Fulfilled once what is pending has been delivered. */
  done: PromiseWithResolvers<void>;
  /** All that was delivered, merged: what the audit finds again is not sent again, and a late hint takes nothing back. */
  sent: StateItem | null;
  isCooling: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** A place is remembered for this many quiet intervals: an audit repeats what the last two may have brought. */
const quietIntervals = 10;

/** The first item of a place goes out at once; what follows is merged and goes out at the end of each interval. */
export function createStateCoalescer({ intervalMs, deliver, log }: StateCoalescerOptions): StateCoalescer {
  const places = new Map<string, Place>();
  const undelivered = new Set<Promise<void>>();

  function hand(place: Place, item: StateItem, done: PromiseWithResolvers<void>): void {
    deliver(place.tenantId, place.topic, item).then(done.resolve, (error: unknown) => {
      log.warn({ err: error }, 'A state item was not delivered; it is tried again.');
      place.sent = null;
      // Whoever waits for it waits on, for the next try.
      done.resolve(add(place.tenantId, place.topic, item));
    });
  }

  function flush(id: string, place: Place): void {
    const { pending, done } = place;
    const fresh = pending === null ? null : newIn(pending, place.sent);
    if (pending !== null) {
      place.sent = place.sent === null ? pending : mergeState(place.sent, pending);
      place.pending = null;
      place.done = Promise.withResolvers();
    }
    place.isCooling = fresh !== null;
    clearTimeout(place.timer);
    const next = place.isCooling ? () => flush(id, place) : () => places.delete(id);
    place.timer = setTimeout(next, place.isCooling ? intervalMs : intervalMs * quietIntervals).unref();
    if (fresh !== null) hand(place, fresh, done);
    else if (pending !== null) done.resolve();
  }

  /** Fulfilled once the item has been delivered. */
  function add(tenantId: string, topic: Topic, item: StateItem): Promise<void> {
    const id = [tenantId, topic, item.type, ...subjectOf(item)].join('\n');
    const place = places.get(id) ?? createPlace(tenantId, topic);
    places.set(id, place);
    const { promise } = place.done;
    place.pending = place.pending === null ? item : mergeState(place.pending, item);
    if (!undelivered.has(promise)) {
      undelivered.add(promise);
      void promise.then(() => undelivered.delete(promise));
    }
    if (!place.isCooling) flush(id, place);
    return promise;
  }

  return {
    offer(tenantId, topic, item) {
      void add(tenantId, topic, item);
    },
    // Not what is offered later: on a busy node there is always something that is held back.
    settled: () => Promise.all(undelivered).then(() => {}),
    close() {
      for (const place of places.values()) clearTimeout(place.timer);
      places.clear();
    },
  };
}

/** What an item is about: the newest value of it wins. */
function subjectOf(item: StateItem): (string | number)[] {
  if (item.type === 'UserChanged') return [item.user.id];
  return 'threadRootSeq' in item ? [item.conversationId, item.threadRootSeq] : [item.conversationId];
}

/** The state items that are one user's own position. */
type PositionItem = Extract<StateItem, { type: 'ReadPositionChanged' | 'ThreadPositionChanged' }>;

const isPositionItem = (item: StateItem): item is PositionItem =>
  item.type === 'ReadPositionChanged' || item.type === 'ThreadPositionChanged';

function createPlace(tenantId: string, topic: Topic): Place {
  const done = Promise.withResolvers<void>();
  return { tenantId, topic, pending: null, done, sent: null, isCooling: false, timer: undefined };
}

/**
 * The newer of two items of one place; positions only advance, so their greater value is the newer. A mark comes and goes
 * without one: what was offered last is taken for it, and should that have been late, the next audit puts it right.
 */
export function mergeState(older: StateItem, newer: StateItem): StateItem {
  if (isReceiptsItem(older) && isReceiptsItem(newer)) {
    const byUser = new Map(older.receipts.map((receipt) => [receipt.userId, receipt]));
    for (const receipt of newer.receipts) {
      const known = byUser.get(receipt.userId);
      byUser.set(receipt.userId, {
        userId: receipt.userId,
        deliveredSeq: Math.max(receipt.deliveredSeq, known?.deliveredSeq ?? 0),
        readSeq: Math.max(receipt.readSeq, known?.readSeq ?? 0),
      });
    }
    return { ...newer, receipts: [...byUser.values()] };
  }
  if (isPositionItem(older) && isPositionItem(newer)) {
    const isBehind =
      newer.readSeq < older.readSeq || (newer.readSeq === older.readSeq && newer.lastSeq < older.lastSeq);
    return isBehind ? { ...older, deliveredSeq: Math.max(older.deliveredSeq, newer.deliveredSeq) } : newer;
  }
  if (older.type === 'UserChanged' && newer.type === 'UserChanged') {
    return newer.user.updatedAt < older.user.updatedAt ? older : newer;
  }
  return newer;
}

/** The item without what was sent as it is, or newer; null where nothing is left. */
function newIn(item: StateItem, sent: StateItem | null): StateItem | null {
  if (sent === null) return item;
  const merged = mergeState(sent, item);
  if (isReceiptsItem(merged) && isReceiptsItem(sent)) {
    const known = new Map(sent.receipts.map((receipt) => [receipt.userId, receipt]));
    const receipts = merged.receipts.filter((receipt) => !isSamePlace(receipt, known.get(receipt.userId)));
    return receipts.length === 0 ? null : { ...merged, receipts };
  }
  if (isPositionItem(merged) && isPositionItem(sent)) {
    return isSamePlace(merged, sent) && markOf(merged) === markOf(sent) ? null : merged;
  }
  return JSON.stringify(merged) === JSON.stringify(sent) ? null : merged;
}

const markOf = (item: PositionItem): number | null => ('markedUnreadFromSeq' in item ? item.markedUnreadFromSeq : null);

interface Positions {
  deliveredSeq: number;
  readSeq: number;
}

const isSamePlace = (one: Positions, other: Positions | undefined): boolean =>
  one.deliveredSeq === other?.deliveredSeq && one.readSeq === other.readSeq;
