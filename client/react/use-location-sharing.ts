import { useMemo } from 'react';
import type { TidingsClient } from '../create-client.ts';
import {
  StopSharingLocationDocument,
  UpdateLocationSharingDocument,
  type UpdateLocationSharingInput,
} from '../generated/operations.ts';
import { type LocationShare, type LocationShareState, shareLocation } from '../location/share-location.ts';
import { createStore } from '../store/create-store.ts';
import type { LocationSharingState } from '../store/state.ts';
import { perClient } from '../store/while-watched.ts';
import { act } from './act.ts';
import { mapReading, type Reading, type Source } from './reading.ts';
import { deriveReading } from './sources/derive-reading.ts';
import { isShallowEqual } from './sources/sharing.ts';
import { sourceOf } from './sources/source-of.ts';
import { stateSource } from './sources/state-source.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';
import { useResult } from './use-result.ts';

/** What the viewer shares of where he is. */
export interface LocationSharingView {
  /** With whom, how exactly, until when; a share whose `expiresAt` is past is over. */
  settings: LocationSharingState;
  /** How the share of this device goes; null: none was begun here since the page was opened. */
  share: LocationShareState | null;
}

export interface LocationSharingActions {
  /**
   * Shares where this device is, with those whom the settings name, until `expiresAt` (RFC 3339, at most 8 h from now; an hour from now
   * where it is absent). It goes on when the component has gone. One that this page has begun before is ended first.
   */
  start(input?: { expiresAt?: string }): Promise<void>;
  /** Ends it, on whatever device it was begun. Rejects with a `TidingsError`. */
  stop(): Promise<void>;
  /** Changes with whom and how exactly; what is absent stays. Rejects with a `TidingsError`. */
  update(changes: UpdateLocationSharingInput): Promise<void>;
}

/** The viewer's own location share. Renders when its state or settings change, on any device. Others': `useLocation`. */
export function useLocationSharing(): Reading<LocationSharingView> & LocationSharingActions {
  const client = useClient();
  const actions = useMemo(() => actionsOf(client), [client]);
  return useResult(useReading(sharingSource(client)), actions);
}

/** The share that was begun last on this page. */
const shareOf = perClient(() => createStore<LocationShare | null>(null));

function actionsOf(client: TidingsClient): LocationSharingActions {
  const running = () => {
    const share = shareOf(client).getSnapshot();
    const status = share?.state.getSnapshot().status;
    return status === 'starting' || status === 'sharing' ? share : null;
  };
  return {
    async start(input = {}) {
      await running()?.stop();
      shareOf(client).set(shareLocation(client, input));
    },
    async stop() {
      const share = running();
      if (share !== null) await share.stop();
      else await client.execute(StopSharingLocationDocument, {});
    },
    update: act(client, UpdateLocationSharingDocument),
  };
}

function sharingSource(client: TidingsClient): Source<LocationSharingView> {
  return sourceOf(client, 'location sharing', () => {
    const settings = stateSource(client, ({ locationSharing }) => locationSharing);
    const present = createStore<LocationShareState | null>(null);
    const make = () => mapReading(settings.getSnapshot(), (data) => ({ settings: data, share: present.getSnapshot() }));
    return {
      value: deriveReading([settings, present], make, isShallowEqual),
      start() {
        let leave = () => {};
        const follow = () => {
          leave();
          const state = shareOf(client).getSnapshot()?.state;
          const show = () => present.set(state?.getSnapshot() ?? null);
          leave = state?.subscribe(show) ?? (() => {});
          show();
        };
        const stop = shareOf(client).subscribe(follow);
        follow();
        return () => {
          leave();
          stop();
        };
      },
    };
  });
}
