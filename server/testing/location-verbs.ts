import {
  ShareLocationDocument,
  StopSharingLocationDocument,
  UpdateLocationSharingDocument,
} from '../../client/index.ts';
import type { Verb, World } from './verb.ts';

const share = ({ as }: World) => as.alice(ShareLocationDocument, { input: { latitude: 52.5, longitude: 13.4 } });
const select = ({ as }: World) =>
  as.alice(UpdateLocationSharingDocument, {
    input: { audience: 'SELECTED', userIds: ['carol', 'bob'], precision: 'CITY' },
  });

/** The rows of `verify-events.test.ts` about live positions: what is shared is told to one's own devices, where one is to no log. */
export const locationVerbs: Verb[] = [
  {
    mutation: 'updateLocationSharing',
    when: 'to selected users',
    act: select,
    tells: { alice: ['LocationSharingChanged'], bob: [], carol: [] },
  },
  {
    mutation: 'updateLocationSharing',
    when: 'to what it is',
    prepare: select,
    act: select,
    tells: { alice: [] },
  },
  {
    mutation: 'shareLocation',
    when: 'beginning, going on and with another end',
    prepare: select,
    act: async (world) => {
      await share(world);
      await share(world);
      const expiresAt = new Date(Date.now() + 7_200_000).toISOString();
      await world.as.alice(ShareLocationDocument, { input: { latitude: 52.5, longitude: 13.4, expiresAt } });
    },
    tells: { alice: ['LocationSharingChanged', 'LocationSharingChanged'], bob: [], carol: [] },
  },
  {
    mutation: 'stopSharingLocation',
    when: 'twice',
    prepare: share,
    act: async ({ as }) => {
      await as.alice(StopSharingLocationDocument, {});
      await as.alice(StopSharingLocationDocument, {});
    },
    tells: { alice: ['LocationSharingChanged'], bob: [] },
  },
];
