import type { TidingsClient } from '../create-client.ts';
import { type Failure, TidingsError } from '../errors.ts';
import {
  ShareLocationDocument,
  type ShareLocationInput,
  StopSharingLocationDocument,
} from '../generated/operations.ts';
import { createStore, type Readable } from '../store/create-store.ts';
import type { LocationState } from './watch-locations.ts';

/** Why the device does not say where it is. */
export interface GeolocationFailure {
  /** `UNSUPPORTED`: it has no such thing, as pages without HTTPS. After the other two a position may come all the same. */
  code: 'UNSUPPORTED' | 'PERMISSION_DENIED' | 'POSITION_UNAVAILABLE' | 'TIMEOUT';
  message: string;
}

/** How a share goes. */
export interface LocationShareState {
  /** `starting` until the server has the first position; `ended` by `stop`, by its time, or on another device. */
  status: 'starting' | 'sharing' | 'ended' | 'failed';
  /** The position as others are shown it; null: none yet. */
  location: LocationState | null;
  /** When it ends by itself, RFC 3339; null: not known yet. */
  expiresAt: string | null;
  /** Why it failed, or why there is no new position at the moment; null: nothing is wrong. */
  failure: GeolocationFailure | Failure | null;
}

/** A share of where the viewer is. */
export interface LocationShare {
  state: Readable<LocationShareState>;
  /** Ends it, here and for all who see it. Rejects with a `TidingsError` where the server was not told; the device is asked no more. */
  stop(): Promise<void>;
}

/** The part of `navigator.geolocation` that is used. */
export type GeolocationSource = Pick<Geolocation, 'watchPosition' | 'clearWatch'>;

interface ShareOptions {
  /** @default navigator.geolocation */
  geolocation?: GeolocationSource | undefined;
  /** How the device measures. @default { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 } */
  positionOptions?: PositionOptions;
}

/** The server tells one position in so long; of what comes sooner the latest wins. */
const intervalMs = 5_000;
/** Who stays where he is says so, before he is shown as stale (60 s). */
const renewalMs = 25_000;

/**
 * Shares where the device is with those whom `updateLocationSharing` names, until `input.expiresAt` (RFC 3339, at most 8 h from
 * now; an hour from now where it is absent), or until `stop`. It is told every 5 to 25 s. A break of the connection is no end.
 */
export function shareLocation(
  client: TidingsClient,
  input: { expiresAt?: string } = {},
  options: ShareOptions = {},
): LocationShare {
  const { geolocation = deviceGeolocation(), positionOptions } = options;
  const state = createStore<LocationShareState>({
    ...{ status: 'starting', location: null, expiresAt: input.expiresAt ?? null, failure: null },
  });
  const change = (part: Partial<LocationShareState>) => state.update((before) => ({ ...before, ...part }));
  const isOver = () => state.getSnapshot().status === 'ended' || state.getSnapshot().status === 'failed';
  let position: Omit<ShareLocationInput, 'expiresAt'> | null = null;
  let isTelling = false;
  let isTold = true;
  let toldAt = 0;
  /** The stream has shown this share. */
  let isSeen = false;
  let watchId: number | null = null;
  let telling: ReturnType<typeof setTimeout> | undefined;
  let expiry: ReturnType<typeof setTimeout> | undefined;

  function end(part: Partial<LocationShareState>): void {
    if (isOver()) return;
    change(part);
    clearTimeout(telling);
    clearTimeout(expiry);
    if (watchId !== null) geolocation?.clearWatch(watchId);
    leave();
  }

  function tellIn(delayMs: number): void {
    clearTimeout(telling);
    if (!isOver()) telling = setTimeout(tell, Math.max(0, delayMs));
  }

  async function tell(): Promise<void> {
    if (position === null || isTelling) return;
    isTelling = true;
    isTold = true;
    toldAt = Date.now();
    const { expiresAt } = state.getSnapshot();
    try {
      const told = await client.execute(ShareLocationDocument, {
        input: { ...position, ...(expiresAt !== null && { expiresAt }) },
      });
      if (told.shareLocation !== null && !isOver()) show(told.shareLocation);
    } catch (error) {
      refused(error instanceof TidingsError ? error.failure : null);
    }
    isTelling = false;
    tellIn(toldAt + (isTold ? renewalMs : intervalMs) - Date.now());
  }

  function show({
    location,
    locationSharing,
  }: {
    location: LocationState;
    locationSharing: { expiresAt: string | null };
  }) {
    const { expiresAt } = locationSharing;
    change({ status: 'sharing', location, expiresAt, failure: null });
    if (expiresAt === null) return;
    clearTimeout(expiry);
    // By the server's clock; where the device's is ahead, the server's refusal is the end.
    const leftMs = Date.parse(expiresAt) - Date.now();
    if (leftMs > 0) expiry = setTimeout(() => end({ status: 'ended' }), leftMs);
  }

  function refused(failure: Failure | null): void {
    // Once it runs, the one thing in a report that can become wrong is its end: that is past.
    const isRunning = state.getSnapshot().status === 'sharing';
    isTold = false;
    if (failure?.code === 'BAD_USER_INPUT' && isRunning) end({ status: 'ended' });
    else if (failure?.code === 'BAD_USER_INPUT' || failure?.code === 'FORBIDDEN') end({ status: 'failed', failure });
    else change({ failure });
  }

  function measured({ coords }: GeolocationPosition): void {
    const { latitude, longitude, accuracy, heading, speed } = coords;
    position = {
      ...{ latitude, longitude, accuracyMeters: accuracy },
      // A device that stands still has no heading, and says NaN.
      headingDegrees: Number.isFinite(heading) ? heading : null,
      speedMetersPerSecond: Number.isFinite(speed) ? speed : null,
    };
    isTold = false;
    if (!isTelling) tellIn(toldAt + intervalMs - Date.now());
  }

  function notMeasured({ code, message }: GeolocationPositionError): void {
    const failure = { code: geolocationCodes[code] ?? 'POSITION_UNAVAILABLE', message };
    if (failure.code === 'PERMISSION_DENIED') end({ status: 'failed', failure });
    else change({ failure });
  }

  /** A share that was ended elsewhere must not be begun again from here. */
  const leave = client.state.subscribe(() => {
    const shared = client.state.getSnapshot()?.locationSharing.expiresAt ?? null;
    if (shared !== null && shared === state.getSnapshot().expiresAt) isSeen = true;
    else if (shared === null && isSeen) end({ status: 'ended' });
  });

  const settings = { enableHighAccuracy: true, maximumAge: intervalMs, timeout: 30_000, ...positionOptions };
  if (geolocation === undefined) {
    const message = 'This device or page cannot say where it is. Pages need HTTPS for it.';
    end({ status: 'failed', failure: { code: 'UNSUPPORTED', message } });
  } else watchId = geolocation.watchPosition(measured, notMeasured, settings);

  return {
    state,
    async stop() {
      if (isOver()) return;
      end({ status: 'ended' });
      await client.execute(StopSharingLocationDocument, {});
    },
  };
}

const geolocationCodes: Record<number, GeolocationFailure['code']> = {
  1: 'PERMISSION_DENIED',
  2: 'POSITION_UNAVAILABLE',
  3: 'TIMEOUT',
};

function deviceGeolocation(): GeolocationSource | undefined {
  return typeof navigator === 'undefined' ? undefined : navigator.geolocation;
}
