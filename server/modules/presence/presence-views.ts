import type { PresenceNow } from '../../realtime/log-event.ts';
import type { SignalStream } from '../../realtime/realtime.ts';
import type { Relation } from '../privacy/may-observe.ts';

/**
 * What the watchers of one user see of him on this node: a view for each relation that any of them is in, with one item
 * for all of them. What leaves a view as it was is told to nobody there.
 */
export interface PresenceViews {
  /** Shows the stream what those of this relation see, unless it has been shown the same; and what changes from then on. */
  enter(stream: SignalStream, relation: Relation): void;
  leave(stream: SignalStream): void;
  /** Something is otherwise: tells it, but not more often than once an interval and view. */
  change(): void;
  /** Others may see more or less: that is told without delay. */
  changeNow(): void;
  close(): void;
}

interface View {
  relation: Relation;
  streams: Set<SignalStream>;
  told: PresenceNow;
  toldAt: number;
  timer: NodeJS.Timeout | undefined;
}

interface PresenceViewsOptions {
  show: (relation: Relation) => PresenceNow;
  /** The shortest time between two changes that are told in a view. @default 1_000 // 1 second */
  intervalMs: number;
  /** Nothing may be told for the moment; `change` is called when that is over. */
  isHeld: () => boolean;
}

/**
 * The interval is each view's own: if what one cannot see delayed what one can, the delay would show it.
 */
export function createPresenceViews({ show, intervalMs, isHeld }: PresenceViewsOptions): PresenceViews {
  const views = new Map<Relation, View>();
  const places = new Map<SignalStream, View>();

  function viewOf(relation: Relation): View {
    const known = views.get(relation);
    if (known !== undefined) return known;
    const view: View = { relation, streams: new Set(), told: show(relation), toldAt: 0, timer: undefined };
    views.set(relation, view);
    return view;
  }

  function tell(view: View): void {
    clearTimeout(view.timer);
    view.timer = undefined;
    if (isHeld()) return;
    const item = show(view.relation);
    if (isSame(item, view.told)) return;
    view.told = item;
    view.toldAt = Date.now();
    for (const stream of view.streams) stream.push(item);
  }

  function tellInTime(view: View): void {
    if (view.timer !== undefined) return;
    const waitMs = view.toldAt + intervalMs - Date.now();
    if (waitMs <= 0) tell(view);
    else if (!isSame(show(view.relation), view.told)) view.timer = setTimeout(tell, waitMs, view).unref();
  }

  function leave(stream: SignalStream): View | undefined {
    const view = places.get(stream);
    places.delete(stream);
    view?.streams.delete(stream);
    if (view?.streams.size === 0) {
      clearTimeout(view.timer);
      views.delete(view.relation);
    }
    return view;
  }

  return {
    enter(stream, relation) {
      if (places.get(stream)?.relation === relation) return;
      const before = leave(stream);
      const view = viewOf(relation);
      view.streams.add(stream);
      places.set(stream, view);
      if (before === undefined || !isSame(before.told, view.told)) stream.push(view.told);
    },
    leave: (stream) => void leave(stream),
    change() {
      for (const view of views.values()) tellInTime(view);
    },
    changeNow() {
      for (const view of views.values()) tell(view);
    },
    close() {
      for (const { timer } of views.values()) clearTimeout(timer);
    },
  };
}

function isSame(a: PresenceNow, b: PresenceNow): boolean {
  return (
    a.status === b.status &&
    a.lastSeenAt === b.lastSeenAt &&
    a.customStatus?.text === b.customStatus?.text &&
    a.customStatus?.emoji === b.customStatus?.emoji &&
    a.customStatus?.expiresAt === b.customStatus?.expiresAt
  );
}
