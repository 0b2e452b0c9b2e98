import type { SignalRoom, Signals, Watch } from '../../realtime/signals.ts';
import { dueAt, type Pace, toPublish } from './pace.ts';
import { coarsen, decodePosition, encodePosition, type Position } from './position.ts';
import type { Share, Sharing } from './queries.ts';

/** A user who shares where he is, on a node that he reports to. Between nodes, what was published last is his lease. */
export interface Sharer {
  /** Publishes a snapped position, now or when its time has come. What comes sooner is merged, and the latest wins. */
  report(sharing: Sharing, position: Position): void;
  /** What he shares may have changed: what is published, or about to be, follows at once. `ended` is a share that is over. */
  follow(ended?: Share | null): Promise<void>;
  isIdle(): boolean;
  close(): void;
}

interface SharerOptions {
  signals: Signals;
  room: SignalRoom;
  /** The room's leases: of each share the position that was published last. */
  watch: Watch;
  readSharing: () => Promise<Sharing>;
  /** Told of what is published, and when nothing of his is any more. */
  onPublished: (share: Share, position: Position) => void;
  onEnded: () => void;
  pace: Pace;
}

/** Leases that end so shortly after one another are one. */
const leaseSlackMs = 1_000;

export function createSharer({ signals, room, watch, readSharing, onPublished, onEnded, pace }: SharerOptions): Sharer {
  /** Shares that are over: what was about to be said of one is not. */
  const ended = new Set<string>();
  let waiting: { share: Share; position: Position } | null = null;
  let timer: NodeJS.Timeout | undefined;

  function readTold({ id }: Share): Position | null {
    const lease = watch.leases.get(id);
    return lease === undefined ? null : decodePosition(lease.value);
  }

  function hold(share: Share, position: Position): void {
    signals.hold(room, share.id, encodePosition(position), share.endsAt - Date.now());
    onPublished(share, position);
  }

  function end(shareId: string): void {
    ended.add(shareId);
    if (waiting?.share.id === shareId) waiting = null;
    signals.end(room, shareId, null);
  }

  function publish(): void {
    clearTimeout(timer);
    if (waiting === null) return;
    const { share, position } = waiting;
    const told = readTold(share);
    const now = Date.now();
    const waitMs = dueAt(told, position, pace) - now;
    if (waitMs > 0) {
      timer = setTimeout(publish, waitMs).unref();
      return;
    }
    waiting = null;
    // Another node may have been told since of where he was later.
    if (share.endsAt <= now || (told !== null && told.reportedAt > position.reportedAt)) return;
    hold(share, toPublish(told, position, pace, now));
    // It may have been stopped, elsewhere, while it began: nobody knew yet that it had to be ended here.
    if (told === null) void sharer.follow().catch(() => end(share.id));
  }

  /** Without its share, or more coarsely, or until another time. */
  function keep({ share, precision }: Sharing, shareIds: string[]): void {
    for (const id of shareIds) if (id !== share?.id) end(id);
    // One that has begun meanwhile goes on.
    if (share === null && watch.leases.size === 0) onEnded();
    if (waiting !== null && waiting.share.id === share?.id) {
      waiting = { share, position: coarsen(waiting.position, precision) };
    }
    const told = share === null ? null : readTold(share);
    if (share === null || told === null) return;
    const kept = coarsen(told, precision);
    const endsAt = watch.leases.get(share.id)?.endsAt ?? 0;
    if (kept.precision !== told.precision || Math.abs(endsAt - share.endsAt) > leaseSlackMs) hold(share, kept);
  }

  const sharer: Sharer = {
    report({ share }, position) {
      if (share === null || ended.has(share.id)) return;
      waiting = { share, position };
      publish();
    },
    async follow(over) {
      // One that begins while it is read is not among them, and is left alone.
      const shareIds = [...watch.leases.keys()];
      if (over != null) shareIds.push(over.id);
      if (waiting !== null) shareIds.push(waiting.share.id);
      keep(await readSharing(), shareIds);
    },
    isIdle: () => waiting === null,
    close() {
      clearTimeout(timer);
      watch.close();
    },
  };
  return sharer;
}
