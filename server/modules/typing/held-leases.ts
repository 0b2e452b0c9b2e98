import type { SignalRoom, Signals } from '../../realtime/signals.ts';

/** What came over one socket ends with it. */
export interface Line {
  /** Goes with the leases that were held over it. */
  readonly id: string;
  readonly isClosed: boolean;
  /** Calls back when it closes, unless `forget` has been called before. */
  remember(end: () => void): void;
  forget(end: () => void): void;
}

/** The leases of one room that were taken on this node. */
export interface HeldLeases {
  /**
   * Says that a member types, or no longer does. What comes sooner than an interval after the last change waits for its
   * end, and the latest wins.
   */
  set(member: string, isTyping: boolean, line: Line | null): void;
  /** Whether `set` would only wait: what may be done was found out a moment ago. */
  isRecent(member: string): boolean;
  /** Ends a member's lease at once, and what waits with it. */
  end(member: string): void;
  /** Forgets what is long over; false where nothing is left. */
  sweep(): boolean;
  close(): void;
}

interface Held {
  isOn: boolean;
  line: Line | null;
  /** Until when it lasts; for one that is off, when it ended. */
  until: number;
  changedAt: number;
  waiting: { isTyping: boolean; line: Line | null; at: number } | null;
  timer: NodeJS.Timeout | undefined;
  /** Known to its line. */
  endWithLine: () => void;
}

interface HeldLeasesOptions {
  signals: Signals;
  room: SignalRoom;
  /** See `TypingView`. */
  intervalMs: number;
  leaseMs: number;
}

export function createHeldLeases({ signals, room, intervalMs, leaseMs }: HeldLeasesOptions): HeldLeases {
  const leases = new Map<string, Held>();

  function change(member: string, held: Held, isTyping: boolean, line: Line | null, at: number): void {
    if (isTyping && line?.isClosed) return;
    held.line?.forget(held.endWithLine);
    held.line = line;
    held.isOn = isTyping;
    held.changedAt = Date.now();
    held.until = isTyping ? at + leaseMs : held.changedAt;
    if (isTyping) {
      line?.remember(held.endWithLine);
      signals.hold(room, member, line?.id ?? '', held.until - held.changedAt);
    } else {
      signals.end(room, member, null);
    }
  }

  function changeLater(member: string, held: Held): void {
    held.timer ??= setTimeout(
      () => {
        held.timer = undefined;
        const { waiting } = held;
        held.waiting = null;
        if (waiting !== null) change(member, held, waiting.isTyping, waiting.line, waiting.at);
      },
      held.changedAt + intervalMs - Date.now(),
    ).unref();
  }

  function open(member: string): Held {
    const held: Held = {
      isOn: false,
      line: null,
      until: 0,
      changedAt: 0,
      waiting: null,
      timer: undefined,
      endWithLine() {
        if (held.waiting?.line === held.line) held.waiting = null;
        held.isOn = false;
        // Another device of his may have held it since, on whatever node.
        signals.end(room, member, held.line?.id ?? '');
        held.line = null;
      },
    };
    leases.set(member, held);
    return held;
  }

  const isRecent = ({ changedAt }: Held): boolean => Date.now() - changedAt < intervalMs;

  return {
    set(member, isTyping, line) {
      const held = leases.get(member);
      if (held === undefined && !isTyping) {
        // It may be held on another node.
        signals.end(room, member, null);
      } else if (held !== undefined && isRecent(held)) {
        held.waiting = { isTyping, line, at: Date.now() };
        changeLater(member, held);
      } else {
        change(member, held ?? open(member), isTyping, line, Date.now());
      }
    },
    isRecent(member) {
      const held = leases.get(member);
      return held !== undefined && isRecent(held);
    },
    end(member) {
      const held = leases.get(member);
      if (held === undefined) return;
      held.waiting = null;
      if (held.isOn) change(member, held, false, null, Date.now());
    },
    sweep() {
      const now = Date.now();
      for (const [member, held] of leases) {
        if (held.waiting !== null || held.until > now || isRecent(held)) continue;
        held.line?.forget(held.endWithLine);
        leases.delete(member);
      }
      return leases.size > 0;
    },
    close() {
      for (const held of leases.values()) {
        clearTimeout(held.timer);
        held.line?.forget(held.endWithLine);
      }
      leases.clear();
    },
  };
}
