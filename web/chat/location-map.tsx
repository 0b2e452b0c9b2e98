import { type ReactElement, useEffect, useState } from 'react';
import {
  LocationsDocument,
  type LocationsSubscription,
  ShareLocationDocument,
  StopSharingLocationDocument,
  UpdateLocationSharingDocument,
} from '../../client/generated/operations.ts';
import { type MemberView, useClient } from '../../client/react/index.ts';

interface LocationMapProps {
  members: readonly MemberView[];
  viewerId: string;
}

type Place = NonNullable<LocationsSubscription['locations']['location']>;

const shareMs = 900_000;
const size = { width: 280, height: 180, margin: 26 };

/** A plan of those who share where they are, drawn here: no map of another host is asked for. */
export function LocationMap({ members, viewerId }: LocationMapProps): ReactElement {
  const client = useClient();
  const [places, setPlaces] = useState<ReadonlyMap<string, Place | null>>(new Map());
  const [trouble, setTrouble] = useState<string | null>(null);
  const key = members
    .slice(0, 100)
    .map(({ userId }) => userId)
    .join('\n');
  useEffect(
    () =>
      client.follow(LocationsDocument, { userIds: key.split('\n') }, ({ locations: { userId, location } }) =>
        setPlaces((before) => new Map(before).set(userId, location)),
      ),
    [client, key],
  );

  const known = [...places].flatMap(([userId, place]) => (place === null ? [] : [{ userId, place }]));
  const run = (work: Promise<unknown>) => void work.catch((error: Error) => setTrouble(error.message));
  const share = () => {
    // Without a permission, somewhere in Berlin: it is a demo.
    const somewhere = { latitude: 52.52 + Math.random() / 50, longitude: 13.4 + Math.random() / 30 };
    const tell = async ({ latitude, longitude }: { latitude: number; longitude: number }) => {
      const userIds = key.split('\n').filter((userId) => userId !== viewerId);
      await client.execute(UpdateLocationSharingDocument, {
        input: { audience: 'SELECTED', userIds, precision: 'EXACT' },
      });
      const expiresAt = new Date(Date.now() + shareMs).toISOString();
      await client.execute(ShareLocationDocument, { input: { latitude, longitude, expiresAt } });
    };
    run(tell(somewhere));
  };
  return (
    <div className="map">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={`${known.length} share where they are`}>
        <Pins known={known} members={members} />
      </svg>
      {known.length === 0 && <p className="note">Nobody shares where they are.</p>}
      {trouble !== null && <p role="alert">{trouble}</p>}
      <button type="button" onClick={share}>
        Share a place for 15 minutes
      </button>
      <button type="button" onClick={() => run(client.execute(StopSharingLocationDocument, {}))}>
        Stop sharing
      </button>
    </div>
  );
}

function Pins({
  known,
  members,
}: {
  known: { userId: string; place: Place }[];
  members: readonly MemberView[];
}): ReactElement {
  const between = (pick: (place: Place) => number, from: number, to: number) => {
    const values = known.map(({ place }) => pick(place));
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return (place: Place) =>
      most === least ? (from + to) / 2 : from + ((pick(place) - least) / (most - least)) * (to - from);
  };
  const x = between(({ longitude }) => longitude, size.margin, size.width - size.margin);
  const y = between(({ latitude }) => latitude, size.height - size.margin, size.margin);
  return (
    <>
      {known.map(({ userId, place }) => (
        <g key={userId} transform={`translate(${x(place)} ${y(place)})`}>
          <circle r="6" className={place.isStale ? 'stale' : ''} />
          <text y="-11">{members.find((each) => each.userId === userId)?.user?.name?.split(' ')[0] ?? userId}</text>
        </g>
      ))}
    </>
  );
}
