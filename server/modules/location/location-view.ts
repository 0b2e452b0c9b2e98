import type { LocationNow } from '../../realtime/log-event.ts';
import type { SignalStream } from '../../realtime/realtime.ts';
import type { KnownLease } from '../../realtime/signals.ts';
import { coarsen, decodePosition, locationOf } from './position.ts';
import type { Sight } from './read-sights.ts';

/** What a node shows of one user to all who ask it where he is. */
export interface LocationView {
  /** Lets a viewer in, who is shown nothing before he is admitted. */
  enter(stream: SignalStream, viewerId: string): void;
  /** Tells a viewer what he may see, as it was decided just now, and from then on what changes. */
  admit(stream: SignalStream, sight: Sight): void;
  /** True where it was the last one. */
  leave(stream: SignalStream): boolean;
  /** Those who were admitted. */
  viewers(): { stream: SignalStream; viewerId: string }[];
  /** What these viewers may see now; whom it changes for is told. */
  decide(sights: ReadonlyMap<SignalStream, Sight>): void;
  /** The lease is another one, or gone. */
  change(): void;
  close(): void;
}

interface LocationViewOptions {
  userId: string;
  readLease: (shareId: string) => KnownLease | undefined;
  /** So long after the last report what is shown is stale. @default 60_000 // 1 minute */
  staleMs: number;
}

interface Viewer {
  viewerId: string;
  isSeen: boolean;
  told: LocationNow | null;
}

type Granted = Pick<Sight, 'share' | 'precision'>;

/**
 * One item for all who may see him, and one for all who may not, whatever the reason. Whoever may not see him is told so
 * once, and nothing of what he does after that.
 */
export function createLocationView({ userId, readLease, staleMs }: LocationViewOptions): LocationView {
  const viewers = new Map<SignalStream, Viewer>();
  const nothing: LocationNow = { type: 'LocationUpdate', userId, location: null };
  let granted: Granted = { share: null, precision: 'CITY' };
  let shown = nothing;
  let timer: NodeJS.Timeout | undefined;

  /** Makes what is shown now, and sees to it that it is made again when time alone changes it. */
  function make(): LocationNow {
    clearTimeout(timer);
    const { share, precision } = granted;
    const lease = share === null ? undefined : readLease(share.id);
    const now = Date.now();
    if (share === null || lease === undefined || share.endsAt <= now) return nothing;
    // It may have been published by a node that did not know yet of a coarser precision.
    const position = coarsen(decodePosition(lease.value), precision);
    const staleAt = position.reportedAt + staleMs;
    const isStale = staleAt <= now;
    const wakeAt = isStale ? share.endsAt : Math.min(staleAt, share.endsAt);
    timer = setTimeout(show, Math.max(1, wakeAt - now)).unref();
    return { type: 'LocationUpdate', userId, location: locationOf(position, share, isStale) };
  }

  function show(): void {
    const made = make();
    if (JSON.stringify(made) !== JSON.stringify(shown)) shown = made;
    for (const [stream, viewer] of viewers) tell(stream, viewer);
  }

  function tell(stream: SignalStream, viewer: Viewer): void {
    const item = viewer.isSeen ? shown : nothing;
    // Null: he has not been admitted.
    if (viewer.told === null || viewer.told === item) return;
    viewer.told = item;
    stream.push(item);
  }

  return {
    enter: (stream, viewerId) => void viewers.set(stream, { viewerId, isSeen: false, told: null }),
    admit(stream, sight) {
      const viewer = viewers.get(stream);
      if (viewer === undefined) return;
      granted = sight;
      viewer.isSeen = sight.isSeen;
      show();
      viewer.told = viewer.isSeen ? shown : nothing;
      stream.push(viewer.told);
    },
    leave: (stream) => viewers.delete(stream) && viewers.size === 0,
    viewers: () =>
      [...viewers].flatMap(([stream, { viewerId, told }]) => (told === null ? [] : [{ stream, viewerId }])),
    decide(sights) {
      for (const [stream, sight] of sights) {
        const viewer = viewers.get(stream);
        // What he shares is the same for all.
        granted = sight;
        if (viewer !== undefined) viewer.isSeen = sight.isSeen;
      }
      show();
    },
    change: show,
    close: () => clearTimeout(timer),
  };
}
